"""A second conjugated verb in a clause that nothing joins: *que* or *qui* is gone (*il vise un logiciel détectait une panne*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import surely_finite, word_at
from audit.french.grammar import only_infinitive, past_participles
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, HE, OF_A_NOUN, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

PHRASE = OF_A_NOUN | {"ADV"}  # kinds of words between two verbs
BEHIND_BEING = words("DET ADJ VERB ADV")
SUBJECT = words("NOUN PROPN")
# Words that open a clause whose verb leaves another to the sentence.
OPENERS = words(
    """
    que qu' qui dont où si quand comme lorsque lorsqu' puisque puisqu' tandis quoi combien comment pourquoi quiconque
    lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles quel quelle quels quelles
    plus moins tant tel telle voilà voici
    """
)
REACH = 12  # words back to the first verb


def second_verb(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a verb behind an object, in a clause that has its verb."""
    parse = verb.doc
    if not verb.text.islower() or not 3 < verb.i < len(parse) - 1:
        return None
    if not surely_finite(lexicon, verb) or verb.nbor(1).text.startswith("-"):
        return None
    if not (verb.nbor(-1).whitespace_ or verb.nbor(-1).norm in CLITICS):
        return None  # *Mvomeka’a*
    end = verb.i
    while word_at(parse, end - 1) in CLITICS:
        end -= 1
    first = _first_verb(parse, end, lexicon)
    if first is None or not _main(parse, first):
        return None
    between = parse[first.i + 1 : end]
    if not any(token.pos_ in SUBJECT for token in between) or between[-1].pos_ not in SUBJECT | {"ADJ"}:
        return None
    if any(_foreign(token) for token in between) or (verb.norm == "est" and verb.nbor(1).pos_ not in BEHIND_BEING):
        return None  # *la côte est des États-Unis*
    if verb.norm == "a" and (verb.nbor(1).text == ")" or only_infinitive(lexicon, verb.nbor(1))):
        return None  # *au titre de l’alinéa a)*, and for *à*
    start = next(token for token in between if token.pos_ in {"DET", "NOUN", "PROPN", "NUM"})
    why = Reason(
        "“{verb}” is a second verb in the clause of “{first}”: “que” or “qui” is gone", verb=verb.text, first=first.text
    )
    return Hit(start.idx, verb.idx + len(verb), why)


def _first_verb(parse: "Doc", end: int, lexicon: Lexicon) -> "Token | None":
    """The conjugated verb before a stretch of nouns and what they carry that ends there; None if other words stand between."""
    for token in reversed(parse[max(0, end - REACH) : end]):
        if surely_finite(lexicon, token):
            return token
        if token.pos_ not in PHRASE and not past_participles(lexicon, token):
            return None
    return None


def _main(parse: "Doc", first: "Token") -> bool:
    """True for the verb of a main clause, with its subject before it."""
    start = first.i - 1
    while word_at(parse, start) in CLITICS:
        start -= 1
    if start < 0 or word_at(parse, start + 1) == "y":
        return False
    subject = parse[start]
    if subject.pos_ not in SUBJECT | {"ADJ"} and subject.norm not in HE:
        return False
    return not any(token.norm in OPENERS for token in parse[: first.i])


def _foreign(token: "Token") -> bool:
    """True for a mark, the first word of a sentence, and a word that opens a clause."""
    begins = token.text[0].isupper() and token.pos_ in {"DET", "ADP"}
    dash = token.text.endswith("-") and token.whitespace_ != ""  # *Vaccins- le ministre se tait*
    plain = token.is_alpha or token.like_num or token.text[-1] in "-'’"
    return begins or token.norm in OPENERS or dash or not plain
