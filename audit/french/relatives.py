"""Relative pronouns that do not agree: *policiers lequel ont*, *ce qui excluaient*, *ceux qui succédera*."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, clash, disagreement, noun_features
from audit.french.clauses import CLITICS, past, word_at
from audit.french.grammar import finite, is_noun, norm, readings
from audit.french.lexicon import Analysis, Lexicon
from audit.french.subjects import ONE
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WHICH = {
    "lequel": ("m", "s"), "laquelle": ("f", "s"), "lesquels": ("m", "p"), "lesquelles": ("f", "p"),
}  # fmt: skip
AMONG = words("parmi entre")  # what calls for several
DEMONSTRATIVES = {"ce": "s", "ceux": "p", "celles": "p"}
REACH = 14  # tokens back to an antecedent


def relative(parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """A relative pronoun against its verb, or against all nouns before it."""
    if norm(token) in WHICH:
        return _which(parse, token, lexicon)
    return _demonstrative(parse, token, lexicon) if norm(token) == "qui" else None


def _demonstrative(parse: "Doc", qui: "Token", lexicon: Lexicon) -> Hit | None:
    """*ce qui excluaient*, *ceux qui succédera*."""
    number = DEMONSTRATIVES.get(word_at(parse, qui.i - 1))
    place = past(parse, qui.i + 1, CLITICS)
    if number is None or place == len(parse) or ONE & {norm(t) for t in parse[max(0, qui.i - 4) : qui.i]}:
        return None
    verb = parse[place]
    form = third_person(lexicon, verb)
    if form is None or form.number == number or form.lemma == "être" or verb.pos_ not in {"VERB", "AUX"}:
        return None
    first = parse[qui.i - 1]
    healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number=number)
    why = disagreement(first, verb, "number")
    return Hit(first.idx, verb.idx + len(verb), why, healed and f"{parse[first.i : verb.i].text_with_ws}{healed}")


def third_person(lexicon: Lexicon, verb: "Token") -> Analysis | None:
    """The reading of a form that is of the third person in one number, and no participle; None of any other."""
    found = readings(lexicon, verb)
    forms = [reading for reading in found if finite(reading)]
    third = [reading for reading in forms if reading.person == "3"]
    if len({reading.number for reading in forms}) != 1 or not third or any(r.mood == "participle" for r in found):
        return None
    return min(third, key=lambda reading: (reading.mood != "indicative", reading.tense != "present"))


def _which(parse: "Doc", which: "Token", lexicon: Lexicon) -> Hit | None:
    """*des policiers lequel ont*, *l’espace russe, laquelle ajoute*, *parmi lequel*."""
    has, wanted = Features(*WHICH[norm(which)]), Features()
    nouns = _nouns(parse, which, lexicon)
    before = word_at(parse, which.i - 1)
    behind = past(parse, which.i + 1, CLITICS)
    form = third_person(lexicon, parse[behind]) if behind < len(parse) else None
    if which.i == 0 or not nouns or any(features is None for features in nouns):
        return None
    if before in AMONG and has.number == "p":
        return None  # its noun may be far: *des commerces fermés rue X, dans le centre de Paris, parmi lesquels*
    if before in AMONG:
        wanted = Features(number="p")
    elif form is not None and parse[which.i - 1].pos_ != "ADP":
        wanted = Features(number=form.number)
    known = [features for features in nouns if features and not clash(features, wanted)]
    if not known or (not clash(has, wanted) and any(not clash(has, features) for features in known)):
        return None
    if not wanted.number:
        return None
    nearest = Features(known[0].gender or has.gender, wanted.number)
    healed = next((word for word, features in WHICH.items() if features == nearest), None)
    if healed is None or healed == norm(which):
        return None
    why = Reason("“{word}” agrees with no noun before it", word=which.text)
    return Hit(which.idx, which.idx + len(which), why, healed)


def _nouns(parse: "Doc", which: "Token", lexicon: Lexicon) -> list[Features | None]:
    """What the nouns before a relative pronoun have, the nearest first; None for one that may be anything."""
    before = reversed(parse[max(0, which.i - REACH) : which.i])
    return [noun_features(lexicon, token) for token in before if token.pos_ == "NOUN" and is_noun(lexicon, token)]
