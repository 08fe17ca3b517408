"""Count which kinds of words follow each other: `python -m audit.training.sequences OUT [--share 0.8] FILE.fr[.xz]...`.

Single kinds and pairs are counted in fine kinds, triples in coarse ones (prefix "3"). Written with counts of 2 and more; the
total is under the empty key. Files named with `=N` (europarl.fr.xz=400000) give their first N lines.
"""

import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import marisa_trie
import numpy as np

from audit.lexicon import load_lexicon
from audit.sequences import START, TOKEN, OPENING, kind

CHUNK = 200_000  # lines counted at a time
LEAST = 2


def lines(spec: str) -> Iterator[str]:
    path, _, most = spec.partition("=")
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as stream:  # type: ignore[operator]
        for number, line in enumerate(stream):
            if most and number >= int(most):
                return
            yield line.rstrip("\n")


class Counts:
    """Counts of pairs and triples over integer codes of kinds."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}
        self.pairs: Counter[int] = Counter()
        self.triples: Counter[int] = Counter()
        self.words: dict[tuple[str, bool], tuple[int, int]] = {}
        self.fine: list[int] = []
        self.coarse: list[int] = []

    def code(self, kind_: str) -> int:
        return self.codes.setdefault(kind_, len(self.codes))

    def add(self, line: str) -> None:
        lexicon, first = load_lexicon(), True
        start = self.code(START)
        self.fine.append(start)
        self.coarse.append(start)
        for word in TOKEN.findall(line):
            key = (word, first)
            if key not in self.words:
                fine, coarse = kind(word, first, lexicon)
                self.words[key] = self.code(fine), self.code(coarse)
            fine_code, coarse_code = self.words[key]
            self.fine.append(fine_code)
            self.coarse.append(coarse_code)
            first = first and word in OPENING
        self.fine.append(start)
        self.coarse.append(start)

    def flush(self) -> None:
        fine, coarse = np.array(self.fine, np.int64), np.array(self.coarse, np.int64)
        self.fine, self.coarse = [], []
        for keys, into in (
            ((fine[:-1] << 20) | fine[1:], self.pairs),
            ((coarse[:-2] << 40) | (coarse[1:-1] << 20) | coarse[2:], self.triples),
        ):
            values, numbers = np.unique(keys, return_counts=True)
            into.update(dict(zip(values.tolist(), numbers.tolist(), strict=True)))

    def rows(self) -> Iterator[tuple[str, tuple[int]]]:
        names = list(self.codes)
        mask = (1 << 20) - 1
        singles: Counter[str] = Counter()
        coarse_pairs: Counter[str] = Counter()
        for key, number in self.pairs.items():
            left, right = names[key >> 20], names[key & mask]
            singles[left] += number
            if number >= LEAST:
                yield f"{left}\t{right}", (number,)
        for key, number in self.triples.items():
            a, b, c = names[key >> 40], names[(key >> 20) & mask], names[key & mask]
            coarse_pairs[f"2\t{a}\t{b}"] += number
            if number >= LEAST:
                yield f"3\t{a}\t{b}\t{c}", (number,)
        yield from ((name, (number,)) for name, number in coarse_pairs.items() if number >= LEAST)
        yield from ((name, (number,)) for name, number in singles.items())
        yield "", (sum(singles.values()),)


def main() -> None:
    out, *specs = sys.argv[1:]
    counts = Counts()
    for spec in specs:
        for number, line in enumerate(lines(spec), 1):
            counts.add(line)
            if number % CHUNK == 0:
                counts.flush()
        counts.flush()
        print(spec, len(counts.codes), "kinds", len(counts.pairs), "pairs", len(counts.triples), "triples", flush=True)
    marisa_trie.RecordTrie("<I", sorted(counts.rows())).save(out)
    print(Path(out).stat().st_size, "bytes")


if __name__ == "__main__":
    main()
