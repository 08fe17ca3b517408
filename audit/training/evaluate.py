"""Measure the detectors on labelled articles: precision of each, recall of each class, false alarms per 1,000 words.

    python -m audit.training.evaluate --corpora corpora --jsonl dev.jsonl --show 3 --markdown reports/precision.md

A finding is right when it overlaps a gold span of any class; a gold span is found when any finding overlaps it. A fused
finding counts for each detector that saw its place. Proportions carry Wilson's 95 % interval (Wilson 1927, JASA 22).
"""

import argparse
import hashlib
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import sqrt
from pathlib import Path
from random import Random
from textwrap import shorten

from audit.detectors.registry import load
from audit.finding import Finding

ALL = "all"
# Classes of labels that several detectors share.
RELATIVES = {"agreement": ("subject-agreement", "elision"), "missing-function-word": ("missing-negation", "elision")}
CONTEXT = 40  # code points either side of what --show prints
Z = 1.959964  # of the normal distribution, for 95 %
DETECTORS = ("detector", "findings", "right", "precision", "95 %", "false / 1,000 words", "… in clean text")
CLASSES = ("class", "gold", "found", "recall", "95 %", "found by its detector")


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled article."""

    name: str
    text: str
    gold: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding: its range, and the detectors that saw it."""

    start: int
    end: int
    detectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Audited:
    """A case with what the detectors said of it, the words that were audited, and what went wrong."""

    case: Case
    seen: tuple[Seen, ...]
    words: int
    failures: tuple[str, ...] = ()

    def right(self, seen: Seen) -> bool:
        return any(start < seen.end and seen.start < end for start, end, _ in self.case.gold)

    def finders(self, start: int, end: int) -> frozenset[str]:
        found = [seen.detectors for seen in self.seen if seen.start < end and start < seen.end]
        return frozenset[str]().union(*found)


def read_corpora(folder: Path) -> list[Case]:
    """Read the labelled articles in the folders of `folder`; one without labels.toml has no errors.

    Raises ValueError when a label's text is not in its article as often as the label says.
    """
    cases = []
    for article in sorted(folder.glob("*/article.txt")):
        text = article.read_text("utf-8")
        labels = article.with_name("labels.toml")
        errors = tomllib.loads(labels.read_text("utf-8")).get("error", []) if labels.exists() else []
        spans = [(*place(text, error["text"], error.get("occurrence", 1)), error["class"]) for error in errors]
        cases.append(Case(article.parent.name, text, tuple(sorted(spans))))
    return cases


def place(text: str, part: str, occurrence: int) -> tuple[int, int]:
    """Range of the given occurrence of a part, counted from 1."""
    start = -1
    for _ in range(occurrence):
        start = text.find(part, start + 1)
        if start < 0:
            raise ValueError(f"label {part!r}, occurrence {occurrence}, is not in the article")
    return start, start + len(part)


def read_jsonl(file: Path) -> list[Case]:
    """Read what `audit.training.garble` writes."""
    rows = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return [
        Case(f"{file.stem}:{number}", row["text"], tuple((start, end, kind) for start, end, kind in row["gold"]))
        for number, row in enumerate(rows, 1)
    ]


def audit_case(case: Case, wanted: frozenset[str] = frozenset()) -> Audited:
    """Audit one article without an engine, keeping the `wanted` detectors' findings (empty: all of them)."""
    from audit import AuditError, audit_text

    try:
        result = audit_text(case.text, engine="none")
    except AuditError as error:
        return Audited(case, (), 0, (f"refused: {error}",))
    seen = tuple(Seen(f.start, f.end, detectors_of(f)) for f in result.findings)
    if wanted:
        seen = tuple(Seen(s.start, s.end, s.detectors & wanted) for s in seen if s.detectors & wanted)
    failures = tuple(f"{failure.detector}: {failure.error}" for failure in result.failures)
    return Audited(case, seen, result.words, failures)


def detectors_of(finding: Finding) -> frozenset[str]:
    """The detector of a finding, with those that its evidence names."""
    others = {evidence.partition(":")[0] for evidence in finding.evidence}
    return frozenset({finding.detector} | (others & load().keys()))


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Wilson's score interval of a proportion, 95 %; the whole range where nothing was counted."""
    if not count:
        return 0.0, 1.0
    share, z2 = hits / count, Z * Z / count
    centre, spread = share + z2 / 2, Z * sqrt(share * (1 - share) / count + z2 / (4 * count))
    return max(0.0, (centre - spread) / (1 + z2)), min(1.0, (centre + spread) / (1 + z2))


def proportion(hits: int, count: int) -> tuple[str, str]:
    """A share and its interval, as printed."""
    low, high = wilson(hits, count)
    return (f"{hits / count:.3f}" if count else "–"), f"{low:.2f}–{high:.2f}"


def per_thousand(count: int, words: int) -> str:
    return f"{1000 * count / words:.2f}" if words else "–"


