"""From what the user names (files, folders, globs, `-`, URLs) to pages of text."""

import glob
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from audit.document import Page
from audit.errors import InputError
from audit.readers import html, jsonl, markdown, po, table, text, tmx, xliff
from audit.readers.units import refused
from audit.reason import Reason

MEGABYTES = 20  # the most that one input may have; the longest article is a thousandth of it
SIZE_LIMIT = MEGABYTES * 1_000_000  # bytes
STDIN = "<stdin>"
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")
PROLOG = r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,500}>\s*){0,5}"
LOOKED_AT = 10_000  # bytes
Reader = Callable[[str, bytes], Iterator[Page]]

# One line here and one module make a format. A file without a known suffix is looked into.
READERS: dict[str, Reader] = {
    ".txt": text.read,
    **dict.fromkeys((".md", ".markdown"), markdown.read),
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.read),
    **dict.fromkeys((".xlf", ".xliff", ".mxliff", ".mqxliff", ".sdlxliff"), xliff.read),
    ".tmx": tmx.read,
    ".po": po.read,
    **dict.fromkeys((".csv", ".tsv"), table.read),
    **dict.fromkeys((".jsonl", ".ndjson"), jsonl.read),
}
PROSE = (text.read, html.read, markdown.read)  # an article may well begin with a bracket
# What the first characters give away, whatever the name.
CONTENT: dict[str, tuple[re.Pattern[str], Reader]] = {
    "XLIFF": (re.compile(rf"{PROLOG}<(?:\w+:)?xliff\b", re.DOTALL), xliff.read),
    "TMX": (re.compile(rf"{PROLOG}<tmx\b", re.DOTALL), tmx.read),
    "PO": (re.compile(r"(?:#.*\n|\s)*msgid[ \t]+\""), po.read),
    "JSON": (re.compile(r'\s*(?:\[\s*)*\{\s*"|\s*\[\s*["\[]'), jsonl.read),
}


def expand(path: str) -> Iterator[str]:
    """The inputs that `path` means: itself (a file, `-`, a URL), what a folder holds in known formats (sorted), or a glob's.

    Raises InputError for a path that is not there, and for a folder or glob with nothing to audit.
    """
    if path == "-" or _is_url(path):
        yield path
    elif os.path.isdir(path):  # noqa: PTH112 - Path("a\0b") raises where os.path says no
        yield from _folder(path)
    elif os.path.exists(path):  # noqa: PTH110
        yield path
    elif glob.has_magic(path):
        yield from _glob(path)
    else:
        raise InputError(Reason("{path}: no such file or folder", path=path))


def left_out(path: str) -> Counter[str]:
    """How many files of a folder `expand` passes over as they are in no known format, by their suffix."""
    return Counter(file.suffix.lower() for file in _walk(path) if not _is_known(file))


def read_all(path: str) -> Iterator[Page]:
    """The pages of one input that `expand` gave. Raises InputError when it cannot be read, or is not what we take."""
    yield from pages(*content(path))


def content(path: str) -> tuple[str, bytes]:
    """The name and the bytes of one input that `expand` gave. Raises InputError when it cannot be read."""
    if path == "-":
        return STDIN, _within_limit(STDIN, sys.stdin.buffer)
    return path, _fetched(path) if _is_url(path) else load(path)


def pages(path: str, raw: bytes) -> Iterator[Page]:
    """The pages in the bytes of one input. Raises InputError when they are not what we take."""
    yield from _reader(path, raw)(path, raw)


def _folder(path: str) -> Iterator[str]:
    closed: list[str] = []  # folders that cannot be looked into: inputs too, which are then refused with the reason
    found = [
        str(file) for file in _walk(path, lambda error: closed.append(str(Path(error.filename)))) if _is_known(file)
    ]
    files = sorted([*found, *closed])
    if not files:
        known = ", ".join(READERS)
        raise InputError(
            Reason("{path}: no file to audit in this folder; known formats: {known}", path=path, known=known)
        )
    yield from files


def _walk(path: str, onerror: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """Every file below `path`, without hidden ones. Links to folders are not followed: they may form a circle.

    Nor are pipes and devices among them: to read one may never end. A link that leads nowhere is.
    """
    for folder, below, names in os.walk(path, onerror=onerror):
        below[:] = [name for name in below if not name.startswith(".")]
        files = (os.path.join(folder, name) for name in names if not name.startswith("."))  # noqa: PTH118 - as below
        yield from (Path(file) for file in files if os.path.isfile(file) or not os.path.exists(file))  # noqa: PTH110, PTH113


def _is_known(file: Path) -> bool:
    return file.suffix.lower() in READERS


def _glob(pattern: str) -> Iterator[str]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not found:
        raise InputError(Reason("{path}: nothing matches", path=pattern))
    files = [path for path in found if Path(path).is_file()]
    if not files:
        raise InputError(
            Reason("{path}: matches only folders; name a folder itself, or end the pattern in /*.html", path=pattern)
        )
    yield from files


def _is_url(path: str) -> bool:
    return path.lower().startswith(("http://", "https://"))


def _reader(path: str, raw: bytes) -> Reader:
    """The reader that the name asks for, else the content. Raises InputError where the two contradict each other."""
    suffix = Path(urlsplit(path).path if _is_url(path) else path).suffix.lower()
    head = raw[:LOOKED_AT].decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "ignore")
    kind, reader = next(((kind, read) for kind, (sign, read) in CONTENT.items() if sign.match(head)), ("", None))
    named = READERS.get(suffix)
    if named and reader not in (named, None) and not (kind == "JSON" and named in PROSE):
        raise refused(path, "holds {format}, which its name does not say: call it otherwise", 1, format=kind)
    if known := named or reader:
        return known
    if MARKUP.match(raw.removeprefix(b"\xef\xbb\xbf")):
        return html.read
    if XML.match(raw):
        raise refused(path, "is XML, but neither HTML nor XLIFF nor TMX", 1)
    return text.read


def load(path: str) -> bytes:
    """The bytes of a file. Raises InputError where it cannot be read, or is too large."""
    try:
        with Path(path).open("rb") as stream:
            return _within_limit(path, stream)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(Reason("{path}: cannot be read: {reason}", path=path, reason=reason)) from error


def _within_limit(path: str, stream: BinaryIO) -> bytes:
    raw = stream.read(SIZE_LIMIT + 1)
    if len(raw) > SIZE_LIMIT:
        raise InputError(_too_large(path))
    return raw


def _too_large(path: str) -> Reason:
    return Reason("{path}: is larger than {n} MB, the most that one input may have; split it", path=path, n=MEGABYTES)


def _fetched(url: str) -> bytes:
    from audit.readers.url import fetch

    raw = fetch(url)
    if len(raw) > SIZE_LIMIT:
        raise InputError(_too_large(url))
    return raw
