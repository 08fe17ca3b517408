"""JSON Lines: a row a line, an object with `target` and, where they are known, `id`, `source` and `reference`."""

import json
from collections.abc import Iterator
from math import isfinite
from typing import Any

from audit.document import Page
from audit.readers.text import decode
from audit.readers.units import MOST_NAMED, NAMES, Row, named, page, refused, refused_rows
from audit.reason import Reason

MOST_DEPTH = 20  # of what is carried through


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with a unit for each row, other keys carried through. Lines that are no row are an InputError at the end."""
    rows: list[Row] = []
    bad: list[tuple[int, str]] = []
    # Only these end a line here: what else `splitlines` knows may stand in a JSON string.
    text = decode(path, raw)
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.strip():
            try:
                rows.append(_row(line, number))
            except (ValueError, RecursionError) as error:
                bad.append((number, _reason(error)))
    if bad and not rows and _is_one_value(text):
        raise refused(path, "is JSON, but not an object a line")
    if rows or not bad:
        yield from page(path, rows)
    if bad:
        raise refused_rows(path, bad)


def _row(line: str, number: int) -> Row:
    data = json.loads(line, parse_constant=_no_number, parse_float=_finite)
    if not isinstance(data, dict):
        raise ValueError(Reason("is no object with the keys source and target"))
    keys = named(tuple(data))
    if "target" not in keys:
        known, there = ", ".join(NAMES["target"][:3]), ", ".join(list(data)[:MOST_NAMED]) or "{}"
        raise ValueError(Reason("has no translation ({known}, …); there is {there}", known=known, there=there))
    texts = {role: data[key] for role, key in keys.items()}
    for role, value in texts.items():
        if not (value is None or isinstance(value, str) or (role == "id" and isinstance(value, int | float))):
            raise ValueError(Reason("the value of {key} is not text", key=keys[role]))
        if isinstance(value, str) and "\0" in value:
            raise ValueError(Reason("{key} holds a NUL, which no text does", key=keys[role]))
    fields = {key: value for key, value in data.items() if key not in keys.values()}
    if _depth(fields) > MOST_DEPTH:
        raise ValueError(Reason("is nested more than {n} deep", n=MOST_DEPTH))
    name = texts.pop("id", None)
    return Row(**texts, id=None if name is None else str(name), line=number, fields=fields)


def _is_one_value(text: str) -> bool:
    """Whether all of it is one value: a list of rows, a result of ours, what an API gave."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, list) or "\n" in text.strip()


def _depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inside), default=0)


def _no_number(constant: str) -> float:
    raise ValueError(Reason("{value} is no JSON", value=constant))


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError(Reason("{value} is too large a number", value=digits[:20]))
    return number


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return Reason("is not JSON: {error}, column {column}", error=error.msg, column=error.colno)
    if isinstance(error, RecursionError):
        return Reason("is nested more than {n} deep", n=MOST_DEPTH)
    return error.args[0] if error.args else ""
