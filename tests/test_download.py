"""Downloads from a real server on this machine that cuts, stalls, lies and redirects."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from file_server import File, Server, serve, serve_https
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.engines import download as module
from audit.engines.download import download
from audit.errors import EngineError

CONTENT = bytes(range(256)) * 40
SIZE = len(CONTENT)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as server:
        server.files["/file"] = File(CONTENT)
        yield server


def get(server: Server, folder: Path, path: str = "/file", limit: int = 10 * SIZE) -> list[tuple[int, int | None]]:
    """Download into `folder`; what was told on the way."""
    told: list[tuple[int, int | None]] = []
    download(server.url + path, folder / "file", limit, lambda done, total: told.append((done, total)))
    assert (folder / "file").read_bytes() == CONTENT
    assert names(folder) == ["file"]
    return told


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_arrives_whole_and_nothing_is_left_beside_it(server: Server, tmp_path: Path) -> None:
    told = get(server, tmp_path)
    assert told[-1] == (SIZE, SIZE)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert server.requests == [("/file", "")]


def test_after_a_cut_the_rest_is_asked_for(server: Server, tmp_path: Path) -> None:
    server.files["/file"].cuts = [1000, 500]
    told = get(server, tmp_path)
    assert server.ranges("/file") == ["", "bytes=1000-", "bytes=1500-"]
    assert {total for _, total in told} == {SIZE}


@settings(max_examples=30, deadline=None)
@given(cuts=st.lists(st.integers(1, SIZE), max_size=12), ranges=st.booleans())
def test_however_it_is_cut_the_bytes_are_right_or_it_fails(cuts: list[int], ranges: bool) -> None:
    with TemporaryDirectory() as folder, serve() as server:
        server.files["/file"] = File(CONTENT, cuts=cuts, ranges=ranges)
        try:
            get(server, Path(folder))
        except EngineError:
            assert not ranges  # without them, a later cut can come before an earlier one
            assert not (Path(folder) / "file").exists()


def test_the_next_call_goes_on_where_the_last_one_failed(server: Server, tmp_path: Path) -> None:
    server.files["/file"].cuts = [2000, 0]
    with pytest.raises(EngineError, match=r"cut at 2000 of 10240 bytes\. The 2\.0 kB so far are kept; the same comm"):
        get(server, tmp_path)
    assert names(tmp_path) == ["file.part", "file.part.of"]
    told = get(server, tmp_path)
    assert told[0][0] > 2000
    assert server.ranges("/file") == ["", "bytes=2000-", "bytes=2000-"]


def leave_part(folder: Path, content: bytes, version: str) -> None:
    (folder / "file.part").write_bytes(content)
    (folder / "file.part.of").write_text(version)


@pytest.mark.parametrize(
    ("file", "asked"),
    [
        (File(CONTENT, version='"2"'), ["bytes=500-"]),
        (File(CONTENT, ranges=False), ["bytes=500-"]),
        (File(CONTENT, headers={"Content-Range": "bytes 0-10239/10240"}), ["bytes=500-", ""]),
        (File(CONTENT, headers={"Content-Range": "nonsense"}), ["bytes=500-", ""]),
        (File(CONTENT, headers={"ETag": '"2"'}), ["bytes=500-", ""]),
        (File(CONTENT, statuses=[416]), ["bytes=500-", ""]),
    ],
    ids=["another version", "no ranges", "another range", "no range", "If-Range ignored", "refused range"],
)
def test_a_part_that_cannot_be_gone_on_from_is_dropped(
    server: Server, tmp_path: Path, file: File, asked: list[str]
) -> None:
    leave_part(tmp_path, b"x" * 500, '"1"')
    server.files["/file"] = file
    get(server, tmp_path)
    assert server.ranges("/file") == asked


def test_a_part_longer_than_the_file_is_dropped(server: Server, tmp_path: Path) -> None:
    leave_part(tmp_path, b"x" * (SIZE + 1), '"1"')
    get(server, tmp_path)
    assert server.ranges("/file") == [f"bytes={SIZE + 1}-", ""]


def test_without_its_version_a_part_is_dropped(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file.part").write_bytes(b"x" * 500)
    get(server, tmp_path)
    assert server.ranges("/file") == [""]


@pytest.mark.parametrize(
    ("version", "kept"), [("", False), ('W/"1"', False), ('"1"', True), ("Sat, 03 Jan 2026 08:00:00 GMT", True)]
)
def test_only_what_can_be_recognised_again_is_kept(server: Server, tmp_path: Path, version: str, kept: bool) -> None:
    server.files["/file"] = File(CONTENT, cuts=[2000, 0, 0], version=version)
    with pytest.raises(EngineError, match="cut at") as raised:
        get(server, tmp_path)
    assert ("are kept" in str(raised.value)) == kept
    assert names(tmp_path) == (["file.part", "file.part.of"] if kept else [])


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (File(statuses=[404]), "404 Not Found"),
        (File(statuses=[403]), "403 Forbidden"),
        (File(statuses=[503] * 3), "503 Service Unavailable"),
        (File(statuses=[(400, "\x1b[2J")]), r"400 \?\[2J"),
        (File(CONTENT, statuses=[206], headers={"Content-Range": "bytes 0-9/10240"}), "206 Partial Content"),
        (File(statuses=[204]), "204 No Content"),
        (File(statuses=[302], headers={"Location": "file:///etc/passwd"}), "file:///etc/passwd"),
        (File(statuses=[302], headers={"Location": "//[broken"}), "Invalid IPv6 URL"),
        (File(statuses=[302], headers={"Location": "ftp://127.0.0.1/x"}), "ftp://127.0.0.1/x"),
        (File(statuses=[302] * 40, headers={"Location": "/bad"}), "redirects"),
        (File(CONTENT, headers={"Content-Encoding": "gzip"}), "compressed"),
        (File(b"5\r\nab", "", headers={"Content-Length": "", "Transfer-Encoding": "chunked"}), "cut"),
        (File(b"", headers={"Content-Length": "5"}), "cut at 0 of 5 bytes"),
        (File(CONTENT, headers={"Content-Length": "9" * 20}), r"larger than 102\.4 kB"),
        (File(CONTENT * 11), r"larger than 102\.4 kB"),
        (File(CONTENT * 11, headers={"Content-Length": ""}), r"larger than 102\.4 kB"),
    ],
)
def test_what_cannot_be_had_is_named_and_leaves_nothing(
    server: Server, tmp_path: Path, file: File, reason: str
) -> None:
    server.files["/bad"] = file
    with pytest.raises(EngineError, match=rf"{server.url}/bad.*{reason}"):
        get(server, tmp_path, "/bad")
    assert names(tmp_path) == []


def test_a_server_that_is_busy_is_asked_again(server: Server, tmp_path: Path) -> None:
    server.files["/file"].statuses = [503]
    server.files["/file"].headers = {"Retry-After": "100000"}
    get(server, tmp_path)
    assert len(server.requests) == 2


def test_a_redirect_is_followed(server: Server, tmp_path: Path) -> None:
    server.files["/moved"] = File(statuses=[301], headers={"Location": "/file"})
    get(server, tmp_path, "/moved")


def test_http_may_lead_to_https(server: Server, tmp_path: Path) -> None:
    server.files["/moved"] = File(statuses=[301], headers={"Location": "https://127.0.0.1:1/file"})
    with pytest.raises(EngineError, match=r"cannot download .*: Connection refused"):
        get(server, tmp_path, "/moved")


def test_nobody_there(tmp_path: Path) -> None:
    with serve() as server:
        gone = server.url
    with pytest.raises(EngineError, match=f"cannot download {gone}/file: Connection refused"):
        download(f"{gone}/file", tmp_path / "file", SIZE)


def test_a_silent_server_is_given_up(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENT_SECONDS", 0.1)
    server.files["/file"].drip = 0.5
    with pytest.raises(EngineError, match="timed out"):
        get(server, tmp_path)


def test_a_dripping_server_is_given_up(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sends a byte well before each timeout, which would take a day for a package."""
    monkeypatch.setattr(module, "SILENT_SECONDS", 0.2)
    monkeypatch.setattr(module, "TRIES", 2)
    server.files["/file"].drip = 0.02
    with pytest.raises(EngineError, match="less than 1000 bytes a second"):
        get(server, tmp_path)


