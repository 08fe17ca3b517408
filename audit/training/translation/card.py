"""The card of a trained model: what it is, what it was made from, under which terms, and how it was trained."""

import json
from pathlib import Path

from audit.training.translation.export import load
from audit.training.translation.pieces import TO_ENGLISH, TO_FRENCH

HEAD = """# {title}, translation-audit {version}

A Transformer of {millions:.1f} million weights ({encoder} encoder and {decoder} decoder layers, {width} wide, {vocabulary} word
pieces of both languages), trained by `python -m audit.training.translation` on {seen:.1f} million target pieces and converted
to CTranslate2 in 8 bits. {note}{prefix} It is made to check translations, not to
publish them: `reports/translation.md` of the project says how good it is.

Training text ({pairs:,} pairs after cleaning; no line of a test set is in it). Names and numbers that both sides of a
pair share were exchanged for others in one pair of seven.

| corpus | pairs | licence |
|---|--:|---|
"""

BACKTRANSLATED = "backtranslated"  # the part of mix.json that only English to French is trained on
PREFIX = {
    TO_ENGLISH: "The target prefix `<2en>` asks for a translation.",
    TO_FRENCH: "The target prefix `<2fr>` asks for a translation. Quotation marks come out plain, without French spacing.",
}


def add_backtranslated(mix: Path, name: str, pairs: int, licence: str, signature: str) -> None:
    """Note in `mix.json` a French text, and the signature of the engine that made its English."""
    state = json.loads(mix.read_text("utf-8"))
    engine = signature.replace("|", " ")  # which would end the cell of a table
    state[BACKTRANSLATED] = {f"{name}, its English by `{engine}`": {"pairs": pairs, "licence": licence}}
    mix.write_text(json.dumps(state, indent=1), "utf-8")


def card(mix: Path, model: Path, version: str, task: str, note: str = "") -> str:
    """Markdown, of the `mix.json` of the texts, a `model.pt`, its target prefix, and a sentence on how it was trained."""
    shape, weights, seen = load(model)
    state = json.loads(mix.read_text("utf-8"))
    head = HEAD.format(
        version=version, note=note and note + " ", millions=sum(w.numel() for w in weights.values()) / 1e6, seen=seen / 1e6,
        title="English to French" if task == TO_FRENCH else "French to English",
        prefix=PREFIX[task],
        encoder=shape.encoder, decoder=shape.decoder, width=shape.width, vocabulary=shape.vocabulary, pairs=state["pairs"],
    )  # fmt: skip
    corpora = state["corpora"] | (state.get(BACKTRANSLATED, {}) if task == TO_FRENCH else {})
    corpora = sorted(corpora.items(), key=lambda item: -item[1]["pairs"])
    return head + "".join(f"| {name} | {corpus['pairs']:,} | {corpus['licence']} |\n" for name, corpus in corpora)
