"""What every garble is made of: a sentence in its article, and edits that know their gold."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from spacy.tokens import Doc, Token

from audit.french.lexicon import Lexicon
from audit.training.garble import links
from audit.training.garble.tokens import APOSTROPHES, VOWELS

OPEN, CLOSE = "⟦", "⟧"  # around the wrong words of a replacement; no news text holds them
# Words that take another form before a vowel, and the forms that they take.
ELIDING = frozenset(
    "je ce que ne se le la de si me te jusque lorsque puisque ma ta sa beau nouveau vieux du au".split()
)
ELIDED = frozenset("cet bel nouvel vieil".split())
Range = tuple[int, int]
Gold = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replacement of the code points `start:end` of a sentence by `new`, whose wrong words stand between ⟦ and ⟧.

    `kinds` names the class of each marked span; the last one serves for the rest.
    """

    start: int
    end: int
    new: str
    kinds: tuple[str, ...]

    def clashes(self, other: "Edit") -> bool:
        return self.start <= other.end and other.start <= self.end

    @property
    def whole(self) -> bool:
        """True when all of the replacement is one marked span."""
        return self.new.startswith(OPEN) and self.new.endswith(CLOSE) and self.new.count(OPEN) == 1


@dataclass(frozen=True)
class Article:
    """What the makers may know of the whole article: the count of each name, its noun phrases, and chance."""

    names: Counter[str]
    phrases: tuple[str, ...]
    lexicon: Lexicon
    rng: Random

    @classmethod
    def of(cls, docs: Sequence[Doc], lexicon: Lexicon, rng: Random) -> "Article":
        names = Counter(token.text for doc in docs for token in doc if links.is_name(token))
        phrases = (chunk.text for doc in docs for chunk in doc.noun_chunks if 2 <= len(chunk) <= links.LONGEST)
        whole = (phrase for phrase in phrases if phrase[0].islower() and re.fullmatch(r"[\w '’-]+", phrase))
        return cls(names, tuple(whole), lexicon, rng)


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence. `follow` is the first word of the next one in its paragraph, "" where there is none."""

    doc: Doc
    article: Article
    follow: str = ""

    @property
    def rng(self) -> Random:
        return self.article.rng

    @property
    def lexicon(self) -> Lexicon:
        return self.article.lexicon

    def text(self, first: int, last: int) -> str:
        return str(self.doc[first:last].text)

    def edit(self, first: int, last: int, new: str, *kinds: str) -> Edit:
        """Replace tokens `first` to `last`, exclusive, without the space after them."""
        end = self.doc[last - 1]
        return Edit(self.doc[first].idx, end.idx + len(end), new, kinds)

    def mark(self, token: Token, wrong: str, *kinds: str) -> Edit:
        return self.edit(token.i, token.i + 1, marked(wrong), *kinds)

    @cached_property
    def links(self) -> list[Range]:
        return links.links(self.doc)

    @cached_property
    def boundaries(self) -> list[int]:
        """Indices of tokens that stand after a space where a link begins or has just ended."""
        ends = {index for link in self.links for index in link if 0 < index < len(self.doc)}
        return sorted(index for index in ends if self.doc[index - 1].whitespace_)

    def word(self, index: int) -> Range:
        """The tokens written as one word with token `index`, without punctuation or what is elided before it."""
        first, last = index, index + 1
        while first > 0 and not self.doc[first - 1].whitespace_ and _inner(self.doc[first - 1]):
            first -= 1
        while last < len(self.doc) and not self.doc[last - 1].whitespace_ and _inner(self.doc[last]):
            last += 1
        while first < index and self.doc[first].text[-1] in APOSTROPHES:
            first += 1
        return first, last

    def lemmas(self, token: Token, pos: str) -> frozenset[str]:
        """The lemmas that the lexicon gives a token as that part of speech."""
        return self.lemmas_of(token.lower_, pos)

    def lemmas_of(self, form: str, pos: str) -> frozenset[str]:
        return frozenset(found.lemma for found in self.lexicon.analyses(form) if found.pos == pos)

    def takes(self, index: int, word: str) -> bool:
        """True when the word before token `index` has the form it needs before `word`."""
        before = self.doc[index - 1].lower_ if index else ""
        if before[-1:] in APOSTROPHES or before in ELIDED:
            return word[0] in VOWELS
        return before not in ELIDING or not (word[0] in VOWELS or word[0] in "hH")


def _inner(token: Token) -> bool:
    return not (token.is_punct or token.is_space) or token.text == "-"


def marked(wrong: str) -> str:
    return OPEN + wrong + CLOSE


def plain(new: str) -> str:
    return new.replace(OPEN, "").replace(CLOSE, "")


def minimal(old: str, new: str) -> str | None:
    """`new` with its words that differ from `old` marked, from the first to the last; None where none differ."""
    before, after = old.split(" "), new.split(" ")
    head = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    rest = min(len(before), len(after)) - head
    backwards = zip(before[::-1], after[::-1], strict=False)
    tail = min(next((i for i, (a, b) in enumerate(backwards) if a != b), rest), rest)
    wrong = after[head : len(after) - tail]
    return " ".join([*after[:head], marked(" ".join(wrong)), *after[len(after) - tail :]]) if wrong else None
