"""Prepositions that are gone or wrong before an infinitive, and *se* gone before a noun's (*ravis pour annoncer*)."""

import re
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clause_subjects import CLAUSAL, clause_subject
from audit.french.clauses import TIMES, complements_end, number_of, past, subject_end, word_at
from audit.french.frames import BARE, JOINING, NOUN_PREPOSITIONS, PASSED, governor, taken
from audit.french.grammar import (
    SUBJECTS,
    can_be_finite,
    causative,
    form_of,
    is_noun,
    joined,
    only_infinitive,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.que import time_end
from audit.french.tenses import told_in
from audit.french.words import CLOSING, DE, OF, OPENING, SE, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

FRONTED = words("que qu' dont auquel auxquels auxquelles")  # an object that stands before its verb
PRONOUNS = SE | words("me m' te t' nous vous")
OBJECTS = words("le la les l' lui leur en y")
PARTS = words(
    "partie totalité silence vain général effet revanche retour gauche droite"
)  # *en partie*, whatever the verb
# Frames too seldom in the text that was counted.
SELDOM = {
    "v:séparer": words("de"),
    "v:entraîner": words("avec"),
    "v:qualifier": words("pour"),
    "v:spécialiser": words("dans en"),
}
SPENT = TIMES | words("après-midi été hiver printemps automne temp vie vacance")  # without the *s* of plurals
ERRANDS = words("voir chercher prendre dire saluer rendre récupérer déposer")
FELT = words("besoin peur envie honte")
NAMING = words("mot terme nom verbe notion sentiment émotion concept thème question")  # *le sentiment peur de l’autre*
COUNT = re.compile(r"[-–‑0-9]+")  # of votes: *7-2*
NEAR = 8  # words back to a verb that takes a bare infinitive with its subject


def wrongly_governed(head: "Token", lexicon: Lexicon) -> Hit | None:
    """*ravis pour annoncer*, *incapable à dire*, *aucune envie le vendre*: what this word never has before an infinitive."""
    allowed = taken("inf", governor(head.norm, lexicon))
    if not allowed or head.i + 2 >= len(head.doc) or not head.text.islower():
        return None
    parse, after = head.doc, head.nbor(1)
    preposition = JOINING.get(after.norm, BARE)
    place = past(parse, after.i + (preposition != BARE), PASSED)
    if preposition == "pour" and head.pos_ == "VERB":
        return None  # the aim of anything: *l’amener pour lui poser une question*
    if preposition in allowed or place >= len(parse) or not only_infinitive(lexicon, parse[place]):
        return None
    from_on = parse[place].norm == "partir" and place + 1 < len(parse) and parse[place + 1].norm in OF
    done = preposition == "à" and (from_on or _to_be_done(head, parse[place]))
    if not parse[place].text.islower() or done:
        return None
    if preposition == "à" and head.i and head.nbor(-1).norm in SE:
        return None  # *s’essayer à chanter*, as *se refuser à*, *se décider à*
    if preposition == BARE and any(causative(lexicon, t) for t in parse[: head.i]):
        return None
    start = after if preposition == BARE else after.nbor(1)
    right = sorted(allowed - {"pour"})
    repair = f"{head.text} {joined(right[0], parse.span(start.i, place + 1).text)}" if len(right) == 1 else None
    why = Reason(
        "“{word}” takes its infinitive with “{preposition}”",
        word=head.text,
        preposition=" / ".join(right or sorted(allowed)),
    )
    return Hit(head.idx, parse[place].idx + len(parse[place]), why, repair)


def spending(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*passe ses journées réparer des filets* (but *il passe le matin prendre du pain*)."""
    parse = verb.doc
    if not form_of(lexicon, verb, "passer") or verb.pos_ != "VERB" or verb.i + 3 >= len(parse):
        return None
    end = subject_end(parse, verb.nbor(1))
    if end is None or end == len(parse) or parse[end - 1].norm.removesuffix("s") not in SPENT:
        return None
    infinitive, time = parse[end], parse[end - 1]
    if not only_infinitive(lexicon, infinitive) or not infinitive.text.islower() or infinitive.norm in ERRANDS:
        return None
    why = Reason("“{word}” takes its infinitive with “{preposition}”", word=verb.text, preposition="à")
    return Hit(time.idx, infinitive.idx + len(infinitive), why, f"{time.text} à {infinitive.text}")


def voted(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a voté lundi d’abandonner le plan*: English “voted to”, with when, or the count, between."""
    parse = verb.doc
    if verb_lemmas(lexicon, verb) != {"voter"} or not 0 < verb.i < len(parse) - 3:
        return None
    count = next(t.i for t in parse[verb.i + 1 :] if not COUNT.fullmatch(t.text) or t.i + 1 == len(parse))
    preposition = time_end(parse, count)
    if preposition + 1 >= len(parse) or parse[preposition].norm not in DE:
        return None
    infinitive = parse[past(parse, preposition + 1, PASSED)]
    if not only_infinitive(lexicon, infinitive):
        return None
    why = Reason("“{word}” takes its infinitive with “{preposition}”", word=verb.text, preposition="pour")
    led = f"{parse.span(verb.i, preposition).text} pour {parse.span(preposition + 1, infinitive.i + 1).text}"
    return Hit(verb.idx, infinitive.idx + len(infinitive), why, led)


def qualified_as(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a qualifié les accusations « sans fondement »*: one qualifies something *de*."""
    parse = verb.doc
    if verb_lemmas(lexicon, verb) != {"qualifier"} or not 0 < verb.i < len(parse) - 4:
        return None
    end = subject_end(parse, verb.nbor(1))
    mark = complements_end(parse, end, lexicon) if end is not None else len(parse)
    if mark + 1 >= len(parse) or parse[mark].text not in OPENING or parse[mark - 1].pos_ == "ADP":
        return None
    close = next((t.i for t in parse[mark + 1 :] if t.text in CLOSING), len(parse))
    if word_at(parse, mark + 1) in OF or word_at(parse, close + 1) in OF or not parse[mark + 1].text.islower():
        return None
    why = Reason("“{word}” is missing after “{before}”", word="de", before=parse[mark - 1].text)
    return Hit(parse[mark - 1].idx, parse[mark].idx + 1, why, f"{parse[mark - 1].text} de {parse[mark].text}")


def _to_be_done(noun: "Token", infinitive: "Token") -> bool:
    """True behind a noun that is the infinitive's object (*les interdictions à appliquer*)."""
    behind = infinitive.doc[infinitive.i + 1 : infinitive.i + 2]
    return noun.pos_ == "NOUN" and (not behind or behind[0].is_punct or behind[0].pos_ in {"CCONJ", "ADP"})


def having_lost(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*Les abeilles besoin de nuits calmes*: a subject that opens its clause, with no verb before what it has."""
    parse = noun.doc
    if noun.norm not in FELT or noun.i < 2 or word_at(parse, noun.i + 1) not in OF:
        return None
    subject = clause_subject(parse, noun.i, lexicon)
    if subject is None or (subject.opener and subject.opener not in CLAUSAL) or subject.head.norm in NAMING:
        return None
    if not (is_noun(lexicon, subject.head) or subject.head.text[0].isupper()):
        return None  # *que jai besoin*
    number = number_of(parse, subject.head)
    adjective = number == "s" and any(r.pos == "adjective" for r in readings(lexicon, subject.head))
    if adjective or parse[noun.i - 1].pos_ == "ADP":
        return None  # *le réel besoin de calme*
    tense = {"past": "imperfect", "future": "future"}.get(told_in(noun, lexicon), "present")
    has = lexicon.inflect("avoir", "verb", mood="indicative", tense=tense, person="3", number=number) or "a"
    why = Reason("“{word}” is missing before “{after}”", word=has, after=noun.text)
    return Hit(noun.idx, noun.idx + len(noun), why, f"{has} {noun.text}")


def reflexive_lost(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*le club sépare de son entraîneur*, *elle inscrivit à*: a verb that has that preposition with *se* alone."""
    parse = verb.doc
    if not 0 < verb.i < len(parse) - 2 or verb.pos_ not in {"VERB", "AUX"} or not verb.text.islower():
        return None
    preposition = NOUN_PREPOSITIONS.get(verb.nbor(1).norm)
    head = governor(verb.norm, lexicon)
    if preposition not in taken("se", head) | SELDOM.get(head or "", frozenset()) or not can_be_finite(lexicon, verb):
        return None
    if word_at(parse, verb.i + 3) in {"le", "la", "les", "l'", "un", "une"}:
        return None  # *l’ancre qui rattachait au sol le canot*
    if head == "v:approcher" or verb.nbor(2).norm in PARTS:  # with *se* or without, the same
        return None
    before = parse[: verb.i]
    if (
        past_participles(lexicon, verb)
        or any(t.norm in FRONTED for t in before)
        or any(t.norm in PRONOUNS for t in before[-3:])
    ):
        return None
    if before[-1].norm in OBJECTS:
        return None
    if verb.nbor(-1).pos_ not in {"NOUN", "PROPN", "ADJ"} and verb.nbor(-1).norm not in SUBJECTS.keys() | {
        "qui",
        "ne",
        "n'",
    }:
        return None
    repair = joined("se", verb.text)
    why = Reason("“{word}” is missing before “{after}”", word=repair[:2].strip(), after=verb.text)
    return Hit(verb.idx, verb.idx + len(verb), why, repair)
