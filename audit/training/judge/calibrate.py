"""Fit the judge's weights, and show how well it orders translations: `audit/resources/judge/model.json`.

    python -m audit.training.judge.calibrate --text test --real corpora/real-mt/development \\
        --real-check corpora/real-mt/apertium-development --out audit/resources/judge [--most 22]

Two kinds of evidence. Real machine translation that a reader marked says what linguists count, and how the parts weigh
against each other. Translations of one source say which of them is worse, whatever people make of the source. For these,
each source has four translations: the human one, the same damaged twice (`audit.training.judge.damage`), and Apertium's,
which is checked only; of each set of `audit.training.judge.texts`, the first half is fitted on, the second checked.

Printed are, for every signal and for the judge, the share of pairs of one source that it has in the order of the points
deserved, with and without Apertium's; and Kendall's tau over the marked articles, of those fitted on and of those not. To
be run again when the embedded engine changes: two minutes.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.alignment import within_units
from audit.detectors.registry import load
from audit.engines import choose
from audit.judging.judge import Model, evidence
from audit.judging.signals import BY_ENGINE, BY_WORDS, MOST_POINTS
from audit.pipeline import Auditor
from audit.readers.units import Row, page
from audit.segmentation import build
from audit.training.judge.damage import Judged, by_apertium, damaged
from audit.training.judge.real import articles
from audit.training.judge.texts import SEED, Pair, halves

MODELS = {"engine": (*BY_ENGINE, *BY_WORDS), "words": BY_WORDS}
RIDGE = 1.0  # on weights of signals brought to one spread
STEPS = 20_000
REAL = -1


class Measured(NamedTuple):
    """A translation's signals, the points it deserves, its source's number and the kind of translation.

    Sentences of marked articles are compared with one another, as if they had one source: REAL.
    """

    signals: dict[str, float]
    points: float
    source: int
    kind: str


def translations(pairs: Sequence[Pair], seed: int) -> dict[str, list[Judged]]:
    """Four translations of each source."""
    chance = random.Random(seed)  # noqa: S311
    return {
        "human": [Judged(pair, 0.0) for pair in pairs],
        "damaged": [damaged(pair, chance) for pair in pairs],
        "damaged again": [damaged(pair, chance) for pair in pairs],
        "apertium": by_apertium(pairs),
    }


def measure(kinds: dict[str, list[Judged]]) -> Iterator[Measured]:
    """The signals of each, as an audit of all translations of a kind in one file has them."""
    auditor = Auditor(choose("embedded"), tuple(load().values()))
    for kind, judged in kinds.items():
        rows = [Row(item.pair.french, str(number), item.pair.english) for number, item in enumerate(judged)]
        [read] = page(kind, rows)
        document = within_units(build(read))
        result = auditor.audit(document)
        found = [finding for finding in result.findings if not finding.suppressed]
        for item in evidence(document, result.segments, found, auditor.translator):
            number = int(item.passage.id)
            yield Measured(item.signals, judged[number].points, number, kind)


def measure_real(folder: Path) -> list[Measured]:
    """The signals of each sentence of the marked articles."""
    auditor = Auditor(choose("embedded"), tuple(load().values()))
    rows = []
    for article in articles(folder, auditor.translator) if auditor.translator else ():
        result = auditor.audit(article.document)
        for item in evidence(article.document, result.segments, result.findings, auditor.translator):
            points = min(MOST_POINTS, article.points(item.passage.start, item.passage.end))
            rows.append(Measured(item.signals, points, REAL, "real"))
    return [row for row in rows if set(BY_ENGINE) <= row.signals.keys()]


def fit(rows: Sequence[Measured], names: Sequence[str]) -> Model:
    """Least squares with weights that are not negative, by projected gradient, on what sets the translations of one
    source apart: how freely people translate a sentence says nothing of how well. The base is what makes the mean of
    the real ones right."""
    signals, points = matrix(rows, names), np.array([row.points for row in rows])
    for group in _by_source(rows):
        signals[group] -= signals[group].mean(axis=0)
        points[group] -= points[group].mean()
    spread = np.maximum(signals.std(axis=0), 1e-9)
    scaled = signals / spread
    weights = np.zeros(len(names))
    step = 1 / (np.linalg.norm(scaled, 2) ** 2 + RIDGE)
    for _ in range(STEPS):
        weights = np.maximum(0, weights - step * (scaled.T @ (scaled @ weights - points) + RIDGE * weights))
    found = {name: round(float(weight), 4) for name, weight in zip(names, weights / spread, strict=True)}
    real = [row for row in rows if row.source == REAL]
    base = np.mean([row.points for row in real]) - float((matrix(real, names) @ list(found.values())).mean())
    return Model(round(float(base), 4), found)


def matrix(rows: Sequence[Measured], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[row.signals[name] for name in names] for row in rows])


def tau(values: Sequence[float], points: Sequence[float]) -> float:
    """Kendall's tau-b; 0 where one side is all the same."""
    a, b = (np.sign(np.subtract.outer(np.asarray(side), np.asarray(side))) for side in (values, points))
    ties = np.sqrt((a * a).sum() * (b * b).sum())
    return float((a * b).sum() / ties) if ties else 0.0


