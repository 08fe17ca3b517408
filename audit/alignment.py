"""Pair the sentences of a French document with those of its English source.

Gale and Church (1993, Computational Linguistics 19:75) pair sentences by length; names and numbers that both sides have
are added as anchors, and the words of the back-translation where an engine is at hand, as Bleualign does (Sennrich and
Volk 2010, AMTA). How sure a pair is comes from all the ways to pair the document, by the forward-backward algorithm.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from math import exp, inf, log, log1p
from typing import NamedTuple

from audit.document import Document, Segment
from audit.engines.base import Translator
from audit.errors import EngineError
from audit.segmentation import sentences, split_blocks

ANCHOR = re.compile(r"\d+|[^\W\d_]*[A-ZÀ-Þ][^\W_]+")
WORD = re.compile(r"[^\W_]+")
# English characters for a French one, and the spread of the difference per character (their c and s²).
RATIO, VARIANCE = 0.9, 6.8
# Penalties of the moves, in the unit of the squared deviation: -log of Gale and Church's frequencies (0.89, 0.089); but that a
# sentence is lost is what an audit looks for, and they had it at one in a hundred: here it is one in twenty.
MOVES = {(1, 1): 0.1, (1, 0): 3.0, (0, 1): 3.0, (2, 1): 2.4, (1, 2): 2.4}
WORST_DEVIATION = 12.5  # of a length, lest one odd sentence outweigh all else
ANCHOR_WORTH, MOST_ANCHORS = 2.0, 5  # one shared name or number outweighs a deviation of two standard units
# Of the shared words' F1, and what two sentences share anyway: chosen on newstest2014, as audit.training.alignment does it.
WORDS_WORTH, WORDS_BY_CHANCE = 25.0, 0.2
BAND = 100  # sentences off the diagonal that a pair may be: bounds the work on long texts
# Files are written line by line when there are so many lines, and in so many of them the lengths are this near.
FEWEST_LINES, LINES_ALIKE, ALIKE = 4, 0.9, 2.0
SURE = 0.5  # of two pairs that contradict each other, at most one is surer than this

Cell = tuple[int, int]


class Pair(NamedTuple):
    """Sentences that belong together, as indices of each side, one of which may be empty. `confidence` is a probability."""

    french: list[int]
    english: list[int]
    confidence: float


def with_sources(document: Document, source: str, translator: Translator | None = None) -> Document:
    """Return the document with each audited segment's English; a segment without a sure counterpart keeps None."""
    found: dict[str, Segment] = {}
    for french, english in _lines(document, source) or [(document.audited, _sentences(source))]:
        for pair in align([segment.text for segment in french], english, _said(french, translator)):
            if pair.english and pair.confidence >= SURE:
                together = " ".join(english[j] for j in pair.english)
                for segment in (french[i] for i in pair.french):
                    found[segment.id] = replace(segment, source=together, confidence=pair.confidence)
    return replace(document, segments=tuple(found.get(segment.id, segment) for segment in document.segments))


def _lines(document: Document, source: str) -> list[tuple[Sequence[Segment], list[str]]]:
    """The sentences of each line and of the same line of the source, where the two files are written line by line.

    Nothing where they are not: other numbers of lines, blank ones elsewhere, lengths that do not go together.
    """
    ours, theirs = document.text.splitlines(keepends=True), source.splitlines()
    filled = [(left, right) for left, right in zip(ours, theirs, strict=False) if left.strip() or right.strip()]
    alike = sum(_length_cost(len(left.strip()), len(right.strip())) < ALIKE for left, right in filled)
    few = len(filled) < FEWEST_LINES or alike < LINES_ALIKE * len(filled)
    if document.extracted or len(ours) != len(theirs) or few:
        return []
    ends = list(accumulate(map(len, ours)))
    within: dict[int, list[Segment]] = defaultdict(list)
    for segment in document.audited:
        within[bisect_right(ends, segment.start)].append(segment)
        if segment.end > ends[bisect_right(ends, segment.start)]:
            return []
    return [(segments, _sentences(theirs[number])) for number, segments in within.items()]


def within_units(document: Document) -> Document:
    """Return a bilingual document with each sentence's English: its unit's, or its part of that where there are several."""
    placed: dict[str, Segment] = {}
    for unit in document.units:
        inside = document.inside(unit)
        if len(inside) == 1:
            placed[inside[0].id] = replace(inside[0], source=unit.source)
            continue
        english = _sentences(unit.source or "")
        for pair in align([segment.text for segment in inside], english):
            together = " ".join(english[j] for j in pair.english) or None
            for segment in (inside[i] for i in pair.french):
                placed[segment.id] = replace(segment, source=together, confidence=pair.confidence if together else None)
    return replace(document, segments=tuple(placed.get(segment.id, segment) for segment in document.segments))


def align(french: Sequence[str], english: Sequence[str], said: Sequence[str | None] = ()) -> list[Pair]:
    """Pair the sentences, in order. `said` is the back-translation of each French one, None where it is not to be trusted."""
    lattice = _Lattice(french, english, said)
    ahead = lattice.forward()
    behind = lattice.backward(ahead)
    i, j = end = len(french), len(english)
    pairs: list[Pair] = []
    while (i, j) != (0, 0):
        a, b = ahead[i, j].move
        cost = ahead[i - a, j - b].all + lattice.cost((i, j), (a, b)) + behind[i, j]
        confidence = min(1.0, exp(min(0.0, ahead[end].all - cost)))
        pairs.append(Pair(list(range(i - a, i)), list(range(j - b, j)), confidence))
        i, j = i - a, j - b
    return pairs[::-1]


