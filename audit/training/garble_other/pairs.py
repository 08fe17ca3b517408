"""Sentence pairs cut into words, aligned word by word, and the stretches that could be links in both."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from audit.french.lexicon import Lexicon

WORD = re.compile(
    r"\d+(?:[.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]\d+)*|aujourd['’]hui|[^\W_]+(?:-[^\W_]+)*['’]?|\S"
)
POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
FARTHEST = 0.35  # of a sentence: words farther apart than that are not renderings of each other
LEAST = 0.04  # score of a pair of words, under which it is chance
KIN = 5  # first letters that two words of one root have in common
LONGEST = 6  # English words of a link
LONGEST_FRENCH = 9
DETERMINERS, BEING = frozenset({"the", "a", "an"}), frozenset({"is", "are", "was", "were"})
HAVING = frozenset({"has", "have", "had"})
ENDS = (
    DETERMINERS | BEING | HAVING | frozenset("of to in on at for by with and or but that which who not as from".split())
)
ARTICLES = frozenset({"le", "la", "les", "l'", "un", "une", "des"})
AUXILIARIES = frozenset({"a", "ont", "avait", "avaient"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a sentence, with its range."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def elided(self) -> bool:
        return self.text[-1] in "'’"


@dataclass(frozen=True, slots=True)
class Pair:
    """An English sentence, its human French `text`, and for each English word the French one that renders it."""

    english: tuple[Word, ...]
    french: tuple[Word, ...]
    rendered: dict[int, int]
    text: str

    @classmethod
    def of(cls, english: str, french: str, lexicon: Lexicon) -> "Pair":
        source, target = words(POSSESSIVE.sub("", english)), words(french)
        return cls(source, target, align(source, target, lexicon), french)

    def links(self) -> Iterator[tuple[range, range]]:
        """Stretches of one to six English words, no mark and no small word at their ends, that the French has whole."""
        for start in range(len(self.english)):
            for end in range(start + 1, min(start + LONGEST, len(self.english)) + 1):
                if not self.english[end - 1].is_word:
                    break
                if found := self._link(start, end):
                    yield found

    def _link(self, start: int, end: int) -> tuple[range, range] | None:
        first, last = self.english[start].lower, self.english[end - 1].lower
        inside = [self.rendered[index] for index in range(start, end) if index in self.rendered]
        if last in ENDS or first in ENDS - DETERMINERS - BEING - HAVING or not inside:
            return None
        left, right, aligned = min(inside), max(inside) + 1, set(self.rendered.values())
        before = self.french[left - 1].lower if left and left - 1 not in aligned else ""
        if first in DETERMINERS and start not in self.rendered:
            if before not in ARTICLES:
                return None
            left -= 1
        elif before in AUXILIARIES and first not in HAVING:
            left -= 1
        strangers = aligned - set(inside)
        whole = all(self.french[index].is_word for index in range(left, right))
        if strangers & set(range(left, right)) or not whole or right - left > LONGEST_FRENCH:
            return None
        return range(start, end), range(left, right)


@dataclass(frozen=True, slots=True)
class Place:
    """A link in its pair: the ranges of its words in the English and in the French, the lexicon, and chance."""

    pair: Pair
    english: range
    french: range
    lexicon: Lexicon
    rng: Random

    @property
    def target(self) -> tuple[Word, ...]:
        return self.pair.french[self.french.start : self.french.stop]

    @property
    def start(self) -> int:
        return self.target[0].start

    @property
    def end(self) -> int:
        return self.target[-1].end

    @property
    def spaced(self) -> bool:
        """True when a space stands before the French of the link."""
        return self.start > 0 and self.pair.text[self.start - 1] == " "


@dataclass(frozen=True, slots=True)
class Garble:
    """Replacement of the code points `start:end` of a sentence by `new`; `mark` is the wrong part of that, of a class."""

    start: int
    end: int
    new: str
    mark: tuple[int, int]
    kind: str

    @classmethod
    def whole(cls, start: int, end: int, new: str, kind: str) -> "Garble":
        return cls(start, end, new, (0, len(new)), kind)

    def clashes(self, other: "Garble") -> bool:
        return self.start <= other.end and other.start <= self.end


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(match[0], *match.span()) for match in WORD.finditer(text))


@cache
def bare(word: str) -> str:
    """A word without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def align(english: tuple[Word, ...], french: tuple[Word, ...], lexicon: Lexicon) -> dict[int, int]:
    """Pair words one to one, the likeliest pairs first (Melamed 2000, competitive linking)."""
    scored = []
    for i, source in enumerate(english):
        for j, target in enumerate(french):
            far = abs(i / len(english) - j / len(french))
            if source.is_word and target.is_word and far < FARTHEST:
                score = likeness(source, target, lexicon) * (1 - far)
                if score > LEAST:
                    scored.append((-score, i, j))
    found, taken = dict[int, int](), set[int]()
    for _, i, j in sorted(scored):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def likeness(source: Word, target: Word, lexicon: Lexicon) -> float:
    """How likely the French word renders the English one: by the lexicon, by its looks, or being the same."""
    if source.text == target.text and (len(source.text) > 2 or source.text.isdigit()):
        return 1.0
    lemmas = {target.lower, *(found.lemma for found in lexicon.analyses(target.lower))}
    there = max((chance for word, chance in lexicon.french(source.lower) if word in lemmas), default=0.0)
    back = max((chance for word, chance in lexicon.english(target.lower) if word == source.lower), default=0.0)
    kin = len(source.text) > KIN and bare(source.lower)[:KIN] == bare(target.lower)[:KIN]
    return max(there, back, 0.3 if kin else 0.0)
