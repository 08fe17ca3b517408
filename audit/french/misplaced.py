"""Small words and dates where English has them (*elles toujours obtiennent*, *nous avons testé le*, *un 1995 timbre*)."""

import re
from typing import TYPE_CHECKING

from audit.finding import Hit, first_of
from audit.french.bare_nouns import BODIES, person
from audit.french.clauses import TIMES, hyphen_after, number_of, opening_subject, past, surely_finite, word_at
from audit.french.grammar import (
    DETERMINERS,
    SUBJECTS,
    can_be_finite,
    finite_here,
    form_of,
    is_name,
    is_noun,
    joined,
    only_infinitive,
    past_participles,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.noun_order import OFFICES
from audit.french.tenses import DAYS, MONTHS
from audit.french.words import CLITICS, NE, OF_A_NOUN, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

US = {"nous": "1", "vous": "2"}
STRESSED = words("elle elles lui nous vous")  # *elle aussi*, *elles non plus*: emphasis, not the subject
WITH_STRESS = words("aussi également même non seul seule seules surtout")
NEGATIONS = words("pas jamais")
OBJECTS = words("le la les")
# What no noun phrase goes on with behind its article.
BEHIND_OBJECT = words("pendant en depuis sous chez trop vite dès jusqu' aussi ensuite hier puis lorsque quand , .")
OFTEN = words("toujours souvent")
# What English has between subject and verb, besides adverbs in *-ment*.
EARLY = words("déjà maintenant parfois rarement jamais")
ADVERBS_TOO = words("juste maintenant")  # of which the dictionary has more
ANYWHERE = words("également seulement notamment justement")  # French has them behind what they single out
JOINED_TO_QUE = words("parce puisque alors tandis bien avant après pour afin depuis")
TO_WHOM = words("moi toi lui eux")
BEHIND_WHOM = words("de d' en dans à au pour sur : un une des que qu'")
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)?")
ONE = words("un une le la l' ce cette son sa")
FAR = 10  # words from the head of a sentence
POSSESSIVE = re.compile(r"^[A-Z].*[’']$")


def _order(first: "Token", last: "Token", repair: str | None = None) -> Hit:
    phrase = first.doc.span(first.i, last.i + 1).text
    why = Reason("“{phrase}” keeps the English order", phrase=phrase)
    return Hit(first.idx, last.idx + len(last), why, repair)


