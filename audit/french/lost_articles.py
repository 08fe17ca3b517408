"""Articles that French gives to names, to people and to what they own, gone (*les instruments de NASA*, *avec Chine*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.bare_nouns import person
from audit.french.clauses import follows_speech, hyphen_after
from audit.french.countries import is_country
from audit.french.grammar import (
    can_be_finite,
    finite_here,
    form_of,
    is_name,
    is_noun,
    norm,
    only_infinitive,
    only_noun,
    past_participles,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.noun_order import OFFICES
from audit.french.que import SAYING
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

INSTITUTIONS = words("maison union banque cour chambre congrès sénat pentagone kremlin élysée")
# Initials that have an article, and words that they stand bare behind only where it is lost.
INITIALS = words(
    """
    nasa fbi cia nsa fda fema epa faa nba nfl fcc sec ftc noaa cdc darpa irs otan onu oms bce fmi ue fifa uefa ocde bbc
    """
)
BEFORE_INITIALS = words("de d' à par pour avec contre sur selon dans")
BEFORE_COUNTRY = words("avec contre par pour selon sur vers sans chez malgré que qu' si lorsque mais car quand")
NAMING = words(
    "être devenir nommer appeler dire déclarer citer crier scander écrire lire titrer parler chanter élire baptiser"
)
NEAR = 3  # words back to a reflexive pronoun
NAMED = 6  # words on to the name of who speaks


def lost_article(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for an article that is gone behind this word, or at the head of the sentence that it opens."""
    if token.i + 2 >= len(token.doc):
        return None
    rules = (_institution,) if token.i == 0 else INSIDE
    return next(filter(None, (rule(token, token.nbor(1), lexicon) for rule in rules)), None)


def _lost(before: "Token", noun: "Token", repair: str | None = None) -> Hit:
    why = Reason("“{noun}” takes an article behind “{before}”", noun=noun.text, before=before.text)
    return Hit(before.idx, noun.idx + len(noun), why, repair)


def _institution(name: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*Maison Blanche a fait savoir*, *Chili central traverse*: what has an article, the subject of its sentence."""
    country = is_country(name, lexicon)
    if name.text.isupper() or not (country or norm(name) in INSTITUTIONS):
        return None
    qualified = not finite_here(lexicon, after) and (norm(name) in INSTITUTIONS or after.pos_ == "ADJ")
    verb = after.nbor(1) if qualified else after
    if not finite_here(lexicon, verb) or not verb.text.islower() or (country and not after.text.islower()):
        return None
    why = Reason("“{noun}” opens the sentence without an article", noun=name.text)
    return Hit(name.idx, name.idx + len(name), why)


def _country(preposition: "Token", name: "Token", lexicon: Lexicon) -> Hit | None:
    """*un accord avec Chine*, *a accusé Russie* (but *pour France Inter*, *un match contre Haïti*)."""
    if not name.text[0].isupper() or not is_country(name, lexicon) or lexicon.form(norm(name)).noun:
        return None
    if norm(preposition) not in BEFORE_COUNTRY and not _acting(preposition, lexicon):
        return None
    after = name.nbor(1)
    if lexicon.english_frequency(name.text) > lexicon.frequency(name.text):
        return None  # *pour Thanksgiving*
    longer = after.text[0].isupper() or after.like_num or hyphen_after(name.doc, name)
    return None if longer or name.text.isupper() else _lost(preposition, name)


def _acting(verb: "Token", lexicon: Lexicon) -> bool:
    """True for an infinitive, a verb behind its subject, and a participle behind *avoir*."""
    if verb.pos_ != "VERB" or not verb.text.islower() or verb_lemmas(lexicon, verb) & NAMING:
        return False
    having = verb.i > 0 and form_of(lexicon, verb.nbor(-1), "avoir") and bool(past_participles(lexicon, verb))
    told = finite_here(lexicon, verb) and not past_participles(lexicon, verb) and not follows_speech(verb.doc, verb)
    return having or only_infinitive(lexicon, verb) or told


def _initials(token: "Token", initials: "Token", _: Lexicon) -> Hit | None:
    """*les instruments de NASA*, *la directrice FEMA*: initials that French gives an article."""
    if norm(initials) not in INITIALS or not initials.text.isupper() or hyphen_after(token.doc, initials):
        return None
    if norm(token) in BEFORE_INITIALS:
        return _lost(token, initials)
    if norm(token) not in OFFICES or not token.text.islower():
        return None
    why = Reason("“{word}” is missing after “{before}”", word="de", before=token.text)
    return Hit(token.idx, initials.idx + len(initials), why)


def _and_bare(link: "Token", noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*la marine et pêcheurs*: a bare plural beside a noun in the singular with its article."""
    if norm(link) != "et" or link.i < 2 or not noun.text.islower() or not is_noun(lexicon, noun):
        return None
    if noun.pos_ != "NOUN" and not (noun.pos_ == "ADJ" and person(noun, lexicon)):
        return None
    article, other = link.nbor(-2), link.nbor(-1)
    singular = norm(article) in {"le", "la", "l'"} and other.pos_ == "NOUN" and lexicon.numbers(other.text) == {"s"}
    plural = lexicon.numbers(noun.text) == {"p"} and any(finite_here(lexicon, t) for t in noun.doc[noun.i + 1 :])
    if not singular or not plural or norm(article.nbor(-1) if article.i else article) in {"de", "entre"}:
        return None
    return _lost(link, noun, f"{link.text} les {noun.text}")


def _speaker(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*, souligne climatologue Lili Fuhr*: who speaks, without an article (but *se dit professeur*)."""
    if not verb_lemmas(lexicon, token) & SAYING or not (
        can_be_finite(lexicon, token) or past_participles(lexicon, token)
    ):
        return None
    speaker = after.text.islower() and only_noun(lexicon, after) and person(after, lexicon)
    named = any(is_name(t) for t in token.doc[after.i + 1 : after.i + 1 + NAMED])
    reflexive = any(norm(t) in {"se", "s'"} for t in token.doc[max(0, token.i - NEAR) : token.i])
    if not speaker or not named or reflexive or lexicon.numbers(after.text) != {"s"}:
        return None
    return _lost(token, after)


def _owned(dont: "Token", noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*un instituteur dont maison a été épargnée*."""
    if norm(dont) != "dont" or not noun.text.islower() or noun.pos_ != "NOUN":
        return None
    plain = is_noun(lexicon, noun) and not can_be_finite(lexicon, noun) and finite_here(lexicon, noun.nbor(1))
    return _lost(dont, noun) if plain else None


INSIDE = (_country, _initials, _and_bare, _speaker, _owned)
