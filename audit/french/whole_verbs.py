"""A form of *être* put right, with what stands behind it and agreed with the wrong one (*les clés est tombé*: *sont tombées*)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, adjective_features, agreeing_form, clash, disagreement, noun_features
from audit.french.attributes import linking_verb, reflexive
from audit.french.clauses import word_at
from audit.french.grammar import DETERMINERS, after_adverbs, finite, form_of, past_participles, readings, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.subjects import subject_of

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token


def with_attribute(parse: "Doc", verb: "Token", hit: Hit, lexicon: Lexicon) -> Hit:
    """The hit, which reaches to the participle or adjective where that agrees no more; with no repair where it is not plain
    how it would."""
    at = after_adverbs(parse, verb.i + 1)
    been = form_of(lexicon, verb, "avoir") and at < len(parse) and parse[at].norm == "été"
    at = after_adverbs(parse, at + 1) if been else at
    if not hit.repair or hit.start != verb.idx or at >= len(parse):
        return hit
    word, number = parse[at], _number(hit.repair, lexicon)
    if not (been or form_of(lexicon, verb, "être") or linking_verb(parse, word, lexicon) is verb):
        return hit
    has = adjective_features(lexicon, word, behind_verb=True) or _of_participle(word, lexicon)
    adjective = word.pos_ == "ADJ" and any(r.pos == "adjective" for r in readings(lexicon, word))
    if has is None or not number or has.number in {"", number} or not (adjective or past_participles(lexicon, word)):
        return hit
    if verb.i and verb.nbor(-1).norm in {"se", "s'"} and reflexive(parse, word, lexicon) is None:
        return hit
    gender = _gender(subject_of(word) or subject_of(verb), has.gender, lexicon)
    healed = gender and agreeing_form(lexicon, word, Features(gender, number))
    between = verb.whitespace_ + parse.span(verb.i + 1, at).text_with_ws
    return replace(hit, end=word.idx + len(word), repair=f"{hit.repair}{between}{healed}" if healed else None)


def singular_auxiliary(parse: "Doc", auxiliary: "Token", word: "Token", has: Features, lexicon: Lexicon) -> Hit | None:
    """The hit for the auxiliary where subject and participle are in the singular (*la ville, avec ses tours, sont classée*)."""
    subject = next((t for t in [*word.lefts, *auxiliary.lefts] if t.dep_.startswith("nsubj")), None)
    if word_at(parse, auxiliary.i - 3) in {"dont", "où"} and parse[auxiliary.i - 2].pos_ == "DET":
        subject = parse[auxiliary.i - 1]  # *les clients dont la facture sont élevée*
    if subject is None or subject.i > auxiliary.i or any(t.dep_ == "conj" for t in subject.children):
        return None
    if any(DETERMINERS.get(t.norm, ("", ""))[1] == "p" for t in parse[max(0, subject.i - 3) : subject.i]):
        return None  # *les stations-service sont rare*
    own = noun_features(lexicon, subject) if subject.pos_ == "NOUN" else None
    verb = next((r for r in readings(lexicon, auxiliary) if finite(r) and r.person == "3"), None)
    if own is None or verb is None or own.number != "s" or clash(own, has):
        return None
    healed = lexicon.inflect(verb.lemma, "verb", mood=verb.mood, tense=verb.tense, person="3", number="s")
    return Hit(auxiliary.idx, auxiliary.idx + len(auxiliary), disagreement(subject, auxiliary, "number"), healed)


def _of_participle(word: "Token", lexicon: Lexicon) -> Features | None:
    found = past_participles(lexicon, word)
    return Features(found[0].gender, found[0].number) if len(found) == 1 else None


def _number(form: str, lexicon: Lexicon) -> str:
    numbers = {reading.number for reading in lexicon.form(form).readings if reading.finite}
    return numbers.pop() if len(numbers) == 1 else ""


def _gender(subject: "Token | None", own: str, lexicon: Lexicon) -> str | None:
    """The gender of a subject and all that is joined to it; that of the word itself where there is none."""
    if subject is None:
        return own or "m"
    several = [subject, *(token for token in subject.children if token.dep_ == "conj")]
    genders = {(noun_features(lexicon, noun) or Features()).gender for noun in several}
    if "m" in genders or genders == {""}:
        return "m" if "m" in genders else own or "m"
    return "f" if genders == {"f"} else None


def made(parse: "Doc", participle: "Token", hit: Hit, features: Features, lexicon: Lexicon) -> Hit:
    """The hit of *ont été rendu*, which reaches to what they were made (*rendus publics*)."""
    word = parse[participle.i + 1] if participle.i + 1 < len(parse) else participle
    has = adjective_features(lexicon, word)
    if not hit.repair or "rendre" not in verb_lemmas(lexicon, participle) or word.pos_ != "ADJ" or has is None:
        return hit
    healed = agreeing_form(lexicon, word, features) if clash(features, has) else word.text
    repair = f"{hit.repair}{participle.whitespace_}{healed}" if healed else None
    return replace(hit, end=word.idx + len(word), repair=repair)
