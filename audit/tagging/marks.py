"""From the probabilities of words to marked places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np

from audit.tagging.features import Floats, Places

HIGHEST = 30.0  # log-odds that single precision cannot tell from certainty
LEAST = 0.05  # a lower probability that a word is wrong is never looked at
SHARE = 0.5  # of the probability at its peak, that a mark's other words must have
USUAL, STEADY = 0.02, 150  # share of wrong words expected of an article, and how many words of evidence that is worth


@dataclass(frozen=True, slots=True)
class Mark:
    """Rows `first` to `last`, exclusive, that are wrong together, and the column of their class.

    `odds` are the network's log-odds; `around` tells how many wrong words the rest of the article seems to have, against
    what is usual, as a logarithm: pages are translated as a whole, so one garble makes another likely.
    """

    first: int
    last: int
    column: int
    odds: float
    around: float

    def confidence(self, scale: Sequence[float]) -> float:
        """The probability that it is right; `scale` weighs odds, around and 1 (Platt 1999)."""
        return 1 / (1 + exp(-(scale[0] * self.odds + scale[1] * self.around + scale[2])))


def probabilities(logits: Floats) -> Floats:
    """Softmax of each row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def marks(shares: Floats, sentence: Places, least: float = LEAST) -> Iterator[Mark]:
    """A mark about each peak of the probability that a word is wrong, the highest first; none crosses a sentence's end."""
    wrong = 1 - shares[:, 0]
    free = np.ones(len(wrong) + 2, bool)  # an end on either side
    free[[0, -1]] = False
    for peak in np.argsort(-wrong, kind="stable"):
        if wrong[peak] < least:
            return
        if not free[peak + 1]:
            continue
        first, last, lowest = int(peak), int(peak) + 1, SHARE * wrong[peak]
        while free[first] and wrong[first - 1] >= lowest and sentence[first - 1] == sentence[peak]:
            first -= 1
        while free[last + 1] and wrong[last] >= lowest and sentence[last] == sentence[peak]:
            last += 1
        free[first + 1 : last + 1] = False
        rest = len(wrong) - (last - first) + STEADY
        expected = float(wrong.sum() - wrong[first:last].sum()) + STEADY * USUAL
        column, odds = 1 + int(np.argmax(shares[peak, 1:])), _log_odds(float(wrong[peak]))
        yield Mark(first, last, column, odds, log(expected / rest / USUAL))


def _log_odds(probability: float) -> float:
    return min(HIGHEST, log(probability / (1 - probability))) if probability < 1 else HIGHEST
