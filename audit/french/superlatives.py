"""An adjective behind *les plus*, *la moins* that does not agree with the article (*les montres les plus ancienne*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import (
    ADVERBS,
    EPICENE,
    Features,
    agreeing_form,
    called_for,
    clash,
    disagreement,
    never_plural,
)
from audit.french.clauses import TIMES, word_at
from audit.french.grammar import past_participles, readings
from audit.french.lexicon import Lexicon
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

DEGREES = words("plus moins")
ARTICLES = words("les la aux ces")
ONE_OF = words("un une l'un l'une")  # but *cette histoire est des plus simple*


def superlative(parse: "Doc", degree: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for an adjective that can be nothing else."""
    if degree.norm not in DEGREES or not degree.i or degree.i + 1 >= len(parse):
        return None
    article, adjective = parse[degree.i - 1], parse[degree.i + 1]
    if article.norm == "le":
        return _before_noun(degree, adjective, lexicon)
    one = article.norm == "des" and word_at(parse, degree.i - 2) in ONE_OF
    if (article.norm not in ARTICLES and not one) or adjective.norm in ADVERBS or not adjective.text.islower():
        return None
    every = readings(lexicon, adjective)
    found = [r for r in every if r.pos == "adjective" or (r.mood, r.tense) == ("participle", "past")]
    plain = adjective.pos_ == "ADJ" or len(found) == len(every)
    if not found or not plain or word_at(parse, degree.i + 2) == "-" or _before_adjective(parse, degree.i + 2, lexicon):
        return None
    genders, numbers = {r.gender for r in found}, {r.number for r in found}
    has = Features(genders.pop() if len(genders) == 1 else "", numbers.pop() if len(numbers) == 1 else "")
    wanted = Features(called_for(article).gender, called_for(article).number)
    what = clash(wanted, has)
    if not what or (what == "number" and never_plural(lexicon, adjective)):
        return None
    healed = agreeing_form(lexicon, adjective, Features(wanted.gender or has.gender, wanted.number))
    why = disagreement(article, adjective, what)
    return Hit(adjective.idx, adjective.idx + len(adjective), why, healed)


def _before_noun(degree: "Token", adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """*le plus septentrional cuve*: article and adjective in the masculine, the noun in the feminine."""
    found, behind = readings(lexicon, adjective), adjective.doc[adjective.i + 1 : adjective.i + 2]
    plain = bool(found) and all(r.pos == "adjective" and r.gender == "m" and r.number == "s" for r in found)
    if not plain or not behind or behind[0].pos_ != "NOUN" or not behind[0].text.islower():
        return None
    noun = behind[0]
    if lexicon.genders(noun.norm) != {"f"} or noun.norm in TIMES or noun.norm in EPICENE:
        return None
    article = degree.nbor(-1)
    healed = agreeing_form(lexicon, adjective, Features("f", "s"))
    written = "La" if article.text[0].isupper() else "la"
    repair = healed and f"{written} {noun.text} {article.norm.replace('le', 'la')} {degree.text} {healed}"
    return Hit(article.idx, noun.idx + len(noun), disagreement(adjective, noun, "gender"), repair)


def _before_adjective(parse: "Doc", place: int, lexicon: Lexicon) -> bool:
    """True where another adjective follows, which the first may qualify (*les plus léger vêtus*)."""
    return place < len(parse) and (parse[place].pos_ == "ADJ" or bool(past_participles(lexicon, parse[place])))
