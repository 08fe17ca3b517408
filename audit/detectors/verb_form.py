"""A verb in a form its place does not allow (*est augmenter*, *peut augmente*, *il proposer*, *pour déclare*).

Silent where the form could be something else (*le dîner*, *pour offre*), about infinitives after *c’est* or as subject
(*vouloir est pouvoir*), fixed words (*peut-être*, *savoir-faire*), headlines without a verb, and titles in quotation marks.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from audit.clauses import CLITICS, hyphen_after, number_of, opening_subject, own_subject, past, word_at
from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import (
    SUBJECTS,
    adverb,
    after_adverbs,
    can_be_finite,
    conjugate,
    finite,
    finite_here,
    form_of,
    gerund_here,
    norm,
    only_finite,
    only_infinitive,
    only_participle,
    past_participles,
    person_of,
    quoted,
    readings,
    verb_lemmas,
)
from audit.lexicon import Lexicon
from audit.names import capitalised
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Verbs that only an infinitive may follow directly; behind some, a participle that is also a noun is as wrong.
MODALS = ("pouvoir", "devoir", "vouloir", "aller", "falloir", "sembler")
TAKE_NO_PARTICIPLE = words("pouvoir devoir vouloir falloir")
TAKE_NO_NOUN = words("pouvoir devoir")
BEFORE_INFINITIVE = words("pour de d' à sans")
SMALL_WORDS = words("adv prep pron det conj")
# Infinitives that are nouns as well, beyond doubt verbs behind a pronoun.
VERBAL_NOUNS = words("avoir être pouvoir devoir savoir")
BEING, PLURAL = words("est sont était étaient"), words("sont ont étaient avaient")
DEMONSTRATIVES = words("c' ce ç' - cela ça")  # *c’est jouer avec le feu*
NOT_AUXILIARIES = words("A as ai")  # a letter, a card, a sign of speech
OBJECT_OPENERS = words("un une des son sa ses leur leurs")
# Infinitives that the parser makes the verb of a clause.
CLAUSE_VERBS = words("ROOT advcl acl:relcl ccomp")


@detector(category=Category.GRAMMAR, severity=Severity.MAJOR)
def verb_form(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(parse)
    rules = (_passive, _auxiliary, _modal, _preposition, _pronoun, _name, _relative, _negation, _opening, _clause)
    for token in parse:
        after = after_adverbs(parse, token.i + 1)
        if after < len(parse) and inside[token.i] == inside[after]:
            hits = (rule(parse, token, parse[after], lexicon) for rule in rules)
            yield from islice(filter(None, hits), 1)


def _hit(first: "Token", last: "Token", why: str, repair: str | None) -> Hit:
    return Hit(first.idx, last.idx + len(last), why, repair)


def _no_infinitive(token: "Token", verb: "Token", repair: str | None) -> Hit:
    return _hit(token, verb, f"“{token.text}” cannot be followed by the infinitive “{verb.text}”", repair)


def _calls_for_infinitive(token: "Token", verb: "Token", lexicon: Lexicon) -> Hit:
    lemmas = verb_lemmas(lexicon, verb)
    plain = len(lemmas) == 1 and verb.i == token.i + 1
    repair = f"{token.text} {lemmas.pop()}" if plain else None
    return _hit(token, verb, f"“{token.text}” calls for an infinitive, not “{verb.text}”", repair)


def _calls_for_conjugated(subject: "Token", verb: "Token", repair: str | None) -> Hit:
    return _hit(verb, verb, f"“{subject.text}” calls for a conjugated verb, not “{verb.text}”", repair)


def _passive(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a été augmenter*, *est être vendu*: a passive with an infinitive in the participle's place."""
    if norm(token) == "été":
        wrong = token.i > 0 and form_of(lexicon, parse[token.i - 1], "avoir") and only_infinitive(lexicon, verb)
    else:
        sold = verb.i + 1 < len(parse) and bool(past_participles(lexicon, parse[verb.i + 1]))
        wrong = sold and norm(token) in BEING and norm(verb) == "être" and _is_auxiliary(parse, token, verb, lexicon)
    return _no_infinitive(token, verb, None) if wrong else None


