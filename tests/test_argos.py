import json
import stat
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import toy_package

from audit.engines import argos, choose
from audit.errors import EngineError

ROOT = "translate-fr_en/"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy_package.build(tmp_path_factory.mktemp("toy"))


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with toy_package.own_folders(tmp_path, monkeypatch) as folder:
        yield folder


def test_the_newest_package_is_used_and_removal_takes_them_all(tmp_path: Path) -> None:
    for version in ("1.9", "1.10"):
        argos.install(str(toy_package.build(tmp_path / version, version=version)))
    argos.install(str(toy_package.build(tmp_path / "en", pair=("en", "fr"))))
    engine = choose("argos")
    assert engine is not None
    assert "|1.10|" in engine.signature
    assert argos.remove("fr-en") == "fr-en"
    assert [str(package) for package in argos.installed()] == ["en-fr 1.0"]
    with pytest.raises(EngineError, match=r"no package 'fr-en' is installed. Installed: en-fr 1.0"):
        argos.remove("fr-en")


def test_half_installed_packages_of_others_are_passed_over(archive: Path, packages: Path) -> None:
    (packages / "empty").mkdir()
    (packages / "listed").mkdir()
    (packages / "listed" / "metadata.json").write_text("[]")
    (packages / "file").write_text("")
    argos.install(str(archive))
    assert [str(package) for package in argos.installed()] == ["fr-en 1.0"]


def test_an_interrupted_or_refused_installation_keeps_the_old_package(
    archive: Path, packages: Path, tmp_path: Path
) -> None:
    argos.install(str(archive))
    bad = tmp_path / "bad.argosmodel"
    bad.write_bytes(archive.read_bytes()[:2000])
    with pytest.raises(EngineError, match=r"bad\.argosmodel"):
        argos.install(str(bad))
    assert [folder.name for folder in packages.iterdir()] == ["translate-fr_en-1_0"]


METADATA = json.dumps({"from_code": "fr", "to_code": "en", "package_version": "1.0"})


def _link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ([("../escaped", "x")], "outside"),
        ([(f"{ROOT}../../escaped", "x")], "outside"),
        ([("/escaped", "x")], "outside"),
        ([(f"{ROOT}..\\escaped", "x")], "outside"),
        ([("C:/escaped", "x")], "outside"),
        ([(_link(f"{ROOT}model"), "/etc")], "link"),
        ([("other/file", "x")], "one folder"),
        ([(".hidden/file", "x")], "one folder"),
        ([(f"{ROOT}{i}", "") for i in range(2001)], "2000 files"),
        ([(f"{ROOT}metadata.json", "{}")], "not an Argos translation package"),
        ([(f"{ROOT}metadata.json", "[" * 100_000)], "not an Argos translation package"),
        ([(f"{ROOT}metadata.json", METADATA)], r"no model/model\.bin"),
        ([(f"{ROOT}metadata.json", METADATA.replace('"fr"', "1")), (f"{ROOT}model/model.bin", "")], "no codes"),
        ([(f"{ROOT}metadata.json", METADATA.replace("1.0", "../..")), (f"{ROOT}model/model.bin", "")], "no pair"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_archives_are_refused(
    members: Sequence[tuple[str | zipfile.ZipInfo, str]], reason: str, packages: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.argosmodel"
    with zipfile.ZipFile(path, "w") as file:
        if reason == "one folder" and members[0][0] == "other/file":
            file.writestr(f"{ROOT}file", "x")
        for name, content in members:
            file.writestr(name, content)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(EngineError, match=reason):
        argos.install(str(path))
    assert list(packages.iterdir()) == []
    assert {file.name for file in {*tmp_path.rglob("*")} - {*before}} <= {"home", "argos-translate", "downloads"}


def test_an_archive_that_unpacks_to_too_much_is_refused(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "MAX_BYTES", 1000)
    with pytest.raises(EngineError, match="refused: more than"):
        argos.install(str(archive))


@pytest.mark.parametrize("what", ["missing.argosmodel", "french", "FR-EN", "../fr-en", ""])
def test_what_is_no_package_and_no_pair_is_an_error(what: str) -> None:
    with pytest.raises(EngineError, match=r"cannot install missing|neither a pair such as fr-en nor"):
        argos.install(what)


@pytest.fixture
def index(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of packages on this machine, in place of the network."""
    served = tmp_path / "index"
    served.mkdir()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", served.as_uri() + "/")
    entry = {"from_code": "fr", "to_code": "en", "package_version": "1.0", "links": [archive.as_uri()]}
    (served / "index.json").write_text(json.dumps([entry]))
    return served / "index.json"


def test_a_pair_is_installed_from_the_index(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argostranslate.networking.supported_protocols", {"file"})
    assert index.exists()
    assert str(argos.install("fr-en")) == "fr-en 1.0"
    with pytest.raises(EngineError, match=r"no Argos package 'fr-de'. There are: fr-en"):
        argos.install("fr-de")


def test_without_a_network_the_error_says_what_to_do(index: Path) -> None:
    with pytest.raises(EngineError, match=r"cannot download package fr-en.*fetch the \.argosmodel file elsewhere"):
        argos.install("fr-en")  # file: is no protocol of argostranslate's
    index.write_text("<html>")
    with pytest.raises(EngineError, match="index of Argos packages is not readable"):
        argos.install("fr-en")
    index.unlink()
    with pytest.raises(EngineError, match=r"no network: cannot reach .*fetch the \.argosmodel file elsewhere"):
        argos.install("fr-en")
