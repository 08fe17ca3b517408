"""The gender and number that a subject calls for, where it is sure."""

from typing import TYPE_CHECKING

from audit.french.agreeing import Features, number_called_for, phrase_features, proper_noun
from audit.french.grammar import DETERMINERS, PREPOSITIONS, SUBJECTS
from audit.french.lexicon import Lexicon
from audit.french.stacked_nouns import stacked_noun
from audit.french.subjects import CONTRACTED, ONE
from audit.french.words import SEVERAL, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

PRONOUNS = {  # *il* is impersonal too: *il est une heure*
    "il": Features(number="s"), "elle": Features("f", "s"), "ils": Features(number="p"), "elles": Features("f", "p"),
}  # fmt: skip
TAKING_COMPLEMENT = words("NOUN ADJ PROPN VERB")
BEFORE_COMPLEMENT = PREPOSITIONS | words("et ou tout tous")
QUANTIFIED = words("autres nombreux nombreuses")  # *d’autres juristes*, *de nombreux élus*


def called_for_by(parse: "Doc", subject: "Token", lexicon: Lexicon) -> Features | None:
    """Gender and number that a subject calls for; None when it is not sure."""
    inverted = subject.i and parse[subject.i - 1].text == "-"
    if subject.norm in PRONOUNS and subject.i and parse[subject.i - 1].norm in {"de", "d'", "entre"}:
        return None  # *chacune d’elles est*
    if subject.norm in PRONOUNS and not inverted:
        return PRONOUNS[subject.norm]
    if subject.pos_ == "PROPN":
        return _of_name(parse, subject, lexicon)
    if subject.norm in SEVERAL and subject.pos_ == "PRON":
        return Features(number="p")
    if subject.pos_ != "NOUN" or subject.norm in {*SUBJECTS, "fois"}:
        return None
    if _counted(subject):
        return Features(number="p") if subject.left_edge.norm not in BEFORE_COMPLEMENT else None
    if parse[subject.i - 1].norm in QUANTIFIED and subject.left_edge.i == subject.i - 2:
        return Features(number="p")
    stacked = subject.i + 2 < len(parse) and stacked_noun(parse[subject.i + 2], lexicon)  # *la santé publique urgences*
    if stacked or not _begins_phrase(parse, subject):
        return None
    named = subject.text[0].isupper() and not (subject.i > 1 and parse[subject.i - 2].is_punct)  # *“Les Palmes”*
    if named and subject.i + 1 < len(parse) and parse[subject.i + 1].text[0].isupper():
        return None  # *les Aliments Maple Leaf a*, a firm
    number = number_called_for(subject) if named else ""  # *la Cour suprême ont*, *les Londoniens a*
    return phrase_features(lexicon, subject) or (Features(number=number) if number else None)


def gender_called_for(parse: "Doc", subject: "Token | None", lexicon: Lexicon) -> str:
    """The gender that a subject calls for, "" where it is not sure."""
    wanted = called_for_by(parse, subject, lexicon) if subject else None
    return wanted.gender if wanted else ""


def plural_gender(subject: "Token | None", verb: "Token", own: str, lexicon: Lexicon) -> str | None:
    """The gender of what agrees with a plural verb, else its own; None where the subject, or where none is seen the noun with
    its determiner before the verb, has another (*les élus et les maires seront nommée*)."""
    gender = gender_called_for(verb.doc, subject, lexicon) or own or "m"
    noun = subject or verb.doc[max(0, verb.i - 1)]
    seen = noun.pos_ == "NOUN" and (subject is not None or (noun.i > 0 and noun.nbor(-1).pos_ == "DET"))
    seen = seen and "p" in lexicon.numbers(noun.text)
    return None if seen and gender not in lexicon.genders(noun.text) else gender


def _of_name(parse: "Doc", name: "Token", lexicon: Lexicon) -> Features | None:
    """Of a name: a country's gender and number, else the singular where it opens its clause (*Meta ont*); None if unsure."""
    if proper_noun(lexicon, name):
        return phrase_features(lexicon, name) if _begins_phrase(parse, name) else None
    if name.text.islower():
        return None
    alone = name.i == 0 or parse[name.i - 1].norm in {"que", "qu'", "si", "car"}
    return Features(number="s") if alone and name.text[-1] not in "sxz" else None


def _counted(subject: "Token") -> bool:
    """True for *trois offres*, not for *un premier cas*."""
    numbers = [child for child in subject.lefts if child.pos_ == "NUM" or child.text.isdigit()]
    return subject.text[-1] in "sxz" and any(child.like_num and child.norm not in ONE for child in numbers)


def _begins_phrase(parse: "Doc", subject: "Token") -> bool:
    """True for a noun right behind its determiner, and not inside a phrase whose noun is further left."""
    det = next((child for child in subject.lefts if child.norm in DETERMINERS), None)
    if det is None or det.i + 1 != subject.i:
        return False
    if det.i == 0:
        return det.norm not in {"du", "au", "aux"}  # *Du sein des eaux s’élevaient*
    before = parse[det.i - 1]
    complement = det.norm in CONTRACTED and before.pos_ in TAKING_COMPLEMENT  # *les envoyés des puissances*
    if before.dep_ == "cc" and before.head == subject.head and subject.head.dep_ == "conj":
        first = subject.head.head
        named = any(t.pos_ == "PROPN" and t.left_edge.i == t.i for t in subject.rights)  # *et les hommes Ann Lee ont*
        return first.pos_ in {"VERB", "AUX"} and first.i < before.i and not named  # *il a plu, et la loi est*
    return not complement and before.norm not in BEFORE_COMPLEMENT and before.pos_ not in {"VERB", "AUX"}
