"""A singular noun behind a number (*38 000 habitant*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import disagreement, never_plural, plural_of
from audit.french.clauses import TIMES
from audit.french.grammar import can_be_finite, readings
from audit.french.lexicon import Lexicon
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

NUMERALS = words(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante cent mille"
)
# What stands before a number that counts; behind another noun it is one of a series (*article 3*, *l’équipe 2*).
BEFORE = words("de d' à des les ses leurs ces nos plus moins quelque quelques environ près avec sans et ou par , : (")

SERIES = words(
    "article paragraphe alinéa chapitre page numéro annexe règlement"
)  # *aux paragraphes 35(1) ou 39 justification*
REACH = 8  # words


def counted(parse: "Doc", number: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a noun that is only a singular, right behind a number above one."""
    if number.i + 1 >= len(parse) or not (number.like_num or number.norm in NUMERALS):
        return None
    noun = parse[number.i + 1]
    first = number.i
    while first and parse[first - 1].text.isdigit():
        first -= 1
    if noun.pos_ != "NOUN" or not noun.text.islower() or noun.norm in TIMES or not _plain(noun, lexicon):
        return None
    before = parse[first - 1].norm if first else ""
    several = number.norm in NUMERALS or (
        number.text.isdigit() and int("".join(t.text for t in parse[first : number.i + 1])) > 1
    )
    # *compte 4 200 habitants*
    led = first > 0 and (parse[first - 1].pos_ in {"VERB", "AUX"} or can_be_finite(lexicon, parse[first - 1]))
    both = before == "les" and first > 1 and parse[first - 2].norm in {"tous", "toutes"}  # *tous les deux peur*
    series = any(token.norm.removesuffix("s") in SERIES for token in parse[max(0, first - REACH) : first])
    if (
        not several
        or both
        or series
        or not (before in BEFORE or led)
        or lexicon.numbers(noun.norm) != {"s"}
        or never_plural(lexicon, noun)
    ):
        return None
    plural = plural_of(lexicon, noun.norm)
    if plural is None or plural == noun.norm or len(noun) < 4:
        return None
    return Hit(noun.idx, noun.idx + len(noun), disagreement(number, noun, "number"), plural)


def _plain(noun: "Token", lexicon: Lexicon) -> bool:
    found = readings(lexicon, noun)
    return any(r.pos == "noun" for r in found) and all(r.pos == "noun" or r.mood == "participle" for r in found)
