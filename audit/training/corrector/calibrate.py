"""Fit how likely it is right to tell a doubt, on the marked pages that rules are written on, beside what the rules find."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audit.correcting import load_corrector
from audit.correcting.model import CARD, LEAST, LOWEST
from audit.detectors import corrector as detecting
from audit.detectors.registry import load
from audit.document import Document, Page, Span
from audit.finding import Hit
from audit.pipeline import Auditor
from audit.segmentation import build
from audit.training.corrector.pack import write_card
from audit.training.evaluate.cases import Case, read_labelled
from audit.training.evaluate.texts import LABELLED
from audit.training.logistic import fit

if TYPE_CHECKING:
    from audit.french.parsed import Doc

PAGES = [name for name, private in LABELLED.items() if not private and name != "corpora"]
Row = tuple[float, float, bool]  # a probability, the density of the article, whether a reader marked the place


def calibrate(out: Path) -> str:
    """Write the scale into the card in `out`, and say what is right of what it then tells."""
    rows = [row for name in PAGES for case in read_labelled(Path(name)) for row in doubts(case)]
    features = [(log(chance / (1 - chance + LOWEST)), log(max(density, LOWEST)), 1.0) for chance, density, _ in rows]
    right = np.array([float(marked) for *_, marked in rows])
    scale = [round(float(weight), 4) for weight in fit(np.array(features), right, np.ones(len(rows)))]
    write_card(out, {**json.loads((out / CARD).read_text("utf-8")), "scale": scale})
    corrector = load_corrector()
    corrector.scale = scale
    told = [
        marked
        for chance, density, marked in rows
        if chance >= detecting.LEAST and corrector.confidence(chance, density) >= detecting.SURE
    ]
    return f"scale {scale}; of {len(rows)} doubts {int(right.sum())} are right, of {len(told)} told {sum(told)}"


def doubts(case: Case) -> Iterator[Row]:
    """What the corrector may tell of an article, whatever its confidence."""
    rows: list[Row] = []

    def collect(
        document: Document, mended_parses: "Mapping[str, Doc]", suspect: bool, found: Sequence[Span]
    ) -> Iterator[Hit]:
        for doubt, hit in detecting.possible(document, mended_parses, found, LEAST) if suspect else ():
            marked = any(left < hit.end and hit.start < right for left, right, _ in case.gold)
            rows.append((doubt.probability, len(found) / document.words, marked))
        yield from ()

    detectors = [replace(one, function=collect) if one.name == "corrector" else one for one in load().values()]
    result = Auditor(None, tuple(one for one in detectors if one.default)).audit(build(Page(case.name, case.text)))
    if result.failures:
        raise RuntimeError(f"{case.name}: {result.failures}")
    return iter(rows)
