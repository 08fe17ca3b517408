"""French as a row of lemmas, so that *a été chargé avec* and *charger avec* meet; and the table of calques by such rows.

Determiners and *ne* are left out, *au* is *à*, a compound past of *être* is *être*. The choice of a lemma looks at the
form alone: it need not be right, only the same where the table is made and where it is asked.
The table is made by `python -m audit.training.calques`; see resources/calques.card.toml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie

from audit.french.lexicon import Analysis, Lexicon
from audit.french.words import DETERMINING, NE, words
from audit.integrity import intact

TABLE = Path(__file__).parent.parent / "resources" / "calques.marisa"
WORD = re.compile(r"aujourd['’]hui|[^\W\d_]{1,7}['’](?=\w)|[^\W_]+(?:[-‑][^\W_]+)*|[^\w\s]")
STRAIGHT = str.maketrans("’‑", "'-")
LONGEST = 6  # lemmas of an entry
DROPPED = DETERMINING | NE
OPEN = words("du des")  # *de* with an article, or an article alone: both are tried
# Forms whose lemma is not left to the dictionary: small words, and the finite forms of the commonest verbs.
FIXED = {
    **dict.fromkeys(words("je j' tu il elle on nous vous ils elles"), "il"),
    **dict.fromkeys(words("se s' me m' te t'"), "se"),
    **dict.fromkeys(words("cela ça ceci c'"), "cela"),
    "d'": "de", "qu'": "que", "au": "à", "aux": "à", "jusqu'": "jusque", "lorsqu'": "lorsque", "puisqu'": "puisque",
    **{word: word for word in words("que qui dont où y en à de pas plus si tout bien mal fort même lui eux mais ou et or")},
    **{word: word for word in words("sur sous vers par pour avec sans dans entre contre hors loin haut bas avant après")},
    **dict.fromkeys(words("toute tous toutes"), "tout"), "autres": "autre", "quelques": "quelque",
    **dict.fromkeys(words("est sont suis es sommes êtes était étaient été fut furent soit soient serait sera"), "être"),
    **dict.fromkeys(words("a ai as ont avons avez avait avaient eu aura aurait ait aient"), "avoir"),
    **dict.fromkeys(words("va vais vas vont"), "aller"),
    **dict.fromkeys(words("fait fais font faits faite faites"), "faire"),
    **dict.fromkeys(words("peut peux peuvent pouvait pu"), "pouvoir"),
    **dict.fromkeys(words("doit dois doivent dû"), "devoir"),
}  # fmt: skip
SIDES = words("hors dehors extérieur intérieur distance loin")
OF = re.compile(r"\s+d(?:e|u|es)\b|\s+d['’]")  # behind these it makes a preposition of French: *tiré hors de l’eau*
OUT_OF = words(
    "ligne service jeu sujet saison zone sol norme normes taxe taxes contexte piste connexion réseau champ cadre"
)
BREAK = ""  # what no entry spans: a mark, a figure


class Lemma(NamedTuple):
    """A lemma, and the text (code points) that it stands for: two words where an auxiliary is folded in."""

    start: int
    end: int
    lemma: str


class How(StrEnum):
    """What stands between an entry and its repair, as the table has it."""

    NAMED = ""  # too much: the French is named, and the rest left to the reader
    PLAIN = "="  # nothing: the French goes in the place of the entry
    VERB = "v"  # the form of the verb that the French begins with
    HEAD = "h"  # the same, and what follows the entry's verb stays
    DIRECT = "d"  # the same, and the preposition behind the entry's verb goes
    NOUN = "n"  # nothing where the determiner suits the French too
    STATE = "e"  # the agreement of the word behind *être*
    SWAP = "w"  # the other order of its two words


@dataclass(frozen=True, slots=True)
class Calque:
    """An entry met in a text: the lemmas it has, the English taken word by word, what French says, "" if that is not plain."""

    lemmas: tuple[Lemma, ...]
    english: str
    right: str
    how: How

    @property
    def start(self) -> int:
        return self.lemmas[0].start

    @property
    def end(self) -> int:
        return self.lemmas[-1].end


@lru_cache(2)  # the sentence at hand, in either reading: its words are asked for behind its phrases
def lemmas(text: str, lexicon: Lexicon, article: bool) -> tuple[Lemma, ...]:
    """The lemmas of a sentence. *du* and *des* are articles and left out with `article`, else they are *de*."""
    found: list[Lemma] = []
    for match in WORD.finditer(text):
        form = match.group().lower().translate(STRAIGHT)
        if form in DROPPED or (article and form in OPEN):
            continue
        lemma = "de" if form in OPEN else lemma_of(form, lexicon)
        if form == "été" and found and found[-1].lemma == "avoir":
            found[-1] = Lemma(found[-1].start, match.end(), "être")
        else:
            found.append(Lemma(match.start(), match.end(), lemma))
    return tuple(found)


@lru_cache(1 << 16)
def lemma_of(form: str, lexicon: Lexicon) -> str:
    """One lemma for a lower-case form: of its verb for a participle or an infinitive, else of its adjective or noun."""
    if form in FIXED:
        return FIXED[form]
    if not form[0].isalpha():
        return BREAK
    found = lexicon.analyses(form)
    if any(reading.pos in {"prep", "conj", "adv", "pron"} for reading in found):
        return form
    rank: dict[str, int] = {}
    for reading in found:
        lemma = reading.lemma.lower()
        rank[lemma] = min(rank.get(lemma, 9), _rank(reading))
    return min(rank, key=lambda lemma: (rank[lemma], -lexicon.frequency(lemma), lemma), default=form)


def _rank(reading: Analysis) -> int:
    if reading.mood in {"participle", "infinitive"}:
        return 0
    return 1 if reading.pos == "adjective" else 2 if reading.pos == "noun" else 3


@cache
def opened(path: Path) -> Any:
    """A table of bytes by text, mapped once per process."""
    return marisa_trie.BytesTrie().mmap(str(intact(path)))


def calques(text: str, lexicon: Lexicon, path: Path = TABLE) -> list[Calque]:
    """The entries of the table that a sentence has, in reading order; of those that overlap the first, then the longest."""
    rows = dict.fromkeys(lemmas(text, lexicon, article) for article in (True, False))
    found = sorted(
        (one for row in rows for one in _calques(row, path)), key=lambda one: (one.start, -one.end, one.english)
    )
    kept: list[Calque] = []
    for one in found:
        outside = one.lemmas[-1].lemma in SIDES and OF.match(text, one.end)
        if not (outside or _governs(text, one, lexicon)) and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return kept


def _governs(text: str, one: Calque, lexicon: Lexicon) -> bool:
    """True for a preposition at the end of an entry that goes with what follows: *travailler hors ligne*, *réglé pour durer*."""
    behind = WORD.match(text, one.end + 1)
    if behind is None or one.lemmas[-1].lemma not in {"hors", "pour"}:
        return False
    if one.lemmas[-1].lemma == "pour":
        return any(reading.mood == "infinitive" for reading in lexicon.analyses(behind.group()))
    return behind.group() in OUT_OF


@cache
def _openings(path: Path) -> frozenset[tuple[str, ...]]:
    """The first two lemmas of each entry of a table, the one of an entry that has no more."""
    return frozenset(tuple(key.split(" ", 2)[:2]) for key in opened(path).keys())  # noqa: SIM118 - a trie is no dict


def matches(row: tuple[Lemma, ...], path: Path) -> Iterator[tuple[int, int, str]]:
    """The entries of a table that a row of lemmas has: where each begins, how many lemmas it has, its value."""
    said, table, openings = [one.lemma for one in row], opened(path), _openings(path)
    for first, two in enumerate(pairwise([*said, BREAK])):
        if two not in openings and two[:1] not in openings:
            continue
        part = " ".join(said[first : first + LONGEST])
        for key in table.prefixes(part):
            if part[len(key) : len(key) + 1] in {"", " "}:
                yield from ((first, key.count(" ") + 1, value.decode("utf-8")) for value in table[key])


def _calques(row: tuple[Lemma, ...], path: Path) -> Iterator[Calque]:
    for first, size, value in matches(row, path):
        english, right, how = value.split("\t")
        yield Calque(row[first : first + size], english, right, How(how))
