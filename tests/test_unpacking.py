"""Archives that mean harm, and what an installation that fails leaves behind."""

import json
import shutil
import stat
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import toy_package

from audit.engines.unpacking import unpack
from audit.errors import EngineError

ROOT = "translate-fr_en/"
METADATA = json.dumps({"from_code": "fr", "to_code": "en", "package_version": "1.0"})
Members = Sequence[tuple[str | zipfile.ZipInfo, str]]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy_package.build(tmp_path_factory.mktemp("toy"))


@pytest.fixture
def parent(tmp_path: Path) -> Path:
    return tmp_path / "packages"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def special(name: str, kind: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (kind | 0o777) << 16
    return member


HOSTILE: list[tuple[Members, str]] = [
    ([("../escaped", "x")], "outside"),
    ([(f"{ROOT}../../escaped", "x")], "outside"),
    ([("/escaped", "x")], "outside"),
    ([(f"{ROOT}..\\escaped", "x")], "outside"),
    ([("C:/escaped", "x")], "outside"),
    ([(".", "x")], "outside"),
    ([(f"{ROOT}\x1b[2J", "x")], "outside"),
    ([(special(f"{ROOT}model", stat.S_IFLNK), "/etc")], "link"),
    ([(special(f"{ROOT}model", stat.S_IFCHR), "")], "device"),
    ([(f"{ROOT}file", "x"), ("other/file", "x")], "one folder"),
    ([(".hidden/file", "x")], "one folder"),
    ([], "one folder"),
    ([(f"{ROOT}{i}", "") for i in range(2001)], "2000 files"),
    ([(f"{ROOT}metadata.json", " " * (1 << 21))], "unpacks to 2097152 bytes"),
    ([(f"{ROOT}model", ""), (f"{ROOT}model/model.bin", "")], "cannot install"),
    ([(f"{ROOT}metadata.json", "{}")], "not an Argos translation package"),
    ([(f"{ROOT}metadata.json", "[" * 100_000)], "not an Argos translation package"),
    ([(f"{ROOT}metadata.json", METADATA)], r"no model/model\.bin"),
    ([(f"{ROOT}metadata.json", METADATA.replace('"fr"', "1")), (f"{ROOT}model/model.bin", "")], "no codes"),
    ([(f"{ROOT}metadata.json", METADATA.replace("1.0", "../..")), (f"{ROOT}model/model.bin", "")], "no pair"),
]


@pytest.mark.parametrize(("members", "reason"), HOSTILE)
def test_hostile_archives_are_refused(members: Members, reason: str, parent: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.argosmodel"
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members:
            file.writestr(name, content)
    with pytest.raises(EngineError, match=reason):
        unpack(path, parent)
    assert names(tmp_path) == ["hostile.argosmodel", "packages"]
    assert names(parent) == []


def rewrite(archive: Path, target: Path, replaced: dict[str, bytes]) -> Path:
    """A copy of a package with some files replaced."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            new.writestr(member, replaced.get(member.filename.removeprefix(ROOT), old.read(member)))
    return target


def test_a_package_that_does_not_load_never_replaces_one_that_does(archive: Path, parent: Path, tmp_path: Path) -> None:
    package = unpack(archive, parent)
    model = Path(str(package.folder)) / "model" / "model.bin"
    works = model.read_bytes()
    for name in ("model/model.bin", "sentencepiece.model"):
        with pytest.raises(EngineError, match="does not load"):
            unpack(rewrite(archive, tmp_path / "bad.argosmodel", {name: b"not a model"}), parent)
    (tmp_path / "cut.argosmodel").write_bytes(archive.read_bytes()[:2000])
    with pytest.raises(EngineError, match=r"cannot install cut\.argosmodel: File is not a zip file"):
        unpack(tmp_path / "cut.argosmodel", parent)
    assert names(parent) == ["translate-fr_en-1_0"]
    assert model.read_bytes() == works


def test_the_same_package_is_replaced_whole(archive: Path, parent: Path) -> None:
    folder = Path(str(unpack(archive, parent).folder))
    (folder / "left over").write_text("")
    unpack(archive, parent)
    assert names(parent) == ["translate-fr_en-1_0"]
    assert "left over" not in names(folder)


def test_when_the_last_step_fails_the_old_package_is_put_back(
    archive: Path, parent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(str(unpack(archive, parent).folder))
    move = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == ROOT[:-1]:
            raise OSError("no luck")
        return move(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(EngineError, match="no luck"):
        unpack(archive, parent)
    assert names(parent) == [folder.name]
    assert (folder / "model" / "model.bin").is_file()


def test_a_changed_bit_is_found(archive: Path, parent: Path, tmp_path: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "bit.argosmodel").write_bytes(content)
    with pytest.raises(EngineError, match="Bad CRC-32"):
        unpack(tmp_path / "bit.argosmodel", parent)
    assert names(parent) == []


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_is_found_however_it_is_compressed(method: int, parent: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.argosmodel"
    with zipfile.ZipFile(path, "w", method) as file:
        file.writestr(f"{ROOT}model/model.bin", bytes(range(256)) * 40)
        start = file.infolist()[0].header_offset + len(file.infolist()[0].FileHeader())
    content = bytearray(path.read_bytes())
    content[start + 4 : start + 40] = b"\xff" * 36
    path.write_bytes(content)
    with pytest.raises(EngineError, match=r"cannot install damaged\.argosmodel: "):
        unpack(path, parent)
    assert names(parent) == []


def lying(path: Path, size: int, says: int) -> Path:
    """An archive with one file of so many bytes, that says it has another number of them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if says < size else zipfile.ZIP_STORED) as file:
        file.writestr(f"{ROOT}model/model.bin", bytes(size))
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), says.to_bytes(4, "little")))
    return path


