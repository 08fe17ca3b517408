"""XLIFF 1.0 to 1.2 and 2.x: a unit for each trans-unit or segment with a target, whatever its state."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from audit.document import Page
from audit.readers.units import Row, is_language, page, refused
from audit.readers.xml import child, children, flows, inherited, inline_text, line, lost_codes, name, parse, text
from audit.reason import Reason

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CARRIED = ("state", "state-qualifier", "subState", "approved", "resname", "name")  # attributes that a result keeps


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with the units of all the `<file>`s that are in French. Raises InputError where nothing can be read.

    `translate="no"` is not read. A unit is known by its id; one that another file has too is called *id (2)*.
    """
    root = parse(path, raw)
    if name(root) != "xliff":
        raise refused(path, "is not {format}: its root element is <{tag}>", line(root), format="XLIFF", tag=name(root))
    files = list(children(root, "file"))
    if files and not any(_is_french(root, file) for file in files):
        languages = ", ".join(dict.fromkeys(_target(root, file) or "" for file in files))
        raise refused(path, "is a translation into {languages}, not French", line(files[0]), languages=languages)
    yield from page(path, (part.row for part in parts(root)), _warnings(root, files))


class Part(NamedTuple):
    """What is there to be audited: a trans-unit, a text of its own in a code of it, or a segment of a unit; `unit` is the
    one that has the notes."""

    unit: "Element"
    target: "Element | None"
    row: Row


def parts(root: "Element") -> Iterator[Part]:
    """All of them, in order."""
    for file in children(root, "file"):
        english = is_language(_source(root, file), "en")
        for element in file.iter() if _is_french(root, file) else ():
            if name(element) in ("trans-unit", "unit") and _is_prose(element):
                yield from _segments(element, english) if name(element) == "unit" else _trans_unit(element, english)


def _is_prose(unit: "Element") -> bool:
    """Not what is to stay as it is, nor the header of a PO file, which po2xliff makes a unit of."""
    return inherited(unit, "translate") != "no" and unit.get("restype") != "x-gettext-domain-header"


def _is_french(root: "Element", file: "Element") -> bool:
    return is_language(_target(root, file), "fr")


def _target(root: "Element", file: "Element") -> str | None:
    return file.get("target-language") or root.get("trgLang")


def _source(root: "Element", file: "Element") -> str | None:
    return file.get("source-language") or root.get("srcLang")


def _warnings(root: "Element", files: "list[Element]") -> Iterator[str]:
    for file in files:
        values = {"line": line(file), "file": file.get("original") or file.get("id") or ""}
        if not _is_french(root, file):
            target = _target(root, file)
            yield Reason("line {line}: {file} was not audited: it is translated into {tag}", tag=target, **values)
        elif not is_language(source := _source(root, file), "en"):
            yield Reason("line {line}: {file} was audited without its source, which is {tag}", tag=source, **values)


def _trans_unit(unit: "Element", english: bool) -> Iterator[Part]:
    """XLIFF 1: `seg-source` is only the source again, cut into sentences."""
    target, own = child(unit, "target"), unit.get("id")
    fields = _fields(unit, target)
    original = child(unit, "source") if english else None
    for part, source, suffix in flows(target, original):
        lost = () if suffix else lost_codes(target, original)
        row = Row(inline_text(part), own and own + suffix, source, line=line(unit), fields=fields, lost=lost)
        yield Part(unit, part, row)


def _segments(unit: "Element", english: bool) -> Iterator[Part]:
    """XLIFF 2: the segments of a unit; with several, each adds its own id, or its number, to the unit's."""
    segments = list(children(unit, "segment"))
    for number, segment in enumerate(segments, 1):
        own = f"{unit.get('id')}/{segment.get('id') or number}" if len(segments) > 1 else unit.get("id")
        source, target = child(segment, "source") if english else None, child(segment, "target")
        texts = inline_text(target), own, inline_text(source) or None
        lost = lost_codes(target, source)
        row = Row(*texts, line=line(segment), fields=_fields(unit, segment), lost=lost)
        yield Part(unit, target, row)


def _fields(*elements: "Element | None") -> dict[str, Any]:
    there = [element for element in elements if element is not None]
    fields: dict[str, Any] = {key: e.get(key) for e in there for key in CARRIED if e.get(key)}
    holders = [there[0], *children(there[0], "notes")]
    if notes := [text(note) for holder in holders for note in children(holder, "note")]:
        fields["notes"] = notes
    return fields
