"""Two words that a stop, or a lost space, keeps apart, with what stands around them."""

import re
from dataclasses import dataclass
from functools import cached_property

from audit.french.forms import Form
from audit.french.lexicon import Lexicon

BEFORE = re.compile(r"(?P<word>[^\W_]+['’]?)\s*$")
BEHIND = re.compile(r"\s*(?P<word>[^\W_]+['’]?)")
NOMINAL = frozenset({"noun", "adjective"})


@dataclass(frozen=True)
class Pair:
    """Two words, and the text on either side of them."""

    left: str
    right: str
    before: str
    behind: str
    lexicon: Lexicon

    @cached_property
    def first(self) -> str:
        return self.left.lower()

    @cached_property
    def last(self) -> str:
        """The word before, "" at the beginning."""
        found = BEFORE.search(self.before)
        return found["word"].lower().replace("’", "'") if found else ""

    @cached_property
    def next(self) -> str:
        """The word behind, with its capital; "" before a mark."""
        found = BEHIND.match(self.behind)
        return found["word"] if found else ""

    @cached_property
    def next_noun(self) -> bool:
        """True where the word behind is a noun and nothing else, but perhaps an adjective."""
        return "noun" in {reading.pos for reading in self.lexicon.form(self.next.lower()).readings} <= NOMINAL

    @property
    def infinitive(self) -> bool:
        """True where the second word can be an infinitive, and is no conjugated verb."""
        return any(reading.mood == "infinitive" for reading in self.forms[1].readings) and not self.forms[1].finite

    @cached_property
    def forms(self) -> tuple[Form, Form]:
        return self.lexicon.form(self.first), self.lexicon.form(self.right)

    @cached_property
    def kinds(self) -> tuple[frozenset[str], frozenset[str]]:
        """Every part of speech that either word may be."""
        left, right = (frozenset(reading.pos for reading in form.readings) for form in self.forms)
        return left, right

    @property
    def joint(self) -> str:
        return "" if self.left[-1] in "’'" else " "
