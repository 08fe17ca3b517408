"""The shipped corrector: where a sentence is not as French writes it, and which one change would make it so."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

import numpy as np

from audit.correcting.alternatives import AGREEMENT, CONTENT, MISSING, PREPOSITIONS, VERB_FORM, alternatives
from audit.correcting.network import Floats, forward
from audit.correcting.vocabulary import Vocabulary, Word, normal, split
from audit.french.lexicon import Lexicon, load_lexicon
from audit.french.seams import VOWELS
from audit.integrity import intact
from audit.tagging.marks import probabilities

RESOURCES = Path(__file__).parents[1] / "resources" / "corrector"
NETWORK, CARD = "network.npz", "corrector.json"
LEAST = 0.5  # probability that something is wrong, below which no change is tried
LONGEST, MOST = 150, 10  # words of a sentence that is read; doubts of one that a change is tried for
MOVED = 3  # places on either side that a word out of order may belong in
FORMS = 16  # of a word, the most frequent, that may be meant
LOWEST = 1e-6  # of what logarithms are taken of
NEAR = 1  # words on either side of a change that must be right with it


@dataclass(frozen=True, slots=True)
class Change:
    """Words `first` to `last`, exclusive, of a sentence give way to `new` ones."""

    first: int
    last: int
    new: tuple[str, ...]

    def made(self, texts: Sequence[str]) -> list[str]:
        return [*texts[: self.first], *self.new, *texts[self.last :]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word, or the gap before it, that is wrong with this probability.

    `column` is that of `alternatives`.CLASSES, or of a gap 1 + the row of MISSING, or CONTENT.

    `change` is what mends the sentence best, None where nothing is better: `gain` tells how much likelier it is then to
    have nothing wrong in it, in nats, `left` the highest probability of an error at the change.
    """

    word: int
    gap: bool
    column: int
    probability: float
    change: Change | None = None
    gain: float = 0.0
    left: float = 1.0


