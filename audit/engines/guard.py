"""What engines do wrong by themselves: loops, copies, empty and runaway answers. Not the audited text's fault."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from audit.engines.base import Translation, Translator
from audit.errors import EngineError

WORD = re.compile(r"[^\W_]+")
MIN_LETTERS = 3  # shorter words are units and abbreviations
PHRASE = 3  # words
LONGEST_PERIOD = 6  # words; longer loops fall to the length ratio
COPIED = 0.8  # share of the French words found in the English; Apertium keeps at most half in 4,000 sentences of news
MIN_COPIED = 4  # words that are no names; fewer may all be cognates
MAX_RATIO, MIN_RATIO = 2.5, 0.3  # English words a French word; people: 0.42 to 1.71 in newstest2014 and PUD
MIN_RATIO_WORDS = 5


@dataclass(frozen=True)
class Guarded:
    """An engine whose answers are checked. Blank sentences are not sent to it, and equal ones only once."""

    engine: Translator

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def signature(self) -> str:
        return self.engine.signature

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        distinct = list(dict.fromkeys(sentence for sentence in sentences if sentence.strip()))
        translations = self.engine.translate(distinct) if distinct else []
        if len(translations) != len(distinct):
            raise EngineError(f"{self.name} answered {len(translations)} of {len(distinct)} sentences")
        answers = {french: _checked(french, english) for french, english in zip(distinct, translations, strict=True)}
        return [answers.get(sentence, Translation("")) for sentence in sentences]


def _checked(french: str, english: Translation) -> Translation:
    return english if english.unreliable else replace(english, unreliable=suspicion(french, english.text))


def suspicion(french: str, english: str) -> str | None:
    """Say why `english` cannot be a translation of `french`, None when it can."""
    source, answer = WORD.findall(french), WORD.findall(english)
    if not source:
        return None
    if not answer:
        return "the engine gave an empty answer"
    if _repeats(answer) > _repeats(source):
        return "the engine repeats itself"
    if _copied(source, answer):
        return "the engine left the French as it was"
    ratio = len(answer) / max(len(source), MIN_RATIO_WORDS)
    if ratio > MAX_RATIO or (ratio < MIN_RATIO and len(source) >= MIN_RATIO_WORDS):
        return f"the engine gave {len(answer)} words for {len(source)}"
    return None


def _repeats(words: list[str]) -> int:
    """How often some phrase follows itself; 0 for what people write: up to two words thrice, or more words twice."""
    return max(_repeats_of(size, [word.casefold() for word in words]) for size in range(1, LONGEST_PERIOD + 1))


def _repeats_of(size: int, words: list[str]) -> int:
    longest = run = 0
    for word, later in zip(words, words[size:], strict=False):
        run = run + 1 if word == later else 0
        longest = max(longest, run)
    repeats = longest // size + 1
    return repeats if repeats >= (4 if size < PHRASE else 3) else 0


def _copied(source: list[str], answer: list[str]) -> bool:
    """Whether the words that cannot be names came through unchanged."""
    plain = [word for word in source if word.isalpha() and word.islower() and len(word) >= MIN_LETTERS]
    if source == answer:
        return len(plain) > 1
    kept = set(answer)
    return len(plain) >= MIN_COPIED and sum(word in kept for word in plain) >= COPIED * len(plain)
