"""Measure time and memory on this machine, and print them as a table; `--write FILE` keeps it.

A ratio stands beside a time where the machine's speed would otherwise decide: to a plain start of Python, or to engine
`none`. Times are medians. No text is audited twice in one process, so that no cache flatters them.
"""

import argparse
import os
import pkgutil
import platform
import re
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from audit.document import Document, Page
from audit.engines import Translation, Translator, available, choose
from audit.pipeline import Auditor
from audit.readers import read_all
from audit.reporters import REPORTERS
from audit.result import Gate, Result
from audit.segmentation import build
from audit.training.evaluate import table

ROOT = Path(__file__).parent.parent
ARTICLES = sorted(ROOT.glob("corpora/*/article.txt"))
LENGTH = 600  # words of the article whose time is told
STARTS = 7
FIRST = "Le maire a dit que Martin partira demain matin. Il a accepté la proposition de la commission."
# What is timed where it is looked up, besides what can be wrapped: stages by place.
PATCHED = {
    "audit.detection.parse": "parse",
    "audit.reconstruction.compare": "compare",
    "audit.reconstruction.word_diff": "compare",
    "audit.reconstruction.corpus": "compare",
}
Row = tuple[str, str, str]
spent: defaultdict[str, float] = defaultdict(float)  # seconds by stage


def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, whose time is added to a stage; a generator is run to its end."""

    def measured(*given: Any, **named: Any) -> Any:
        begun = perf_counter()
        result = function(*given, **named)
        result = iter(list(result)) if isinstance(result, Iterator) else result
        spent[stage] += perf_counter() - begun
        return result

    return measured


@dataclass
class TimedTranslator:
    """An engine whose time is the stage `engine`."""

    engine: Translator

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def signature(self) -> str:
        return self.engine.signature

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        answers: list[Translation] = timed("engine", self.engine.translate)(sentences)
        return answers


def seconds(function: Callable[[], Any]) -> float:
    begun = perf_counter()
    function()
    return perf_counter() - begun


def start(*arguments: str) -> float:
    """Median time of a Python process from start to end."""
    command = [sys.executable, *arguments]
    return median(seconds(lambda: subprocess.run(command, capture_output=True, check=True)) for _ in range(STARTS))


def read(path: Path) -> Document:
    return build(next(read_all(str(path))))


def articles(folder: Path) -> list[Path]:
    """All articles of `LENGTH` words that corpora/ is enough for, cut from it one after another."""
    words = re.findall(r"\S+\s*", "\n\n".join(path.read_text("utf-8") for path in ARTICLES))
    paths = [folder / f"{first}.txt" for first in range(0, len(words) - LENGTH, LENGTH)]
    for number, path in enumerate(paths):
        path.write_text("".join(words[number * LENGTH : (number + 1) * LENGTH]), "utf-8")
    return paths


def whole(engine: str, folder: Path) -> float:
    """Median time from a file of `LENGTH` words to its HTML report."""
    auditor = Auditor.default(engine)
    return median(seconds(partial(report, auditor, [path])) for path in articles(folder))


def report(auditor: Auditor, paths: list[Path]) -> int:
    """Audit and report as `audit run --format html` does; returns the words audited."""
    documents = tuple(auditor.audit(timed("read, segment", read)(path)) for path in paths)
    result = Result("0", auditor.signature, documents, (), Gate(True))
    timed("report (html)", REPORTERS["html"].render)(result, lang="en")
    return sum(document.words for document in documents)


def stages(engine: str) -> list[Row]:
    """Words per second of each stage on all of corpora/, and its share of the time."""
    translator = choose(engine)
    detectors = [replace(d, function=timed(d.name, d.function)) for d in Auditor.default("none").detectors]
    auditor = Auditor(TimedTranslator(translator) if translator else None, tuple(detectors))
    with ExitStack() as stack:
        for place, stage in PATCHED.items():
            stack.enter_context(patch(place, timed(stage, pkgutil.resolve_name(place))))
        begun = perf_counter()
        words = report(auditor, ARTICLES)
        total = perf_counter() - begun
    spent["everything else"] = total - sum(spent.values())
    names = [detector.name for detector in detectors]
    order = ["read, segment", "parse", *names, "engine", "compare", "report (html)", "everything else"]
    rows = [(s, f"{words / spent[s]:,.0f} words/s", f"{spent[s] / total:.0%}") for s in order if s in spent]
    return [*rows, (f"all stages, {words} words", f"{words / total:,.0f} words/s", "100%")]


def afresh(function: Callable[..., Any], *given: Any) -> Any:
    """Call it in a copy of this process: models loaded, and no article seen but the first."""
    with get_context("fork").Pool(1) as pool:
        return pool.apply(function, given)


def memory() -> str:
    """The most that one process held: this one, its copies, or one of an engine's."""
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{most / 1024:.0f} MB"


def installed() -> list[str]:
    """The engines that are there, `none` first."""
    return ["none", *(engine.name for engine in available() if engine.state == "installed")]


def measure(folder: Path) -> str:
    """Both tables, as Markdown."""
    plain, help_ = start("-c", "pass"), start("-m", "audit", "--help")
    rows = [("audit --help", f"{help_:.2f} s", f"{help_ / plain:.0f} × a bare start")]
    loading = seconds(lambda: Auditor.default("none").audit(build(Page("first.txt", FIRST))))
    rows.append(("loading the models, with two sentences", f"{loading:.1f} s", ""))
    engines = installed()
    times = [afresh(whole, engine, folder) for engine in engines]
    for engine, time in zip(engines, times, strict=True):
        ratio = f"{time / times[0]:.1f} × none"
        rows.append((f"an article of {LENGTH} words, engine {engine}", f"{time:.2f} s", ratio))
    by_stage = afresh(stages, engines[-1])
    rows.append(("peak memory", memory(), ""))
    head = f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}, {platform.machine()}"
    measured = table(("what", "measured", "ratio"), rows)
    return f"{head}\n\n{measured}\n\n{table((f'stage (engine {engines[-1]})', 'speed', 'share of time'), by_stage)}\n"


def main() -> None:
    from tempfile import TemporaryDirectory

    arguments = argparse.ArgumentParser(description="Measure time and memory on this machine.")
    arguments.add_argument("--write", type=Path, help="file to keep the tables in")
    given = arguments.parse_args()
    with TemporaryDirectory() as folder:
        text = measure(Path(folder))
    sys.stdout.write(text)
    if given.write:
        given.write.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