def detector_rows(audited: Sequence[Audited]) -> Iterator[tuple[str, ...]]:
    """A row for each detector that said anything, and one for all."""
    findings, right, false_in_clean = Counter[str](), Counter[str](), Counter[str]()
    words = sum(one.words for one in audited)
    clean_words = sum(one.words for one in audited if not one.case.gold)
    for one in audited:
        for seen in one.seen:
            names = {*seen.detectors, ALL}
            findings.update(names)
            right.update(names if one.right(seen) else ())
            false_in_clean.update(() if one.case.gold else names)
    for name in sorted(findings, key=lambda name: (name == ALL, name)):
        false = per_thousand(findings[name] - right[name], words)
        clean = per_thousand(false_in_clean[name], clean_words)
        counts = str(findings[name]), str(right[name])
        yield name, *counts, *proportion(right[name], findings[name]), false, clean


def class_rows(audited: Sequence[Audited]) -> Iterator[tuple[str, ...]]:
    """A row for each gold class, one for all, and the mean of the classes' recalls."""
    gold, found, named = Counter[str](), Counter[str](), Counter[str]()
    for one in audited:
        for start, end, kind in one.case.gold:
            finders = one.finders(start, end)
            gold.update((kind, ALL))
            found.update((kind, ALL) if finders else ())
            named.update((kind, ALL) if finders & {kind, *RELATIVES.get(kind, ())} else ())
    for kind in sorted(gold, key=lambda kind: (kind == ALL, kind)):
        yield kind, str(gold[kind]), str(found[kind]), *proportion(found[kind], gold[kind]), str(named[kind])
    kinds = [kind for kind in gold if kind != ALL]
    if kinds:
        yield "macro", "", "", f"{sum(found[kind] / gold[kind] for kind in kinds) / len(kinds):.3f}", "", ""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, aligned so that it reads as plain text too; all but the first column to the right."""
    cells = [list(header), *map(list, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "| "
        + " | ".join(c.rjust(w) if i else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        + " |"
        for row in cells
    ]
    rule = "|" + "|".join("-" * (w + 1) + (":" if i else "-") for i, w in enumerate(widths)) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def section(name: str, audited: Sequence[Audited]) -> str:
    """The measurements on one set of articles, as Markdown."""
    words, clean = sum(one.words for one in audited), [one for one in audited if not one.case.gold]
    content = "".join(one.case.text + repr(one.case.gold) for one in audited)
    head = (
        f"## {name}\n\n{len(audited)} articles, {words} words; {len(clean)} of them clean, "
        f"{sum(one.words for one in clean)} words. Content sha256 {hashlib.sha256(content.encode()).hexdigest()[:16]}."
    )
    classes = list(class_rows(audited))
    tables = [table(DETECTORS, detector_rows(audited)), *([table(CLASSES, classes)] if classes else [])]
    return "\n\n".join([head, *tables])


def examples(audited: Sequence[Audited], count: int) -> Iterator[str]:
    """Up to `count` false alarms of each detector and misses of each class, drawn with a fixed seed."""
    drawn: dict[str, list[str]] = {}
    for one in audited:
        for seen in one.seen:
            for name in () if one.right(seen) else seen.detectors:
                drawn.setdefault(f"false alarms of {name}", []).append(quote(one.case, seen.start, seen.end))
        for start, end, kind in one.case.gold:
            if not one.finders(start, end):
                drawn.setdefault(f"missed {kind}", []).append(quote(one.case, start, end))
    for title, lines in sorted(drawn.items()):
        yield f"{title} ({len(lines)}):"
        yield from Random(0).sample(lines, min(count, len(lines)))  # noqa: S311 - a sample, not a secret


def quote(case: Case, start: int, end: int) -> str:
    """The range between ⟦⟧ with its context on one line."""
    before, after = case.text[max(0, start - CONTEXT) : start], case.text[end : end + CONTEXT]
    part = shorten(case.text[start:end], 120, placeholder="…") if end - start > 120 else case.text[start:end]
    return f"  {case.name}: …{before}⟦{part}⟧{after}…".replace("\n", "¶")


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
        "--corpora", type=Path, nargs="+", default=[], help="folders of <name>/article.txt and labels.toml"
    )
    arguments.add_argument("--jsonl", type=Path, nargs="+", default=[], help="files that audit.training.garble wrote")
    arguments.add_argument("--detectors", default="", help="count only these, comma-separated")
    arguments.add_argument("--show", type=int, default=0, help="false alarms and misses to print, of each kind")
    arguments.add_argument("--markdown", type=Path, help="file to write the tables to")
    arguments.add_argument("--jobs", type=int, default=2, help="processes")
    given = arguments.parse_args()
    sets = {file.stem: read_jsonl(file) for file in given.jsonl}
    sets = {folder.as_posix(): read_corpora(folder) for folder in given.corpora} | sets
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
        intro = (__doc__ or "").partition("\n\n")[2].partition("\n\n")[2]
        given.markdown.write_text("\n\n".join(["# Precision and recall", intro.strip(), *sections]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
