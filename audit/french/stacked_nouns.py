"""A noun behind another and its adjective, as English stacks them (*la santé publique urgences*, *l’année dernière étude*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import adjective_features, agreeing_determiner, called_for, clash, noun_features
from audit.french.clauses import word_at
from audit.french.grammar import DETERMINERS, is_noun, only_noun, readings
from audit.french.lexicon import Lexicon
from audit.french.noun_order import elided, follows_noun
from audit.french.words import OF, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

TIMES = words("année semaine mois nuit saison décennie")
WHEN = words("dernier dernière prochain prochaine")
# What stands behind a whole noun phrase in French too: *des questions sociales clés*, *fermé la semaine dernière suite à*.
APPOSED = words(
    """
    clé clés clef clefs phare phares pilote pilotes type types modèle record records suite numéro début fin courant temps
    façon genre style côté mode version format option spécial maison grand-public jour nuit matin midi soir mère sœur
    fille filles voyageurs
    """
)
PERSONS = ("eur", "eurs", "euse", "euses", "rice", "rices", "aire", "aires", "iste", "istes")


def stacked_noun(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a noun that what it depends on stands before, with an adjective of its own."""
    if noun.i < 3 or noun.norm in APPOSED or not noun.text.islower() or not noun.is_alpha or len(noun) < 4:
        return None
    adjective, first = noun.nbor(-1), noun.nbor(-2)
    if not (first.text + adjective.text).islower() or not adjective.is_alpha or not first.is_alpha:
        return None
    if not only_noun(lexicon, noun) or word_at(noun.doc, noun.i + 1) in OF:
        return None  # *un comportement contagieux, fruit de l’évolution*
    if not is_noun(lexicon, first) or first.pos_ != "NOUN" or not _its_own(first, adjective, noun, lexicon):
        return None
    phrase = noun.doc.span(first.i, noun.i + 1).text
    why = Reason("“{phrase}” stacks nouns as English does", phrase=phrase)
    return _hit(first, noun, why) if _timed(first, adjective) else _turned(first, adjective, noun, lexicon, why)


def _turned(first: "Token", adjective: "Token", noun: "Token", lexicon: Lexicon, why: Reason) -> Hit:
    """The hit with both nouns in French order, where the adjective is surely not of the second, with its determiner."""
    det, has, own = first.nbor(-1), noun_features(lexicon, noun), adjective_features(lexicon, adjective)
    if has is None or own is None or not clash(has, own):
        return _hit(first, noun, why)
    turned = f"{noun.text} {elided('d', first.text)}{first.text} {adjective.text}"
    if det.norm not in DETERMINERS:
        return _hit(first, noun, why, turned if det.pos_ == "ADP" else None)
    healed = agreeing_determiner(det.norm, has, noun.text) if clash(has, called_for(det)) else det.text
    if healed is None:
        return _hit(det, noun, why)
    healed = healed.capitalize() if det.text[0].isupper() else healed
    return _hit(det, noun, why, healed + turned if healed.endswith(("'", "’")) else f"{healed} {turned}")


def _hit(first: "Token", last: "Token", why: Reason, repair: str | None = None) -> Hit:
    return Hit(first.idx, last.idx + len(last), why, repair)


def _timed(first: "Token", adjective: "Token") -> bool:
    return first.norm in TIMES and adjective.norm in WHEN


def _its_own(first: "Token", adjective: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    """True for an adjective of the first noun that cannot be the second's, where the second is none of the same thing.

    (But *un système répressif oppresseur*, *les compagnies aériennes actionnaires*.)
    """
    has, own, other = (
        noun_features(lexicon, first),
        adjective_features(lexicon, adjective),
        noun_features(lexicon, noun),
    )
    verbal = any(reading.pos == "verb" for reading in readings(lexicon, adjective))  # *la personne nommée chef*
    if has is None or own is None or clash(has, own) or verbal:
        return False
    apart = other is not None and clash(other, own)
    if not (apart or _timed(first, adjective) or follows_noun(adjective, lexicon)):
        return False
    same = other is None or not (has.number and other.number and has.number != other.number)
    return not (noun.text.endswith(PERSONS) and same)
