"""XML from strangers: parsed without entities, network, DTDs or trees without bounds."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.document import PLACEHOLDER, Code
from audit.readers.text import refuse_other
from audit.readers.units import refused

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_DEPTH = 100  # of elements; the deepest file that a tool writes has a dozen
# Inline elements that hold text of the sentence; the content of all others is markup of the original format.
TEXT = frozenset("g mrk pc hi".split())
PAIRED = frozenset("bpt ept it bx ex sc ec sm em ut".split())  # the other half, or the text, stands elsewhere
CODES = TEXT - {"mrk", "hi"} | PAIRED - {"ept", "ex", "ec"} | {"x", "ph"}  # that a translator keeps; one of each pair
OWN_LINE = re.compile(r", line \d+(?=, column \d+$)")  # of libxml2's message
LINE_BREAK = re.compile(r"<br\d*\b|^(?:fmt:|xlf:)?lb$", re.IGNORECASE)  # OmegaT numbers its tags
# One of a pair; a tag that ends itself shows something.
TAG = re.compile(r"</?(?!img\b|input\b)[a-z][^<>]*(?<!/)>", re.IGNORECASE)


def parse(path: str, raw: bytes) -> "Element":
    """The root element. Raises InputError, with the line, for what is not well-formed, declares entities or is too deep."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    refuse_other(path, raw)
    if not raw.strip():
        raise refused(path, "is empty")
    parser = XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = fromstring(raw, parser)
    except XMLSyntaxError as error:
        said = OWN_LINE.sub("", error.msg)
        raise refused(path, "is not well-formed XML: {error}", error.lineno or 1, error=said) from error
    except (ValueError, LookupError) as error:
        raise refused(path, "is not well-formed XML: {error}", 1, error=error) from error
    declared: Any = root.getroottree().docinfo.internalDTD
    # A mere DOCTYPE, as TMX and XLIFF 1.0 have it, is left unread; one that declares something is not taken.
    if declared is not None and (list(declared.iterentities()) or list(declared.iterelements())):
        raise refused(path, "has a DOCTYPE with declarations in it, which is not read", 1)
    too_deep = next((e for e in root.iter() if sum(1 for _ in e.iterancestors()) > MOST_DEPTH), None)
    if too_deep is not None:
        raise refused(path, "is nested more than {n} deep", line(too_deep), n=MOST_DEPTH)
    return root


def name(element: "Element") -> str:
    """The element's name without its namespace; empty for what is none, such as an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def line(element: "Element") -> int:
    """The line in the file that the element begins on."""
    number: Any = element.sourceline
    return number or 1


def text(element: "Element") -> str:
    """All the text in the element, without white space around it."""
    return "".join(map(str, element.itertext())).strip()


def children(element: "Element", *names: str) -> "Iterator[Element]":
    """The children of these names, in any namespace."""
    return (child for child in element if name(child) in names)


def child(element: "Element", *names: str) -> "Element | None":
    return next(children(element, *names), None)


def inherited(element: "Element", attribute: str) -> str | None:
    """The attribute, of the element or the nearest above it that has it."""
    return next((e.get(attribute) for e in (element, *element.iterancestors()) if e.get(attribute) is not None), None)


def inline_text(element: "Element | None") -> str:
    """What a reader sees of a segment: codes that only format are not there, one that stands for something is U+FFFC.

    White space is the file's own: lines that a tool broke stay broken.
    """
    return "" if element is None else "".join(piece for piece, _ in pieces(element))


def flows(target: "Element | None", source: "Element | None") -> "Iterator[tuple[Element | None, str, str]]":
    """A segment, and the texts of their own that stand in its codes (`<sub>`: the words for an image).

    With each goes its source, and what tells its id from the segment's.
    """
    yield target, inline_text(source), ""
    ours, theirs = ([] if e is None else [part for part in e.iter() if name(part) == "sub"] for e in (target, source))
    for number, part in enumerate(ours):
        yield part, inline_text(theirs[number]) if len(theirs) == len(ours) else "", f"/sub{number + 1}"


def pieces(element: "Element") -> "Iterator[tuple[str, Element | None]]":
    """The text of a segment piece by piece, each with the element that it stands in; None for what a code reads as."""
    yield element.text or "", element
    for inside in element:
        kind = name(inside)
        if kind in TEXT:
            yield from pieces(inside)
        elif kind and kind not in PAIRED:
            yield _standing(inside), None
        yield inside.tail or "", element


def lost_codes(target: "Element | None", source: "Element | None") -> tuple[Code, ...]:
    """The codes of the source that the target has none of the same id for, or, as ids may differ, of the same content."""
    if target is None or source is None:
        return ()
    ours = {key for keys, _ in _codes(target) for key in keys}
    return tuple(code for keys, code in _codes(source) if not ours & {*keys})


def _codes(element: "Element", at: int = 0) -> "Iterator[tuple[list[tuple[str, str]], Code]]":
    """The inline codes of a segment, each with what tells it from others."""
    at += len(element.text or "")
    for inside in element:
        kind, shown = name(inside), text(inside)
        number = inside.get("id") or inside.get("x") or inside.get("i")
        if kind in CODES:
            keys = [(kind, key) for key in (number, shown if kind not in TEXT else "") if key]
            tag = f'<{kind} id="{number}"/>' if number else shown or f"<{kind}/>"
            stands = kind not in TEXT | PAIRED and PLACEHOLDER in _standing(inside)
            yield keys or [(kind, "")], Code(tag, at, stands)
        if kind in TEXT:
            yield from _codes(inside, at)
            at += len(inline_text(inside))
        elif kind and kind not in PAIRED:
            at += len(_standing(inside))
        at += len(inside.tail or "")


def _standing(code: "Element") -> str:
    """What a code without content reads as: a line break, nothing where it is a tag written out, or a placeholder."""
    shown = code.get("equiv-text") or code.get("equiv") or code.get("disp") or text(code)
    kind = code.get("ctype") or code.get("subType") or code.get("type") or ""
    if LINE_BREAK.search(kind):
        return "\n"
    return "" if "" in (code.get("equiv-text"), code.get("equiv")) else tag_text(shown)


def tag_text(tag: str) -> str:
    """What a tag that is written out reads as."""
    if LINE_BREAK.search(tag):
        return "\n"
    return "" if TAG.fullmatch(tag.strip()) else PLACEHOLDER
