"""The unit or the currency of a number, as it stands in front of it or behind it."""

import re
from functools import cache
from pathlib import Path
from tomllib import loads

from audit.judging.quantities import Quantity

SIGN = re.compile(r"(us\$|[$€£¥])[\s\u00a0\u202f]?$", re.IGNORECASE)
LEAD = re.compile(
    r"[\s\u00a0\u202f-]{0,2}(?:degrees?\s|degrés?\s|d[e’']\s?)?(°[cf]|[$€£¥]|[^\W\d_]+\$?)(?![\w’'])", re.IGNORECASE
)
PART = re.compile(r"[^\W\d_][-‑]$")  # what stands before a number that is part of a name: *COVID-19*


@cache
def words(language: str) -> dict[str, frozenset[tuple[str, str]]]:
    """By word, what it may say in this language: pairs of a kind and a unit of it."""
    data = loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    found: dict[str, set[tuple[str, str]]] = {}
    for kind, units in data.items():
        for unit, names in units.items():
            for name in names[language].split():
                found.setdefault(name, set()).add((kind, unit))
    return {name: frozenset(said) for name, said in found.items()}


def unit_of(quantity: Quantity, text: str, language: str) -> tuple[frozenset[tuple[str, str]], int, int]:
    """What a number may be counted in, and where the word for it stands; an empty set where no known one does."""
    known = words(language)
    if PART.search(text[: quantity.start]):
        return frozenset(), quantity.start, quantity.end
    before = SIGN.search(text[: quantity.start])
    if before:
        return known.get(before[1].lower(), frozenset()), *before.span(1)
    behind = LEAD.match(text, quantity.end)
    if behind and (said := known.get(behind[1].lower())):
        return said, *behind.span(1)
    return frozenset(), quantity.start, quantity.end
