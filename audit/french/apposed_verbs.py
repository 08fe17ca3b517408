"""A conjugated verb behind a comma, for a present participle (*a annoncé sa retraite, mettez fin à dix ans de règne*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.bare_nouns import person
from audit.french.clauses import hyphen_after, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    after_adverbs,
    finite,
    finite_here,
    form_of,
    joined,
    one_verb,
    only_finite,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.inversion import REPORTING
from audit.french.lexicon import Lexicon
from audit.french.relatives import WHICH
from audit.french.words import CLITICS, CLOSING, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Behind these the first verb of a sentence is not that of its main clause.
SUBORDINATE = words("que qu' qui dont où si comme lorsque lorsqu' quand puisque puisqu' quoique pour")
RELATIVES = SUBORDINATE - {"pour"} | WHICH.keys()
SPOKEN = words("je j' tu nous vous votre vos notre nos me m' te t' moi toi")
THIRD = words("a est avait était")  # auxiliaries of no first person
OWN_CLITICS = CLITICS - {"nous"} | {"ne", "n'"}
MARKS = frozenset(":;?!…()—–")
# Verbs of telling, besides those, behind which their subject stands.
TELLING = REPORTING | words(
    """
    poursuivre relater raconter confier mentionner révéler rapporter indiquer détailler reconnaître déplorer souligner
    signaler regretter avertir alerter prévenir dénoncer observer constater noter juger lancer résumer annoncer promettre
    stipuler préconiser
    """
)
TO_THE_READER = words("voyez prenez notez regardez écoutez imaginez pensez songez tenez")
LINKS = words("et ou puis mais ni")


def apposed_verb(parse: "Doc", comma: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a verb that nothing joins to the clause before it, and that has no subject of its own."""
    if hit := _of_another(parse, comma, lexicon):
        return hit
    if comma.text != "," or verb.i != comma.i + 1 or verb.i + 2 >= len(parse) or not verb.text.islower():
        return None
    said = verb.norm == "dit" and word_at(parse, verb.i + 1) in {"que", "qu'"}
    if not (only_finite(lexicon, verb) or said) or hyphen_after(parse, verb) or parse[len(parse) - 1].text in "?!…":
        return None
    first = _main_verb(parse, comma.i, lexicon)
    aside = verb.norm in TO_THE_READER and word_at(parse, verb.i + 1) not in {"que", "qu'"}
    if first is None or _enumerated(parse, verb, lexicon) or aside:
        return None
    if verb_lemmas(lexicon, first) & (TELLING | {"dire"}) and parse[first.i - 1].is_punct:
        return None  # *Alors, reprit le juge, prenez la peine*
    order = _present(parse, first, lexicon) and word_at(parse, verb.i + 1) not in {"que", "qu'"}
    told = _told_to_you(parse, verb, lexicon) and not order  # *…, consultez le manuel*
    if not (told or _of_other_tense(parse, first, verb, lexicon)):
        return None
    lemma = one_verb(lexicon, verb)
    healed = lemma and lexicon.inflect(lemma, "verb", mood="participle", tense="present")
    why = Reason("“{verb}” has no subject behind the clause of “{first}”", verb=verb.text, first=first.text)
    return Hit(verb.idx, verb.idx + len(verb), why, healed)


def _of_another(parse: "Doc", link: "Token", lexicon: Lexicon) -> Hit | None:
    """*je suis allé me coucher et s’est levé*: an auxiliary of the third person, where the clause has *je* or *nous*."""
    place = past(parse, link.i + 1, CLITICS)
    if link.norm not in {",", "et"} or parse[min(place, len(parse) - 1)].norm not in THIRD:
        return None
    behind = after_adverbs(parse, place + 1)
    if behind + 1 >= len(parse) or not past_participles(lexicon, parse[behind]) or parse[place + 1].text[0] == "-":
        return None
    said = link.text == "," and (verb_lemmas(lexicon, parse[behind]) & TELLING or parse[behind + 1].pos_ != "ADP")
    verb, first = parse[place], _speaker(parse, link.i, lexicon, perfect=link.text == ",")
    if first is None or said or parse[behind + 1].pos_ in {"PROPN", "PRON"}:
        return None
    if place == link.i + 1 and form_of(lexicon, verb, "être") and parse[behind + 1].pos_ == "DET":
        return None  # *nous avons attendu et est venu le jour*
    form = next((r for r in readings(lexicon, verb) if finite(r) and r.person == "3"), None)
    person, number = ("1", "p") if first.norm == "nous" else ("1", "s")
    own = (
        None
        if form is None
        else lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person=person, number=number)
    )
    why = Reason("“{verb}” has no subject behind the clause of “{first}”", verb=verb.text, first=first.text)
    oneself = parse[link.i + 1] if parse[link.i + 1].norm in {"se", "s'"} else None
    if oneself is None or own is None:
        return Hit(verb.idx, verb.idx + len(verb), why, own)
    own = None if place > link.i + 2 else f"nous {own}" if number == "p" else joined("me", own)
    return Hit(oneself.idx, verb.idx + len(verb), why, own)


