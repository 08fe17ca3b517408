"""Where in the French a word of the source should have its rendering, and which words render which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from audit.document import Span
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.words import Word, english, french

LEAST = 0.03  # probability of a rendering that is one
SURELY = 0.15  # worth of a rendering that may render two words
ORDER = (
    0.25  # how far, in shares of the sentence, one rendering may be from where order would have it, at half its worth
)


class Placed(Protocol):
    """Anything that knows where it begins."""

    @property
    def start(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Alignment:
    """The content words of both sides, and for each the index of its rendering on the other, None where it has none."""

    french: Sequence[Word]
    english: Sequence[Word]
    of_french: Sequence[int | None]
    of_english: Sequence[int | None]


def align(passage: Passage, bilingual: Bilingual) -> Alignment:
    """Pair the words of both sides one to one, the likeliest first and of equally likely ones the nearest in order; then
    give what is left over a word that renders it surely, though that renders another too."""
    ours, theirs = french(passage.text), english(passage.source)
    worths = [
        (value, i, j)
        for i, word in enumerate(ours)
        for j, other in enumerate(theirs)
        if (value := worth(bilingual, word, other, i / len(ours), j / len(theirs)))
    ]
    worths.sort(key=lambda item: (-item[0], item[1:]))
    forth: list[int | None] = [None] * len(ours)
    back: list[int | None] = [None] * len(theirs)
    for _, i, j in worths:
        if forth[i] is None and back[j] is None:
            forth[i], back[j] = j, i
    for value, i, j in worths:
        if value >= SURELY and (forth[i] is None or back[j] is None):
            forth[i], back[j] = (j if forth[i] is None else forth[i]), (i if back[j] is None else back[j])
    return Alignment(ours, theirs, forth, back)


def worth(bilingual: Bilingual, ours: Word, theirs: Word, at: float, there: float) -> float:
    """How surely one renders the other, which stand `at` and `there` in their sides, in shares of those; 0 where it is none."""
    probability = bilingual.probability(ours.key, theirs.key)
    return probability / (1 + abs(at - there) / ORDER) if probability >= LEAST else 0.0


def place_of(passage: Passage, lost: Placed, bilingual: Bilingual) -> Span:
    """The French word nearest to where something of the source should be: the rendering of the word before it there."""
    return place_in(passage, align(passage, bilingual), lost.start)


def place_in(passage: Passage, aligned: Alignment, at: int) -> Span:
    """The same, by an alignment, of what begins at `at` in the source."""
    before = [j for j, word in enumerate(aligned.english) if word.start < at and aligned.of_english[j] is not None]
    after = [j for j, word in enumerate(aligned.english) if word.start >= at and aligned.of_english[j] is not None]
    anchor = before[-1] if before else after[0] if after else None
    index = aligned.of_english[anchor] if anchor is not None else None
    if index is None:
        return Span(0, len(passage.text))
    word = aligned.french[index]
    return Span(word.start, word.end)
