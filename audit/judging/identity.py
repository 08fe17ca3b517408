"""The names of a translation and of its source: which French one stands for which English one."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from audit.french.lexicon import Lexicon
from audit.judging.bilingual import Bilingual, plain
from audit.judging.quantities import roman
from audit.judging.words import ENGLISH

NAME = re.compile(r"[^\W\d_]+")
STARTS = frozenset('«“"(—–-:!?….;[‘>|/•·*')
TITLE = 0.85  # share of capitals among the longer words, above which a capital says nothing
LEVELS = 4  # see `level`
SHORTEST = 3  # letters
ALIKE = 0.72  # of two spellings of one name in two languages, where each is right
KNOWN = 0.6  # the same, where French is known to have its own
COMMON = 0.2  # sightings without a capital for one with it, from which a word of the dictionary is no name
OFTEN = 500  # the same, whatever its capitals: *le Conseil*, *l’Union*
WELL_KNOWN = 20  # sightings in clean French of a name that needs no further proof
RARELY = 0.05  # the most sightings without a capital for one with it, of a name
NATIVE = 3  # sightings in clean French that make a spelling a French one
RENDERED = 0.02  # probability of a rendering
ADJECTIVES = 4  # letters of a country that its adjective begins with: Japon, Japanese
# What French and English write differently in names taken from other scripts, and at the ends of the classical ones.
SOUNDS = (
    ("tch", "ch"), ("dj", "j"), ("sch", "sh"), ("ch", "sh"), ("kh", "h"), ("ou", "u"), ("oo", "u"), ("w", "v"), ("y", "i"),
    ("ph", "f"), ("que", "c"), ("q", "k"), ("cs", "x"), ("aï", "ai"), ("ei", "i"), ("ee", "i"), ("gu", "g"), ("tz", "ts"),
    ("ien", "ian"),
)  # fmt: skip
# What French writes out of a country that English has in letters, or as an adjective; and a feast.
COUNTRIES = (
    (re.compile(r"\bU\.?S\.?(?:A\b)?|\bAmerica", re.ASCII), frozenset({"États", "Etats", "Unis", "Amérique"})),
    (
        re.compile(r"\bU\.?K\b|\bBrit|\bEngl", re.ASCII),
        frozenset({"Royaume", "Uni", "Angleterre", "Bretagne", "Grande"}),
    ),
    (re.compile(r"\bAll Saints", re.ASCII), frozenset({"Toussaint"})),
)
TITLES = frozenset(
    "Mme Mlle Mmes Mlles Dr Pr Prof Sir Lady Lord Miss Mrs Ms Mr Monsieur Madame Mgr Me Saint Sainte".split()
)
BONES = 2  # consonants, of which two spellings of one name share all
# Letters for which the other language's writing of a name may have the other one.
TWINS = frozenset(map(frozenset, ("iy", "ck", "sz", "cs", "uw", "vw", "ou", "gj", "kg", "qk", "jy", "cq")))


class Name(NamedTuple):
    """A capitalised word and its place (code points)."""

    text: str
    start: int
    end: int
    first: bool  # of its sentence, where a capital says little


def names(text: str) -> list[Name]:
    """The capitalised words of a text; none where nearly all are, as in a title."""
    return [] if in_title_case(text) else capitalised(text)


def in_title_case(text: str) -> bool:
    """Whether nearly all longer words have a capital, so that it says nothing."""
    found = (match for match in NAME.finditer(text) if len(match.group()) > SHORTEST)
    longer = [match.group() for match in found if not _first(text, match.start())]
    return len(longer) > SHORTEST and sum(word[0].isupper() for word in longer) > TITLE * len(longer)


def capitalised(text: str) -> list[Name]:
    """The words with a capital that are no Roman numbers."""
    return [
        Name(m.group(), m.start(), m.end(), _first(text, m.start()))
        for m in NAME.finditer(text)
        if m.group()[0].isupper() and len(m.group()) >= SHORTEST and not roman(m.group())
    ]


def _first(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \n\t\u00a0\u202f’'-")
    return not before or before[-1] in STARTS or before[-1].isdigit()


def strangers(french: str, english: str, bilingual: Bilingual, lexicon: Lexicon) -> Iterator[tuple[Name, Name]]:
    """French names that render no word of the source, each with the source's name that nothing renders."""
    written_out = frozenset[str]().union(*(words for country, words in COUNTRIES if country.search(english)), TITLES)
    ours, theirs = [name for name in names(french) if name.text not in written_out], capitalised(english)
    if not ours or not theirs:
        return
    title = in_title_case(english)
    odd, _ = _apart(ours, NAME.findall(english), lambda name, word: level(name, word, bilingual, lexicon))
    lost, twice = _apart(theirs, NAME.findall(french), lambda name, word: level(word, name, bilingual, lexicon))
    lost = [
        name
        for name in lost
        if not _common_english(name, title, lexicon) or any(_altered(other, [name]) for other in odd)
    ]
    run_together = plain(re.sub(r"[\W_]", "", english))
    for name in (name for name in odd if not _common(name, lexicon) or _altered(name, lost)):
        free = lost or [other for other in twice if not _common_english(other, title, lexicon)]
        other = _counterpart(name, free, len(french), len(english))
        if not other or plain(name.text) in run_together:  # *Highline*
            continue
        if not (name.text.istitle() or name.text.isupper() or _altered(name, [other])):  # a brand put in: *TEDxDubai*
            continue
        beside = [word for word in _beside(name, ours, french) if word not in odd]
        partners = [word for word in theirs for mine in beside if level(mine.text, word.text, bilingual, lexicon)]
        if partners and not any(other in _beside(word, theirs, english) for word in partners):
            continue  # a first name put in: *Emily Blunt* for “Blunt”
        (lost or twice).remove(other)
        yield name, other