def _auxiliary(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*est augmenter*, *a augmenter*, *a augmente*: an auxiliary followed by no participle."""
    if not _is_auxiliary(parse, token, verb, lexicon):
        return None
    having, participle = form_of(lexicon, token, "avoir"), _participle(verb, lexicon)
    if only_infinitive(lexicon, verb) and not _infinitive_before(parse, token, lexicon):
        middle = parse[token.i + 1 : verb.i].text_with_ws
        if having and participle:
            return _no_infinitive(token, verb, f"{token.text} {middle}{participle}")
        plain = conjugate(lexicon, verb, "3", "p" if norm(token) in PLURAL else "s")
        return _no_infinitive(token, verb, plain and f"{plain} {middle}".strip())
    if having and word_at(parse, token.i - 1) != "y" and _no_participle(parse, token, verb, lexicon):
        why = f"“{token.text}” calls for a participle, not “{verb.text}”"
        return _hit(token, verb, why, participle and f"{token.text} {participle}")
    return None


def _is_auxiliary(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a form of *être* or *avoir* in its place; but *c’est jouer*, *ont semble-t-il trouvé*."""
    if token.i == 0 or token.text in NOT_AUXILIARIES or token.text.startswith("-"):
        return False
    if token.pos_ not in {"AUX", "VERB"} or word_at(parse, token.i - 1) in DEMONSTRATIVES or hyphen_after(parse, verb):
        return False
    return bool(verb_lemmas(lexicon, token) & {"être", "avoir"}) and can_be_finite(lexicon, token)


def _infinitive_before(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True when an infinitive or a clause is the subject (*souffler n’est pas jouer*, *l’important est gagner*)."""
    return form_of(lexicon, token, "être") and any(only_infinitive(lexicon, word) for word in parse[: token.i])


def _no_participle(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a conjugated verb or a gerund in a participle's place (*a augmente*, *a augmentant*, *il a être*)."""
    if len(verb) < 3 or verb.text[0].isupper():
        return False
    noun_as_verb = norm(verb) in VERBAL_NOUNS and word_at(parse, token.i - 1) in SUBJECTS
    return noun_as_verb or only_finite(lexicon, verb) or gerund_here(lexicon, verb)


def _participle(verb: "Token", lexicon: Lexicon) -> str | None:
    lemmas = verb_lemmas(lexicon, verb)
    if len(lemmas) != 1:
        return None
    return lexicon.inflect(lemmas.pop(), "verb", mood="participle", tense="past", gender="m", number="s")


def _modal(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*peut augmente*, *doit proposé*: a modal followed by no infinitive."""
    modal = next((lemma for lemma in MODALS if form_of(lexicon, token, lemma)), None)
    after = past(parse, verb.i, CLITICS)
    if modal is None or after == len(parse) or parse[after].text[0].isupper():
        return None
    verb, sure = parse[after], all(map(finite, readings(lexicon, token)))
    wrong = only_finite(lexicon, verb) or gerund_here(lexicon, verb)
    participle = modal in TAKE_NO_PARTICIPLE and only_participle(lexicon, verb)
    noun = modal in TAKE_NO_NOUN and finite_here(lexicon, token) and _participle_here(lexicon, verb)
    if (sure and (wrong or participle)) or noun:
        return _calls_for_infinitive(token, verb, lexicon)
    return None


def _participle_here(lexicon: Lexicon, verb: "Token") -> bool:
    """True for a participle, where no noun can stand, that is no small word or infinitive (*réduit*; not *sauf*)."""
    other = any(r.pos in SMALL_WORDS or r.mood == "infinitive" for r in readings(lexicon, verb))
    return bool(past_participles(lexicon, verb)) and not other


def _preposition(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*pour augmente*, *de déclare*: a preposition followed by a conjugated verb where the sentence has one already."""
    if norm(token) not in BEFORE_INFINITIVE or verb.i != token.i + 1 or token.text[0].isupper():
        return None
    if not only_finite(lexicon, verb) or len(verb) < 4 or verb.text[0].isupper() or hyphen_after(parse, verb):
        return None
    if not any(finite_here(lexicon, word) for word in parse[: token.i]):
        return None  # the sentence's own verb: what stood between is gone, see dropped-text
    return _calls_for_infinitive(token, verb, lexicon)


def _pronoun(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*il augmenter*, *ils proposé*: a pronoun with no conjugated verb behind it."""
    if norm(token) not in SUBJECTS or not _may_be_subject(parse, token, lexicon) or _inverted(parse, token):
        return None
    after = past(parse, verb.i, CLITICS)
    if after == len(parse):
        return None
    verb, found = parse[after], readings(lexicon, parse[after])
    infinitive = only_infinitive(lexicon, verb) or norm(verb) in VERBAL_NOUNS
    participle = norm(verb) == "été" or (bool(found) and all(r.mood == "participle" for r in found))
    if infinitive or participle:
        return _calls_for_conjugated(token, verb, conjugate(lexicon, verb, *person_of(token)))
    return None


def _name(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Martin déclarer que*, *Martin annoncé que*: a name with no conjugated verb in the sentence so far."""
    if not capitalised(token) or token.pos_ not in {"PROPN", "NOUN", "X"} or not _may_be_subject(parse, token, lexicon):
        return None
    governed = any(verb_lemmas(lexicon, word) for word in parse[: token.i])  # *a vu Martin arriver*
    if governed or any(map(adverb, parse[token.i + 1 : verb.i])) or not verb.text[0].islower():
        return None
    infinitive, announced = only_infinitive(lexicon, verb), _leads_to_que(parse, verb, lexicon)
    if infinitive and (announced or token.dep_.startswith("nsubj")):
        return _calls_for_conjugated(token, verb, conjugate(lexicon, verb, *person_of(token)))
    if announced and past_participles(lexicon, verb):
        participle = _participle(verb, lexicon)
        return _calls_for_conjugated(token, verb, participle and f"a {participle}")
    return None


def _may_be_subject(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """False behind a verb or a preposition (*a elle salué*, *les faits à elle reprochés*)."""
    before = parse[token.i - 1] if token.i else None
    return before is None or not (can_be_finite(lexicon, before) or before.pos_ == "ADP")


def _inverted(parse: "Doc", token: "Token") -> bool:
    """True for a pronoun behind its verb (*a-t-il déclaré*, *doit-elle partir*)."""
    return token.i > 0 and (token.text.startswith("-") or "-" in parse[token.i - 1].text)


def _leads_to_que(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True where *que* is near, and no conjugated verb before it (*annoncé vendredi que*)."""
    for token in parse[verb.i + 1 : verb.i + 4]:
        if norm(token) in {"que", "qu'"}:
            return True
        if can_be_finite(lexicon, token):
            return False
    return False


def _relative(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*ceux qui profiter*, *ceux qui profité*: a relative with no conjugated verb behind it."""
    if norm(token) != "qui" or token.i == 0 or verb.i != token.i + 1:
        return None
    found, antecedent = readings(lexicon, verb), parse[token.i - 1]
    participle = bool(past_participles(lexicon, verb)) and not any(finite(r) or r.pos in SMALL_WORDS for r in found)
    if antecedent.pos_ not in {"NOUN", "PRON", "PROPN"} or not (participle or only_infinitive(lexicon, verb)):
        return None
    number = "p" if person_of(antecedent)[1] == "p" else "s"
    return _calls_for_conjugated(token, verb, conjugate(lexicon, verb, "3", number))


def _negation(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*n’eu pas*: a negation with no conjugated verb behind it."""
    if norm(token) in {"ne", "n'"} and verb.i == token.i + 1 and only_participle(lexicon, verb):
        return _calls_for_conjugated(token, verb, conjugate(lexicon, verb, "3", "s"))
    return None


def _opening(parse: "Doc", _: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*si les dirigeants pointer*, *certains recevoir*: a clause that opens with its subject, then an infinitive."""
    if not verb.text.islower() or not (only_infinitive(lexicon, verb) or _bare_participle(parse, verb, lexicon)):
        return None
    subject = opening_subject(parse, verb, lexicon)
    if subject is None:
        return None
    return _calls_for_conjugated(subject, verb, conjugate(lexicon, verb, "3", number_of(parse, subject)))


def _bare_participle(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a participle that agrees with nothing and has an object behind it (*la Commission demandé un rapport*)."""
    features = parse[verb.i - 1].morph
    agrees = features.get("Gender", []) != ["Fem"] and features.get("Number", []) != ["Plur"]
    if agrees or word_at(parse, verb.i + 1) not in OBJECT_OPENERS or not past_participles(lexicon, verb):
        return False
    found = [reading for reading in readings(lexicon, verb) if reading.pos != "adjective"]
    return all(r.mood == "participle" and r.gender == "m" and r.number == "s" for r in found)


def _clause(parse: "Doc", _: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Alors que la majorité se diviser*: a clause with a subject of its own, and an infinitive for its verb."""
    if verb.dep_ not in CLAUSE_VERBS or not verb.text.islower() or not only_infinitive(lexicon, verb):
        return None
    subject = own_subject(verb)
    if subject is None or parse[verb.i - 1].text == ":" or can_be_finite(lexicon, parse[verb.i - 1]):
        return None
    own = {token.i for token in subject.subtree}
    between = [token for token in parse[subject.i + 1 : verb.i] if token.i not in own]
    around = parse[max(0, subject.left_edge.i - 3) : verb.i]
    apart = any(norm(token) not in CLITICS and not adverb(token) for token in between)
    if apart or any(finite_here(lexicon, token) for token in around):
        return None
    return _calls_for_conjugated(subject, verb, conjugate(lexicon, verb, *person_of(subject)))
