"""Which rows of lemmas are calques: those an English phrase calls for so often that French would have them, were they French."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audit.french.calques import LONGEST
from audit.french.words import words
from audit.training.calques.corpus import Counts, Numbers, hash_of, runs
from audit.training.calques.literal import Literal, Row
from audit.training.calques.texts import Numbering

SIZES = range(2, 6)  # words of an English phrase
LEAST_ENGLISH = {2: 20, 3: 12, 4: 10, 5: 10}  # sightings of one
# Sightings that its literal French should have, by its lemmas. From what French a table made of nine tenths of the text
# finds in the other tenth: at 15 for all, 0.26 false alarms per 1,000 words; at these, under 0.1.
EXPECTED = {2: 70.0, 3: 30.0}
EXPECTED_LONG = 15.0
EXPECTED_SMALL = 150.0  # of two, when one is a preposition: chance parts them too
MOTION = words("descendre monter tomber grimper")  # up and down are no calque behind them
PREPOSITIONS = words("à de dans en pour par sur avec sous entre depuis contre après avant autour comme que hors")
SHARE, MOST = 0.002, 2  # ... and has at most: of those expected, and in all
# A phrase neither begins nor ends with these: they belong to the sentence around it.
EDGE = words(
    """
    and or but nor that which who whom whose what when where if because while than it he she they we you i there this
    am is are was were be been being has have had having will would shall should can could may might must do does did
    of not no so also very such more most
    """
)
LAST = EDGE | words("to as by from at under between within without upon before until during against")
FIRST = EDGE | words("to")
PARTICLES = words("on in for with about into over after up out off")
LEADING = PARTICLES | words("at by from under through against between during before within without all any some no")


class French:
    """How often rows of lemmas were seen, *du* and *des* as *de* and as articles."""

    def __init__(self, numbering: Mapping[str, int], parts: Iterable[Numbers]) -> None:
        self.numbering = numbering
        variants = [variant for values in parts for variant in _variants(values)]
        self.counts = {
            size: Counts.of(
                hashes[_touched(changed, places, size)] if changed is not None else hashes
                for values, changed in variants
                for hashes, places in [runs(values, size)]
            )
            for size in range(2, LONGEST + 1)
        }

    def seen(self, rows: list[Row]) -> NDArray[np.int64]:
        """The count of each row: 0 for one that is longer than LONGEST or has a word never seen."""
        found = np.zeros(len(rows), dtype=np.int64)
        for size, counts in self.counts.items():
            at = [n for n, row in enumerate(rows) if len(row) == size]
            hashes = [hash_of(self.numbering.get(word, -1) & 0xFFFFFFFF for word in rows[n]) for n in at]
            found[at] = counts.look_up(np.array(hashes, dtype=np.uint64))
        return found


def _variants(values: Numbers) -> Iterator[tuple[Numbers, NDArray[np.bool_] | None]]:
    """The text with *du* and *des* left out; and with *de* in their place, and where that is."""
    opened = values == Numbering.OPEN
    yield values[~opened], None
    yield np.where(opened, np.uint64(Numbering.DE), values), opened


def _touched(changed: NDArray[np.bool_], places: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Which runs have a changed word: the others were counted already."""
    before = np.concatenate([[0], np.cumsum(changed)])
    touched: NDArray[np.bool_] = before[places + size] > before[places]
    return touched


@dataclass(frozen=True)
class Candidate:
    """A row that a phrase calls for. `english` is the commonest phrase that does, `expected` counts them all."""

    row: Row
    english: tuple[str, ...]
    expected: float


def phrases(values: Numbers, names: list[str]) -> Iterator[tuple[tuple[str, ...], int]]:
    """English phrases with their number of sightings."""
    for size in SIZES:
        hashes, places = runs(values, size)
        order = np.argsort(hashes, kind="stable")
        hashes, places = hashes[order], places[order]
        starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
        counts = np.diff(np.r_[starts, len(hashes)])
        often = counts >= LEAST_ENGLISH[size]
        for start, count in zip(places[starts[often]], counts[often], strict=True):
            phrase = tuple(names[number] for number in values[start : start + size])
            if whole(phrase):
                yield phrase, int(count)


def whole(phrase: tuple[str, ...]) -> bool:
    """False for what belongs to the sentence around it, and for words with a preposition on either side."""
    return phrase[0] not in FIRST and phrase[-1] not in LAST and not (phrase[0] in LEADING and phrase[-1] in PARTICLES)


def candidates(found: Iterable[tuple[tuple[str, ...], int]], literal: Literal) -> list[Candidate]:
    """The rows that phrases call for often enough."""
    expected: dict[Row, float] = {}
    best: dict[Row, tuple[float, tuple[str, ...]]] = {}
    for phrase, count in found:
        for row, weight in literal.rows(phrase):
            if 2 <= len(row) <= LONGEST and all(row) and row[0] not in MOTION:
                expected[row] = expected.get(row, 0.0) + weight * count
                best[row] = max(best.get(row, (0.0, phrase)), (weight * count, phrase))
    return [Candidate(row, best[row][1], total) for row, total in expected.items() if total >= needed(row)]


def needed(row: Row) -> float:
    """The sightings that a row should have before its absence tells."""
    if len(row) == 2 and PREPOSITIONS & {*row}:
        return EXPECTED_SMALL
    return EXPECTED.get(len(row), EXPECTED_LONG)


def unseen(found: list[Candidate], french: French) -> list[Candidate]:
    """The candidates that French hardly has, the shortest: one that holds another says nothing new."""
    seen = french.seen([one.row for one in found])
    kept = [one for one, count in zip(found, seen, strict=True) if count <= min(MOST, SHARE * one.expected)]
    rows = {one.row for one in kept}
    return [one for one in kept if not any(part in rows for part in _parts(one.row))]


def _parts(row: Row) -> Iterator[Row]:
    for size in range(2, len(row)):
        for start in range(len(row) - size + 1):
            yield row[start : start + size]
