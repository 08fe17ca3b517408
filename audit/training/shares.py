"""How rare one thing is in counts of pairs, where few were seen: what is known of either half is weighed in."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

OF_PARTS = 4.0  # sightings that what is known of the halves weighs as much as

Seen = dict[tuple[str, str], list[int]]  # the usual, the rare


class Share(NamedTuple):
    """A pair, how often it was seen as usual, how likely it is the rare thing, and how likely its left half is."""

    left: str
    right: str
    usual: int
    rare: float
    of_left: float


def shares(seen: Seen) -> Iterator[Share]:
    """The share of the rare of each pair."""
    lefts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    rights: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (left, right), times in seen.items():
        for total in (lefts[left], rights[right]):
            total[0] += times[0]
            total[1] += times[1]
    of_all = sum(times[1] for times in seen.values()) / sum(map(sum, seen.values()))
    for (left, right), (usual, rare) in seen.items():
        of_left = _share(lefts[left], of_all)
        parts = of_left * _share(rights[right], of_all) / of_all
        yield Share(left, right, usual, (rare + OF_PARTS * parts) / (usual + rare + OF_PARTS), of_left)


def _share(times: list[int], of_all: float) -> float:
    return (times[1] + OF_PARTS * of_all) / (sum(times) + OF_PARTS)
