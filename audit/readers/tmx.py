"""TMX 1.1 to 1.4: a unit for each French variant, beside the English one of its translation unit."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.document import Page
from audit.readers.units import Row, is_language, page, refused
from audit.readers.xml import child, children, flows, inline_text, line, lost_codes, name, parse, tag_text, text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SHORT_TAG = re.compile(r"</?[a-z]+\d+/?>")  # OmegaT writes tags out in its own memories: <b0>, </b0>, <br1/>


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with the units of the memory. Raises InputError where nothing in it is in French."""
    root = parse(path, raw)
    if name(root) != "tmx":
        raise refused(path, "is not {format}: its root element is <{tag}>", line(root), format="TMX", tag=name(root))
    units = [unit for unit in root.iter() if name(unit) == "tu"]
    rows = [row for number, unit in enumerate(units, 1) for row in _rows(unit, number)]
    if not rows:
        languages = {_language(variant) for unit in units for variant in children(unit, "tuv")}
        raise refused(path, "holds no French; there is {languages}", line(root), languages=", ".join(sorted(languages)))
    yield from page(path, rows)


def _rows(unit: "Element", number: int) -> Iterator[Row]:
    variants = list(children(unit, "tuv"))
    english = next((variant for variant in variants if _is(variant, "en")), None)
    original = child(english, "seg") if english is not None else None
    for variant in variants:
        if _is(variant, "fr"):
            fields = _fields(unit, variant)
            for part, source, suffix in flows(child(variant, "seg"), original):
                target, own = _without_tags(inline_text(part)), unit.get("tuid") or str(number)
                lost = () if suffix else lost_codes(part, original)
                yield Row(target, own + suffix, _without_tags(source), line=line(variant), fields=fields, lost=lost)


def _without_tags(text: str) -> str:
    return SHORT_TAG.sub(lambda tag: tag_text(tag.group()), text)


def _is(variant: "Element", code: str) -> bool:
    return bool(_language(variant)) and is_language(_language(variant), code)


def _language(variant: "Element") -> str:
    """TMX 1.1 wrote `lang`."""
    return variant.get(LANGUAGE) or variant.get("lang") or ""


def _fields(*elements: "Element") -> dict[str, Any]:
    """Notes, and properties by their type, of which the last stands."""
    fields: dict[str, Any] = {prop.get("type") or "prop": text(prop) for e in elements for prop in children(e, "prop")}
    if notes := [text(note) for e in elements for note in children(e, "note")]:
        fields["notes"] = notes
    return fields
