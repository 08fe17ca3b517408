"""The cache: what it spares, what it never gives out, and everything that may happen to its file."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from command import CLEAN, GARBLED, NONE, Run

from audit.cache import DAY, FILE, Cache, key
from audit.pipeline import Auditor
from audit.settings import DEFAULTS
from audit.work import Outcome, Task, failure, perform

TASK = Task("a.txt", CLEAN.encode())
PACKED = failure(TASK, "for the test").packed()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / FILE


def cache(file: Path, megabytes: int = 10) -> tuple[Cache, list[str]]:
    notes: list[str] = []
    made = Cache(file, megabytes, notes.append)
    made.connect()
    return made, notes


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are audited from now on."""
    done: list[str] = []

    def counting(task: Task, auditor: Auditor) -> Outcome:
        done.append(task.path)
        return perform(task, auditor)

    monkeypatch.setattr("audit.batch.perform", counting)
    return done


def test_what_is_known_is_not_audited_again_and_reads_the_same(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = counted(monkeypatch)
    given = ("run", ".", *NONE, "--format", "json")
    fresh = run(*given)
    assert done == ["clean.txt", "garbled.txt", "minor.txt"]
    assert run(*given) == fresh == run(*given, "--no-cache")
    assert done == ["clean.txt", "garbled.txt", "minor.txt"] * 2
    (here / "garbled.txt").rename(here / "renamed.txt")
    assert [document["path"] for document in json.loads(run(*given).out)["documents"]] == [
        "clean.txt",
        "minor.txt",
        "renamed.txt",
    ]
    assert len(done) == 6


def test_what_decides_an_outcome_decides_its_key(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = counted(monkeypatch)
    run("run", "garbled.txt", *NONE)
    (here / "audit.toml").write_text("[[overrides]]\npaths = ['garbled.txt']\nlevels.all = 'off'\n", "utf-8")
    assert run("run", "garbled.txt", *NONE, "--format", "json").code == 0
    (here / "garbled.txt").write_text(GARBLED + "Fin.", "utf-8")
    run("run", "garbled.txt", *NONE)
    assert len(done) == 3
    keys = {
        key(task, "1")
        for task in (TASK, Task("a.html", TASK.raw), Task("a.txt", TASK.raw, "x"), Task("a.txt", TASK.raw, ""))
    }
    assert len(keys | {key(TASK, "2"), key(Task("a.txt", b""), "1")}) == 6
    assert key(TASK, "1") == key(Task("b/c.TXT", TASK.raw), "1")


def test_what_broke_is_tried_again(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = counted(monkeypatch)
    (here / "audit.toml").write_text("time_limit = 0.0001\n", "utf-8")
    assert run("run", "clean.txt", *NONE).code == 3
    (here / "audit.toml").unlink()
    assert run("run", "clean.txt", *NONE).code == 0
    assert len(done) == 2


@pytest.mark.parametrize(
    "content",
    [b"no database, but somebody's notes" * 100, b"SQLite format 3\0" + b"\0" * 4_000, "torn", "scratched", "foreign"],
)
def test_a_file_that_is_no_cache_is_set_aside(file: Path, content: bytes | str) -> None:
    file.parent.mkdir()
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content == "foreign":
        with closing(sqlite3.connect(file)) as theirs:
            theirs.execute("CREATE TABLE theirs (x)")
    else:
        first, _ = cache(file)
        for number in range(500):
            first.put(str(number).encode(), PACKED)
        assert first._database is not None
        indexes = first._database.execute("SELECT rootpage FROM sqlite_master WHERE type = 'index'").fetchall()
        first.close()
        if content == "torn":
            os.truncate(file, 5_000)
        with file.open("r+b") as stream:
            for [page] in indexes if content == "scratched" else []:  # which are not read before something is looked up
                stream.seek((page - 1) * 4096)
                stream.write(b"\xff" * 4096)
    before = file.read_bytes()
    made, notes = cache(file)
    made.put(b"key", PACKED)
    if notes and "going on without" in notes[-1]:  # found out only when it was used
        made, notes = cache(file)
        made.put(b"key", PACKED)
    assert made.get(b"key") == Outcome.unpacked(PACKED)
    [aside] = file.parent.glob("*damaged*")
    assert aside.read_bytes()[:100] == before[:100] or content == "torn"


def test_a_row_that_is_damaged_is_unknown(file: Path) -> None:
    made, notes = cache(file)
    made.put(b"key", b"torn")
    assert made.get(b"key") is None
    assert (made.count, notes) == (0, [])


def test_a_cache_that_cannot_be_written_is_a_note_and_the_run_goes_on(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a-file").write_text("", "utf-8")
    monkeypatch.setenv("AUDIT_CACHE_DIR", str(here / "a-file" / "below"))
    outcome = run("run", "clean.txt", *NONE)
    assert outcome.code == 0
    assert outcome.err.startswith("audit: going on without the cache")
    assert not run("run", "clean.txt", *NONE, "--quiet").err


def test_a_full_disk_ends_the_cache_and_nothing_else(file: Path) -> None:
    made, notes = cache(file)
    made.put(b"before", PACKED)
    assert made._database is not None
    made._database.execute("PRAGMA max_page_count = 10")  # SQLite says then what it says of a full disk
    for number in range(500):
        made.put(f"key {number}".encode(), PACKED * 10)
    [note] = notes
    assert "full" in note
    assert made.get(b"before") is None
    assert cache(file)[0].get(b"before") is not None


def test_it_is_kept_to_its_size_and_what_was_used_last_stays(file: Path) -> None:
    made, _ = cache(file, megabytes=1)
    for number in range(2_000):
        made.put(f"key {number}".encode(), os.urandom(1_000))
    assert made.size > 2_000_000
    made.shrink()
    assert made.size <= 1_000_000
    assert made._database is not None
    kept = {row[0].decode() for row in made._database.execute("SELECT key FROM outcomes")}
    assert kept
    assert kept == {f"key {number}" for number in range(2_000 - len(kept), 2_000)}
    made.close()
    assert file.stat().st_size < 1_500_000


def test_what_was_used_today_outlives_what_was_not(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, _ = cache(file, megabytes=1)
    for number in range(2_000):
        made.put(f"key {number}".encode(), PACKED + os.urandom(700))
    monkeypatch.setattr("audit.cache.time", lambda: time.time() + DAY)
    assert made.get(b"key 0")
    made.shrink()
    assert made.get(b"key 0")
    assert not made.get(b"key 1")


def test_nobody_else_can_read_it(file: Path) -> None:
    cache = Cache(file, 10)
    cache.connect()
    assert {kept.stat().st_mode & 0o777 for kept in file.parent.glob(f"{file.name}*")} == {0o600}
    cache.close()


def test_processes_share_it(file: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from audit.cache import Cache\n"
        "notes = []; cache = Cache(Path(sys.argv[1]), 10, notes.append); cache.connect()\n"
        "for number in range(200): cache.put(f'{sys.argv[2]} {number}'.encode(), b'x' * 2000)\n"
        "cache.close(); sys.exit('; '.join(notes) or 0)"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", program, str(file), str(n)], stderr=subprocess.PIPE) for n in range(4)
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 4
    assert cache(file)[0].count == 800


def test_info_and_clear(run: Run, here: Path) -> None:  # noqa: ARG001
    run("run", ".", *NONE)
    facts = json.loads(run("cache", "info", "--json").out)
    assert (facts["inputs"], facts["most_bytes"]) == (3, DEFAULTS.cache_size * 1_000_000)
    assert "3 inputs" in run("cache", "info").out
    assert "Forgot 3 inputs" in run("cache", "clear").out
    assert json.loads(run("cache", "info", "--json").out)["inputs"] == 0


def test_a_run_that_is_killed_goes_on_and_ends_with_the_same_bytes() -> None:
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("bench_kills.py"), "12"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("12 kills, ")
