"""The terms that somebody wants: which French ones render an English one, and which are not to be used.

A glossary is read from files by `audit.glossary_files`. English is matched with the endings of plurals (of verbs too
where the file says that a term is one), French by the lexicon's lemmas, so that any inflected form is the term.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.judging.bilingual import plain

WORD = re.compile(r"[^\W_]+")
# Small words in any form: *du* and *d’* are *de*.
SMALL = {
    form: name
    for name, forms in {"de": "de du des d", "le": "le la les l", "à": "à au aux", "un": "un une"}.items()
    for form in forms.split()
}
LIGHT = words("de le à un et en sur pour dans par avec sous")  # words that a term may lose: *taux directeur d’intérêt*
STEM, SHORTEST = 5, 4  # letters that a word of another kind begins with alike (*élection*, *électoral*), and the fewest
SPELLING = str.maketrans({"œ": "oe", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Term:
    """An English term (empty where only the French is told of) and its French: what is wanted, what is forbidden.

    `origin` is the file and the line that it stands on.
    """

    source: str
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    verb: bool = False
    note: str = ""
    origin: str = ""

    @property
    def wanted(self) -> str:
        """What should stand there, in words; empty where nothing is said of it."""
        return " / ".join(self.targets)


class Place(NamedTuple):
    """Where a term stands in a text (code points)."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True)
class Glossary:
    """Terms, in the order of their files. One that is empty is falsy."""

    terms: tuple[Term, ...] = ()
    _english: dict[str, list[tuple[re.Pattern[str], Term]]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        index: dict[str, list[tuple[re.Pattern[str], Term]]] = {}
        for term in self.terms:
            if first := WORD.search(term.source):
                index.setdefault(first[0].lower()[:2], []).append((self._pattern(term), term))
        object.__setattr__(self, "_english", index)

    def __bool__(self) -> bool:
        return bool(self.terms)

    @classmethod
    def read(cls, files: Iterable[Path]) -> "Glossary":
        """The terms of these files. Raises SettingsError, which names file and line."""
        from audit.glossary_files import terms

        return cls(tuple(term for file in files for term in terms(file)))

    @cached_property
    def signature(self) -> str:
        """Marks what the glossary asks for, wherever its files are."""
        asked = [(term.source, term.targets, term.forbidden, term.verb) for term in self.terms]
        return hashlib.sha256(repr(asked).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def sources(self, text: str) -> list[Place]:
        """Where English terms stand in a text; one within a longer one is not there: *interest rate* is no *interest*."""
        found: list[Place] = []
        seen = {match[0].lower()[:2] for match in WORD.finditer(text)}
        for pattern, term in (entry for start in sorted(seen) for entry in self._english.get(start, ())):
            found += [Place(term, *match.span()) for match in pattern.finditer(text)]
        longest = sorted(found, key=lambda place: (place.start - place.end, place.start))
        kept: list[Place] = []
        for place in longest:
            if not any(_inside(place, other) for other in kept):
                kept.append(place)
        return sorted(kept, key=lambda place: place.start)

    @cached_property
    def _capitals_count(self) -> bool:
        """Whether a capital means something: in many glossaries every entry begins with one."""
        starts = [term.source[0] for term in self.terms if term.source]
        return sum(start.isupper() for start in starts) <= len(starts) / 2

    def _pattern(self, term: Term) -> re.Pattern[str]:
        """Whole words with any white space and the ending of a plural, no parts of compounds (*vice-president*).

        Capitals inside (*iOS*), and at the beginning where that tells names from words (*Apple*), must be there.
        """
        *rest, last = term.source.split()
        endings = "(?:s|es|ed|d|ing)?" if term.verb else "(?:s|es|'s|’s)?"
        head = rf"(?:{re.escape(last)}{endings}" + (rf"|{re.escape(last[:-1])}ies)" if last.endswith("y") else ")")
        body = r"[\s\-‑]+".join([*map(re.escape, rest), head])
        exact = any(c.isupper() for c in term.source[1:]) or (self._capitals_count and term.source[0].isupper())
        title = term.source.istitle() and not self._capitals_count
        return re.compile(rf"(?<![\w-]){body}(?![\w-])", 0 if exact and not title else re.IGNORECASE)


def _inside(place: Place, other: Place) -> bool:
    """Within a longer one; the same words may be two terms, of which each has its say."""
    within = other.start <= place.start and place.end <= other.end
    return within and other.end - other.start > place.end - place.start


def rendered(term: Term, text: str, lexicon: Lexicon) -> bool:
    """Whether a wanted French term is in a text in some form: all its words, wherever they are, or words of their stem that
    are of another kind (*électoral* for *élection*)."""
    there = [match[0] for match in WORD.finditer(text)]
    keys = frozenset(key for word in there for key in lemmas(word, lexicon))
    return any(_all_there(target, keys, there, lexicon) for target in term.targets)


def _all_there(target: str, keys: frozenset[str], there: Sequence[str], lexicon: Lexicon) -> bool:
    parts = [word for word in WORD.findall(target) if SMALL.get(word.lower(), word.lower()) not in LIGHT]
    return all(lemmas(part, lexicon) & keys or _kin(part, there, lexicon) for part in parts or WORD.findall(target))


def _kin(word: str, there: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether an adjective or a verb of the same stem stands there, where this is a noun: *budgétaire*, *testé*."""
    stem = plain(word)[:STEM]
    if len(stem) < SHORTEST or not any(reading.pos == "noun" for reading in lexicon.analyses(word.lower())):
        return False
    kinds = (lexicon.analyses(other.lower()) for other in there if plain(other).startswith(stem))
    return any(reading.pos in ("adjective", "verb") for kind in kinds for reading in kind)


def uses(target: str, text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a French term stands in a text, word by word, each in some form of its own."""
    wanted = [lemmas(word, lexicon) for word in WORD.findall(target)]
    found = list(WORD.finditer(text))
    keys = [lemmas(match[0], lexicon) for match in found]
    for at in range(len(found) - len(wanted) + 1 if wanted else 0):
        if all(one & other for one, other in zip(wanted, keys[at : at + len(wanted)], strict=True)):
            yield found[at].start(), found[at + len(wanted) - 1].end()


def lemmas(word: str, lexicon: Lexicon) -> frozenset[str]:
    """What a French word may be a form of, the word itself among them; of a word that is in no dictionary, its singular."""
    lower = word.lower().replace("’", "'")
    known = lexicon.analyses(lower)
    bare = lower.translate(SPELLING)
    singular = {bare[:-1]} if not known and bare[-1:] in ("s", "x") else set[str]()
    forms = {SMALL.get(bare, bare), *singular, *(reading.lemma.translate(SPELLING) for reading in known)}
    return frozenset(form.lower() for form in forms)
