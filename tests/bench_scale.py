"""Measure what many articles cost: `python tests/bench_scale.py [--articles N] [--growth 10 100 1000] [--engine NAME]`.

Articles are those of corpora/, each copy with a number of its own, so that no cache knows it. Beside the time on the clock
stands that of the processor, which other programs on the machine do not change; an article's share is without the start.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from audit.engines import choose
from audit.engines.guard import Guarded
from audit.threads import one_thread
from audit.training.evaluate import table

ROOT = Path(__file__).parent.parent
SOURCES = sorted(ROOT.glob("corpora/*/article.txt"))
SENTENCE = re.compile(r"(?<=[.!?]) +|\n+")
HEAD = ("run", "articles", "seconds", "of the processor", "an article", "peak of one process")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a process and those that it started: seconds on the clock and of the processor, and the most memory of one."""

    wall: float
    cpu: float
    megabytes: float


def cost(*command: str) -> Cost:
    """Run a command to its end."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and process.stderr:
        raise SystemExit(f"{' '.join(command)}: {process.stderr.read().decode()}")
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def audit(folder: Path, engine: str, *options: str) -> Cost:
    given = ("--engine", engine, "--fail-on", "never", "--format", f"jsonl={folder.with_suffix('.jsonl')}", "--quiet")
    return cost(sys.executable, "-m", "audit", "run", str(folder), *given, *options)


def articles(folder: Path, count: int, words: int | None = None) -> Path:
    """A folder of so many articles, no two alike, cut to so many words."""
    folder.mkdir()
    for number in range(count):
        text = SOURCES[number % len(SOURCES)].read_text("utf-8")
        cut = re.match(rf"(?:\S+\s+){{{words}}}", text) if words else None
        (folder / f"{number:06}.txt").write_text(f"{cut[0] if cut else text}\n\nArticle numéro {number}.\n", "utf-8")
    return folder


def row(name: str, count: int, spent: Cost, start: float) -> tuple[str, ...]:
    each = max(0.0, spent.cpu - start) / count
    return (
        name, f"{count:,}", f"{spent.wall:.1f} s", f"{spent.cpu:.1f} s", f"{each * 1000:.0f} ms", f"{spent.megabytes:.0f} MB"
    )  # fmt: skip


def jobs(folder: Path, count: int, engine: str) -> Iterator[tuple[str, ...]]:
    """One process, one and two jobs, and all of it known already; the bytes must be the same."""
    first, many = articles(folder / "one", 1), articles(folder / "many", count)
    results: set[bytes] = set()
    for name, options in (("this process", ()), ("--jobs 1", ("--jobs", "1")), ("--jobs 2", ("--jobs", "2"))):
        start = audit(first, engine, *options, "--no-cache").cpu
        yield row(f"{engine}, {name}", count, audit(many, engine, *options, "--no-cache"), start)
        results.add(many.with_suffix(".jsonl").read_bytes())
    audit(many, engine)
    audit(first, engine)
    yield row(f"{engine}, all known", count, audit(many, engine), audit(first, engine).cpu)
    results.add(many.with_suffix(".jsonl").read_bytes())
    if len(results) != 1:
        raise SystemExit("the runs gave different bytes")


def projected(each: float, folder: Path, count: int) -> str:
    """What many articles would cost, from what one does: nobody ran them."""
    line, known = ((folder / name).stat().st_size / count for name in ("many.jsonl", "cache/outcomes-1.sqlite"))
    rows = [
        (
            f"{many:,}",
            f"{many * each / 3600:,.0f} hours of a core",
            f"{many * line / 1e9:,.0f} GB",
            f"{many * known / 1e9:,.0f} GB",
        )
        for many in (1_000_000, 100_000_000)
    ]
    return table(("articles (projected)", "time", "jsonl", "cache"), rows)


def growth(folder: Path, counts: list[int]) -> Iterator[tuple[str, ...]]:
    """Short articles, no engine: what grows with their number is the audit's own."""
    start = audit(articles(folder / "short", 1, words=40), "none", "--no-cache").cpu
    for count in counts:
        many = articles(folder / f"short-{count}", count, words=40)
        yield row("none, 40 words each, new", count, audit(many, "none"), start)
        yield row("none, 40 words each, known", count, audit(many, "none"), start / 4)


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a Dask cluster of this machine."""
    program = [sys.executable, str(ROOT / "tests" / "dask_cluster.py"), str(workers)]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        yield process.stdout.readline().split()[0] if process.stdout else ""
        process.kill()


def dask(folder: Path, count: int, engine: str) -> Iterator[tuple[str, ...]]:
    """What asking a cluster costs here; what is done there is what is done everywhere."""
    many = articles(folder / "dask", count)
    for workers in (1, 2):
        with cluster(workers) as address:
            spent = audit(many, engine, "--no-cache", "--cluster", address)
        yield row(f"{engine}, Dask, {workers} workers: the asking alone", count, spent, 0)


def raw(count: int) -> Iterator[tuple[str, str, str]]:
    """Words a second of the processor on the same text: engines by themselves, and Grammalecte."""
    texts = [SOURCES[number % len(SOURCES)].read_text("utf-8") for number in range(count)]
    sentences = [sentence for text in texts for sentence in SENTENCE.split(text) if sentence.strip()]
    words = sum(len(text.split()) for text in texts)
    for name in ("embedded", "apertium"):
        try:
            found = choose(name)
        except Exception:  # noqa: BLE001, S112 - it is not here
            continue
        if isinstance(found, Guarded):
            found.engine.translate(sentences[:2])
            spent = _processor(lambda engine=found.engine: engine.translate(sentences))  # type: ignore[misc]
            yield f"{name} alone", f"{words / spent:,.0f} words/s", f"{spent / count * 1000:.0f} ms"
    if program := which("grammalecte-cli"):
        with TemporaryDirectory() as name:
            file = Path(name, "text.txt")
            file.write_text("\n".join(texts), "utf-8")
            one = Path(name, "one.txt")
            one.write_text("Bonjour.\n", "utf-8")
            spent = cost(program, "-f", str(file)).cpu - cost(program, "-f", str(one)).cpu
        yield "Grammalecte", f"{words / spent:,.0f} words/s", f"{spent / count * 1000:.0f} ms"


def _processor(function: Callable[[], object]) -> float:
    """Seconds of the processor that a call takes, here and in the processes that it waits for."""
    begun = os.times()
    function()
    return sum(after - before for after, before in zip(os.times()[:4], begun[:4], strict=True))


def main() -> None:
    arguments = argparse.ArgumentParser(description="Measure what many articles cost on this machine.")
    arguments.add_argument("--articles", type=int, default=24, help="of full length")
    arguments.add_argument("--growth", type=int, nargs="*", default=[10, 100, 1_000], help="numbers of short articles")
    arguments.add_argument("--engine", default="embedded")
    arguments.add_argument("--dask", action="store_true", help="also on a Dask cluster of this machine")
    given = arguments.parse_args()
    one_thread(os.environ)
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["AUDIT_CACHE_DIR"] = str(folder / "cache")
        rows = list(jobs(folder, given.articles, given.engine))
        more = projected(float(rows[1][4].split()[0]) / 1000, folder, given.articles)
        rows += growth(folder, given.growth)
        rows += dask(folder, given.articles, given.engine) if given.dask else []
    beside = table(("the same articles", "speed", "an article"), list(raw(given.articles)))
    sys.stdout.write(f"{len(os.sched_getaffinity(0))} cores\n\n{table(HEAD, rows)}\n\n{more}\n\n{beside}\n")


if __name__ == "__main__":
    main()