@pytest.mark.parametrize(
    ("size", "says", "reason"),
    [
        (10_000_000, 10, "cannot install .*: Bad CRC-32"),  # no more than ten bytes are unpacked
        (5_000, 1_000_000, "cannot install "),
        (1_234, (2 << 30) + 1, "refused: more than 2000 files, or 2 GB unpacked"),
    ],
)
def test_an_archive_that_lies_about_its_size_fills_no_disk(
    size: int, says: int, reason: str, parent: Path, tmp_path: Path
) -> None:
    with pytest.raises(EngineError, match=reason):
        unpack(lying(tmp_path / "lie.argosmodel", size, says), parent)
    assert names(parent) == []


def test_a_name_that_is_no_text_is_refused(parent: Path, tmp_path: Path) -> None:
    path = tmp_path / "named.argosmodel"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{ROOT}é", "x")
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xff\xff"))
    with pytest.raises(EngineError, match=r"cannot install named\.argosmodel: "):
        unpack(path, parent)


def test_a_large_file_other_than_the_metadata_is_unpacked(archive: Path, parent: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(archive, tmp_path / "large.argosmodel"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(f"{ROOT}README.md", " " * (1 << 21))
    assert (Path(str(unpack(path, parent).folder)) / "README.md").stat().st_size == 1 << 21


def test_a_link_to_nowhere_where_the_package_goes_is_replaced(archive: Path, parent: Path) -> None:
    parent.mkdir()
    (parent / "translate-fr_en-1_0").symlink_to(parent / "gone")
    unpack(archive, parent)
    assert not (parent / "translate-fr_en-1_0").is_symlink()
    assert names(parent) == ["translate-fr_en-1_0"]


def test_too_much_is_refused_before_it_is_written(archive: Path, parent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(archive) as file:
        needed = sum(member.file_size for member in file.infolist())
    usage = shutil.disk_usage(archive)._replace(free=needed - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(EngineError, match=r"has .* free, and the package needs"):
        unpack(archive, parent)
    assert names(parent) == []
