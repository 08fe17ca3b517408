"""A text cut up for the page: rows of one sentence each, made of pieces that the same findings cover."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.document import Role
from audit.finding import Finding
from audit.result import DocumentResult, SegmentResult


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with the numbers of the findings on it, gravest first, and of those that end with it."""

    start: int
    text: str
    covering: tuple[int, ...]
    ending: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with the white space after it. `segment` is None for text that belongs to no sentence."""

    pieces: tuple[Piece, ...]
    segment: SegmentResult | None
    opens_block: bool
    language: str

    @property
    def role(self) -> Role:
        return self.segment.role if self.segment else Role.FURNITURE

    def is_gap(self, piece: Piece) -> bool:
        """White space after the sentence: there for copying, not for showing."""
        return self.segment is not None and piece.start >= self.segment.end


def rows(document: DocumentResult, findings: Sequence[Finding]) -> list[Row]:
    """The whole text in order, each code point once. `findings` are numbered from 1, gravest first."""
    bounds = list(_bounds(document))
    starts = [start for start, _ in bounds]
    grouped: dict[int, list[Piece]] = defaultdict(list)
    for piece in _pieces(document.text, findings, [*starts, *(segment.end for segment in document.segments)]):
        grouped[bisect_right(starts, piece.start) - 1].append(piece)
    blocks = {block.start: block for block in document.blocks}
    language, done = document.language, []
    for index, (start, segment) in enumerate(bounds):
        block = blocks.get(segment.start if segment else start)
        if block:
            language = block.language or document.language
        done.append(Row(tuple(grouped[index]), segment, block is not None, language))
    return done


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


def _pieces(text: str, findings: Iterable[Finding], bounds: Iterable[int]) -> Iterator[Piece]:
    opening: dict[int, set[int]] = defaultdict(set)
    closing: dict[int, set[int]] = defaultdict(set)
    for number, finding in enumerate(findings, 1):
        opening[finding.start].add(number)
        closing[finding.end].add(number)
    covering: set[int] = set()
    for start, end in pairwise(sorted({0, len(text), *bounds, *opening, *closing})):
        covering = (covering | opening[start]) - closing[start]
        yield Piece(start, text[start:end], tuple(sorted(covering)), tuple(sorted(covering & closing[end])))
