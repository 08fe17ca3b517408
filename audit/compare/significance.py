"""Whether chrF, BLEU and TER changed by more than chance: sacreBLEU's paired bootstrap (Koehn 2004, "Statistical
significance tests for machine translation evaluation").

sacreBLEU's own command holds all systems against one set of references. Here each side has its own, the reconstruction
of its own text, unless the source is known: so its statistics are drawn here, with its seed and in its order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.comparison import MAX_TER_WORDS, _metric

if TYPE_CHECKING:
    from numpy import ndarray

SAMPLES = 1_000  # sacreBLEU's default
SEED = 12_345  # sacreBLEU's default
TIE = 0.5  # points of 100: what a linguist would not tell apart; half a minor error in a sentence
Texts = Sequence[tuple[str, str]]  # back-translation and what it should be


@dataclass(frozen=True, slots=True)
class Change:
    """A figure over the same texts before and after, the 95 % interval of the change, and how likely chance alone is."""

    name: str
    before: float
    after: float
    low: float
    high: float
    p: float
    signature: str

    @property
    def change(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class MetricChange(Change):
    """Of a metric over sentences. TER counts edits: less is better."""

    sentences: int


@dataclass(frozen=True, slots=True)
class MeanChange(Change):
    """Of a mean over segments, and how many are better, alike and worse; alike is what differs by `TIE` or less."""

    better: int
    alike: int
    worse: int

    @property
    def segments(self) -> int:
        return self.better + self.alike + self.worse


def mean_change(name: str, before: Sequence[float], after: Sequence[float]) -> MeanChange | None:
    """Compare values of 0 to 100 segment by segment; both sides in the same order. None for fewer than two segments.

    p is how often the bootstrap, moved to where nothing changed, gives as much.
    """
    import numpy as np

    if len(before) < 2:
        return None
    differences, draw = np.subtract(after, before), np.random.default_rng(SEED)
    sampled = np.array(
        [differences[draw.choice(len(before), len(before), replace=True)].mean() for _ in range(SAMPLES)]
    )
    low, high = np.percentile(sampled, [2.5, 97.5])
    change = differences.mean()
    p = (1 + np.count_nonzero(np.abs(sampled - change) >= abs(change))) / (SAMPLES + 1)
    better, worse = int((differences > TIE).sum()), int((differences < -TIE).sum())
    return MeanChange(
        name, float(np.mean(before)), float(np.mean(after)), float(low), float(high), float(p),
        f"{name}|mean:segments|bs:{SAMPLES}|seed:{SEED}|tie:{TIE}", better, len(before) - better - worse, worse,
    )  # fmt: skip


def metric_changes(before: Texts, after: Texts) -> tuple[MetricChange, ...]:
    """Compare sentence by sentence; both sides in the same order. Empty for fewer than two sentences."""
    found = (_change(name, before, after) for name in ("chrf", "bleu", "ter"))
    return tuple(change for change in found if change)


def _change(name: str, before: Texts, after: Texts) -> MetricChange | None:
    import numpy as np
    from sacrebleu.significance import _compute_p_value

    if name == "ter":  # its search for shifts takes 20 s for 400 words
        kept = [i for i, pair in enumerate(zip(before, after, strict=True)) if all(map(_short, pair))]
        before, after = [before[i] for i in kept], [after[i] for i in kept]
    if len(before) < 2:
        return None
    metric = _metric(name)
    stats = [
        np.array(metric._extract_corpus_statistics(*_columns(texts)), dtype="float32") for texts in (before, after)
    ]
    old, new = (metric._compute_score_from_stats(table.sum(0)).score for table in stats)
    sampled = _sampled(name, stats)
    differences = sampled[1] - sampled[0]
    sizes = np.abs(differences)
    low, high = np.percentile(differences, [2.5, 97.5])
    p = _compute_p_value(sizes - sizes.mean(), abs(new - old)) if sizes.any() else 1.0
    signature = f"{metric.get_signature()}|bs:{SAMPLES}|seed:{SEED}"
    return MetricChange(name, float(old), float(new), float(low), float(high), float(p), signature, len(before))


def _sampled(name: str, stats: "Sequence[ndarray]") -> "ndarray":
    """The scores of both sides on the same sentences drawn with replacement, time and again."""
    import numpy as np

    draw, metric, count = np.random.default_rng(SEED), _metric(name), len(stats[0])
    rows = (draw.choice(count, size=count, replace=True) for _ in range(SAMPLES))
    return np.array([[metric._compute_score_from_stats(table[row].sum(0)).score for table in stats] for row in rows]).T


def _columns(texts: Texts) -> tuple[list[str], list[list[str]]]:
    """Hypotheses and references as sacreBLEU takes them."""
    return [text for text, _ in texts], [[wanted for _, wanted in texts]]


def _short(pair: tuple[str, str]) -> bool:
    return max(len(text.split()) for text in pair) <= MAX_TER_WORDS
