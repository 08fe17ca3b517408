"""Measure time and memory on this machine, and print them as tables: `python tests/bench.py [--help]`.

Seconds "of the processor" are what other programs on the machine hardly change; those on the clock they do.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import bench_engines
import bench_scale
import bench_stages

from audit.threads import one_thread
from audit.training.evaluate import table

STARTS = 7


def start(*arguments: str) -> float:
    """Median seconds on the clock of a Python process from start to end."""
    times = []
    for _ in range(STARTS):
        begun = perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        times.append(perf_counter() - begun)
    return median(times)


def starts() -> str:
    plain, help_ = start("-c", "pass"), start("-m", "audit", "--help")
    return table(
        ("start", "seconds", "of a bare start"),
        [("audit --help", f"{help_:.2f} s", f"{help_ / plain:.0f} ×"), ("python -c pass", f"{plain:.2f} s", "")],
    )


def parts(given: argparse.Namespace) -> Iterator[str]:
    """The tables, as they are measured."""
    yield f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}, {platform.machine()}"
    yield starts()
    yield bench_stages.measured(given.engine)
    yield bench_engines.alone()
    if given.batches:
        yield bench_engines.batched(given.engine)
    with TemporaryDirectory() as name:
        yield from bench_scale.measured(Path(name), given.articles, given.engine, given.growth, on_dask=given.dask)


def main() -> None:
    arguments = argparse.ArgumentParser(description="Measure time and memory on this machine.")
    arguments.add_argument("--articles", type=int, default=12, help="of full length")
    arguments.add_argument("--engine", default="embedded")
    arguments.add_argument("--growth", type=int, nargs="+", default=[], help="numbers of short articles as well")
    arguments.add_argument("--dask", action="store_true", help="on a Dask cluster of this machine as well")
    arguments.add_argument("--batches", action="store_true", help="what larger batches for the engine would bring")
    given = arguments.parse_args()
    one_thread(os.environ)
    for part in parts(given):
        sys.stdout.write(f"{part}\n\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
