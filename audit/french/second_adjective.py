"""The second of two adjectives that does not agree with their noun or subject (*une cour sombre et bruyant*, *la pâte doit être
lisse et brillant*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.adjective_behind import COLOURS
from audit.french.agreeing import (
    Features,
    adjective_features,
    agreeing_form,
    clash,
    disagreement,
    phrase_features,
)
from audit.french.attributes import LINKING
from audit.french.candidates import candidates, owned
from audit.french.clauses import hyphen_after, word_at
from audit.french.grammar import after_adverbs, before_adverbs, form_of, gerund, is_noun, readings, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.relatives import phrase_start
from audit.french.subject_features import called_for_by
from audit.french.subjects import comma_between, subject_of
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

LINKS = words("et mais ou")
DEGREES = words("plus moins très trop si aussi")
# Behind other determiners an adjective of both genders may be the subject's (*il quitta la ville triste*).
INDEFINITE = words("un une des")


def second_adjective(parse: "Doc", link: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for an adjective behind *et* that clashes with what the one before it agrees with."""
    if link.i < 2 or not (link.norm in LINKS or _parallel(parse, link)):
        return None
    first, at = parse[link.i - 1], after_adverbs(parse, link.i + 1)
    if first.pos_ not in {"ADJ", "VERB"} or at >= len(parse) or parse[at].pos_ not in {"ADJ", "VERB"}:
        return None
    second, one = parse[at], _agreeing(first, lexicon)
    has = adjective_features(lexicon, second, behind_verb=True)
    if one is None or has is None or {first.norm, second.norm} & COLOURS:
        return None
    if second.pos_ == "VERB" and gerund(lexicon, second):
        return None
    if hyphen_after(parse, second) or any(t.pos_ in {"NOUN", "PROPN"} for t in parse[at + 1 : at + 2]):
        return None  # *une femme célèbre et grand mécène*
    if link.norm == ",":
        what = clash(one, has) if one.number == has.number else ""
        healed = agreeing_form(lexicon, second, one)
        return Hit(second.idx, second.idx + len(second), disagreement(first, second, what), healed) if what else None
    owner = _of_subject(parse, first, lexicon)
    if owner is None and second.pos_ == "ADJ":  # a participle may go on another
        owner = _of_noun(parse, first, one, has, lexicon)
    if owner is None:
        return None
    noun, wanted = owner
    what = clash(wanted, has)
    if not what or clash(wanted, one) or not (wanted.gender and wanted.number):
        return None
    return Hit(
        second.idx, second.idx + len(second), disagreement(noun, second, what), agreeing_form(lexicon, second, wanted)
    )


def _parallel(parse: "Doc", comma: "Token") -> bool:
    """True for the comma of *plus lourde, plus lent*."""
    degree = word_at(parse, comma.i + 1)
    return comma.text == "," and degree in DEGREES and word_at(parse, comma.i - 2) == degree


def _agreeing(adjective: "Token", lexicon: Lexicon) -> Features | None:
    """The gender and number of what the parser takes for an adjective, "" where they are open; else as told by the lexicon."""
    found = [r for r in readings(lexicon, adjective) if r.pos == "adjective"]
    if adjective.pos_ != "ADJ" or not found:
        return adjective_features(lexicon, adjective, behind_verb=True)
    genders, numbers = {r.gender for r in found}, {r.number for r in found}
    return Features(genders.pop() if len(genders) == 1 else "", numbers.pop() if len(numbers) == 1 else "")


def _before(parse: "Doc", first: "Token") -> int:
    """The place before an adjective, with its adverbs, and before those that commas join to it (*plus léger, plus fin et*)."""
    place = before_adverbs(parse, first.i - 1)
    if [t.norm for t in parse[max(0, place - 2) : place + 1]] == ["à", "la", "fois"]:
        place = before_adverbs(parse, place - 3)
    while place > 1 and parse[place].text == "," and parse[place - 1].pos_ == "ADJ":
        place = before_adverbs(parse, place - 2)
    return place


def _of_noun(
    parse: "Doc", first: "Token", one: Features, has: Features, lexicon: Lexicon
) -> "tuple[Token, Features] | None":
    """The noun right before the first adjective, where no other before it may own the second."""
    place = _before(parse, first)
    noun = parse[place]
    wanted = phrase_features(lexicon, noun) if noun.pos_ == "NOUN" and is_noun(lexicon, noun) else None
    start = phrase_start(parse, place + 1)
    told = one.gender or not INDEFINITE.isdisjoint(t.norm for t in parse[max(0, place - 2) : place]) or start == 0
    if wanted is None or not told or place == 0 or (wanted.number == "p" and one.number != "p"):
        return None
    return None if owned(has, candidates(parse[start : place + 1], lexicon)) else (noun, wanted)


def _of_subject(parse: "Doc", first: "Token", lexicon: Lexicon) -> "tuple[Token, Features] | None":
    """The subject of the *être* or the linking verb before the first adjective."""
    place = _before(parse, first)
    verb = parse[place]
    if not (form_of(lexicon, verb, "être") or verb_lemmas(lexicon, verb) & LINKING):
        return None
    modal = parse[before_adverbs(parse, place - 1)] if verb.norm == "être" and place > 1 else verb
    subject = subject_of(first) or subject_of(verb) or subject_of(modal)
    if subject is None or subject.i >= place or comma_between(parse, subject, verb):
        return None
    wanted = called_for_by(parse, subject, lexicon)
    return (subject, wanted) if wanted else None
