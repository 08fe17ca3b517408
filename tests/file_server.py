"""A real HTTP server on this machine, which can be told to cut, stall, lie and redirect."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


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
    thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
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
        self._send(body[: file.cuts.pop(0)] if file.cuts else body, file.drip)

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

    def _send(self, body: bytes, drip: float) -> None:
        step = 1 if drip else len(body) or 1
        for at in range(0, len(body), step):
            time.sleep(drip)
            try:
                self.wfile.write(body[at : at + step])
            except OSError:  # the other side gave up, as it should
                return

    def log_message(self, *_: object) -> None:
        pass