def _speaker(parse: "Doc", end: int, lexicon: Lexicon, *, perfect: bool) -> "Token | None":
    """The *je* or *nous* of the verb before `end`, an auxiliary where `perfect`, in a clause with no other subject."""
    for token in reversed(parse[:end]):
        if token.norm in RELATIVES or token.text in MARKS or token.text in CLOSING:
            return None
        if finite_here(lexicon, token) and token.morph.get("VerbForm") != ["Part"]:  # *assis*
            start = token.i - 1
            while start > 0 and parse[start].norm in OWN_CLITICS:
                start -= 1
            if start >= 0 and parse[start].norm in {"je", "j'", "nous"}:
                having = verb_lemmas(lexicon, token) & {"avoir", "être"}
                return None if word_at(parse, start - 1) in RELATIVES or (perfect and not having) else parse[start]
            if start < 0 or parse[start].norm not in {",", "et"}:
                return None
    return None


def _main_verb(parse: "Doc", end: int, lexicon: Lexicon) -> "Token | None":
    """The verb of a main clause that ends before `end`, where no aside parts its subject from it."""
    start = next((t.i + 1 for t in reversed(parse[:end]) if t.text in MARKS), 0)
    first = next((t for t in parse[start:end] if finite_here(lexicon, t)), None)
    if first is None or any(t.norm in SUBORDINATE for t in parse[start : first.i]) or first.i == start:
        return None
    return first


def _enumerated(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for one of several verbs of a subject (*il entre, salue la foule et repart*)."""
    links = (t for t in parse[verb.i + 1 : -1] if t.norm in LINKS or t.text == ",")
    others = (past(parse, after_adverbs(parse, link.i + 1), CLITICS) for link in links)
    return any(other < len(parse) and finite_here(lexicon, parse[other]) for other in others)


def _present(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a verb in the present that is no auxiliary of the perfect."""
    behind = after_adverbs(parse, verb.i + 1)
    compound = behind < len(parse) and bool(past_participles(lexicon, parse[behind]))
    return not compound and any(r.tense == "present" for r in readings(lexicon, verb) if finite(r))


def _told_to_you(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a form of *vous* or *nous*, where nobody speaks to anybody (*…, estimez que*)."""
    persons = {(r.person, r.number) for r in readings(lexicon, verb) if finite(r)}
    spoken = any(t.norm in SPOKEN or (t.i != verb.i and t.norm.endswith("ez")) for t in parse)
    return persons == {("2", "p")} and not spoken


def _of_other_tense(parse: "Doc", first: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a present with an object or a clause, behind a verb in the past or the future (*a décrété …, ordonne la*)."""
    tenses = {(r.mood, r.tense) for r in readings(lexicon, verb) if finite(r) and r.person == "3"}
    if ("indicative", "present") not in tenses or _present(parse, first, lexicon):
        return False
    after, noun = word_at(parse, verb.i + 1), parse[verb.i + 2]
    if after in {"que", "qu'"}:
        return True
    quoted = parse[verb.i - 2].text in CLOSING  # *« … », assure le ministre*
    if quoted or verb_lemmas(lexicon, verb) & TELLING or any(t.norm in SUBORDINATE for t in parse[first.i : verb.i]):
        return False  # *…, relate le journal*
    plain = after in DETERMINERS and noun.pos_ == "NOUN" and noun.text.islower()
    return plain and not person(noun, lexicon)
