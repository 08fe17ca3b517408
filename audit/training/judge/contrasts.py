"""Fit the weights by which `audit.judging.contrasts` tells a denial that is of one side only.

    python -m audit.training.judge.contrasts --text TEST [--most 500] [--skip 900]

Human translations, and the same with a denial taken away or put in. One half of them is fitted on, the other measured: for
bounds of the sum, the share of changes that are found, and the alarms per 1,000 words of what is not changed. Weights go
into the module by hand, with the bound taken off what is there to begin with.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from audit.engines import choose
from audit.french.lexicon import load_lexicon
from audit.judging.bilingual import load_bilingual
from audit.judging.contrasts import Contrast, features, weighed
from audit.judging.denials import Denial
from audit.judging.opposites import turned
from audit.judging.places import align
from audit.judging.polarity import added, lost
from audit.training.judge.changes import Change, affirmed, denied
from audit.training.judge.texts import SEED, Pair, sentences
from audit.training.logistic import Floats, fit

BOUNDS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)


class Row(NamedTuple):
    """Of a sentence, what speaks most for a change; None where it has no denial that could be one: the words alone tell."""

    values: tuple[float, ...] | None
    told: bool
    changed: bool


class Side(NamedTuple):
    """The denials that the words tell to be of one side, and the change that makes such."""

    told: Callable[[Pair], list[Denial]]
    of_french: bool
    change: Change


def _lost(pair: Pair) -> list[Denial]:
    texts = pair.french, pair.english, align(pair.passage, load_bilingual())
    return [denial for denial, _ in list(lost(*texts)) or turned(*texts, load_bilingual())]


def _added(pair: Pair) -> list[Denial]:
    return list(added(pair.french, pair.english, align(pair.passage, load_bilingual())))


SIDES = {
    "lost": Side(_lost, of_french=False, change=affirmed),
    "added": Side(_added, of_french=True, change=denied),
}


def sample(pairs: Sequence[Pair], side: Side) -> list[Row]:
    """The pairs as they are, and those that can be changed."""
    chance = random.Random(SEED)  # noqa: S311
    made = [made.pair for pair in pairs if (made := side.change(pair, chance, load_lexicon()))]
    return [*_rows(pairs, side, changed=False), *_rows(made, side, changed=True)]


def _rows(pairs: Sequence[Pair], side: Side, *, changed: bool) -> Iterator[Row]:
    for pair, contrasts in zip(pairs, weighed([pair.passage for pair in pairs], choose("embedded")), strict=True):
        told = side.told(pair)
        own = [contrast for contrast in contrasts if contrast.of_french == side.of_french]
        likeliest = min(own, key=_with_denial, default=None)
        values = features(likeliest, told=likeliest.denial in told) if likeliest else None
        yield Row(values, bool(told), changed)


def _with_denial(contrast: Contrast) -> float:
    return contrast.source + contrast.french


def report(fitted: Sequence[Row], measured: Sequence[Row], words: int) -> Iterator[str]:
    """The weights, and by bound what share is found and how many alarms there are; `words` are those of what is measured."""
    known = [row for row in fitted if row.values]
    weights = fit(*(np.array(c, float) for c in zip(*((r.values, r.changed, 1.0) for r in known), strict=True)))
    yield ", ".join(f"{weight:.2f}" for weight in weights)
    for bound in BOUNDS:
        flagged = [(row.changed, _flagged(row, weights, bound)) for row in measured]
        found = [flag for changed, flag in flagged if changed]
        alarms = sum(flag for changed, flag in flagged if not changed)
        yield f"  from {bound:4.1f}: {sum(found) / len(found):6.1%} found, {1000 * alarms / words:.2f} alarms per 1,000 words"


def _flagged(row: Row, weights: Floats, bound: float) -> bool:
    return float(np.dot(row.values, weights)) >= bound if row.values else row.told


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m audit.training.judge.contrasts", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--text", type=Path, required=True, help="folder of NAME.en, NAME.fr, line aligned")
    parser.add_argument("--most", type=int, default=500, help="pairs of each set")
    parser.add_argument("--skip", type=int, default=0, help="pairs of each set to leave out first")
    given = parser.parse_args()
    pairs = [pair for _, found in sentences(given.text, given.most, skip=given.skip) for pair in found]
    words = sum(len(pair.french.split()) for pair in pairs[1::2])
    for name, side in SIDES.items():
        print(name, *report(sample(pairs[::2], side), sample(pairs[1::2], side), words), sep="\n")


if __name__ == "__main__":
    main()
