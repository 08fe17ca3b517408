"""Which kinds of words stand next to each other in clean French, and which, however common, never do.

A word's kind is the word itself for the closed classes (*de*, *qui*, *a*, *est*), else what the lexicon says it can be
(noun, conjugated verb, infinitive …, with gender and number where they are sure). Counts come from
`python -m audit.training.sequences`; the table is a trie of pairs and triples (see its card).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import marisa_trie

from audit.lexicon import Lexicon, load_lexicon

TABLE = Path(__file__).parent / "resources" / "sequences.marisa"
TOKEN = re.compile(r"[^\W\d_]+['’]|[^\W_]+(?:[-‑.][^\W_]+)*|\S")
OPENING = frozenset("«“\"(")
START = "<s>"
# Auxiliaries and modals behave like no other verb, and are worth a kind each, with the closed classes.
VERBS = frozenset("être avoir pouvoir devoir aller vouloir faire".split())
CLOSED = frozenset({"det", "pron", "prep", "conj"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its place in the text, and its kind, fine (gender, number) and coarse."""

    start: int
    end: int
    fine: str
    coarse: str


def tokens(text: str, lexicon: Lexicon) -> Iterator[Token]:
    """Split a sentence into words and marks. Positions are code points of `text`."""
    first = True
    for match in TOKEN.finditer(text):
        fine, coarse = kind(match.group(), first, lexicon)
        yield Token(match.start(), match.end(), fine, coarse)
        first = first and match.group() in OPENING


def kind(word: str, first: bool, lexicon: Lexicon) -> tuple[str, str]:
    """(fine, coarse) kind of a word; `first` says that a capital means nothing."""
    if not word[0].isalnum():
        mark = '"' if word in "«»“”\"" else word
        return mark, mark
    if word[0].isdigit():
        return "0", "0"
    if word[0].isupper() and not first:
        return "Name", "Name"
    return _kind(word.lower().replace("’", "'"), lexicon) if not first else _first(word, lexicon)


def _first(word: str, lexicon: Lexicon) -> tuple[str, str]:
    found = _kind(word.lower().replace("’", "'"), lexicon)
    return ("Name", "Name") if found[1] == "?" and word[0].isupper() else found


@lru_cache(1 << 16)
def _kind(word: str, lexicon: Lexicon) -> tuple[str, str]:
    readings = lexicon.analyses(word)
    if not readings:
        return ("-", "-") if "-" in word else ("?", "?")
    if lexicon.frequency(word) >= 500 and (
        any(r.pos in CLOSED for r in readings) or any(r.pos == "verb" and r.lemma in VERBS for r in readings)
    ):
        return word, word
    coarse = "|".join(sorted({_part(r.pos, r.mood, r.tense) for r in readings}))
    agreeing = [r for r in readings if r.pos in {"noun", "adjective"} or r.mood == "participle"]
    if len(agreeing) < len(readings):
        return coarse, coarse
    genders, numbers = {r.gender for r in agreeing}, {r.number for r in agreeing}
    return coarse + (genders.pop() if len(genders) == 1 else "") + (numbers.pop() if len(numbers) == 1 else ""), coarse


def _part(pos: str, mood: str, tense: str) -> str:
    if pos != "verb":
        return {"noun": "N", "adjective": "A", "adv": "R"}.get(pos, pos)
    return {"infinitive": "Vi", "participle": "Vg" if tense == "present" else "Vp"}.get(mood, "Vf")


@cache
def table() -> marisa_trie.RecordTrie:
    return marisa_trie.RecordTrie("<I").mmap(str(TABLE))


def count(*kinds: str) -> int:
    """How often these kinds stood in this order in the text that was counted."""
    found = table().get("\t".join(kinds))
    return int(found[0][0]) if found else 0


def load() -> tuple[Lexicon, int]:
    return load_lexicon(), count()