def test_a_server_that_begins_to_drip_is_given_up(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SILENT_SECONDS", 0.2)
    monkeypatch.setattr(module, "TRIES", 1)
    server.files["/file"].drip, server.files["/file"].at_once = 0.02, SIZE - 200
    with pytest.raises(EngineError, match="less than 1000 bytes a second"):
        get(server, tmp_path)


def test_two_at_once_do_not_mix(server: Server, tmp_path: Path) -> None:
    def tell(_done: int, _total: int | None) -> None:
        get(server, tmp_path)

    with pytest.raises(EngineError, match="another process is downloading file"):
        download(server.url + "/file", tmp_path / "file", SIZE, tell)
    get(server, tmp_path)


def test_a_folder_that_cannot_be_written_is_named(server: Server, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(EngineError, match=r"cannot write .*taken"):
        download(server.url + "/file", tmp_path / "taken" / "file", SIZE)


def test_https_never_leads_to_http(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve_https(tmp_path, leads_to=f"{server.url}/file") as (address, certificate):
        with pytest.raises(EngineError, match="certificate verify failed"):
            download(address, tmp_path / "file", SIZE)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        with pytest.raises(EngineError, match=r"refused: .* leads to .http:"):
            download(address, tmp_path / "file", SIZE)
    assert not (tmp_path / "file").exists()
