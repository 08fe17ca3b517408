"""What the tagger sees of each word: the parse, the lexicon, how often its neighbours meet, and the article's names.

Words are those of `audit.french.sequences`. Everything is computed for a whole article, its sentences in reading order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import pairwise
from math import log, log1p
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from audit.document import Document, Segment
from audit.french import sequences
from audit.french.lexicon import Lexicon
from audit.naming.names import Names
from audit.tagging import ngrams

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

SUFFIXES = 1024  # buckets for the last three letters
OPENING, CLOSING, STRAIGHT = "«“", "»”", '"'
NEAR = 8  # words back that a repetition is looked for
SPLIT_FROM = 30  # sightings of each half of a word that may be two
# What each word has one of, as the number of a row in a table of its own.
TABLES = ("word", "kind", "pos", "morphology", "relation", "shape", "quotation", "suffix", "place", "head")
NUMBERS = 19 + len(ngrams.PATTERNS)

Ids = NDArray[np.uint16]
Floats = NDArray[np.float32]
Places = NDArray[np.int32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Numbers from 1 for the words, kinds and labels that have a row in the network's tables; 0 is for all others."""

    words: Mapping[str, int]
    kinds: Mapping[str, int]
    morphology: Mapping[str, int]
    relations: Mapping[str, int]

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[str]]) -> "Vocabulary":
        """Number the entries of the lists `words`, `kinds`, `morphology`, `relations` in their order."""
        return cls(**{name: {entry: row for row, entry in enumerate(entries, 1)} for name, entries in lists.items()})

    def sizes(self) -> tuple[int, ...]:
        """Rows of each of TABLES."""
        known = (self.words, self.kinds, PARTS, self.morphology, self.relations)
        return (*(len(one) + 1 for one in known), 36, 4, SUFFIXES, 4, 7 * (len(PARTS) + 1))


PARTS = {
    name: number
    for number, name in enumerate(
        "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split(), 1
    )
}


