"""Garbles of sense: false friends, the other sense of an English word, collocations and set phrases word by word."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from audit.french.lexicon import Analysis
from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.grammar import DETERMINERS, LETTER, determine, recased, sure, verb
from audit.training.garble.tokens import APOSTROPHES, VOWELS, capital, children, feature, following

TABLE = Path(__file__).with_name("senses.toml")
POS = {"NOUN": "noun", "ADJ": "adjective", "ADV": "adv"}


@cache
def table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TABLE.read_text("utf-8"))


def _entry(sentence: Sentence, token: Token, pos: str) -> str | None:
    """The wrong lemma for a token, where the sentence has the words that its sense needs."""
    for lemma in sorted(sentence.lemmas(token, pos)):
        if entry := table()[pos].get(lemma):
            near = frozenset(entry.get("near", "").split())
            others = (sentence.lexicon.analyses(other.lower_) for other in sentence.doc if other.i != token.i)
            if not near or any(found.lemma in near for readings in others for found in readings):
                return str(entry["to"])
    return None


def wrong_noun(sentence: Sentence) -> Iterator[Edit]:
    """*fournir des évidences*, *le costume en justice*: a noun in the sense of another, with its article."""
    for token in sentence.doc[1:]:
        lemma = _entry(sentence, token, "noun") if token.pos_ == "NOUN" else None
        known = sure(sentence, token) if lemma else None
        if not lemma or not known:
            continue
        head, _, rest = lemma.partition(" ")
        new = sentence.lexicon.inflect(head, "noun", number=known[1]) or (head if known[1] == "s" else None)
        genders = sentence.lexicon.genders(head)
        if new and (edit := _swap(sentence, token, new + (f" {rest}" if rest else ""), known, genders)):
            yield edit


def _swap(sentence: Sentence, token: Token, new: str, known: tuple[str, str], genders: frozenset[str]) -> Edit | None:
    """The noun replaced behind a determiner that agrees with the new one; None where more would have to agree."""
    gender, number = known
    if gender in genders and sentence.takes(token.i, new):
        return sentence.mark(token, new, "mistranslation")
    before, ahead = token.nbor(-1), sentence.doc[max(0, token.i - 2)].lower_
    if (
        len(genders) != 1
        or before.pos_ not in {"DET", "ADP"}
        or (before.text[-1] in APOSTROPHES and ahead in {"de", "à"})
    ):
        return None
    (other,) = genders
    determiner = determine(before.text, other, number, new)
    if determiner is None or (other != gender and _agrees(token)):
        return None
    return sentence.edit(before.i, token.i + 1, determiner + marked(new), "mistranslation")


def _agrees(noun: Token) -> bool:
    """True when more than its determiner agrees with a noun: an adjective, a predicate, a relative pronoun."""
    predicate = children(noun.head, "cop", "aux:pass") or feature(noun.head, "VerbForm") == "Part"
    return bool(children(noun, "amod", "acl") or (noun.dep_.startswith("nsubj") and predicate))


def _conjugated(sentence: Sentence, found: Analysis, lemma: str) -> str | None:
    """Another verb in the form that a reading has."""
    asked = {"mood": found.mood, "tense": found.tense, "person": found.person}
    agreeing = {"gender": found.gender, "number": found.number}
    known = sentence.lexicon.inflect(lemma, "verb", **asked, **agreeing)
    return known if known or found.mood != "infinitive" else lemma


def wrong_verb(sentence: Sentence) -> Iterator[Edit]:
    """*ont adressé le problème*: a verb in the sense of another."""
    for token in sentence.doc[1:]:
        lemma = _entry(sentence, token, "verb") if token.pos_ == "VERB" else None
        found = verb(sentence, token) if lemma else None
        new = _conjugated(sentence, found, lemma) if found and lemma else None
        if new and not children(token, "expl") and sentence.takes(token.i, new):
            yield sentence.mark(token, new, "mistranslation")


def wrong_modifier(sentence: Sentence) -> Iterator[Edit]:
    """*ont éventuellement migré*, *une entrée libre*: an adjective or adverb in the sense of another."""
    for token in sentence.doc:
        pos = POS.get(token.pos_, "")
        lemma = _entry(sentence, token, pos) if pos in {"adjective", "adv"} else None
        if not lemma:
            continue
        new: str | None = lemma
        if pos == "adjective":
            gender, number = LETTER.get(feature(token, "Gender"), ""), LETTER.get(feature(token, "Number"), "")
            inflected = sentence.lexicon.inflect(lemma, pos, gender=gender, number=number)
            new = inflected or (None if sentence.lemmas_of(lemma, pos) else lemma)
        if (new := recased(token, new)) and sentence.takes(token.i, new):
            yield sentence.mark(token, new, "mistranslation")


def collocation(sentence: Sentence) -> Iterator[Edit]:
    """*faire une décision*, *payer attention*: the verb that English has with its object."""
    for token in sentence.doc:
        objects = children(token, "obj") if token.pos_ == "VERB" or token.lower_ in {"a", "ont", "avait"} else []
        found = verb(sentence, token) if objects else None
        if found is None or children(token, "expl", "aux:pass"):
            continue
        for child in objects:
            lemmas = sentence.lemmas(child, "noun") | {child.lower_}
            lemma = next((table()["collocation"].get(f"{found.lemma} {noun}") for noun in sorted(lemmas)), None)
            head, _, rest = (lemma or "").partition(" ")
            new = _conjugated(sentence, found, head) if head else None
            if new and token.i < child.i <= token.i + 4 and sentence.takes(token.i, new):
                new = recased(token, new + (f" {rest}" if rest else "")) or new
                yield sentence.mark(token, new, "mistranslation")


def particle(sentence: Sentence) -> Iterator[Edit]:
    """*a été tournée vers le bas*, *est allé vers le bas*: a verb and its particle, each by itself."""
    for token in sentence.doc[1:]:
        found = verb(sentence, token) if token.pos_ == "VERB" else None
        phrase = table()["particle"].get(found.lemma) if found else None
        if found is None or phrase is None or children(token, "expl"):
            continue
        head, _, rest = phrase.partition(" ")
        new = _conjugated(sentence, found, head)
        after = following(token)
        if new and sentence.takes(token.i, new) and (after is None or after.text[0] != "-"):
            yield sentence.mark(token, f"{new} {rest}", "mistranslation")


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {key.replace("’", "'"): value for key, value in table()["phrase"].items()}
    longest = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])({'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE), known


def set_phrase(sentence: Sentence) -> Iterator[Edit]:
    """*de cours*, *merci à*, *pour le temps étant*: a set phrase word by word."""
    pattern, known = _phrases()
    for match in pattern.finditer(sentence.doc.text.replace("’", "'")):
        new = known[match[0].lower()]
        new = capital(new) if match[0][0].isupper() else new
        yield Edit(match.start(), match.end(), marked(new), ("mistranslation",))


@cache
def _phrase_nouns() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    known = {key.replace("’", "'"): (new, genders) for key, (new, genders) in table()["phrase-noun"].items()}
    words = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    before = "|".join(sorted({form for row in DETERMINERS for form in row[:2]}, key=len, reverse=True))
    return re.compile(rf"(?<![\w'-])(?:({before}) )?({words})(?![\w-])", re.IGNORECASE), known


def phrase_noun(sentence: Sentence) -> Iterator[Edit]:
    """*la planche des directeurs*, *la facture*: a noun of several words, each by itself."""
    pattern, known = _phrase_nouns()
    for match in pattern.finditer(sentence.doc.text.replace("’", "'")):
        determiner, (new, genders) = match[1], known[match[2].lower()]
        if genders[0] == genders[1] and new[0] not in VOWELS:
            yield Edit(match.start(2), match.end(2), marked(new), ("mistranslation",))
        elif determiner and (agreeing := determine(determiner, genders[1], "s", new)):
            yield Edit(match.start(), match.end(), agreeing + marked(new), ("mistranslation",))
