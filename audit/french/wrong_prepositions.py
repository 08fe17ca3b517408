"""Prepositions that French has otherwise, or never there (*par tombant*, *retardé par deux mois*, *en l’Italie*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit, first_of
from audit.french.bare_nouns import BODIES, person
from audit.french.clauses import past
from audit.french.grammar import (
    gerund_here,
    joined,
    only_infinitive,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import ARTICLES, AUXILIARIES, CLITICS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

BEFORE_GERUND = words("par pour sans avec après avant dans")
# Verbs whose measure of change has *de*, and what is measured.
CHANGING = words(
    """
    augmenter baisser reculer avancer retarder progresser monter descendre diminuer réduire chuter grimper reporter
    décaler prolonger allonger rallonger raccourcir dépasser devancer relever abaisser gonfler bondir croître
    """
)
UNITS = words(
    """
    an ans année années mois semaine semaines jour jours heure heures minute minutes seconde secondes mètre mètres
    kilomètre kilomètres centimètre centimètres degré degrés euro euros dollar dollars million millions milliard milliards
    point points tonne tonnes % cent siège sièges place places
    """
)
ABOUT = words("plus moins de d' près environ presque quelque au")
MANY = words("plusieurs quelques un une")
# *auprès* is joined with *de*; *jusque* goes on with a preposition.
WITH_OF = words("auprès")
ASKING = words(
    """
    demander permettre ordonner conseiller presser exhorter encourager forcer obliger inciter pousser autoriser
    persuader convaincre sommer prier
    """
)
REACH = 6  # words looked through


def wrong_preposition(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for this preposition, or for one that is gone behind this word."""
    if not 0 < token.i < len(token.doc) - 2:
        return None
    return first_of(RULES, token, token.nbor(1), lexicon)


def _instead(preposition: "Token", last: "Token", right: str, repair: str | None) -> Hit:
    why = Reason("“{word}” stands where French has “{right}”", word=preposition.text, right=right)
    return Hit(preposition.idx, last.idx + len(last), why, repair)


def _gerund(preposition: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*elle s’est blessée par tombant*: *en* alone stands before a present participle."""
    if preposition.norm not in BEFORE_GERUND or not preposition.text.islower():
        return None
    verb = preposition.doc[min(past(preposition.doc, after.i, CLITICS), len(preposition.doc) - 1)]
    if not gerund_here(lexicon, verb) or verb.pos_ not in {"VERB", "AUX"} or lexicon.form(verb.norm).noun:
        return None
    middle = preposition.doc.span(after.i, verb.i + 1).text
    return _instead(preposition, verb, "en", f"en {middle}" if preposition.norm == "par" else None)


def _measure(par: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*avancé leurs commandes par plusieurs semaines*: “by” of a change is *de*."""
    if par.norm != "par" or not any(
        verb_lemmas(lexicon, t) & CHANGING and t.pos_ in {"VERB", "ADJ", "AUX"}
        for t in par.doc[max(0, par.i - REACH) : par.i]
    ):
        return None
    at = past(par.doc, after.i, ABOUT)
    number = par.doc[at] if at + 1 < len(par.doc) else par
    unit = next((t for t in par.doc[at + 1 : at + 4] if not t.like_num), par)
    counted = number.like_num or number.norm in MANY
    return _instead(par, after, "de", joined("de", after.text)) if counted and unit.norm in UNITS else None


def _joined(word: "Token", article: "Token", _: Lexicon) -> Hit | None:
    """*auprès le vendeur*, *jusqu’un lac*."""
    if article.norm not in ARTICLES or not article.text.islower():
        return None
    until = word.norm in {"jusqu'", "jusque"} and article.norm != "l'"
    if not (until or word.norm in WITH_OF):
        return None
    particle = "à" if until else "de"
    start = "jusqu’" if until else f"{word.text} "
    why = Reason("“{word}” is missing after “{before}”", word=particle, before=word.text)
    return Hit(word.idx, article.idx + len(article), why, f"{start}{joined(particle, article.text)}")


def _asked_to(pour: "Token", infinitive: "Token", lexicon: Lexicon) -> Hit | None:
    """*a demandé aux habitants pour faire bouillir l’eau*: whom one asks is asked *de*, or *à*."""
    if (
        pour.norm != "pour"
        or verb_lemmas(lexicon, infinitive) & AUXILIARIES
        or pour.nbor(-1).pos_ not in {"NOUN", "PROPN"}
    ):
        return None
    verb = infinitive.nbor(1) if infinitive.norm in {"se", "s'"} else infinitive
    if not only_infinitive(lexicon, verb):
        return None
    asking = next((t for t in reversed(pour.doc[max(0, pour.i - REACH) : pour.i]) if t.pos_ == "VERB"), None)
    if asking is None or not verb_lemmas(lexicon, asking) & ASKING:
        return None
    between = pour.doc[asking.i + 1 : pour.i]
    whom = (
        between[0].norm in {"à", "au", "aux"}
        if verb_lemmas(lexicon, asking) & {"demander", "permettre", "ordonner", "conseiller"}
        else between[0].pos_ == "PROPN" or (between[0].pos_ == "DET" and _acting(between[1], lexicon))
    )
    if not whom or any(t.is_punct or t.norm == "tour" for t in between):
        return None  # *demandent à leur tour des droits pour accéder*
    return _instead(pour, verb, "de / à", None)


def _acting(noun: "Token", lexicon: Lexicon) -> bool:
    """True for who can be asked something (not *forcer la voix*)."""
    return noun.norm in BODIES or person(noun, lexicon)


RULES = (_gerund, _measure, _joined, _asked_to)
