"""Our detectors, the learned ones and Grammalecte side by side: real machine translation, garbled news, clean text.

    python -m audit.training.evaluate.bench --label "tagger of 4 MB" --markdown reports/detection.md

What cannot be measured here (no training text beside the repository, no Grammalecte) is named in the report.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

from audit.training.evaluate.measures import Audited, missed
from audit.training.evaluate.report import history_rows, kept_history, report
from audit.training.evaluate.systems import Grammalecte, Ours, System
from audit.training.evaluate.texts import TextSet, clean, generated, labelled
from audit.version import __version__

SYSTEMS: tuple[System, ...] = (
    Ours("rules"),
    Ours("tagger", rules=False, learned=True),
    Ours("both", learned=True),
    Ours("both, with engine", learned=True, engine=True),
    Grammalecte(),
)
COUNT, QUICK = 60, 12  # articles of each source of news
CACHE = Path("build/bench")


def chosen(names: Sequence[str], skipped: list[str]) -> list[System]:
    """The systems of these names, or all, that are here; why the others are not is told in `skipped`."""
    found = []
    for system in SYSTEMS:
        if names and system.name not in names:
            continue
        if reason := system.missing():
            skipped.append(f"{system.name}: {reason}")
        else:
            found.append(system)
    return found


def texts(shared: Path, count: int, skipped: list[str]) -> Iterator[TextSet]:
    yield from labelled()
    if shared.is_dir():
        yield from generated(shared, count, CACHE)
        yield from clean(shared, count)
    else:
        skipped.append(f"garbled news and clean text: there is no folder {shared}")


def measure(systems: Sequence[System], texts: TextSet, pool: Executor) -> dict[str, list[Audited]]:
    """What each system marks in a set; its time and what went wrong go to stderr."""
    measured = {}
    for system in systems:
        begun = perf_counter()
        audited = measured[system.name] = system.audit(texts.cases, pool)
        print(f"{texts.name}: {system.name}, {perf_counter() - begun:.0f} s", file=sys.stderr)
        for failure, times in Counter(f for one in audited for f in one.failures).most_common(5):
            print(f"  {times} × {failure}", file=sys.stderr)
    return measured


def misses(sets: Mapping[TextSet, Mapping[str, Sequence[Audited]]], system: str) -> Iterator[str]:
    """What a system missed, by class, in the labelled articles that are there to be looked at."""
    for texts, measured in sets.items():
        if not texts.private and not texts.clean and texts.name.startswith("corpora"):
            found = sorted(missed(measured[system]))
            yield f"# {texts.name}: {len(found)} missed"
            yield from (f"{kind:22}{line}" for kind, line in found)


def main() -> None:
    arguments = argparse.ArgumentParser(description="Measure detection on real machine translation and much more text.")
    arguments.add_argument("--shared", type=Path, default=Path("../shared/corpora"), help="training and test text")
    arguments.add_argument(
        "--systems", default="", help=f"only these, parted by semicolons: {'; '.join(s.name for s in SYSTEMS)}"
    )
    arguments.add_argument(
        "--quick", action="store_true", help="a fifth of the garbled and clean text; writes no report"
    )
    arguments.add_argument("--label", default=__version__, help="name of this run in the history; replaces its rows")
    arguments.add_argument("--markdown", type=Path, help="report to write; its history is kept")
    arguments.add_argument(
        "--missed", type=Path, help="file for what the first system missed in articles to develop on"
    )
    arguments.add_argument("--jobs", type=int, default=2, help="processes")
    given = arguments.parse_args()
    skipped: list[str] = []
    names = [name.strip() for name in given.systems.split(";") if name.strip()]
    known = [system.name for system in SYSTEMS]
    if unknown := set(names).difference(known):
        arguments.error(f"no system {', '.join(sorted(unknown))}; there is {'; '.join(known)}")
    systems = chosen(names, skipped)
    if not systems:
        arguments.error(f"nothing to measure: {'; '.join(skipped)}")
    count = QUICK if given.quick else COUNT
    with ProcessPoolExecutor(given.jobs) as pool:
        sets = {one: measure(systems, one, pool) for one in texts(given.shared, count, skipped)}
    old = given.markdown.read_text("utf-8") if given.markdown and given.markdown.exists() else ""
    written = report(sets, skipped, [*kept_history(old, given.label), *history_rows(given.label, sets)])
    print(written)
    if given.markdown and not given.quick:
        given.markdown.write_text(written, "utf-8")
    if given.missed:
        given.missed.write_text("\n".join(misses(sets, systems[0].name)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
