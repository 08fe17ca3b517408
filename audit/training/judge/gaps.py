"""Fit the weights by which `audit.judging.runs` tells a clause that nothing on the other side renders.

    python -m audit.training.judge.gaps --text TEST [--most 1000] [--skip 900] [--sets NAME …]

Human translations, and the same with a clause or a sentence of either side gone. One half of them is fitted on, the other
measured: for bounds of the sum, the share of changes that are found, and the alarms per 1,000 words of what is not changed.
Weights go into the module by hand, with the bound taken off what is there to begin with.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from audit.french.lexicon import load_lexicon
from audit.judging.bilingual import load_bilingual
from audit.judging.runs import features, likeliest
from audit.judging.words import english, french
from audit.training.judge.changes import put_in, taken_out
from audit.training.judge.texts import SEED, SETS, Pair, sentences
from audit.training.logistic import Floats, fit

BOUNDS = (0.0, 1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0)
ENOUGH = 5  # content words of a sentence that is left out


class Row(NamedTuple):
    """The features of the likeliest gap of a side, None where there is none, and what was done: nothing, or left out."""

    values: tuple[float, ...] | None
    kind: str


def sample(pairs: Sequence[Pair]) -> Iterator[Row]:
    """The pairs as they are, and with a clause or sentence of either side gone."""
    chance = random.Random(SEED)  # noqa: S311
    for pair, before in zip(pairs, [*pairs[1:], pairs[0]], strict=True):
        yield from (_row(pair, language, "") for language in ("en", "fr"))
        for change, language in ((taken_out, "en"), (put_in, "fr")):
            if made := change(pair, chance, load_lexicon()):
                yield _row(made.pair, language, f"clause, {language}")
        both = Pair(f"{before.english} {pair.english}", f"{before.french} {pair.french}")
        if len(english(pair.english)) >= ENOUGH:
            yield _row(both._replace(french=before.french), "en", "sentence, en")
        if len(french(pair.french)) >= ENOUGH:
            yield _row(both._replace(english=before.english), "fr", "sentence, fr")


def _row(pair: Pair, language: str, kind: str) -> Row:
    gap = likeliest(pair.passage, load_bilingual(), language)
    return Row(features(gap) if gap else None, kind)


def report(fitted: Sequence[Row], measured: Sequence[Row], words: int) -> Iterator[str]:
    """The weights, and by bound what share is found and how many alarms there are; `words` are those of what is measured."""
    known = [row for row in fitted if row.values]
    weights = fit(*(np.array(c, float) for c in zip(*((r.values, bool(r.kind), 1.0) for r in known), strict=True)))
    yield ", ".join(f"{weight:.2f}" for weight in weights)
    kinds = sorted({row.kind for row in measured} - {""})
    for bound in BOUNDS:
        flags = [(row.kind, _flagged(row, weights, bound)) for row in measured]
        found = ((kind, [flag for other, flag in flags if other == kind]) for kind in kinds)
        shares = ", ".join(f"{kind} {sum(hits) / len(hits):6.1%}" for kind, hits in found)
        alarms = sum(flag for kind, flag in flags if not kind)
        yield f"  from {bound:4.1f}: {shares}, {1000 * alarms / words:.2f} alarms per 1,000 words"


def _flagged(row: Row, weights: Floats, bound: float) -> bool:
    return bool(row.values) and float(np.dot(row.values or (), weights)) >= bound


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m audit.training.judge.gaps", description=__doc__.split("\n")[0])
    parser.add_argument("--text", type=Path, required=True, help="folder of NAME.en, NAME.fr, line aligned")
    parser.add_argument("--most", type=int, default=1000, help="pairs of each set")
    parser.add_argument("--skip", type=int, default=0, help="pairs of each set to leave out first")
    parser.add_argument("--sets", nargs="+", default=list(SETS), help="their names")
    given = parser.parse_args()
    taken = sentences(given.text, given.most, skip=given.skip, names=given.sets)
    pairs = [pair for _, found in taken for pair in found]
    words = sum(len(pair.french.split()) for pair in pairs[1::2])
    print(*report([*sample(pairs[::2])], [*sample(pairs[1::2])], words), sep="\n")


if __name__ == "__main__":
    main()
