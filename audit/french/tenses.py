"""In which time a sentence tells what a verb says, by its other verbs and its words for a time."""

from typing import TYPE_CHECKING

from audit.french.lexicon import Lexicon
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Token

LASTING = words(
    """
    être avoir pouvoir devoir vouloir savoir connaître croire penser espérer craindre vivre habiter rester continuer sembler
    attendre compter souhaiter appartenir contenir dépendre exister représenter ressembler
    """
)
TIMES = {"hier": "past", "avant-hier": "past", "demain": "future"}
DAYS = words("lundi mardi mercredi jeudi vendredi samedi dimanche")  # gone by or to come
MONTHS = words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
SPANS = DAYS | words("an année mois semaine week-end nuit hiver printemps été automne trimestre saison siècle fois")
UNITS = words(
    "ans années jour jours semaines heure heures minutes secondes siècles décennies décennie"
)  # *il y a dix jours*
NEXT_TO = {"dernier": "past", "dernière": "past", "prochain": "future", "prochaine": "future"}  # to one of those
THIS_YEAR = 2025  # what is told of an earlier one is past
OPENERS = words("que qu' qui dont où si comme lorsque quand car mais alors tandis")
HABITS = words("chaque toujours souvent parfois habituellement régulièrement")
REPORTING = words(
    "dire déclarer ajouter expliquer raconter indiquer annoncer rapporter préciser affirmer assurer confier écrire"
)


def told_in(verb: "Token", lexicon: Lexicon) -> str:
    """*past* or *future* where the words for a time in its clause, or all other verbs of its sentence, say so; else *present*.

    *open* where a day of the week is all that is known. What is quoted is told by itself.
    """
    clause = _own_clause(verb)
    if _when(clause):
        return "past"
    dated = set(filter(None, map(_date, clause)))
    if dated:
        return dated.pop() if len(dated) == 1 else "open"
    own = {verb.i, *(token.i for token in verb.children if token.dep_.startswith(("aux", "cop")))}  # *sont fermant*
    inside = verb.doc.quoted
    near = (token for token in verb.doc if token.i not in own and inside[token.i] == inside[verb.i])
    found = set(filter(None, (_time(token, lexicon) for token in near)))
    if "past" not in found and any(token.norm in DAYS and not _of_participle(token, lexicon) for token in clause):
        return "open"
    return found.pop() if len(found) == 1 else "present"


def _of_participle(day: "Token", lexicon: Lexicon) -> bool:
    """True for the day of *une étude publiée jeudi*."""
    return day.i > 0 and bool(lexicon.form(day.nbor(-1).norm).participles)


def _own_clause(verb: "Token") -> "list[Token]":
    """The words around a verb, as far as marks and words that open a clause."""
    edges = [token.i for token in verb.doc if token.is_punct or token.norm in OPENERS]
    start = max((i for i in edges if i < verb.i), default=-1)
    return list(verb.doc[start + 1 : min((i for i in edges if i > verb.i), default=len(verb.doc))])


def _when(clause: "list[Token]") -> bool:
    """True for what happened when a year of the past was (*depuis 2019, lorsque la ligne fermer*)."""
    before = clause[0].doc[max(0, clause[0].i - 3) : clause[0].i] if clause else ()
    if len(before) < 3 or before[1].text != "," or before[2].norm not in {"quand", "lorsque"}:
        return False
    return before[0].text.isdigit() and 1000 < int(before[0].text) < THIS_YEAR


def _date(word: "Token") -> str | None:
    """The time that a word for one tells of (*hier*, *l’an dernier*, *il y a dix jours*, *trois jours plus tôt*: open)."""
    around = {token.norm for token in word.doc[max(0, word.i - 1) : word.i + 2]}
    if word.norm in NEXT_TO and around & SPANS:
        return NEXT_TO[word.norm]
    ago = word.norm == "a" and "y" in around and word.i + 2 < len(word.doc) and word.nbor(1).like_num
    if ago and word.nbor(2).norm in SPANS | UNITS:
        return "past"
    if word.norm == "tôt" and "plus" in around:
        return "open"  # the past, or one before it
    if word.text.isdigit() and 1000 < int(word.text) < THIS_YEAR and word.i and word.nbor(-1).norm == "en":
        return None if word.i > 1 and "Part" in word.nbor(-2).morph.get("VerbForm", []) else "past"
    return TIMES.get(word.norm)


def _time(token: "Token", lexicon: Lexicon) -> str | None:
    """The time that a word tells of."""
    if date := _date(token):
        return date
    if token.pos_ not in {"VERB", "AUX"} or "Fin" not in token.morph.get("VerbForm", []) or _reports(token, lexicon):
        return None
    tenses = {r.tense for r in lexicon.form(token.norm).readings if r.finite and r.mood == "indicative"}
    if {"present", "past"} <= tenses:
        return None  # *finit*
    tense = token.morph.get("Tense", [""])[0]
    if token.dep_ == "aux:tense" and tense == "Pres":
        return "past" if lexicon.form(token.head.norm).participles else "present"  # *a droit à*
    return {"Imp": "past", "Past": "past", "Fut": "present", "Pres": "present"}.get(tense)


def _reports(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a verb that tells whose words these are (*…, a rapporté le journal*)."""
    last = verb.head if verb.dep_.startswith("aux") else verb
    said = lexicon.form(last.norm).verbs
    if last.i + 1 < len(verb.doc) and last.nbor(1).norm in {"que", "qu'"}:
        return False  # *Ann Lee, la maire, a dit que*
    return verb.i > 0 and verb.nbor(-1).text in {",", "»", "”", '"'} and not said.isdisjoint(REPORTING)


def lasts(verb: "Token") -> bool:
    """True for what a habit or another's words (*a dit que les magasins remplir*) or a place (*où*) put in the imperfect."""
    return opener(verb) in {"que", "où"} or not HABITS.isdisjoint(token.norm for token in verb.doc)


def opener(verb: "Token") -> str:
    """What opens the clause of a verb: *que*, *après que*, *où*; "" for anything else."""
    for token in reversed(verb.doc[: verb.i]):
        if token.norm in {"que", "qu'"}:
            before = token.nbor(-1) if token.i else token
            relative = before.text == "," or (before.pos_ in {"NOUN", "PROPN"} and before.norm not in SPANS)
            return "après que" if before.norm == "après" else "" if relative else "que"
        if token.norm in OPENERS or token.text == ",":
            return "où" if token.norm == "où" else ""
    return ""
