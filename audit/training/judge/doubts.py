"""Fit what makes a word doubtful, and show how well the doubtful words agree with a reader's marks.

    python -m audit.training.judge.doubts --marked corpora/judged/marked-development.jsonl \\
        --check corpora/judged/marked-check.jsonl --real corpora/real-mt/development \\
        --real-check corpora/real-mt/apertium-development --text test --out audit/resources/judge

Logistic regression (ridge, Newton's steps) over the words of marked translations, and of human ones, in which no word is
wrong, at half weight. The threshold is the one that gives the best F1 by WMT23's task-2 scorer on what it was fitted on.
Printed is that F1 by system, beside marking everything and the findings of the detectors: on what was fitted on, also by
cross-validation over sources, and on what was not. To be run before `calibrate`, which asks how doubtful words are; a minute.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np

from audit.alignment import within_units
from audit.detectors.registry import load
from audit.document import Document
from audit.engines import choose
from audit.engines.base import TwoWay
from audit.judging.doubts import WORD, Doubt, Doubter, broken, features, garbled_words
from audit.judging.passages import passages
from audit.pipeline import Auditor
from audit.readers.units import Row, page
from audit.reporters.levels import TERMS
from audit.segmentation import build
from audit.training.judge.ratings import Error, read_or_exit
from audit.training.judge.real import articles
from audit.training.judge.spans import SpanScore, span_score
from audit.training.judge.texts import halves

RIDGE = 3.0  # on weights of features brought to one spread
STEPS = 20
FOLDS = 5
PEOPLE, PEOPLE_WEIGHT = "people", 0.5
PEOPLE_MOST = 12  # sentences of each set
THRESHOLDS = np.arange(0.1, 0.6, 0.02)


class Marked(NamedTuple):
    """A translation with its reader's marks, the features of its words, and what the detectors found in it."""

    system: str
    text: str
    errors: list[Error]
    spans: list[tuple[int, int]]
    values: list[dict[str, float]]
    found: list[Error]
    source: str
    broken: bool  # whether much was found in its document

    @property
    def wrong(self) -> list[bool]:
        """Whether each word is marked."""
        return [any(e.start < end and e.end > start for e in self.errors) for start, end in self.spans]

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where something was found."""
        return [(error.start, error.end) for error in self.found]


def described(auditor: Auditor, document: Document, errors: dict[str, tuple[str, list[Error]]]) -> Iterator[Marked]:
    """The passages of a document; `errors` has by their ids the system and the marks."""
    # Without an engine nothing is judged, by the model that is being made anew.
    result, garbled = Auditor(None, auditor.detectors).audit(document), garbled_words(document)
    much, sourced = broken(len(result.findings), len(document.text)), passages(document)
    pairs = [(passage.text, passage.source) for passage in sourced]
    scored = auditor.translator.score_french(pairs) if isinstance(auditor.translator, TwoWay) else None
    for passage, pieces in zip(sourced, scored or (), strict=True):
        system, marks = errors[passage.id]
        spans = [match.span() for match in WORD.finditer(passage.text)]
        found = [
            Error(f.start - passage.start, min(f.end, passage.end) - passage.start, TERMS[f.severity].wmt.lower())
            for f in result.findings
            if passage.start <= f.start < passage.end and not f.suppressed and TERMS[f.severity].wmt != "Neutral"
        ]
        values = features(passage, spans, pieces, garbled)
        yield Marked(system, passage.text, marks, spans, values, found, passage.source, much)


def of_ratings(auditor: Auditor, path: Path) -> Iterator[Marked]:
    """A file of marked sentences, system by system, as a file of each would be audited."""
    rated = read_or_exit(str(path), print)
    for system in dict.fromkeys(one.key[0] for one in rated):
        rows = {str(number): one for number, one in enumerate(rated) if one.key[0] == system}
        [read] = page(system, [Row(one.target, number, one.source) for number, one in rows.items()])
        marks = {number: (system, one.spans) for number, one in rows.items()}
        yield from described(auditor, within_units(build(read)), marks)


def of_articles(auditor: Auditor, folder: Path) -> Iterator[Marked]:
    """Marked articles."""
    for article in articles(folder, auditor.translator) if auditor.translator else ():
        marks = {p.id: (folder.name, list(article.within(p))) for p in passages(article.document)}
        yield from described(auditor, article.document, marks)


def of_people(auditor: Auditor, pairs: Iterable[tuple[str, str]]) -> Iterator[Marked]:
    """Human translations, as if they had no error."""
    rows = [Row(french, str(number), english) for number, (english, french) in enumerate(pairs)]
    [read] = page(PEOPLE, rows)
    yield from described(auditor, within_units(build(read)), {str(n): (PEOPLE, []) for n in range(len(rows))})


def fit(rows: Sequence[Marked]) -> Doubter:
    """The model, with the threshold that suits these rows best."""
    names = list(rows[0].values[0])
    values = np.array([[word[name] for name in names] for row in rows for word in row.values])
    wrong = np.array([mark for row in rows for mark in row.wrong], float)
    weight = np.array([PEOPLE_WEIGHT if row.system == PEOPLE else 1.0 for row in rows for _ in row.values])
    middle, spread = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-9)
    scaled = np.hstack([np.ones((len(values), 1)), (values - middle) / spread])
    ridge = RIDGE * np.diag([0.0] + [1.0] * len(names))
    weights = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        shares = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (weight * (wrong - shares)) - ridge @ weights
        bend = (scaled * (weight * shares * (1 - shares))[:, None]).T @ scaled + ridge
        weights += np.linalg.solve(bend, slope)
    own = weights[1:] / spread
    base = round(float(weights[0] - own @ middle), 4)
    model = Doubter(base, {n: round(float(w), 4) for n, w in zip(names, own, strict=True)}, 0.0)
    marked = [row for row in rows if row.system != PEOPLE]
    tried = [Doubter(model.base, model.weights, round(float(threshold), 2)) for threshold in THRESHOLDS]
    return max(tried, key=lambda one: agreement((row, one) for row in marked).f1)


def crossed(rows: Sequence[Marked]) -> Iterator[tuple[Marked, Doubter]]:
    """Each translation with a model that was fitted on those of other sources."""
    folds = [crc32(row.source.encode()) % FOLDS for row in rows]
    models = [fit([row for row, own in zip(rows, folds, strict=True) if own != fold]) for fold in range(FOLDS)]
    return ((row, models[fold]) for row, fold in zip(rows, folds, strict=True))


def doubtful(row: Marked, model: Doubter) -> list[Error]:
    """The runs of doubtful words, as the detector tells them."""
    severity = "major" if row.broken else "minor"
    words = [Doubt(*span, model.probability(values)) for span, values in zip(row.spans, row.values, strict=True)]
    return [Error(start, end, severity) for start, end in model.runs(words, row.places)]


def agreement(rows: Iterable[tuple[Marked, Doubter]]) -> SpanScore:
    """Span F1 of the doubtful words beside what the detectors found."""
    return span_score((len(row.text), row.errors, [*doubtful(row, model), *row.found]) for row, model in rows)


def report(rows: Sequence[tuple[Marked, Doubter]]) -> Iterator[str]:
    """A line for each system, and one for all but people."""
    for system in dict.fromkeys(row.system for row, _ in rows):
        pairs = [(row, model) for row, model in rows if row.system == system]
        own = [row for row, _ in pairs]
        words = sum(len(row.spans) for row in own)
        doubted = sum(model.probability(word) >= model.threshold for row, model in pairs for word in row.values)
        line = f"{system:22} {len(own):4} segments, {doubted / words:5.1%} of words doubtful"
        if system != PEOPLE:
            every = span_score((len(row.text), row.errors, [Error(0, len(row.text), "major")]) for row in own)
            found = span_score((len(row.text), row.errors, row.found) for row in own)
            line += f"; F1 of findings {found.f1:.3f}, of everything {every.f1:.3f}, of findings and doubts "
            line += str(agreement(pairs))
        yield line
    yield f"all {agreement(pair for pair in rows if pair[0].system != PEOPLE)}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m audit.training.judge.doubts", description=__doc__.split("\n")[0])
    for name in ("marked", "check"):
        parser.add_argument(
            f"--{name}", type=Path, nargs="+", required=True, help="JSONL of source, target, system and errors"
        )
    for name in ("real", "real-check"):
        parser.add_argument(f"--{name}", type=Path, required=True, help="folder of marked articles")
    parser.add_argument("--text", type=Path, required=True, help="folder of NAME.en, NAME.fr, line aligned")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    given = parser.parse_args()
    auditor = Auditor(choose("embedded"), tuple(load().values()))
    model = None
    for title, marked, real, pairs in zip(
        ("Fitted on", "Not fitted on"),
        (given.marked, given.check),
        (given.real, given.real_check),
        halves(given.text, PEOPLE_MOST),
        strict=True,
    ):
        rows = [row for path in marked for row in of_ratings(auditor, path)]
        rows += [*of_articles(auditor, real), *of_people(auditor, pairs)]
        if not model:
            model = fit(rows)
            print("Cross-validated", *report(list(crossed(rows))), sep="\n")
        print(title, *report([(row, model) for row in rows]), sep="\n")
    data = {"base": model.base, "weights": model.weights, "threshold": model.threshold} if model else {}
    (given.out / "doubts.json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
