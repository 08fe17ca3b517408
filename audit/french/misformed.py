"""Compound tenses and verb pairs that French does not build (*ont a grimpé*, *s’avait levée*, *avaient dû réécrit*)."""

import re
from typing import TYPE_CHECKING

from audit.finding import Hit, first_of
from audit.french.auxiliaries import NEVER_HAVING
from audit.french.clauses import hyphen_after, past, word_at
from audit.french.grammar import (
    after_adverbs,
    can_be_finite,
    finite,
    finite_here,
    form_of,
    joined,
    one_verb,
    only_finite,
    only_infinitive,
    past_participle,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, HE, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

ITSELF, OBJECTS = words("se s'"), words("le la les l'")
HAD_TO = words("dû pu voulu")  # participles of modals
BEEN = words("a est ont sont était étaient avait avaient sera seront")
HAVING = words("a ont avait avaient aurait auraient ai avons avez avoir ayant")
SECOND = words("a ont avait avaient est sont")
RELATIVES = words("que qu' dont où ce celui celle ceux celles quoi lequel laquelle lesquels lesquelles")
REPORTING = words("dire affirmer croire penser estimer assurer juger")
ADDRESSING = words("vous votre vos -vous tu te ton ta tes")
ADVISING = ADDRESSING | words("pour si")
COMMANDED = re.compile(r"-(?:moi|l[ae]s?|lui|leur|nous|y|en)\b")  # what a command has behind it
REACH = 6  # words back to the *que* of one of those


def misformed(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a verb behind an auxiliary, a modal or a verb of saying; `verb` follows `token`, adverbs left out."""
    rules = (
        _two_auxiliaries,
        _having_oneself,
        _being_oneself,
        _had_to,
        _said,
        _commanding,
        _command_inside,
        _two_subjects,
    )
    return first_of(rules, parse, token, verb, lexicon)


def _two_auxiliaries(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*ont a grimpé*, *avait déjà a vendu*, *j’ai été a nommé*: each of two pieces brought its own auxiliary."""
    again = past(parse, verb.i, CLITICS)
    if token.pos_ == "NOUN" or again >= len(parse) or parse[again].text not in SECOND:
        return None
    been = token.norm == "été" and token.i > 0 and form_of(lexicon, token.nbor(-1), "avoir")
    if not (been or token.norm in HAVING - {"avoir", "ayant"} or token.norm in BEEN) or _of_relative(
        parse, token.i, lexicon
    ):
        return None
    behind = after_adverbs(parse, again + 1)
    elsewhere = word_at(parse, token.i - 1) in {"l'", "le", "y"} or token.text.startswith(
        "-"
    )  # *ceux de l’est ont voté*
    if behind >= len(parse) or not past_participles(lexicon, parse[behind]) or elsewhere:
        return None
    why = Reason("“{pair}”: such words never stand side by side in French", pair=parse.span(token.i, again + 1).text)
    repair = _one_auxiliary(parse, token, verb.i, again, lexicon)
    return Hit(token.idx, parse[again].idx + len(parse[again]), why, repair)


def _one_auxiliary(parse: "Doc", token: "Token", at: int, again: int, lexicon: Lexicon) -> str | None:
    """The one of two auxiliaries that is right, with the pronoun of the second (*ont s’est engagé*: *se sont*)."""
    having, adverbs = form_of(lexicon, token, "avoir"), parse.span(token.i + 1, at).text_with_ws
    if again == at:
        one = _suiting(parse, token, again, lexicon)
        return (
            None if one is None else f"{one.text}{'' if adverbs.startswith('-') else ' '}{adverbs}".rstrip()
        )  # *a-t-elle a*
    pronoun = parse.span(at, again).text_with_ws
    if not having or again != at + 1 or not (token.i and token.nbor(-1).whitespace_):
        return None
    if parse[at].norm in OBJECTS:
        return f"{pronoun}{token.text} {adverbs}".rstrip()
    healed = _being(token, lexicon) if parse[at].norm in ITSELF else None
    return healed and f"{joined('se', healed)} {adverbs}".rstrip()


def _suiting(parse: "Doc", token: "Token", again: int, lexicon: Lexicon) -> "Token | None":
    """The one of two auxiliaries that suits the participle: of two forms of *avoir* the first, of *a est devenue* that of
    *être*, of *est a déposé une plainte* that of *avoir*."""
    second, behind = parse[again], after_adverbs(parse, again + 1)
    being = next((word for word in (token, second) if form_of(lexicon, word, "être")), None)
    if being is None or token.norm == "été":
        return token
    if verb_lemmas(lexicon, parse[behind]) <= NEVER_HAVING:
        return being
    led = behind + 1 < len(parse) and parse[behind + 1].pos_ in {"DET", "NUM", "SCONJ"}
    return (second if being is token else token) if led else None


def _being(having: "Token", lexicon: Lexicon) -> str | None:
    """The form of *être* that stands where this one of *avoir* does."""
    forms = [r for r in readings(lexicon, having) if finite(r) and r.lemma == "avoir"]
    if len(forms) != 1:
        return None
    form = forms[0]
    return lexicon.inflect("être", "verb", mood=form.mood, tense=form.tense, person=form.person, number=form.number)


def _of_relative(parse: "Doc", verb: int, lexicon: Lexicon) -> bool:
    """True in a relative clause whose verb may end the subject of another (*la peur qu’il a est fondée*)."""
    opener = next((t for t in reversed(parse[_clause_start(parse, verb, lexicon) : verb]) if _relative(t)), None)
    if opener is None or opener.norm not in {"que", "qu'"}:
        return opener is not None
    if any(t.norm == "qui" for t in parse[: opener.i]):
        return True  # *ceux qui croient que tout est bien ont tort*
    return opener.i == 0 or opener.nbor(-1).pos_ in {"NOUN", "PROPN", "PRON", "PUNCT", "ADJ", "DET"}


def _clause_start(parse: "Doc", end: int, lexicon: Lexicon) -> int:
    """Behind the last comma before `end` that a conjugated verb stands before (*au moment où il est entré, | la firme avait*)."""
    comma = next((t.i for t in reversed(parse[:end]) if t.text == ","), 0)
    return comma if any(finite_here(lexicon, t) for t in parse[:comma]) else 0


def _relative(token: "Token") -> bool:
    """True for what may open a relative clause; not for the *ce* of *à ce sujet*."""
    return token.norm in RELATIVES and (token.norm != "ce" or token.nbor(1).norm in {"qui", "que", "qu'", "dont"})


def _having_oneself(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*s’avait levée*, *avait se levée*: a reflexive verb takes *être*, behind its pronoun."""
    if not form_of(lexicon, token, "avoir") or not can_be_finite(lexicon, token) or not token.i:
        return None
    inside = verb.norm in ITSELF and verb.i == token.i + 1 and verb.i + 1 < len(parse)
    verb = verb.nbor(1) if inside else verb
    if not (inside or word_at(parse, token.i - 1) in ITSELF) or not past_participles(lexicon, verb):
        return None
    healed, before = _being(token, lexicon), token if inside else token.nbor(-1)
    why = Reason("“{verb}” takes “être”, not “avoir”", verb=joined("se", one_verb(lexicon, verb) or verb.text))
    last = verb.nbor(-1) if inside else token
    return Hit(before.idx, last.idx + len(last), why, healed and joined("se", healed))


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
    if token.norm not in HAD_TO or verb.i != token.i + 1 or token.i == 0:
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


def _said(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*, que l’équipe dit a été fourni*: English “which the team says was”; a comma before *que*, and none behind its verb."""
    if verb.norm not in BEEN or verb.i != token.i + 1 or not verb_lemmas(lexicon, token) & REPORTING:
        return None
    que = next((t.i for t in reversed(parse[max(0, token.i - REACH) : token.i]) if t.norm in {"que", "qu'"}), 0)
    alone = not any(t.is_punct or can_be_finite(lexicon, t) for t in parse[que + 1 : token.i] if t.pos_ != "NOUN")
    if not finite_here(lexicon, token) or word_at(parse, que - 1) != "," or not alone:
        return None
    why = Reason("“{word}” calls for an infinitive, not “{verb}”", word=token.text, verb=verb.text)
    return Hit(token.idx, verb.idx + len(verb), why)


def _commanding(parse: "Doc", link: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*prévoient de bâtir un four et allumez le feu*: a command that goes on with an infinitive."""
    told = only_finite(lexicon, verb) or verb.norm == "allez"
    if link.norm != "et" or verb.i != link.i + 1 or not verb.text.endswith("ez") or not told:
        return None
    before = [t for t in parse[: link.i] if t.pos_ in {"VERB", "AUX"}]
    oneself = word_at(parse, verb.i + 1) == "vous"  # *poser ses clefs et allez vous coucher*
    others = {t.norm for t in [*parse[: verb.i], *parse[verb.i + 1 + oneself :]]}
    if not before or not only_infinitive(lexicon, before[-1]) or parse[link.i - 1].is_punct or ADDRESSING & others:
        return None
    if before[-1].i == 0:
        return None  # see commands
    if not verb.text.islower() or any(t.text.endswith("ez") for t in before):
        return None
    why = Reason("“{word}” calls for an infinitive, not “{verb}”", word=before[-1].text, verb=verb.text)
    plain = not (oneself or hyphen_after(parse, verb))
    return Hit(verb.idx, verb.idx + len(verb), why, one_verb(lexicon, verb) if plain else None)


def _command_inside(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*elle avait laissez-moi partir*, *ne pas le faire dites-le*: a command inside a clause, with no mark before it."""
    pronoun = COMMANDED.match(parse.text, verb.idx + len(verb)) if verb.norm.endswith(("ez", "ites")) else None
    if pronoun is None or verb.i != token.i + 1 or not token.i or not can_be_finite(lexicon, verb):
        return None
    having = form_of(lexicon, token, "avoir") and finite_here(lexicon, token)
    advising = ADVISING & {t.norm for t in parse[: token.i]}  # *pour le savoir lisez-le*: but a comma is gone
    if not (having or (only_infinitive(lexicon, token) and not advising)):
        return None
    why = Reason("“{pair}”: such words never stand side by side in French", pair=f"{token.text} {verb.text}")
    return Hit(token.idx, pronoun.end(), why)


def _two_subjects(parse: "Doc", token: "Token", speaker: "Token", _: Lexicon) -> Hit | None:
    """*Ils je ne veux pas*: a subject, and that of a piece that was translated alone."""
    opens = token.i == 0 or parse[token.i - 1].is_punct or parse[token.i - 1].norm in {"et", "mais", "que", "qu'"}
    if token.norm not in HE or not opens or speaker.norm not in {"je", "j'", "tu"} or speaker.i != token.i + 1:
        return None
    why = Reason("“{pair}”: such words never stand side by side in French", pair=f"{token.text} {speaker.text}")
    return Hit(token.idx, speaker.idx + len(speaker), why)
