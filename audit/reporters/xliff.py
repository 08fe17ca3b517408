"""Copies of XLIFF files with each finding as a note of its unit, and its words marked in the target.

In XLIFF 1.2 the mark is an `<mrk>` with the attributes of ITS 2.0's Localization Quality Issue, in 2.x a comment that
refers to the note. Nothing else changes but what an earlier copy has of ours, which goes; a file in another encoding
becomes UTF-8.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape, quoteattr

from audit.errors import OutputError
from audit.finding import Category, Finding, Severity
from audit.readers import xliff
from audit.readers.xml import child, children, inline_text, name, parse, pieces
from audit.reason import Reason
from audit.reporters import copies
from audit.reporters.ci import TOOL
from audit.reporters.copies import Edit, note
from audit.reporters.extents import Extent, Run, extents
from audit.reporters.messages import Messages
from audit.result import Result

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SUFFIXES = (".xlf", ".xliff", ".mxliff", ".mqxliff", ".sdlxliff")
ENCODING = re.compile(r"(?<=encoding=)([\"'])[\w.:-]+\1")
MOST_INDENT = 200  # characters
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ITS = "http://www.w3.org/2005/11/its"
# ITS 2.0, appendix C: "Values for the Localization Quality Issue Type".
TYPES = {
    Category.MISTRANSLATION: "mistranslation",
    Category.OMISSION: "omission",
    Category.ADDITION: "addition",
    Category.UNTRANSLATED: "untranslated",
    Category.WRONG_TERM: "terminology",
    Category.INCONSISTENT: "inconsistency",
    Category.GRAMMAR: "grammar",
    Category.PUNCTUATION: "typographical",
    Category.SPELLING: "misspelling",
    Category.ENCODING: "characters",
    Category.NUMBER_FORMAT: "locale-violation",
    Category.CURRENCY_FORMAT: "locale-violation",
    Category.DATE_FORMAT: "locale-violation",
    Category.TIME_FORMAT: "locale-violation",
    Category.MARKUP: "markup",
}
GRAVE = {Severity.INFO: 0, Severity.MINOR: 25, Severity.MAJOR: 75, Severity.CRITICAL: 100}  # ITS's scale ends at 100
PRIORITY = {Severity.INFO: 10, Severity.MINOR: 7, Severity.MAJOR: 3, Severity.CRITICAL: 1}  # 1 is the highest


def render(result: Result, *, lang: str) -> str:
    """The copy of the one XLIFF file in the result."""
    return copies.render(result, lang, SUFFIXES, xliff.read, annotate)


def render_folder(result: Result, *, lang: str) -> Iterator[tuple[str, str]]:
    """A copy of each XLIFF file."""
    return copies.render_folder(result, lang, SUFFIXES, xliff.read, annotate)


def annotate(path: str, raw: bytes, findings: list[list[Finding]], say: Messages) -> str:
    """The file's text with the findings of each translated unit, in order, their places being those in the unit.

    Raises OutputError where that cannot be told in the file's own words.
    """
    root = parse(path, raw)
    try:
        text = raw.decode(root.getroottree().docinfo.encoding or "utf-8")
        places = extents(text)
    except (ExpatError, LookupError, UnicodeError) as error:  # libxml2 takes names and encodings that others do not
        raise OutputError(Reason("{path}: cannot be copied: {error}", path=path, error=error)) from error
    copy = _Copy(text, root, *places, say)
    units = [part for part in xliff.parts(root) if (part.row.target or "").strip()]
    edits = [*copy.without_ours()]
    by_unit = groupby(zip(units, findings, strict=True), lambda pair: pair[0].unit)
    for number, (unit, pairs) in enumerate(by_unit, 1):
        edits += copy.with_findings(unit, list(pairs), f"{TOOL}-{number}")
    return ENCODING.sub(r"\1UTF-8\1", copies.spliced(text, edits), count=1)


class _Shown(NamedTuple):
    """The range of the text that a character of a target stands for, and its element; None where no mark can stand: for
    an inline code, and within CDATA."""

    start: int
    end: int
    element: int | None


class _Copy:
    """A file on its way to be annotated: its tree and, for each element by its number, where it stands in the text."""

    def __init__(
        self, text: str, root: "Element", places: Sequence[Extent], runs: Sequence[Run], say: Messages
    ) -> None:
        self.text, self.places, self.say = text, places, say
        self.number = {element: number for number, element in enumerate(root.iter("*"))}
        self.runs: dict[int, list[Run]] = defaultdict(list)
        for run in runs:
            self.runs[run.element].append(run)

    def without_ours(self) -> Iterator[Edit]:
        """What takes away the notes and marks of an earlier copy."""
        for element, number in self.number.items():
            place = self.places[number]
            if _is_our_note(element) or _holds_only_ours(element):
                yield place.start - len(self._indent(place.start)), place.end, ""
            elif name(element) == "mrk" and (element.get("mid") or element.get("id") or "").startswith(TOOL):
                yield place.start, place.opened, ""
                yield place.closing, place.end, ""

    def with_findings(
        self, unit: "Element", parts: Sequence[tuple[xliff.Part, Sequence[Finding]]], mark: str
    ) -> Iterator[Edit]:
        """The notes of a unit, and the marks in its targets: of one in XLIFF 1, of its segments in XLIFF 2."""
        second, prefix = name(unit) == "unit", f"{unit.prefix}:" if unit.prefix else ""
        found = [
            (part.target, shown, finding)
            for part, findings in parts
            if part.target is not None and findings
            for shown in [list(self._shown(part.target))]  # once: a target may have thousands of both
            for finding in findings
        ]
        notes: list[str] = []
        for number, (_, shown, finding) in enumerate(found, 1):
            own = f"{mark}-{number}"
            notes.append(self._note(own if second else None, finding, prefix))
            words = shown[finding.start : finding.end]
            if _is_one_piece(words):
                attributes = f'id="{own}-mark" type="comment" ref="#n={own}"' if second else self._issue(own, finding)
                yield words[0].start, words[0].start, f"<{prefix}mrk {attributes}>"
                yield words[-1].end, words[-1].end, f"</{prefix}mrk>"
        if found:
            yield self._in_notes(unit, notes, prefix) if second else self._behind(unit, notes)

    def _note(self, own: str | None, finding: Finding, prefix: str) -> str:
        priority = PRIORITY[finding.severity]
        if own:
            attributes = f'id="{own}" appliesTo="target" category="{TOOL}" priority="{priority}"'
        else:
            attributes = f'from="{TOOL}" annotates="target" priority="{priority}"'
        return f"<{prefix}note {attributes}>{escape(_allowed(note(finding, self.say)))}</{prefix}note>"

    def _issue(self, own: str, finding: Finding) -> str:
        kind, comment = TYPES.get(finding.category, "other"), quoteattr(_allowed(note(finding, self.say)))
        return (
            f'mtype="x-its" mid="{own}" xmlns:its="{ITS}" its:locQualityIssueType="{kind}" '
            f'its:locQualityIssueSeverity="{GRAVE[finding.severity]}" its:locQualityIssueComment={comment}'
        )

    def _behind(self, unit: "Element", notes: Sequence[str]) -> Edit:
        place = self.places[self.number[next(children(unit, "target"))]]
        space = self._indent(place.start)
        return place.end, place.end, "".join(space + text for text in notes)

    def _in_notes(self, unit: "Element", notes: Sequence[str], prefix: str) -> Edit:
        """XLIFF 2 has them before the original data and the segments, in an element of their own."""
        there = child(unit, "notes")
        if there is not None and not _holds_only_ours(there):
            place = self.places[self.number[there]]
            space = self._indent(self.places[self.number[there[-1]]].start) if len(there) else ""
            at = place.closing - len(self._indent(place.closing))
            return at, at, "".join(space + text for text in notes)
        place = self.places[self.number[next(children(unit, "originalData", "segment", "ignorable"))]]
        space = self._indent(place.start)
        inside = "".join(f"{space}  {text}" if space else text for text in notes)
        at = place.start - len(space)
        return at, at, f"{space}<{prefix}notes>{inside}{space}</{prefix}notes>"

    def _indent(self, at: int) -> str:
        """The line break and the blanks before what stands at `at`; nothing where it stands behind something else."""
        before = self.text[max(0, at - MOST_INDENT) : at]
        space = before[len(before.rstrip()) :]
        return space[space.rindex("\n") :] if "\n" in space else ""

    def _shown(self, target: "Element") -> Iterator[_Shown]:
        """The characters of the target as the audit read it, without the white space at its start."""
        text = inline_text(target)
        rest: dict[int, Iterator[_Shown]] = {}
        characters: list[_Shown] = []
        for piece, element in pieces(target):
            if element is None:
                characters += [_Shown(0, 0, None)] * len(piece)
            else:
                number = self.number[element]
                own = rest.setdefault(number, self._characters(number))
                characters += islice(own, len(piece))
        return islice(characters, len(text) - len(text.lstrip()), None)

    def _characters(self, number: int) -> Iterator[_Shown]:
        """The characters that stand in an element itself, in order."""
        for run in self.runs[number]:
            element = None if run.literal else number
            if run.end - run.start == len(run.text):
                yield from (_Shown(at, at + 1, element) for at in range(run.start, run.end))
            else:
                yield from (_Shown(run.start, run.end, element) for _ in run.text)


def _is_our_note(element: "Element") -> bool:
    return name(element) == "note" and TOOL in (element.get("from"), element.get("category"))


def _holds_only_ours(element: "Element") -> bool:
    """Whether these are the notes that an earlier copy made: XLIFF 2 has no place for an element without any."""
    return name(element) == "notes" and all(map(_is_our_note, element))


def _is_one_piece(words: Sequence[_Shown]) -> bool:
    """Whether they stand side by side in one element, so that a mark can go around them."""
    together = all(left.end == right.start and left.element == right.element for left, right in pairwise(words))
    return bool(words) and words[0].element is not None and together


def _allowed(text: str) -> str:
    return NO_XML.sub("\ufffd", text)
