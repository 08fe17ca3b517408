"""Where the elements of an XML text and the characters that they hold stand in it, so that it can be changed in place."""

from typing import NamedTuple
from xml.parsers import expat


class Extent(NamedTuple):
    """An element in the text: its start tag, `[start, opened)`, and its end tag, `[closing, end)`; code points."""

    start: int
    opened: int
    closing: int
    end: int


class Run(NamedTuple):
    """Characters as they read, the range of the text that they stand for, and the number of the element they are in.

    A character reference is a run of its own, whose range is longer than what it reads. Those in a CDATA section are
    `literal`: a tag put among them would be text.
    """

    text: str
    start: int
    end: int
    element: int
    literal: bool


def extents(text: str) -> tuple[list[Extent], list[Run]]:
    """All elements and all runs of characters in document order.

    `text` is well-formed and declares no entities: `audit.readers.xml.parse` has taken it.
    """
    raw = text.encode("utf-8")
    at = {byte: place for place, byte in enumerate(i for i, value in enumerate(raw) if value & 0xC0 != 0x80)}
    at[len(raw)] = len(at)
    events = _events(raw)
    elements: list[Extent] = []
    runs: list[Run] = []
    inside: list[int] = []
    literal = False
    # An event ends where the next one begins.
    for (byte, kind, data), (after, *_) in zip(events, [*events[1:], (len(raw), "", "")], strict=True):
        start, end = at[byte], at[after]
        if kind == "start":
            inside.append(len(elements))
            elements.append(Extent(start, end, end, end))
        elif kind == "end":
            number = inside.pop()
            # expat tells the end of <x/> behind it, and that of <x></x> before its end tag
            empty = elements[number].opened == start and raw[byte - 2 : byte] == b"/>"
            elements[number] = elements[number]._replace(
                closing=start, end=start if empty else at[raw.index(b">", byte) + 1]
            )
        elif kind == "text":
            runs.append(Run(data, start, end, inside[-1], literal))
        elif kind == "cdata":
            literal = not literal
    return elements, runs


def _events(raw: bytes) -> list[tuple[int, str, str]]:
    """What expat meets, with the byte where it begins."""
    events: list[tuple[int, str, str]] = []
    parser = expat.ParserCreate("utf-8")  # whatever the declaration says: these bytes are ours

    def note(kind: str, data: str = "") -> None:
        events.append((parser.CurrentByteIndex, kind, data))

    parser.StartElementHandler = lambda _name, _attributes: note("start")
    parser.EndElementHandler = lambda _name: note("end")
    parser.CharacterDataHandler = lambda data: note("text", data)
    parser.StartCdataSectionHandler = lambda: note("cdata")
    parser.EndCdataSectionHandler = lambda: note("cdata")
    parser.CommentHandler = lambda _data: note("mark")
    parser.ProcessingInstructionHandler = lambda _target, _data: note("mark")
    parser.Parse(raw, True)
    return events
