"""A negation that has lost its *ne* (*ont pas répondu*, *Ni X ni Y ont*, *Personne a répondu*).

Also *pas* lost behind *ne* (*le pont n’était surchargé*), or behind the participle, as in English (*était impliqué pas*).

Silent about speech in quotation marks or with the pronouns of speech (*on est pas pressés*), questions, a *pas* or *jamais*
that needs no verb (*pas un bruit*, *plus que jamais*), and *jamais* in the sense of ever (*le plus grand qu’on a jamais vu*).
A *ne* needs no *pas* behind *avant que*, *plus … que* or *craindre que*, nor with *pouvoir* and its like.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.clauses import past, word_at
from audit.french.grammar import (
    after_adverbs,
    finite,
    finite_here,
    form_of,
    joined,
    only_infinitive,
    only_participle,
    past_participles,
    quoted,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.lost_pas import lost_pas
from audit.french.words import CLITICS, HE, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

NE = words("ne n' n")
NO = words("aucun aucune")
NO_SUBJECTS = NO | words("rien nul nulle")
# Subjects whose sentences drop *ne* because people speak so; *y* stands for *il y a pas*.
CHATTING = words("ben bah hein ouais nan eh hé oh")  # who says so says no *ne* either
SPOKEN = words("je j' tu on ça c' y nous vous faut")
LEAST_SPOKEN = words("je j' tu on ça c' y faut")
# What a *pas* belongs to that negates no verb (*pas mal de gens*, *pas moins de dix*).
AFTER_LONE_PAS = words("moins mal loin seulement que un une plus question forcément")
BEFORE_EVER = words("que qu' dont où si comme")
BEFORE_CLAUSE = words("mais et que qu' , car où dont si")
STRESSED = words("pas jamais rien point guère")
SUPERLATIVE = words("plus que qu' si où premier première meilleur meilleure")
NEVER_NONE = words("sans avant plus moins mieux si s' on ça tu ni jamais")  # *plus qu’il a reçu aucun autre jour*
MARKS = words(", ; :")
SUBJUNCTIVES = words("soit soient ait aient fût eût fussent eussent")
NAMED = 3  # words of a subject that speech names before its pronoun
RELATIVES = words("que qu' dont où")


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def missing_negation(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(parse)
    if any(token.norm in CHATTING for token in parse):
        return
    for token in parse:
        if hit := lost_pas(parse, token, lexicon) or _before_infinitive(parse, token, lexicon):
            yield hit
    for verb in parse[1:] if "?" not in segment.text else ():
        before = parse[verb.i - 1]
        if (
            (inside[verb.i] and not _written(parse, verb))
            or before.text == "-"
            or word_at(parse, verb.i + 1) in NE  # the verb is yet to come: *aucune référence explicite n’y est faite*
            or verb.text[0].isupper()
            or not finite_here(lexicon, verb)
            or (past_participles(lexicon, verb) and verb.morph.get("VerbForm") == ["Part"])
            or _has_ne(parse, verb)
        ):
            continue
        if behind := _behind_participle(parse, verb, lexicon):
            yield behind
            continue
        if none := _none_as_object(parse, verb, lexicon):
            yield _missing(parse, verb, none + 1)
            continue
        negated = _negated_after(parse, verb, lexicon)
        if negated or _negated_before(parse, verb, lexicon):
            end = verb.i + 2 if negated else verb.i + 1
            yield _missing(parse, verb, end)


def _before_infinitive(parse: "Doc", no: "Token", lexicon: Lexicon) -> Hit | None:
    """*reproche au gouvernement de pas écouter*: *ne* is gone between *de* or *pour* and *pas*."""
    if no.norm not in {"pas", "jamais", "plus"} or word_at(parse, no.i - 1) not in {"de", "pour"}:
        return None
    at = past(parse, no.i + 1, CLITICS)
    if at >= len(parse) or not only_infinitive(lexicon, parse[at]) or quoted(parse)[no.i]:
        return None
    if any(token.norm in {"je", "j'", "tu"} for token in parse[: no.i]):
        return None
    why = Reason("“{word}” is missing before “{after}”", word="ne", after=no.text)
    return Hit(parse[no.i - 1].idx, no.idx + len(no), why, f"{parse[no.i - 1].text} ne {no.text}")


def _written(parse: "Doc", verb: "Token") -> bool:
    """True for *nous demandons*, where people say *on demande*."""
    return word_at(parse, verb.i - 1) == "nous" and verb.norm.endswith("ons")


def _missing(parse: "Doc", verb: "Token", end: int) -> Hit:
    """The hit for a verb without *ne*; the span runs on to what negates it."""
    start = verb.i
    while word_at(parse, start - 1) in CLITICS - {"nous", "vous"}:  # *rien se recharge*
        start -= 1
    last, repair = parse[end - 1], joined("ne", parse.span(start, end).text)
    particle = "n’" if repair.startswith("n’") else "ne"
    why = Reason("“{word}” is missing before “{after}”", word=particle, after=parse[start].text)
    return Hit(parse[start].idx, last.idx + len(last), why, repair)


def _has_ne(parse: "Doc", verb: "Token") -> bool:
    return any(token.norm in NE for token in parse[max(0, verb.i - 8) : verb.i])


def _behind_participle(parse: "Doc", auxiliary: "Token", lexicon: Lexicon) -> Hit | None:
    """*était impliqué pas*, *a plaidé pas coupable*: English has its “not” there."""
    if auxiliary.i + 3 >= len(parse) or not _auxiliary(auxiliary, lexicon):
        return None
    participle, no, after = parse[auxiliary.i + 1 : auxiliary.i + 4]
    if no.norm != "pas" or not past_participles(lexicon, participle) or after.norm in AFTER_LONE_PAS:
        return None
    ne = joined("ne", f"{auxiliary.text} pas {participle.text}")
    repair = ne if after.pos_ != "ADJ" else f"{auxiliary.text} {participle.text} non"
    why = Reason("“pas” stands behind “{participle}”, as “not” does in English", participle=participle.text)
    return Hit(auxiliary.idx, no.idx + len(no), why, repair)


def _none_as_object(parse: "Doc", verb: "Token", lexicon: Lexicon) -> int | None:
    """The place of *aucun* behind a participle (*ont reçu aucun appel*, *Je lui ai donné aucune étoile*)."""
    no = after_adverbs(parse, verb.i + 1) + 1
    if word_at(parse, no) not in NO or not _auxiliary(verb, lexicon) or not past_participles(lexicon, parse[no - 1]):
        return None
    other = verb.norm in SUBJUNCTIVES or any(t.norm in NEVER_NONE | NE for t in parse[: verb.i])
    return None if other else no


def _auxiliary(verb: "Token", lexicon: Lexicon) -> bool:
    return form_of(lexicon, verb, "avoir") or form_of(lexicon, verb, "être")


def _negated_after(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """*ont pas répondu*, *a aucun doute*, *a jamais reconnu*: but not as people speak."""
    word, following = word_at(parse, verb.i + 1), word_at(parse, verb.i + 2)
    none = word in NO and LEAST_SPOKEN.isdisjoint(t.norm for t in parse[: verb.i])  # *vous avez aucune obligation*
    written = none or (word == "pas" and _written(parse, verb))
    if not written and (any(t.norm in SPOKEN for t in parse[max(0, verb.i - 3) : verb.i]) or _resumed(parse, verb)):
        return False
    ordering = parse[verb.i - 1].is_punct and any(r.mood == "imperative" for r in readings(lexicon, verb))
    if verb.norm == "faut" or (ordering and word == "pas") or (word == "jamais" and verb.norm in SUBJUNCTIVES):
        return False  # *il faut pas*, *, bouge pas*, *le plus beau qui soit jamais né*
    if word in STRESSED and _narrated(parse, verb, lexicon):
        return True
    if word == "jamais":
        return _never(parse, verb, lexicon)
    step = following == "à" and word_at(parse, verb.i + 3) == "pas"  # *marchait pas à pas*
    without = any(token.norm == "sans" for token in parse[: verb.i])  # *sans qu’il donne aucun signe*
    lone = AFTER_LONE_PAS - {"un", "une"} if written else AFTER_LONE_PAS
    return (word in NO and not without) or (word == "pas" and following not in lone and not step)


def _resumed(parse: "Doc", verb: "Token") -> bool:
    """*Mon père, il rigolait pas*: speech, which names the subject before its pronoun."""
    comma = verb.i - 2
    return (
        0 < comma <= NAMED
        and parse[comma].text == ","
        and parse[0].pos_ in {"DET", "PRON"}
        and parse[comma + 1].norm in HE
    )


def _narrated(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for the simple past, which nobody speaks, with no *ever* about (*la plus belle qu’on vit jamais*)."""
    found = readings(lexicon, verb)
    past = bool(found) and all(finite(r) and r.mood == "indicative" and r.tense == "past" for r in found)
    return past and not {token.norm for token in parse[max(0, verb.i - 8) : verb.i]} & SUPERLATIVE


