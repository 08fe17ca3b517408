"""Participles that stand for a conjugated verb (*Un séisme frappé le nord*, *un expert averti que*, *qui portant le nom*)."""

from itertools import pairwise
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import TIMES, inverted, number_of, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    SUBJECTS,
    can_be_finite,
    conjugate,
    conjugate_or_complete,
    finite,
    finite_here,
    form_of,
    gerund,
    is_name,
    only_infinitive,
    past_participles,
    person_of,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, SPEAKERS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

POSSESSIVES = words("son sa ses leur leurs")
OBJECT_OPENERS = POSSESSIVES | words("un une des le la les l'")
SAYING = words(
    "avertir prévenir déclarer annoncer affirmer estimer indiquer préciser expliquer ajouter assurer confirmer"
)
SPEAKING = SAYING | words(
    "dire répondre conclure résumer souligner regretter raconter soupirer commenter noter rappeler"
)
NAMING = words("nommer élire appeler surnommer juger proclamer sacrer désigner")  # *élu son président*
OF_A_SUBJECT = words("NOUN PROPN ADJ")  # kinds of words that may be the last of a subject
FINDING = words(
    "remarquer découvrir constater apprendre comprendre révéler montrer démontrer prouver croire penser noter voir"
)
TELLING = (
    SAYING
    | FINDING
    | words("confier établir rapporter conclure suggérer rappeler souligner estimer juger recommander demander")
)
FAR = 8  # words on to the *que* of a verb of saying
CLAUSAL = words("que qu' qui dont où si comme lorsque lorsqu' quand car alors tandis")
MEASURES = words(
    "euros dollars double triple moitié kilo tiers peu fois pièce unité mètre mètres kilomètres plus moins"
)
SUBJUNCTIVE = words(
    "démenti nié nie exige exigé souhaite souhaité afin pour bien avant sans faut condition fallait voulait veut"
)  # before *que*
# Nouns that an infinitive explains (*son rêve, devenir pilote, est*).
TASKS = words(
    """
    rêve but objectif mission tâche solution idée projet défi enjeu ambition rôle espoir désir envie choix travail métier
    plaisir moyen façon manière principe conseil stratégie priorité ordre consigne option question alternative décision
    verbe droit devoir règle étape méthode réflexe exercice
    """
)
OF_THIRD = {"il": "s", "elle": "s", "on": "s", "ils": "p", "elles": "p"}
BEFORE_CLAUSE = words("que qu' lorsque lorsqu' si quand")
LINKS = words("et mais ou")
DENYING = words("pas plus jamais rien personne aucun aucune guère point ni nul nulle que qu'")  # what goes with *ne*


def calls_for_conjugated(subject: "Token", verb: "Token", repair: str | None) -> Hit:
    """The hit for a verb that is not conjugated; with no repair where the noun is no subject, or another form may be meant."""
    why = Reason("“{subject}” calls for a conjugated verb, not “{verb}”", subject=subject.text, verb=verb.text)
    unsure = (subject.pos_ == "NOUN" and _no_subject(subject, verb)) or _other_form(verb)
    healed = f"{repair} pas" if repair and _half_denied(verb) else repair
    return Hit(verb.idx, verb.idx + len(verb), why, None if unsure else healed)


def _half_denied(verb: "Token") -> bool:
    """True behind *ne* with nothing that goes with it (*on ne démolir le pont*)."""
    behind = {token.norm for token in verb.doc[verb.i + 1 :]}
    return word_at(verb.doc, verb.i - 1) in {"ne", "n'"} and not behind & DENYING


def _no_subject(noun: "Token", verb: "Token") -> bool:
    """True for a noun whose determiner contradicts it, that a preposition governs or that stands in an aside (*sur des règles
    permettre de*, *l’avion, un jet livrer hier, volait*), and where *de* is gone (*le droit refuser*)."""
    determiner = word_at(noun.doc, noun.i - 1)
    own, asked = noun.morph.get("Number", []), DETERMINERS.get(determiner, ("", ""))[1]
    at_odds = own == [{"s": "Plur", "p": "Sing"}.get(asked, "")]
    before = noun.doc[max(0, noun.i - 2 if determiner in DETERMINERS else noun.i)]
    aside = (
        before.text == ","
        and determiner in {"un", "une"}
        and any(t.text == "," and "Fin" in t.nbor(1).morph.get("VerbForm", []) for t in noun.doc[verb.i : -1])
    )
    return at_odds or aside or before.pos_ == "ADP" or (noun.norm in TASKS and verb.i == noun.i + 1)


