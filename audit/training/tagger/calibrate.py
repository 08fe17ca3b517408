"""Set the tagger's confidence and thresholds on text that it was not trained on.

Everything is reckoned beside the rules: what they flag already is neither the tagger's merit nor its fault.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audit.tagging.features import Features, Floats
from audit.tagging.marks import marks, probabilities
from audit.tagging.network import Weights, forward
from audit.training.tagger.data import KINDS, Corpus

Scale = list[float]
# No class is acted on at a lower confidence. In the labelled articles to develop on, 179 of the 183 marks over it are right,
# and 21 of the 24 that stand where no rule speaks; of those between .6 and it, half.
SURE = 0.8
STEP = 0.01  # what that rises by while clean text alarms too often
RIGHT, FEW = 0.8, 5  # share of what a class adds to garbled text that must be right; marks under which nobody can tell
MUTE = 1.0  # a confidence that no mark has
STEPS = 60  # of Newton's method


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks in a corpus where no rule flags anything: what speaks for each (odds, around, 1), its column, whether it is
    right, and which garbles it meets that the rules miss. `ruled` are the garbles that they find."""

    evidence: NDArray[np.float64]
    column: NDArray[np.int64]
    right: NDArray[np.bool_]
    met: list[set[int]]
    kinds: NDArray[np.uint8]
    ruled: frozenset[int]
    words: int


def predict(corpus: Corpus, weights: Weights, vectors: Floats) -> Floats:
    """Logits for every word, computed article by article as `audit.tagging` does."""
    features, edges = corpus.features, _edges(corpus)
    found = []
    for first, last in pairwise(edges):
        rows = {field.name: getattr(features, field.name)[first:last] for field in fields(Features)}
        rows |= {"numbers": rows["numbers"].astype(np.float32), "head": rows["head"] - first}
        found.append(forward(weights, Features(**rows), vectors))
    return np.concatenate(found)


def mark(corpus: Corpus, logits: Floats, flagged: NDArray[np.bool_] | None = None) -> Marks:
    """What a network that gives these logits would mark beside the rules, which have `flagged` these words (None: none)."""
    flagged = np.zeros(len(logits), bool) if flagged is None else flagged
    ruled = frozenset(corpus.gold[flagged].tolist()) - {-1}
    found, met = [], []
    for first, last in pairwise(_edges(corpus)):
        gold, by_rule = corpus.gold[first:last], flagged[first:last]
        for one in marks(probabilities(logits[first:last]), corpus.features.sentence[first:last]):
            if by_rule[one.first : one.last].any():
                continue
            garbles = set(gold[one.first : one.last].tolist()) - {-1}
            found.append(((one.odds, one.around, 1.0), one.column, bool(garbles)))
            met.append(garbles - ruled)
    evidence, column, right = zip(*found, strict=True)
    return Marks(np.array(evidence), np.array(column), np.array(right), met, corpus.kinds, ruled, corpus.words)


def _edges(corpus: Corpus) -> list[int]:
    """Rows where an article begins, and the end."""
    edges: list[int] = np.flatnonzero(np.diff(corpus.article, prepend=-1, append=-1)).tolist()
    return edges


def calibration(*found: Marks) -> Scale:
    """Weights of the evidence, so that confidence is the share that is right (Platt 1999), by Newton's method."""
    x = np.concatenate([one.evidence for one in found])
    y, weights = np.concatenate([one.right for one in found]).astype(float), np.zeros(x.shape[1])
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (share * (1 - share))[:, None]).T @ x + 1e-6 * np.eye(len(weights))
        weights += np.linalg.solve(hessian, x.T @ (y - share))
    return [round(float(weight), 6) for weight in weights]


def confidence(found: Marks, scale: Scale) -> NDArray[np.float64]:
    sure: NDArray[np.float64] = 1 / (1 + np.exp(-found.evidence @ np.array(scale)))
    return sure


def error(scale: Scale, *found: Marks, bins: int = 10) -> float:
    """Expected calibration error: how far confidence is from what was right, on average over marks."""
    sure = np.concatenate([confidence(one, scale) for one in found])
    right = np.concatenate([one.right for one in found])
    group = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(float((sure - right)[group == n].sum())) for n in range(bins)]
    return sum(gaps) / len(sure)


def thresholds(garbled: Marks, clean: Sequence[Marks], scale: Scale, most: float) -> dict[str, float]:
    """Of each class the lowest confidence to act on, MUTE where it is never right often enough.

    SURE at least, and more where any of the clean texts would get over `most` false alarms per 1,000 words.
    """
    least = SURE
    while True:
        chosen = {kind: _threshold(garbled, column, scale, least) for column, kind in enumerate(KINDS, 1)}
        if least >= MUTE or max(alarms(one, chosen, scale) for one in clean) <= most:
            return chosen
        least = min(MUTE, least + STEP)


def _threshold(garbled: Marks, column: int, scale: Scale, least: float) -> float:
    """The lowest confidence from `least` up at which RIGHT of a class's marks are right, and FEW are left."""
    sure = confidence(garbled, scale)
    own = np.flatnonzero((garbled.column == column) & (sure >= least))
    own = own[np.argsort(-sure[own], kind="stable")]
    share = np.cumsum(garbled.right[own]) / np.arange(1, len(own) + 1)
    enough = [count for count in range(FEW, len(own) + 1) if share[count - 1] >= RIGHT]
    if not enough:
        return MUTE
    if enough[-1] == len(own):
        return round(least, 4)
    # Half-way to the next mark, so that a threshold does not hang on the last digit of a confidence.
    return round(float(sure[own[enough[-1] - 1 : enough[-1] + 1]].mean()), 4)


def passing(found: Marks, chosen: dict[str, float], scale: Scale) -> NDArray[np.bool_]:
    least = np.array([2.0, *(chosen[kind] for kind in KINDS)])
    return confidence(found, scale) >= least[found.column]


def alarms(found: Marks, chosen: dict[str, float], scale: Scale) -> float:
    """Wrong marks per 1,000 words."""
    return float((passing(found, chosen, scale) & ~found.right).sum()) * 1000 / found.words


def precision(found: Marks, chosen: dict[str, float], scale: Scale) -> float:
    """The share of marks that is right, among garbles as dense as the generator makes them."""
    return float(found.right[passing(found, chosen, scale)].mean())


def recalls(found: Marks, chosen: dict[str, float], scale: Scale) -> dict[str, float]:
    """The share of each class's garbles that a rule or a mark meets."""
    met = set(found.ruled).union(*(found.met[index] for index in np.flatnonzero(passing(found, chosen, scale))))
    hits, counts = Counter(int(found.kinds[g]) for g in met), Counter(found.kinds.tolist())
    return {KINDS[column - 1]: round(hits[column] / count, 3) for column, count in sorted(counts.items())}


def macro(found: Marks, chosen: dict[str, float], scale: Scale) -> float:
    return float(np.mean(list(recalls(found, chosen, scale).values())))


def at_one(garbled: Marks, clean: Marks, scale: Scale, most: float = 1.0) -> float:
    """Macro recall where one threshold for all classes lets `most` false alarms per 1,000 words of clean text pass."""
    sure = np.sort(confidence(clean, scale))[::-1]
    least = sure[min(int(most * clean.words / 1000), len(sure) - 1)]
    return macro(garbled, dict.fromkeys(KINDS, float(np.nextafter(least, 2.0))), scale)
