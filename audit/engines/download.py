"""Fetching one file over HTTP. What arrived before a cut waits in `NAME.part`, and the next try goes on from there."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from time import monotonic
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import portalocker
import requests
from requests.adapters import HTTPAdapter
from rich.filesize import decimal
from urllib3 import Retry
from urllib3.exceptions import HTTPError, ProtocolError

from audit.errors import EngineError, first_cause
from audit.version import __version__

CONNECT_SECONDS, SILENT_SECONDS = 10.0, 30.0
SLOWEST = 1_000  # bytes a second; a server that drips would never fall silent
BLOCK = 1 << 16
TRIES = 20  # requests, each of which brought the file further
WHOLE, PARTIAL, NOT_SATISFIABLE = 200, 206, 416
RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")

Tell = Callable[[int, int | None], None]  # bytes so far, and of the whole file where the server says


def download(url: str, target: Path, limit: int, tell: Tell = lambda _done, _total: None) -> None:
    """Fetch `url` into `target`, which is there only when it is whole.

    `limit` is the most bytes to take. Raises EngineError for all that can go wrong, in plain words.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _session() as session, _Part.opened(target) as part:
            _go_on(session, url, part, limit, tell)
    except portalocker.AlreadyLocked as error:
        raise EngineError(f"another process is downloading {target.name}") from error
    except (OSError, portalocker.LockException) as error:
        raise EngineError(f"cannot write {target}: {first_cause(error)}") from error


@dataclass
class _Part:
    """The bytes that have arrived; beside them, in `NAME.part.of`, which version of the file they are of."""

    file: BinaryIO
    label: Path

    @classmethod
    @contextmanager
    def opened(cls, target: Path) -> Iterator["_Part"]:
        path = target.with_name(target.name + ".part")
        label, whole = path.with_name(path.name + ".of"), False
        with path.open("ab") as file:
            portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
            part = cls(file, label)
            try:
                yield part
                whole = True
            finally:
                worth_keeping = part.size > 0 and bool(part.version)
                file.close()  # Windows moves no open file
                if whole:
                    path.replace(target)
                if whole or not worth_keeping:
                    path.unlink(missing_ok=True)
                    label.unlink(missing_ok=True)

    @property
    def size(self) -> int:
        return self.file.seek(0, SEEK_END)

    @property
    def version(self) -> str:
        return self.label.read_text("latin-1") if self.label.is_file() else ""

    def wanted(self) -> dict[str, str]:
        """Headers that ask for the rest, or for all where the file has changed (RFC 9110, 13.1.5)."""
        return {"Range": f"bytes={self.size}-", "If-Range": self.version} if self.size and self.version else {}

    def is_followed_by(self, response: requests.Response, of_range: re.Match[str]) -> bool:
        """Whether a part of a file is the next one; a server may have ignored `If-Range`."""
        return int(of_range[1]) == self.size and _version(response) in ("", self.version)

    def restart(self, version: str) -> None:
        self.file.truncate(0)
        self.label.write_text(version, "latin-1")


def _session() -> requests.Session:
    session = requests.Session()  # which honours proxies, brings certificates, and speaks nothing but HTTP
    session.headers.update({"User-Agent": f"translation-audit/{__version__}", "Accept-Encoding": "identity"})
    retry = Retry(
        total=2,
        read=0,
        other=0,
        status_forcelist=(429, 500, 502, 503, 504),
        backoff_factor=0.5,
        raise_on_status=False,
        respect_retry_after_header=False,  # which could say a year
    )
    session.hooks["response"] = [_check_redirect]
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


def _go_on(session: requests.Session, url: str, part: _Part, limit: int, tell: Tell) -> None:
    """Ask until the file is whole, for as long as every request brings more of it."""
    for _ in range(TRIES):
        before = part.size
        try:
            return _request(session, url, part, limit, tell)
        except (requests.RequestException, HTTPError, ValueError) as error:  # the last from a malformed address
            reason = "the connection was cut" if isinstance(error, ProtocolError) else first_cause(error)
            cause = error
        if part.size <= before:
            break
    kept = f". The {decimal(part.size)} so far are kept; the same command goes on from there"
    raise EngineError(f"cannot download {url}: {reason}{kept if part.size and part.version else ''}") from cause


def _request(session: requests.Session, url: str, part: _Part, limit: int, tell: Tell) -> None:
    wanted = part.wanted()
    with session.get(url, headers=wanted, stream=True, timeout=(CONNECT_SECONDS, SILENT_SECONDS)) as response:
        of_range = RANGE.fullmatch(response.headers.get("Content-Range", "")) if wanted else None
        goes_on = of_range is not None and response.status_code == PARTIAL and part.is_followed_by(response, of_range)
        if wanted and not goes_on and response.status_code in (PARTIAL, NOT_SATISFIABLE):
            part.restart("")
            _request(session, url, part, limit, tell)
            return
        _refuse(response, url, PARTIAL if goes_on else WHOLE)
        if not goes_on:
            part.restart(_version(response))
        length = of_range[2] if of_range and goes_on else response.headers.get("Content-Length", "")
        _receive(response, part, int(length) if length.isdecimal() else None, limit, tell)


def _receive(response: requests.Response, part: _Part, total: int | None, limit: int, tell: Tell) -> None:
    response.raw.enforce_content_length = False  # the check below counts what came before, and says it in plain words
    for block in _blocks(response):
        if max(part.size + len(block), total or 0) > limit:
            part.restart("")
            raise EngineError(f"refused: {response.url} is larger than {decimal(limit)}")
        part.file.write(block)
        tell(part.size, total)
    if total is not None and part.size != total:
        raise requests.ConnectionError(f"the connection was cut at {part.size} of {total} bytes")


def _check_redirect(response: requests.Response, **_: object) -> None:
    """Let no redirect leave HTTPS; and drop its body, which requests would read to the end, however long it is."""
    if response.is_redirect:
        response.close()
        target = urljoin(response.url, response.headers["Location"])
        if urlsplit(target).scheme not in ("https", urlsplit(response.url).scheme):
            raise EngineError(f"refused: {response.url} leads to {target!r}")


def _refuse(response: requests.Response, url: str, expected: int) -> None:
    if response.status_code != expected:
        reason = re.sub(r"[^ -~]", "?", response.reason or "")  # a terminal would obey what it says
        raise EngineError(f"cannot download {url}: {response.status_code} {reason}")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise EngineError(f"cannot download {url}: it comes compressed, which was not asked for")


def _version(response: requests.Response) -> str:
    """What `If-Range` takes: a strong ETag, else the date; empty where the server gives neither."""
    etag = response.headers.get("ETag", "")
    return etag if etag.startswith('"') else response.headers.get("Last-Modified", "")


def _blocks(response: requests.Response) -> Iterator[bytes]:
    """The body as it arrives. Raises Timeout when it drips."""
    begun, arrived = monotonic(), 0
    while block := response.raw.read1(BLOCK, decode_content=False):
        yield block
        arrived += len(block)
        if monotonic() - begun > SILENT_SECONDS:
            if arrived < SLOWEST * SILENT_SECONDS:
                raise requests.Timeout(f"less than {SLOWEST} bytes a second")
            begun, arrived = monotonic(), 0
