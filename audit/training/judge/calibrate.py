"""Fit the judge's weights, and show how well it orders translations: `audit/resources/judge/model.json`.

    python -m audit.training.judge.calibrate --text test --judged corpora/judged/tico19.jsonl \\
        --marked corpora/judged/marked-development.jsonl corpora/judged/marked-medical-development.jsonl \\
        --check corpora/judged/marked-check.jsonl corpora/judged/marked-medical-check.jsonl \\
        --real corpora/real-mt/development --real-check corpora/real-mt/apertium-development \\
        --out audit/resources/judge [--most 22]

Three kinds of evidence. Translations that a reader judged or marked (`corpora/judged`, `corpora/real-mt`) say what people
count; they are compared within a system, since an engine finds French of its own kind likelier than people's, whoever
errs, and where a translation had some of its errors mended, with it as well. Human translations with as many errors put in
as chance and their length give, none included, say what an error changes beside what sets sentences apart. And translations
of one source, whole and damaged, say it whatever people make of the source. Apertium's are checked only. Of each set of
`audit.training.judge.texts` the first half is fitted on, the second checked; of judged sentences every third is checked.

Printed is Kendall's tau of every signal and of each model within each group, and the share of pairs of one source in the
order of the points deserved, last for translations with and without some of their errors. To be run again when an embedded
engine changes, after `audit.training.judge.doubts`: four minutes.
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
from audit.judging.signals import BY_ENGINE, BY_OTHER_ENGINE, BY_WORDS, MOST_POINTS
from audit.pipeline import Auditor
from audit.readers.units import Row, page
from audit.segmentation import build
from audit.training.judge.damage import Judged, by_apertium, damaged, damaged_by_chance
from audit.training.judge.ratings import read_or_exit
from audit.training.judge.real import articles
from audit.training.judge.texts import SEED, Pair, halves

MODELS = {
    "two-way": (*BY_ENGINE, *BY_OTHER_ENGINE, *BY_WORDS), "engine": (*BY_ENGINE, *BY_WORDS), "words": BY_WORDS,
}  # fmt: skip
PAIRS = frozenset({"human", "damaged", "damaged again"})  # kinds that are compared by source alone
TWICE = frozenset({"engine", "mended"})  # by system, and by source: the same translation, with and without some errors
MARKED = "marked articles"
OTHERS = frozenset(
    {"by chance", "apertium", MARKED}
)  # garbled, all of them: less like a good engine than what was judged
RIDGE = 1.0  # of a row's weight, on weights of signals brought to one spread
STEPS = 5_000
MOST = 12.0  # points to fit to, beyond which a sentence is bad whatever the sum
# Of its MQM points, what a finding weighs at the least: about what is left of them by its detector's precision. Too few of
# the translations that are fitted on have one for the fit to say it.
LEAST = {"changed": 0.4, "penalty": 0.2}
READ = 4.0  # weight of a sentence that a reader judged, beside any other


class Measured(NamedTuple):
    """A translation's signals, the points it deserves, its source, and the kind of translation or system."""

    signals: dict[str, float]
    points: float
    source: str
    kind: str


def translations(pairs: Sequence[Pair], seed: int) -> dict[str, list[Judged]]:
    """Five translations of each source."""
    chance = random.Random(seed)  # noqa: S311
    return {
        "human": [Judged(pair, 0.0) for pair in pairs],
        "damaged": [damaged(pair, chance) for pair in pairs],
        "damaged again": [damaged(pair, chance) for pair in pairs],
        "by chance": [damaged_by_chance(pair, chance) for pair in pairs],
        "apertium": by_apertium(pairs),
    }


def measure(auditor: Auditor, kinds: dict[str, list[Judged]]) -> Iterator[Measured]:
    """The signals of each, as an audit of all translations of a kind in one file has them."""
    for kind, judged in kinds.items():
        rows = [Row(item.pair.french, str(number), item.pair.english) for number, item in enumerate(judged)]
        [read] = page(kind, rows)
        document = within_units(build(read))
        result = auditor.audit(document)
        found = [finding for finding in result.findings if not finding.suppressed]
        for item in evidence(document, result.segments, found, auditor.translator):
            points = min(MOST_POINTS, judged[int(item.passage.id)].points)
            yield Measured(item.signals, points, item.passage.source, kind)


