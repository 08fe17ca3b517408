"""Clauses that English joins with nothing, and French with *que* (*quelqu’un on aime*, *la première fois une femme dirige*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit, first_of
from audit.french.clauses import TIMES, past, subject_end, word_at
from audit.french.grammar import (
    DETERMINERS,
    can_be_finite,
    finite_here,
    form_of,
    is_noun,
    joined,
    only_infinitive,
    past_participles,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.que import SAYING
from audit.french.words import CLITICS, HE, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

PRONOUNS = words("il elle on ils elles je j'")
# Verbs of noticing, behind which a clause has *que*.
NOTICING = words(
    """
    remarquer savoir découvrir comprendre apprendre voir démontrer montrer prouver signifier supposer imaginer oublier
    garantir sentir vérifier observer parier comprendre réaliser deviner entendre
    """
)
RANKED = words("première deuxième troisième quatrième seule dernière prochaine énième")
SOMEONE = words("quelqu'un quelqu'une celui celle ceux celles")
LEADING = words("comme que qu' où")
SO = words("si tellement tant")
# What opens a clause that another may follow with nothing between (*quand il a un chien il rit*).
OPENERS = words(
    """
    si quand lorsque lorsqu' comme puisque puisqu' dès après avant plus moins pendant depuis pour que qu' dont où qui selon
    quel quelle quels quelles
    """
)
BREAKS = words(', ; : ( ) — – et ou mais ? ! … « » “ ” " -')


def contact_clause(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a clause behind this word that has lost its *que*."""
    if token.i + 3 >= len(token.doc):
        return None
    return first_of(RULES, token, token.nbor(1), lexicon)


def _lost(before: "Token", after: "Token") -> Hit:
    why = Reason("“{word}” is missing after “{before}”", word="que", before=before.text)
    return Hit(before.idx, after.idx + len(after), why, f"{before.text} {joined('que', after.text)}")


def _clause(pronoun: "Token", lexicon: Lexicon, pronouns: frozenset[str] = HE) -> bool:
    """True for a subject pronoun with its verb (but *il y a*, *dit-il*)."""
    parse = pronoun.doc
    if pronoun.norm not in pronouns or not pronoun.text.islower():
        return False
    verb = past(parse, pronoun.i + 1, CLITICS)
    ago = pronoun.norm == "il" and word_at(parse, pronoun.i + 1) == "y"
    return not ago and verb < len(parse) and can_be_finite(lexicon, parse[verb]) and parse[verb].pos_ in {"VERB", "AUX"}


def _noticed(verb: "Token", pronoun: "Token", lexicon: Lexicon) -> Hit | None:
    """*si vous remarquez il aggrave les symptômes* (but *comme je le vois il dort*)."""
    if not verb_lemmas(lexicon, verb) & NOTICING or verb.pos_ != "VERB" or not _clause(pronoun, lexicon):
        return None
    led = finite_here(lexicon, verb) or only_infinitive(lexicon, verb)
    before = {t.norm for t in verb.doc[max(0, verb.i - 4) : verb.i]}
    seen = before & LEADING or word_at(verb.doc, verb.i - 1) in {"le", "l'"}  # *comme je le vois*
    return _lost(verb, pronoun) if led and not seen else None


def _time(fois: "Token", start: "Token", lexicon: Lexicon) -> Hit | None:
    """*c’est la première fois une entreprise y parvient*."""
    if fois.norm != "fois" or word_at(fois.doc, fois.i - 1) not in RANKED or start.text[0].isupper():
        return None
    being = any(form_of(lexicon, t, "être") for t in fois.doc[max(0, fois.i - 4) : fois.i])
    end = subject_end(fois.doc, start) if being else None
    return (
        _lost(fois, start)
        if end is not None and any(finite_here(lexicon, t) for t in fois.doc[end : end + 6])
        else None
    )


def _someone(someone: "Token", pronoun: "Token", lexicon: Lexicon) -> Hit | None:
    """*quelqu’un on a baptisé*, *ceux il aime*."""
    word = someone.norm
    whole = f"{word_at(someone.doc, someone.i - 1)}{word}" if word == "un" else word
    named = whole in SOMEONE or (word == "chose" and word_at(someone.doc, someone.i - 1) == "quelque")
    return _lost(someone, pronoun) if named and _clause(pronoun, lexicon, PRONOUNS) else None


def _object(noun: "Token", pronoun: "Token", lexicon: Lexicon) -> Hit | None:
    """*nommer le groupe elle soupçonne*, *si serrée autour de la queue elle avait entamé la peau*."""
    parse = noun.doc
    if noun.pos_ != "NOUN" or not is_noun(lexicon, noun) or not noun.text.islower() or not noun.whitespace_:
        return None
    if not _clause(pronoun, lexicon, PRONOUNS) or noun.norm.removesuffix("s") in TIMES | {"fois"}:
        return None
    start = next((t.i + 1 for t in reversed(parse[: noun.i]) if t.norm in BREAKS), 0)
    before = parse[start : noun.i]
    if not any(finite_here(lexicon, t) for t in before):
        return None
    so = any(t.norm in SO and t.i > start and form_of(lexicon, t.nbor(-1), "être") for t in before)
    if so:
        return _lost(noun, pronoun)
    predicate = noun.i > 1 and bool(form_of(lexicon, noun.nbor(-2), "être"))  # *ce sont des plantes elle adore*
    if (
        (noun.dep_ not in {"obj", "xcomp"} and not predicate)
        or any(t.norm in OPENERS for t in before)
        or not _gap(pronoun, lexicon)
    ):
        return None
    determined = any(t.norm in DETERMINERS for t in parse[max(start, noun.i - 2) : noun.i])
    return (
        _lost(noun, pronoun) if (determined and start == 0) or (determined and parse[start - 1].norm != ",") else None
    )


def _gap(pronoun: "Token", lexicon: Lexicon) -> bool:
    """True where the verb of a pronoun's clause has room for an object that stands before it."""
    parse = pronoun.doc
    verb = past(parse, pronoun.i + 1, CLITICS)
    if past_participles(lexicon, parse[min(verb + 1, len(parse) - 1)]):
        verb += 1
    whole = word_at(parse, verb + 1) in DETERMINERS.keys() | {"que", "qu'", *PRONOUNS} or parse[verb].i + 1 == len(
        parse
    )
    saying = pronoun.norm in {"je", "j'"} and verb_lemmas(lexicon, parse[verb]) & SAYING
    return not (whole or saying or form_of(lexicon, parse[verb], "être"))


RULES = (_noticed, _time, _someone, _object)
