"""MQM scores: penalty points over words, with the uncertainty that the length of the text leaves.

The raw score is that of MQM's linear model (themqm.org, "MQM scoring models"): 100 * (1 - penalty / words), not below 0.
Weights are WMT's (Freitag et al. 2021, TACL 9:1460): minor 1, major 5, minor punctuation 0.1; a critical error counts 25,
WMT's weight for a non-translation.
"""

from collections.abc import Iterable
from math import sqrt

from audit.finding import Category, Finding, Severity
from audit.result import Score

WEIGHTS = {Severity.INFO: 0.0, Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
MINOR_PUNCTUATION = 0.1
# The linear model is meant for 500 words and more (MQM council's sample sizes, themqm.org).
RELIABLE_WORDS = 500
Z = 1.96  # 95 %


def penalty(finding: Finding) -> float:
    """Penalty points of one finding."""
    if finding.category is Category.PUNCTUATION and finding.severity is Severity.MINOR:
        return MINOR_PUNCTUATION
    return WEIGHTS[finding.severity]


def score(findings: Iterable[Finding], words: int) -> Score | None:
    """Score a text of `words` words; None where there are no words to score.

    The interval treats errors as a Poisson count and each as of average weight (Anscombe's variance-stabilising transform);
    with no error at all the average is taken to be that of a major one.
    """
    if words == 0:
        return None
    points = [value for value in map(penalty, findings) if value]
    total = sum(points)
    weight = total / len(points) if points else WEIGHTS[Severity.MAJOR]
    root = sqrt(len(points) + 3 / 8)
    few = max(0.0, (root - Z / 2) ** 2 - 3 / 8) if points else 0.0
    many = (root + Z / 2) ** 2 - 3 / 8
    value, high, low = (_scaled(x, words) for x in (total, few * weight, many * weight))
    return Score(value, low, high, words >= RELIABLE_WORDS, round(total, 1))


def segment_score(findings: Iterable[Finding], words: int) -> float:
    """Score of one sentence, 0-100: the same formula, with no interval."""
    return _scaled(sum(map(penalty, findings)), max(1, words))


def _scaled(points: float, words: int) -> float:
    return round(max(0.0, 100 * (1 - points / words)), 1)
