"""Present participles that stand for a conjugated verb (*qui portant le nom*, *Un géant, Ari, menaçant de fermer.*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import CLITICS, TIMES, hyphen_after, inverted, past, word_at
from audit.french.grammar import (
    adverb,
    can_be_finite,
    conjugate,
    finite_here,
    gerund,
    norm,
    one_verb,
    only_finite,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.lone_participles import POSSESSIVES, calls_for_conjugated
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

SUBJECTS = {"il": "s", "elle": "s", "on": "s", "ils": "p", "elles": "p"}
CLAUSAL = words("que qu' qui dont où si comme lorsque quand car alors tandis")
BEFORE_CLAUSE = words("que qu' lorsque lorsqu' si quand")
INDEFINITE = words("un une des quelques plusieurs")
LINKS = words("et mais ou")
LEADING = words("de d' à pour sans")
MODALS = frozenset({"pouvoir", "devoir", "vouloir"})
NOT_NARRATED = frozenset(':;«»“”"?!…()')  # marks of lists, captions and speech


def gerund_for_verb(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a present participle behind a subject that needs a conjugated verb."""
    rules = (_behind_pronoun, _only_verb, _in_clause, _beside_infinitive)
    return next(filter(None, (rule(parse, token, lexicon) for rule in rules)), None)


