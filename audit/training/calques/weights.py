"""Words in the sense of another: weights of what stands around the word, and around those that French has for that sense."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np

from audit.french.calques import lemma_of
from audit.french.lexicon import Lexicon
from audit.french.senses import around, total
from audit.training.calques.hand import table
from audit.training.calques.rights import Side

MOST = 3000  # sightings of a word that are looked at, evenly spread over the text
LEAST = 30  # ... of the other words, under which a pair is left out
PULL = 50.0  # sightings of either at its usual rate that are added to what was seen (Laplace's rule, of a likely rate)
SEEN = 3  # sightings of what stands around
# A word in its own sense may outweigh what is asked by so much (nats) in one of TOLERATED of its sentences, each weighed
# without itself, and in news. Measured on French of other texts: 0 gives 0.02 false alarms per 1,000 words, 0.6 0.06.
TOLERATED, SLACK = 1000, 0.6
LOWEST = 1.2  # what is asked in any case
LEAST_FOUND = 0.05  # share of the other words' sentences, else the pair tells too little
TELLING = 0.4  # nats: weights under it are left out
Around = frozenset[str]


@dataclass(frozen=True)
class Weighed:
    """A pair of words with the weights around it, and what share of the other word's sentences pass."""

    wrong: str
    english: str
    rights: str
    weights: dict[str, float]
    least: float
    found: float


class Text:
    """French rows, and where each lemma stands in them. News lies from line `news` on."""

    def __init__(self, french: Side, names: Sequence[str], news: int) -> None:
        self.french, self.names, self.news = french, names, news
        self.order = np.argsort(french.values, kind="stable")
        counts = np.bincount(french.values.astype(np.int64), minlength=len(names))
        self.ends = np.cumsum(counts)
        self.starts = self.ends - counts

    def sightings(self, numbers: Iterable[int]) -> Iterator[tuple[bool, Around]]:
        """What stands around these words, MOST times at the most (news whole), and whether it is news."""
        places = np.sort(np.concatenate([self.order[self.starts[n] : self.ends[n]] for n in numbers]))
        lines = self.french.lines(places)
        fresh = lines >= self.news
        other = np.flatnonzero(~fresh)
        kept = np.concatenate([other[:: max(1, -(-len(other) // MOST))], np.flatnonzero(fresh)])
        for place, line in zip(places[kept].tolist(), lines[kept].tolist(), strict=True):
            names = [self.names[number] for number in self.french.row(line)]
            yield line >= self.news, frozenset(around(names, int(place - self.french.starts[line])))


def pairs(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """The pairs of senses.toml: word, English, other words."""
    for part in table("senses").values():
        for wrong, senses in part.items():
            for english, rights in senses.items():
                yield lemma_of(wrong, lexicon), english, rights


def weighed(text: Text, number: dict[str, int], lexicon: Lexicon) -> Iterator[Weighed]:
    """The pairs that tell something."""
    for wrong, english, rights in pairs(lexicon):
        others = {number.get(lemma_of(right, lexicon), 0) for right in rights.split(", ")} - {0, number.get(wrong, 0)}
        if others and (known := number.get(wrong)):
            own, other = list(text.sightings([known])), [seen for _, seen in text.sightings(sorted(others))]
            if len(other) >= LEAST and (found := weigh(wrong, english, rights, own, other)):
                yield found


def weigh(wrong: str, english: str, rights: str, own: list[tuple[bool, Around]], other: list[Around]) -> Weighed | None:
    """The weights that part the two, from sightings of each; None where they hardly part them."""
    there, here = Counter(f for seen in other for f in seen), Counter(f for _, seen in own for f in seen)
    many, few = len(other), max(1, len(own))

    @cache
    def weight(a: int, b: int) -> float:
        usual = (a + b + 0.5) / (many + few + 1)
        value = log((a + PULL * usual) / (many + PULL)) - log((b + PULL * usual) / (few + PULL))
        return value if abs(value) >= TELLING and a + b >= SEEN else 0.0

    # Each sentence is weighed as if it had not been counted.
    sums = [(_sum(weight(there[f], here[f] - 1) for f in seen), fresh) for fresh, seen in own]
    alone = sorted((value for value, _ in sums), reverse=True) or [0.0]
    in_news = max((value for value, fresh in sums if fresh), default=0.0)
    least = max(LOWEST, max(alone[len(alone) // TOLERATED], in_news) - SLACK)
    found = sum(_sum(weight(there[f] - 1, here[f]) for f in seen) > least for seen in other) / len(other)
    if found < LEAST_FOUND:
        return None
    weights = {f: value for f in sorted({*there, *here}) if (value := weight(there[f], here[f]))}
    return Weighed(wrong, english, rights, weights, least, found)


def _sum(weights: Iterable[float]) -> float:
    return total([weight for weight in weights if weight])
