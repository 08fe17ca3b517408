"""How often runs of two to four words, or kinds of words, occur in clean French: a table of hashes, a byte each.

The high half of a byte tells apart runs that share a place in the table, so that one run in fifteen of those that share
one is taken for another; the low half is the binary logarithm of the count.
"""

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from audit.french.sequences import FIGURE, NAME

Codes = NDArray[np.uint64]
Levels = NDArray[np.uint8]
BITS = 23  # of an index into the table: 8 MiB
HIGHEST = 15
BEFORE = 3  # places before the first word that stand for the start of the sentence
# Runs that end at a word: offsets of its words, then of its kinds.
PATTERNS: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = (
    ((1, 0), ()),
    ((2, 1, 0), ()),
    ((2, 0), ()),
    ((), (2, 1, 0)),
    ((), (3, 2, 1, 0)),
    ((0,), (1,)),
    ((1,), (0,)),
)
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))  # odd numbers with their bits well spread


def code(text: str) -> int:
    """A number of 64 bits for a word or a kind, the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def written(word: str, kind: str) -> str:
    """What a word is counted as: names and figures are all one."""
    return kind if kind in {NAME, FIGURE} else word.lower().replace("’", "'")


def runs(words: Codes, kinds: Codes, sizes: NDArray[np.int64] | None = None) -> list[Codes]:
    """A hash for each word and each of PATTERNS, in that order.

    `sizes` says how many of the words each sentence has; without it they are one.
    """
    sizes = np.array([len(words)]) if sizes is None else sizes
    rows = np.arange(len(words)) + BEFORE * np.repeat(np.arange(1, len(sizes) + 1), sizes)
    padded = np.zeros((2, len(words) + BEFORE * len(sizes)), np.uint64)
    padded[0, rows], padded[1, rows] = words, kinds
    found = []
    for number, pattern in enumerate(PATTERNS):
        mixed = np.full(len(words), number + 1, np.uint64)
        for codes, offsets in zip(padded, pattern, strict=True):
            for offset in offsets:
                mixed = (mixed ^ codes[rows - offset]) * _MIX[0]
                mixed ^= mixed >> np.uint64(29)
                mixed *= _MIX[1]
        found.append(mixed ^ (mixed >> np.uint64(32)))
    return found


def places(hashes: Codes) -> tuple[NDArray[np.int64], Levels]:
    """Where in the table each hash belongs, and its mark there (1 to 15, in the high half of a byte)."""
    marks = ((hashes >> np.uint64(8)) % np.uint64(15) + np.uint64(1)).astype(np.uint8) << np.uint8(4)
    return (hashes >> np.uint64(64 - BITS)).astype(np.int64), marks


def levels(table: Levels, hashes: Codes) -> Levels:
    """The logarithm of the count of each run, 0 where it was hardly ever seen."""
    index, marks = places(hashes)
    found = table[index]
    return np.where(found & np.uint8(0xF0) == marks, found & np.uint8(0x0F), np.uint8(0))
