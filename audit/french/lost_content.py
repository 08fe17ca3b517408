"""Places where a noun or a verb must be gone (*dans un.*, *son frère, qui professeur à Lyon.*)."""

import re
from typing import TYPE_CHECKING

from audit.finding import first_of
from audit.french.clauses import word_at
from audit.french.grammar import DETERMINERS, PREPOSITIONS, can_be_finite, finite_here, readings
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

# What no sentence ends on.
LAST = words("le les des du de à au aux dans par chez et ou ma mes sa ses leurs notre nos votre vos cette ces cet")
ARTICLES = words("un une au aux du des")
BEFORE_ONE = words("l' quelqu' chacun")
SECOND = words("ce cet cette ces le la les l' sa ses mon ma mes ta tes notre votre nos vos leurs")
BREAKS = frozenset(',.;:!?()«»“”"—–')
BEFORE_QUI = words("NOUN PROPN")
MORE = re.compile(r"\b(?:plus|moins) d['’]$")  # *la colère de plus d’un*
HANGING = re.compile(r"\b(?:à|de|par|pour|sur|avec|dans),")
LIMITS = words("moins plus minimum maximum")  # *de au moins*
SOME = words("deux trois quatre cinq six sept huit neuf dix")


def lost_content(token: "Token", after: "Token", lexicon: Lexicon) -> Reason | None:
    """Why words must be gone behind this one; None when they need not be."""
    if word_at(token.doc, token.i - 1) == "par" and word_at(token.doc, token.i - 2) == token.norm:
        return None  # *un par un*
    return first_of(RULES, token, after, lexicon)


def between(token: "Token", after: "Token") -> Reason:
    """Why words must be gone there, where nothing more is plain."""
    return Reason("words are gone between “{left}” and “{right}”", left=token.text, right=after.text)


def _at_the_end(token: "Token", stop: "Token", _: Lexicon) -> Reason | None:
    """*la gestion des risques à.*, *ils priaient dans un.*"""
    if (
        stop.text != "."
        or stop.i + 1 < len(stop.doc)
        or not token.text.islower()
        or word_at(token.doc, token.i - 1) in {"", "-"}
    ):
        return None
    inside = (
        token.norm in {"un", "une"} and token.nbor(-1).pos_ == "ADP" and token.nbor(-1).norm not in {"sur", "en", "à"}
    )
    own = token.norm == "leurs" and token.nbor(-1).norm in {"les", "des", "aux"}
    return between(token, stop) if (token.norm in LAST and not own) or inside else None


def _two_determiners(token: "Token", after: "Token", _: Lexicon) -> Reason | None:
    """*d’un ce que*, *des notre*."""
    if word_at(token.doc, token.i - 1) == "à" and word_at(token.doc, token.i - 2) == token.norm:
        return None  # *compter une à une les minutes*
    both = token.norm in ARTICLES and after.norm in SECOND and word_at(token.doc, token.i - 1) not in BEFORE_ONE
    owned = after.i + 1 < len(after.doc) and after.nbor(1).pos_ in {"NOUN", "ADJ"}
    pronoun = after.norm == "leurs" and not owned  # *un des leurs*
    return (
        between(token, after) if both and not pronoun and (token.text + after.text).replace("'", "").islower() else None
    )


def _no_verb(qui: "Token", after: "Token", lexicon: Lexicon) -> Reason | None:
    """*son frère, qui professeur à Lyon.*: a relative clause without a verb."""
    if qui.norm != "qui" or qui.i == 0 or not after.text[0].isalpha() or after.norm in CLITICS:
        return None
    before = qui.nbor(-1) if qui.nbor(-1).text != "," or qui.i < 2 else qui.nbor(-2)
    if before.pos_ not in BEFORE_QUI or before.pos_ == "PRON":
        return None
    scope = []
    for token in qui.doc[qui.i + 1 :]:
        if token.text in BREAKS:
            break
        scope.append(token)
    stop = word_at(qui.doc, scope[-1].i + 1) if scope else ""
    misformed = any(reading.mood in {"participle", "infinitive"} for reading in readings(lexicon, after))
    closed = stop == "." or (stop == "," and misformed)
    verbal = can_be_finite(lexicon, after) or any(finite_here(lexicon, t) or not readings(lexicon, t) for t in scope)
    if not closed or verbal:
        return None
    return Reason("“{word}” opens a clause that has no verb: words are gone", word=qui.text)


RULES = (_at_the_end, _two_determiners, _no_verb)


def whole_by_itself(pair: str, before: str, rest: str) -> bool:
    """True for a word said twice, the east (*vent d’est*), and what breaks off (*participer au...*)."""
    first, _, second = pair.lower().partition(" ")
    third = next(iter(rest.split()), "")
    return (
        first == second
        or _aside(pair, before)
        or pair.lower() in {"d'est", "d’est"}
        or rest[:1] in {"-", "‑"}  # *de contre-offensive*
        or (second == "vers" and first in {"des", "les", "ces"})  # verses
        or (second == "vers" and first in {"le", "un"} and (third not in DETERMINERS or third in PREPOSITIONS))
        or (second == "au" and third in LIMITS)  # *de au moins deux ans* wants an apostrophe
        or third == "autres"  # *par entre autres*
        or (second in {"un", "une"} and rest.startswith((" à ", " ou ")))  # *de une à deux heures*
        or (pair[-1] == "." and rest[:1] == ".")
        or (pair[-1] == "," and third in PREPOSITIONS)  # *passe dans, sur ou sous le canal*
        or (second in {"et", "ou"} and third in PREPOSITIONS)  # *à et par un ancien*
        or (first == "une" and second in {"à", "aux"} and third in SOME)  # *d’une à trois étoiles*
    )


def _aside(pair: str, before: str) -> bool:
    """*exposées à, ou infectées par, le virus*, and what stands for a noun told before (*deux films : une sans paroles*)."""
    return (pair[-1] == "," and bool(HANGING.search(before))) or (
        pair.lower().startswith(("un ", "une ")) and before.rstrip()[-1:] in {":", ";", ","}
    )


def small_noun(before: str, after: "Token") -> bool:
    """True for *des nos 12 à 14*, *gagner des sous.*, *des vers énergiques*, *la colère de plus d’un.*"""
    behind = word_at(after.doc, after.i + 1)
    noun = (after.norm == "nos" and behind[:1].isdigit()) or (after.norm == "sous" and not behind[:1].isalnum())
    verse = after.norm == "vers" and word_at(after.doc, after.i - 1) in {"des", "les", "ces"}
    return noun or verse or (after.is_punct and MORE.search(before) is not None)