def _verbal(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a present participle that is no small word (*durant*), set phrase (*étant donné*) or gerund with *en*."""
    small = any(reading.pos in {"prep", "adv"} for reading in readings(lexicon, verb))
    before = {norm(token) for token in verb.doc[max(0, verb.i - 3) : verb.i]}
    given = norm(verb) == "étant" and word_at(verb.doc, verb.i + 1) == "donné"
    return gerund(lexicon, verb) and verb.text.islower() and not small and not given and "en" not in before


def _behind_pronoun(parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """*qui portant le nom*, *Depuis, elle dépassant les dividendes*."""
    word, after = norm(token), past(parse, token.i + 1, CLITICS)
    if (word != "qui" and word not in SUBJECTS) or after >= len(parse) - 1 or inverted(parse, token):
        return None
    verb, before = parse[after], parse[token.i - 1] if token.i else None
    if not _verbal(verb, lexicon) or can_be_finite(lexicon, verb):
        return None
    governed = before is not None and (before.pos_ == "ADP" or finite_here(lexicon, before))  # *chacune d’entre elles*
    if word != "qui" and (verb.pos_ not in {"VERB", "AUX"} or governed):
        return None
    return calls_for_conjugated(token, verb, conjugate(lexicon, verb, "3", SUBJECTS.get(word, "s")))


def _only_verb(parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """*Un géant, Ari, menaçant de fermer.*: a sentence that opens with its subject, and has no other verb."""
    if token.i + 2 != len(parse) or parse[token.i + 1].text != ".":
        return None
    verb = next((t for t in parse[1 : token.i] if _verbal(t, lexicon) and _no_noun(t, lexicon)), None)
    if verb is None or "," in {t.text for t in parse[verb.i :]}:
        return None
    if verb.pos_ == "ADJ" and parse[verb.i - 1].text != ",":
        return None  # *Un exemple frappant de la façon dont*
    aside = _aside(parse, verb)
    outside = [t for t in parse if t.i not in aside]
    if any(t.text in NOT_NARRATED for t in outside) or not (aside or _has_subject(parse, verb)):
        return None
    behind = parse[verb.i + 1]
    object_follows = behind.pos_ in {"ADP", "DET", "ADV"} or norm(behind) in TIMES
    end = next((t.i for t in parse[verb.i :] if norm(t) in CLAUSAL), len(parse))
    verbs = [t.i for t in outside if finite_here(lexicon, t) or only_finite(lexicon, t)]
    # *la demande visant ce que chacun peut dire est faite par écrit*
    others = any(i < end for i in verbs) or len(verbs) > sum(norm(t) in CLAUSAL for t in outside)
    if others or not object_follows or any(norm(t) in CLAUSAL for t in outside if t.i < verb.i):
        return None
    return calls_for_conjugated(parse[verb.i - 1], verb, None)


def _no_noun(verb: "Token", lexicon: Lexicon) -> bool:
    return verb.pos_ in {"VERB", "AUX", "ADJ"} or all(r.mood == "participle" for r in readings(lexicon, verb))


def _aside(parse: "Doc", verb: "Token") -> range:
    """What stands between the commas behind a definite subject that opens the sentence (*Le scrutin, qui dure, attirant*)."""
    commas = [t.i for t in parse[: verb.i] if t.text == ","]
    definite = parse[0].pos_ == "DET" and norm(parse[0]) not in INDEFINITE
    subject = definite and len(commas) == 2 and commas[1] == verb.i - 1 and parse[commas[0] - 1].pos_ in {"NOUN", "ADJ"}
    inside = parse[commas[0] + 1] if subject else verb
    relative = norm(inside) in {"qui", "dont"} or inside.dep_ == "acl" or norm(inside) in POSSESSIVES
    timed = norm(parse[commas[0] - 1]) in TIMES if subject else False
    return range(commas[0], commas[1] + 1) if subject and relative and not timed else range(0)


def _has_subject(parse: "Doc", verb: "Token") -> bool:
    """True behind an apposition, or a noun that no preposition governs."""
    before = parse[verb.i - 1]
    if before.text == ",":
        named = parse[verb.i - 2].pos_ in {"NOUN", "PROPN"}
        return named and parse[0].pos_ == "DET" and verb.i > 3  # *Porthos, cédant à la pression* may be cut short
    first = before.left_edge
    return (
        before.pos_ in {"NOUN", "PROPN"}
        and first.pos_ in {"DET", "PROPN"}
        and (first.i == 0 or first.nbor(-1).text == ",")
    )


def _in_clause(parse: "Doc", que: "Token", lexicon: Lexicon) -> Hit | None:
    """*a répondu que ces réunions étant ouvertes au public et*: a clause whose only verb it is, behind its subject."""
    if norm(que) not in BEFORE_CLAUSE or que.i == 0 or que.nbor(-1).pos_ not in {"VERB", "ADP"}:
        return None
    ends = LINKS | CLAUSAL
    end = next((t.i for t in parse[que.i + 1 :] if t.is_punct or norm(t) in ends), len(parse))
    clause = parse[que.i + 1 : end]
    verb = next((t for t in clause if _verbal(t, lexicon) and t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.i < que.i + 2 or any(can_be_finite(lexicon, t) for t in clause):
        return None
    own = any(t.dep_.startswith("nsubj") and t.head in (verb, verb.head) for t in parse[que.i + 1 : verb.i])
    whole = end < len(parse) and (parse[end].text == "." or norm(parse[end]) in LINKS)
    return calls_for_conjugated(parse[verb.i - 1], verb, None) if own and whole else None


def _beside_infinitive(parse: "Doc", link: "Token", lexicon: Lexicon) -> Hit | None:
    """*de dissoudre le Parlement et convoquant*, *lever des impôts et trahissez*: joined to an infinitive by *et*."""
    start = next((t.i for t in parse[link.i + 1 :] if not (t.text == "," or adverb(t))), len(parse))
    if norm(link) not in {"et", "ou"} or start + 1 >= len(parse):
        return None
    verb, infinitive = parse[start], next((t for t in reversed(parse[: link.i]) if _infinitive(t, lexicon)), None)
    if infinitive is None or not infinitive.i or hyphen_after(parse, verb):
        return None
    between = parse[infinitive.i + 1 : link.i]
    other = any(past_participles(lexicon, t) or gerund(lexicon, t) or norm(t) in CLAUSAL for t in between)
    other = other or any(t.pos_ in {"VERB", "AUX", "ADJ"} or t.text in NOT_NARRATED | {","} for t in between)
    led = _verbal(verb, lexicon) and verb.pos_ == "VERB" and norm(infinitive.nbor(-1)) in LEADING
    told = _told_to_you(verb, lexicon) and norm(verb.nbor(-1)) not in CLITICS and _no_order(parse, infinitive, lexicon)
    if other or not (led or told):
        return None
    why = Reason(
        "“{word}” calls for an infinitive, not “{verb}”", word=f"{infinitive.text} … {link.text}", verb=verb.text
    )
    return Hit(verb.idx, verb.idx + len(verb), why, one_verb(lexicon, verb))


def _infinitive(token: "Token", lexicon: Lexicon) -> bool:
    return token.pos_ == "VERB" and any(reading.mood == "infinitive" for reading in readings(lexicon, token))


def _told_to_you(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a form of *vous* and nothing else (*trahissez*)."""
    return only_finite(lexicon, verb) and all((r.person, r.number) == ("2", "p") for r in readings(lexicon, verb))


def _order(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a form of *vous* with no subject before it."""
    before = word_at(verb.doc, verb.i - 1)
    return any(r.mood == "imperative" and r.person == "2" for r in readings(lexicon, verb)) and before != "vous"


def _no_order(parse: "Doc", infinitive: "Token", lexicon: Lexicon) -> bool:
    """True where no other verb speaks to *vous*, but a modal right before the infinitive (*vous pouvez annuler et demandez*)."""
    before = [token for token in parse[: infinitive.i] if token.pos_ in {"VERB", "AUX"}]
    if before and _order(before[-1], lexicon):
        return False  # *Faites glisser et déposez*
    modal = bool(before) and before[-1].i == infinitive.i - 1 and verb_lemmas(lexicon, before[-1]) <= MODALS
    modal = modal and finite_here(lexicon, before[-1])
    spoken = any(norm(t) == "vous" or _told_to_you(t, lexicon) for t in parse[: infinitive.i])
    return bool(before) and (modal or not spoken)
