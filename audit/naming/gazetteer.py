"""Names of the English-speaking world by what translation makes of them (*pierre roulante*: Rolling Stone).

Read from a memory-mapped trie, `resources/names.marisa`, made by `python -m audit.training.names`; origins and licences
are in `resources/names.card.toml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import marisa_trie

from audit.integrity import intact

FILE = Path(__file__).parent.parent / "resources" / "names.marisa"
LONGEST = 80  # code points of a rendering
SPELLING = str.maketrans({"’": "'", "ʼ": "'", "\xa0": " ", "\u202f": " ", "\n": " ", "\0": "\ufffd"})
JOINED = frozenset(
    "qu' qu’ que a à dans est et sur pour avec mais où dont qui".split()
)  # small words that run into a name
FOLLOWING = re.compile(r"[\w’'\-‑&]")  # what joins on to a word
RUN_IN = re.compile("(?:" + "|".join(word if word[-1] in "'’" else rf"{word}\b" for word in sorted(JOINED)) + ")")


class Kind(StrEnum):
    """What bears a name: a firm, brand or product, a medium, a work or band, an institution, a team, a place, a person."""

    BRAND = "b"
    MEDIUM = "m"
    INSTITUTION = "i"
    TEAM = "t"
    PLACE = "l"
    PERSON = "p"


class Rank(StrEnum):
    """How much a rendering proves: of our own lists; what French has as a name too; of lists nobody has looked through."""

    SURE = "0"
    DOUBTFUL = "1"
    LONG_LIST = "2"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, as English writes it, for one rendering."""

    name: str
    kind: Kind
    rank: Rank

    @property
    def listed(self) -> bool:
        return self.rank is not Rank.LONG_LIST


def normal(text: str) -> str:
    """The text in lower case, with straight apostrophes and plain spaces, code point for code point."""
    lower = text.translate(SPELLING).encode("utf-8", "replace").decode("utf-8")
    if len(small := lower.lower()) == len(lower):
        return small
    return "".join(small if len(small := character.lower()) == 1 else character for character in lower)


class Gazetteer:
    """Look renderings and names up. Any string may be asked for; what is not there gives an empty answer."""

    def __init__(self) -> None:
        self._trie = marisa_trie.BytesTrie().mmap(str(intact(FILE)))

    def renderings(self, text: str, start: int) -> Iterator[tuple[int, list[Entry]]]:
        """What begins at `start` in the text and is a rendering: its end, and the names it may stand for. Longest first."""
        ahead = normal(text[start : start + LONGEST])
        for key in sorted(self._trie.prefixes(f"r:{ahead}"), key=len, reverse=True):
            end = start + len(key) - 2
            if not FOLLOWING.match(text, end) or RUN_IN.match(text, end):
                yield end, [_entry(value) for value in sorted(self._trie[key])]

    def english_given(self, name: str) -> bool:
        """True for a first name of English speakers."""
        return f"g:{normal(name)}" in self._trie

    def french_given(self, name: str) -> bool:
        """True for a first name of French speakers; many are both."""
        return f"h:{normal(name)}" in self._trie

    def french_name(self, name: str) -> bool:
        """True for what French itself has as a name, with no article (*Soir*, *Croix*)."""
        return f"n:{normal(name)}" in self._trie

    def surname(self, word: str) -> bool:
        """True for a French word that is a surname as well, of French speakers or of English ones (*Marchand*, *Collier*)."""
        return f"f:{normal(word)}" in self._trie

    def surnames(self, word: str) -> list[str]:
        """The English surnames that the French word is a rendering of, the commonest first."""
        return [value.decode("utf-8")[5:] for value in sorted(self._trie.get(f"p:{normal(word)}", ()))]


def _entry(value: bytes) -> Entry:
    text = value.decode("utf-8")
    return Entry(text[2:], Kind(text[1]), Rank(text[0]))


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer, opened once per process."""
    return Gazetteer()
