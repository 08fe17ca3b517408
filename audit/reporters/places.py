"""Where a finding is, as other programs want it: line and column, and the file's path or URI."""

import os
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import quote

from audit.finding import Finding
from audit.reporters.messages import Messages
from audit.reporters.summary import Places, worst_first
from audit.result import DocumentResult, SegmentResult

URL = re.compile("https?://", re.IGNORECASE)
URL_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"  # reserved ones and the escapes that a URL has already (RFC 3986, 2.2)
LONGEST_ID = 60
LONE = re.compile("[\ud800-\udfff]")
NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # lone surrogates that do not stand for a byte of a file's name


class Located(NamedTuple):
    """A finding with its place: lines and columns from 1, in code points, end exclusive.

    They count in the file itself, but in the text taken out of it where `document.extracted`. `unit` is the bilingual
    file's, if that is what it was taken out of: its id and its line lead to the place. `file_line` is None where it is
    not known.
    """

    document: DocumentResult
    finding: Finding
    line: int
    column: int
    end_line: int
    end_column: int
    unit: SegmentResult | None = None
    file_line: int | None = None

    @property
    def is_apart(self) -> bool:
        """Whether the place takes words, as no line of the file leads to it."""
        return self.unit is not None or self.file_line is None

    def where(self, say: Messages) -> str:
        """`path:line:column`, which editors jump to; in words where the file has the place somewhere else."""
        if not self.document.extracted:
            return f"{self.document.path}:{self.line}:{self.column}"
        line = f":{self.file_line}" if self.file_line else ""
        return f"{self.document.path}{line}" + (f" ({self.in_words(say)})" if self.is_apart else "")

    def in_words(self, say: Messages) -> str:
        if self.unit:
            return say("in_unit", id=shortened(self.unit.id))
        if not self.document.extracted:
            return say("place", line=self.line, column=self.column)
        if self.file_line:
            return say("in_file", line=self.file_line)
        return say("in_text", line=self.line, column=self.column)

    def short(self, say: Messages) -> str:
        """The place where the path stands already."""
        lined = self.document.extracted and self.file_line
        return self.in_words(say) if lined else f"{self.line}:{self.column}"


def locate(document: DocumentResult) -> list[Located]:
    """The document's findings with their places, gravest first."""
    return [located(document, finding) for finding in worst_first(document.findings)]


def located(document: DocumentResult, finding: Finding) -> Located:
    place = _places(document.text)
    at = bisect_right(document.segments, finding.start, key=lambda segment: segment.start) - 1
    unit = document.segments[at] if at >= 0 and document.segments[at].line else None
    line, column = place(finding.start)
    of_file = _line_before(document.lines, finding.start) if document.extracted else line
    return Located(document, finding, line, column, *place(finding.end), unit, unit.line if unit else of_file)


def _line_before(lines: Sequence[tuple[int, int]], position: int) -> int | None:
    at = bisect_right(lines, position, key=lambda begins: begins[0]) - 1
    return lines[at][1] if at >= 0 else None


@lru_cache(maxsize=4)
def _places(text: str) -> Places:
    return Places(text)


def shortened(name: str) -> str:
    """An id in a line of text: a PO file's is a whole message."""
    line = " ".join(name.split())
    return line if len(line) <= LONGEST_ID else f"{line[: LONGEST_ID - 1]}…"


def relative(path: str) -> str:
    """A file's path seen from the current folder, as a repository has it. URLs and names such as <stdin> stay.

    So do absolute paths of files elsewhere. Lone surrogates become U+FFFD.
    """
    if not _is_file(path):
        return LONE.sub("\ufffd", path)
    return LONE.sub("\ufffd", _relative(path))


def uri(path: str) -> str:
    """The same as a URI reference. Absolute paths get the scheme `file`; bytes that are no text are kept."""
    if URL.match(path):
        return quote(NO_BYTE.sub("\ufffd", path).encode("utf-8", "surrogateescape"), safe=URL_CHARACTERS)
    name = _relative(path) if _is_file(path) else path
    encoded = quote(NO_BYTE.sub("\ufffd", name).encode("utf-8", "surrogateescape"))
    return f"file://{encoded}" if encoded.startswith("/") else encoded


def _is_file(path: str) -> bool:
    return not URL.match(path) and not (path.startswith("<") and path.endswith(">"))


def _relative(path: str) -> str:
    if os.path.isabs(path):  # noqa: PTH117 - PurePath would take a path with a NUL in it no further
        inside = os.path.relpath(path)
        path = path if inside.startswith(os.pardir) else inside
    return PurePath(os.path.normpath(path)).as_posix()
