"""`audit models` as a user meets it: what it says, where it says it, and the exit code."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import Run
from file_server import File, Server, serve

pytestmark = pytest.mark.usefixtures("packages")


@pytest.fixture
def server(archive: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server whose index offers the toy as fr-en 1.0; taken for the official one."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as server:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url + "/")
        languages = {"from_code": "fr", "from_name": "French", "to_code": "en", "to_name": "English"}
        index = [languages | {"package_version": "1.0", "links": [f"{server.url}/toy"]}]
        server.files |= {"/toy": File(archive.read_bytes()), "/index.json": File(json.dumps(index).encode())}
        yield server


@pytest.mark.usefixtures("server")
def test_from_nothing_to_a_package_and_back(run: Run, packages: Path) -> None:
    folder = packages / "translate-fr_en-1_0"
    assert "argos      not installed  audit models install fr-en\n" in run("models", "list").out
    done = run("models", "install")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Installed fr-en 1.0, ")
    assert done.out.endswith(f" in {folder}\n")
    assert run("models", "install", "fr-en").out.startswith("Already installed, and the newest: fr-en 1.0")
    listed = run("models", "list").out
    assert "argos      installed      fr-en  " in listed
    assert "--engine auto takes: argos\n" in listed
    assert str(folder) in listed
    assert run("models", "remove", "fr-en").out.startswith("Removed fr-en 1.0: ")
    assert list(packages.iterdir()) == []
    assert run("models", "remove", "fr-en").code == 2


def test_a_file_is_installed_with_no_network(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "http://127.0.0.1:1/")
    done = run("models", "install", archive)
    assert (done.code, done.err) == (0, "")
    refused = run("models", "install", archive, "--sha256", "0" * 64)
    assert refused.code == 2
    assert "refused" in refused.err
    without = run("models", "install", "fr-en")
    assert (without.code, without.out) == (2, "")
    assert without.err.startswith("audit: no index of Argos packages: cannot download http://127.0.0.1:1/index.json")
    assert without.err.count("\n") == 1


def test_json_holds_what_the_list_says_and_asks_nobody(run: Run, server: Server) -> None:
    run("models", "install")
    asked = len(server.requests)
    content = json.loads(run("models", "list", "--json").out)
    assert len(server.requests) == asked
    engines = {engine["name"]: engine for engine in content["engines"]}
    assert list(engines) == ["argos", "embedded", "apertium"]
    assert [name for name, engine in engines.items() if engine["auto"]] == ["argos"]
    [package] = content["packages"]
    assert engines["argos"]["size"] == package["size"]
    assert (package["pair"], package["version"]) == ("fr-en", "1.0")
    assert "available" not in content


def test_offers_are_listed_when_asked_for(run: Run, server: Server) -> None:
    assert "fr-en      1.0        French → English\n" in run("models", "list", "--available").out
    [offer] = json.loads(run("models", "list", "--available", "--json").out)["available"]
    assert (offer["pair"], offer["sha256"]) == ("fr-en", None)
    server.files.clear()
    assert run("models", "list", "--available").code == 2


@pytest.mark.parametrize(("options", "shown"), [((), True), (("--quiet",), False)])
@pytest.mark.usefixtures("server")
def test_progress_is_shown_on_a_terminal_unless_quiet(options: tuple[str, ...], shown: bool) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "audit", "models", "install", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        text = b""
        while part := _read(ours):
            text += part
        os.close(ours)
    assert process.returncode == 0, text
    assert (b" kB" in text) == shown
    assert bool(text) == shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # how Linux says that the other end is closed
        return b""
