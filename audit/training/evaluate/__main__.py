"""Measure the detectors on labelled articles: precision of each, recall of each class, false alarms per 1,000 words.

python -m audit.training.evaluate --corpora corpora --jsonl dev.jsonl --show 3 --markdown reports/precision.md
"""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import audit.training.evaluate as package
from audit.detectors.registry import load
from audit.training.evaluate import Audited, Case, audit_case, read_jsonl, read_labelled, section
from audit.training.evaluate.measures import examples


def measure(sets: dict[str, list[Case]], wanted: frozenset[str], jobs: int) -> dict[str, list[Audited]]:
    """Audit every set, in the given number of processes."""
    one = partial(audit_case, wanted=wanted)
    if jobs == 1:
        return {name: list(map(one, cases)) for name, cases in sets.items()}
    with ProcessPoolExecutor(jobs) as pool:
        return {name: list(pool.map(one, cases, chunksize=4)) for name, cases in sets.items()}


def main() -> None:
    arguments = argparse.ArgumentParser(description="Measure the detectors on labelled articles.")
    arguments.add_argument(
        "--corpora",
        type=Path,
        nargs="+",
        default=[],
        help="folders of <name>/article.txt and labels.toml, or files of marked pages",
    )
    arguments.add_argument("--jsonl", type=Path, nargs="+", default=[], help="files that audit.training.garble wrote")
    arguments.add_argument("--detectors", default="", help="count only these, comma-separated")
    arguments.add_argument("--show", type=int, default=0, help="false alarms and misses to print, of each kind")
    arguments.add_argument("--markdown", type=Path, help="file to write the tables to")
    arguments.add_argument("--jobs", type=int, default=2, help="processes")
    given = arguments.parse_args()
    sets = {file.stem: read_jsonl(file) for file in given.jsonl}
    sets = {path.as_posix(): read_labelled(path) for path in given.corpora} | sets
    wanted = frozenset(filter(None, given.detectors.split(",")))
    if unknown := wanted - load().keys():
        arguments.error(f"no detector {', '.join(sorted(unknown))}; there is {', '.join(load())}")
    measured = measure(sets, wanted, given.jobs)
    sections = [section(name, audited) for name, audited in measured.items()]
    print(*sections, sep="\n\n")
    everything = [one for audited in measured.values() for one in audited]
    if given.show:
        print("", *examples(everything, given.show), sep="\n")
    for failure, count in Counter(f for one in everything for f in one.failures).most_common(20):
        print(f"{count} × {failure}", file=sys.stderr)
    if given.markdown:
        intro = (package.__doc__ or "").rpartition("\n\n")[2]
        given.markdown.write_text("\n\n".join(["# Precision and recall", intro.strip(), *sections]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
