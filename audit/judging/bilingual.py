"""Which French words render which English ones, in their forms: a table learned from parallel text, and cognates.

Read from a memory-mapped trie, `resources/judge/words.marisa`, made by `python -m audit.training.judge.lexicon`; origins
and licences are in `resources/judge/words.card.toml`.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

import marisa_trie
from rapidfuzz.distance import Levenshtein

from audit.integrity import intact

TABLE = Path(__file__).parents[1] / "resources" / "judge" / "words.marisa"
FORMAT = "<BB"
# Two words that look this alike, and are this long, are cognates (*hypertension*, *tachycardie*).
ALIKE, SHORTEST = 0.65, 5
STEM = 4  # letters that cognates begin with alike
COGNATE = 0.3  # probability that a cognate is given


class Bilingual:
    """Look renderings up, in lower case. Any string may be asked for; what is not there gives 0."""

    def __init__(self, path: Path = TABLE) -> None:
        self._trie: Any = marisa_trie.RecordTrie(FORMAT).mmap(str(intact(path)))
        self.probability = lru_cache(1 << 17)(self._probability)

    def renders(self, french: str, english: str) -> tuple[float, float]:
        """P(french | english) and P(english | french), 0 where they were never seen to render one another."""
        found = self._trie.get(_key(f"{english}\t{french}"))
        return (found[0][0] / 255, found[0][1] / 255) if found else (0.0, 0.0)

    def _probability(self, french: str, english: str) -> float:
        """How surely one renders the other, 0-1: as the table has it, else as they look."""
        known = max(self.renders(french, english))
        return max(known, COGNATE) if known < COGNATE and cognate(french, english) else known

    def renderings(self, english: str) -> list[tuple[str, float]]:
        """The French words that render an English one, with their probability, the likeliest first."""
        found = self._trie.items(_key(f"{english}\t")) if english else ()
        pairs = [(key.partition("\t")[2], value[0] / 255) for key, value in found]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def rendered(self, word: str, language: str) -> float:
        """The share of a word's sightings in which some word of the other side rendered it; 0 where it is unknown."""
        found = self._trie.get(_key(f"{language}:{word}"))
        return found[0][0] / 255 if found else 0.0

    def sightings(self, word: str, language: str) -> float:
        """How often the parallel text has the word, in either language, to a fifth of it."""
        found = self._trie.get(_key(f"{language}:{word}"))
        return float(2 ** (found[0][1] / 4)) if found else 0.0


def _key(text: str) -> str:
    """A string that can be in a trie: no null, and no lone surrogate."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


@lru_cache(1 << 16)
def plain(word: str) -> str:
    """The word in lower case, without accents."""
    bare = "".join(c for c in normalize("NFD", word.lower()) if not combining(c))
    return bare.replace("œ", "oe").replace("æ", "ae")


@lru_cache(1 << 17)
def cognate(french: str, english: str) -> bool:
    """Whether two words look like one."""
    left, right = plain(french), plain(english)
    if left == right:
        return True
    if min(len(left), len(right)) < SHORTEST or left[:1] != right[:1]:
        return False
    same = left[:STEM] == right[:STEM]
    return bool(Levenshtein.normalized_similarity(left, right) >= (ALIKE if same else ALIKE + 0.15))


@cache
def load_bilingual() -> Bilingual:
    """The table, opened once per process."""
    return Bilingual()
