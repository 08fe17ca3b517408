"""The tab-separated MQM ratings of WMT: a row for each error, with the span marked as <v>…</v>, or one that says No-error.

The ten columns are those that Marot reads (google-research/marot, "Data file format") and that WMT's files have since 2022
(google/wmt-mqm-human-evaluation). Nothing in them is quoted or escaped: read them with csv.QUOTE_NONE.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from audit.document import Role
from audit.finding import Category, Finding
from audit.reporters.ci import TOOL, to_json, unchecked_in
from audit.reporters.levels import terms
from audit.reporters.messages import messages
from audit.reporters.places import LONE, relative
from audit.result import DocumentResult, Result, SegmentResult

COLUMNS = "system doc docSegId globalSegId rater source target category severity metadata".split()
SYSTEM = "published"  # who or what translated the article, nobody tells us
NO_ERROR = "No-error"
# MQM-Core's types in the words of WMT's raters (google-research/anthea, template-mqm.js); what these lack is Other.
CATEGORIES = {
    Category.MISTRANSLATION: "Accuracy/Mistranslation",
    Category.OMISSION: "Accuracy/Omission",
    Category.ADDITION: "Accuracy/Addition",
    Category.UNTRANSLATED: "Accuracy/Source language fragment",
    Category.WRONG_TERM: "Terminology/Inappropriate for context",
    Category.INCONSISTENT: "Terminology/Inconsistent",
    Category.GRAMMAR: "Fluency/Grammar",
    Category.PUNCTUATION: "Fluency/Punctuation",
    Category.SPELLING: "Fluency/Spelling",
    Category.ENCODING: "Fluency/Character encoding",
    Category.CURRENCY_FORMAT: "Locale convention/Currency format",
    Category.DATE_FORMAT: "Locale convention/Date format",
    Category.TIME_FORMAT: "Locale convention/Time format",
}
CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
MARK = re.compile("<(?=/?v>)")


def render(result: Result, *, lang: str) -> str:
    """The audited sentences in order, numbered within their document and over all."""
    lines = ["\t".join(COLUMNS)]
    overall = 0
    for document in result.documents:
        note: dict[str, Any] = {}
        if missing := [check.message(messages(lang)) for check in unchecked_in(document) if check.kind != "remark"]:
            note["not_checked"] = missing
        if document.warnings:
            note["remarks"] = list(document.warnings)
        for number, (segment, findings) in enumerate(by_segment(document), 1):
            overall += 1
            place = (SYSTEM, relative(document.path), str(number), str(overall), TOOL)
            lines += ("\t".join(map(cell, (*place, *cells))) for cells in _ratings(segment, findings, note))
            note = {}  # what holds for the document stands in its first row
    return "\n".join(lines) + "\n"


def by_segment(document: DocumentResult) -> Iterator[tuple[SegmentResult, list[Finding]]]:
    """The audited sentences, each with the findings that begin in it, or before it and behind the one before."""
    ends = [segment.end for segment in document.segments]
    inside: dict[int, list[Finding]] = {}
    for finding in document.findings:
        inside.setdefault(min(bisect_right(ends, finding.start), len(ends) - 1), []).append(finding)
    for index, segment in enumerate(document.segments):
        if segment.role is not Role.FURNITURE or index in inside:
            yield segment, inside.get(index, [])


def _ratings(segment: SegmentResult, findings: list[Finding], note: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Source, target, category, severity and metadata of each row. Accepted findings are no errors, but counted."""
    counted = [finding for finding in findings if finding.suppressed is None]
    common: dict[str, Any] = {"segment_id": segment.id} | ({"source_not_seen": True} if segment.source is None else {})
    note = note | ({"accepted": len(findings) - len(counted)} if len(counted) < len(findings) else {})
    source, target = segment.source or "", _flat(segment.text)
    if not counted:
        yield source, target, NO_ERROR, NO_ERROR, to_json(common | note).rstrip()
    for finding in counted:
        start, end = (min(max(at - segment.start, 0), len(target)) for at in (finding.start, finding.end))
        marked = f"{target[:start]}<v>{target[start:end]}</v>{target[end:]}"
        category = CATEGORIES.get(finding.category, "Other")
        yield source, marked, category, terms(finding).wmt, to_json(common | note | _metadata(finding)).rstrip()
        note = {}


def _metadata(finding: Finding) -> dict[str, Any]:
    """`note` and `marked_text` are Marot's names; the rest is ours."""
    return {
        "note": finding.why,
        "marked_text": finding.text,
        "repair": finding.repair,
        "detector": finding.detector,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "level": finding.level,
        "fingerprint": finding.fingerprint,
    }


def _flat(text: str) -> str:
    """`text` without a mark of its own, as long as before: what looks like one gets another bracket."""
    return MARK.sub("‹", text)


def cell(text: str) -> str:
    return LONE.sub("\ufffd", CONTROLS.sub(" ", text))
