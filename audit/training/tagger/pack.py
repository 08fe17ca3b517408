"""Put a trained tagger together: network, n-grams, card for the program, card for people."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from audit.french.parsing import signature
from audit.tagging.model import CARD, NETWORK, NGRAMS
from audit.tagging.network import STRIDES
from audit.training.evaluate.cases import read_pages
from audit.training.tagger.data import KINDS, PAGES
from audit.training.tagger.texts import texts

PEOPLE = "README.md"
HEAD = """# The tagger's files

`{network}`: the weights of a network of {weights:.2f} million weights, {width} wide, {layers} layers, in half precision.
`{ngrams}`: how often runs of words occur in clean French, as hashes; no text can be read from it. `{card}`: its classes,
vocabulary, calibration, thresholds, and the SHA-256 of the other two, which is checked when they are loaded.

Made by `python -m audit.training.tagger`, read by `audit/tagging`. The network sees the parse of {parser}, the
lexicon, the article's names and the n-grams. Garbles are those of `audit.training.garble`; nothing of `corpora/`, no text that
`audit.training.evaluate.bench` measures on, and nothing of its second generator was seen.

{measured}
## Text

| text | licence | lines counted | trained on | as they are | developed on |
|---|---|--:|--:|--:|--:|
"""
FOOT = """
Trained on: garbles were made in these lines. As they are: trained on too, as French with nothing wrong in it. Developed on:
confidence and thresholds were set on these; they are a few dozen numbers. Counted: counts are facts, and hashes of them keep
no text. Terms of the files: MIT, as this project, with the attributions above; the weights were made from some text under CC
BY-SA, which whoever takes that to bind a model should know.

Besides, {pages} invented pages ({words:,} words, {garbles} places marked, `audit/training/tagger/pages.txt`, MIT) were
trained on. A large language model wrote them as if they had been translated node by node, and marked them. For the first
forty it had read what earlier networks took for wrong in the articles to develop on, so that figures on those articles
flatter this one.

Limits: it knows such garbles as the generator makes, and the French of news best. Verse, dialect and lists were not tried.
Its class of error can be wrong where its place is right.
"""


def pack(work: Path, out: Path, note: str = "") -> list[Path]:
    """Write the four files; the same WORK gives the same bytes. The note goes on the card for people."""
    out.mkdir(parents=True, exist_ok=True)
    for name in (NETWORK, NGRAMS):
        shutil.copyfile(work / name, out / name)
    settings = json.loads((work / "settings.json").read_text("utf-8"))
    card = {
        "classes": KINDS,
        "parser": signature(),
        "calibration": settings["calibration"],
        "thresholds": settings["thresholds"],
        "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (NETWORK, NGRAMS)},
        "vocabulary": json.loads((work / "vocabulary.json").read_text("utf-8")),
    }
    (out / CARD).write_text(json.dumps(card, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    (out / PEOPLE).write_text(readme(out / NETWORK, settings["measured"], note), "utf-8")
    return [out / name for name in (NETWORK, NGRAMS, CARD, PEOPLE)]


def readme(network: Path, measured: dict[str, Any], note: str) -> str:
    with np.load(network, allow_pickle=False) as arrays:
        sizes = {name: array.shape for name, array in arrays.items()}
    head = HEAD.format(
        network=NETWORK, ngrams=NGRAMS, card=CARD, parser=signature(), layers=len(STRIDES), width=sizes["bias"][0],
        weights=sum(int(np.prod(shape)) for shape in sizes.values()) / 1e6, measured=figures(measured),
    )  # fmt: skip
    rows = (f"| {t.title} | {t.licence} | {t.count:,} | {t.train:,} | {t.plain:,} | {t.develop:,} |" for t in texts())
    marked = read_pages(PAGES)
    foot = FOOT.format(
        pages=len(marked),
        words=sum(len(page.text.split()) for page in marked),
        garbles=sum(len(page.gold) for page in marked),
    )
    return head + "\n".join(rows) + "\n" + foot + (f"\n{note}\n" if note else "")


def figures(measured: dict[str, Any]) -> str:
    """What `calibrate` measured, on the text that thresholds were set on: better than elsewhere, if anything."""
    words, alarms, macro, recall = (measured[key] for key in ("words", "false alarms added", "macro recall", "recall"))
    rows = "\n".join(
        f"| {kind} | {rules:.2f} | {recall['both'][kind]:.2f} |" for kind, rules in recall["rules"].items()
    )
    return f"""## Measured on the text that its thresholds were set on

`python -m audit.training.tagger calibrate WORK`, beside the rules: what they flag too does not count, for it or against it.
Of what it adds on {words["garbled"]:,} words of garbled news, {measured["precision of what it adds"]:.3f} is right. It adds
{alarms["news"]:.2f} false alarms per 1,000 words of clean news ({words["clean news"]:,} words), {alarms["other"]:.2f} of
other clean text ({words["clean other"]:,}). Expected calibration error of its confidence: {measured["calibration error"]:.3f}.
What it does elsewhere: `reports/detection.md`.

| class | recall of the rules | with the tagger |
|---|--:|--:|
{rows}
| mean | {macro["rules"]:.2f} | {macro["both"]:.2f} |

A class whose two figures are the same is one that it is silent on.
"""
