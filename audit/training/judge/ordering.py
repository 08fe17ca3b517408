"""Whether scores order translations as people do: Kendall's tau, and WMT's pairwise accuracy with tie calibration."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
SEED = 12_345  # sacreBLEU's
SAMPLES = 300
MOST_SEGMENTS = 3_000  # in one group of `accuracy`, of which all pairs are held in memory; of more, so many are drawn
MOST_RESAMPLED = 5_000  # segments, over which an interval takes minutes


def tau_b(scores: Sequence[float] | Floats, people: Sequence[float] | Floats) -> float:
    """Kendall's tau-b (Kendall 1945), which corrects for ties on both sides; 0 where one side is all the same."""
    ours, theirs = np.asarray(scores, float), np.asarray(people, float)
    agreed = untied_ours = untied_theirs = 0.0
    for at in range(len(ours) - 1):
        a, b = np.sign(ours[at + 1 :] - ours[at]), np.sign(theirs[at + 1 :] - theirs[at])
        agreed += float(a @ b)
        untied_ours += np.count_nonzero(a)
        untied_theirs += np.count_nonzero(b)
    return agreed / float(np.sqrt(untied_ours * untied_theirs)) if untied_ours and untied_theirs else 0.0


def grouped_tau(scores: Sequence[float], people: Sequence[float], groups: Sequence[Hashable]) -> float:
    """The mean of tau-b over the groups in which people told translations apart; 0 where they did in none."""
    taus = [
        tau_b(np.take(scores, rows), np.take(people, rows))
        for rows in indexes(groups)
        if len(set(np.take(people, rows))) > 1
    ]
    return sum(taus) / len(taus) if taus else 0.0


def accuracy(scores: Sequence[float], people: Sequence[float], groups: Sequence[Hashable] | None = None) -> float:
    """acc_eq: the share of pairs that scores order, or tie, as people do, with the best threshold under which a
    difference of scores is a tie (Deutsch et al. 2023, arXiv 2305.14324); the mean over the groups, of one threshold."""
    found = [_pairs(np.take(scores, rows), np.take(people, rows)) for rows in indexes(groups or [0] * len(scores))]
    found = [pair for pair in found if len(pair[0])]
    if not found:
        return 0.0
    sizes, tied, right, shares = (np.concatenate(columns) for columns in zip(*found, strict=True))
    shares = shares / len(found)
    order = np.argsort(sizes, kind="stable")
    sizes = sizes[order]
    # By tying every pair up to this one: what is won where people tie, and lost where they were agreed with.
    gained = np.cumsum(((tied - right) * shares)[order])
    last = np.append(sizes[1:] != sizes[:-1], True)  # pairs of one size are tied together
    start = float(right @ shares)
    at_zero = gained[np.searchsorted(sizes, 0.0, side="right") - 1] if sizes[0] == 0 else 0.0
    return float(start + max(at_zero, gained[last].max()))


def _pairs(scores: Floats, people: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """For all pairs of a group: how far the scores are apart, whether people tie them, whether both order them alike, and
    the share of the group that a pair is."""
    if len(scores) > MOST_SEGMENTS:
        drawn = np.sort(np.random.default_rng(SEED).choice(len(scores), MOST_SEGMENTS, replace=False))
        scores, people = scores[drawn], people[drawn]
    i, j = np.triu_indices(len(scores), 1)
    ours, theirs = scores[i] - scores[j], people[i] - people[j]
    alike = (np.sign(ours) == np.sign(theirs)) & (theirs != 0)
    return np.abs(ours), (theirs == 0).astype(float), alike.astype(float), np.full(len(i), 1 / max(1, len(i)))


def system_accuracy(scores: Sequence[float], people: Sequence[float], systems: Sequence[str]) -> float | None:
    """The share of pairs of systems that their mean scores order as people's do (Kocmi et al. 2021); None for one system."""
    means = [(np.take(scores, rows).mean(), np.take(people, rows).mean()) for rows in indexes(systems)]
    pairs = [(a, b) for number, a in enumerate(means) for b in means[:number] if a[1] != b[1]]
    return sum((a[0] - b[0]) * (a[1] - b[1]) > 0 for a, b in pairs) / len(pairs) if pairs else None


def interval(
    scores: Sequence[float], people: Sequence[float], documents: Sequence[Hashable]
) -> tuple[float, float] | None:
    """The 95 % interval of tau-b, by drawing whole documents with replacement; None for one document, or too much."""
    groups, draw = indexes(documents), np.random.default_rng(SEED)
    if len(groups) < 2 or len(scores) > MOST_RESAMPLED:
        return None
    taus = []
    for _ in range(SAMPLES):
        rows = np.concatenate([groups[at] for at in draw.choice(len(groups), len(groups))])
        taus.append(tau_b(np.take(scores, rows), np.take(people, rows)))
    low, high = np.percentile(taus, [2.5, 97.5])
    return float(low), float(high)


def indexes(groups: Iterable[Hashable]) -> list[NDArray[np.intp]]:
    """The places of each group's members, the groups in the order in which they come first."""
    first: dict[Hashable, int] = {}
    numbered = [(first.setdefault(group, len(first)), at) for at, group in enumerate(groups)]
    return [np.array([at for _, at in rows]) for _, rows in groupby(sorted(numbered), key=lambda row: row[0])]
