"""Translations of a source that are worse than a human one, with the MQM points that each deserves.

Human translations with errors put in, of the kinds that linguists mark in machine translation, and Apertium's French,
by way of Catalan, which has many.
"""

import random
import re
import subprocess
from collections.abc import Callable, Sequence
from typing import NamedTuple

from audit.french.lexicon import Lexicon, load_lexicon
from audit.judging.bilingual import load_bilingual
from audit.judging.places import align
from audit.judging.words import Word
from audit.training.judge.changes import CHANGES
from audit.training.judge.texts import Pair

MINOR, MAJOR = 1.0, 5.0
WORDS_PER_ERROR = 25  # of the damaged: a linguist marks one or two in such a sentence of good machine translation
MOST_ERRORS = 4
APERTIUM_POINTS = 25.0  # WMT's weight of what is no translation
WORD = re.compile(r"[^\W\d_]{4,}")


class Judged(NamedTuple):
    """A translation and the points it deserves."""

    pair: Pair
    points: float


Damage = Callable[[Pair, random.Random, Lexicon], tuple[Pair, float] | None]


def _word(pair: Pair, chance: random.Random) -> re.Match[str] | None:
    found = list(WORD.finditer(pair.french))
    return chance.choice(found) if found else None


def _put(pair: Pair, match: re.Match[str], new: str) -> Pair:
    return Pair(pair.english, " ".join((pair.french[: match.start()] + new + pair.french[match.end() :]).split(" ")))


def changed(pair: Pair, chance: random.Random, lexicon: Lexicon) -> tuple[Pair, float] | None:
    """A number, name or negation that is another."""
    change, _ = chance.choice(list(CHANGES.values()))
    found = change(pair, chance, lexicon)
    return (found.pair, MAJOR) if found else None


def dropped(pair: Pair, chance: random.Random, lexicon: Lexicon) -> tuple[Pair, float] | None:  # noqa: ARG001
    """One to four words gone."""
    parts = pair.french.split()
    if len(parts) < 8:
        return None
    count = chance.randint(1, 4)
    at = chance.randrange(len(parts) - count)
    return Pair(pair.english, " ".join(parts[:at] + parts[at + count :])), MAJOR if count > 1 else MINOR


def _rendered(pair: Pair, chance: random.Random) -> tuple[Word, Word] | None:
    """A French word and the English one that it renders; None where none is aligned."""
    aligned = align(pair.passage, load_bilingual())
    linked = [(word, other) for word, other in zip(aligned.french, aligned.of_french, strict=True) if other is not None]
    if not linked:
        return None
    word, other = chance.choice(linked)
    return word, aligned.english[other]


def _exchange(pair: Pair, word: Word, new: str) -> Pair:
    return Pair(pair.english, pair.french[: word.start] + new + pair.french[word.end :])


def wrong_word(pair: Pair, chance: random.Random, lexicon: Lexicon) -> tuple[Pair, float] | None:  # noqa: ARG001
    """A word in another sense of the source's: an unlikely rendering of the same English word."""
    if not (found := _rendered(pair, chance)):
        return None
    word, english = found
    options = load_bilingual().renderings(english.key)
    unlikely = [french for french, forth in options if forth < 0.1 and french[:4] != word.key[:4]]
    return (_exchange(pair, word, chance.choice(unlikely)), MAJOR) if unlikely else None


def untranslated(pair: Pair, chance: random.Random, lexicon: Lexicon) -> tuple[Pair, float] | None:  # noqa: ARG001
    """An English word left in."""
    if not (found := _rendered(pair, chance)):
        return None
    word, english = found
    return _exchange(pair, word, english.text), MAJOR


def misspelled(pair: Pair, chance: random.Random, lexicon: Lexicon) -> tuple[Pair, float] | None:  # noqa: ARG001
    """Two letters in the wrong order."""
    match = _word(pair, chance)
    if not match:
        return None
    word, at = match.group(), chance.randrange(1, len(match.group()) - 1)
    return _put(pair, match, word[:at] + word[at + 1] + word[at] + word[at + 2 :]), MINOR


def disagreeing(pair: Pair, chance: random.Random, lexicon: Lexicon) -> tuple[Pair, float] | None:  # noqa: ARG001
    """An ending lost or one too many."""
    match = _word(pair, chance)
    if not match:
        return None
    word = match.group()
    return _put(pair, match, word[:-1] if word[-1] in "se" else word + "s"), MINOR


def repeated(pair: Pair, chance: random.Random, lexicon: Lexicon) -> tuple[Pair, float] | None:  # noqa: ARG001
    """A word said twice."""
    match = _word(pair, chance)
    return (_put(pair, match, f"{match.group()} {match.group()}"), MINOR) if match else None


DAMAGES: Sequence[Damage] = (changed, dropped, wrong_word, wrong_word, untranslated, misspelled, disagreeing, repeated)


def damaged(pair: Pair, chance: random.Random) -> Judged:
    """The human translation with as many errors as its length lets expect, one at least."""
    most = max(1, min(MOST_ERRORS, round(len(pair.french.split()) / WORDS_PER_ERROR + chance.random())))
    return _with_errors(pair, chance.randint(1, most), chance)


def damaged_by_chance(pair: Pair, chance: random.Random) -> Judged:
    """The human translation with as many errors as come when each word has its chance of one: often with none."""
    words = len(pair.french.split())
    return _with_errors(pair, sum(chance.random() < 1 / WORDS_PER_ERROR for _ in range(words)), chance)


def _with_errors(pair: Pair, count: int, chance: random.Random) -> Judged:
    points = 0.0
    for _ in range(min(count, MOST_ERRORS)):
        found = chance.choice(DAMAGES)(pair, chance, load_lexicon())
        if found:
            pair, points = found[0], points + found[1]
    return Judged(pair, points)


def by_apertium(pairs: Sequence[Pair]) -> list[Judged]:
    """What Apertium makes of the sources. Raises CalledProcessError, or FileNotFoundError where it is not installed."""
    text = "\n".join(" ".join(pair.english.split()) for pair in pairs)
    for mode in ("eng-cat", "cat-fra"):
        text = subprocess.run(["apertium", "-u", mode], input=text, capture_output=True, text=True, check=True).stdout
    lines = text.rstrip("\n").split("\n")
    return [Judged(Pair(pair.english, line), APERTIUM_POINTS) for pair, line in zip(pairs, lines, strict=True)]
