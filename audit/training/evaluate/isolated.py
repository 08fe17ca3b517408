"""Count which kinds of findings good French has: alone in an article, they are told of none that shows no other damage.

python -m audit.training.evaluate.isolated ../shared/corpora

Reads text that people wrote, none of it measured on by `bench`, and the marked pages to develop on.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from audit.damage import TABLE, kind
from audit.detectors.registry import load
from audit.document import Page
from audit.finding import Category, Level
from audit.pipeline import Auditor
from audit.segmentation import build
from audit.settings import DEFAULTS
from audit.training.evaluate.cases import Case, read_labelled
from audit.training.evaluate.texts import NEWS, OTHERS
from audit.training.garble.clean import MANGLED, SENTENCES
from audit.training.tagger.texts import read, reserved

CLEAN = (
    *(f"mono/{name}.fr" for name in NEWS),
    *(name for name in OTHERS if not name.startswith("test/")),
    "parallel/europarl.fr.xz",
    "parallel/hansard.fr.xz",
)
HEAD = """\
# Kinds of findings: how many alarms in text that people wrote, and how many are right in pages whose errors are marked.
written = {}  # words
marked = {}
"""
ROW = """
[[kind]]
detector = {}
reason = {}
alarms = {}
right = {}
"""
PAGES = ("corpora/nodes/development.txt", "corpora/pages/development.txt")
RUNS = 120  # of each file
Kind = tuple[str, str]


def runs(shared: Path, name: str) -> Iterator[Case]:
    """Clean text as it stands in a file, line by line, evenly spread over it."""
    taken = reserved(shared)
    lines = [line for line in read(shared / name) if line.strip() and line.strip() not in taken]
    kept = [line for line in lines if not MANGLED.search(line)]
    step = max(SENTENCES, len(kept) // RUNS)
    for at in range(0, len(kept) - SENTENCES, step):
        yield Case(name, "\n\n".join(kept[at : at + SENTENCES]), ())


def counted(case: Case) -> tuple[int, Counter[Kind], Counter[Kind]]:
    """How many words a text has, and the kinds of its findings: all, and those that overlap a mark. All are told."""
    levels = {name: Level.ERROR.value for name, detector in load().items() if detector.default}
    result = Auditor.of(DEFAULTS.under(engine="none", levels=levels)).audit(build(Page(case.name, case.text)))
    everything, right = Counter[Kind](), Counter[Kind]()
    for found in result.findings:
        if found.category in {Category.ENCODING, Category.MARKUP}:
            continue  # no writer's slip, whatever text it is in
        one = kind(found.detector, found.why)
        everything[one] += 1
        right[one] += any(found.start < end and start < found.end for start, end, _ in case.gold)
    return result.words, everything, right


def total(cases: Sequence[Case], pool: ProcessPoolExecutor) -> tuple[int, Counter[Kind], Counter[Kind]]:
    words, everything, right = 0, Counter[Kind](), Counter[Kind]()
    for count, found, marked in pool.map(counted, cases, chunksize=4):
        words, everything, right = words + count, everything + found, right + marked
    return words, everything, right


def main() -> None:
    arguments = argparse.ArgumentParser(description="Count which kinds of findings good French has.")
    arguments.add_argument("shared", type=Path, help="folder of mono/, parallel/ and test/")
    shared = arguments.parse_args().shared
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        good, alarms, _ = total([case for name in CLEAN for case in runs(shared, name)], pool)
        bad, _, right = total([case for name in PAGES for case in read_labelled(Path(name))], pool)
    told = HEAD.format(good, bad)
    for one, count in sorted(alarms.items()):
        told += ROW.format(*(json.dumps(text, ensure_ascii=False) for text in one), count, right[one])
    TABLE.write_text(told, "utf-8")


if __name__ == "__main__":
    main()
