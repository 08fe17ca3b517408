"""Count words in clean French and in English, and how French writes them in mid-sentence: with a capital or without."""

import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

WORD = re.compile(r"aujourd['’]hui|[^\W\d_]+['’](?=\w)|[^\W\d_]+(?:-[^\W\d_]+)*")
# A capital tells of a name only where nothing else asks for one: after a word, a figure, a comma, or an elision.
INNER = re.compile(r"(?:(?<=[\w,;%)][ \u00a0\u202f])|(?<=\w['’]))[^\W\d_]+(?:-[^\W\d_]+)*")

MEASURED = ("lafand-news.fr", "orangesum-news.fr")
TRAINING_SHARE = 0.8  # of the lines of those; the rest measure false alarms and must not be counted here
# Prose; technical documentation would make names of menu entries.
PARALLEL = (
    "europarl",
    "hansard",
    "cds-blog",
    "ted-descriptions",
    "umbrella-security",
    "opus100-sample",
    "tatoeba",
    "giga-fren",
)


def french_lines(text: Path, parallel: Path) -> Iterator[str]:
    """Clean French: news up to TRAINING_SHARE, treebanks, the French side of parallel prose."""
    for path in sorted(text.glob("*.fr")):
        lines = path.read_text("utf-8").split("\n")
        yield from lines[: int(len(lines) * TRAINING_SHARE)] if path.name in MEASURED else lines
    for name in PARALLEL:
        yield from read_side(parallel, name, "fr")


def english_lines(parallel: Path) -> Iterator[str]:
    """The English sides of the same texts."""
    for name in PARALLEL:
        yield from read_side(parallel, name, "en")


def read_side(parallel: Path, name: str, language: str) -> Iterator[str]:
    with lzma.open(parallel / f"{name}.{language}.xz", "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n")


def count_words(lines: Iterable[str]) -> Counter[str]:
    """Occurrences of each English word as written; what follows an apostrophe is a word by itself."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(word.rstrip("'") for word in WORD.findall(line.replace("’", "'")))
    return counts


def count_case(lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Occurrences of each word as written, everywhere and in mid-sentence. Lines with capitals on half of their words
    or more (set in capitals, titles, lists of names) are left out of the second."""
    everywhere: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for line in lines:
        line = line.replace("’", "'")
        words = WORD.findall(line)
        everywhere.update(words)
        if 2 * sum(word[0].isupper() for word in words) < len(words):
            inside.update(INNER.findall(line))
    return everywhere, inside


def fold(counts: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Split counts of words as written by their first letter: lower case, capital; both keyed in lower case."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, count in counts.items():
        (capital if word[0].isupper() else lower)[word.lower()] += count
    return lower, capital


def records(french: Counter[str], inside: Counter[str], english: Counter[str]) -> dict[str, tuple[int, int, int, int]]:
    """(lower, capital, French, English) for each word seen three times in a language, or twice with a capital."""
    lower, capital = fold(inside)
    french_total = sum(fold(french), Counter[str]())
    english_total = sum(fold(english), Counter[str]())
    return {
        word: (lower[word], capital[word], french_total[word], english_total[word])
        for word in sorted(french_total | english_total)
        if french_total[word] >= 3 or english_total[word] >= 3 or capital[word] >= 2
    }