class _Reached(NamedTuple):
    """The cheapest way to a cell, its last move, and the cost of all ways together (-log of their summed likelihood)."""

    best: float
    move: tuple[int, int]
    all: float


@dataclass
class _Lattice:
    """What it costs to pair: a cell (i, j) lies behind i French and j English sentences."""

    french: Sequence[str]
    english: Sequence[str]
    said: Sequence[str | None]
    costs: dict[tuple[Cell, Cell], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.anchors = [[frozenset(ANCHOR.findall(text)) for text in side] for side in (self.french, self.english)]
        words = [Counter(WORD.findall(text.lower())) for text in self.english]
        spread = Counter(word for sentence in words for word in sentence)
        self.weights = {word: log(1 + len(words) / n) for word, n in spread.items()}
        self.unseen = log(1 + len(words))
        self.words = words
        self.back = [Counter(WORD.findall(text.lower())) if text is not None else None for text in self.said]
        if self._shared(filter(None, self.back), words) < WORDS_BY_CHANCE:
            self.back = []  # an engine that speaks of something else altogether is no evidence

    def cells(self) -> Iterator[Cell]:
        """In order; only those near the diagonal."""
        n, m = len(self.french), len(self.english)
        band = max(BAND, m // max(1, n) + 1)
        for i in range(n + 1):
            middle = i * m // max(1, n)
            yield from ((i, j) for j in range(max(0, middle - band), min(m, middle + band) + 1))

    def forward(self) -> dict[Cell, _Reached]:
        reached = {(0, 0): _Reached(0.0, (0, 0), 0.0)}
        for i, j in self.cells():
            ways = [(move, reached[before]) for move in MOVES if (before := (i - move[0], j - move[1])) in reached]
            if ways:
                steps = [(way, move, self.cost((i, j), move)) for move, way in ways]
                best, move = min((way.best + cost, move) for way, move, cost in steps)
                reached[i, j] = _Reached(best, move, _together(way.all + cost for way, _, cost in steps))
        return reached

    def backward(self, reached: dict[Cell, _Reached]) -> dict[Cell, float]:
        """The cost of all ways from each cell to the end."""
        left = {(len(self.french), len(self.english)): 0.0}
        for i, j in reversed(reached):
            ways = [(move, (i + move[0], j + move[1])) for move in MOVES if (i + move[0], j + move[1]) in left]
            if ways:
                left[i, j] = _together(left[after] + self.cost(after, move) for move, after in ways)
        return left

    def cost(self, end: Cell, move: Cell) -> float:
        """Of pairing the last sentences before `end`, as many as `move` has."""
        key = end, move
        if key not in self.costs:
            self.costs[key] = MOVES[move] + (self._difference(end, move) if all(move) else 0.0)
        return self.costs[key]

    def _difference(self, end: Cell, move: Cell) -> float:
        ours, theirs = range(end[0] - move[0], end[0]), range(end[1] - move[1], end[1])
        left, right = sum(len(self.french[i]) for i in ours), sum(len(self.english[j]) for j in theirs)
        names, others = (
            frozenset().union(*(side[k] for k in at)) for side, at in zip(self.anchors, (ours, theirs), strict=True)
        )
        anchors = ANCHOR_WORTH * min(len(names & others), MOST_ANCHORS)
        return min(_length_cost(left, right), WORST_DEVIATION) - anchors - self._meaning(ours, theirs)

    def _meaning(self, ours: range, theirs: range) -> float:
        """How much the back-translation speaks for the pair, rare words more; 0 where there is none to trust."""
        back = [self.back[i] for i in ours] if self.back else [None]
        if None in back:
            return 0.0
        return WORDS_WORTH * (self._shared(filter(None, back), (self.words[j] for j in theirs)) - WORDS_BY_CHANCE)

    def _shared(self, ours: Iterable[Counter[str]], theirs: Iterable[Counter[str]]) -> float:
        """F1 of the words, each as much as it is worth."""
        left, right = sum(ours, Counter[str]()), sum(theirs, Counter[str]())
        whole = self._weight(left) + self._weight(right)
        return 2 * self._weight(left & right) / whole if whole else 0.0

    def _weight(self, words: Counter[str]) -> float:
        return sum(n * self.weights.get(word, self.unseen) for word, n in words.items())


def _length_cost(french: int, english: int) -> float:
    return (english - RATIO * french) ** 2 / (VARIANCE * max(1, french)) / 2


def _together(costs: Iterator[float]) -> float:
    """-log of the sum of likelihoods whose -log are given."""
    total = inf
    for cost in costs:
        low, high = min(total, cost), max(total, cost)
        total = low if high == inf else low - log1p(exp(low - high))
    return total


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for block in split_blocks(text) for span in sentences(text, block)]


def _said(french: Sequence[Segment], translator: Translator | None) -> list[str | None]:
    """What the engine makes of each sentence; nothing where it fails, which the audit itself will tell."""
    if translator is None:
        return []
    try:
        answers = translator.translate([segment.text for segment in french])
    except EngineError:
        return []
    return [None if answer.unreliable else answer.text for answer in answers]
