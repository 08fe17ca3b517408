"""From what the user names (files, folders, globs, `-`, URLs) to pages of text."""

import glob
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from audit.document import Page
from audit.errors import InputError
from audit.readers import html, text

SIZE_LIMIT = 20_000_000  # bytes; the longest article is a thousandth of it
TOO_LARGE = f"{{}}: is larger than {SIZE_LIMIT // 1_000_000} MB, the most that one input may have; split it"
STDIN = "<stdin>"
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
Reader = Callable[[str, bytes], Iterator[Page]]

# One line here and one module make a format. A file without a known suffix is looked into.
READERS: dict[str, Reader] = {".txt": text.read, ".html": html.read, ".htm": html.read, ".xhtml": html.read}


def expand(paths: Sequence[str]) -> Iterator[str]:
    """The inputs that `paths` mean, each once: files, what folders hold in known formats (sorted), globs, `-`, URLs.

    Raises InputError for a path that is not there, and for a folder or glob with nothing to audit.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand_one(path):
            if found not in seen:
                seen.add(found)
                yield found


def read_all(path: str) -> Iterator[Page]:
    """The pages of one input that `expand` gave. Raises InputError when it cannot be read, or is not what we take."""
    if path == "-":
        path, raw = STDIN, _within_limit(STDIN, sys.stdin.buffer)
    elif _is_url(path):
        raw = _fetch(path)
    else:
        raw = _load(path)
    yield from _reader(path, raw)(path, raw)


def _expand_one(path: str) -> Iterator[str]:
    if path == "-" or _is_url(path):
        yield path
    elif os.path.isdir(path):  # noqa: PTH112 - Path("a\0b") raises where os.path says no
        yield from _folder(path)
    elif os.path.exists(path):  # noqa: PTH110
        yield path
    elif glob.has_magic(path):
        yield from _glob(path)
    else:
        raise InputError(f"{path}: no such file or folder")


def _folder(path: str) -> Iterator[str]:
    files = sorted(str(file) for file in _walk(path) if file.suffix.lower() in READERS)
    if not files:
        raise InputError(f"{path}: no file to audit in this folder; known formats: {', '.join(READERS)}")
    yield from files


def _walk(path: str) -> Iterator[Path]:
    """Every file below `path`, without hidden ones. Links to folders are not followed: they may form a circle."""
    for folder, below, names in os.walk(path):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _glob(pattern: str) -> Iterator[str]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not found:
        raise InputError(f"{pattern}: nothing matches")
    files = [path for path in found if Path(path).is_file()]
    if not files:
        raise InputError(f"{pattern}: matches only folders; name a folder itself, or end the pattern in /*.html")
    yield from files


def _is_url(path: str) -> bool:
    return path.lower().startswith(("http://", "https://"))


def _reader(path: str, raw: bytes) -> Reader:
    suffix = Path(urlsplit(path).path if _is_url(path) else path).suffix.lower()
    return READERS.get(suffix) or (html.read if MARKUP.match(raw.removeprefix(b"\xef\xbb\xbf")) else text.read)


def _load(path: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return _within_limit(path, stream)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: cannot be read: {reason}") from error


def _within_limit(path: str, stream: BinaryIO) -> bytes:
    raw = stream.read(SIZE_LIMIT + 1)
    if len(raw) > SIZE_LIMIT:
        raise InputError(TOO_LARGE.format(path))
    return raw


def _fetch(url: str) -> bytes:
    """The page at `url`: the only thing ever fetched, as the user named it. trafilatura refuses private ones."""
    from trafilatura.downloads import fetch_response

    response = fetch_response(url)
    if response is None or response.status != 200 or not response.data:
        raise InputError(f"{url}: could not be fetched ({response.status if response else 'no answer'})")
    if len(response.data) > SIZE_LIMIT:
        raise InputError(TOO_LARGE.format(url))
    return response.data