def _beside(name: Name, others: Sequence[Name], text: str) -> list[Name]:
    """The names with nothing between them and this one but a space, a point, a hyphen."""
    return [
        other
        for other in others
        if other != name and not re.search(r"[^\s.‑-]", text[min(name.end, other.end) : max(name.start, other.start)])
    ]


def _apart(own: Sequence[Name], others: list[str], level: Callable[[str, str], int]) -> tuple[list[Name], list[Name]]:
    """The names that no word of the other side is left for, the surest pairs first; and those that one is left for, but
    only at another place where they are said."""
    free, taken, matched = list(others), set[str](), set[Name]()
    for wanted in range(1, LEVELS + 1):
        for name in own:
            word = next((w for w in free if name not in matched and level(name.text, w) == wanted), None)
            if word:
                free.remove(word)
                matched.add(name)
                taken.add(_singular(name))
    without = [name for name in own if name not in matched]
    return [name for name in without if _singular(name) not in taken], [n for n in without if _singular(n) in taken]


def _singular(name: Name) -> str:
    return name.text.removesuffix("s")


def _counterpart(name: Name, lost: Sequence[Name], ours: int, theirs: int) -> Name | None:
    """Of the names that are gone, the one most like it, else the one whose place it has."""

    def far(other: Name) -> tuple[float, float]:
        alike: float = Levenshtein.normalized_similarity(plain(name.text), plain(other.text))
        return (-alike if alike >= 0.5 else 0.0, abs(name.start / ours - other.start / theirs))

    return min(lost, key=far, default=None)


def _common(name: Name, lexicon: Lexicon) -> bool:
    """A word that is no name: an acronym, which is translated, or a word of the dictionary that opens a sentence or is
    written without a capital as well."""
    if name.text.isupper():
        return True
    if not lexicon.known(name.text.lower()):
        return False
    case = lexicon.case(name.text)
    return case.lower >= min(OFTEN, COMMON * case.capital) or (name.first and not _well_known(name, lexicon))


def _well_known(name: Name, lexicon: Lexicon) -> bool:
    """Whether clean French has the word as a name, and hardly as anything else: *Martin*."""
    case = lexicon.case(name.text)
    return case.capital >= WELL_KNOWN and case.lower <= RARELY * case.capital


