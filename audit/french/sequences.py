"""Which kinds of words stand side by side in clean French, and which, however common, never do.

A word's kind is the word itself for the closed classes and auxiliaries (*de*, *qui*, *a*), else what the lexicon says it
can be (noun, conjugated verb, infinitive …), with gender and number where they are sure. Pairs were counted by
`python -m audit.training.sequences`; the table is a trie, see resources/sequences.card.toml.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie

from audit.french.lexicon import Analysis, Lexicon
from audit.french.words import words
from audit.integrity import intact

TABLE = Path(__file__).parent.parent / "resources" / "sequences.marisa"
WORD = re.compile(r"[^\W\d_]+['’]|[^\W_]+(?:[-‑.][^\W_]+)*|\S")
HYPHENS = frozenset("-‑")
OPENING = frozenset('«“"(')
UNKNOWN, COMPOUND, NAME, FIGURE = "?", "-", "Name", "0"
# Auxiliaries and modals behave like no other verb, and are kinds of their own.
VERBS = words("être avoir pouvoir devoir aller vouloir faire")
NEEDY = words(
    """
    de d' du des le la les l' un une à au aux en dans par pour sur sous chez vers avec sans entre contre selon que
    qu'
    """
)
# Words that open a phrase of their own, and those that close one.
LEADING = words(
    """
    seul seule seuls seules mesdames jour nuit suite face faute façon toujours donc début fin sis aller bel ce internet
    infiniment
    """
)
CLOSING = words("côté là moi toi lui seul seule seuls seules compris sis tu ce moult ordinaire")
_ALLOWED = """
    qui+une qui+un de+un la+saint une+reporter qu'+avis qu’+avis armée+survenu un+avoir par+si ai+ces en+autre
    a+libre ont+libre avait+libre
    """
ALLOWED = frozenset(tuple(pair.split("+")) for pair in words(_ALLOWED))
LAST = words("dernière dernier passée passé prochaine prochain")
NOUNS_TOO = words("son total conséquent moi ton bien")
DETERMINED = words("le un ce du au beau par mon son ancien nouveau bon tout")
SUPPOSED = ("réputé", "censé", "supposé", "présumé")  # *sont réputés constituer*
ADJECTIVAL = re.compile(r"(?=.*\b(?:A|Vp))(?:(?:A|N|Vp)\|?)+[mfsp]*")  # agrees with what may stand further off
LABEL = re.compile(r"\s?\)")  # *certifie être a) l’époux*
ARTICLES = words("le la un une du au")
STRESSED = words("nous vous eux elles")
WITH_OF = words("chose rien plus moins")
SAYING = words("dit disent disait affirme affirment assure assurent pense pensent espère espèrent déclare déclarent")
HAVING, OBJECTS = words("ai as a ont avait avaient"), words("le la les l' l’")
COUNTS = words("deux trois quatre cinq six sept huit neuf dix")
BEFORE_COUNT = words("des les ces aux nos vos leurs")
WHICH = words("que qu' qu’ qui")
ACCUSED = words("mis mise mises")
CLOSED = frozenset({"det", "pron", "prep", "conj"})
FREQUENT = 500  # occurrences from which a word of those is a kind of its own
# Two kinds are strangers when they should have met this often by chance, less often where one calls for more, and met in at
# most this share of the cases.
OF_OTHERS, OF_SMALL, SHARE = 75, 40, 0.002
ASIDE = 20  # code points of an aside
SENTENCES = 512  # remembered, of the article at hand: three detectors ask for each


class Token(NamedTuple):
    """A word or mark, where it stands in the text (code points), and its kind."""

    start: int
    end: int
    kind: str


@lru_cache(SENTENCES)
def tokens(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Split a sentence into words and marks."""
    found: list[Token] = []
    first = True
    for match in WORD.finditer(text):
        found.append(Token(match.start(), match.end(), kind(match.group(), first, lexicon)))
        first = first and match.group() in OPENING
    return tuple(found)


@lru_cache(SENTENCES)
def strangers(text: str, lexicon: Lexicon) -> tuple[tuple[Token, Token], ...]:
    """Neighbours in a sentence that never meet in clean French, though both are common."""
    return tuple(_strangers(text, lexicon))


def _strangers(text: str, lexicon: Lexicon) -> Iterator[tuple[Token, Token]]:
    total = count()
    for left, right in pairwise(tokens(text, lexicon)):
        if {left.kind, right.kind} & {UNKNOWN, COMPOUND, NAME, FIGURE} or not _plain(left, right):
            continue
        if "-" in text[left.start : right.end] or "‑" in text[left.start : right.end]:
            continue  # *transmission inter-espèces*
        if text[right.start : right.end].lower() in LEADING or text[left.start : left.end].lower() in CLOSING:
            continue
        hyphened = {text[: left.start].rstrip()[-1:], text[right.end : right.end + 1]} & HYPHENS
        if hyphened or _allowed(text, left, right, lexicon):
            continue
        expected = count(left.kind) * count(right.kind) / total
        least = OF_SMALL if omission(left, right) else OF_OTHERS
        if expected >= least and count(left.kind, right.kind) <= SHARE * expected:
            yield left, right