def _never(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for *a jamais reconnu* in a main clause, where *jamais* cannot mean ever."""
    if not _auxiliary(verb, lexicon) or verb.i + 2 >= len(parse) or not only_participle(lexicon, parse[verb.i + 2]):
        return False
    return not any(token.norm in BEFORE_EVER for token in parse[: verb.i])


def _negated_before(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """*Ni X ni Y ont*, *Aucun client a*, *Personne a*: the subject negates, and a *jamais* behind the verb is no *ne*."""
    if word_at(parse, verb.i + 1) == "jamais" or _without(parse, verb):
        return False
    rules = (_none_first, _nothing)
    return (
        _neither(parse, verb)
        or _nobody(parse, verb)
        or _none_later(parse, verb)
        or any(rule(parse, verb, lexicon) for rule in rules)
    )


def _without(parse: "Doc", verb: "Token") -> bool:
    """True in the clause of *sans que* and *avant que*, where *aucun* and *rien* have no *ne*."""
    que = next((t.i for t in reversed(parse[: verb.i]) if t.norm in {"que", "qu'"}), 0)
    return word_at(parse, que - 1) in {"sans", "avant"}


def _nothing(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True where *rien*, or *aucun* all by itself, opens the clause as its subject (*si rien se passe*, *mais aucun parle*)."""
    start = verb.i - 1 - (word_at(parse, verb.i - 1) in {"se", "s'"})
    no = word_at(parse, start)
    gender = {"aucun": "m", "aucune": "f"}.get(no, "")
    alone = no == "rien" or (gender and gender not in lexicon.genders(verb.text))
    return bool(alone) and word_at(parse, start - 1) in BEFORE_CLAUSE | {"quand", "lorsque"}


def _neither(parse: "Doc", verb: "Token") -> bool:
    before = [token.norm for token in parse[: verb.i]]
    if before.count("ni") < 2:
        return False
    first = before.index("ni")
    if "qui" in before[first:]:
        return False  # *ni le maire ni celui qui donne son accord ne peut*
    opens = first == 0 or before[first - 1] == ","
    return opens and not MARKS & set(before[first:]) - {":"}


def _nobody(parse: "Doc", verb: "Token") -> bool:
    """True behind *personne* or *nul*; *une personne*, *en personne* are someone."""
    alone = verb.i == 1 or parse[verb.i - 2].pos_ not in {"DET", "ADJ", "NUM", "ADP", "NOUN"}
    return alone and word_at(parse, verb.i - 1) in {"personne", "nul"}


def _none_first(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True when the sentence opens with *aucun*, *rien*, and this is its first verb."""
    between = parse[1 : verb.i]
    clause = any(t.text in MARKS or t.norm in RELATIVES or finite_here(lexicon, t) for t in between)
    return parse[0].norm in NO_SUBJECTS and not clause


def _none_later(parse: "Doc", verb: "Token") -> bool:
    """True when the subject right before the verb is *aucun* with its noun (*mais aucun essai a comparé*)."""
    start = verb.i - 1
    while start > 0 and parse[start].pos_ in {"NOUN", "ADJ"}:
        start -= 1
    clause = word_at(parse, start - 1) in BEFORE_CLAUSE
    return clause and start < verb.i - 1 and word_at(parse, start) in NO
