"""French words in the sense of another, told by the words beside them: *la manipulation de la crise*, of “handling”.

The table is written by hand: rows of lemmas, each with clauses that say where it is wrong. The parts of a clause all have
to hold. Each is a mark and words, one of which is among so many lemmas before (`<`) or behind (`>`) or anywhere in the
sentence (`~`); or of which none is (`[`, `]` and `!`).
The table is made by `python -m audit.training.calques.contexts`; see resources/contexts.card.toml.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, takewhile
from pathlib import Path

from audit.french.calques import BREAK, Lemma, lemmas, matches
from audit.french.lexicon import Lexicon

TABLE = Path(__file__).parent.parent / "resources" / "contexts.marisa"
FIGURE = "#"  # in a clause, any figure
INFINITIVE = "@"  # in a clause, any infinitive
REFUSING = "[]!"


@dataclass(frozen=True, slots=True)
class Sense:
    """A word met in the sense of another: where (code points), its lemma, the English that means both, what French says here."""

    start: int
    end: int
    lemma: str
    english: str
    rights: tuple[str, ...]


def contexts(text: str, lexicon: Lexicon, path: Path = TABLE) -> Iterator[Sense]:
    """The words of a sentence that stand in the sense of another, in reading order."""
    row = lemmas(text, lexicon, article=False)
    around: list[frozenset[str]] = []
    for first, size, value in matches(row, path):
        english, right, form, clauses = value.split("\t")
        start, end = row[first].start, row[first + size - 1].end
        if form and text[start:end].lower() not in {form, f"{form}s"}:
            continue
        around = around or [_seen(text, one, lexicon) for one in row]
        if not clauses or any(_holds(clause, around, first, first + size) for clause in clauses.split("/")):
            yield Sense(start, end, row[first].lemma, english, tuple(right.split(", ")))


def _seen(text: str, one: Lemma, lexicon: Lexicon) -> frozenset[str]:
    """What a clause can ask of a lemma; nothing of a mark, which also ends what is beside a word."""
    if one.lemma == BREAK:
        return frozenset({FIGURE} if text[one.start].isdigit() else ())
    form = text[one.start : one.end].lower()
    infinitive = form == one.lemma and any(reading.mood == "infinitive" for reading in lexicon.analyses(form))
    return frozenset({one.lemma, INFINITIVE} if infinitive else {one.lemma})


def _holds(clause: str, around: Sequence[frozenset[str]], start: int, end: int) -> bool:
    return all(_part(part, around, start, end) for part in _parts(clause))


@cache
def _parts(clause: str) -> tuple[tuple[str, int, frozenset[str]], ...]:
    """The mark, the reach and the words of each part, those that look nearby first: they are the cheap ones."""
    parts = (part.split() for part in clause.split("&"))
    return tuple(
        sorted(((mark, int(reach), frozenset(wanted)) for mark, reach, *wanted in parts), key=lambda p: p[0] in "~!")
    )


def _part(part: tuple[str, int, frozenset[str]], around: Sequence[frozenset[str]], start: int, end: int) -> bool:
    mark, reach, wanted = part
    if mark in "<[":
        beside: Iterable[frozenset[str]] = takewhile(bool, reversed(around[max(0, start - reach) : start]))
    elif mark in ">]":
        beside = takewhile(bool, around[end : end + reach])
    else:
        beside = chain(around[:start], around[end:])
    return any(not wanted.isdisjoint(one) for one in beside) != (mark in REFUSING)
