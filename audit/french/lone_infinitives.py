"""Infinitives in the place of a participle or of a conjugated verb (*La pâte, mélanger la veille, a levé*, *que vous porter*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import noun_features, phrase_features
from audit.french.clauses import CLITICS, TIMES, hyphen_after, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    conjugate,
    finite_here,
    norm,
    one_verb,
    only_infinitive,
    verb_lemmas,
)
from audit.french.infinitives import TAKE_BARE
from audit.french.lexicon import Lexicon
from audit.french.relatives import phrase_start
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

OPENING = words("« “ \" : ; que qu' si mais car") | {""}  # before these no subject can stand
# Nouns that an infinitive explains (*son rêve, devenir pilote, est*).
TASKS = words(
    """
    rêve but objectif mission tâche solution idée projet défi enjeu ambition rôle espoir désir envie choix travail métier
    plaisir moyen façon manière principe conseil stratégie priorité ordre consigne option question alternative décision
    verbe droit devoir règle étape méthode réflexe exercice
    """
)
WHEN = words("hier depuis lors avant après pendant durant il en par dans sous près mardi la le ce cette l' au")
EVE = words("veille lendemain mois jour semaine nuit année")  # *la veille*, *l’an dernier*
US = words("nous vous")
CONDITIONS = words("si lorsque puisque quand")  # *si vous chercher un cadeau*


def infinitive_for_participle(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for an infinitive where a participle, or after a pronoun a conjugated verb, is meant."""
    if token.i + 1 != verb.i or not only_infinitive(lexicon, verb) or hyphen_after(parse, verb):
        return None
    rules = (_apposed, _behind_noun, _behind_us)
    return next(filter(None, (rule(parse, token, verb, lexicon) for rule in rules)), None)


def _apposed(parse: "Doc", comma: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*La pâte, mélanger la veille, a levé*: between the subject that opens a clause and its verb."""
    if comma.text != ",":
        return None
    start = phrase_start(parse, comma.i)
    noun = next((t for t in parse[start : comma.i] if t.pos_ in {"NOUN", "PROPN"}), None)
    if noun is None or noun.i == comma.i or word_at(parse, start - 1) not in OPENING or norm(noun) in TASKS:
        return None
    if parse[start].pos_ not in {"DET", "PROPN", "NUM"} or not _without_object(parse, verb):
        return None
    close = next((t.i for t in parse[verb.i :] if t.text == ","), len(parse))
    main = past(parse, close + 1, CLITICS)
    if main >= len(parse) or not finite_here(lexicon, parse[main]):
        return None
    return _hit(verb, _agreeing(noun, verb, lexicon))


def _behind_noun(parse: "Doc", noun: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*un courriel envoyer mardi*, *une pièce écrire par Molière*: behind a noun, with a time or an agent."""
    if noun.pos_ != "NOUN" or word_at(parse, noun.i - 1) not in DETERMINERS or norm(noun) in TASKS | TIMES:
        return None
    after = word_at(parse, verb.i + 1)
    agent = after == "par" and word_at(parse, verb.i + 2) != "exemple"
    timed = after in TIMES and word_at(parse, verb.i + 2) in {".", ",", "", "à", "dernier", "soir", "matin"}
    governed = any(_takes_infinitive(t, lexicon) for t in parse[: noun.i])
    return _hit(verb, _agreeing(noun, verb, lexicon)) if (agent or timed) and not governed else None


def _behind_us(parse: "Doc", us: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*les chaussures que vous porter*: behind *nous* or *vous*, the subject of a relative clause."""
    que, before = word_at(parse, us.i - 1), parse[us.i - 2] if us.i > 1 else us
    relative = que in {"que", "qu'", "où", "dont"} and before.pos_ in {"NOUN", "ADJ"}
    if norm(us) not in US or not (relative or que in CONDITIONS):
        return None
    person = "1" if norm(us) == "nous" else "2"
    why = Reason("“{subject}” calls for a conjugated verb, not “{verb}”", subject=us.text, verb=verb.text)
    return Hit(verb.idx, verb.idx + len(verb), why, conjugate(lexicon, verb, person, "p"))


def _takes_infinitive(token: "Token", lexicon: Lexicon) -> bool:
    """True for a verb behind which an infinitive may have its own subject before it (*voit sa mère partir lundi*)."""
    return bool(verb_lemmas(lexicon, token) & TAKE_BARE) and token.pos_ in {"VERB", "AUX"}


def _without_object(parse: "Doc", verb: "Token") -> bool:
    """True where an agent, a place or a time follows, and no object (*signer il y a dix jours*)."""
    after, second = word_at(parse, verb.i + 1), word_at(parse, verb.i + 2)
    if after in {"la", "le", "l'", "ce", "cette"}:
        return second in EVE or second in TIMES
    return after in WHEN or after in TIMES


def _agreeing(noun: "Token", verb: "Token", lexicon: Lexicon) -> str | None:
    lemma = one_verb(lexicon, verb)
    has = phrase_features(lexicon, noun) or noun_features(lexicon, noun)
    if lemma is None or has is None or not has.gender or not has.number:
        return None
    return lexicon.inflect(lemma, "verb", mood="participle", tense="past", gender=has.gender, number=has.number)


def _hit(verb: "Token", repair: str | None) -> Hit:
    return Hit(
        verb.idx, verb.idx + len(verb), Reason("nothing governs the infinitive “{verb}”", verb=verb.text), repair
    )
