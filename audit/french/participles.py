"""Participles that clean French, as counted, all but never has there without an auxiliary (*le maire insisté sur*)."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import marisa_trie

from audit.finding import Hit
from audit.french.agreeing import clash, noun_features
from audit.french.candidates import ALONE
from audit.french.clause_subjects import Subject, clause_subject
from audit.french.clauses import TIMES, hyphen_after, number_of
from audit.french.grammar import DETERMINERS, PREPOSITIONS, conjugate_or_complete, only_participle, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.lone_participles import MEASURES, NAMING, SPEAKING, calls_for_conjugated
from audit.french.words import CLOSING, LISTING, SMALL_WORDS, words
from audit.integrity import RESOURCES, intact

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

CONTRACTED = {"d'": "de", "du": "de", "des": "det", "au": "à", "aux": "à", "qu'": "que"}
DATED = TIMES | words("hier aujourd'hui ici même dernier dernière siècle trimestre moment soirs matins heures jours")
OPENING = words("que qu' qui dont où si lorsque lorsqu' quand puisque puisqu' car mais comme tandis et ou")
OBJECTS = words("det que inf 0") | {"de inf", "à inf"}  # kinds of what follows a verb in the active
AFTER = 3  # words that tell what follows


def bare_participle(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a participle with no auxiliary, right behind what may be its subject."""
    lemma = past_form(verb.norm, lexicon) if verb.text.islower() else None
    if lemma is None or verb.i + 1 == len(parse) or token.i + 1 != verb.i or hyphen_after(parse, verb):
        return None
    after = following([t.norm for t in parse[verb.i + 1 : verb.i + 1 + AFTER]], lexicon)
    subject = clause_subject(parse, verb.i, lexicon)
    at_odds = after == "det" and _at_odds(subject, verb, lexicon)
    if f"{lemma}\t{after}" not in _never_bare() and not at_odds:
        return None
    behind_noun = may_be_subject(token.text, lexicon) and token.pos_ in {"NOUN", "PROPN", "ADJ", "X"}
    said = lemma in SPEAKING and token.i > 0 and token.text == "," and parse[token.i - 1].text in CLOSING
    aside = at_odds and token.text == ","  # *les élus, qui se sont brouillés, conclu un accord*
    if not (behind_noun or said or aside) or (behind_noun and _helped(verb, lexicon)):
        return None
    repair = conjugate_or_complete(lexicon, verb, "3", number_of(parse, subject.head)) if subject else None
    return calls_for_conjugated(subject.head if subject else token, verb, repair)


def _at_odds(subject: Subject | None, verb: "Token", lexicon: Lexicon) -> bool:
    """True for a participle with an object that agrees with neither its subject nor the noun before it (*que la carte texane
    dilué le vote*)."""
    if subject is None or subject.opener in LISTING or verb_lemmas(lexicon, verb) & NAMING:
        return False
    object_, last = verb.doc[verb.i + 2 : verb.i + 3], noun_features(lexicon, verb.nbor(-1))
    plain = any(t.pos_ == "NOUN" and t.norm not in MEASURES for t in object_) and only_participle(lexicon, verb)
    has = noun_features(lexicon, subject.head)
    return plain and has is not None and bool(clash(has, ALONE)) and (last is None or bool(clash(last, ALONE)))


def _helped(verb: "Token", lexicon: Lexicon) -> bool:
    """True where an auxiliary stands before in the clause (*a, ce matin, insisté*)."""
    for token in reversed(verb.doc[: verb.i]):
        if token.norm in OPENING:
            return False
        if auxiliary(token.norm, lexicon):
            return True
    return False


@cache
def _never_bare() -> Any:
    return marisa_trie.Trie().mmap(str(intact(RESOURCES / "participles.marisa")))


@lru_cache(1 << 15)
def past_form(word: str, lexicon: Lexicon) -> str | None:
    """The lemma of a past participle as it is behind *avoir*, that is no verb of *il* and no small word; None of others."""
    form = lexicon.form(word)
    agreeing = [r for r in form.readings if (r.mood, r.tense) == ("participle", "past")]
    if not any(r.gender != "f" and r.number != "p" for r in agreeing):
        return None
    if any(r.pos in SMALL_WORDS or (r.finite and r.person == "3") for r in form.readings):
        return None
    return min(r.lemma for r in agreeing)


@lru_cache(1 << 15)
def may_be_subject(word: str, lexicon: Lexicon) -> bool:
    """True for a noun that is no conjugated verb, an adjective, and a name."""
    form = lexicon.form(word.lower())
    if not form.readings:
        return word.istitle() or word.isupper()
    return (form.noun and not form.finite) or all(r.pos in {"adjective", "noun"} for r in form.readings)


@lru_cache(1 << 15)
def auxiliary(word: str, lexicon: Lexicon) -> bool:
    return not lexicon.form(word).verbs.isdisjoint(("avoir", "être"))


def following(after: Sequence[str], lexicon: Lexicon) -> str:
    """What kind of thing the words behind a participle, in lower case, begin with."""
    first = CONTRACTED.get(after[0], after[0]) if after else "."
    if first in DATED or (first in DETERMINERS and any(w in DATED or w.isdigit() for w in after[1:])):
        return "date"
    if first == "det" or first in DETERMINERS:
        return "det"
    if first in {"de", "à"} and any(lexicon.form(w).only_infinitive for w in after[1:]):
        return f"{first} inf"
    if first in PREPOSITIONS or first in {"que", ","}:
        return first
    if first.isdigit():
        return "0"
    form = lexicon.form(first)
    if form.only_infinitive or form.finite:
        return "inf" if form.only_infinitive else "verb"
    return "." if not first[0].isalpha() else "adv" if any(r.pos == "adv" for r in form.readings) else "x"
