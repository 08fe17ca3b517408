"""Argos packages: what is installed, and installing from a file and from an index on a server of this machine."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import toy_package
from file_server import File, Server, serve

from audit.engines import argos, choose
from audit.errors import EngineError

pytestmark = pytest.mark.usefixtures("packages")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_newest_package_is_used_and_removal_takes_them_all(tmp_path: Path) -> None:
    for version in ("1.9", "1.10"):
        argos.install(str(toy_package.build(tmp_path / version, version=version)))
    argos.install(str(toy_package.build(tmp_path / "en", pair=("en", "fr"))))
    engine = choose("argos")
    assert engine is not None
    assert "|1.10|" in engine.signature
    removed = argos.remove("fr-en")
    assert [str(package) for package, _ in removed] == ["fr-en 1.10", "fr-en 1.9"]
    assert [size for _, size in removed] == [argos.size(tmp_path / version / "contents") for version in ("1.10", "1.9")]
    assert [str(package) for package in argos.installed()] == ["en-fr 1.0"]
    with pytest.raises(EngineError, match=r"no package 'fr-en' is installed. Installed: en-fr 1.0"):
        argos.remove("fr-en")


def test_the_size_of_a_package_in_its_archive_is_that_of_the_archive(archive: Path) -> None:
    assert argos.size(next(zipfile.Path(archive).iterdir())) == archive.stat().st_size


def test_removing_a_linked_package_spares_what_it_links_to(archive: Path, packages: Path) -> None:
    elsewhere = archive.parent / "contents" / "translate-fr_en"
    (packages / "linked").symlink_to(elsewhere)
    argos.remove("fr-en")
    assert names(packages) == []
    assert (elsewhere / "metadata.json").is_file()


def test_half_installed_packages_of_others_are_passed_over(archive: Path, packages: Path) -> None:
    (packages / "empty").mkdir()
    (packages / "listed").mkdir()
    (packages / "listed" / "metadata.json").write_text("[]")
    (packages / "file").write_text("")
    argos.install(str(archive))
    assert [str(package) for package in argos.installed()] == ["fr-en 1.0"]


def test_a_broken_package_of_the_pair_is_told_and_not_passed_over(packages: Path) -> None:
    (packages / "translate-fr_en-1_9").mkdir()
    (packages / "translate-fr_en-1_9" / "metadata.json").write_text('{"from_code": "fr"')
    with pytest.raises(EngineError, match=r"engine 'argos' is broken.*audit models install fr-en"):
        choose("auto")


@pytest.mark.parametrize("what", ["missing.argosmodel", "french", "FR-EN", "../fr-en", ""])
def test_what_is_no_package_and_no_pair_is_an_error(what: str) -> None:
    with pytest.raises(EngineError, match=r"cannot install missing.*No such file|neither a pair such as fr-en nor"):
        argos.install(what)


def test_a_file_is_checked_against_its_sha256(archive: Path, packages: Path) -> None:
    right = hashlib.sha256(archive.read_bytes()).hexdigest()
    with pytest.raises(EngineError, match=f"has the sha256 {right}, not {'0' * 64}"):
        argos.install(str(archive), "0" * 64)
    with pytest.raises(EngineError, match="'12ab' is no sha256"):
        argos.install(str(archive), "12ab")
    assert names(packages) == []
    argos.install(str(archive), right.upper())
    assert names(packages) == ["translate-fr_en-1_0"]


@pytest.fixture
def index(archive: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with an index that offers the toy as fr-en 1.0, and the file itself."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as server:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url + "/")
        server.files["/toy"] = File(archive.read_bytes())
        offer(server, entry(server))
        yield server


def entry(server: Server, **changes: object) -> dict[str, object]:
    languages = {"from_code": "fr", "from_name": "French", "to_code": "en", "to_name": "English"}
    return {**languages, "package_version": "1.0", "links": [f"{server.url}/toy"]} | changes


def offer(server: Server, *entries: dict[str, object]) -> None:
    server.files["/index.json"] = File(json.dumps(entries).encode())


def downloads(packages: Path) -> list[str]:
    return names(packages.parent / "home" / "argos-translate" / "downloads")


def test_a_pair_is_installed_from_the_index_once(index: Server, packages: Path) -> None:
    told: list[tuple[int, int | None]] = []
    assert str(argos.install("fr-en", tell=lambda *bytes_: told.append(bytes_))) == "fr-en 1.0"
    size = len(index.files["/toy"].content)
    assert told[-1] == (size, size)
    assert names(packages) == ["translate-fr_en-1_0"]
    assert downloads(packages) == []
    assert str(argos.install("fr-en")) == "fr-en 1.0"
    assert len(index.ranges("/toy")) == 1


def test_the_newest_version_of_the_index_is_taken(index: Server, tmp_path: Path) -> None:
    newest = toy_package.build(tmp_path / "new", version="1.10")
    index.files["/new"] = File(newest.read_bytes())
    old = entry(index, package_version="1.9", links=[f"{index.url}/gone"])
    offer(index, old, entry(index, package_version="1.10", links=[f"{index.url}/new"]), entry(index))
    assert [(o.pair, o.version, o.name) for o in argos.offered()] == [("fr-en", "1.10", "French → English")]
    assert str(argos.install("fr-en")) == "fr-en 1.10"
    assert index.ranges("/gone") == []


def test_links_are_tried_in_turn(index: Server) -> None:
    offer(index, entry(index, links=[f"{index.url}/gone", "ipfs://x", f"{index.url}/toy"]))
    assert str(argos.install("fr-en")) == "fr-en 1.0"
    offer(index, entry(index, package_version="2", links=[f"{index.url}/gone"]))
    with pytest.raises(EngineError, match=r"/gone: 404 .*Without a network: fetch the \.argosmodel file"):
        argos.install("fr-en")


def test_a_cut_download_goes_on_at_the_next_command(index: Server, packages: Path) -> None:
    index.files["/toy"].cuts = [3000, 0]
    with pytest.raises(EngineError, match=r"cut at 3000 of .* the same command goes on"):
        argos.install("fr-en")
    assert downloads(packages) == [f"translate-fr-en-1.0.argosmodel.part{end}" for end in ("", ".of")]
    assert argos.installed() == []
    argos.install("fr-en")
    assert index.ranges("/toy") == ["", "bytes=3000-", "bytes=3000-"]
    assert downloads(packages) == []


@pytest.mark.parametrize("voucher", ["index", "program", "user"])
def test_a_download_is_checked_against_its_sha256(
    index: Server, packages: Path, voucher: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, wrong = hashlib.sha256(index.files["/toy"].content).hexdigest(), "0" * 64
    for digest, refused in ((wrong, True), (right, False)):
        if voucher == "index":
            offer(index, entry(index, sha256=digest))
        if voucher == "program":
            monkeypatch.setattr(argos, "KNOWN_SHA256", {f"{index.url}/toy": digest})
        given = digest if voucher == "user" else None
        if refused:
            with pytest.raises(EngineError, match=f"refused: .* has the sha256 {right}, not {wrong}"):
                argos.install("fr-en", given)
            assert (names(packages), downloads(packages)) == ([], [])
        else:
            assert str(argos.install("fr-en", given)) == "fr-en 1.0"


def test_a_damaged_download_is_not_kept_and_spares_the_old_package(index: Server, packages: Path) -> None:
    argos.install("fr-en")
    index.files["/toy"].content = index.files["/toy"].content[:-500]
    offer(index, entry(index, package_version="1.1"))
    with pytest.raises(EngineError, match="File is not a zip file"):
        argos.install("fr-en")
    assert (names(packages), downloads(packages)) == (["translate-fr_en-1_0"], [])


def test_an_unknown_pair_names_the_nearest(index: Server) -> None:
    pairs = [("fr", "en"), ("fr", "es"), ("de", "en"), ("ja", "zh")]
    offer(index, *(entry(index, from_code=source, to_code=target) for source, target in pairs))
    with pytest.raises(
        EngineError, match=r"no Argos package 'fr-em' among the 4 of the index. The nearest: fr-es, fr-en"
    ):
        argos.install("fr-em")
    with pytest.raises(EngineError, match="`audit models list --available` names them"):
        argos.install("xyq-wvt")


@pytest.mark.parametrize(
    "content",
    [
        b"<html>",
        b"\xff",
        b"",
        b"[" * 100_000,
        b'{"a": 1}',
        b"[1]",
        b"[null]",
        b"5",
        b'[{"links": 5}]',
        b'[{"links": null}]',
    ],
)
def test_an_index_that_is_none_is_refused_and_not_kept(index: Server, packages: Path, content: bytes) -> None:
    index.files["/index.json"] = File(content)
    with pytest.raises(EngineError, match=r"the index of Argos packages, .*index.json, is not readable"):
        argos.install("fr-en")
    assert not (packages.parent / "home" / "argos-translate" / "index.json").exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"from_code": "../../x"},
        {"from_code": None},
        {"to_code": 5},
        {"package_version": "../../1"},
        {"package_version": "\x1b[2J"},
        {"links": ["file:///etc/passwd"]},
        {"links": ["http://host/\x1b[2J", 5, None]},
        {"links": []},
        {"type": "sbd"},
    ],
)
def test_entries_that_are_unfit_are_passed_over(index: Server, changes: dict[str, object]) -> None:
    offer(index, entry(index, **changes), entry(index, from_code="de"))
    assert [offer.pair for offer in argos.offered()] == ["de-en"]


def test_a_safe_index_leads_to_safe_links_only() -> None:
    links = ["http://host/a", "https://host/b"]
    content: list[dict[str, Any]] = [{"from_code": "fr", "to_code": "en", "package_version": "1", "links": links}]
    assert [offer.links for offer in argos._offers(content, "https")] == [("https://host/b",)]
    assert [offer.links for offer in argos._offers(content, "http")] == [tuple(links)]


def test_names_that_would_move_the_cursor_are_not_shown(index: Server) -> None:
    offer(index, entry(index, from_name="\x1b[2J"))
    assert [offer.name for offer in argos.offered()] == ["fr-en"]


def test_without_a_network_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve() as server:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url + "/")
    with pytest.raises(
        EngineError, match=rf"{server.url}/index.json: Connection refused.*Without a network: fetch the"
    ):
        argos.install("fr-en")


@pytest.mark.parametrize("address", ["file:///", "https://[", "no address", "ftp://127.0.0.1/"])
def test_an_index_that_is_not_on_the_web_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", address)
    with pytest.raises(EngineError, match="cannot download"):
        argos.offered()
