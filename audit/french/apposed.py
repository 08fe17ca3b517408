"""A participle or adjective apart from its noun by a comma (*les secouristes, aidé par*, *une fois veuf, elle*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import (
    EPICENE,
    Features,
    adjective_features,
    agreeing_form,
    clash,
    disagreement,
    noun_features,
    phrase_features,
)
from audit.french.clauses import word_at
from audit.french.grammar import (
    DETERMINERS,
    can_be_finite,
    finite_here,
    norm,
    only_participle,
    past_participles,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.subjects import COLLECTIVE
from audit.french.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PRONOUNS = {"elle": Features("f", "s"), "ils": Features("m", "p"), "elles": Features("f", "p")}
# Participles that open a phrase as prepositions do, and what agrees with nobody near.
FROZEN = words(
    "vu étant donné passé excepté supposé mettre dire finir comprendre considérer compter voir donner passer"
)
PEOPLE = COLLECTIVE | words("couple famille équipe duo trio quatuor tandem fratrie jury public gouvernement")
OPENING = words('« “ "') | {""}
NAMED = 5  # words between a noun and the comma: its adjectives and its name


def apposed(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """A participle behind the noun that opens the sentence, or before the pronoun of its clause, that disagrees."""
    if word.pos_ not in {"VERB", "ADJ", "NOUN"} or not word.text[1:].islower():
        return None
    return _behind_noun(parse, word, lexicon) or _before_pronoun(parse, word, lexicon)


def _behind_noun(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """*Les secouristes, aidé par des chiens, ont*: the noun opens the sentence, and nothing else can own the participle."""
    noun = word.head
    if word_at(parse, word.i - 1) != "," or word.dep_ not in {"acl", "amod"} or noun.i >= word.i:
        return None
    between, opening = parse[noun.i + 1 : word.i - 1], parse[: noun.i]
    plain = noun.pos_ == "NOUN" and len(between) <= NAMED and all(t.pos_ in {"ADJ", "PROPN"} for t in between)
    if not plain or word_at(parse, noun.left_edge.i - 1) not in OPENING or not opening or noun.left_edge.i > 1:
        return None
    if any(token.pos_ not in {"DET", "ADJ", "NUM", "PUNCT"} for token in opening):
        return None  # *c’est une des vaches, tuée*
    if word_at(parse, noun.i - 1) not in DETERMINERS or norm(noun) in PEOPLE:
        return None
    if not past_participles(lexicon, word) or can_be_finite(lexicon, word):
        return None  # *une pistole, dit Paul*
    closed = any(token.text == "," for token in parse[word.i :])
    wanted, has = phrase_features(lexicon, noun) or _of_first(parse, noun, lexicon), adjective_features(lexicon, word)
    if wanted is None or has is None or not closed or not (what := clash(wanted, has)):
        return None
    if what == "gender" and wanted.gender == "m" and any(token.pos_ == "PROPN" for token in between):
        return None  # *le ministre Marie Dupont, née*
    if norm(noun) in EPICENE and wanted.gender == "m":
        return None
    return _hit(noun, word, wanted, what, lexicon)


def _of_first(parse: "Doc", noun: "Token", lexicon: Lexicon) -> Features | None:
    """At the beginning of the sentence, what the determiner leaves to the noun."""
    found = noun_features(lexicon, noun)
    gender, number = DETERMINERS[word_at(parse, noun.i - 1)]
    return None if found is None or clash(found, Features(gender, number)) else Features(gender, number)


def _before_pronoun(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """*Une fois veuf, elle*, *Accompagné d’un guide, elle*: what opens a sentence goes with the subject right behind it."""
    once = word_at(parse, word.i - 1) == "fois" and word_at(parse, word.i - 2) == "une"
    comma = next((token.i for token in parse[word.i : len(parse) - 2] if token.text == ","), None)
    if comma is None or not (once or word.i == 0):
        return None
    pronoun = parse[comma + 1]
    if norm(pronoun) not in PRONOUNS or any(finite_here(lexicon, token) for token in parse[word.i + 1 : comma]):
        return None
    if {reading.lemma for reading in readings(lexicon, word)} & FROZEN or parse[comma + 2].is_punct:
        return None
    if not (only_participle(lexicon, word) or once):
        return None
    wanted, has = PRONOUNS[norm(pronoun)], adjective_features(lexicon, word)
    if has is None or not (what := clash(wanted, has)):
        return None
    return _hit(pronoun, word, wanted, what, lexicon)


def _hit(owner: "Token", word: "Token", wanted: Features, what: str, lexicon: Lexicon) -> Hit:
    why = disagreement(owner, word, what)
    healed = agreeing_form(lexicon, word, wanted)
    repair = healed and (healed[0].upper() + healed[1:] if word.text[0].isupper() else healed)
    return Hit(word.idx, word.idx + len(word), why, repair)