def _other_form(verb: "Token") -> bool:
    """True where a passive (*déclaré hier par*), a participle (*la plus belle jamais voir*) or a subjunctive may be meant."""
    passive = "par" in {token.norm for token in verb.doc[verb.i + 1 : verb.i + 4]}
    never = word_at(verb.doc, verb.i - 1) == "jamais" and not {"ne", "n'"} & verb.doc.words
    before = verb.doc[: verb.i]
    wished = any(a.norm in SUBJUNCTIVE and b.norm in {"que", "qu'"} for a, b in pairwise(before))
    return passive or never or wished


def announcing(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*un expert en voyages averti que*: a participle of saying with its clause, and no conjugated verb before."""
    third = any(finite(r) and r.person == "3" for r in readings(lexicon, verb))
    participle = bool(past_participles(lexicon, verb)) and not third  # *établis* is of *je* too
    noun = token.pos_ == "ADJ" and verb.pos_ == "NOUN"  # *ma dernière pensée*
    if noun or (verb.norm == "vu" and token.text == ","):
        return None  # *Enfin, vu ce que*
    aside = token.text == "," and word_at(parse, verb.i + 1) not in {
        "que",
        "qu'",
    }  # *Ann Lee, la maire, confié mardi que*
    if not participle or not verb_lemmas(lexicon, verb) & TELLING or not (token.pos_ in OF_A_SUBJECT or aside):
        return None
    start = next((t.i for t in reversed(parse[: token.i]) if t.norm in CLAUSAL), 0)
    governed = any(verb_lemmas(lexicon, t) for t in parse[start : token.i] if t.pos_ not in {"NOUN", "ADJ"})
    if governed or not _leads_to_que(parse, verb, lexicon):
        return None
    number = number_of(parse, next((t for t in parse[: verb.i] if t.pos_ in {"NOUN", "PROPN"}), token))
    return calls_for_conjugated(token, verb, conjugate_or_complete(lexicon, verb, "3", number))


def _leads_to_que(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True where *que* opens the clause of the verb, some words on (*confié cet été à Ann Lee que le jeu était prêt*)."""
    for token in parse[verb.i + 1 : verb.i + FAR]:
        if token.norm in {"que", "qu'"}:
            told = token.i + 1 < len(parse) and token.nbor(1).norm in SUBJECTS
            return token.nbor(-1) is verb or token.dep_ == "mark" or told  # *annoncé sur Instagram qu’ils*
        if token.is_punct or finite_here(lexicon, token):
            return False
    return False


def reporting(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Un séisme frappé le nord du pays*: a participle with its object, and no conjugated verb but in clauses of their own."""
    plain = any(r.gender == "m" and r.number != "p" for r in past_participles(lexicon, verb))
    if not plain or can_be_finite(lexicon, verb) or verb.i != token.i + 1 or parse[len(parse) - 1].text != ".":
        return None
    if token.pos_ not in OF_A_SUBJECT | {"PUNCT", "NUM", "X"} or verb_lemmas(lexicon, verb) & NAMING:
        return None
    if parse[0].norm in {"est", "sont"}:
        return None  # *Est institué un conseil*
    noun = parse[verb.i + 2] if verb.i + 3 < len(parse) else verb
    opened = word_at(parse, verb.i + 1) in OBJECT_OPENERS - {"l'"} or parse[noun.i - 1].pos_ == "NUM"
    if not opened or noun.pos_ != "NOUN" or noun.norm in TIMES | MEASURES:
        return None
    if (parse[0].pos_ not in {"DET", "PROPN", "NOUN"} and parse[0].norm != "environ") or any(
        t.text in ",:;" or _verbal(t, lexicon) for t in parse[: _before_relative(parse, verb.i)]
    ):
        return None
    later = (t for t in parse[noun.i :] if finite_here(lexicon, t))
    if any(not any(w.norm in CLAUSAL for w in parse[noun.i : t.i]) for t in later):
        return None
    head = next((t for t in parse[: verb.i] if t.pos_ in {"NOUN", "PROPN"}), token)
    return calls_for_conjugated(head, verb, conjugate_or_complete(lexicon, verb, "3", number_of(parse, head)))


def _before_relative(parse: "Doc", end: int) -> int:
    """Where the one relative clause between commas that ends right before `end` begins (*La Bourse | , qui a hésité, perdu*)."""
    commas = [t.i for t in parse[:end] if t.text == ","]
    aside = len(commas) == 2 and commas[1] == end - 1 and word_at(parse, commas[0] + 1) in {"qui", "dont"}
    return commas[0] if aside else end


def speaking(parse: "Doc", comma: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*« … », résumé Ann Lee*, *« … », soupirer Ann Lee*, *…, rappelez l’Autorité*: a verb of saying, before who speaks."""
    if comma.text != "," or verb.i != comma.i + 1 or verb.i + 1 == len(parse):
        return None
    found = readings(lexicon, verb)
    if not verb_lemmas(lexicon, verb) & SPEAKING or any(finite(r) and r.person == "3" for r in found):
        return None
    speaker = parse[verb.i + 1]
    conjugated = can_be_finite(lexicon, verb) and not any(t.norm in SPEAKERS for t in parse)
    of_body = conjugated and word_at(parse, verb.i + 1) in {"le", "la", "l'"} and is_name(parse[verb.i + 2])
    quoted = word_at(parse, comma.i - 1) in {"»", "”", '"'} and only_infinitive(lexicon, verb)
    said = conjugated or quoted or bool(past_participles(lexicon, verb))
    if not said or not (is_name(speaker) or of_body):
        return None
    return calls_for_conjugated(speaker, verb, conjugate(lexicon, verb, "3", "s"))


def _verbal(token: "Token", lexicon: Lexicon) -> bool:
    return token.pos_ in {"VERB", "AUX"} and bool(verb_lemmas(lexicon, token))


def been(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Les voleurs été arrêtés*, *que le conseil eu exercé*: *été* or *eu* and a participle right behind a noun."""
    if (
        token.norm not in {"été", "eu"}
        or token.i < 2
        or not past_participles(lexicon, verb)
        or verb.pos_ not in {"VERB", "ADJ"}
    ):
        return None
    subject = parse[token.i - 1]
    start = next((t.i for t in reversed(parse[: token.i]) if t.norm in CLAUSAL), 0)
    before = parse[max(start, token.i - 10) : token.i]
    having = any(form_of(lexicon, word, "avoir") for word in before)  # *a en effet été*
    if subject.pos_ not in OF_A_SUBJECT or having or subject.norm in TIMES:
        return None
    number = (person_of(verb)[1] if token.norm == "été" else number_of(parse, subject)) or "s"
    return calls_for_conjugated(subject, token, f"{'ont' if number == 'p' else 'a'} {token.norm}")


def gerund_for_verb(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a present participle behind a subject that needs a conjugated verb."""
    return _behind_pronoun(parse, token, lexicon) or _in_clause(parse, token, lexicon)


def _gerund(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a present participle that is no small word (*durant*), set phrase (*étant donné*) or gerund with *en*."""
    small = any(reading.pos in {"prep", "adv"} for reading in readings(lexicon, verb))
    before = {token.norm for token in verb.doc[max(0, verb.i - 3) : verb.i]}
    given = verb.norm == "étant" and word_at(verb.doc, verb.i + 1) == "donné"
    return gerund(lexicon, verb) and verb.text.islower() and not small and not given and "en" not in before


def _behind_pronoun(parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """*qui portant le nom*, *Depuis, elle dépassant les dividendes*."""
    word, after = token.norm, past(parse, token.i + 1, CLITICS)
    if (word != "qui" and word not in OF_THIRD) or after >= len(parse) - 1 or inverted(parse, token):
        return None
    verb, before = parse[after], parse[token.i - 1] if token.i else None
    if not _gerund(verb, lexicon) or can_be_finite(lexicon, verb):
        return None
    governed = before is not None and (before.pos_ == "ADP" or finite_here(lexicon, before))  # *chacune d’entre elles*
    if word != "qui" and (verb.pos_ not in {"VERB", "AUX"} or governed):
        return None
    return calls_for_conjugated(token, verb, conjugate(lexicon, verb, "3", OF_THIRD.get(word, "s")))


def _in_clause(parse: "Doc", que: "Token", lexicon: Lexicon) -> Hit | None:
    """*a répondu que ces réunions étant ouvertes au public et*: a clause whose only verb it is, behind its subject."""
    if que.norm not in BEFORE_CLAUSE or que.i == 0 or que.nbor(-1).pos_ not in {"VERB", "ADP"}:
        return None
    ends = LINKS | CLAUSAL
    end = next((t.i for t in parse[que.i + 1 :] if t.is_punct or t.norm in ends), len(parse))
    clause = parse[que.i + 1 : end]
    verb = next((t for t in clause if _gerund(t, lexicon) and t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.i < que.i + 2 or any(can_be_finite(lexicon, t) for t in clause):
        return None
    own = any(t.dep_.startswith("nsubj") and t.head in (verb, verb.head) for t in parse[que.i + 1 : verb.i])
    whole = end < len(parse) and (parse[end].text == "." or parse[end].norm in LINKS)
    return calls_for_conjugated(parse[verb.i - 1], verb, None) if own and whole else None
