"""Count runs of words and kinds of words in clean French, and write the table that `audit.tagging.ngrams` reads."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from audit.french.lexicon import Lexicon, load_lexicon
from audit.french.sequences import tokens
from audit.tagging.ngrams import BITS, HIGHEST, PATTERNS, Codes, Levels, code, places, runs, written
from audit.training.tagger.texts import texts

LEAST = (3, 3, 4, 2, 2, 4, 4)  # sightings of a run of each pattern, under which it is left out
CHUNK = 40_000  # lines counted at a time


def count(shared: Path) -> Levels:
    """The table, of all lines that are listed to be counted."""
    lexicon = load_lexicon()
    lines = [line for text in texts() for line in text.counted(shared) if line]
    totals = [(np.zeros(0, np.uint64), np.zeros(0, np.int64)) for _ in PATTERNS]
    for first in range(0, len(lines), CHUNK):
        for number, hashes in enumerate(_hashes(lines[first : first + CHUNK], lexicon)):
            totals[number] = _added(totals[number], hashes)
        print(f"{first + CHUNK:,} of {len(lines):,} lines", flush=True)
    return _table(totals)


def _hashes(lines: Iterable[str], lexicon: Lexicon) -> list[Codes]:
    known: dict[str, int] = {}
    found: list[list[Codes]] = [[] for _ in PATTERNS]
    for line in lines:
        words, kinds = list[int](), list[int]()
        for token in tokens(line, lexicon):
            word = written(line[token.start : token.end], token.kind)
            for text, codes in ((word, words), (token.kind, kinds)):
                if text not in known:
                    known[text] = code(text)
                codes.append(known[text])
        for one, hashes in zip(found, runs(np.array(words, np.uint64), np.array(kinds, np.uint64)), strict=True):
            one.append(hashes)
    return [np.concatenate(one) for one in found]


def _added(totals: tuple[Codes, np.ndarray], hashes: Codes) -> tuple[Codes, np.ndarray]:
    """Counts of distinct hashes, with those of another lot of text added."""
    fresh, counts = np.unique(hashes, return_counts=True)
    both, inverse = np.unique(np.concatenate([totals[0], fresh]), return_inverse=True)
    return both, np.bincount(inverse, np.concatenate([totals[1], counts]), len(both)).astype(np.int64)


def _table(totals: Iterable[tuple[Codes, np.ndarray]]) -> Levels:
    """Commoner runs are written last, so that they win where two share a place."""
    kept = []
    for (hashes, counts), least in zip(totals, LEAST, strict=True):
        keep = counts >= least
        kept.append((hashes[keep], counts[keep]))
        print(f"{keep.sum():,} of {len(counts):,} runs")
    hashes, counts = (np.concatenate(part) for part in zip(*kept, strict=True))
    order = np.lexsort((hashes, counts))
    index, marks = places(hashes[order])
    table = np.zeros(1 << BITS, np.uint8)
    table[index] = marks | np.minimum(HIGHEST, np.log2(counts[order])).astype(np.uint8)
    return table