@dataclass(frozen=True, slots=True)
class Features:
    """The words of an article, a row each. `start` and `end` are code points of the document; `head` is the row of the
    word that it depends on; `vector` the row in the parser's table of word vectors, -1 for none."""

    ids: Ids  # columns as in TABLES
    numbers: Floats  # the parser's encoding, then what `_numbers` says
    vector: Places
    head: Places
    start: Places
    end: Places
    sentence: Places

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, first: int, last: int) -> "Features":
        """Whole sentences, from the row `first` to `last`, exclusive."""
        columns = {column.name: getattr(self, column.name)[first:last] for column in fields(self)}
        return Features(**columns | {"head": columns["head"] - first})


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of a word as written, wherever it stands."""

    number: int
    suffix: int
    case: int
    numbers: tuple[float, ...]


class Extractor:
    """Computes features, with the answers about each form kept. `table` is that of `ngrams`."""

    def __init__(self, vocabulary: Vocabulary, table: ngrams.Levels, lexicon: Lexicon) -> None:
        self.vocabulary, self.table, self.lexicon = vocabulary, table, lexicon
        self._form = lru_cache(1 << 15)(self._describe)
        self._code = lru_cache(1 << 15)(ngrams.code)
        self._meet = lru_cache(1 << 15)(self._association)

    def document(self, document: Document, parses: Mapping[str, "Doc"], names: Names) -> Features | None:
        """Features of the audited sentences that have a parse; None where no sentence has."""
        audited = (segment for segment in document.audited if segment.id in parses)
        found = [one for segment in audited if (one := _sentence(segment, parses[segment.id], self.lexicon)).tokens]
        if not found:
            return None
        sizes = np.array([len(one.tokens) for one in found])
        last = np.cumsum(sizes)
        first = last - sizes
        tokens, texts = ([item for one in found for item in getattr(one, name)] for name in ("tokens", "texts"))
        forms = [self._form(text) for text in texts]
        offset = np.repeat([one.segment.start for one in found], sizes)
        start = (np.array([token.start for token in tokens]) + offset).astype(np.int32)
        end = (np.array([token.end for token in tokens]) + offset).astype(np.int32)
        head = (np.concatenate([one.head for one in found]) + np.repeat(first, sizes)).astype(np.int32)
        parsed = [word for one in found for word in one.parsed]
        pos = np.array([PARTS.get(word.pos_, 0) for word in parsed])
        columns = [
            [form.number for form in forms],
            [self.vocabulary.kinds.get(token.kind, 0) for token in tokens],
            pos,
            [self.vocabulary.morphology.get(word.morphology, 0) for word in parsed],
            [self.vocabulary.relations.get(word.dep_, 0) for word in parsed],
            _shapes(forms, start, end, first, last),
            [state for one in found for state in _quoted(one.texts)],
            [form.suffix for form in forms],
            _places(first, last, [one.segment.opens for one in found]),
            _direction(head) * (len(PARTS) + 1) + pos[head],
        ]
        encoded = np.concatenate([one.encoding for one in found])
        numbers = np.hstack([encoded, self._numbers(found, forms, names), self._seen(texts, tokens, sizes)])
        return Features(
            ids=np.stack([np.asarray(column) for column in columns], axis=1).astype(np.uint16),
            numbers=numbers.astype(np.float32),
            vector=np.concatenate([one.vectors for one in found]).astype(np.int32),
            head=head,
            start=start,
            end=end,
            sentence=np.repeat(np.arange(len(found), dtype=np.int32), sizes),
        )

    def _numbers(self, found: Sequence["Parsed"], forms: Sequence[Form], names: Names) -> Floats:
        """What is known of each word, of it and the one before it, and of its like in the sentence and the article."""
        met = (m for one in found for m in (0.0, *(self._meet(a.kind, b.kind) for a, b in pairwise(one.tokens))))
        said = (row for one in found for row in _repetitions(one.texts))
        used = (_named(text, names) for one in found for text in one.texts)
        rows = [
            (*form.numbers, meeting, *repetition, *name)
            for form, meeting, repetition, name in zip(forms, met, said, used, strict=True)
        ]
        return np.array(rows, np.float32)

    def _seen(self, texts: Sequence[str], tokens: Sequence[sequences.Token], sizes: Rows) -> Floats:
        """How often clean French has the runs of words that end at each word."""
        words = np.array([self._code(ngrams.written(w, t.kind)) for w, t in zip(texts, tokens, strict=True)], np.uint64)
        kinds = np.array([self._code(token.kind) for token in tokens], np.uint64)
        seen = [ngrams.levels(self.table, hashes) for hashes in ngrams.runs(words, kinds, sizes)]
        return np.stack(seen, axis=1).astype(np.float32) / np.float32(ngrams.HIGHEST)

    def _describe(self, text: str) -> Form:
        lower, lexicon = text.lower().replace("’", "'"), self.lexicon
        case, known = lexicon.case(text), lexicon.known(lower)
        numbers = (
            log1p(case.french) / 12,
            log1p(case.english) / 12,
            log1p(case.lower + case.capital) / 12,
            case.capital / (case.lower + case.capital + 1),
            float(known),
            float(lexicon.known(text)),
            float(lexicon.english_only(text)),
            min(len(text), 20) / 20,
            0.0 if known or len(text) > 40 else self._halves(lower),
            float("-" in text or "." in text),
        )
        suffix = crc32(lower[-3:].encode("utf-8", "replace")) % SUFFIXES
        return Form(self.vocabulary.words.get(lower, 0), suffix, _case(text), numbers)

    def _halves(self, word: str) -> float:
        """How well an unknown word falls into two known ones: the logarithm of the rarer one's frequency."""
        cuts = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
        rarer = (min(map(self.lexicon.frequency, halves)) for halves in cuts if all(map(self.lexicon.known, halves)))
        best = max(rarer, default=0)
        return log1p(best) / 12 if best >= SPLIT_FROM else 0.0

    def _association(self, left: str, right: str) -> float:
        """Pointwise mutual information of two kinds side by side, in eighths of a nat."""
        expected = sequences.count(left) * sequences.count(right) / sequences.count()
        return log((sequences.count(left, right) + 0.5) / (expected + 0.5)) / 8


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence and what the parse says of its words: the token that each is in, with its row in the table of vectors and
    its encoding, and the row of the head."""

    segment: Segment
    tokens: tuple[sequences.Token, ...]
    texts: list[str]
    parsed: "list[Token]"
    vectors: Places
    head: Rows
    encoding: Floats


def _sentence(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Parsed:
    tokens = sequences.tokens(segment.text, lexicon)
    starts = np.array([token.start for token in tokens], np.int64)
    place = np.array([token.idx for token in parse], np.int64)
    own = np.maximum(0, np.searchsorted(place, starts, "right") - 1)  # each word's token in the parse
    parsed = [parse[i] for i in own]
    headed = np.array([token.head.idx for token in parsed], np.int64)
    head = np.maximum(0, np.searchsorted(starts, headed, "right") - 1)
    texts = [segment.text[token.start : token.end] for token in tokens]
    return Parsed(segment, tokens, texts, parsed, parse.vectors[own], head, parse.encoding[own])


def _named(text: str, names: Names) -> tuple[float, ...]:
    """How the article uses a word that is written as a name."""
    if not (text[0].isupper() and len(text) > 1):
        return (0.0,) * 4
    return (
        log1p(names.counts[text]) / 3, float(names.vouched(text)), float(names.known(text)),
        float(names.altered(text) is not None),
    )  # fmt: skip


def _repetitions(texts: list[str]) -> Iterator[tuple[float, ...]]:
    """Whether a word is the one before it, the one before that, begins or ends a pair said twice, was said just before."""
    words = [text.lower() for text in texts]
    for i, word in enumerate(words):
        again = i >= 2 and word == words[i - 2]
        yield (
            float(i >= 1 and word == words[i - 1]),
            float(again),
            float(again and i >= 3 and words[i - 1] == words[i - 3]),
            float(len(word) > 3 and word in words[max(0, i - NEAR) : i]),
        )


def _case(text: str) -> int:
    """Small letters, a capital first, all capitals, mixed, a figure, a mark."""
    if not text[0].isalnum():
        return 5
    if any(map(str.isdigit, text)):
        return 4
    if text.islower():
        return 0
    if text[1:].islower() or len(text.rstrip("'’")) == 1:
        return 1
    return 2 if text.isupper() else 3


def _shapes(forms: Sequence[Form], start: Places, end: Places, first: Rows, last: Rows) -> Rows:
    """A number for the case of a word and the space on either side of it."""
    spaced = start[1:] > end[:-1]
    before, after = np.concatenate([[2], spaced]), np.concatenate([spaced, [1]])
    before[first], after[last - 1] = 2, 1
    shapes: Rows = np.array([form.case for form in forms]) * 6 + before * 2 + after
    return shapes


def _quoted(texts: list[str]) -> Iterator[int]:
    """Whether a word is outside of quotation marks, inside, within straight ones, or inside after a mark too many."""
    depth, straight = 0, False
    for text in texts:
        if text in OPENING:
            depth += 1
        yield 3 if depth not in (0, 1) else 2 if straight else depth
        if text in CLOSING:
            depth -= 1
        straight ^= text == STRAIGHT


def _places(first: Rows, last: Rows, opens: Sequence[bool]) -> Rows:
    """Inside a sentence, its last word, its first, the first of its paragraph."""
    places: Rows = np.zeros(int(last[-1]), np.int64)
    places[last - 1] = 1
    places[first] = 2 + np.array(opens)
    return places


def _direction(head: Places) -> Rows:
    """Where the head of each word is: far or near, before or after; 3 for the root."""
    distance = head - np.arange(len(head))
    directions: Rows = np.sign(distance) * np.searchsorted([1, 2, 5], np.abs(distance), "right") + 3
    return directions
