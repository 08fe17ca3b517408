"""What engines do wrong by themselves: loops, copies, empty and runaway answers, names and numbers lost or made up.

Not the audited text's fault: such an answer is asked for again, and never held against the French.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from audit.engines.base import Scored, Scorer, Translation, Translator, Versatile
from audit.errors import EngineError
from audit.french.lexicon import load_lexicon
from audit.language import language_of, letters
from audit.reason import Reason

WORD = re.compile(r"[^\W_]+")
MIN_LETTERS = 3  # shorter words are units and abbreviations
PHRASE = 3  # words
LONGEST_PERIOD = 6  # words; longer loops fall to the length ratio
COPIED = 0.8  # share of the French words found in the English; Apertium keeps at most half in 4,000 sentences of news
MIN_COPIED = 4  # words that are no names; fewer may all be cognates
MAX_RATIO, MIN_RATIO = 2.5, 0.3  # English words a French word; people: 0.42 to 1.71 in newstest2014 and PUD
MIN_RATIO_WORDS = 5
NUMBER = re.compile(r"(?<![\w.])(?<!h )\d+(?:[.]\d+)?(?![\d.]*\d|\s?h)")  # no hour, which English tells otherwise
GROUPED = re.compile(r"(?<=\d)[\s.](?=\d{3}(?!\d))")  # French thousands
MIN_DIGITS = 2  # people write *7* as *seven*
LEAST_LETTERS = 50  # of an answer whose language is asked for
TENS = dict(
    zip(range(10, 101, 10), "ten twenty thirty forty fifty sixty seventy eighty ninety hundred".split(), strict=True)
)
PAUSE = re.compile(r"(?<=[,;:.!?»”])\s+")
PART = 4  # words
STAND_INS = ("Martin", "Thomas", "Laura", "Simon")
DEMONYM = re.compile(r"(?:iens?|iennes?|ais|aises?|ois|oises?)$")
# Not the first word, and no abbreviation.
NAME = re.compile(r"(?<=[^\W_][ ’'])[A-ZÀ-Ý][\w-]*[a-zà-ÿ][\w-]*|\b[a-z]+[A-Z]\w*")


@dataclass(frozen=True)
class Guarded:
    """An engine whose answers are checked. Blank sentences are not sent to it, and equal ones only once.

    `to_french` is an engine of the other direction, that only scores.
    """

    engine: Translator
    to_french: Scorer | None = None

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def signature(self) -> str:
        return self.engine.signature + (f"+{self.to_french.signature}" if self.to_french else "")

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        distinct = list(dict.fromkeys(sentence for sentence in sentences if sentence.strip()))
        answers = dict(zip(distinct, self._answers(distinct), strict=True))
        return [answers.get(sentence, Translation("")) for sentence in sentences]

    def score(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[Scored, ...]] | None:
        """Log-probabilities of English sentences given their French, None when the engine has none to give."""
        return self.engine.score(pairs) if isinstance(self.engine, Scorer) else None

    def score_french(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[Scored, ...]] | None:
        """Log-probabilities of the French sentences given their English, None without an engine of that direction."""
        return self.to_french.score((english, french) for french, english in pairs) if self.to_french else None

    def _answers(self, sentences: Sequence[str]) -> list[Translation]:
        """The checked answers to sentences that are not blank."""
        translations = self.engine.translate(sentences) if sentences else []
        if len(translations) != len(sentences):
            raise EngineError(
                Reason(
                    "{engine} answered {n} of {of} sentences", engine=self.name, n=len(translations), of=len(sentences)
                )
            )
        return [self._checked(french, english) for french, english in zip(sentences, translations, strict=True)]

    def _checked(self, french: str, english: Translation) -> Translation:
        """The answer, the first other that is above suspicion, or the answer marked unreliable."""
        if english.unreliable or not (reason := suspicion(french, english.text)):
            return english
        others = self._others(french, lost(french, english.text))
        sound = (other for other in others if not (other.unreliable or suspicion(french, other.text)))
        return next(sound, replace(english, unreliable=reason))

    def _others(self, french: str, missing: Sequence[str]) -> Iterator[Translation]:
        """Other answers for a sentence, the most fluent first."""
        if isinstance(self.engine, Versatile):
            yield from self.engine.alternatives(french)
        yield from self._with_stand_ins(french, missing)
        parts = cut(french)
        if len(parts) > 1:
            yield _joined(parts, self._answers(parts))

    def _with_stand_ins(self, french: str, missing: Sequence[str]) -> list[Translation]:
        """The sentence translated with names that every engine keeps, which then give way to those that were lost."""
        names = [name for name in missing if name[0].isalpha()]
        free = [name for name in STAND_INS if name not in french]
        if not names or len(names) > len(free):
            return []
        pairs = list(zip(names, free, strict=False))
        text = french
        for name, stand_in in pairs:
            text = re.sub(rf"\b{re.escape(name)}\b", stand_in, text)
        answers = self.engine.translate([text])
        for name, stand_in in pairs:
            answers = [replace(answer, text=re.sub(rf"\b{stand_in}\b", name, answer.text)) for answer in answers]
        return answers


def cut(french: str) -> list[str]:
    """A sentence in parts that end in punctuation and are no shorter than `PART` words: an engine loses less of those."""
    parts: list[str] = []
    for part in PAUSE.split(french):
        if parts and min(len(WORD.findall(side)) for side in (parts[-1], part)) < PART:
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


def _joined(parts: Sequence[str], answers: Sequence[Translation]) -> Translation:
    """One answer of those to the parts, whose full stops are not its own. It has no score."""
    *before, last = (
        answer.text if part[-1] in ".!?" else answer.text.removesuffix(".")
        for part, answer in zip(parts, answers, strict=True)
    )
    unreliable = next((answer.unreliable for answer in answers if answer.unreliable), None)
    return Translation(" ".join([*before, last]), unreliable=unreliable)


def suspicion(french: str, english: str) -> str | None:
    """Say why `english` cannot be a translation of `french`, None when it can."""
    source, answer = WORD.findall(french), WORD.findall(english)
    if not source:
        return None
    if not answer:
        return Reason("the engine gave an empty answer")
    if _repeats(answer) > _repeats(source):
        return Reason("the engine repeats itself")
    if _copied(source, answer):
        return Reason("the engine left the French as it was")
    ratio = len(answer) / max(len(source), MIN_RATIO_WORDS)
    if ratio > MAX_RATIO or (ratio < MIN_RATIO and len(source) >= MIN_RATIO_WORDS):
        return Reason("the engine gave {n} words for {of}", n=len(answer), of=len(source))
    if letters(english) >= LEAST_LETTERS and (tongue := language_of(english, "en")) not in (None, "en"):
        return Reason("the engine answered in another language ({code})", code=tongue)
    if missing := lost(french, english):
        return Reason("the engine lost {missing}", missing=", ".join(missing))
    return None


def lost(french: str, english: str) -> list[str]:
    """The numbers, and the names that are the same in both languages, that the English does not have."""
    said, folded = re.sub(r"(?<=\d)[\s,](?=\d{3})", "", english), english.casefold()
    numbers = [
        n for n in NUMBER.findall(_plain(french)) if len(n) >= MIN_DIGITS and n not in said and not _spelt(n, folded)
    ]
    return numbers + [
        name for name in dict.fromkeys(NAME.findall(french)) if name.casefold() not in folded and _same(name)
    ]


def _plain(french: str) -> str:
    """French with its numbers as English writes them, but for the commas between thousands."""
    return re.sub(r"(?<=\d),(?=\d)", ".", GROUPED.sub("", french))


def _spelt(number: str, folded: str) -> bool:
    return number.isdigit() and TENS.get(int(number), "?") in folded


def _same(name: str) -> bool:
    """Whether a capitalised word is no French word, and has no other form in English."""
    lexicon, parts = load_lexicon(), name.lower().split("-")
    if not name.isascii() or DEMONYM.search(parts[-1]):  # *Péking*: with an accent, likely a French form
        return False
    known = any(lexicon.known(spelling) for part in parts for spelling in (part, re.sub("^e", "é", part)))  # *Etat*
    return not (known or lexicon.english(name))


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
