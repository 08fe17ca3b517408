"""Files that are written whole or not at all: where nothing goes wrong, and where another run is at it."""

import os
from io import FileIO
from pathlib import Path

import portalocker
import pytest

from audit.errors import OutputError
from audit.part import Part, write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_write_makes_folders_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "report.txt"
    write("old", target)
    write("new \ud800", target)
    assert target.read_bytes() == b"new \\ud800"
    assert names(target.parent) == ["report.txt"]


def test_write_follows_links_and_does_not_replace_devices(tmp_path: Path) -> None:
    link = tmp_path / "latest.txt"
    link.symlink_to(tmp_path / "report.txt")
    write("text", link)
    assert link.is_symlink()
    assert (tmp_path / "report.txt").read_text() == "text"
    null = tmp_path / "null"
    null.symlink_to(os.devnull)
    write("text", null)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("file/report.txt", "Not a directory|File exists"),
        ("folder", "Is a directory"),
        ("x" * 300, "File name too long"),
        ("a\0b", "null"),
    ],
)
def test_write_says_what_it_could_not_write_and_why(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=rf"cannot write .*: .*({reason})"):
        write("text", tmp_path / name)
    assert names(tmp_path) == ["file", "folder"]


def test_a_part_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a" / "out.jsonl"
    part, other = Part(str(target)), Part(str(target))
    part.open()
    part.write("first\n")
    with pytest.raises(OutputError, match="another run is writing it"):
        other.open()
    assert [path.name for path in target.parent.iterdir()] == [".out.jsonl.part"]
    part.drop()
    assert not list(target.parent.iterdir())
    (target.parent / ".out.jsonl.part").write_text("left by a run that was killed", "utf-8")
    other.open()
    other.write("second\n")
    other.commit()
    other.drop()
    assert [(path.name, path.read_text("utf-8")) for path in target.parent.iterdir()] == [("out.jsonl", "second\n")]


def test_a_run_that_comes_as_another_gives_the_file_its_name_leaves_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, late = Part(str(tmp_path / "out.jsonl")), Part(str(tmp_path / "out.jsonl"))
    part.open()
    part.write("all of it\n")

    def locked(stream: FileIO, flags: portalocker.LockFlags) -> None:
        part.commit()
        lock(stream, flags)

    lock = portalocker.lock
    monkeypatch.setattr("portalocker.lock", locked)
    with pytest.raises(OutputError, match="another run is writing it"):
        late.open()
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("out.jsonl", "all of it\n")]


def test_a_part_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "out.jsonl")
    part, seen = Part(str(tmp_path / "link")), list[str]()
    part.open()
    part.write("all of it\n")
    monkeypatch.setattr("os.fsync", lambda _: seen.extend(path.name for path in tmp_path.iterdir()))
    part.commit()
    assert sorted(seen) == [".out.jsonl.part", "link"]
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out.jsonl").read_text("utf-8") == "all of it\n"


def test_a_link_that_stands_where_the_part_goes_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("not ours")
    (tmp_path / ".report.txt.part").symlink_to(tmp_path / "other.txt")
    with pytest.raises(OutputError, match=r"cannot write .*report\.txt: another run is writing it"):
        write("text", tmp_path / "report.txt")
    assert (tmp_path / "other.txt").read_text() == "not ours"


def test_a_file_system_without_locks_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise portalocker.LockException(OSError(95, "Operation not supported"))

    monkeypatch.setattr("portalocker.lock", refused)
    write("text", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "text"
