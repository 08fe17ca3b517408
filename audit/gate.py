"""The rule that turns results into pass or fail."""

from collections.abc import Iterable
from dataclasses import replace

from audit.finding import Severity
from audit.result import DocumentResult, Gate, Result


def judge(documents: Iterable[DocumentResult], fail_on: Severity | None, min_score: float | None) -> Gate:
    """Fail on any finding at or above `fail_on` (None: never), or any document that scores under `min_score` (None: no floor).

    A document with no words to score cannot fall under the floor.
    """
    reasons: list[str] = []
    for document in documents:
        if fail_on and (count := sum(finding.severity.rank >= fail_on.rank for finding in document.findings)):
            noun = "finding" if count == 1 else "findings"
            reasons.append(f"{document.path}: {count} {noun} of severity {fail_on} or worse")
        if min_score is not None and document.score and document.score.value < min_score:
            reasons.append(f"{document.path}: score {document.score.value:g} is under {min_score:g}")
    return Gate(not reasons, tuple(reasons), fail_on, min_score)


def regate(result: Result, fail_on: Severity | None, min_score: float | None) -> Result:
    """Return an earlier result under this gate."""
    return replace(result, gate=judge(result.documents, fail_on, min_score))