def _allowed(text: str, left: Token, right: Token, lexicon: Lexicon) -> bool:
    """*à qui une*, *une reporter*, *dit lancer*, *qu’avis soit donné*: what good French has, if seldom."""
    word, after = text[left.start : left.end].lower(), text[right.start : right.end].lower()
    before = text[: left.start].lower().split()[-1:]
    among = bool(before) and before[0].endswith("entre") and word in STRESSED  # *beaucoup d’entre nous il y a un an*
    noun = word in NOUNS_TOO and bool(before) and before[0] in DETERMINED
    if noun or among or (after == "moi" and word in DETERMINED):
        return True  # *le son nous parvient*, *un moi*, *au total cela*
    if word in LAST and after in {"avoir", "être"}:
        return True  # *a dit la semaine dernière avoir été*
    if left.kind[0] in "AN" and (ADJECTIVAL.fullmatch(right.kind) or after in {"nous", "vous"}):
        return True  # *la demande des réfugiés portée en appel*, *les réseaux sociaux vous permettent*
    other = after in {"autre", "autres"} and text[right.end :].startswith(" que")  # *un canot autre que le sien*
    if other or (after in {"positif", "négatif"} and word.startswith("testé")):
        return True
    if _elliptic(before[0] if before else "", word, right, text, lexicon):
        return True
    if (word == "plusieurs" and before == ["parmi"]) or (len(after) == 1 and LABEL.match(text, right.end)):
        return True
    if left.kind in ARTICLES and right.kind[0] == "N" and "|" not in right.kind:
        return True  # told by agreement, which knows of nouns with two genders
    if before and before[0] in WITH_OF and word in {"de", "d'", "d’"}:
        return True  # *quelque chose de coloré*
    if after == "," and "," in text[right.end : right.end + ASIDE]:
        return True  # *une molécule de, disons, de charbon*
    return (
        (word, after) in ALLOWED
        or after.startswith("mi-")
        or (right.kind == "Vi" and (word in SAYING or word.startswith(SUPPOSED)))
    )


def _elliptic(before: str, word: str, right: Token, text: str, lexicon: Lexicon) -> bool:
    """*ses mains, il les a fines*; *cinq députés en tout ont*, *l’avocat du mis en cause*; *une chaleur moyenne à forte*;
    *celui des trois que vous voudrez*."""
    after = text[right.start : right.end].lower()
    described = before in OBJECTS and word in HAVING and right.kind[0] == "A"
    accused = after in ACCUSED and text[right.end :].startswith(" en ")
    grades = word == "à" and right.kind[0] == "A" and any(r.pos == "adjective" for r in lexicon.analyses(before))
    counted = word in COUNTS and before in BEFORE_COUNT and after in WHICH
    there = word == "y" and right.kind[0] == "A"  # *les conditions y applicables*
    return described or accused or grades or counted or there or (before, word) == ("en", "tout")


def omission(left: Token, right: Token) -> bool:
    """True for a small word that calls for more, before a mark, another small word or a conjugated verb: the rest is gone."""
    return left.kind in NEEDY and (
        right.kind in NEEDY or right.kind in {",", ".", "et", "ou", "Vf", "qui", "est", "a", "ont", "sont", "avait"}
    )


def _plain(left: Token, right: Token) -> bool:
    return left.kind[0].isalpha() and (right.kind[0].isalpha() or right.kind in {",", "."})


def kind(word: str, first: bool, lexicon: Lexicon) -> str:
    """The kind of a word or mark; `first` says that its capital means nothing."""
    if not word[0].isalnum():
        return '"' if word in "«»“”" else word
    if word[0].isdigit():
        return FIGURE
    if word[0].isupper() and not first:
        return NAME
    found = _kind(word.lower().replace("’", "'"), lexicon)
    return NAME if found == UNKNOWN and word[0].isupper() else found


@lru_cache(1 << 16)
def _kind(word: str, lexicon: Lexicon) -> str:
    readings = lexicon.analyses(word)
    if "oi" in word or "ai" in word:  # as of 1990: *boite*, no form of *boiter*
        readings += lexicon.analyses(word.replace("oi", "oî").replace("ai", "aî"))
    if not readings:
        return COMPOUND if "-" in word else UNKNOWN
    own = any(reading.pos in CLOSED or (reading.pos == "verb" and reading.lemma in VERBS) for reading in readings)
    if own and lexicon.frequency(word) >= FREQUENT:
        return word
    return "|".join(sorted({_part(reading) for reading in readings})) + _agreement(readings)


def _part(reading: Analysis) -> str:
    if reading.pos != "verb":
        return {"noun": "N", "adjective": "A", "adv": "R"}.get(reading.pos, reading.pos)
    if reading.mood == "participle":
        return "Vg" if reading.tense == "present" else "Vp"
    return "Vi" if reading.mood == "infinitive" else "Vf"


def _agreement(readings: tuple[Analysis, ...]) -> str:
    """Gender and number, where every reading has the same."""
    if any(reading.pos not in {"noun", "adjective"} and reading.mood != "participle" for reading in readings):
        return ""
    genders, numbers = {reading.gender for reading in readings}, {reading.number for reading in readings}
    return (genders.pop() if len(genders) == 1 else "") + (numbers.pop() if len(numbers) == 1 else "")


@cache
def _table() -> Any:
    return marisa_trie.RecordTrie("<I").mmap(str(intact(TABLE)))


@lru_cache(1 << 15)
def count(*kinds: str) -> int:
    """How often these kinds (one, or two side by side) were counted; with none, how many words were."""
    key = "\t".join(kinds).encode("utf-8", "replace")
    found = None if b"\0" in key else _table().get(key)  # what ends a key in the file
    return int(found[0][0]) if found else 0
