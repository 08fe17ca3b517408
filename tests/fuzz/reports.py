"""What is written of an article, under fuzz: the page that shows it, and the copies of bilingual files."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from zlib import crc32

import report_sample

from audit.document import Page
from audit.errors import AuditError
from audit.finding import Category, Finding, Severity
from audit.gate import regate
from audit.readers import po as po_reader
from audit.readers import xliff as xliff_reader
from audit.reporters import COPIES, REPORTERS, po, xliff
from audit.reporters.copies import Annotate, Read
from audit.reporters.messages import messages
from audit.result import Rejected, Result
from audit.settings import DEFAULTS
from fuzz.feed import Feed
from fuzz.invariants import Shape

FORMATS = tuple(name for name in REPORTERS if name not in COPIES)  # copies need the audited file


def report(raw: bytes) -> bool:
    """An article of any text in every field: the page has the elements of a harmless one, and no others."""
    feed = Feed(raw)
    texts = [feed.text() or "?" for _ in range(8)]
    text = " ".join(texts)
    spans = sorted((feed.number(len(text)), feed.number(len(text))) for _ in range(feed.number(5)))
    findings = tuple(
        Finding(
            texts[0], Category.MARKUP, Severity.MAJOR, min(ends), max(ends) + 1, text[min(ends) : max(ends) + 1], texts[1],
            texts[2], (texts[3],), (texts[4],), f"{number:016x}",
        )
        for number, ends in enumerate(spans)
    )  # fmt: skip
    document = replace(report_sample.of_text(text), path=texts[5], findings=findings, warnings=(texts[6],))
    check_report(replace(report_sample.result(document), signature=texts[7]), raw)
    return True


def check_report(found: Result, raw: bytes) -> None:
    """Gated and told in one of the formats, which one the bytes decide: it is text, and a page has no strange elements."""
    gated = regate(found, DEFAULTS, None)
    name = FORMATS[crc32(raw) % len(FORMATS)]
    text = REPORTERS[name].render(gated, lang="fr")
    if name == "html":
        shape = Shape(text)
        assert shape.elements <= _harmless().elements, shape.elements - _harmless().elements
        assert shape.counts == _harmless().counts
    if name in ("concise", "full", "markdown", "github"):
        assert not {"\x1b", "\x9b", "\u202e", "\r"} & set(text), "a terminal would obey"


@cache
def _harmless() -> Shape:
    together = replace(
        report_sample.of_all_kinds(), documents=(report_sample.of_all_groups(), report_sample.document("b.txt"))
    )
    together = replace(together, rejected=(Rejected("c.txt", "empty"),))
    hostile = REPORTERS["html"].render(report_sample.hostile(), lang="en")  # our own marks for what cannot be seen
    shape = Shape(REPORTERS["html"].render(together, lang="en"))
    shape.elements |= Shape(hostile).elements
    return shape


def _copy(suffix: str, read: Read, annotate: Annotate) -> Callable[[bytes], bool]:
    """A bilingual file with a finding in each of its units: its copy reads as the file does, and so does a copy of that."""

    def copied(raw: bytes) -> bool:
        path, say = f"a{suffix}", messages("en")
        for page in _pages(read, path, raw):
            findings = [[_in(page, unit.start, unit.end)] for unit in page.units]
            with suppress(AuditError):  # what polib lost on the way is told in the end
                once = annotate(path, raw, findings, say).encode("utf-8", "surrogateescape")
                again = annotate(path, once, findings, say).encode("utf-8", "surrogateescape")
                assert once == again, "marks of an earlier copy stay"
                assert [found.text for found in _pages(read, path, once)] == [page.text]
                return True
        return False

    return copied


def _pages(read: Read, path: str, raw: bytes) -> Iterator[Page]:
    with suppress(AuditError):
        yield from read(path, raw)


def _in(page: Page, start: int, end: int) -> Finding:
    """A finding in the middle of a unit, its place counted from there."""
    third = (end - start) // 3
    text = page.text[start + third : end - third]
    return Finding("glued", Category.MARKUP, Severity.MAJOR, third, end - start - third, text, "two words", "a word")


xliff_copy, po_copy = _copy(".xlf", xliff_reader.read, xliff.annotate), _copy(".po", po_reader.read, po.annotate)
xliff_copy.__name__, po_copy.__name__ = "xliff_copy", "po_copy"
TARGETS = report, xliff_copy, po_copy
