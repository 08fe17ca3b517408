"""Compound tenses and verb pairs that French does not build (*s’avait levée*, *s’est rendit*, *avaient dû réécrit*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import hyphen_after, word_at
from audit.french.grammar import (
    can_be_finite,
    finite,
    finite_here,
    form_of,
    gerund,
    norm,
    one_verb,
    only_finite,
    only_infinitive,
    past_participle,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

ITSELF = words("se s'")
HAD_TO = words("dû pu voulu")  # participles of modals
EXPECTED = words("attendre prévoir programmer projeter")
HAVING = words("a ont avait avaient aurait auraient ai avons avez avoir ayant")
BEEN = words("a est ont sont était étaient avait avaient sera seront")
REPORTING = words("dire affirmer croire penser estimer assurer juger")
REACH = 6  # words back to the *que* of one of those
HOPING = words("espérer souhaiter désirer oser")  # besides the modals, verbs that an infinitive follows directly


def misformed(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a verb behind an auxiliary, a modal or a verb of hoping; `verb` follows `token`, adverbs left out."""
    rules = (_having_oneself, _being_oneself, _had_to, _hoping, _asking, _expected, _said)
    return next(filter(None, (rule(parse, token, verb, lexicon) for rule in rules)), None)


def _having_oneself(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*s’avait levée*, *se sont* with *avoir*: a reflexive verb takes *être*."""
    reflexive = (
        word_at(parse, token.i - 1) in ITSELF and form_of(lexicon, token, "avoir") and can_be_finite(lexicon, token)
    )
    if not reflexive or not past_participles(lexicon, verb):
        return None
    forms = [r for r in readings(lexicon, token) if finite(r) and r.lemma == "avoir"]
    healed = None
    if len(forms) == 1:
        form = forms[0]
        healed = lexicon.inflect(
            "être", "verb", mood=form.mood, tense=form.tense, person=form.person, number=form.number
        )
    before = token.nbor(-1)
    pronoun = "s’" if healed and healed[0] in "eé" else "se "
    why = Reason("“{verb}” takes “être”, not “avoir”", verb=f"{before.text_with_ws}{verb.text}")
    return Hit(before.idx, token.idx + len(token), why, healed and f"{pronoun}{healed}")


def _being_oneself(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*s’est rendit*: a conjugated verb behind the auxiliary of a reflexive one."""
    reflexive = (
        word_at(parse, token.i - 1) in ITSELF and form_of(lexicon, token, "être") and can_be_finite(lexicon, token)
    )
    if not reflexive or verb.i != token.i + 1 or not only_finite(lexicon, verb) or hyphen_after(parse, verb):
        return None
    participle = past_participle(lexicon, verb)
    why = Reason("“{word}” calls for a participle, not “{verb}”", word=token.text, verb=verb.text)
    plural = any(r.number == "p" for r in readings(lexicon, token))
    return Hit(
        token.idx, verb.idx + len(verb), why, (participle and not plural and f"{token.text} {participle}") or None
    )


def _had_to(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*avaient dû réécrit*, *ont dû traités*: a participle behind the participle of a modal."""
    if norm(token) not in HAD_TO or verb.i != token.i + 1 or token.i == 0:
        return None
    having = any(form_of(lexicon, t, "avoir") for t in parse[max(0, token.i - 3) : token.i])
    found = readings(lexicon, verb)
    small = any(r.pos in {"adv", "prep", "pron", "det", "conj"} or r.mood == "infinitive" for r in found)
    conjugated = only_finite(lexicon, verb)  # *j’ai dû licencie*
    if not having or not (past_participles(lexicon, verb) or conjugated) or small or hyphen_after(parse, verb):
        return None
    plain = all(r.gender != "f" and r.number != "p" for r in past_participles(lexicon, verb))
    lemma = one_verb(lexicon, verb)
    repair = f"{token.text} {lemma}" if (plain or conjugated) and lemma else None
    why = Reason("“{word}” calls for an infinitive, not “{verb}”", word=token.text, verb=verb.text)
    return Hit(token.idx, verb.idx + len(verb), why, repair or f"{token.text} être {verb.text}")


def _asking(_: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a montré comment nouant un fil*: a present participle behind a question word, for English “how to”."""
    found = readings(lexicon, verb)
    verbal = bool(found) and all(
        (r.mood == "participle" and r.tense == "present") or r.pos == "adjective" for r in found
    )
    if norm(token) not in {"comment", "où"} or verb.i != token.i + 1 or not verbal or not gerund(lexicon, verb):
        return None
    why = Reason("“{word}” calls for an infinitive, not “{verb}”", word=token.text, verb=verb.text)
    return Hit(verb.idx, verb.idx + len(verb), why, one_verb(lexicon, verb))


def _expected(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*le procès attendu durer deux semaines*: English “expected to”."""
    forms = past_participles(lexicon, token)
    expected = bool(forms) and {form.lemma for form in forms} <= EXPECTED and verb.i == token.i + 1
    if not expected or not only_infinitive(lexicon, verb) or word_at(parse, token.i - 1) in HAVING:
        return None
    why = Reason("“{phrase}” is followed by no infinitive in French", phrase=token.text)
    return Hit(token.idx, verb.idx + len(verb), why)


def _hoping(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*la société espère redémarrera*."""
    found = verb_lemmas(lexicon, token)
    if word_at(parse, token.i - 2) == "qui" and word_at(parse, token.i - 1) in {"j'", "je"}:
        return None  # *qui j’espère va vous plaire*
    if not found or found - HOPING or not finite_here(lexicon, token) or verb.i != token.i + 1:
        return None
    if not only_finite(lexicon, verb) or not verb.text.islower() or hyphen_after(parse, verb):
        return None
    lemma = one_verb(lexicon, verb)
    why = Reason("“{word}” calls for an infinitive, not “{verb}”", word=token.text, verb=verb.text)
    return Hit(token.idx, verb.idx + len(verb), why, lemma and f"{token.text} {lemma}")


def _said(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*, que l’équipe dit a été fourni*: English “which the team says was”; a comma before *que*, and none behind its verb."""
    if norm(verb) not in BEEN or verb.i != token.i + 1 or not verb_lemmas(lexicon, token) & REPORTING:
        return None
    que = next((t.i for t in reversed(parse[max(0, token.i - REACH) : token.i]) if norm(t) in {"que", "qu'"}), 0)
    alone = not any(t.is_punct or can_be_finite(lexicon, t) for t in parse[que + 1 : token.i] if t.pos_ != "NOUN")
    if not finite_here(lexicon, token) or word_at(parse, que - 1) != "," or not alone:
        return None
    why = Reason("“{word}” calls for an infinitive, not “{verb}”", word=token.text, verb=verb.text)
    return Hit(token.idx, verb.idx + len(verb), why)
