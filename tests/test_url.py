"""Pages fetched from real servers of this machine, which trafilatura has to be let talk to; and why one is not to be had."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from file_server import File, Server, serve, serve_https
from trafilatura import downloads

from audit import readers
from audit.errors import InputError
from audit.readers import read_all

PARAGRAPH = "Le conseil municipal a voté hier soir le budget de la ville pour l’année prochaine, après un long débat."


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as server:
        server.files["/a.php?x=1.txt"] = File(f"<html><p>{PARAGRAPH}</p></html>".encode())
        yield server


@pytest.fixture
def _of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "_vet_peer", lambda _host: None)
    monkeypatch.setattr(downloads, "MAX_BACKOFF", 0)


@pytest.mark.usefixtures("_of_this_machine")
def test_a_page_goes_by_its_address(server: Server) -> None:
    (page,) = read_all(f"{server.url}/a.php?x=1.txt")
    assert (page.path, page.text) == (f"{server.url}/a.php?x=1.txt", PARAGRAPH)


@pytest.mark.usefixtures("_of_this_machine")
def test_what_is_no_page_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.files["/empty.html"] = File(b"")
    for path, reason in {"/gone": r"could not be fetched \(404\)", "/empty.html": "is empty"}.items():
        with pytest.raises(InputError, match=rf"^{server.url}{path}: {reason}"):
            list(read_all(f"{server.url}{path}"))
    monkeypatch.setattr(readers, "SIZE_LIMIT", 10)
    with pytest.raises(InputError, match="is larger than 20 MB"):
        list(read_all(f"{server.url}/a.php?x=1.txt"))


def test_an_address_of_this_machine_is_not_asked(server: Server) -> None:
    with pytest.raises(InputError, match=r"could not be fetched \(.*non-public address blocked: 127\.0\.0\.1\)"):
        list(read_all(f"{server.url}/a.php?x=1.txt"))
    assert server.requests == []


@pytest.mark.usefixtures("_of_this_machine")
@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")  # which would hide that it was made
def test_a_server_that_cannot_show_who_it_is_is_not_read(server: Server, tmp_path: Path) -> None:
    refused = pytest.raises(InputError, match=r"could not be fetched \(.*certificate verify failed")
    with serve_https(tmp_path, leads_to=f"{server.url}/a.php?x=1.txt") as (address, _), refused:
        list(read_all(f"{address}/"))
    assert server.requests == []


@pytest.mark.parametrize(
    ("url", "reason"), [("http://127.0.0.1:1/a", "Connection refused"), ("http://[::1/", "not a valid host")]
)
def test_why_there_is_no_answer(url: str, reason: str) -> None:
    with pytest.raises(InputError, match=rf"could not be fetched \(.*{reason}"):
        list(read_all(url))
