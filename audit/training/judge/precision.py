"""How precise the detectors are that hold a translation against its source: on people's, and on machine translation.

    python -m audit.training.judge.precision --text TEST [--sheet build/precision.txt] [--markdown reports/bilingual.md]

Prints for each detector its findings per 1,000 words of human translations that nobody has read, every one of them counted as
false; and of its findings on what the shipped engine and Apertium make of other sentences, how many a reader has found right.
What nobody has judged yet is written to the sheet, a key before each; a line of KEY, tab, `right` or `wrong` in
corpora/judged/precision.tsv judges it. A key is a hash of source, translation and place.
"""

import argparse
import hashlib
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from audit.detectors.registry import load
from audit.engines import choose, embedded
from audit.finding import Hit
from audit.training.evaluate.measures import per_thousand, proportion, table
from audit.training.evaluate.repairs import read_judged
from audit.training.judge.measure import OFFERED, hits
from audit.training.judge.texts import SEED, Pair, sentences

JUDGED = Path("corpora/judged/precision.tsv")
MOST, UNREAD = 400, 500  # pairs of each set; where those begin that nobody has read
SAMPLE = 40  # findings of a detector on the output of a machine that are judged
APERTIUM = "apertium -u eng-cat | apertium -u cat-fra"
COLUMNS = (
    "detector",
    "human: false / 1,000 words",
    "machine: findings",
    "/ 1,000 words",
    "judged",
    "right",
    "precision",
    "95 %",
)
INTRO = """# Precision with the source at hand

Written by `python -m audit.training.judge.precision`. Human translations: everything that is flagged counts as false, though
some of it is a slip of the translator. Machine translation: by the shipped engine and by Apertium, of sentences of the same
sets; a sample was judged by a large language model that had not written the rules, and saw source, translation and finding; no
person has reviewed it. A finding is right where what it says of the translation is so, and a reader would want it changed.
Detectors that take a glossary, an engine or a whole file are not here."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding on machine translation."""

    detector: str
    pair: Pair
    hit: Hit

    @property
    def key(self) -> str:
        place = "\0".join((self.detector, *self.pair, str(self.hit.start), str(self.hit.end), str(self.hit.why)))
        return hashlib.sha256(place.encode()).hexdigest()[:16]

    def __str__(self) -> str:
        french, start, end = self.pair.french, self.hit.start, self.hit.end
        marked = f"{french[:start]}[[{french[start:end]}]]{french[end:]}"
        return f"{self.key} {self.detector}: {self.hit.why}\n  {self.pair.english}\n  {marked}\n"


def measured() -> list[str]:
    """The detectors that need a passage and no more than is at hand here."""
    return [name for name, detector in load().items() if detector.per_passage and detector.needs <= OFFERED.keys()]


def translated(english: Sequence[str]) -> Iterator[Pair]:
    """The sentences as the shipped engine and Apertium translate them. Raises ValueError where one is not installed."""
    if (engine := embedded.find(embedded.BACK)) is None:
        raise ValueError("no engine from English to French is installed")
    yield from (
        Pair(*pair) for pair in zip(english, (answer.text for answer in engine.translate(english)), strict=True)
    )
    lines = [" ".join(line.split()) for line in english]
    command = ["bash", "-c", APERTIUM]
    piped = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True)
    yield from (Pair(*pair) for pair in zip(english, piped.stdout.rstrip("\n").split("\n"), strict=True))


def findings(name: str, pairs: Sequence[Pair]) -> list[Found]:
    """What a detector finds with the shipped engine at hand."""
    engine = choose("embedded")
    return [Found(name, pair, hit) for pair in pairs for hit in hits(name, pair, engine)]


def sampled(found: Sequence[Found]) -> list[Found]:
    """Those that are to be judged, the same whatever else is found: by their keys."""
    return sorted(found, key=lambda one: one.key)[:SAMPLE]


def rows(
    human: Sequence[Pair], machine: dict[str, list[Found]], words: int, judged: dict[str, bool]
) -> Iterator[tuple[str, ...]]:
    """A row for each detector. `words` are those of the machine translation."""
    people = sum(len(pair.french.split()) for pair in human)
    for name, found in machine.items():
        verdicts = [judged[one.key] for one in found if one.key in judged]
        off = "" if load()[name].default else " (off by default)"
        alarms = per_thousand(len(findings(name, human)), people)
        counts = str(len(found)), per_thousand(len(found), words), str(len(verdicts)), str(sum(verdicts))
        yield f"{name}{off}", alarms, *counts, *proportion(sum(verdicts), len(verdicts))


def main() -> None:
    arguments = argparse.ArgumentParser(description="Measure the detectors that compare with a source.")
    arguments.add_argument("--text", type=Path, required=True, help="folder of NAME.en, NAME.fr, line aligned")
    arguments.add_argument("--judged", type=Path, default=JUDGED, help="what the reader said")
    arguments.add_argument("--sheet", type=Path, help="file for the findings that are to be judged")
    arguments.add_argument("--markdown", type=Path, help="file to write the table to")
    given = arguments.parse_args()
    try:
        judged = read_judged(given.judged) if given.judged.exists() else {}
        read = [pair.english for _, pairs in sentences(given.text, MOST) for pair in pairs]
        pairs = list(translated(Random(SEED).sample(read, len(read))))  # noqa: S311 - a sample
    except ValueError as error:
        arguments.error(str(error))
    machine = {name: findings(name, pairs) for name in measured()}
    human = [pair for _, pairs in sentences(given.text, MOST, skip=UNREAD) for pair in pairs]
    shown = table(COLUMNS, rows(human, machine, sum(len(pair.french.split()) for pair in pairs), judged))
    print(shown)
    if given.sheet:
        given.sheet.write_text(
            "\n".join(str(one) for found in machine.values() for one in sampled(found) if one.key not in judged),
            "utf-8",
        )
    if given.markdown:
        given.markdown.write_text(f"{INTRO}\n\n{shown}\n", "utf-8")


if __name__ == "__main__":
    main()
