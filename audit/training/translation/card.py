"""The card of a trained model: what it is, what it was made from, under which terms, and how it was trained."""

import json
from collections.abc import Sequence
from pathlib import Path

from audit.training.translation.export import load
from audit.training.translation.pieces import RECONSTRUCT, TO_ENGLISH, TO_FRENCH

HEAD = """# {title}, translation-audit {version}

A Transformer of {millions:.1f} million weights ({encoder} encoder and {decoder} decoder layers, {width} wide, {vocabulary} word
pieces of both languages), trained by `python -m audit.training.translation` on {seen:.1f} million target pieces and converted
to CTranslate2 in 8 bits. {note}{prefixes} It is made to check translations, not to
publish them: `reports/translation.md` of the project says how good it is.

Training text ({pairs:,} pairs after cleaning; no line of a test set is in it). Names and numbers that both sides of a
pair share were exchanged for others in one pair of seven{garbled}.

| corpus | pairs | licence |
|---|--:|---|
"""

BACKTRANSLATED = "backtranslated"  # the part of mix.json that only English to French is trained on
PREFIXES = {
    TO_ENGLISH: "The target prefix `<2en>` asks for a translation of the French as it stands.",
    TO_FRENCH: "The target prefix `<2fr>` asks for a translation. Quotation marks come out plain, without French spacing.",
    RECONSTRUCT: "`<fix>` asks for the English that garbled French must have come from.",
}


def add_backtranslated(mix: Path, name: str, pairs: int, licence: str, signature: str) -> None:
    """Note in `mix.json` a French text, and the signature of the engine that made its English."""
    state = json.loads(mix.read_text("utf-8"))
    engine = signature.replace("|", " ")  # which would end the cell of a table
    state[BACKTRANSLATED] = {f"{name}, its English by `{engine}`": {"pairs": pairs, "licence": licence}}
    mix.write_text(json.dumps(state, indent=1), "utf-8")


def card(mix: Path, model: Path, version: str, tasks: Sequence[str], note: str = "") -> str:
    """Markdown, of the `mix.json` of the texts, a `model.pt`, the target prefixes that it was trained on, and a sentence
    on how."""
    shape, weights, seen = load(model)
    state = json.loads(mix.read_text("utf-8"))
    head = HEAD.format(
        version=version, note=note and note + " ", millions=sum(w.numel() for w in weights.values()) / 1e6, seen=seen / 1e6,
        title="English to French" if tasks[0] == TO_FRENCH else "French to English",
        prefixes=" ".join(PREFIXES[task] for task in tasks),
        garbled="; a part was garbled by `audit.training.garble`" if RECONSTRUCT in tasks else "",
        encoder=shape.encoder, decoder=shape.decoder, width=shape.width, vocabulary=shape.vocabulary, pairs=state["pairs"],
    )  # fmt: skip
    corpora = state["corpora"] | (state.get(BACKTRANSLATED, {}) if tasks[0] == TO_FRENCH else {})
    corpora = sorted(corpora.items(), key=lambda item: -item[1]["pairs"])
    return head + "".join(f"| {name} | {corpus['pairs']:,} | {corpus['licence']} |\n" for name, corpus in corpora)
