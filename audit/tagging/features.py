"""What the tagger sees of each word: the parse, the lexicon, how often its neighbours meet, and the article's names.

Words are those of `audit.sequences`. Everything is computed for a whole article, its sentences in reading order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log, log1p
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from audit import sequences
from audit.document import Document, Segment
from audit.lexicon import Lexicon
from audit.names import Names
from audit.tagging import ngrams

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUFFIXES = 1024  # buckets for the last three letters
OPENING, CLOSING, STRAIGHT = "«“", "»”", '"'
NEAR = 8  # words back that a repetition is looked for
SPLIT_FROM = 30  # sightings of each half of a word that may be two
# What each word has one of, as the number of a row in a table of its own.
TABLES = ("word", "kind", "pos", "morphology", "relation", "shape", "quotation", "suffix", "place", "head")
ENCODER = 96  # width of the parser's own encoding
NUMBERS = 19 + len(ngrams.PATTERNS)

Ids = NDArray[np.uint16]
Floats = NDArray[np.float32]
Places = NDArray[np.int32]


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
        self._labels: dict[tuple[str, int], int] = {}

    def document(self, document: Document, parses: Mapping[str, "Doc"], names: Names) -> Features | None:
        """Features of the audited sentences that have a parse; None where no sentence has."""
        audited = (segment for segment in document.audited if segment.id in parses)
        found = [one for segment in audited if (one := self._sentence(segment, parses[segment.id], names))]
        if not found:
            return None
        rows = np.cumsum([0, *map(len, found)])
        return Features(
            ids=np.concatenate([one.ids for one in found]),
            numbers=np.concatenate([one.numbers for one in found]),
            vector=np.concatenate([one.vector for one in found]),
            head=np.concatenate([one.head + first for one, first in zip(found, rows, strict=False)]),
            start=np.concatenate([one.start for one in found]),
            end=np.concatenate([one.end for one in found]),
            sentence=np.concatenate([np.full(len(one), n, np.int32) for n, one in enumerate(found)]),
        )

    def _sentence(self, segment: Segment, parse: "Doc", names: Names) -> Features | None:
        tokens = list(sequences.tokens(segment.text, self.lexicon))
        if not tokens:
            return None
        texts = [segment.text[token.start : token.end] for token in tokens]
        starts, ends = (np.array([getattr(t, name) for t in tokens], np.int32) for name in ("start", "end"))
        parsed = parse.to_array(["IDX", "POS", "MORPH", "DEP", "ORTH"]).astype(np.uint64)
        own = np.maximum(0, np.searchsorted(parsed[:, 0], starts, "right") - 1)  # each word's token in the parse
        headed = np.array([parse[int(i)].head.idx for i in own])
        head = np.maximum(0, np.searchsorted(starts, headed, "right") - 1).astype(np.int32)
        forms = [self._form(text) for text in texts]
        pos = self._numbered(parse, "pos", parsed[own, 1])
        ids = np.stack(
            [
                np.array([form.number for form in forms]),
                np.array([self.vocabulary.kinds.get(token.kind, 0) for token in tokens]),
                pos,
                self._numbered(parse, "morphology", parsed[own, 2]),
                self._numbered(parse, "relation", parsed[own, 3]),
                _shapes(forms, starts, ends),
                np.array(list(_quoted(texts))),
                np.array([form.suffix for form in forms]),
                _place(len(texts), segment.opens),
                _direction(head) * (len(PARTS) + 1) + pos[head],
            ],
            axis=1,
        ).astype(np.uint16)
        rows = parse.vocab.vectors.find(keys=parsed[own, 4]).astype(np.int32)
        numbers = np.concatenate([parse.tensor[own], self._numbers(texts, tokens, forms, names)], axis=1)
        starts, ends = starts + segment.start, ends + segment.start
        return Features(ids, numbers.astype(np.float32), rows, head, starts, ends, np.zeros(len(texts), np.int32))

    def _numbered(self, parse: "Doc", table: str, values: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Our numbers for labels that spaCy has as hashes."""
        known: dict[str, Mapping[str, int]] = {
            "pos": PARTS, "morphology": self.vocabulary.morphology, "relation": self.vocabulary.relations
        }  # fmt: skip
        for value in set(values.tolist()):
            if (table, value) not in self._labels:
                self._labels[table, value] = known[table].get(parse.vocab.strings[value], 0)
        return np.array([self._labels[table, value] for value in values.tolist()])

    def _numbers(self, texts: list[str], tokens: list[sequences.Token], forms: list[Form], names: Names) -> Floats:
        words = np.array([self._code(ngrams.written(w, t.kind)) for w, t in zip(texts, tokens, strict=True)], np.uint64)
        kinds = np.array([self._code(token.kind) for token in tokens], np.uint64)
        seen = [ngrams.levels(self.table, hashes) / ngrams.HIGHEST for hashes in ngrams.runs(words, kinds)]
        met = [0.0, *(self._meet(a.kind, b.kind) for a, b in pairwise(tokens))]
        rows = [
            (*form.numbers, meeting, *repetition, *_named(text, names))
            for form, meeting, repetition, text in zip(forms, met, _repetitions(texts), texts, strict=True)
        ]
        return np.concatenate([np.array(rows, np.float32), np.stack(seen, axis=1)], axis=1).astype(np.float32)

    def _describe(self, text: str) -> Form:
        lower, lexicon = text.lower().replace("’", "'"), self.lexicon
        case, french, english = lexicon.case(text), lexicon.frequency(text), lexicon.english_frequency(text)
        known = lexicon.known(lower)
        numbers = (
            log1p(french) / 12,
            log1p(english) / 12,
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


def _shapes(forms: list[Form], starts: Places, ends: Places) -> NDArray[np.int64]:
    """A number for the case of a word and the space on either side of it."""
    before = np.concatenate([[2], starts[1:] > ends[:-1]])
    after = np.concatenate([starts[1:] > ends[:-1], [1]])
    shapes: NDArray[np.int64] = np.array([form.case for form in forms]) * 6 + before * 2 + after
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


def _place(size: int, opens: bool) -> NDArray[np.int64]:
    """Inside a sentence, its last word, its first, the first of its paragraph."""
    places = np.zeros(size, np.int64)
    places[-1] = 1
    places[0] = 3 if opens else 2
    return places


def _direction(head: Places) -> NDArray[np.int64]:
    """Where the head of each word is: far or near, before or after; 3 for the root."""
    distance = head - np.arange(len(head))
    directions: NDArray[np.int64] = np.sign(distance) * np.searchsorted([1, 2, 5], np.abs(distance), "right") + 3
    return directions
