"""An article as read: text that is never changed in place, and the ranges of it that mean something.

All positions are Unicode code points in `Document.text`, end exclusive.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

PARAGRAPHS, CELLS = "\n\n", "\t"  # what parts paragraphs in an extracted text, and the cells of one row of a table
PLACEHOLDER = "\ufffc"  # in a text, for what is no word and stands there all the same: an image, a variable


class Role(StrEnum):
    """What a block is on the page. Furniture is shown, and never audited or counted."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range: {self.start}-{self.end}")

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block(Span):
    """A paragraph-like unit. `language` is an ISO 639-1 code, None where there is too little text to tell."""

    role: Role = Role.BODY
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Segment(Span):
    """A sentence. `id` is its number from 1; in a bilingual file its unit's id, with its number there if it is not alone.

    `index` is its place in `Document.segments`; `opens` is True for the first of its block. `confidence` (0-1) is how
    sure it is that `source` is what it was translated from, None where nobody had to guess.
    """

    id: str
    text: str
    role: Role
    source: str | None = None
    index: int = 0
    opens: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """An inline code of a source that its translation has lost: how it is written, and where it `start`s in the source's text.

    `stands` is True for one that stands for something, a value or an image, and False for one that only formats.
    """

    text: str
    start: int
    stands: bool


@dataclass(frozen=True, slots=True)
class Unit(Span):
    """What a bilingual file pairs: the range of one translation, of one sentence or more, with all the file says of it.

    `id` is unlike any other of its page. `line` is where it stands in the file, from 1. `fields` are for who reads the
    result: notes, state, any column that the audit does not use. `lost` are the codes of its source that it has not.
    """

    id: str
    source: str | None = None
    reference: str | None = None
    line: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)
    lost: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment(Span):
    """What an author says to this program (`<!-- audit-ignore-next: casing -->`), which is no part of the article.

    Its range is its own in plain text; where the text is extracted it is empty, the place where the comment stood.
    `line` is its line in the file, from 1, and `text` what stands between the marks.
    """

    line: int = 1
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader returns: the text of one article before it is understood.

    `blocks` are None where the format does not say where they are (plain text). `extracted` is True when `text` is not
    the decoded content of the file itself, so that results must carry it. Where there are `units`, each is a block.
    `lines` pair places of such a text with the lines of the file, from 1, that begin there, in order and as far as known.
    `warnings` tell of what was left out.
    """

    path: str
    text: str
    blocks: tuple[Block, ...] | None = None
    extracted: bool = False
    lines: tuple[tuple[int, int], ...] = ()
    comments: tuple[Comment, ...] = ()
    units: tuple[Unit, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article understood: blocks with roles and languages, and its segments in reading order.

    Every segment satisfies `segment.text == document.text[segment.start:segment.end]`.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    language: str
    disclosed_mt: bool = False
    extracted: bool = False
    lines: tuple[tuple[int, int], ...] = ()
    comments: tuple[Comment, ...] = ()
    units: tuple[Unit, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def audited(self) -> tuple[Segment, ...]:
        """The segments that detectors and engines see: all but furniture."""
        return tuple(segment for segment in self.segments if segment.role is not Role.FURNITURE)

    def inside(self, unit: Unit) -> tuple[Segment, ...]:
        """The segments of a unit."""
        first, last = (bisect_left(self.segments, at, key=lambda s: s.start) for at in (unit.start, unit.end))
        return self.segments[first:last]

    def behind(self, segment: Segment) -> Segment | None:
        """The segment that follows in reading order, None behind the last."""
        return self.segments[segment.index + 1] if segment.index + 1 < len(self.segments) else None

    @property
    def words(self) -> int:
        """Words of audited text, counted between white space: MQM's evaluation word count."""
        return sum(len(segment.text.split()) for segment in self.audited)
