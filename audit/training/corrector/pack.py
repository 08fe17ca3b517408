"""Put a trained corrector together: network, vocabulary, card for people."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from audit.correcting.model import CARD, NETWORK
from audit.correcting.network import STRIDES
from audit.training.corrector.corpus import texts

PEOPLE, VOCABULARY, WIDEST = "README.md", "vocabulary.json", 127
UNFITTED = [1.0, 0.0, 0.0]  # a probability taken at its word, until `calibrate` has seen pages
TEXT = """# The corrector's files

`{network}`: a network of {weights:.1f} million weights, {width} wide, {layers} layers, a byte each with a scale for each row.
`{card}`: the {words:,} words, {readings:,} readings of the dictionaries and {endings:,} endings that have a row, and how its
probabilities become confidences.

Made by `python -m audit.training.corrector`, read by `audit/correcting`. It has learned from {seen:,} words of right French,
broken at random as they were read: words left out, in another form, of another sense, out of order, put in, cut off, run
together. It saw no garbled text, nothing of `corpora/`, and no text that `audit.training.evaluate.bench` measures on.
What it finds: `reports/detection.md`.

## Text

| text | licence | lines | times |
|---|---|--:|--:|
{texts}

Terms of the files: MIT, as this project, with the attributions above; the weights were made from some text under CC BY-SA, which
whoever takes that to bind a model should know.

Limits: it reads a sentence at a time, so that it knows of no name, and of no noun, in the sentence before. Verse, dialect and
lists are hardly in its text. What it takes for wrong may be merely rare.
"""


def pack(work: Path, out: Path, note: str = "") -> list[Path]:
    """Write the three files. WORK is what `train` left; the note goes on the card for people."""
    from audit.training.corrector.train import arrays, trained

    out.mkdir(parents=True, exist_ok=True)
    weights = arrays(work)
    np.savez(out / NETWORK, **_small(weights))
    lists = json.loads((work / VOCABULARY).read_text("utf-8"))
    write_card(out, {**lists, "scale": UNFITTED})
    rows = (f"| {text['title']} | {text['licence']} | {text['lines']:,} | {text['weight']} |" for text in texts())
    text_of_card = TEXT.format(
        network=NETWORK, card=CARD, layers=len(STRIDES), width=len(weights["norm"]), texts="\n".join(rows),
        weights=sum(array.size for array in weights.values()) / 1e6, seen=round(trained(work), -6),
        **{name: len(entries) for name, entries in lists.items()},
    )  # fmt: skip
    (out / PEOPLE).write_text(text_of_card + (f"\n{note}\n" if note else ""), "utf-8")
    return [out / name for name in (NETWORK, CARD, PEOPLE)]


def write_card(out: Path, card: Mapping[str, Any]) -> None:
    (out / CARD).write_text(json.dumps(card, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def _small(weights: dict[str, np.ndarray]) -> dict[str, Any]:
    """Matrices in bytes, each row by its own scale."""
    stored: dict[str, Any] = {}
    for name, array in weights.items():
        if array.ndim == 1:
            stored[name] = array.astype(np.float32)
            continue
        scale = np.abs(array).max(axis=1) / WIDEST + 1e-12
        stored[name], stored[f"{name}.scale"] = (
            np.rint(array / scale[:, None]).astype(np.int8),
            scale.astype(np.float32),
        )
    return stored
