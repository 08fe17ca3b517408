"""Pair the sentences of a French document with those of its English source.

Gale and Church (1993, Computational Linguistics 19:75) pair sentences by length; names and numbers that both sides have
are added as anchors. A length-based aligner needs no engine, so `--source` works without one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from audit.document import Document
from audit.segmentation import sentences, split_blocks

ANCHOR = re.compile(r"\d+|[^\W\d_]*[A-ZÀ-Þ][^\W_]+")
# English characters for a French one, and the spread of the difference per character (their c and s²).
RATIO, VARIANCE = 0.9, 6.8
# Penalties of the moves, in the unit of the squared deviation: -log of Gale and Church's frequencies (0.89, 0.0099, 0.089).
MOVES = {(1, 1): 0.1, (1, 0): 4.6, (0, 1): 4.6, (2, 1): 2.4, (1, 2): 2.4}
ANCHOR_WORTH = 2.0  # one shared name or number outweighs a deviation of two standard units
BAND = 100  # sentences off the diagonal that a pair may be: bounds the work on long texts


def with_sources(document: Document, source: str) -> Document:
    """Return the document with each audited segment's English; a segment without a counterpart keeps None."""
    spans = [span for block in split_blocks(source) for span in sentences(source, block)]
    english = [source[span.start : span.end] for span in spans]
    french = document.audited
    found: dict[str, str] = {}
    for left, right in align([segment.text for segment in french], english):
        for index in left:
            found[french[index].id] = " ".join(english[j] for j in right)
    segments = tuple(replace(s, source=found.get(s.id) or None) for s in document.segments)
    return replace(document, segments=segments)


def align(french: Sequence[str], english: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the groups of sentences that belong together, as indices of each side, in order."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(french) + 1):
        middle = i * len(english) // max(1, len(french))
        for j in range(max(0, middle - BAND), min(len(english), middle + BAND) + 1):
            if (i, j) == (0, 0):
                continue
            steps = [
                (best[i - a, j - b][0] + _cost(french[i - a : i], english[j - b : j]), (a, b))
                for a, b in MOVES
                if (i - a, j - b) in best
            ]
            best[i, j] = min(steps, default=(inf, (1, 0)))
    groups = []
    i, j = len(french), len(english)
    while (i, j) != (0, 0) and (i, j) in best:
        a, b = best[i, j][1]
        groups.append((list(range(i - a, i)), list(range(j - b, j))))
        i, j = i - a, j - b
    yield from reversed(groups)


def _cost(french: Sequence[str], english: Sequence[str]) -> float:
    move = MOVES[len(french), len(english)]
    if not french or not english:
        return move
    left, right = " ".join(french), " ".join(english)
    deviation = (len(right) - RATIO * len(left)) ** 2 / (VARIANCE * max(1, len(left)))
    shared = len(set(ANCHOR.findall(left)) & set(ANCHOR.findall(right)))
    return move + min(deviation, 25.0) / 2 - ANCHOR_WORTH * min(shared, 5)
