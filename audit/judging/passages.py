"""What of a document stands against what of its source: the units of a bilingual file, else sentences aligned with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from audit.document import Code, Document, Role, Segment, Span

SURE = 0.8  # of an alignment, under which a difference says more about the alignment than about the translation


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """French that was translated from `source`, in one piece; a unit's id, or its first segment's."""

    id: str
    text: str
    source: str
    lost: tuple[Code, ...] = ()


def passages(document: Document) -> tuple[Passage, ...]:
    """The audited passages of a document whose source is surely theirs, in reading order."""
    return tuple(_units(document) if document.units else _aligned(document))


def _units(document: Document) -> Iterator[Passage]:
    for unit in document.units:
        if unit.source and any(segment.role is not Role.FURNITURE for segment in document.inside(unit)):
            yield Passage(unit.start, unit.end, unit.id, document.text[unit.start : unit.end], unit.source, unit.lost)


def _aligned(document: Document) -> Iterator[Passage]:
    """Neighbours that share their source are one passage, as the aligner paired them together."""
    for source, group in groupby(document.audited, key=_source):
        parts = list(group)
        if source:
            first, last = parts[0].start, parts[-1].end
            yield Passage(first, last, parts[0].id, document.text[first:last], source)


def _source(segment: Segment) -> str | None:
    sure = segment.confidence is None or segment.confidence >= SURE
    return segment.source if sure else None
