"""Verbs that take no direct object, with one: their preposition is gone (*lutter la pandémie*, *nuire l’enfant*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import TIMES
from audit.french.grammar import (
    CONTRACTIONS,
    SUBJECTS,
    adverb,
    finite_here,
    form_of,
    is_noun,
    norm,
    only_infinitive,
    past_participles,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

# Verbs by the preposition without which they have no object.
TAKING = {
    "à": """
    adhérer accéder appartenir contrevenir contribuer déroger mentir nuire obéir obvier participer plaire procéder
    recourir remédier ressembler résister réagir subvenir succéder survivre aboutir équivaloir renoncer veiller
    """,
    "de": "abuser bénéficier découler dépendre douter jouir provenir raffoler résulter triompher émaner",
    "contre": "lutter pester tempêter",
    "avec": "rivaliser collaborer dialoguer coïncider",
    "sur": "empiéter enquêter influer insister statuer tabler",
    "pour": "opter militer",
}
PREPOSITION = {verb: preposition for preposition, verbs in TAKING.items() for verb in verbs.split()}
LETTING = words("faire laisser voir entendre")  # *fait participer les élèves*
OPENERS = words("le la les l' un une son sa ses leur leurs cette ces")
# Behind these the subject may follow its verb (*les aides dont bénéficient les communes*).
INVERTING = words(
    "que qu' dont où auquel auxquels auxquelles duquel desquels desquelles quoi laquelle lequel ainsi comme si"
)


def direct_object(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a verb whose preposition is gone before its object."""
    if verb.i + 3 >= len(verb.doc) or verb.pos_ != "VERB":
        return None
    before = next((t for t in reversed(verb.doc[: verb.i]) if not adverb(t)), verb)
    if before is not verb and verb_lemmas(lexicon, before) & LETTING:
        return None  # *fait assez peu réagir les élus*
    lemmas = verb_lemmas(lexicon, verb)
    preposition = PREPOSITION.get(next(iter(lemmas))) if len(lemmas) == 1 else None
    article, noun = verb.nbor(1), verb.nbor(2)
    if preposition is None or norm(article) not in OPENERS or not article.text.islower():
        return None
    if noun.pos_ != "NOUN" or not is_noun(lexicon, noun) or norm(noun) in TIMES or not noun.text.islower():
        return None
    near = verb.doc[max(0, verb.i - 4) : verb.i]
    if any(norm(t) in {"quoi", "qui"} and t.i and t.nbor(-1).pos_ == "ADP" for t in near):
        return None  # *à quoi va ressembler le visage*, *de qui est censé provenir le message*
    if any(norm(t) in {"dont", "auquel", "auxquels"} for t in near) or (preposition == "de" and norm(before) == "en"):
        return None  # *les bêtes dont peut provenir la viande*, *il pourrait en résulter une hausse*
    if not (only_infinitive(lexicon, verb) or _with_its_subject(verb, lexicon)):
        return None
    joined = CONTRACTIONS.get((preposition, norm(article)), f"{preposition} {article.text}")
    why = Reason("“{word}” is missing after “{before}”", word=preposition, before=verb.text)
    return Hit(verb.idx, article.idx + len(article), why, f"{verb.text} {joined}")


def _with_its_subject(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a conjugated verb whose subject stands before it, where none may follow."""
    before = verb.doc[: verb.i]
    perfect = verb.i > 1 and form_of(lexicon, verb.nbor(-1), "avoir") and bool(past_participles(lexicon, verb))
    start = verb.i - perfect
    if norm(verb.doc[start - 1]) in SUBJECTS:
        return True
    subject = any(child.dep_ == "nsubj" and child.pos_ in {"NOUN", "PROPN"} for child in verb.lefts)
    return (perfect or finite_here(lexicon, verb)) and subject and not any(norm(token) in INVERTING for token in before)
