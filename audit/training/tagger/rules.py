"""Where the rules see something already in the articles that thresholds are set on: what the tagger need not find."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.detection import detect
from audit.training.evaluate.systems import Ours
from audit.training.tagger.data import Corpus, document, read

Span = tuple[int, int]


def spans(file: Path) -> Iterator[list[Span]]:
    """What the rules find in each of a file's articles, in code points."""
    rules = Ours("rules").detectors()
    for number, (text, _) in enumerate(read(file)):
        found, _, _ = detect(document(str(number), text), rules)
        yield [(finding.start, finding.end) for finding in found]


def flagged(corpus: Corpus, found: list[list[Span]]) -> NDArray[np.bool_]:
    """Whether each word of a corpus lies in a finding; `found` has those of each of its articles."""
    start, end, inside = corpus.features.start, corpus.features.end, np.zeros(len(corpus.label), bool)
    for number, article in enumerate(found):
        own = corpus.article == number
        for first, last in article:
            inside |= own & (start < last) & (first < end)
    return inside
