"""Real servers on this machine: of HTTP, which can be told to cut, stall, lie and redirect, and of HTTPS."""

import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest


@dataclass
class File:
    """What is at an address. `cuts` and `statuses` are used up, one a request; `headers` replace what is true."""

    content: bytes = b""
    version: str = '"1"'  # an ETag, or a date
    ranges: bool = True
    cuts: list[int] = field(default_factory=list)
    statuses: list[int | tuple[int, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0  # seconds before every byte
    at_once: int = 0  # bytes that come before it begins to drip


@dataclass
class Server:
    """`requests` are the path and the range of all that were made, in their order."""

    url: str
    files: dict[str, File] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)

    def ranges(self, path: str) -> list[str]:
        return [asked for name, asked in self.requests if name == path]


@contextmanager
def serve() -> Iterator[Server]:
    listener = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server = _Handler.servers[listener.server_port] = Server(f"http://127.0.0.1:{listener.server_port}")
    with _listening(listener):
        yield server


@contextmanager
def serve_https(folder: Path, leads_to: str) -> Iterator[tuple[str, Path]]:
    """A server that only redirects: its address, and the file with its certificate, which nobody else has signed."""
    openssl = shutil.which("openssl") or pytest.skip("openssl makes the certificate, and is not installed")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate), "-subj", "/CN=127.0.0.1"]
    command = [openssl, "req", "-x509", "-days", "1", "-addext", "subjectAltName=IP:127.0.0.1", *made]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    listener.socket = context.wrap_socket(listener.socket, server_side=True)
    server = _Handler.servers[listener.server_port] = Server(f"https://127.0.0.1:{listener.server_port}")
    server.files["/"] = File(statuses=[302] * 9, headers={"Location": leads_to})
    with _listening(listener):
        yield server.url, certificate


@contextmanager
def _listening(listener: ThreadingHTTPServer) -> Iterator[None]:
    thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


class _Handler(BaseHTTPRequestHandler):
    servers: dict[int, Server] = {}  # noqa: RUF012 - by port, since the handler is made anew for each request

    def do_GET(self) -> None:
        server = self.servers[self.server.server_port]  # type: ignore[attr-defined]
        asked = self.headers.get("Range", "")
        server.requests.append((self.path, asked))
        file = server.files.get(self.path, File(statuses=[404]))
        status, headers, body = self._answer(file, asked)
        told = file.statuses.pop(0) if file.statuses else status
        self.send_response(*(told if isinstance(told, tuple) else (told,)))
        for name, value in (headers | file.headers).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self._send(body[: file.cuts.pop(0)] if file.cuts else body, file)

    def _answer(self, file: File, asked: str) -> tuple[int, dict[str, str], bytes]:
        size, label = len(file.content), {"ETag" if file.version.endswith('"') else "Last-Modified": file.version}
        first = re.fullmatch(r"bytes=(\d+)-", asked)
        if first and file.ranges and self.headers.get("If-Range", file.version) == file.version:
            start = int(first[1])
            if start >= size:
                return 416, label | {"Content-Range": f"bytes */{size}", "Content-Length": "0"}, b""
            place = {"Content-Range": f"bytes {start}-{size - 1}/{size}", "Content-Length": str(size - start)}
            return 206, label | place, file.content[start:]
        return 200, label | {"Content-Length": str(size)}, file.content

    def _send(self, body: bytes, file: File) -> None:
        at_once = file.at_once if file.drip else len(body)
        pieces = [body[:at_once], *(body[at : at + 1] for at in range(at_once, len(body)))]
        for number, piece in enumerate(pieces):
            time.sleep(file.drip if number else 0)
            try:
                self.wfile.write(piece)
            except OSError:  # the other side gave up, as it should
                return

    def log_message(self, *_: object) -> None:
        pass
