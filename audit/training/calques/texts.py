"""The texts, as rows of numbers: French by lemmas as `audit.french.calques` reads them, English by words as written."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit.french.calques import DROPPED, OPEN, STRAIGHT, WORD, lemma_of
from audit.french.lexicon import Lexicon
from audit.training.calques.corpus import BREAK
from audit.training.lexicon.counts import MEASURED, TRAINING_SHARE, read_side

# Pairs taken from each corpus: what translation/corpora.toml lets a model be made of, thinned where it is one-sided.
PARALLEL = {
    "europarl": 400_000, "hansard": 250_000, "tatoeba": 175_000, "debian-webwml": 100_000, "gutenberg-books": 61_000,
    "canada-laws": 30_000, "python-docs-fr": 32_000, "giga-fren": 18_000, "canada-infobase": 15_000,
    "bitcoin-optech": 14_000, "react-docs": 14_000, "cds-blog": 9_000, "opus100-sample": 4_000, "mozilla-www": 3_000,
    "opensource-guide": 2_000, "open-contracting": 2_000, "canada-gov-misc": 1_000,
}  # fmt: skip
# Read for what French does say, and for nothing else: counts are facts.
FRENCH_ONLY = ("ted-descriptions", "umbrella-security", "multi30k-train")
ENGLISH_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s']|\d+")
ENGLISH_DROPPED = frozenset("a an the my your his her its our their this these those s".split())
CONTRACTED = (("can't", "can not"), ("won't", "will not"), ("n't", " not"), ("'re", " are"), ("'ll", " will"))


class Numbering:
    """Numbers for words, from 1 on; `OPEN` words (*du*, *des*) have a number of their own, 1, and *de* has 2."""

    OPEN, DE = 1, 2

    def __init__(self) -> None:
        self.number = {"\0open": self.OPEN, "de": self.DE}

    def of(self, word: str) -> int:
        return self.number.setdefault(word, len(self.number) + 1) if word else BREAK

    def words(self) -> list[str]:
        return ["", *self.number]


class Lemmas(Numbering):
    """Numbers for the lemmas of French forms; the same rows as `audit.french.calques.lemmas`."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.forms: dict[str, int] = {}
        self.have, self.be = self.of("avoir"), self.of("être")

    def _form(self, form: str) -> int:
        if form in DROPPED:
            return -1
        return self.OPEN if form in OPEN else self.of(lemma_of(form, self.lexicon))

    def row(self, line: str) -> list[int]:
        row: list[int] = []
        known = self.forms
        for form in WORD.findall(line.lower().translate(STRAIGHT)):
            number = known.get(form)
            if number is None:
                number = known[form] = self._form(form)
            if number < 0:
                continue
            if form == "été" and row and row[-1] == self.have:
                row[-1] = self.be
            else:
                row.append(number)
        return row


class English(Numbering):
    """Numbers for English words as written, determiners left out."""

    def row(self, line: str) -> list[int]:
        line = line.lower().replace("’", "'")
        for short, long in CONTRACTED:
            line = line.replace(short, long)
        found = (word for word in ENGLISH_WORD.findall(line) if word not in ENGLISH_DROPPED)
        return [self.of(word) if word[0].isalpha() else BREAK for word in found]


class Line(NamedTuple):
    """A line of a text: which text, its English ("" where only French is read), its French."""

    text: str
    english: str
    french: str


def pairs(parallel: Path) -> Iterator[Line]:
    """The lines that entries are learned from."""
    for name, most in PARALLEL.items():
        sides = zip(read_side(parallel, name, "en"), read_side(parallel, name, "fr"), strict=True)
        yield from (Line(name, *side) for side in itertools.islice(sides, most))


def more_french(text: Path, parallel: Path) -> Iterator[Line]:
    """Clean French besides: news up to TRAINING_SHARE, treebanks, and texts that no entry is learned from."""
    for path in sorted(text.glob("*.fr")):
        lines = path.read_text("utf-8").split("\n")
        lines = lines[: int(len(lines) * TRAINING_SHARE)] if path.name in MEASURED else lines
        yield from (Line(path.stem, "", line) for line in lines)
    for name in FRENCH_ONLY:
        yield from (Line(name, "", line) for line in read_side(parallel, name, "fr"))
