"""Figures as English writes them: the comma that parts thousands, the decimal point, ordinals (*1,200*, *2.5*, *21st*)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.finding import Category, Hit
from audit.french.lexicon import Lexicon
from audit.french.spaces import BLANK
from audit.french.tenses import MONTHS
from audit.french.words import words
from audit.judging.figures import in_french
from audit.reason import Reason

# A figure that goes on before or behind is another: a date, an address, a sum whose thousands a blank parts.
APART = rf"(?<![\w.,:/$€£¥'’-])(?<!\d{BLANK})"
GROUPED = re.compile(rf"{APART}[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?(?![\w:/-]|[.,]\d|{BLANK}\d)")
# Three decimals may be thousands, as some write them: *2.500 euros*.
DECIMAL = re.compile(rf"{APART}(?:\d{{1,3}}(?:{BLANK}\d{{3}})*\.\d\d?|0\.\d+)(?![\w:/-]|[.,]\d|{BLANK}\d)")
TO = re.compile(rf"{BLANK}(?:à|et|ou|-|–){BLANK}\d[\d.,]*(?<=\d)")  # *de 1,500 à 2,000 personnes*
WORD = re.compile(rf"{BLANK}([^\W\d_]+(?:-[^\W\d_]+)*)(?![’'])")
LAST = re.compile(r"(?:^|(?<=[\W_]))([^\W\d_][\w.-]*)[ \u00a0]$")
NEAR = 40  # characters before a figure that its last word is looked for in
# What is measured, and may have decimals.
MEASURES = re.compile(
    r"""(?:(?:kilo|hecto|déca|déci|centi|milli|micro|nano|méga|giga|téra)?
    (?:m[eè]tre|gramme|litre|watt|octet|hertz|volt|joule|calorie|ampère|becquerel|sievert|bit|seconde)
    | tonne | kilo | hectare | heure | minute | jour | semaine | moi | an | année | siècle | degré | point | euro | dollar
    | franc | livre | cent | centime | yen | yuan | rouble | roupie | peso | couronne | million | milliard | billion | trillion
    | part | foi | mille | baril | carat | bar | parsec | nœud | unité | tasse | cuillère | cuillerée)s?""",
    re.VERBOSE,
)
# What only English measures in, without decimals of three places.
ENGLISH = re.compile(r"(?:pied|pouce|mile|yard|verge|once|gallon|acre)s?")
# Behind these nobody writes the last zeros of a decimal.
ROUND = words("dollars euros livres yens yuans roubles francs pesos fois ans jours heures semaines calories")
SCALES = re.compile(r"(?:m|b|tr)illi(?:on|ard)s?")
SCALE = re.compile(rf"{BLANK}{SCALES.pattern}\b|{BLANK}?%|{BLANK}pour{BLANK}cent\b")
AVERAGE = re.compile(
    r"\b(?:moyenn?e?s?|taux|indice|ratio|par (?:femme|ménage|foyer|couple|famille|personne|habitant))\b", re.IGNORECASE
)
UNIT = re.compile(
    rf"{BLANK}?[%‰€$£°]|{BLANK}(?:pour{BLANK}cent\b|sur{BLANK}\d|km/h"
    r"|(?:km|cm|mm|kg|mg|ml|cl|mph|[KMGT]o|[MGk]Hz|k?Wh|kW|MW|m|g)(?![\w’']))"
)
MAGNITUDE = ("magnitude ", "magnitude de ")
ENGINE = re.compile(rf"{BLANK}litres?\b(?!{BLANK}d[’']|{BLANK}de{BLANK}[^\W\d])")  # *un V8 6.6 litres*
# Of what a number names: *version 2.5*, *article 3.5*.
NUMBERED = words(
    """
    version versions chapitre section sections article articles paragraphe alinéa figure figures tableau règle annexe page
    verset étape niveau numéro norme type modèle point points v no
    """
)
FRENCH = re.compile(
    rf"(?<![\d.,])(?:\d{{1,3}},\d\d?|0,\d+|\d{{1,3}}(?:[.’']|{BLANK})\d{{3}}|\d{{1,3}},\d{{3}}(?={SCALE.pattern}))(?![\d.]|,\d)"
)
SWISS = re.compile(r"\d[’']\d{3}\b|\bCHF\b|\b[Ss]uisses?\b|\bhelvétiques?\b|\bromande?s?\b|\bGenève\b|\bLausanne\b")
ORDINAL = re.compile(rf"{APART}(\d{{1,3}})(st|nd|rd|th)(?![\w-])")
TEENS, SECOND = range(11, 14), 2  # *2nd* is French for *second* to some, but not for *seconde*
ENDINGS = {1: "st", 2: "nd", 3: "rd"}
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
SMALL = words("prep conj adv")


@dataclass(frozen=True, slots=True)
class Article:
    """How an article writes figures: some of them as `french` does, or about what is `swiss`."""

    french: bool
    swiss: bool

    @classmethod
    def of(cls, text: str) -> "Article":
        return cls(FRENCH.search(text) is not None, SWISS.search(text) is not None)


def thousands(text: str, article: Article, lexicon: Lexicon) -> Iterator[Hit]:
    """*1,200 maisons*, *3,500,000*, *1,099.99 $*: what no French decimal can be."""
    for match in GROUPED.finditer(text):
        figure, counted = match[0], _counted(text, match.end())
        whole = not MEASURES.fullmatch(counted) and _several(counted, lexicon) and not AVERAGE.search(text)
        if figure.count(",") > 1 or "." in figure or whole or _rounded(figure, counted, article):
            yield _of_thousands(match)


def _rounded(figure: str, counted: str, article: Article) -> bool:
    """Whether the zeros of a figure before a measure are none of a decimal: *10,000 euros*, *3,500 fois*, *1,500 mètres*."""
    if not (MEASURES.fullmatch(counted) and counted.endswith("s")) or SCALES.fullmatch(counted):
        return False
    # A decimal under two has a singular behind it.
    hundreds = figure.endswith("00") and (counted in ROUND or figure.startswith("1,"))
    return figure.endswith(",000") or (hundreds and not article.french)


def thousands_too(text: str) -> Iterator[Hit]:
    """*2,737 mètres*, in an article that writes figures as English does (but *1,085 dollar*)."""
    for match in GROUPED.finditer(text):
        counted = _counted(text, match.end())
        one = MEASURES.fullmatch(counted) and not counted.endswith("s")
        if not (one or SCALE.match(text, match.end()) or AVERAGE.search(text)):
            yield _of_thousands(match)


def word_before(text: str, at: int) -> str:
    """The word right before a place, "" where there is none; in small letters where the text begins with it."""
    last = LAST.search(text[max(0, at - NEAR) : at])
    if last is None:
        return ""
    return last[1].lower() if len(last[0]) == at else last[1]


def _of_thousands(match: re.Match[str]) -> Hit:
    why = Reason("“{word}” parts the thousands with a comma, as English does", word=match[0])
    return Hit(match.start(), match.end(), why, in_french(match[0]), category=Category.NUMBER_FORMAT)


def _counted(text: str, at: int) -> str:
    """The word in small letters right behind a figure, or behind the other end of its range; "" where there is none."""
    if span := TO.match(text, at):
        at = span.end()
    word = WORD.match(text, at)
    return word[1] if word and word[1].islower() else ""


def _several(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is surely a plural, of a noun or an adjective before it; or a noun that has but one form."""
    found = {reading.pos for reading in lexicon.analyses(word)}
    plural = lexicon.numbers(word) == {"p"} or (found == {"noun"} and word.endswith(("s", "x")))
    return plural and found.isdisjoint(SMALL) and not lexicon.english_only(word)


