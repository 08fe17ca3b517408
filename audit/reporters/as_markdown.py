"""Markdown for the summary of a job or a comment: the gate, the articles, and the worst findings of the worst of them.

Every sign of an article's own that means something to Markdown is escaped (CommonMark 0.31, "Backslash escapes").
"""

import re
from collections.abc import Iterator, Sequence

from audit.finding import Finding
from audit.reporters.messages import Messages, messages
from audit.reporters.places import Located, locate
from audit.reporters.summary import SEVERITIES, count, group, totals, verdict, whole
from audit.reporters.visible import plain
from audit.result import DocumentResult, Result

MOST_ARTICLES, MOST_DETAILED, MOST_FINDINGS = 100, 10, 10  # GitHub takes a megabyte for a step
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def render(result: Result, *, lang: str) -> str:
    """Worst articles first; what there is no room for is counted."""
    say = messages(lang)
    ranked = sorted(result.documents, key=lambda document: document.score.value if document.score else 100)
    parts = [
        f"## {say.label('gate', result.verdict)}",
        _cut(result.gate.reasons, MOST_ARTICLES),
        _counts(result, say),
        _articles(ranked[:MOST_ARTICLES], len(ranked) - MOST_ARTICLES, say),
        _cut([f"{rejected.path}{say('colon')} {rejected.reason}" for rejected in result.rejected], MOST_ARTICLES),
        _cut([f"{d.path}{say('colon')} {warning}" for d in result.documents for warning in d.warnings], MOST_ARTICLES),
    ]
    flagged = [document for document in ranked if any(map(_counts_for, document.findings))]
    parts += ["\n".join(_details(document, say)) for document in flagged[:MOST_DETAILED]]
    return "\n\n".join(filter(None, parts)) + "\n"


def _counts(result: Result, say: Messages) -> str:
    sums = totals(result)
    said = [say("checked", n=sums.checked), say("passed", n=sums.passed), say("flagged", n=sums.flagged)]
    said += [say("rejected_count", n=sums.rejected)] if sums.rejected else []
    said += [say("accepted_left_out", n=sums.accepted)] if sums.accepted else []
    said += [say("partial_note", n=sums.skipped)] if sums.skipped else []
    said += [say("failure_note", n=sums.failures)] if sums.failures else []
    return ", ".join(said) + "."


def _articles(documents: Sequence[DocumentResult], more: int, say: Messages) -> str:
    heads = [say("article"), say("score"), say("verdict"), *(say.label("severity", name.value) for name in SEVERITIES)]
    rows = [heads, ["---", "--:", "---", *("--:" for _ in SEVERITIES)]]
    for document in documents:
        score = str(whole(document.score)[0]) if document.score else "–"
        counts = map(str, count(document.findings).values())
        rows.append([_escaped(document.path), score, say.label("verdict", verdict(document)), *counts])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + (f"\n\n… +{more}" if more > 0 else "")


def _details(document: DocumentResult, say: Messages) -> Iterator[str]:
    yield f"### {_escaped(document.path)}\n"
    shown = [located for located in locate(document) if _counts_for(located.finding)]
    yield _list([_finding(located, say) for located in shown[:MOST_FINDINGS]], len(shown) - MOST_FINDINGS)


def _finding(located: Located, say: Messages) -> str:
    finding = located.finding
    severity = say.label("severity", finding.severity.value)
    detector = _escaped(say.label("detector", finding.detector))
    repair = f" → *{_escaped(finding.repair)}*" if finding.repair and finding.repair.strip() else ""
    where = f"{_escaped(located.in_words(say))}{say('colon')}"
    return f"**{severity}**, {detector}, {where} **{_escaped(finding.text)}**{repair}. {_escaped(finding.why)}"


def _cut(texts: Sequence[str], most: int) -> str:
    return _list([_escaped(text) for text in texts[:most]], len(texts) - most)


def _list(items: list[str], more: int) -> str:
    return "\n".join(f"- {item}" for item in [*items, *([f"… +{more}"] if more > 0 else [])])


def _counts_for(finding: Finding) -> bool:
    return group(finding) != "accepted"


def _escaped(text: str) -> str:
    """One line that Markdown shows as it is."""
    return PUNCTUATION.sub(r"\\\1", plain(text))
