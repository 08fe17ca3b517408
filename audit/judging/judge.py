"""How many MQM points a linguist would take off a translation, from the signals, and a score of 0 to 100 from that.

The model is linear, its weights are not negative: a signal can only speak against a translation. They are fitted by
`python -m audit.training.judge.calibrate`; see resources/judge/model.card.toml.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log1p
from pathlib import Path
from typing import NamedTuple

from audit.document import Document
from audit.engines.base import Scored, Scorer, Translator, TwoWay
from audit.errors import EngineError
from audit.finding import Finding
from audit.integrity import intact
from audit.judging.bilingual import load_bilingual
from audit.judging.doubts import garbled_words, load_doubter
from audit.judging.passages import Passage, passages
from audit.judging.signals import signals
from audit.result import SegmentResult

MODEL = Path(__file__).parents[1] / "resources" / "judge" / "model.json"
Scores = dict[str, tuple[Scored, ...]]  # by the passage's id
# Points at which the score has fallen to 37 (100/e): WMT's weight of a passage that is no translation.
SCALE = 25.0
# Confidence by who judged: two engines, the one to English, or the words alone. Conventions: see the card.
CONFIDENCE = {"two-way": 1.0, "engine": 0.9, "words": 0.6}


@dataclass(frozen=True, slots=True)
class Model:
    """Points = log(1 + exp(base + the sum of weight times signal)), which is hardly more than that sum, and never below 0."""

    base: float
    weights: Mapping[str, float]

    def points(self, values: Mapping[str, float]) -> float:
        total = self.base + sum(weight * values[name] for name, weight in self.weights.items())
        return max(total, 0.0) + log1p(exp(-abs(total)))

    def score(self, values: Mapping[str, float]) -> float:
        """0-100, falling with the points."""
        return round(100 * exp(-self.points(values) / SCALE), 1)


@cache
def load_models(path: Path = MODEL) -> dict[str, Model]:
    """The models for passages that engines of both directions scored, `two-way`, that one scored, `engine`, and for
    others, `words`; the best first. A file may lack the first."""
    data = json.loads(intact(path).read_text("utf-8"))
    return {name: Model(row["base"], row["weights"]) for name, row in data["models"].items()}


class Evidence(NamedTuple):
    """The signals of a passage, which of the results are in it, and how surely its source is its own (0-1)."""

    passage: Passage
    results: tuple[int, ...]
    signals: dict[str, float]
    paired: float

    @property
    def model(self) -> str:
        """The name of the best model for what signals there are."""
        return next(name for name, model in load_models().items() if model.weights.keys() <= self.signals.keys())


def judged(
    document: Document, results: Sequence[SegmentResult], findings: Sequence[Finding], translator: Translator | None
) -> tuple[SegmentResult, ...]:
    """The results with `judged` and `judged_confidence` where a source is at hand: those of the passage that each is in."""
    values: dict[int, tuple[float, float]] = {}
    for found in evidence(document, results, findings, translator):
        sure = found.paired * CONFIDENCE[found.model]
        value = load_models()[found.model].score(found.signals), round(sure, 3)
        values.update(dict.fromkeys(found.results, value))
    return tuple(
        replace(result, judged=values[index][0], judged_confidence=values[index][1]) if index in values else result
        for index, result in enumerate(results)
    )


def evidence(
    document: Document, results: Sequence[SegmentResult], findings: Sequence[Finding], translator: Translator | None
) -> Iterator[Evidence]:
    """The signals of every passage whose source is at hand; `results` and `findings` are in reading order."""
    sourced = passages(document)
    scored, scored_french = _scored(sourced, translator)
    garbled = garbled_words(document) if scored_french else []
    starts = [result.start for result in results]
    for passage in sourced:
        inside = range(bisect_left(starts, passage.start), bisect_left(starts, passage.end))
        parts = [results[index] for index in inside]
        said = [part.back_translation for part in parts if part.back_translation and not part.unreliable]
        back = " ".join(said) if len(said) == len(parts) else None
        first, last = (bisect_left(findings, at, key=_start) for at in (passage.start, passage.end))
        by_engines = scored.get(passage.id, ()), scored_french.get(passage.id, ())
        doubted = load_doubter().doubts(passage, by_engines[1], garbled)
        found = signals(passage, findings[first:last], load_bilingual(), back, *by_engines, doubted)
        paired = min((part.source_confidence for part in parts if part.source_confidence is not None), default=1.0)
        yield Evidence(passage, tuple(inside), found, paired)


def _start(finding: Finding) -> int:
    return finding.start


def _scored(sourced: Sequence[Passage], translator: Translator | None) -> tuple[Scores, Scores]:
    """How likely each source is, given its French, and each French, given its source; nothing without an engine that can
    say, or where it fails."""
    if not sourced or not isinstance(translator, Scorer):
        return {}, {}
    pairs = [(passage.text, passage.source) for passage in sourced]
    try:
        english = translator.score(pairs)
        french = translator.score_french(pairs) if isinstance(translator, TwoWay) else None
    except EngineError:  # which the back-translation has told
        return {}, {}
    ids = [passage.id for passage in sourced]
    # None is the guard's word for an engine that cannot.
    return dict(zip(ids, english or (), strict=False)), dict(zip(ids, french or (), strict=False))


def document_score(results: Sequence[SegmentResult]) -> float | None:
    """The mean of the judged scores, each as much as it has words; None where nothing was judged."""
    counted = [(result.judged, len(result.text.split())) for result in results if result.judged is not None]
    words = sum(count for _, count in counted)
    return round(sum(value * count for value, count in counted) / words, 1) if words else None