def misplaced(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a small word, date or possessive that begins here, in the place that English gives it."""
    if token.i + 2 >= len(token.doc):
        return None
    return first_of(RULES, token, lexicon)


def _adverb(pronoun: "Token", lexicon: Lexicon) -> Hit | None:
    """*elles toujours obtiennent*, *il juste commence* (but *elle aussi part*, *nous aussi sommes*)."""
    adverb = pronoun.nbor(1)
    known = (adverb.pos_ == "ADV" or adverb.norm in ADVERBS_TOO) and adverb.norm not in NE and adverb.is_alpha
    if pronoun.norm not in SUBJECTS.keys() | US.keys() or not known:
        return None
    kinds = {reading.pos for reading in readings(lexicon, adverb)}
    if adverb.norm not in ADVERBS_TOO and kinds - {"adv", "adjective", "conj", "interjection"}:
        return None
    before = word_at(pronoun.doc, pronoun.i - 1)
    if pronoun.norm in STRESSED and (adverb.norm in WITH_STRESS or (pronoun.i and pronoun.nbor(-1).pos_ == "ADP")):
        return None
    verb = past(pronoun.doc, adverb.i + 1, CLITICS)
    if (before in {"que", "qu'"} and pronoun.norm in STRESSED) or verb >= len(pronoun.doc):
        return None
    found = pronoun.doc[verb]
    if not finite_here(lexicon, found) or past_participles(lexicon, found) or not found.text.islower():
        return None
    if pronoun.norm in US and not any(r.person == US[pronoun.norm] for r in readings(lexicon, found)):
        return None  # *chez nous souvent vient*
    verb_phrase = pronoun.doc.span(adverb.i + 1, verb + 1).text
    return _order(pronoun, pronoun.doc[verb], f"{pronoun.text} {_turned(verb_phrase, adverb)}")


def _turned(verb: str, adverb: "Token") -> str:
    """The verb and behind it the adverb, which may deny (*il jamais a*: *n’a jamais*)."""
    denied = adverb.norm == "jamais" and not verb.startswith(("ne ", "n’", "n'"))
    return f"{joined('ne', verb) if denied else verb} {adverb.text}"


def _adverb_behind_noun(adverb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Renn toujours livre le courrier* (but *les enfants, toujours, jouent*)."""
    if adverb.norm not in OFTEN or adverb.i == 0:
        return None
    subject, at = adverb.nbor(-1), past(adverb.doc, adverb.i + 1, CLITICS)
    verb = adverb.doc[min(at, len(adverb.doc) - 1)]
    name = is_name(subject) or (subject.i == 0 and subject.pos_ == "PROPN")
    named = name and verb.i + 1 < len(verb.doc) and verb.nbor(1).pos_ == "DET"  # *Renn toujours livre le lait*
    told = named or (subject.pos_ in {"NOUN", "PROPN"} and subject.is_alpha and verb.pos_ in {"VERB", "AUX"})
    if not told or not verb.text.islower() or not can_be_finite(lexicon, verb) or past_participles(lexicon, verb):
        return None
    denied = not NE.isdisjoint(t.norm for t in adverb.doc[max(0, adverb.i - 6) : at])
    if denied or any(finite_here(lexicon, t) for t in adverb.doc[max(0, adverb.i - 6) : adverb.i]):
        return None
    phrase = adverb.doc.span(adverb.i + 1, verb.i + 1).text
    plural = number_of(adverb.doc, subject) == "p" and word_at(adverb.doc, subject.i - 1) not in {"des", "aux"}
    agrees = not plural or any(r.finite and r.number == "p" for r in readings(lexicon, verb))
    return _order(adverb, verb, f"{phrase} {adverb.text}" if agrees else None)


def _before_its_verb(adverb: "Token", lexicon: Lexicon) -> Hit | None:
    """*le club récemment a signé un gardien*: any adverb between the subject that opens a clause and its verb, but in the
    simple past of tales (*la petite lentement se leva*)."""
    word = adverb.norm
    plain = word in EARLY or (word.endswith("ment") and {r.pos for r in readings(lexicon, adverb)} == {"adv"})
    if not plain or word in ANYWHERE or not adverb.i or adverb.nbor(-1).norm in NE:
        return None
    if opening_subject(adverb.doc, adverb, lexicon) is None:
        return None
    verb = adverb.doc[min(past(adverb.doc, adverb.i + 1, CLITICS), len(adverb.doc) - 1)]
    told = any(r.finite and r.tense != "past" for r in readings(lexicon, verb)) and finite_here(lexicon, verb)
    if not told or past_participles(lexicon, verb) or not verb.text.islower():
        return None
    return _order(adverb, verb, _turned(adverb.doc.span(adverb.i + 1, verb.i + 1).text, adverb))


def _day(day: "Token", lexicon: Lexicon) -> Hit | None:
    """*Les élus jeudi soir ont voté*: when, between who opens the sentence and the verb (but *Sa visite lundi a*)."""
    if day.norm not in DAYS or not 0 < day.i < FAR:
        return None
    parse, at = day.doc, day.i + 1 + (word_at(day.doc, day.i + 1) in {"matin", "soir", "après-midi"})
    verb = parse[min(past(parse, at, CLITICS), len(parse) - 1)]
    start = 2 if word_at(parse, 1) in {"—", "–", "-"} else 0  # *LIMA — Les élus*
    if start >= day.i:
        return None
    before, head = parse[start : day.i], parse[min(start + 1, day.i - 1)]
    who = all(t.pos_ == "PROPN" for t in before) or (
        before[0].pos_ == "DET"
        and (head.norm in BODIES | OFFICES or person(head, lexicon))
        and (before[-1] is head or before[-1].pos_ == "ADJ" or is_name(before[-1]))
    )
    plain = who and all(t.pos_ in OF_A_NOUN for t in before) and finite_here(lexicon, verb) and verb.text.islower()
    if not plain or past_participles(lexicon, verb):
        return None
    last = verb.nbor(1) if verb.i + 1 < len(parse) and past_participles(lexicon, verb.nbor(1)) else verb
    return _order(day, last, f"{parse.span(at, last.i + 1).text} {parse.span(day.i, at).text}")


def _auxiliary_again(auxiliary: "Token", lexicon: Lexicon) -> Hit | None:
    """*la ville a rapidement l’a surnommé*, *elle avait l’a cousu*."""
    if not form_of(lexicon, auxiliary, "avoir") or not finite_here(lexicon, auxiliary):
        return None
    at = auxiliary.i + 1 + (auxiliary.nbor(1).pos_ == "ADV")
    again = auxiliary.doc[min(at + 1, len(auxiliary.doc) - 1)]
    if word_at(auxiliary.doc, at) not in OBJECTS | {"l'"} or not form_of(lexicon, again, "avoir"):
        return None
    if at == auxiliary.i + 1 and _relative(auxiliary):
        return None
    same = again.norm == auxiliary.norm
    words_between = auxiliary.doc.span(auxiliary.i + 1, at).text
    whom = auxiliary.doc[at].text_with_ws
    plain = same or not auxiliary.i or auxiliary.nbor(-1).whitespace_  # *n’avait l’a*
    return _order(auxiliary, again, f"{whom}{auxiliary.text} {words_between}".rstrip() if plain else None)


def _relative(verb: "Token") -> bool:
    """True where what stands before may be an object that the verb has (*ce qu’elle a l’a aidée*)."""
    back = verb.doc[max(0, verb.i - 4) : verb.i]
    que = next((t for t in reversed(back) if t.norm in {"que", "qu'"}), None)
    return que is not None and word_at(verb.doc, que.i - 1) not in JOINED_TO_QUE


def _negation(negation: "Token", lexicon: Lexicon) -> Hit | None:
    """*la plupart jamais ne répondent*, *et pas ne pivote*."""
    ne = negation.nbor(1)
    if negation.norm not in NEGATIONS or ne.norm not in NE or negation.i == 0:
        return None
    verb = past(negation.doc, ne.i + 1, CLITICS)
    told = verb + 1 < len(negation.doc) and finite_here(lexicon, negation.doc[verb])
    denied = any(t.norm in NE for t in negation.doc[max(0, negation.i - 4) : negation.i])
    if not told or denied or word_at(negation.doc, verb + 1) in NEGATIONS:
        return None
    phrase = negation.doc.span(ne.i, verb + 1).text
    return _order(negation, negation.doc[verb], f"{phrase} {negation.text}")


def _negated_first(ne: "Token", lexicon: Lexicon) -> Hit | None:
    """*il ne pas mange*, *les comptes ne jamais ont été publiés*: *ne pas* stands together before an infinitive alone."""
    if ne.norm not in NE or ne.nbor(1).norm not in NEGATIONS or ne.i == 0:
        return None
    subject = ne.nbor(-1).norm in SUBJECTS.keys() | US.keys() or opening_subject(ne.doc, ne, lexicon) is not None
    verb = ne.doc[min(past(ne.doc, ne.i + 2, CLITICS), len(ne.doc) - 1)]
    sure = surely_finite(lexicon, verb) or (can_be_finite(lexicon, verb) and not is_noun(lexicon, verb))
    if not subject or not sure or not verb.text.islower():
        return None
    phrase = ne.doc.span(ne.i + 2, verb.i + 1).text
    return _order(ne, verb, f"{joined('ne', phrase)} {ne.nbor(1).text}")


def _object(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*nous avons testé le pendant six semaines*, *un ami que nous avons congédié le trop vite*."""
    pronoun, behind = verb.nbor(1), verb.nbor(2)
    if pronoun.norm not in OBJECTS or behind.norm not in BEHIND_OBJECT or not _verb(verb, lexicon):
        return None
    noun = behind.norm == "pendant" and word_at(verb.doc, behind.i + 1) in {"de", "d'", "du", "des"}
    compound = hyphen_after(verb.doc, behind) or not (pronoun.whitespace_ or behind.text == ",")
    return None if noun or compound else _order(verb, pronoun)


def _whom(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a chuchoté moi : …*, *embaucha lui en 1961* (but *ce sera lui*, *donne-moi*)."""
    pronoun = verb.nbor(1)
    if pronoun.norm not in TO_WHOM or word_at(verb.doc, pronoun.i + 1) not in BEHIND_WHOM or not _verb(verb, lexicon):
        return None
    at = past(verb.doc, pronoun.i + 1, CLITICS)
    if at < len(verb.doc) and only_infinitive(lexicon, verb.doc[at]):
        return None  # *il fallait lui en offrir*
    ordering = any(reading.mood == "imperative" for reading in readings(lexicon, verb))
    denied = any(t.norm in NE for t in verb.doc[max(0, verb.i - 3) : verb.i])
    return None if ordering or denied or form_of(lexicon, verb, "être") else _order(verb, pronoun)


def _verb(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a conjugated verb, and for a participle behind *avoir*."""
    having = verb.i > 0 and form_of(lexicon, verb.nbor(-1), "avoir") and bool(past_participles(lexicon, verb))
    return having or (finite_here(lexicon, verb) and not is_noun(lexicon, verb))


def _year(article: "Token", lexicon: Lexicon) -> Hit | None:
    """*un 1995 timbre*."""
    year, noun = article.nbor(1), article.nbor(2)
    dated = article.norm in ONE and YEAR.fullmatch(year.text) and noun.i + 1 < len(noun.doc)
    single = noun.pos_ == "NOUN" and is_noun(lexicon, noun) and lexicon.numbers(noun.text) == {"s"}
    if not (dated and single) or not noun.text.islower() or noun.norm in TIMES:
        return None
    last = noun
    while last.i + 2 < len(noun.doc) and last.nbor(1).text == "-" and not last.whitespace_:
        last = last.nbor(2)  # *un 1995 timbre-poste*
    return _order(article, last, f"{article.text} {noun.doc.span(noun.i, last.i + 1).text} de {year.text}")


def _date(month: "Token", _: Lexicon) -> Hit | None:
    """*mars 15, 2024*, *le juillet 4*, *mardi, juillet 4*, *juillet 4th*."""
    day, parse = DAY.fullmatch(month.nbor(1).text), month.doc
    if month.norm not in MONTHS or not day or (month.i and month.nbor(-1).text[0].isdigit()):
        return None
    at = month.i + 2 + (word_at(parse, month.i + 2) == ",")
    year = at < len(parse) and YEAR.fullmatch(parse[at].text)
    comma = word_at(parse, month.i - 1) == ","
    first = parse[month.i - 1 - comma] if word_at(parse, month.i - 1 - comma) in DAYS else month
    before = word_at(parse, first.i - 1)
    if not (year or day[2] or first is not month or before in {"le", "du", "au"}):
        return None
    number = "1er" if day[1] == "1" else day[1]
    dated = " ".join((number, month.norm, *([parse[at].text] if year else [])))
    bare = first is month and before.isalpha() and before not in DETERMINERS
    repair = f"{first.text} {dated}" if first is not month else f"le {dated}" if bare else dated
    # *de mars 15* is *du 15 mars*, and *en mars 15* *le 15 mars*
    return _order(first, parse[at] if year else month.nbor(1), None if bare and before in {"de", "en"} else repair)


def _possessive(name: "Token", lexicon: Lexicon) -> Hit | None:
    """*chez Paul Martin’s restaurant* (but *un McDonald’s parisien*)."""
    mark, noun = name.nbor(1), name.nbor(2)
    if name.norm == "let'":
        return None
    if not POSSESSIVE.search(name.text) or mark.text != "s" or name.whitespace_ or not noun.text.islower():
        return None
    found = {reading.pos for reading in readings(lexicon, noun)}
    if "noun" not in found or "adjective" in found or lexicon.english_only(noun.text):
        return None
    why = Reason("an English possessive stands before “{noun}”", noun=noun.text)
    return Hit(name.idx, noun.idx + len(noun), why)


RULES = (
    _possessive,
    _adverb,
    _adverb_behind_noun,
    _before_its_verb,
    _day,
    _auxiliary_again,
    _negation,
    _negated_first,
    _object,
    _whom,
    _year,
    _date,
)
