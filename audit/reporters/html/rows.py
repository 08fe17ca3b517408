"""A text cut up for the page: rows of one sentence each, made of pieces that the same findings cover."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from audit.document import Role
from audit.finding import Finding
from audit.reporters.html.charts import GROUPS
from audit.reporters.summary import group
from audit.result import DocumentResult, SegmentResult

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with the numbers of the findings on it, gravest first, and of those that end with it.

    `repaired` is the number of the finding whose repair takes its place, and `repair` what then stands here: the whole
    repair where its finding begins, else nothing.
    """

    start: int
    text: str
    covering: tuple[int, ...]
    ending: tuple[int, ...]
    repaired: int | None = None
    repair: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with the white space after it. `segment` is None for text that belongs to no sentence.

    `numbers` are those of the findings that begin in it, and `start` where it begins in the text.
    """

    start: int
    pieces: tuple[Piece, ...]
    numbers: tuple[int, ...]
    segment: SegmentResult | None
    opens_block: bool
    language: str

    @property
    def role(self) -> Role:
        return self.segment.role if self.segment else Role.FURNITURE

    @property
    def is_told(self) -> bool:
        """Whether its English is shown."""
        return self.role is not Role.FURNITURE

    def is_gap(self, piece: Piece) -> bool:
        """White space after the sentence: there for copying, not for showing."""
        return self.segment is not None and piece.start >= self.segment.end


def rows(document: DocumentResult, findings: Sequence[Finding], repairing: Mapping[int, Finding]) -> Iterator[Row]:
    """The whole text in order, each code point once. `findings` are numbered from 1.

    `repairing` are those that are repaired, by their number: no two of them may overlap.
    """
    bounds = list(_bounds(document))
    starts = [start for start, _ in bounds]
    pieces = _grouped(_pieces(document, findings, starts, repairing), starts)
    beginning = _grouped(((finding.start, number) for number, finding in enumerate(findings, 1)), starts)
    blocks = {block.start: block for block in document.blocks}
    language = document.language
    for index, (start, segment) in enumerate(bounds):
        block = blocks.get(segment.start if segment else start)
        if block:
            language = block.language or document.language
        yield Row(start, tuple(pieces[index]), tuple(sorted(beginning[index])), segment, block is not None, language)


def lines(made: Iterable[Row]) -> Iterator[list[list[Row]]]:
    """Each row by itself, but those of one row of a table together, in cells: blocks that no line break parts."""
    cells: list[list[Row]] = []
    for row in made:
        if row.opens_block or not cells:
            cells.append([])
        cells[-1].append(row)
        if any("\n" in piece.text for piece in row.pieces):
            yield from _line(cells)
            cells = []
    yield from _line(cells)


def _line(cells: list[list[Row]]) -> Iterator[list[list[Row]]]:
    if len(cells) > 1:
        yield cells
    else:
        yield from ([[row]] for cell in cells for row in cell)


def _grouped(placed: Iterable[tuple[int, T]], starts: Sequence[int]) -> dict[int, list[T]]:
    """What stands in each part of the text, by the index of the part; parts begin at `starts`."""
    parts: dict[int, list[T]] = defaultdict(list)
    for position, thing in placed:
        parts[bisect_right(starts, position) - 1].append(thing)
    return parts


def _bounds(document: DocumentResult) -> Iterator[tuple[int, SegmentResult | None]]:
    """Where rows start. White space between sentences goes with the one before; other text there is its own row."""
    end = 0
    for segment in document.segments:
        if document.text[end : segment.start].strip():
            yield end, None
        yield (segment.start if end or document.text[: segment.start].strip() else 0), segment
        end = segment.end
    if document.text[end:].strip() or not end:
        yield end, None


def _pieces(
    document: DocumentResult, findings: Sequence[Finding], starts: Iterable[int], repairing: Mapping[int, Finding]
) -> Iterator[tuple[int, Piece]]:
    opening: dict[int, set[int]] = defaultdict(set)
    closing: dict[int, set[int]] = defaultdict(set)
    for number, finding in enumerate(findings, 1):
        opening[finding.start].add(number)
        closing[finding.end].add(number)
    rank = [0, *(GROUPS.index(group(finding)) for finding in findings)]
    text, ends = document.text, (segment.end for segment in document.segments)
    covering: set[int] = set()
    for start, end in pairwise(sorted({0, len(text), *starts, *ends, *opening, *closing})):
        covering = (covering | opening[start]) - closing[start]
        repaired = next((number for number in covering if number in repairing), None)
        begins = repaired is not None and repairing[repaired].start == start
        yield (
            start,
            Piece(
                start=start,
                text=text[start:end],
                covering=tuple(sorted(covering, key=lambda number: (rank[number], number))),
                ending=tuple(sorted(covering & closing[end])),
                repaired=repaired,
                repair=(repairing[repaired].repair or "") if repaired is not None and begins else "",
            ),
        )