def _altered(name: Name, lost: Sequence[Name]) -> bool:
    """Whether a word that the dictionary has stands for a name that it looks like: *Musc*."""
    alike = (Levenshtein.normalized_similarity(plain(name.text), plain(other.text)) for other in lost)
    return not name.first and not name.text.isupper() and any(value >= ALIKE for value in alike)


def _common_english(name: Name, title: bool, lexicon: Lexicon) -> bool:
    """An English word that is no name: an acronym, a small word, or one that is hardly known as a name where a capital
    says nothing: at the start of a sentence and in a title."""
    lower = name.text.lower()
    if name.text.isupper() or lower in ENGLISH:
        return True
    if not (name.first or title):
        return False
    return bool(lexicon.french(lower)) and not _well_known(name, lexicon)


def level(french: str, english: str, bilingual: Bilingual, lexicon: Lexicon) -> int:
    """How the one may be the other's rendering: 1 equal, 2 learned, 3 sounding alike, 4 two spellings of which each is its
    language's, 0 not at all."""
    ours, theirs = plain(french), plain(english)
    accented = re.sub("^E", "É", french)
    if not lexicon.known(french.lower()) and lexicon.known(accented.lower()):  # *Etat*, *Eglise*
        french = accented
    if ours == theirs or ours in (theirs + "s", theirs.removesuffix("s"), theirs + "e", theirs + "es"):
        return 1
    if max(bilingual.renders(french.lower(), english.lower())) >= RENDERED:
        return 2
    if any(word.lower() == english.lower() for word, _ in lexicon.english(french)):
        return 2
    if any(plain(word) == ours for word, _ in bilingual.renderings(english.lower())):  # *Noel*
        return 2
    if french[0].isupper() and not english[0].isupper():
        return 0
    if french[0].isupper() and _heard(ours, theirs, lexicon.case(english).capital == 0) and not _slip(ours, theirs):
        return 3
    known = lexicon.case(french).capital >= NATIVE and ours[:1] == theirs[:1]
    alike = Levenshtein.normalized_similarity(ours, theirs) >= (KNOWN if known else ALIKE) or _stem(ours, theirs)
    return LEVELS if alike and _native(french, english, lexicon) else 0


def _heard(ours: str, theirs: str, unknown: bool) -> bool:
    """Whether two spellings sound alike; of an unknown name, whether their consonants do."""
    if sounds(ours) == sounds(theirs):
        return True
    return unknown and len(bones(ours)) >= BONES and bones(ours) == bones(theirs)


def _slip(ours: str, theirs: str) -> bool:
    """Whether one letter stands for another, as between two writings of one sound it hardly does: *Mirsi*, Morsi."""
    if len(ours) != len(theirs):
        return False
    other = [(at, a, b) for at, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    if len(other) != 1:
        return False
    at, a, b = other[0]
    ending = a == "e" and b in "ao" and ours[at + 1 :] in ("", "n", "ns")  # *Salerne*
    return frozenset((a, b)) not in TWINS and not ending


def _stem(ours: str, theirs: str) -> bool:
    """Whether two words begin alike, as a country and its people do."""
    return ours[:ADJECTIVES] == theirs[:ADJECTIVES] and min(len(ours), len(theirs)) >= ADJECTIVES


def _native(french: str, english: str, lexicon: Lexicon) -> bool:
    """Whether French writes it so: it has the one spelling, and is not known to keep the other."""
    if lexicon.case(french).capital >= WELL_KNOWN:
        return True
    if french[0].islower() or lexicon.known(french.lower()):
        return french[0].islower() or lexicon.case(english).capital < lexicon.case(french).capital
    return lexicon.case(french).capital >= max(NATIVE, lexicon.case(english).capital)


@lru_cache(1 << 14)
def sounds(name: str) -> str:
    """The name in a spelling that French and English transliterations share."""
    for old, new in SOUNDS:
        name = name.replace(old, new)
    name = re.sub(r"(.)\1", r"\1", name)
    return re.sub(r"(?:[uoe]?s|[aeiou]{1,2}s?)$", "", name) or name


def bones(name: str) -> str:
    """The consonants of that."""
    return re.sub(r"[aeiouhw]", "", sounds(name))