def in_order(values: Sequence[float], rows: Sequence[Measured]) -> float:
    """The share of pairs of translations of one source that the values have in the order of the points."""
    pairs = [
        (values[i] - values[j]) * (rows[i].points - rows[j].points)
        for group in _by_source(rows)
        for i, j in combinations(group, 2)
        if rows[i].points != rows[j].points
    ]
    return sum((value > 0) + (value == 0) / 2 for value in pairs) / len(pairs)


def _by_source(rows: Sequence[Measured]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        groups.setdefault(row.source, []).append(index)
    return list(groups.values())


def report(rows: Sequence[Measured], real: Sequence[Sequence[Measured]], models: dict[str, Model]) -> Iterator[str]:
    """A line for each signal and each model."""
    yield f"{'':20} {'pairs in order':>15} {'with Apertium':>14} {'tau, marked':>12} {'not fitted':>11}"
    near = [row for row in rows if row.kind != "apertium"]
    measures: dict[str, Callable[[Measured], float]] = {n: partial(_signal, n) for n in MODELS["engine"]}
    measures |= {f"judge, {name}": partial(_points, model) for name, model in models.items()}
    for name, value in measures.items():
        some, every = ([value(row) for row in group] for group in (near, rows))
        taus = [tau([value(row) for row in group], [row.points for row in group]) for group in real]
        yield f"{name:20} {in_order(some, near):15.1%} {in_order(every, rows):14.1%} {taus[0]:12.3f} {taus[1]:11.3f}"


def _signal(name: str, row: Measured) -> float:
    return row.signals[name]


def _points(model: Model, row: Measured) -> float:
    return model.points(row.signals)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m audit.training.judge.calibrate", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--text", type=Path, required=True, help="folder of NAME.en, NAME.fr, line aligned")
    parser.add_argument("--real", type=Path, required=True, help="folder of marked articles to fit on")
    parser.add_argument("--real-check", type=Path, required=True, help="folder of marked articles to check on")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--most", type=int, default=40, help="sources of each set")
    arguments = parser.parse_args()
    fitted, checked = (
        [row for row in measure(translations(pairs, SEED)) if set(BY_ENGINE) <= row.signals.keys()]
        for pairs in halves(arguments.text, arguments.most)
    )
    real = [measure_real(folder) for folder in (arguments.real, arguments.real_check)]
    learned = [*real[0], *(row for row in fitted if row.kind != "apertium")]
    models = {name: fit(learned, names) for name, names in MODELS.items()}
    print(f"{len(real[0])} marked sentences and {len(learned) - len(real[0])} translations to fit on")
    print(f"{len(real[1])} and {len(checked)} to check on", *report(checked, real, models), sep="\n")
    engine = choose("embedded")
    data = {
        "engine": engine.signature if engine else None,
        "models": {name: {"base": model.base, "weights": model.weights} for name, model in models.items()},
    }
    (arguments.out / "model.json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