def measure_real(auditor: Auditor, folder: Path) -> Iterator[Measured]:
    """The signals of each sentence of the marked articles."""
    for article in articles(folder, auditor.translator) if auditor.translator else ():
        result = auditor.audit(article.document)
        for item in evidence(article.document, result.segments, result.findings, auditor.translator):
            points = min(MOST_POINTS, article.points(item.passage))
            yield Measured(item.signals, points, item.passage.source, MARKED)


def fit(rows: Sequence[Measured], names: Sequence[str]) -> Model:
    """Least squares with weights that are not negative, by projected gradient, on what sets apart the translations of one
    system, and those of one source. What the ridge takes from the weights as a whole is given back, and the base is what
    makes the mean of the systems right."""
    signals, points = matrix(rows, names), np.array([min(MOST, row.points) for row in rows])
    spread = np.maximum(signals.std(axis=0), 1e-9)
    systems = {kind: group for kind, group in _by_kind(rows).items() if kind not in PAIRS}
    parts = [(group, 1.0 if kind in OTHERS else READ) for kind, group in systems.items()]
    parts += [(group, 1.0) for kinds in (PAIRS, TWICE) for group in _by_source(rows, kinds)]
    scaled = np.concatenate([_apart(signals[group] / spread) * weight**0.5 for group, weight in parts])
    wanted = np.concatenate([_apart(points[group]) * weight**0.5 for group, weight in parts])
    ridge = RIDGE * sum(len(group) * weight for group, weight in parts)
    weights = np.zeros(len(names))
    step = 1 / (np.linalg.norm(scaled, 2) ** 2 + ridge)
    for _ in range(STEPS):
        weights = np.maximum(0, weights - step * (scaled.T @ (scaled @ weights - wanted) + ridge * weights))
    given = scaled @ weights
    weights *= (given @ wanted) / (given @ given) / spread
    weights = np.maximum(weights, [LEAST.get(name, 0.0) for name in names])
    base = np.mean([(points[group] - signals[group] @ weights).mean() for group in systems.values()])
    return Model(round(float(base), 4), {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)})


def _apart(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(values - values.mean(axis=0))


def matrix(rows: Sequence[Measured], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[row.signals[name] for name in names] for row in rows])


def tau(values: Sequence[float], points: Sequence[float]) -> float:
    """Kendall's tau-b; 0 where one side is all the same."""
    a, b = (np.sign(np.subtract.outer(np.asarray(side), np.asarray(side))) for side in (values, points))
    ties = np.sqrt((a * a).sum() * (b * b).sum())
    return float((a * b).sum() / ties) if ties else 0.0


def in_order(values: Sequence[float], rows: Sequence[Measured], kinds: frozenset[str]) -> float:
    """The share of pairs of translations of one source that the values have in the order of the points."""
    pairs = [
        (values[i] - values[j]) * (rows[i].points - rows[j].points)
        for group in _by_source(rows, kinds)
        for i, j in combinations(group, 2)
        if rows[i].points != rows[j].points
    ]
    return sum((value > 0) + (value == 0) / 2 for value in pairs) / len(pairs)


def _by_source(rows: Sequence[Measured], kinds: frozenset[str]) -> list[list[int]]:
    """The rows of each source that has several translations of these kinds."""
    groups: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        if row.kind in kinds:
            groups.setdefault(row.source, []).append(index)
    return [group for group in groups.values() if len(group) > 1]


