"""Clean French as numbers: the forms that occur, the sentences, and what each form may be broken into."""

import tomllib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audit.correcting.alternatives import alternatives
from audit.correcting.vocabulary import END, LETTERS, Ids, case, normal, reading, split
from audit.french.lexicon import Lexicon
from audit.training.tagger.texts import read, reserved

LISTED = Path(__file__).with_name("texts.toml")
GLUED = "<glued>"  # stands for two words run together
FEWEST, MOST = 3, 200  # words of a sentence
LONGEST = 1500  # code points
WORDS, READINGS, ENDINGS = 30_000, 2_500, 3_000  # that get a row of their own
KNOWN_FROM = 5  # sightings of a word that gets one
KEPT = 48  # alternatives of a form
BREAKS_FROM = 30  # sightings of a form that another is broken into: a rare one would give itself away

Flat = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences one behind the other: forms and cases of their words, where each begins (and the last ends), and their text."""

    forms: list[str]
    words: Flat
    cases: NDArray[np.uint8]
    starts: NDArray[np.int64]
    texts: NDArray[np.uint8]

    def counts(self) -> NDArray[np.int64]:
        return np.bincount(self.words, minlength=len(self.forms))


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of each form: its row in the vocabulary's columns, its sightings, and its alternatives, each with the
    column of `alternatives`.CLASSES that it is an error of."""

    forms: list[str]
    rows: Ids
    counts: NDArray[np.int64]
    alternatives: list[list[tuple[int, int]]]
    lists: Mapping[str, list[str]]


def texts() -> list[dict[str, Any]]:
    return [{"weight": 1, **row} for row in tomllib.loads(LISTED.read_text("utf-8"))["text"]]


def corpus(shared: Path) -> Corpus:
    """The listed texts, without the lines that `audit.training.evaluate.bench` measures on."""
    numbers: dict[str, int] = {END: 0, GLUED: 1}
    words, cases, starts, origins = array("i"), array("B"), array("q", [0]), array("B")
    taken = reserved(shared)
    for number, text in enumerate(texts()):
        for line in read(shared / text["file"])[: text["lines"]]:
            if line.strip() in taken or len(line) > LONGEST:
                continue
            found = [word.text for word in split(line.strip())]
            if FEWEST <= len(found) <= MOST:
                words.extend(numbers.setdefault(normal(word), len(numbers)) for word in found)
                cases.extend(map(case, found))
                starts.append(len(words))
                origins.append(number)
    return Corpus(list(numbers), *map(np.asarray, (words, cases, starts, origins)))


def table(source: Corpus, lexicon: Lexicon) -> Table:
    forms = {form: number for number, form in enumerate(source.forms)}
    counts = source.counts()
    choices: list[list[tuple[int, int]]] = []
    for number, form in enumerate(source.forms):
        inflects = number > 1 and counts[number] > 1 and form[0].isalpha()
        found = alternatives(form, lexicon) if inflects else []
        found = found if len(found) <= KEPT else Random(number).sample(found, KEPT)  # noqa: S311 - not a secret
        choices.append(
            [(forms[other], column) for other, column in found if counts[forms.get(other, 0)] >= BREAKS_FROM]
        )
    common = [source.forms[number] for number in np.argsort(-counts, kind="stable") if counts[number] >= KNOWN_FROM]
    lists = {
        "words": [form for form in common if form not in {END, GLUED}][: WORDS - 1],
        "readings": _commonest((_reading(form, lexicon) for form in source.forms), counts + 1, READINGS),
        "endings": _commonest((form[-LETTERS:] for form in source.forms), counts, ENDINGS),
    }
    columns = [{key: row for row, key in enumerate(entries, 1)} for entries in lists.values()]
    rows = [
        (columns[0].get(form, 0), columns[1].get(_reading(form, lexicon), 0) + 1, columns[2].get(form[-LETTERS:], 0))
        for form in source.forms
    ]
    return Table(source.forms, np.array(rows, np.int64), counts, choices, lists)


def _reading(form: str, lexicon: Lexicon) -> str:
    return form if form in {END, GLUED} else reading(form, lexicon)


def _commonest(keys: Iterable[str], counts: NDArray[np.int64], most: int) -> list[str]:
    total: Counter[str] = Counter()
    for key, count in zip(keys, counts, strict=True):
        total[key] += int(count)
    return [key for key, _ in total.most_common(most)]
