"""What `audit run` costs for many articles: one process, jobs, what is known already, more and more of them, and Dask.

Articles are those of corpora/, each copy with a number of its own, so that no cache knows it. An article's share is of the
processor, and of all but the first, which pays for the start.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_engines import SOURCES
from dask_cluster import running

from audit.cache import FILE
from audit.training.evaluate import table

HEAD = ("run", "articles", "seconds", "of the processor", "an article", "words a second", "peak of one process")
SHORT = 40  # words
NOISE = 0.2  # seconds that two starts may differ by
UNKNOWN = "–"  # what is within that


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a process and those that it started: seconds on the clock and of the processor, and the most memory of one."""

    wall: float
    cpu: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Articles:
    """A folder of so many articles, no two alike."""

    folder: Path
    count: int
    words: int

    @classmethod
    def made(cls, folder: Path, count: int, most: int | None = None) -> "Articles":
        """Each cut to so many words."""
        folder.mkdir()
        words = 0
        for number in range(count, 2 * count):  # no number twice, as counts grow tenfold
            text = SOURCES[number % len(SOURCES)].read_text("utf-8")
            cut = re.match(rf"(?:\S+\s+){{{most}}}", text) if most else None
            text = f"{cut[0] if cut else text}\n\nArticle numéro {number}.\n"
            words += len(text.split())
            (folder / f"{number:06}.txt").write_text(text, "utf-8")
        return cls(folder, count, words)

    @property
    def lines(self) -> Path:
        """Where their results go."""
        return self.folder.with_suffix(".jsonl")

    def audited(self, engine: str, *options: str) -> Cost:
        """`audit run` on them, to its end."""
        given = ("--engine", engine, "--fail-on", "never", "--format", f"jsonl={self.lines}", "--quiet", *options)
        command = [sys.executable, "-m", "audit", "run", str(self.folder), *given]
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode and process.stderr:
            raise SystemExit(f"{' '.join(command)}: {process.stderr.read().decode()}")
        return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


Row = tuple[str, ...]


def row(name: str, many: Articles, spent: Cost, first: Cost) -> Row:
    """`first`: what the same run of one article costs."""
    share = spent.cpu - first.cpu
    each = share / max(1, many.count - 1)
    told = (f"{each * 1000:.1f} ms", f"{many.words / many.count / each:,.0f}") if share > NOISE else (UNKNOWN, UNKNOWN)
    return name, f"{many.count:,}", f"{spent.wall:.1f} s", f"{spent.cpu:.1f} s", *told, f"{spent.megabytes:.0f} MB"


def runs(one: Articles, many: Articles, engine: str) -> Iterator[Row]:
    """Without an engine, one process, what it knows then, one job and two; the bytes must be the same."""
    yield row("none, one process", many, many.audited("none", "--no-cache"), one.audited("none", "--no-cache"))
    results = set[bytes]()
    for name, options in (
        ("one process", []),
        ("all known", []),
        ("--jobs 1", ["--jobs", "1", "--no-cache"]),
        ("--jobs 2", ["--jobs", "2", "--no-cache"]),
    ):
        first = one.audited(engine, *options)
        yield row(f"{engine}, {name}", many, many.audited(engine, *options), first)
        results.add(many.lines.read_bytes())
    if len(results) != 1:
        raise SystemExit("the runs gave different bytes")


def growth(folder: Path, counts: Sequence[int]) -> Iterator[Row]:
    """Short articles, no engine: what grows with their number is the audit's own."""
    one = Articles.made(folder / "short", 1, SHORT)
    starts = {"new": one.audited("none"), "all known": one.audited("none")}
    for count in counts:
        many = Articles.made(folder / f"short-{count}", count, SHORT)
        for name, first in starts.items():
            yield row(f"none, {SHORT} words each, {name}", many, many.audited("none"), first)


def dask(one: Articles, many: Articles, engine: str) -> Iterator[Row]:
    """What asking a cluster costs here; what is done there is what is done everywhere."""
    for workers in (1, 2):
        with running(workers) as cluster:
            options = "--no-cache", "--cluster", cluster.address
            first = one.audited(engine, *options)
            yield row(
                f"{engine}, Dask, workers: {workers}, the asking alone", many, many.audited(engine, *options), first
            )


def projected(each: float, many: Articles, cache: Path) -> str:
    """What many articles would cost, from what one does: nobody ran them."""
    line, known = many.lines.stat().st_size / many.count, cache.stat().st_size / (many.count + 1)  # and the first
    rows = [
        (f"{n:,}", f"{n * each / 3600:,.0f} hours of a core", f"{n * line / 1e9:,.0f} GB", f"{n * known / 1e9:,.0f} GB")
        for n in (1_000_000, 100_000_000)
    ]
    return table(("articles (projected)", "time", "jsonl", "cache"), rows)


def measured(folder: Path, count: int, engine: str, counts: Sequence[int], *, on_dask: bool) -> Iterator[str]:
    """The tables of runs, and what they come to for more articles than anybody ran."""
    os.environ["AUDIT_CACHE_DIR"] = str(folder)
    one, many = Articles.made(folder / "one", 1), Articles.made(folder / "many", count)
    rows = list(runs(one, many, engine))
    yield table(HEAD, rows)
    by_one_job = next(each for name, _, _, _, each, *_ in rows if "--jobs 1" in name)
    if by_one_job != UNKNOWN:
        yield projected(float(by_one_job.split()[0]) / 1000, many, folder / FILE)
    if on_dask:
        yield table(HEAD, dask(one, many, engine))
    if counts:
        yield table(HEAD, growth(folder, counts))
