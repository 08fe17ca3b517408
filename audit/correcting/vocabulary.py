"""A sentence as the corrector sees it: its words, what the dictionaries read in each, how it ends, and its capitals."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from audit.french.lexicon import Analysis, Lexicon

# A small word with its apostrophe, a word with its hyphens, a figure, a mark.
WORD = re.compile(
    r"(?:[ldsnjmtc]|jusqu|lorsqu|puisqu|qu|quoiqu)['’]"
    r"|[^\W\d_]+(?:[-‑][^\W\d_]+)*(?:['’][^\W\d_]+)?"
    r"|\d[\d.,\u202f\u00a0]*\d|\d|\S",
    re.IGNORECASE,
)
SPELLING = str.maketrans("’‑", "'-")
FIGURES = 5  # longest run of figures that is told from a longer one
LETTERS = 3  # of a word's end
END = "<end>"  # what stands behind the last word
MARK = 3  # the case of what has none
COLUMNS = ("word", "reading", "ending", "case")
UNREAD = 1  # the row of readings that are too rare to have one of their own

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark of a sentence, and its place in code points."""

    text: str
    start: int
    end: int


def split(text: str) -> list[Word]:
    return [Word(match[0], *match.span()) for match in WORD.finditer(text)]


def normal(text: str) -> str:
    """As the vocabulary writes a word: small letters, one apostrophe, noughts for figures."""
    lower = text.lower().translate(SPELLING)
    return "0" * min(len(lower), FIGURES) if lower[0].isdigit() else lower


def case(text: str) -> int:
    """Small letters, a capital first, capitals, none of these."""
    if text.islower():
        return 0
    if text[0].isupper() and (len(text) == 1 or not text.isupper()):
        return 1
    return 2 if text.isupper() else MARK


def reading(form: str, lexicon: Lexicon) -> str:
    """All that the dictionaries know of a form, as one key; of a mark, itself."""
    if not form[0].isalpha():
        return f"P{form[0]}"
    return "|".join(sorted(set(map(_key, lexicon.analyses(form))))) or ("-" if "-" in form else "?")


def _key(found: Analysis) -> str:
    return f"{found.pos[:4]}{found.gender}{found.number}{found.mood[:3]}{found.tense[:3]}{found.person}"


class Vocabulary:
    """Numbers for words, readings and endings; `lists` are in the order of their numbers."""

    def __init__(self, lists: Mapping[str, Sequence[str]], lexicon: Lexicon) -> None:
        self.words = {word: row for row, word in enumerate(lists["words"], 1)}
        self.readings = {key: row for row, key in enumerate(lists["readings"], UNREAD + 1)}
        self.endings = {ending: row for row, ending in enumerate(lists["endings"], 1)}
        self.end, self.lexicon = (0, self.readings.get(END, UNREAD), self.endings.get(END[-LETTERS:], 0), MARK), lexicon
        self._known = lru_cache(1 << 15)(self._row)

    def rows(self, texts: Sequence[str]) -> Ids:
        """A row of COLUMNS for each word, and one for the end of the sentence."""
        return np.array([*((*self._known(normal(text)), case(text)) for text in texts), self.end], np.int64)

    def _row(self, form: str) -> tuple[int, int, int]:
        number = self.readings.get(reading(form, self.lexicon), UNREAD)
        return self.words.get(form, 0), number, self.endings.get(form[-LETTERS:], 0)
