"""Comments that silence findings, in HTML and, on lines of their own, in text:

    <!-- audit-ignore-next: casing, glued -- the minister’s own spelling -->    in the next paragraph
    <!-- audit-ignore: quotation -->  …  <!-- audit-ignore-end -->              from here to the end mark, or to the end

Without detectors, all of them are meant. What is silenced stays in the result, marked. A comment that silences nothing,
or that cannot be understood, is reported.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from audit.detectors.registry import load
from audit.document import Comment, Document, Role, Span
from audit.errors import unknown
from audit.finding import Finding, Suppression
from audit.reason import Reason

REGION, NEXT, END = COMMANDS = ["audit-ignore", "audit-ignore-next", "audit-ignore-end"]
MOST = 1_000  # comments of one document: each finding is held against each of them


@dataclass(frozen=True, slots=True)
class Ignore(Span):
    """A comment understood: where it silences, what (no names: everything), why, and the line it stands on."""

    line: int = 1
    names: tuple[str, ...] = ()
    reason: str = ""

    def silences(self, finding: Finding, name: str | None = None) -> bool:
        """Whether the finding lies here and is one of those meant, or of the detector `name`."""
        names = (name,) if name else self.names
        return self.start <= finding.start < self.end and (not names or finding.detector in names)


def ignores(document: Document) -> list[Ignore]:
    """The comments of the document that silence something or might."""
    return [item for item in _read(document) if isinstance(item, Ignore)]


def mark(finding: Finding, ignores: Iterable[Ignore]) -> Finding:
    """The finding, suppressed where a comment says so."""
    silent = next((ignore for ignore in ignores if ignore.silences(finding)), None)
    return replace(finding, suppressed=Suppression("inline", silent.reason)) if silent else finding


def complaints(document: Document, findings: Iterable[Finding], ran: Collection[str]) -> tuple[str, ...]:
    """Comments that cannot be understood, and those that silence nothing that the detectors that `ran` have found."""
    silenced = [finding for finding in findings if finding.suppressed]
    found = (_unused(item, silenced, ran) if isinstance(item, Ignore) else [item] for item in _read(document))
    return tuple(complaint for some in found for complaint in some)


def _unused(ignore: Ignore, silenced: Collection[Finding], ran: Collection[str]) -> Iterator[str]:
    for name in ignore.names or (None,):
        if name in (None, *ran) and not any(ignore.silences(finding, name) for finding in silenced):
            yield _on(ignore.line, _silences_nothing(name))


def _read(document: Document) -> Iterator[Ignore | str]:
    """Every comment understood, or what is wrong with it."""
    regions: list[Ignore] = []
    for comment in document.comments[:MOST]:
        command, names, reason = _parts(comment.text)
        known = tuple(name for name in names if name in load())
        if command not in COMMANDS:
            yield _on(comment.line, unknown("comment", command[:40], COMMANDS))
        elif command == END:
            nothing = _on(comment.line, Reason("{comment} ends nothing", comment=END))
            yield replace(regions.pop(), end=comment.start) if regions else nothing
        elif known or not names:  # one of detectors that are not there is not one of all
            span = _next_paragraph(document, comment) if command == NEXT else Span(comment.end, len(document.text))
            ignore = Ignore(span.start, span.end, comment.line, known, reason)
            if command == NEXT:
                yield ignore
            else:
                regions.append(ignore)
        yield from (_on(comment.line, unknown("detector", name, list(load()))) for name in names if name not in load())
    yield from regions
    if len(document.comments) > MOST:
        yield _on(document.comments[MOST].line, Reason("no more than {n} comments are read", n=MOST))


def _on(line: int, complaint: Reason) -> Reason:
    return Reason("line {line}: {complaint}", line=line, complaint=complaint)


def _silences_nothing(name: str | None) -> Reason:
    if name:
        return Reason("{comment} of {detector} silences nothing", comment=REGION, detector=name)
    return Reason("{comment} silences nothing", comment=REGION)


def _parts(text: str) -> tuple[str, tuple[str, ...], str]:
    """The command of a comment, the detectors that it names, and the reason behind a dash."""
    head, *reason = re.split("--|—", text, maxsplit=1)
    command, *names = filter(None, re.split(r"[\s,:]+", head))
    return command, tuple(names), " ".join("".join(reason).split())


def _next_paragraph(document: Document, comment: Comment) -> Span:
    """The paragraph that the comment stands in or before."""
    blocks = (block for block in document.blocks if block.end > comment.end and block.role is not Role.FURNITURE)
    return next(blocks, Span(len(document.text), len(document.text)))
