"""A parsed sentence as the rules ask for it: what spaCy says of each word, looked up once, in plain Python objects.

A rule looks at a word hundreds of times, and spaCy makes an object and a string anew at each look. Attributes have the
names that spaCy gives them.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc as Made
    from spacy.tokens import Token as MadeToken

QUOTES = str.maketrans("’ʼ", "''")


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word or mark. `idx` is its first code point in the sentence, `i` its number; `norm` as `grammar.norm` says."""

    i: int
    idx: int
    text: str
    lower_: str
    norm: str  # in lower case, with straight apostrophes
    whitespace_: str
    pos_: str
    dep_: str
    morphology: str  # as Universal Dependencies write it: Gender=Fem|Number=Sing
    is_alpha: bool
    is_punct: bool
    like_num: bool
    is_sent_start: bool
    first: int  # of the tokens that depend on it, directly or not, and itself
    last: int
    doc: "Doc" = field(init=False)
    head: "Token" = field(init=False)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def text_with_ws(self) -> str:
        return self.text + self.whitespace_

    @property
    def morph(self) -> Mapping[str, list[str]]:
        return _features(self.morphology)

    def nbor(self, by: int = 1) -> "Token":
        """The token so many places on. Raises IndexError where there is none."""
        if self.i + by < 0:
            raise IndexError(f"no token {by} places from {self.i}")
        return self.doc[self.i + by]

    @property
    def children(self) -> list["Token"]:
        """What depends on it, in the order of the sentence."""
        return self.doc.children[self.i]

    @property
    def lefts(self) -> list["Token"]:
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list["Token"]:
        return [child for child in self.children if child.i > self.i]

    @property
    def left_edge(self) -> "Token":
        return self.doc[self.first]

    @property
    def right_edge(self) -> "Token":
        return self.doc[self.last]

    @property
    def subtree(self) -> list["Token"]:
        """It and all that depends on it, directly or not, in the order of the sentence."""
        return [token for token in self.doc[self.first : self.last + 1] if self._leads(token)]

    def _leads(self, token: "Token") -> bool:
        while token is not self and token.head is not token:
            token = token.head
        return token is self


class Span(tuple[Token, ...]):
    """Tokens in a row."""

    __slots__ = ()

    @property
    def doc(self) -> "Doc":
        return self[0].doc

    @property
    def start(self) -> int:
        return self[0].i

    @property
    def end(self) -> int:
        return self[-1].i + 1

    @property
    def start_char(self) -> int:
        return self[0].idx

    @property
    def end_char(self) -> int:
        return self[-1].idx + len(self[-1])

    @property
    def text(self) -> str:
        """What they read, without the space behind the last; of a mended sentence, as it is mended."""
        return "".join([token.text_with_ws for token in self[:-1]]) + self[-1].text if self else ""

    @property
    def text_with_ws(self) -> str:
        return self.text + self[-1].whitespace_ if self else ""


class Doc(tuple[Token, ...]):
    """The tokens of a sentence. `encoding` is the parser's own, a row for each; `vectors` their rows in its table of word
    vectors, -1 for none."""

    text: str
    encoding: "NDArray[Any]"
    vectors: "NDArray[Any]"

    __hash__ = object.__hash__
    __eq__ = object.__eq__

    @classmethod
    def of(cls, made: "Made", text: str | None = None, places: Sequence[int] = ()) -> "Doc":
        """What a rule may ask of a sentence that spaCy parsed; of a mended one, with the `text` as it stands, and where in
        that each code point has its place."""
        doc = cls(map(_token, made))
        doc.text = made.text if text is None else text
        doc.encoding = made.tensor
        doc.vectors = made.vocab.vectors.find(keys=made.to_array("ORTH"))
        for token, own in zip(doc, made, strict=True):
            token.doc, token.head = doc, doc[own.head.i]
            token.idx = places[token.idx] if places else token.idx
        return doc

    def span(self, start: int, end: int) -> Span:
        """The tokens from `start` to `end`, exclusive, as one that knows its text; none where `end` is not behind."""
        return Span(self[start:end])

    def char_span(self, start: int, end: int) -> Span | None:
        """The tokens of these code points; None where they do not begin and end with one."""
        first = bisect_left(self, start, key=lambda token: token.idx)
        last = bisect_left(self, end, key=lambda token: token.idx)
        found = self.span(first, last)
        return found if found and (found.start_char, found.end_char) == (start, end) else None

    @cached_property
    def children(self) -> list[list[Token]]:
        """For each token, those that depend on it."""
        below: list[list[Token]] = [[] for _ in self]
        for token in self:
            if token.head is not token:
                below[token.head.i].append(token)
        return below

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words, as `norm` has them: what a rule may ask first, before it looks at each."""
        return frozenset(token.norm for token in self)

    @cached_property
    def quoted(self) -> list[bool]:
        """For each token, whether it stands inside quotation marks; an unclosed pair runs to the end of the sentence."""
        inside, flags = False, []
        for token in self:
            turned = (
                inside and token.text == "“" and token.whitespace_ and not token.nbor(-1).whitespace_
            )  # *« oui“ dit*
            if token.text in {"«", "“"}:
                inside = True
            flags.append(inside)
            if token.text in {"»", "”"} or turned:
                inside = False
            elif token.text == '"':
                inside = not inside
        return flags


def _token(made: "MadeToken") -> Token:
    text, lower, norm = _spellings(made.text)
    return Token(
        i=made.i,
        idx=made.idx,
        text=text,
        lower_=lower,
        norm=norm,
        whitespace_=made.whitespace_,
        pos_=made.pos_,
        dep_=intern(made.dep_),
        morphology=intern(str(made.morph)),
        is_alpha=made.is_alpha,
        is_punct=made.is_punct,
        like_num=made.like_num,
        is_sent_start=bool(made.is_sent_start),
        first=made.left_edge.i,
        last=made.right_edge.i,
    )


@lru_cache(1 << 15)
def _spellings(text: str) -> tuple[str, str, str]:
    """A form as written, in lower case, and as its norm: the same strings for all its tokens."""
    lower = text.lower()
    norm = lower.translate(QUOTES).removesuffix("-t")
    lower = text if lower == text else lower
    return text, lower, lower if norm == lower else norm


@lru_cache(1 << 10)
def _features(morphology: str) -> Mapping[str, list[str]]:
    """Gender=Fem|Number=Sing as {Gender: [Fem], Number: [Sing]}."""
    pairs = (feature.partition("=") for feature in morphology.split("|") if feature)
    return {name: values.split(",") for name, _, values in pairs}
