"""French words in the sense of another that the subject of the article gives away: *un tribunal* where tennis is told of.

The table of words and fields, resources/fields.toml, is written by hand. A word is told where the article has several words
of the field, those of its own sentence counting double, more than of the word's own, and its sentence none of the latter.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from audit.french.calques import Lemma, lemma_of, lemmas
from audit.french.lexicon import Lexicon
from audit.french.senses import Sense

TABLE = Path(__file__).parent.parent / "resources" / "fields.toml"
LEAST, ENOUGH = 4, 6  # words of a field that an article must have, and that it must have with those of the sentence


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the table: its lemmas, the English, what French says, the words of those fields, and of its own."""

    row: tuple[str, ...]
    english: str
    rights: tuple[str, ...]
    fields: tuple[frozenset[str], ...]
    own: frozenset[str]


@cache
def _table(lexicon: Lexicon) -> dict[str, list[Word]]:
    """The words by their first lemma."""
    known = tomllib.loads(TABLE.read_text("utf-8"))
    named = {
        name: frozenset(lemma_of(word, lexicon) for word in line.split()) for name, line in known["fields"].items()
    }
    found: dict[str, list[Word]] = defaultdict(list)
    for wrong, (english, rights, fields, own) in known["words"].items():
        row = tuple(one.lemma for one in lemmas(wrong, lexicon, article=False))
        groups = (named.get(name, frozenset({lemma_of(name, lexicon)})) for name in own.split())
        word = Word(
            row,
            english,
            tuple(rights.split(", ")),
            tuple(named[f] for f in fields.split()),
            frozenset().union(*groups) - set(row),
        )
        found[row[0]].append(word)
    return found


@lru_cache(8)
def _lemmas_of(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(one.lemma for one in lemmas(text, lexicon, article=False))


def field_senses(text: str, article: str, lexicon: Lexicon) -> Iterator[Sense]:
    """The words of a sentence that stand in the sense of another, in reading order; `article` is all of its text."""
    table, row = _table(lexicon), lemmas(text, lexicon, article=False)
    for at, one in enumerate(row):
        for word in table.get(one.lemma, ()):
            last = at + len(word.row)
            if tuple(other.lemma for other in row[at:last]) == word.row:
                around = {other.lemma for other in row[:at] + row[last:]}
                if _tells(word, around, _lemmas_of(article, lexicon)):
                    yield Sense(Lemma(one.start, row[last - 1].end, one.lemma), word.english, word.rights)


def _tells(word: Word, around: set[str], article: frozenset[str]) -> bool:
    """True where a field of the word outweighs its own, in the article and in the sentence."""
    least = max(LEAST, len(word.own & article) + 1)
    counts = ((len(field & article), len(field & around)) for field in word.fields)
    return not word.own & around and any(there >= least and there + 2 * here >= ENOUGH for there, here in counts)
