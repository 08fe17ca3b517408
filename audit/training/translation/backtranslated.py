"""Pairs to learn English to French from: French that people wrote, and the English that an engine makes of it."""

import json
from collections.abc import Iterator
from pathlib import Path

from audit.engines.base import Translator
from audit.training.garble.clean import clean
from audit.training.translation.collect import usable

CHUNK = 1000  # sentences that an interrupted run has to translate again, at most


def sentences(text: Path, share: float = 1.0) -> list[str]:
    """The whole sentences, once each, of the leading `share` of a text of one sentence a line."""
    lines = text.read_text("utf-8").splitlines()
    kept = (" ".join(line.split()) for line in lines[: int(share * len(lines))])
    return list(dict.fromkeys(line for line in kept if line and clean(line)))


def backtranslate(french: list[str], engine: Translator, out: Path) -> Iterator[int]:
    """Write OUT.fr, as it is, and OUT.en, as the engine translates it; yield how many sentences are done, at last how many
    pairs were kept.

    Unreliable answers, and pairs unlike in length or language, are left out. `OUT.json` keeps every answer, so that a run
    that was interrupted goes on.
    """
    store = out.with_suffix(".json")
    answers: dict[str, str] = json.loads(store.read_text("utf-8")) if store.exists() else {}
    missing = [sentence for sentence in french if sentence not in answers]
    for first in range(0, len(missing), CHUNK):
        chunk = missing[first : first + CHUNK]
        made = engine.translate(chunk)
        answers |= {sentence: "" if a.unreliable else a.text for sentence, a in zip(chunk, made, strict=True)}
        _replace(store, json.dumps(answers, ensure_ascii=False, indent=0))
        yield len(answers)
    pairs = [pair for sentence in french if usable(pair := (sentence, answers[sentence]))]
    for side, language in enumerate(("fr", "en")):
        _replace(out.with_suffix(f".{language}"), "".join(pair[side] + "\n" for pair in pairs))
    yield len(pairs)


def _replace(path: Path, content: str) -> None:
    """Write a file in one step, so that a crash leaves the old or the new."""
    half = path.with_name(path.name + ".half")
    half.write_text(content, "utf-8")
    half.replace(path)
