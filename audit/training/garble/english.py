"""Garbles of what was never translated: English words, names and whole links left in."""

from collections.abc import Iterator

from spacy.tokens import Token

from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.links import is_name
from audit.training.garble.names import LIKELY, table
from audit.training.garble.tokens import APOSTROPHES, feature

ENGLISH = {
    "et": "and", "de": "of", "du": "of the", "avec": "with", "pour": "for", "mais": "but", "qui": "who", "sur": "on",
    "dans": "in", "par": "by", "les": "the", "la": "the", "le": "the", "des": "of the", "une": "a", "un": "a",
    "selon": "according to", "leur": "their", "leurs": "their", "son": "his", "sa": "his", "ses": "his", "à": "to",
    "au": "to the", "aux": "to the", "entre": "between", "après": "after", "avant": "before", "sans": "without",
    "lundi": "Monday", "mardi": "Tuesday", "mercredi": "Wednesday", "jeudi": "Thursday", "vendredi": "Friday",
    "samedi": "Saturday", "dimanche": "Sunday", "janvier": "January", "février": "February", "avril": "April",
    "juin": "June", "juillet": "July", "août": "August", "septembre": "September", "octobre": "October",
    "novembre": "November", "décembre": "December", "nous": "we", "cette": "this", "très": "very", "aussi": "also",
}  # fmt: skip
# Alone in a French sentence these would be read as French, or as the name that follows.
AMBIGUOUS = frozenset({"un", "une", "la", "le", "les", "à", "par", "sur"})


def english(sentence: Sentence, token: Token) -> str | None:
    """The likeliest English for a word, None where none is likely or French has it too."""
    if word := ENGLISH.get(token.lower_):
        return word
    if token.pos_ not in {"NOUN", "ADJ", "VERB", "ADV"} or is_name(token) or len(token) < 3:
        return None
    plural = feature(token, "Number") == "Plur" and token.pos_ == "NOUN"
    for word, chance in sentence.lexicon.english(token.lower_):
        agrees = token.pos_ != "NOUN" or word.endswith("s") == plural
        if chance >= LIKELY and len(word) > 2 and agrees and not sentence.lexicon.known(word):
            return word
    return None


def word(sentence: Sentence) -> Iterator[Edit]:
    """*seize semaines de severance*: a content word that was never translated."""
    for token in sentence.doc[1:]:
        new = english(sentence, token) if token.is_alpha and token.pos_ in {"NOUN", "ADJ", "VERB", "ADV"} else None
        if new and sentence.takes(token.i, new):
            yield sentence.mark(token, new, "untranslated")


def small_word(sentence: Sentence) -> Iterator[Edit]:
    """*une équipe of chercheurs*: a small word that was never translated."""
    for token in sentence.doc[1:]:
        plain = token.is_alpha and token.whitespace_ and token.lower_ not in AMBIGUOUS and token.lower_ in ENGLISH
        if plain and token.nbor(-1).text[-1] not in APOSTROPHES:
            yield sentence.mark(token, ENGLISH[token.lower_], "untranslated")


def link(sentence: Sentence) -> Iterator[Edit]:
    """A whole link left in English, adjectives before their nouns."""
    for first, last in sentence.links:
        tokens = sentence.doc[first:last]
        words = [english(sentence, token) for token in tokens]
        before = sentence.doc[first - 1] if first else None
        if before is None or before.text[-1] in APOSTROPHES or not 1 < len(words) <= 5 or not all(words):
            continue
        for index in range(1, len(words)):
            if tokens[index].pos_ == "ADJ" and tokens[index - 1].pos_ == "NOUN":
                words[index - 1], words[index] = words[index], words[index - 1]
        if any(len(word or "") > 3 for word in words):
            yield sentence.edit(first, last, marked(" ".join(word for word in words if word)), "untranslated")


def place(sentence: Sentence) -> Iterator[Edit]:
    """*au printemps à Vienna*: a place under its English name."""
    for token in sentence.doc[1:]:
        new = table()["exonym"].get(token.text)
        if new and token.pos_ == "PROPN" and sentence.takes(token.i, new):
            yield sentence.mark(token, new, "untranslated")
