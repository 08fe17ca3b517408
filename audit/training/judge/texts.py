"""Pairs of sentences to measure on: human translations, held out from all training."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from audit.judging.passages import Passage

# By set, the lines to take. The first 1,150 of TICO-19 are left out: in part of them the sides are lines apart.
SETS = {
    "tico19": slice(1150, None),
    "newstest2014-subset500": slice(None),
    "pud": slice(None),
    "iwslt-ted-dev": slice(None),
    "europarl-dev": slice(None),
}
SEED = 6
LEAST_WORDS = 5  # of a sentence that can be judged


class Pair(NamedTuple):
    """An English sentence and a French one."""

    english: str
    french: str

    @property
    def passage(self) -> Passage:
        return Passage(0, len(self.french), "1", self.french, self.english)


def sentences(
    folder: Path, most: int, seed: int = SEED, skip: int = 0, names: Sequence[str] = tuple(SETS)
) -> Iterator[tuple[str, list[Pair]]]:
    """Of each set, up to `most` pairs drawn at random, always the same; `skip` are left out, of the order of the draw."""
    for name in names:
        lines = SETS.get(name, slice(None))
        sides = [(folder / f"{name}.{language}").read_text("utf-8").split("\n")[lines] for language in ("en", "fr")]
        pairs = [Pair(*pair) for pair in zip(*sides, strict=True) if all(side.strip() for side in pair)]
        random.Random(f"{seed}{name}").shuffle(pairs)  # noqa: S311 - a sample
        yield name, pairs[skip : skip + most]


def halves(folder: Path, most: int) -> tuple[list[Pair], list[Pair]]:
    """Pairs to fit on, from the first half of each set, and to check on, from the second; up to `most` of each set."""
    fit: list[Pair] = []
    check: list[Pair] = []
    for name, lines in SETS.items():
        sides = [(folder / f"{name}.{language}").read_text("utf-8").split("\n")[lines] for language in ("en", "fr")]
        pairs = [
            Pair(*pair) for pair in zip(*sides, strict=True) if all(len(side.split()) > LEAST_WORDS for side in pair)
        ]
        middle = len(pairs) // 2
        chance = random.Random(f"{SEED}{name}")  # noqa: S311 - a sample
        fit += chance.sample(pairs[:middle], min(most, middle))
        check += chance.sample(pairs[middle:], min(most, middle))
    return fit, check
