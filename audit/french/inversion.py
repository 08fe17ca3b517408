"""Subjects before a verb of saying behind what was said (*», il dit*, *,” Forester a déclaré*): French inverts them."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import aside_end, subject_end
from audit.french.grammar import finite_here, norm, past_participles, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PRONOUNS = words("il elle ils elles on")
PERFECT = words("a ont avait avaient")
CLOSING = frozenset('»”"')
OPENING = frozenset('«“"')
OF_A_PHRASE = words("ADP DET NOUN ADJ PROPN")  # kinds of words before a quotation that is a part of a phrase
SAYING = words("dire déclarer ajouter affirmer expliquer écrire noter préciser indiquer")
REPORTING = SAYING | words("rapporter confirmer annoncer révéler raconter conclure estimer")


def uninverted(parse: "Doc", subject: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a subject that begins at `subject`, behind a quotation or at the end of a sentence that reports."""
    if not 1 < subject.i < len(parse) - 2 or not (_behind_quotation(subject) or subject.nbor(-1).text == ","):
        return None
    end = subject.i + 1 if norm(subject) in PRONOUNS else subject_end(parse, subject)
    if end is None or end >= len(parse):
        return None
    return _perfect(parse, subject, end, lexicon) or _present(parse, subject, end, lexicon)


def _behind_quotation(subject: "Token") -> bool:
    """True behind *»,* and *,”*, but for a quoted title (*Après « Le Lac », Paul a écrit*)."""
    last, before = subject.nbor(-1).text, subject.nbor(-2).text
    if not ((last == "," and before in CLOSING) or (last in CLOSING and before == ",")):
        return False
    opening = next((t for t in reversed(subject.doc[: subject.i - 2]) if t.text in OPENING), None)
    return opening is None or opening.i == 0 or opening.nbor(-1).pos_ not in OF_A_PHRASE


def _present(parse: "Doc", pronoun: "Token", end: int, lexicon: Lexicon) -> Hit | None:
    """*», il dit à la foule*."""
    verb = parse[end]
    behind = _behind_quotation(pronoun) or pronoun.nbor(-1).text in CLOSING
    if norm(pronoun) not in PRONOUNS or not behind or not verb_lemmas(lexicon, verb) & SAYING:
        return None
    if not finite_here(lexicon, verb):
        return None
    joint = "-t-" if verb.text.endswith(("a", "e")) else "-"
    return _hit(pronoun, verb, verb, f"{verb.text}{joint}{pronoun.text}")


def _perfect(parse: "Doc", subject: "Token", end: int, lexicon: Lexicon) -> Hit | None:
    """*», Abbott a écrit sur les réseaux*, *», Paul, le directeur, a ajouté*, *, le Gardien a rapporté.*"""
    at = aside_end(parse, end, lexicon)
    if at + 2 >= len(parse) or norm(parse[at]) not in PERFECT:
        return None
    auxiliary, verb, behind = parse[at], parse[at + 1], parse[at + 2]
    if not verb_lemmas(lexicon, verb) & REPORTING or not past_participles(lexicon, verb):
        return None
    closed = _behind_quotation(subject) and norm(behind) not in {"que", "qu'", ":"}
    last = behind.text in {".", "!"} and any(finite_here(lexicon, t) for t in parse[: subject.i])
    if not closed and not (last and at == end and subject.nbor(-1).text == ","):
        return None
    name = parse[subject.i : at].text.rstrip(" ,")
    pronoun = norm(subject) in PRONOUNS
    joint = "-t-" if auxiliary.text == "a" else "-"
    repair = f"{auxiliary.text}{joint}{name} {verb.text}" if pronoun else f"{auxiliary.text} {verb.text} {name}"
    return _hit(subject, auxiliary, verb, repair)


def _hit(subject: "Token", first: "Token", verb: "Token", repair: str) -> Hit:
    phrase = subject.doc[subject.i : first.i + 1].text
    why = Reason("“{phrase}” behind a quotation keeps the English order", phrase=phrase)
    return Hit(subject.idx, verb.idx + len(verb), why, repair)
