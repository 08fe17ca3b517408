"""The clause of one side that nothing on the other renders, where that is more than a free translation.

A word that nothing renders speaks for a gap, the more the more surely such words are rendered elsewhere; one that is
rendered speaks against it. The run of words that sums up to most is a gap where the side it is on is the longer by as
much, and where few words of the other side, at that place, are left that may say the same. The weights are fitted by
`python -m audit.training.judge.gaps`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import log, sqrt
from typing import NamedTuple

from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.places import align, worth
from audit.judging.words import Word

LEAST = 5  # words of a run
FEWEST = 2  # words outside it that are rendered: else the sides have nothing to do with each other
ALONE, SUREST = 0.7, 0.95  # nats that any word left alone speaks for a gap; the surest that a word is rendered
RENDERED, BY = -1.0, -3.0  # nats that a word which is rendered speaks for one, and by the worth of its rendering
SHORTEST = 1.5  # by how much the other side must be shorter than usual, in square roots of characters
SEEN = 8  # sightings of a word, for the share of them in which it is rendered to say something
# Characters of French for one of English, where those of its translators are who add least, and most.
RATIO = {"en": 1.12, "fr": 1.2}
ADDRESS = re.compile(r"\w+://\S+|\bwww\.\S+|(?<!\S)/\S+/\S+|<[^<>]{1,200}>")  # tags too: no words


class Gap(NamedTuple):
    """A run of words, how many nats speak for it, and for the words that may render it; and by how much the other side is
    shorter than usual, in square roots of characters."""

    run: Sequence[Word]
    alone: float
    instead: float
    shorter: float


class Sum(NamedTuple):
    """Weights of what there is to begin with, of the roots of both sums of nats, and of the length."""

    base: float
    alone: float
    instead: float
    shorter: float


WEIGHTS = Sum(-10.22, 2.31, -1.66, 1.22)


def gaps(passage: Passage, bilingual: Bilingual, language: str) -> Iterator[Sequence[Word]]:
    """The words of the side in `language` that nothing on the other renders, if there are such."""
    found = likeliest(passage, bilingual, language)
    if found and sum(weight * value for weight, value in zip(WEIGHTS, features(found), strict=True)) > 0:
        yield found.run


def features(gap: Gap) -> tuple[float, ...]:
    """What a `Sum` weighs, in its order."""
    return 1.0, sqrt(gap.alone), sqrt(gap.instead), gap.shorter


def likeliest(passage: Passage, bilingual: Bilingual, language: str) -> Gap | None:
    """The run of words that is rendered least, where it is long enough to be a clause."""
    bare = replace(passage, text=ADDRESS.sub(_blank, passage.text), source=ADDRESS.sub(_blank, passage.source))
    shorter = _shorter(bare, language)
    if shorter < SHORTEST:
        return None
    aligned = align(bare, bilingual)
    sides = (aligned.english, aligned.of_english), (aligned.french, aligned.of_french)
    (own, links), (others, back) = sides if language == "en" else sides[::-1]
    if len(own) < LEAST + FEWEST:
        return None
    nats = _nats(own, links, others, bilingual, language)
    start, end = _best(nats)
    around = [link for link in (*links[:start], *links[end:]) if link is not None]
    if end - start < LEAST or len(around) < FEWEST:
        return None
    first = next((link for link in links[start - 1 :: -1] if link is not None), -1) if start else -1
    last = next((link for link in links[end:] if link is not None), len(others))
    theirs = _nats(others, back, own, bilingual, "fr" if language == "en" else "en")
    instead = theirs[min(first, last) + 1 : max(first, last)]
    return Gap(own[start:end], sum(nats[start:end]), sum(value for value in instead if value > 0), shorter)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _shorter(passage: Passage, language: str) -> float:
    """By how much the other side is shorter than usual."""
    theirs, ours = (len(" ".join(text.split())) for text in (passage.source, passage.text))
    usual = RATIO[language] * theirs
    return (usual - ours if language == "en" else ours - usual) / sqrt(max(usual, 1))


def _nats(
    own: Sequence[Word], links: Sequence[int | None], others: Sequence[Word], bilingual: Bilingual, language: str
) -> list[float]:
    """How much each word speaks for being in a gap."""

    def nats(index: int, word: Word, link: int | None) -> float:
        if link is None:
            return ALONE - log(1 - min(SUREST, _share(word, bilingual, language)))
        pair = (others[link], word) if language == "en" else (word, others[link])
        return RENDERED + BY * worth(bilingual, *pair, index / len(own), link / len(others))

    return [nats(index, word, link) for index, (word, link) in enumerate(zip(own, links, strict=True))]


def _share(word: Word, bilingual: Bilingual, language: str) -> float:
    """How often the word is rendered; 0 for one seen too seldom, or a name."""
    if bilingual.sightings(word.key, language) < SEEN or word.text[0].isupper():
        return 0.0
    return bilingual.rendered(word.key, language)


def _best(nats: Sequence[float]) -> tuple[int, int]:
    """Where the run begins and ends whose sum is greatest."""
    sums = [0.0, *accumulate(nats)]
    best, low = (0, 0), 0
    for at, total in enumerate(sums):
        low = at if total < sums[low] else low
        best = max(best, (low, at), key=lambda run: sums[run[1]] - sums[run[0]])
    return best
