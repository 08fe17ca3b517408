"""What reporters share: totals that add up, the order of findings, places as line and column, and the verdict."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from audit.document import Role
from audit.finding import Finding, Severity
from audit.result import DocumentResult, Result, Score

SEVERITIES = tuple(reversed(Severity))  # gravest first


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of one run: checked = passed (no finding) + flagged + rejected. `skipped`: checks that did not run."""

    checked: int
    passed: int
    flagged: int
    rejected: int
    words: int
    findings: int
    severities: dict[str, int]
    skipped: int
    failures: int


def totals(result: Result) -> Totals:
    documents = result.documents
    flagged = sum(bool(document.findings) for document in documents)
    severities = count(finding for document in documents for finding in document.findings)
    return Totals(
        checked=len(documents) + len(result.rejected),
        passed=len(documents) - flagged,
        flagged=flagged,
        rejected=len(result.rejected),
        words=sum(document.words for document in documents),
        findings=sum(severities.values()),
        severities=severities,
        skipped=sum(len(document.skipped) for document in documents),
        failures=sum(len(document.failures) for document in documents),
    )


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """Findings by severity, gravest first, zeros included."""
    counts = Counter(finding.severity for finding in findings)
    return {severity.value: counts[severity] for severity in SEVERITIES}


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Gravest first, in reading order within a severity."""
    return sorted(findings, key=lambda f: (-f.severity.rank, f.start, f.end, f.detector))


def verdict(document: DocumentResult) -> str:
    """What to do with the article, as a key of the messages: a severity, "partial" or "clean".

    It follows the gravest finding and not the score, which is uncertain on short texts.
    """
    if document.findings:
        return max((finding.severity for finding in document.findings), key=lambda severity: severity.rank).value
    return "partial" if document.skipped or document.failures else "clean"


def whole(score: Score) -> tuple[int, int, int]:
    """Score, low and high as whole numbers, rounded so that a flawed text never reads as 100."""
    return floor(score.value), floor(score.low), ceil(score.high)


def headline(document: DocumentResult) -> str:
    """What the article calls itself: its first headline, else its first sentence, else its path."""
    audited = [segment for segment in document.segments if segment.role is not Role.FURNITURE]
    titles = [segment for segment in audited if segment.role is Role.HEADLINE] or audited
    return titles[0].text if titles else document.path


class Places:
    """Line and column, both from 1, of positions in a text. Lines end at line feeds; columns count code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]

    def __call__(self, position: int) -> tuple[int, int]:
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1
