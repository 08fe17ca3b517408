"""reports/detection.md: every system on every text, by class, with the history of the figures that count."""

import re
from collections.abc import Iterator, Mapping, Sequence

from audit.training.evaluate.measures import Audited, Totals, content_hash, per_thousand, proportion, table
from audit.training.evaluate.texts import CLEAN_NEWS, GARBLED, TextSet

Measured = Mapping[str, Sequence[Audited]]  # by system
INTRO = """# Detection

Written by `make bench-detect`. A finding is right when it overlaps a gold span of any class; a gold span is found when any
finding overlaps it; macro is the mean of the classes' recalls; intervals are Wilson's, 95 %. Of held-out articles only
totals are printed. `corpora/real-mt` is real machine translation, pages translated node by node beside what people
translated (corpora/real-mt/README.md); in that by Apertium two words in three are marked, so that its precision says little.
Words are those that our systems read; Grammalecte reads menus and captions too, and its rates are by its own words. Garbled
news and clean text are not in the repository; corpora that are public, but large (audit/training/evaluate/texts.py names them).
Clean news is as published: it holds slips of its own, which count as false alarms here. In the history, figures on garbled
news compare only where the text is the same.
"""
TOTALS = (
    "system",
    "findings",
    "precision",
    "95 %",
    "recall",
    "95 %",
    "macro recall",
    "false / 1,000 words",
    "… in clean text",
)
CLEAN = ("text", "words")
REAL = "corpora/real-mt/held-out"
HISTORY = (
    "label",
    "system",
    "real MT: precision",
    "recall",
    "garbled news: macro recall",
    "text",
    "clean news: false / 1,000 words",
)
ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)


def garbled_section(texts: TextSet, measured: Measured) -> str:
    """Totals of one garbled set, and recall by class unless its details are kept."""
    gold = sum(len(case.gold) for case in texts.cases)
    words = Totals.of(next(iter(measured.values()))).words
    head = (
        f"## {texts.name}\n\n{len(texts.cases)} articles, {words} words, {gold} errors. "
        f"Content sha256 {content_hash(texts.cases)}."
    )
    parts = [head, table(TOTALS, (totals_row(name, Totals.of(audited)) for name, audited in measured.items()))]
    if not texts.private:
        parts.append(table(("class", "gold", *measured), class_rows(measured)))
    return "\n\n".join(parts)


def totals_row(name: str, totals: Totals) -> tuple[str, ...]:
    return (
        name,
        str(totals.findings),
        *proportion(totals.right, totals.findings),
        *proportion(totals.found.total(), totals.gold.total()),
        f"{totals.macro:.3f}" if totals.macro is not None else "–",
        per_thousand(totals.findings - totals.right, totals.words),
        per_thousand(totals.clean_findings, totals.clean_words),
    )


def class_rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    """Recall of each class by each system."""
    totals = {name: Totals.of(audited) for name, audited in measured.items()}
    gold = next(iter(totals.values())).gold
    for kind in sorted(gold):
        yield kind, str(gold[kind]), *(proportion(t.found[kind], gold[kind])[0] for t in totals.values())


def clean_section(sets: Mapping[TextSet, Measured]) -> str:
    """False alarms per 1,000 words of text that is right, every system in a column."""
    totals = {texts.name: {name: Totals.of(audited) for name, audited in of.items()} for texts, of in sets.items()}
    systems = list(next(iter(totals.values())))
    rows = [
        (name, str(of[systems[0]].words), *(per_thousand(of[s].findings, of[s].words) for s in systems))
        for name, of in totals.items()
    ]
    head = "## Clean text\n\nFalse alarms per 1,000 words; everything that is flagged here counts as one."
    return f"{head}\n\n{table((*CLEAN, *systems), rows)}"


def history_rows(label: str, sets: Mapping[TextSet, Measured]) -> Iterator[tuple[str, ...]]:
    """What this run adds to the history; « – » for what was not measured."""
    made = [texts for texts in sets if texts.name.startswith(GARBLED)]
    for system in next(iter(sets.values())):
        real, news = (
            Totals.of([one for texts, of in sets.items() if texts.name.startswith(name) for one in of[system]])
            for name in (REAL, CLEAN_NEWS)
        )
        yield (
            label,
            system,
            proportion(real.right, real.findings)[0],
            proportion(real.found.total(), real.gold.total())[0],
            " / ".join(f"{Totals.of(sets[texts][system]).macro:.3f}" for texts in made) or "–",
            " / ".join(content_hash(texts.cases)[:6] for texts in made) or "–",
            per_thousand(news.findings, news.words),
        )


def kept_history(report: str, label: str) -> list[tuple[str, ...]]:
    """The rows of an earlier report's history, without those of this label."""
    rows = [tuple(map(str.strip, row.split("|"))) for row in ROW.findall(report.partition("## History")[2])]
    return [row for row in rows[2:] if row[0] != label]


def report(sets: Mapping[TextSet, Measured], skipped: Sequence[str], history: Sequence[tuple[str, ...]]) -> str:
    """The whole report, as Markdown."""
    garbled = {texts: measured for texts, measured in sets.items() if not texts.clean}
    clean = {texts: measured for texts, measured in sets.items() if texts.clean}
    parts = [INTRO.strip(), *(garbled_section(texts, measured) for texts, measured in garbled.items())]
    parts += [clean_section(clean)] if clean else []
    parts += ["## Not measured\n\n" + "\n".join(f"- {line}" for line in skipped)] if skipped else []
    parts += [f"## History\n\n{table(HISTORY, history)}"] if history else []
    return "\n\n".join(parts) + "\n"
