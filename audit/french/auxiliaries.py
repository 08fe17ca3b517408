"""Forms of *avoir* and *être* before a verb, and which of the two it takes (*ont arrivé*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import hyphen_after, word_at
from audit.french.grammar import can_be_finite, finite, form_of, past_participles, readings, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

DEMONSTRATIVES = words("c' ce ç' - cela ça")  # *c’est jouer avec le feu*
BEFORE_AI = words("j' je l' t' y en")  # what stands before *ai*
NOT_AUXILIARIES = words("A as ai soit soient")  # a letter, a card, a sign of speech, a conjunction
# Verbs whose perfect is with *être*, and that have no object.
NEVER_HAVING = words(
    "aller arriver partir naître mourir décéder devenir venir revenir parvenir intervenir survenir advenir"
)


def is_auxiliary(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a form of *être* or *avoir* in its place; but *c’est jouer*, *ont semble-t-il trouvé*."""
    if (
        token.i == 0
        or (token.text in NOT_AUXILIARIES and word_at(parse, token.i - 1) not in BEFORE_AI)
        or token.text.startswith("-")
    ):
        return False
    before = token.i - 1 - (word_at(parse, token.i - 1) in {"ne", "n'"})
    if token.pos_ not in {"AUX", "VERB"} or word_at(parse, before) in DEMONSTRATIVES or hyphen_after(parse, verb):
        return False
    if word_at(parse, before) == "qui" and word_at(parse, before - 1) == "ce":
        return False  # *ce qui est bien peu mentir*
    return bool(verb_lemmas(lexicon, token) & {"être", "avoir"}) and can_be_finite(lexicon, token)


def with_being(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*ont arrivé*, *n’ont pas parvenu*: *avoir* with a verb that takes *être* and has no object."""
    lemmas = verb_lemmas(lexicon, verb)
    if not lemmas or lemmas - NEVER_HAVING or not past_participles(lexicon, verb) or can_be_finite(lexicon, verb):
        return None
    there = word_at(parse, token.i - 1) == "y"  # *il y a mort d’homme*
    if there or not form_of(lexicon, token, "avoir") or not is_auxiliary(parse, token, verb, lexicon):
        return None
    finite_forms = [r for r in readings(lexicon, token) if finite(r) and r.lemma == "avoir"]
    if len(finite_forms) != 1:
        return None
    form = finite_forms[0]
    being = lexicon.inflect("être", "verb", mood=form.mood, tense=form.tense, person=form.person, number=form.number)
    why = Reason("“{verb}” takes “être”, not “avoir”", verb=verb.text)
    return Hit(
        token.idx,
        verb.idx + len(verb),
        why,
        being and f"{being} {parse.span(token.i + 1, verb.i).text_with_ws}{verb.text}",
    )
