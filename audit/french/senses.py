"""French words in the sense of another, told by what stands around them: *le costume déposé devant le tribunal*, of “suit”.

The table has pairs of a word and the words that French has for another sense of its English. What stands around either in
French text gives weights, log P(around the other) − log P(around the word) (naive Bayes; Gale, Church and Yarowsky 1992),
and a word is told when their sum is over what text with the word in its own sense reaches.
The table is made by `python -m audit.training.calques`; see resources/senses.card.toml.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from audit.french.calques import BREAK, Lemma, lemmas, opened
from audit.french.lexicon import Lexicon

TABLE = Path(__file__).parent.parent / "resources" / "senses.marisa"
NEAR = 25  # lemmas on either side
BESIDE = (-2, -1, 1, 2)  # places where small words count too
SHORTEST = 4  # letters of a word that says something farther off
FEW = 4  # weights are never so few that one or two of them tell
TENTHS = 10  # of a nat, as weights are kept: a signed byte each


@dataclass(frozen=True, slots=True)
class Sense:
    """A word met in the sense of another: the English that means both, and what French says here."""

    lemma: Lemma
    english: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A pair of the table: its number there, and the weight (nats) that what stands around must pass."""

    number: int
    english: str
    rights: tuple[str, ...]
    least: float


def senses(text: str, lexicon: Lexicon, path: Path = TABLE) -> Iterator[Sense]:
    """The words of a sentence that stand in the sense of another, in reading order."""
    table = opened(path)
    row = lemmas(text, lexicon, article=False)
    names = [one.lemma for one in row]
    for at, one in enumerate(row):
        margins = [(_margin(table, pair, names, at), pair) for pair in _pairs(table, one.lemma)]
        margin, pair = max(margins, default=(0.0, None))
        if pair and margin > 0:
            yield Sense(one, pair.english, pair.rights)


def _pairs(table: Any, lemma: str) -> Iterator[Pair]:
    for value in table.get(f"={lemma}", ()):
        number, english, rights, least = value.decode("utf-8").split("\t")
        yield Pair(int(number), english, tuple(rights.split(", ")), float(least))


def _margin(table: Any, pair: Pair, names: Sequence[str], at: int) -> float:
    """By how much what stands around a word weighs more than its pair calls for."""
    found = (table.get(f"{pair.number} {what}") for what in around(names, at))
    return total([int.from_bytes(value[0], "big", signed=True) / TENTHS for value in found if value]) - pair.least


def total(weights: Sequence[float]) -> float:
    """What weights come to together, by the square root of how many they are: long sentences have more by chance."""
    return sum(weights) / sqrt(max(FEW, len(weights)))


def around(names: Sequence[str], at: int) -> set[str]:
    """What stands around a lemma: the words beside it with their places, and the longer ones farther off."""
    first, last = max(0, at - NEAR), min(len(names), at + NEAR + 1)
    found = {names[n] for n in range(first, last) if n != at and len(names[n]) >= SHORTEST}
    found |= {
        f"{step} {names[at + step]}" for step in BESIDE if 0 <= at + step < len(names) and names[at + step] != BREAK
    }
    return found