class Corrector:
    """Doubts words, and finds what would mend them. Raises InstallationError when a file is not the one released."""

    def __init__(self, folder: Path = RESOURCES, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or load_lexicon()
        card = json.loads(intact(folder / CARD).read_text("utf-8"))
        self.vocabulary = Vocabulary(card, self.lexicon)
        self.scale: Sequence[float] = card["scale"]
        with np.load(intact(folder / NETWORK), allow_pickle=False) as arrays:
            self.weights = {name: _whole(arrays, name) for name in arrays.files if not name.endswith(".scale")}

    def doubts(self, sentences: Sequence[str], least: float = LEAST) -> Iterator[tuple[list[Word], list[Doubt]]]:
        """The words of each sentence, and the doubts about them of a probability of at `least` so much, the likeliest first;
        none of a sentence that is longer than people write. Reading them together takes less time."""
        split_up = [split(sentence) for sentence in sentences]
        read = [[word.text for word in words] if len(words) <= LONGEST else [] for words in split_up]
        for words, texts, right in zip(split_up, read, self._right(read), strict=True):
            found = sorted(_doubtful(right, least), key=lambda doubt: -doubt.probability) if texts else []
            yield words, [self._mended(texts, doubt, right) for doubt in found[:MOST]]

    def confidence(self, probability: float, density: float) -> float:
        """How likely it is right to tell a doubt of this probability, in an article where so many things were found for each
        word: pages are translated as a whole, so one error makes another likely."""
        likely, near, base = self.scale
        odds = likely * log(probability / max(1 - probability, LOWEST)) + near * log(max(density, LOWEST)) + base
        return 1 / (1 + exp(-odds))

    def least(self, confidence: float, density: float) -> float:
        """The probability from which a doubt has such a confidence."""
        likely, near, base = self.scale
        odds = (log(confidence / (1 - confidence)) - near * log(max(density, LOWEST)) - base) / likely
        return 1 / (1 + exp(-odds))

    def wrong(self, text: str) -> tuple[list[Word], list[float], list[float]]:
        """The words of a sentence, and the probabilities that each is wrong, and each gap: one before each, one at the end."""
        words = split(text)
        [(classes, gaps)] = self._right([[word.text for word in words]])
        return words, (1 - classes[:, 0]).tolist(), (1 - gaps[:, 0]).tolist()

    def _right(self, sentences: Sequence[Sequence[str]]) -> "list[tuple[Floats, Floats]]":
        """Probabilities of each class for words and for gaps."""
        logits = forward(self.weights, [self.vocabulary.rows(texts) for texts in sentences])
        return [(probabilities(classes)[:-1], probabilities(gaps)) for classes, gaps in logits]

    def _mended(self, texts: Sequence[str], doubt: Doubt, before: tuple[Floats, Floats]) -> Doubt:
        changes = list(dict.fromkeys(self._changes(texts, doubt)))
        seen = self._right([change.made(texts) for change in changes])
        gains = [_quality(one) - _quality(before) for one in seen]
        best = max(range(len(changes)), key=gains.__getitem__, default=None)
        if best is None or gains[best] <= 0:
            return doubt
        change, (classes, gaps) = changes[best], seen[best]
        first, last = max(0, change.first - NEAR), change.first + len(change.new) + NEAR
        right = min(classes[first:last, 0].min(initial=1.0), gaps[first : last + 1, 0].min(initial=1.0))
        return Doubt(doubt.word, doubt.gap, doubt.column, doubt.probability, change, gains[best], 1 - float(right))

    def _changes(self, texts: Sequence[str], doubt: Doubt) -> Iterator[Change]:
        at = doubt.word
        if doubt.gap:
            missing = MISSING[doubt.column - 1] if doubt.column < CONTENT else ()
            yield from (Change(at, at, (small,)) for small in missing if _fits(small, texts[at : at + 1]))
            return
        written = texts[at]
        forms = {form for form, _ in alternatives(normal(written), self.lexicon)}
        for form in sorted(forms, key=lambda form: (-self.lexicon.frequency(form), form))[:FORMS]:
            yield Change(at, at + 1, (form,))
        if written.lower() in PREPOSITIONS:
            yield from (Change(at, at + 1, (other,)) for other in PREPOSITIONS if other != written.lower())
        misformed = doubt.column in {AGREEMENT, VERB_FORM}  # which leaving the word out would not mend
        if len(texts) > 1 and not misformed:
            yield Change(at, at + 1, ())
        yield from (Change(at, at, (small,)) for small in ("de", "à"))
        for by in range(1, MOVED + 1):
            if at + by < len(texts):
                yield Change(at, at + by + 1, (*texts[at + 1 : at + by + 1], written))
            if at >= by:
                yield Change(at - by, at + 1, (written, *texts[at - by : at]))


def _doubtful(right: tuple[Floats, Floats], least: float) -> Iterator[Doubt]:
    for gap, shares in zip((True, False), reversed(right), strict=True):
        for row in np.flatnonzero(1 - shares[: len(right[0]), 0] >= least):
            yield Doubt(int(row), gap, 1 + int(np.argmax(shares[row, 1:])), 1 - float(shares[row, 0]))


def _fits(small: str, behind: Sequence[str]) -> bool:
    """Whether what has lost its vowel stands before one, or before *h*."""
    return not small.endswith("'") or (bool(behind) and normal(behind[0])[0] in VOWELS)


def _quality(seen: tuple[Floats, Floats]) -> float:
    """How likely a sentence has nothing wrong in it: the logarithm, as if words and gaps had nothing to do with each other."""
    return float(sum(np.log(shares[:, 0]).sum() for shares in seen))


def _whole(arrays: "np.lib.npyio.NpzFile", name: str) -> Floats:
    """A matrix is stored in bytes, with a scale for each row."""
    scale = f"{name}.scale"
    stored: Floats = arrays[name].astype(np.float32)
    return stored * arrays[scale].astype(np.float32)[:, None] if scale in arrays else stored


@cache
def load_corrector() -> Corrector:
    return Corrector()
