"""A disk that is full, and files that may not grow: what cannot be written is named, and what was done is not lost."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from command import GARBLED, NONE, Run

from audit.cache import FILE
from audit.errors import OutputError
from audit.part import Part, write

ARTICLES = 12
GIVEN = ("run", "articles", *NONE, "--fail-on", "never")


@pytest.fixture
def articles(folder: Path) -> Path:
    """Articles of some 5 kB in `jsonl`, each its own."""
    (folder / "articles").mkdir()
    for number in range(ARTICLES):
        (folder / "articles" / f"{number:02}.txt").write_text(f"C’était le {number} mai.\n\n{GARBLED * 4}", "utf-8")
    return folder


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """Within it no file of this process grows over so many bytes: what is written is cut there, and then refused."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def known(cache: Path) -> int:
    """How many outcomes the cache holds, which must be sound."""
    with closing(sqlite3.connect(cache / FILE)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(database.execute("SELECT count(*) FROM outcomes").fetchone()[0])


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_a_report_that_may_not_grow_is_named_and_the_others_are_written(run: Run, articles: Path) -> None:
    whole = run(*GIVEN, "-f", "concise").out
    with no_file_over(20_000):
        outcome = run(*GIVEN, "-f", "jsonl=out.jsonl", "-f", "html=out.html", "-f", "concise=out.txt")
    assert outcome.code == 2
    assert [outcome.err.count(f"{name}: File too large") for name in ("out.jsonl", "out.html")] == [1, 1]
    assert outcome.err.count("cannot write") == 2
    assert files(articles) == {"out.txt"}
    assert Path("out.txt").read_text("utf-8") == whole


@pytest.mark.usefixtures("articles")
def test_the_only_report_that_may_not_grow_ends_the_run_and_leaves_what_was_there(run: Run) -> None:
    Path("out.jsonl").write_text("of yesterday\n", "utf-8")
    with no_file_over(20_000):
        outcome = run(*GIVEN, "--no-cache", "-f", "jsonl=out.jsonl")
    assert (outcome.code, outcome.err) == (2, "audit: cannot write out.jsonl: File too large\n")
    assert (Path("out.jsonl").read_text("utf-8"), files(Path())) == ("of yesterday\n", {"out.jsonl"})


def test_a_cache_that_may_not_grow_keeps_what_it_has(run: Run, articles: Path) -> None:
    whole = run(*GIVEN, "--no-cache", "-f", "jsonl").out
    cache = Path(os.environ["AUDIT_CACHE_DIR"])
    run("run", "articles/00.txt", "articles/01.txt", *NONE)
    with no_file_over(60_000):
        outcome = run(*GIVEN, "-f", "jsonl")
    assert (outcome.code, outcome.out) == (0, whole)
    assert "going on without the cache" in outcome.err
    assert 2 < known(cache) < ARTICLES
    assert run(*GIVEN, "-f", "jsonl").out == whole
    assert known(cache) == ARTICLES
    assert files(articles) == set()


def test_a_part_that_was_cut_short_is_an_error_however_little_is_missing(folder: Path) -> None:
    part = Part("out.jsonl")
    part.open()
    with no_file_over(20_000), pytest.raises(OutputError, match=r"out\.jsonl: File too large"):
        part.write("x" * 20_001)
    part.drop()
    assert files(folder) == set()


def test_what_a_file_held_stays_where_the_new_text_does_not_go_in(folder: Path) -> None:
    write("old", "report.txt")
    with no_file_over(20_000), pytest.raises(OutputError, match=r"report\.txt: File too large"):
        write("x" * 20_001, "report.txt")
    assert files(folder) == {"report.txt"}
    assert Path("report.txt").read_text("utf-8") == "old"


ON_A_SMALL_DISK = """
set -e
mount -t tmpfs -o size=150k tmpfs disk
"$@" || test $? = 2
ls -A disk; cp -r disk/cache seen
mount -o remount,size=50m disk
"$@"
cp disk/out.jsonl .
"""


def test_on_a_disk_that_is_full_what_was_done_is_kept_and_the_next_run_ends_the_work(run: Run, articles: Path) -> None:
    alone = ["unshare", "--user", "--map-root-user", "--mount"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*alone, "mount", "-t", "tmpfs", "x", "/mnt"], check=False).returncode
    ):
        pytest.skip("no disk of its own can be had here")
    (articles / "disk").mkdir()
    audit = [sys.executable, "-m", "audit", *GIVEN, "-f", "jsonl=disk/out.jsonl"]
    done = subprocess.run(
        [*alone, "sh", "-c", ON_A_SMALL_DISK, "sh", *audit],
        env=os.environ | {"AUDIT_CACHE_DIR": "disk/cache"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.rpartition(": ")[::2] for line in done.stderr.splitlines()] == [
        ("audit: going on without the cache disk/cache/outcomes-1.sqlite", "database or disk is full"),
        ("audit: cannot write disk/out.jsonl", "No space left on device"),
        ("audit", "wrote disk/out.jsonl"),
        ("audit", "passed"),
    ]
    assert done.stdout.split() == ["cache"]
    assert known(articles / "seen") > 0
    assert Path("out.jsonl").read_text("utf-8") == run(*GIVEN, "--no-cache", "-f", "jsonl").out
