"""Plain text: the decoded file as it stands, so that positions hold in an editor too."""

import re
from collections.abc import Iterator

from audit.characters import displayed
from audit.document import Comment, Page
from audit.errors import InputError
from audit.reason import Reason

# What French text comes in besides UTF-8. Left free, charset-normalizer takes windows-1252 for cp1250 or Arabic.
ENCODINGS = ["utf_16", "utf_16_le", "utf_16_be", "utf_32", "cp1252", "latin_1", "mac_roman", "cp850"]
# What an article may come in that is no text, by its first bytes.
OTHER_FORMATS = {
    b"PK\x03\x04": "ZIP (DOCX, ODT, XLSX…)",
    b"%PDF-": "PDF",
    b"\xd0\xcf\x11\xe0": "OLE (DOC, XLS…)",
    b"{\\rtf": "RTF",
    b"\x1f\x8b": "gzip",
}
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
MOST_CONTROL = 0.01  # share of characters: a form feed or an escape may slip into text, a binary file is full of them
# A comment to this program has a line of its own, and the form of HTML's, which Markdown has too.
COMMENT = re.compile(r"^[ \t]*(<!--[ \t]*(audit-[^\n]*?)-->)[ \t\r]*$", re.MULTILINE)


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with the text of the file, newlines untouched, a byte order mark left out. Raises InputError."""
    yield page(path, decode(path, raw))


def page(path: str, text: str) -> Page:
    """Plain text as a page: all of it, and where in it the comments to this program are.

    Accents that stand by themselves behind their letter (Unicode's NFD, as some Macs write) are composed with it, and
    what nobody sees is left out. Positions are then those in what is shown.
    """
    shown = displayed(text)
    return Page(path, shown, extracted=shown != text, comments=tuple(_comments(shown)))


def _comments(text: str) -> Iterator[Comment]:
    line = place = 0
    for found in COMMENT.finditer(text):
        line, place = line + text.count("\n", place, found.start()), found.start()
        yield Comment(*found.span(1), line + 1, found[2].strip())


def refuse_other(path: str, raw: bytes) -> None:
    """Raise InputError for what is plainly no text."""
    if kind := next((kind for first, kind in OTHER_FORMATS.items() if raw.startswith(first)), None):
        raise InputError(
            Reason("{path}: is {format}, not text; save the article as plain text or HTML", path=path, format=kind)
        )


def decode(path: str, raw: bytes) -> str:
    """The text in `raw`: UTF-8, else the likeliest of `ENCODINGS`.

    Raises InputError for bytes that are empty, binary, of a word processor or in no known encoding. Damage is kept as it is.
    """
    refuse_other(path, raw)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _guess(path, raw, error.start)
    else:
        if "\0" in text:  # UTF-16 of plain ASCII is valid UTF-8
            text = _guess(path, raw, raw.index(b"\0"))
    if not text.strip():
        raise InputError(Reason("{path}: is empty", path=path))
    if "\0" in text or len(CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise InputError(Reason("{path}: is binary, not text", path=path))
    return text


def _guess(path: str, raw: bytes, at: int) -> str:
    """The text in an encoding that is not UTF-8, as the byte `at` shows."""
    from charset_normalizer import from_bytes

    match = from_bytes(raw, cp_isolation=ENCODINGS).best()
    if match and (b"\0" in raw or not match.encoding.startswith(("utf_16", "utf_32"))):  # whose spaces hold NULs
        return str(match)
    if b"\0" in raw:
        line = _line(raw, raw.index(b"\0"))
        raise InputError(Reason("{path}: is binary, not text: line {line} holds a NUL", path=path, line=line))
    raise InputError(
        Reason(
            "{path}: is binary, or text in an unknown encoding: line {line} is not UTF-8; save it as UTF-8",
            path=path,
            line=_line(raw, at),
        )
    )


def _line(raw: bytes, at: int) -> int:
    return raw.count(b"\n", 0, at) + 1
