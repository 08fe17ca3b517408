"""PO of gettext, read by polib: a unit for each message, or each plural form of one, that is translated."""

import re
from collections.abc import Iterator
from typing import Any

from audit.document import Page
from audit.errors import InputError
from audit.readers.text import decode
from audit.readers.units import Row, is_language, page, refused
from audit.reason import Reason

CHARSET = re.compile(rb"charset=([\w.:-]+)")
LINE = re.compile(r"line (\d+)\)?:?\s*(.*)", re.DOTALL)
MESSAGE = re.compile(r'^\s*msgid\s(?!\s*""\s*\n\s*msgstr)', re.MULTILINE)
UNENDED = re.compile(r'^[ \t]*(?:msg[\w\[\]]+[ \t]+)?"(?:[^"\\\n]|\\.)*+$', re.MULTILINE)
# What programs use for a msgid instead of English: *menu.file.open*.
SYMBOL = re.compile(r"(?=[\w-]+[._/:][\w-])[\w-]++(?:[./:][\w-]++)*+")


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with the messages of the file but the obsolete. Raises InputError where nothing is translated.

    A message is known by its msgid, behind its context where it has one (`context|msgid`); the forms of a plural add
    their number in brackets. What is marked fuzzy is audited, as machine translation often is.
    """
    text = decoded(path, raw)
    found = messages(path, text)
    broken, every = _broken(path, text, len(found)), [row for entry in found for row in rows(entry)]
    if any(row.target for row in every) or not broken:
        yield from page(path, every)
    if broken:
        raise broken


def _broken(path: str, text: str, read: int) -> InputError | None:
    """What polib passes over."""
    if (lost := len(MESSAGE.findall(text)) - read) > 0:
        return refused(path, "{n} messages are not PO; `msgfmt --check` says which", n=lost)
    if open_string := UNENDED.search(text):
        line = text.count("\n", 0, open_string.start()) + 1
        return refused(path, "is not PO: {error}", line, error=Reason("a text without its end"))
    return None


def messages(path: str, text: str) -> list[Any]:
    """polib's entries but the obsolete ones. Raises InputError for what is not PO, or a translation into another language."""
    import polib

    try:
        entries = polib.pofile(text + "\n")  # without a line break, polib would open the file of that name
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise _error(path, error) from error
    language = entries.metadata.get("Language", "")
    if not is_language(language, "fr"):
        raise refused(path, "is a translation into {languages}, not French", languages=language)
    return [entry for entry in entries if not entry.obsolete]


def decoded(path: str, raw: bytes) -> str:
    """The text, in the encoding that the header names where that fits."""
    charset = CHARSET.search(raw[:10_000])
    try:
        text = raw.decode(charset[1].decode("ascii")).removeprefix("\ufeff") if charset else decode(path, raw)
    except (LookupError, ValueError):
        return decode(path, raw)
    return decode(path, raw) if "\0" in text else text


def rows(entry: Any) -> Iterator[Row]:
    """A row for a message, or for each form of its plural."""
    name = f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
    english = None if SYMBOL.fullmatch(entry.msgid) else entry.msgid
    fields = _fields(entry)
    if not entry.msgid_plural:
        yield Row(entry.msgstr, name, english, line=entry.linenum or None, fields=fields)
    for number, form in sorted(entry.msgstr_plural.items()):
        source = english if number == 0 else entry.msgid_plural
        yield Row(form, f"{name}[{number}]", source, line=entry.linenum or None, fields=fields)


def _fields(entry: Any) -> dict[str, Any]:
    """Comments, places in the program, flags (`fuzzy`, `c-format`), and the msgid before a fuzzy match."""
    occurrences = [":".join(filter(None, place)) for place in entry.occurrences]
    fields = {
        "comment": entry.comment,
        "translator_comment": entry.tcomment,
        "occurrences": occurrences,
        "flags": list(entry.flags),
        "previous_msgid": entry.previous_msgid,
    }
    return {key: value for key, value in fields.items() if value}


def _error(path: str, error: Exception) -> InputError:
    """polib names the line within brackets, and behind them what is wrong, if anything."""
    found = LINE.search(str(error))
    if found is None:
        return refused(path, "is not PO: {error}", error=error)
    detail = found[2].strip(" :") or Reason("a line that no PO file has")
    return refused(path, "is not PO: {error}", int(found[1]), error=detail)
