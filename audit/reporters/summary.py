"""What reporters share: totals that add up, the order of findings, places as line and column, and the verdict."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from audit.document import Role
from audit.finding import Category, Finding, Level, Severity
from audit.reporters.messages import Messages
from audit.result import DocumentResult, Result, Score

DETECTOR = re.compile(r"[a-z]+(?:-[a-z]+)*", re.ASCII)
SEVERITIES = tuple(reversed(Severity))  # gravest first
LONGEST_RUBRIC = 3  # words: *Santé*, *Climat | Océans*
MEANING = {  # what misleads a reader; the others only look wrong
    Category.MISTRANSLATION,
    Category.OMISSION,
    Category.ADDITION,
    Category.UNTRANSLATED,
    Category.WRONG_TERM,
    Category.UNINTELLIGIBLE,
}


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of one run: checked = passed (no finding that still stands) + flagged + rejected.

    A file that could be read in part is one of the rejected, as it is no clean one, and its findings count. `findings`
    and `severities` leave out warnings and what was accepted, which are counted apart. `skipped`: checks that did not run.
    """

    checked: int
    passed: int
    flagged: int
    rejected: int
    words: int
    findings: int
    severities: dict[str, int]
    warnings: int
    accepted: int
    skipped: int
    failures: int


def totals(result: Result) -> Totals:
    documents = result.documents
    findings = [finding for document in documents for finding in document.findings]
    groups = Counter(map(group, findings))
    rejected = {rejected.path for rejected in result.rejected}
    entire = [document for document in documents if document.path not in rejected]
    flagged = sum(any(not finding.suppressed for finding in document.findings) for document in entire)
    severities = count(findings)
    return Totals(
        checked=len(entire) + len(result.rejected),
        passed=len(entire) - flagged,
        flagged=flagged,
        rejected=len(result.rejected),
        words=sum(document.words for document in documents),
        findings=sum(severities.values()),
        severities=severities,
        warnings=groups["warning"],
        accepted=groups["accepted"],
        skipped=sum(len(document.skipped) for document in documents),
        failures=sum(len(document.failures) for document in documents),
    )


def group(finding: Finding) -> str:
    """Under what a finding is counted: "accepted" when it is suppressed, "warning" by its level, else its severity."""
    if finding.suppressed:
        return "accepted"
    return "warning" if finding.level is Level.WARN else finding.severity.value


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """Findings that count by severity, gravest first, zeros included."""
    counts = Counter(map(group, findings))
    return {severity.value: counts[severity.value] for severity in SEVERITIES}


def attributed(evidence: str, say: Messages) -> str:
    """What another detector said of the same place, with the name of what it looks for in the report's language."""
    name, colon, why = evidence.partition(": ")
    known = colon and DETECTOR.fullmatch(name)
    return f"{say.label('detector', name)}{say('colon')} {why}" if known else evidence


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Gravest first; of one severity what is sure before what is likely, and what changes the meaning before what looks wrong;
    then in reading order."""
    return sorted(findings, key=_gravest)


def _gravest(finding: Finding) -> tuple[object, ...]:
    sure, means = finding.confidence == 1, finding.category in MEANING
    return -finding.severity.rank, not sure, not means, finding.start, finding.end, finding.detector


def verdict(document: DocumentResult) -> str:
    """What to do with the article, as a key of the messages: a severity, "partial", "accepted" or "clean".

    It follows the gravest finding that counts and not the score, which is uncertain on short texts. Warnings are remarks.
    """
    groups = set(map(group, document.findings))
    for severity in SEVERITIES:
        if severity.value in groups:
            return severity.value
    if "warning" in groups:
        return Severity.INFO.value
    if document.skipped or document.failures:
        return "partial"
    return "accepted" if groups else "clean"


def whole(score: Score) -> tuple[int, int, int]:
    """Score, low and high as whole numbers, rounded so that a flawed text never reads as 100."""
    return floor(score.value), floor(score.low), ceil(score.high)


def headline(document: DocumentResult) -> str:
    """What the article calls itself: its first headline that is no mere rubric, else its first sentence, else its path.

    A file of units goes by its path: what its first one says is no title.
    """
    if any(segment.line for segment in document.segments):
        return document.path
    audited = [segment for segment in document.segments if segment.role is not Role.FURNITURE]
    titles = [segment for segment in audited if segment.role is Role.HEADLINE] or audited
    full = (segment for segment in titles if len(segment.text.split()) > LONGEST_RUBRIC)
    title = next(full, titles[0] if titles else None)
    return title.text if title else document.path


class Places:
    """Line and column, both from 1, of positions in a text. Lines end at line feeds; columns count code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]

    def __call__(self, position: int) -> tuple[int, int]:
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1
