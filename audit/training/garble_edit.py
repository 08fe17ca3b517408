"""What every garble is made of: a sentence in its article, its plausible links, and edits that know their gold."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from spacy.tokens import Doc, Token

from audit.lexicon import Lexicon

OPEN, CLOSE = "⟦", "⟧"  # around the wrong words of a replacement; no news text holds them
APOSTROPHES = "'’"
LONGEST_LINK = 7  # tokens
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


@dataclass(frozen=True)
class Article:
    """What the makers may know of the whole article: the count of each name, its noun phrases, and chance."""

    names: Counter[str]
    phrases: tuple[str, ...]
    lexicon: Lexicon
    rng: Random

    @classmethod
    def of(cls, docs: Sequence[Doc], lexicon: Lexicon, rng: Random) -> "Article":
        names = Counter(token.text for doc in docs for token in doc if is_name(token))
        phrases = (chunk.text for doc in docs for chunk in doc.noun_chunks if 2 <= len(chunk) <= LONGEST_LINK)
        return cls(names, tuple(phrase for phrase in phrases if phrase[0].islower()), lexicon, rng)


@dataclass(frozen=True)
class Sentence:
    """A parsed sentence. `follow` is the first word of the next one in its paragraph, "" where there is none."""

    doc: Doc
    article: Article
    follow: str = ""

    def text(self, first: int, last: int) -> str:
        return str(self.doc[first:last].text)

    def edit(self, first: int, last: int, new: str, *kinds: str) -> Edit:
        """Replace tokens `first` to `last`, exclusive, without the space after them."""
        end = self.doc[last - 1]
        return Edit(self.doc[first].idx, end.idx + len(end), new, kinds)

    def mark(self, token: Token, wrong: str, *kinds: str) -> Edit:
        return self.edit(token.i, token.i + 1, OPEN + wrong + CLOSE, *kinds)

    @cached_property
    def links(self) -> list[Range]:
        """Token ranges that a page would make a link of: names, noun phrases, verb phrases, reporting clauses."""
        found = {*names(self.doc), *noun_phrases(self.doc), *verb_phrases(self.doc), *clauses(self.doc)}
        return sorted((i, j) for i, j in found if 0 < j - i <= LONGEST_LINK and any(t.is_alpha for t in self.doc[i:j]))

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


def _inner(token: Token) -> bool:
    return not token.is_punct or token.text == "-"


def is_name(token: Token) -> bool:
    """True for a proper noun written as one, where no rule of French asks for the capital."""
    text = token.text
    written = len(text) > 2 and text[0].isupper() and text.isalpha() and not text.isupper()
    return written and token.pos_ == "PROPN" and token.i > 0


def word_list(text: str) -> frozenset[str]:
    return frozenset(text.split())


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def finite(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and feature(token, "VerbForm") == "Fin"


def feature(token: Token, name: str) -> str:
    """The value of a morphological feature, "" where there is none."""
    return "".join(token.morph.get(name, [])[:1])


def names(doc: Doc) -> Iterator[Range]:
    first = None
    for token in doc:
        if is_name(token):
            first = token.i if first is None else first
        elif first is not None:
            yield first, token.i
            first = None
    if first is not None:
        yield first, len(doc)


def noun_phrases(doc: Doc) -> Iterator[Range]:
    """Noun phrases with and without their determiner, and with a short complement."""
    for chunk in doc.noun_chunks:
        yield chunk.start, chunk.end
        if doc[chunk.start].pos_ == "DET":
            yield chunk.start + 1, chunk.end
        if chunk.root.right_edge.i + 1 - chunk.start <= LONGEST_LINK:
            yield chunk.start, chunk.root.right_edge.i + 1


def verb_phrases(doc: Doc) -> Iterator[Range]:
    """A verb with its auxiliaries, alone and with its object."""
    for verb in doc:
        if verb.pos_ == "VERB":
            auxiliaries = [child.i for child in verb.children if child.dep_.startswith("aux")]
            first = min([*auxiliaries, verb.i])
            yield first, verb.i + 1
            for child in verb.children:
                if child.dep_ in {"obj", "xcomp"} and child.i > verb.i:
                    yield first, child.right_edge.i + 1


def clauses(doc: Doc) -> Iterator[Range]:
    """Reporting clauses: « a déclaré Martin »."""
    for verb in doc:
        if verb.pos_ == "VERB" and verb.dep_ == "parataxis":
            yield verb.left_edge.i + doc[verb.left_edge.i].is_punct, verb.right_edge.i + 1
