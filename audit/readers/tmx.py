"""TMX 1.1 to 1.4: a unit for each French variant, beside the English one of its translation unit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.document import Page
from audit.readers.units import Row, is_language, page, refused
from audit.readers.xml import child, children, inline_text, line, name, parse, text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with the units of the memory. Raises InputError where nothing in it is in French."""
    root = parse(path, raw)
    if name(root) != "tmx":
        raise refused(path, "is not {format}: its root element is <{tag}>", line(root), format="TMX", tag=name(root))
    units = [unit for unit in root.iter() if name(unit) == "tu"]
    pages = list(page(path, (row for number, unit in enumerate(units, 1) for row in _rows(unit, number))))
    if not pages:
        languages = {_language(variant) for unit in units for variant in children(unit, "tuv")}
        raise refused(path, "holds no French; there is {languages}", line(root), languages=", ".join(sorted(languages)))
    yield from pages


def _rows(unit: "Element", number: int) -> Iterator[Row]:
    variants = list(children(unit, "tuv"))
    english = next((variant for variant in variants if _is(variant, "en")), None)
    source = inline_text(child(english, "seg")) if english is not None else None
    for variant in variants:
        if _is(variant, "fr"):
            target = inline_text(child(variant, "seg"))
            yield Row(target, unit.get("tuid") or str(number), source, line=line(variant), fields=_fields(unit))


def _is(variant: "Element", code: str) -> bool:
    return bool(_language(variant)) and is_language(_language(variant), code)


def _language(variant: "Element") -> str:
    """TMX 1.1 wrote `lang`."""
    return variant.get(LANGUAGE) or variant.get("lang") or ""


def _fields(unit: "Element") -> dict[str, Any]:
    """Notes, and properties by their type, of which the last stands."""
    fields: dict[str, Any] = {prop.get("type") or "prop": text(prop) for prop in children(unit, "prop")}
    if notes := [text(note) for note in children(unit, "note")]:
        fields["notes"] = notes
    return fields