def decimals(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """*2.5 milliards*, *3.5 %*, *4.5 étoiles*."""
    for match in DECIMAL.finditer(text):
        word = _counted(text, match.end())
        clock = word.startswith("heure") and len(match[0].partition(".")[2]) > 1  # *à 20.30 heures*
        if clock or ENGINE.match(text, match.end()) or _named(text, match.start(), lexicon):
            continue
        unit = UNIT.match(text, span.end() if (span := TO.match(text, match.end())) else match.end())
        measured = unit or MEASURES.fullmatch(word) or ENGLISH.fullmatch(word) or _several(word, lexicon)
        if measured or text.endswith(MAGNITUDE, 0, match.start()):
            why = Reason("“{word}” has a decimal point, as in English", word=match[0])
            yield Hit(match.start(), match.end(), why, match[0].replace(".", ","), category=Category.NUMBER_FORMAT)


def _named(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a number is part of a name, names a part, or is English: *Galaxy 5.1*, *version 2.5*, *it weighs 2.5*."""
    last = word_before(text, at)
    return last[:1].isupper() or last.lower().rstrip(".") in NUMBERED or lexicon.english_only(last)


def ordinals(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """*21st siècle*, *7th octobre*, *les 3rd et 4th places*."""
    for match in ORDINAL.finditer(text):
        number, before, behind = int(match[1]), word_before(text, match.start()), WORD.match(text, match.end())
        word = behind[1] if behind else ""
        ending = "th" if number % 100 in TEENS else ENDINGS.get(number % 10, "th")
        second = number == SECOND and word not in MONTHS and lexicon.genders(word) != {"f"}
        if match[2] != ending or second:
            continue
        named = not before or before[0].isupper() or before in MONTHS or word[:1].isupper()
        if named or lexicon.english_only(before) or lexicon.english_only(word):
            continue
        why = Reason("“{word}” is an ordinal of English", word=match[0])
        yield Hit(*match.span(), why, _ordinal(number, word, lexicon), category=Category.NUMBER_FORMAT)


def _ordinal(number: int, word: str, lexicon: Lexicon) -> str | None:
    """The ordinal as French writes it before a word, None where its gender is not plain."""
    if word in MONTHS:
        return "1er" if number == 1 else str(number)
    if word in {"siècle", "siècles"}:
        return _roman(number) + ("er" if number == 1 else "e")
    if number > 1:
        return f"{number}e"
    return {frozenset("m"): "1er", frozenset("f"): "1re"}.get(lexicon.genders(word))


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text
