"""Counts, proportions and tables of what was found in labelled articles."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from textwrap import shorten

from audit.training.evaluate.cases import Case

ALL = "all"
# Classes of labels that several detectors share.
RELATIVES = {"agreement": ("subject-agreement", "elision"), "missing-function-word": ("missing-negation", "elision")}
CONTEXT = 40  # code points either side of what is quoted
Z = 1.959964  # of the normal distribution, for 95 %
DETECTORS = ("detector", "findings", "right", "precision", "95 %", "false / 1,000 words", "… in clean text")
CLASSES = ("class", "gold", "found", "recall", "95 %", "found by its detector")


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


@dataclass(frozen=True)
class Totals:
    """What the articles of a set add up to."""

    words: int
    findings: int
    right: int
    clean_words: int  # of articles with no error
    clean_findings: int
    gold: Counter[str]  # by class
    found: Counter[str]

    @classmethod
    def of(cls, audited: Sequence[Audited]) -> "Totals":
        spans = [(one, span) for one in audited for span in one.case.gold]
        clean = [one for one in audited if not one.case.gold]
        return cls(
            words=sum(one.words for one in audited),
            findings=sum(len(one.seen) for one in audited),
            right=sum(one.right(seen) for one in audited for seen in one.seen),
            clean_words=sum(one.words for one in clean),
            clean_findings=sum(len(one.seen) for one in clean),
            gold=Counter(kind for _, (_, _, kind) in spans),
            found=Counter(kind for one, (start, end, kind) in spans if one.finders(start, end)),
        )

    @property
    def macro(self) -> float | None:
        """Mean of the classes' recalls; None where nothing is wrong."""
        return sum(self.found[kind] / self.gold[kind] for kind in self.gold) / len(self.gold) if self.gold else None


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
    macro = Totals.of(audited).macro
    if macro is not None:
        yield "macro", "", "", f"{macro:.3f}", "", ""


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
    head = (
        f"## {name}\n\n{len(audited)} articles, {words} words; {len(clean)} of them clean, "
        f"{sum(one.words for one in clean)} words. Content sha256 {content_hash(one.case for one in audited)}."
    )
    classes = list(class_rows(audited))
    tables = [table(DETECTORS, detector_rows(audited)), *([table(CLASSES, classes)] if classes else [])]
    return "\n\n".join([head, *tables])


def content_hash(cases: Iterable[Case]) -> str:
    """Of texts and labels: 16 hexadecimal digits."""
    return hashlib.sha256("".join(case.text + repr(case.gold) for case in cases).encode()).hexdigest()[:16]


def missed(audited: Sequence[Audited]) -> Iterator[tuple[str, str]]:
    """The class of each gold span that nothing found, and the span in its context."""
    for one in audited:
        for start, end, kind in one.case.gold:
            if not one.finders(start, end):
                yield kind, quote(one.case, start, end)


def examples(audited: Sequence[Audited], count: int) -> Iterator[str]:
    """Up to `count` false alarms of each detector and misses of each class, drawn with a fixed seed."""
    drawn: dict[str, list[str]] = {}
    for one in audited:
        for seen in one.seen:
            for name in () if one.right(seen) else seen.detectors:
                drawn.setdefault(f"false alarms of {name}", []).append(quote(one.case, seen.start, seen.end))
    for kind, line in missed(audited):
        drawn.setdefault(f"missed {kind}", []).append(line)
    for title, lines in sorted(drawn.items()):
        yield f"{title} ({len(lines)}):"
        yield from Random(0).sample(lines, min(count, len(lines)))  # noqa: S311 - a sample, not a secret


def quote(case: Case, start: int, end: int) -> str:
    """The range between ⟦⟧ with its context on one line."""
    before, after = case.text[max(0, start - CONTEXT) : start], case.text[end : end + CONTEXT]
    part = shorten(case.text[start:end], 120, placeholder="…") if end - start > 120 else case.text[start:end]
    return f"  {case.name}: …{before}⟦{part}⟧{after}…".replace("\n", "¶")
