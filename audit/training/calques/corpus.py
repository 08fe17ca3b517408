"""Text as rows of numbers, and how often each run of two to five of them occurs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BREAK = 0
FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits well mixed (Knuth 1998, TAOCP 3, 6.4): runs are kept as hashes
Numbers = NDArray[np.uint64]


def runs(values: Numbers, size: int) -> tuple[Numbers, NDArray[np.int64]]:
    """The hash of every run of that size with no break in it, and where it begins."""
    count = len(values) - size + 1
    if count <= 0:
        return np.array([], dtype=np.uint64), np.array([], dtype=np.int64)
    hashes = np.zeros(count, dtype=np.uint64)
    whole = np.ones(count, dtype=bool)
    for offset in range(size):
        part = values[offset : offset + count]
        hashes = hashes * FACTOR + part
        hashes ^= hashes >> np.uint64(29)
        whole &= part != BREAK
    places = np.flatnonzero(whole)
    return hashes[places], places


def hash_of(numbers: Iterable[int]) -> int:
    """The hash that `runs` gives these numbers."""
    found = 0
    for number in numbers:
        found = (found * int(FACTOR) + number) & 0xFFFFFFFFFFFFFFFF
        found ^= found >> 29
    return found


@dataclass(frozen=True)
class Counts:
    """How often runs of one size were seen."""

    hashes: Numbers
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, hashes: Iterable[Numbers], least: int = 1) -> "Counts":
        found, counts = np.unique(np.concatenate(list(hashes)), return_counts=True)
        keep = counts >= least
        return cls(found[keep], counts[keep])

    def look_up(self, hashes: Numbers) -> NDArray[np.int64]:
        if not len(self.hashes):
            return np.zeros(len(hashes), dtype=np.int64)
        places = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[places] == hashes, self.counts[places], 0)


def pieces(row: list[int]) -> Iterator[list[int]]:
    """The stretches of a row between breaks."""
    piece: list[int] = []
    for number in [*row, BREAK]:
        if number == BREAK:
            if piece:
                yield piece
            piece = []
        else:
            piece.append(number)
