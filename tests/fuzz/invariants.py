"""What must hold of every page, document, result and report, whatever they were made of."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from itertools import pairwise
from types import FrameType

from audit.document import Document, Page
from audit.result import DocumentResult
from audit.segmentation import LONGEST


def check_page(page: Page) -> None:
    """Blocks and units hold words, in order and apart, and comments stand in the text."""
    for part in (*(page.blocks or ()), *page.units):
        assert page.text[part.start : part.end].strip(), part
    for parts in (page.blocks or (), page.units):
        assert all(one.end <= other.start for one, other in pairwise(parts))
        assert not parts or parts[-1].end <= len(page.text)
    assert len({unit.id for unit in page.units}) == len(page.units)
    for comment in page.comments:
        assert 0 <= comment.start <= comment.end <= len(page.text)
        assert comment.line >= 1
        assert comment.text.startswith("audit-")
        assert page.extracted or comment.text in page.text[comment.start : comment.end]


def check_document(document: Document) -> None:
    """Segments are the text at their place, in order and bounded; with the white space between they are the blocks."""
    assert [segment.index for segment in document.segments] == list(range(len(document.segments)))
    assert len({segment.id for segment in document.segments}) == len(document.segments)
    for segment in document.segments:
        assert segment.text == document.text[segment.start : segment.end] == segment.text.strip() != ""
    assert all(len(segment.text) <= LONGEST for segment in document.audited)
    assert all(one.end <= other.start for one, other in pairwise(document.segments))
    inked = "".join("".join(segment.text.split()) for segment in document.segments)
    blocks = "".join("".join(document.text[block.start : block.end].split()) for block in document.blocks)
    assert inked == blocks


def check_result(result: DocumentResult) -> None:
    """No detector broke; findings stand in the text where they say, in order and apart, each with a mark of its own."""
    assert not result.failures, result.failures
    for finding in result.findings:
        assert 0 <= finding.start < finding.end <= len(result.text)
        assert finding.text == result.text[finding.start : finding.end]
        assert finding.why
        assert finding.repair != finding.text
    assert all(one.end <= other.start for one, other in pairwise(result.findings))
    assert len({finding.fingerprint for finding in result.findings} - {""}) == len(result.findings)
    assert result.score is None or 0 <= result.score.low <= result.score.value <= result.score.high <= 100
    assert all(0 <= segment.score <= 100 for segment in result.segments)


EMPTY_ICON = "data:,"


class Shape(HTMLParser):
    """The elements of a page and the names of their attributes, which no article may add to."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.elements: set[tuple[str, str]] = set()
        self.counts = {"script": 0, "style": 0, "meta": 0, "title": 0}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements |= {(tag, name) for name, _ in attrs} | {(tag, "")}
        if tag in self.counts:
            self.counts[tag] += 1
        for name, value in ((name, value or "") for name, value in attrs):
            assert name != "style" or set(value) <= set("-:;.%0123456789 abcdefghijklmnopqrstuvwxyz"), value
            assert name != "href" or value == EMPTY_ICON or value.startswith("#"), value


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what computes for longer, whatever else the machine does meanwhile."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"over {seconds} s of computing, at {frame}")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
