"""Which noun an adjective belongs to, and which word is the noun, where the order of the words tells."""

from typing import TYPE_CHECKING

from audit.french.adjective_before import BEFORE_NOUN
from audit.french.agreeing import Features, clash, noun_features
from audit.french.clauses import TIMES
from audit.french.grammar import DETERMINERS, is_noun, past_participles, readings
from audit.french.lexicon import Lexicon
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

PLURALS = {"leur": "leurs", "notre": "nos", "votre": "vos"}
FREE = words("seul sain sauf")  # adjectives that go with a subject further off (*faire son chemin seule*)
SECOND_NOUNS = ("eur", "eurs", "ager", "agers")  # *accès employeur*, *trafic passagers*
SHARING = words("et ou , comme que")


def passed(token: "Token", has: Features) -> bool:
    """True for a noun that a singular adjective behind *et* cannot belong to, and for times: *en juillet*, *trois fois le*."""
    if token.norm in TIMES and (token.nbor(1).pos_ == "DET" or (token.i and token.nbor(-1).norm in {"en", "de"})):
        return True
    after = token.nbor(1).norm
    coordinated = after in {"et", "ou"} and has.number == "s" and token.nbor(2).norm in {"de", "d'", "des", "du"}
    return token.pos_ == "NOUN" and coordinated


def alone_behind(comma: "Token", noun: "Token") -> bool:
    """True where a comma opens the phrase of a noun that is in no enumeration (*selon l’étude, le papier hygiéniques*)."""
    opens = comma.text == "," and noun.left_edge.i == comma.i + 1 and comma.nbor(1).pos_ == "DET"
    return opens and noun.dep_ != "conj" and not any(child.dep_ == "conj" for child in noun.children)


def own_phrase(noun: "Token") -> bool:
    """True where the determiner of a noun follows another noun, so that it is none of its complements (*à Lyon une usine*)."""
    if noun.i < 2 or noun.norm in TIMES:
        return False
    det, before = noun.nbor(-1), noun.nbor(-2)
    return det.pos_ == "DET" and det.norm in DETERMINERS and before.pos_ in {"NOUN", "PROPN"}


def possessive(noun: "Token", lexicon: Lexicon) -> "Token | None":
    """*leur* before a noun that is singular and plural, whose adjective is a plural (*leur bras gorgés*)."""
    det = noun.nbor(-1) if noun.i else noun
    open_number = lexicon.numbers(noun.norm) == {"s", "p"}
    return det if det.norm in PLURALS and open_number and det.text.islower() else None


def noun_as_adjective(noun: "Token", lexicon: Lexicon) -> bool:
    """True for what the parser takes for an adjective, and no noun follows (*aux étudiant*, *leur voisins*)."""
    closed = noun.i + 1 < len(noun.doc) and noun.nbor(1).pos_ in {"ADP", "PUNCT", "VERB", "AUX", "CCONJ", "ADV"}
    closed = closed and noun.nbor(1).text not in {"-", "«", "“", '"'}
    plain = any(r.pos == "noun" and r.lemma not in BEFORE_NOUN for r in readings(lexicon, noun))
    return noun.pos_ == "ADJ" and closed and plain and noun.text.islower() and not past_participles(lexicon, noun)


def not_its_own(parse: "Doc", adjective: "Token", has: Features, lexicon: Lexicon) -> bool:
    """True for a second noun (*accès employeur*), the adjective of the next one (*trains longue distance*), and free ones."""
    after = parse[adjective.i + 1] if adjective.i + 1 < len(parse) else adjective
    participle = adjective.dep_ == "acl" and past_participles(lexicon, adjective)
    own = participle and (
        after.pos_ in {"ADP", "CCONJ", "DET"}
        or after.norm in TIMES
        or (after.is_punct and adjective.pos_ == "VERB")
        or adjective.nbor(-1).pos_ == "ADV"  # *les patients ainsi traité*
    )
    next_noun = after.pos_ == "NOUN" and after.i > adjective.i and not own
    other = noun_features(lexicon, after) if next_noun else None
    second = adjective.pos_ != "ADJ" or adjective.text.endswith(SECOND_NOUNS)
    second = second and is_noun(lexicon, adjective) and not own
    second = second and not (past_participles(lexicon, adjective) and after.norm == "par")  # *un document vu par*
    free = any(reading.lemma in FREE for reading in readings(lexicon, adjective))
    free = free or (adjective.norm == "sûr" and adjective.nbor(-1).norm == "bien")  # *bien sûr*
    return bool(second or free or adjective.text[0].isupper() or (other and not clash(other, has)))


def shared(parse: "Doc", adjective: "Token") -> bool:
    """True for singular adjectives that share a plural noun (*les langues française et anglaise*)."""
    after = parse[adjective.i + 1 : adjective.i + 3]
    if len(after) and after[0].pos_ == "ADJ":
        return True
    return len(after) == 2 and after[0].norm in SHARING and after[1].pos_ in {"ADJ", "NOUN", "PROPN", "DET"}
