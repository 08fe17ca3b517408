"""CSV and TSV with a line of column names, one of which says where the translation is."""

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audit.document import Page
from audit.readers.text import decode
from audit.readers.units import MOST_NAMED, NAMES, Row, named, page, refused, refused_rows
from audit.reason import Reason
from audit.segmentation import unique

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = "\t,;|"
LONGEST_CELL = 1_000_000  # characters
_Reading = tuple[list[Row], list[tuple[int, str]]]


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with a unit for each row, other columns carried through. Rows that do not fit are an InputError at the end."""
    text = decode(path, raw)
    delimiter, columns = _columns(path, text)
    rows, bad = _rows(text, delimiter, columns, csv.QUOTE_MINIMAL)
    # Tab-separated files of the field are not quoted: a quotation mark in them is the text's own.
    if bad and delimiter == "\t":
        rows, bad = min((rows, bad), _rows(text, delimiter, columns, csv.QUOTE_NONE), key=lambda read: len(read[1]))
    if rows or not bad:
        yield from page(path, rows)
    if bad:
        raise refused_rows(path, bad)


def _columns(path: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The delimiter that parts the first line into columns that have a translation among them, and these columns."""
    headers = {delimiter: _header(text, delimiter) for delimiter in DELIMITERS}
    for delimiter, columns in headers.items():
        if "target" in named(columns):
            return delimiter, columns
    columns = max(headers.values(), key=len)
    known, there = ", ".join(NAMES["target"][:3]), ", ".join(column[:40] for column in columns[:MOST_NAMED])
    raise refused(path, "no column is the translation ({known}, …); there is {there}", 1, known=known, there=there)


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    """The first line's cells, a name that comes again with its number; none where it is not CSV."""
    taken: dict[str, int] = {}
    try:
        cells: list[str] = next(filter(None, _cells(text, delimiter, csv.QUOTE_MINIMAL)), [])
        return tuple(unique(cell, taken) for cell in cells)
    except csv.Error:
        return ()


def _cells(text: str, delimiter: str, quoting: int) -> "Reader":
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]


def _rows(text: str, delimiter: str, columns: tuple[str, ...], quoting: int) -> _Reading:
    """The rows behind the first, and what is wrong with those that are none. A broken quotation hides all after it."""
    reader = _cells(text, delimiter, quoting)
    rows: list[Row] = []
    bad: list[tuple[int, str]] = []
    line = 1
    try:
        next(filter(None, reader), [])
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(columns):
                rows.append(_row(dict(zip(columns, cells, strict=True)), line))
            elif cells:
                bad.append(
                    (line, Reason("has {cells} cells for {columns} columns", cells=len(cells), columns=len(columns)))
                )
            line = reader.line_num + 1
    except csv.Error as error:
        bad.append((line, Reason("is not CSV: {error}; what follows was not read", error=error)))
    return rows, bad


def _row(cells: dict[str, str], line: int) -> Row:
    keys = named(tuple(cells))
    texts: dict[str, Any] = {role: cells[key] for role, key in keys.items()}
    fields = {key: value for key, value in cells.items() if key not in keys.values()}
    return Row(**texts, line=line, fields=fields)