def _by_kind(rows: Sequence[Measured]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        groups.setdefault(row.kind, []).append(index)
    return groups


def report(rows: Sequence[Measured], models: dict[str, Model]) -> Iterator[str]:
    """A line for each signal and each model: tau within each system, and the pairs in order."""
    groups = {kind: group for kind, group in _by_kind(rows).items() if kind not in PAIRS | {"apertium"}}
    yield " " * 26 + "".join(f"{kind[:20]:>22}" for kind in groups) + f"{'pairs in order':>16}{'mended':>9}"
    measures: dict[str, Callable[[Measured], float]] = {n: partial(_signal, n) for n in MODELS["two-way"]}
    measures |= {f"judge, {name}": partial(_points, model) for name, model in models.items()}
    for name, value in measures.items():
        taus = [tau([value(rows[i]) for i in group], [rows[i].points for i in group]) for group in groups.values()]
        pairs, mended = (in_order([value(row) for row in rows], rows, kinds) for kinds in (PAIRS, TWICE))
        yield f"{name:26}" + "".join(f"{found:22.3f}" for found in taus) + f"{pairs:16.1%}{mended:9.1%}"


def means(rows: Sequence[Measured], model: Model) -> Iterator[str]:
    """A line for each kind: what the model makes of it on average."""
    for kind, group in _by_kind(rows).items():
        scores = [model.score(rows[i].signals) for i in group]
        deserved = sum(rows[i].points for i in group) / len(group)
        yield f"{kind:34} {len(group):4} judged {sum(scores) / len(scores):5.1f}, points deserved {deserved:5.1f}"


def _signal(name: str, row: Measured) -> float:
    return row.signals[name]


def _points(model: Model, row: Measured) -> float:
    return model.points(row.signals)


def read_judged(path: Path) -> list[dict[str, list[Judged]]]:
    """The judged sentences by system: those to fit on, and every third, to check on."""
    halves: list[dict[str, list[Judged]]] = [{}, {}]
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        judged = Judged(Pair(row["source"], row["target"]), row["points"])
        halves[number % 3 == 2].setdefault(row["system"], []).append(judged)
    return halves


def read_marked(path: Path) -> dict[str, list[Judged]]:
    """The marked sentences by system, with the points of their marks."""
    systems: dict[str, list[Judged]] = {}
    for rated in read_or_exit(str(path), print):
        systems.setdefault(rated.key[0], []).append(Judged(Pair(rated.source, rated.target), rated.points))
    return systems


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m audit.training.judge.calibrate", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--text", type=Path, required=True, help="folder of NAME.en, NAME.fr, line aligned")
    parser.add_argument("--judged", type=Path, required=True, help="JSONL of source, target, system and points")
    parser.add_argument(
        "--marked", type=Path, nargs="+", required=True, help="JSONL of source, target, system and errors, to fit on"
    )
    parser.add_argument("--check", type=Path, nargs="+", required=True, help="the same, to check on")
    parser.add_argument("--real", type=Path, required=True, help="folder of marked articles to fit on")
    parser.add_argument("--real-check", type=Path, required=True, help="folder of marked articles to check on")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--most", type=int, default=40, help="sources of each set")
    arguments = parser.parse_args()
    engine = choose("embedded")
    auditor = Auditor(engine, tuple(load().values()))
    fitted, checked = gathered(auditor, arguments)
    models = learn(fitted)
    for title, rows in (("Fitted on", fitted), ("Not fitted on", checked)):
        print(f"{title}: {len(rows)} translations", *report(rows, models), sep="\n")
        print(*means(rows, next(iter(models.values()))), sep="\n")
    data = {
        "engine": engine.signature if engine else None,
        "models": {name: {"base": model.base, "weights": model.weights} for name, model in models.items()},
    }
    (arguments.out / "model.json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def gathered(auditor: Auditor, arguments: argparse.Namespace) -> Iterator[list[Measured]]:
    """The translations to fit on, and those to check on, as far as the engines scored them all."""
    for judged, marked, pairs, real in zip(
        read_judged(arguments.judged),
        (arguments.marked, arguments.check),
        halves(arguments.text, arguments.most),
        (arguments.real, arguments.real_check),
        strict=True,
    ):
        kinds = judged | {k: v for path in marked for k, v in read_marked(path).items()} | translations(pairs, SEED)
        rows = [*measure(auditor, kinds), *measure_real(auditor, real)]
        known = set[str]().union(*(row.signals for row in rows))
        yield [row for row in rows if row.signals.keys() == known]


def learn(rows: Sequence[Measured]) -> dict[str, Model]:
    """A model for each set of signals that the rows have."""
    known = rows[0].signals.keys()
    learned = [row for row in rows if row.kind != "apertium"]
    return {name: fit(learned, signals) for name, signals in MODELS.items() if set(signals) <= known}


if __name__ == "__main__":
    main()
