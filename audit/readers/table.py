"""CSV and TSV with a line of column names, one of which says where the translation is."""

import csv
import io
from collections.abc import Iterator

from audit.document import Page
from audit.readers.text import decode
from audit.readers.units import MOST_NAMED, NAMES, Row, named, page, refused, refused_rows
from audit.reason import Reason

DELIMITERS = "\t,;|"
LONGEST_CELL = 1_000_000  # characters


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with a unit for each row, other columns carried through. Rows that do not fit are an InputError at the end."""
    text = decode(path, raw)
    delimiter = _delimiter(path, text)
    quoted = _rows(text, delimiter, csv.QUOTE_MINIMAL)
    # Tab-separated files of the field are not quoted: a quotation mark in them is the text's own.
    plain = delimiter == "\t" and quoted[1] and _rows(text, delimiter, csv.QUOTE_NONE)
    rows, bad = min(quoted, plain, key=lambda read: len(read[1])) if plain else quoted
    yield from page(path, rows)
    if bad:
        raise refused_rows(path, bad)


def _delimiter(path: str, text: str) -> str:
    """The one that parts the first line into columns that have a translation among them."""
    first = text.lstrip("\r\n").splitlines()[0]
    for delimiter in DELIMITERS:
        if "target" in named(_header(first, delimiter)):
            return delimiter
    columns = max((_header(first, delimiter) for delimiter in DELIMITERS), key=len)
    known, there = ", ".join(NAMES["target"][:3]), ", ".join(column[:40] for column in columns[:MOST_NAMED])
    raise refused(path, "no column is the translation ({known}, …); there is {there}", 1, known=known, there=there)


def _header(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(next(csv.reader([line], delimiter=delimiter), []))


def _rows(text: str, delimiter: str, quoting: int) -> tuple[list[Row], list[tuple[int, str]]]:
    """The rows, and what is wrong with those that are none. A broken quotation ends the reading: all after it is lost."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]
    rows: list[Row] = []
    bad: list[tuple[int, str]] = []
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            if not header:
                header = cells
            elif len(cells) == len(header):
                rows.append(_row(dict(zip(header, cells, strict=True)), line))
            elif cells:
                bad.append(
                    (line, Reason("has {cells} cells for {columns} columns", cells=len(cells), columns=len(header)))
                )
            line = reader.line_num + 1
    except csv.Error as error:
        bad.append((line, Reason("is not CSV: {error}; what follows was not read", error=error)))
    return rows, bad


def _row(cells: dict[str, str], line: int) -> Row:
    keys = named(tuple(cells))
    texts = {role: cells[key] for role, key in keys.items()}
    fields = {key: value for key, value in cells.items() if key not in keys.values()}
    return Row(**texts, line=line, fields=fields)
