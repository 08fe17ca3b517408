"""The span file of WMT's quality estimation task (2023, task 2): a row for each sentence, tab-separated, no headings.

Language pair, method, number of the sentence from 0, the translation, where errors start and end (code points, end
exclusive), and how grave each is. `-1`, `-1`, `no-error` where there is none.
"""

from collections.abc import Iterator
from typing import Any

from audit.document import Role
from audit.finding import Finding
from audit.reporters.ci import TOOL
from audit.reporters.levels import terms
from audit.reporters.mqm import by_segment, cell
from audit.result import Result, SegmentResult

PAIR = "en-fr"


def render(result: Result, *, lang: str) -> str:  # noqa: ARG001 - all reporters are called alike; this one has no words
    """Every audited sentence or unit, numbered over all documents. Findings that were accepted are no errors."""
    rows = [row for document in result.documents for row in by_segment(document) if row[0].role is not Role.FURNITURE]
    return "".join("\t".join(_cells(number, *row)) + "\n" for number, row in enumerate(rows))


def _cells(number: int, segment: SegmentResult, findings: list[Finding]) -> Iterator[str]:
    yield from (PAIR, TOOL, str(number), cell(segment.text))
    errors = [finding for finding in findings if finding.suppressed is None and terms(finding).wmt != "Neutral"]
    spans = [_span(segment, finding) for finding in errors]
    yield " ".join(str(start) for start, _ in spans) or "-1"
    yield " ".join(str(end) for _, end in spans) or "-1"
    yield " ".join(terms(finding).wmt.lower() for finding in errors) or "no-error"


def _span(segment: SegmentResult, finding: Finding) -> tuple[Any, ...]:
    """What of the finding is in the sentence."""
    return tuple(min(max(at - segment.start, 0), segment.end - segment.start) for at in (finding.start, finding.end))
