"""A subject with no conjugated verb behind it (*il proposer*, *ceux qui profiter*, *la Commission demandé un rapport*).

Silent where the form could be something else (*le dîner*), about infinitives that another verb governs (*a vu Paul partir*),
headlines without a verb, participles that agree with their noun, and titles in quotation marks.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from audit.agreeing import Features, clash, noun_features
from audit.clauses import (
    CLITICS,
    OPENERS,
    REFLEXIVES,
    complements_end,
    number_of,
    opening_subject,
    own_subject,
    past,
    word_at,
)
from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import (
    SUBJECTS,
    adverb,
    after_adverbs,
    can_be_finite,
    causative,
    conjugate,
    finite,
    finite_here,
    gerund,
    is_name,
    norm,
    only_infinitive,
    only_participle,
    past_participle,
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

SMALL_WORDS = words("adv prep pron det conj")
# Infinitives that are nouns as well, beyond doubt verbs behind a pronoun.
VERBAL_NOUNS = words("avoir être pouvoir devoir savoir")
OBJECT_OPENERS = words("un une des son sa ses leur leurs")
OF_A_SUBJECT = words("NOUN PROPN ADJ")  # kinds of words that may be the last of a subject
# Infinitives that the parser makes the verb of a clause.
CLAUSE_VERBS = words("ROOT advcl acl:relcl ccomp")


@detector(category=Category.GRAMMAR, severity=Severity.MAJOR)
def unconjugated(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(parse)
    rules = (_pronoun, _name, _relative, _negation, _opening, _sentence, _clause)
    for token in parse:
        after = after_adverbs(parse, token.i + 1)
        inverted = after > token.i + 1 and parse[token.i + 1].text.startswith("-")  # *peux-tu*
        if after < len(parse) and inside[token.i] == inside[after] and not inverted:
            hits = (rule(parse, token, parse[after], lexicon) for rule in rules)
            yield from islice(filter(None, hits), 1)


def _calls_for_conjugated(subject: "Token", verb: "Token", repair: str | None) -> Hit:
    why = f"“{subject.text}” calls for a conjugated verb, not “{verb.text}”"
    return Hit(verb.idx, verb.idx + len(verb), why, repair)


def _infinitive(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for an infinitive, *être* and *avoir* included where no article makes a noun of them."""
    return only_infinitive(lexicon, verb) or (norm(verb) in VERBAL_NOUNS and verb.pos_ in {"VERB", "AUX"})


def _pronoun(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*il augmenter*, *ils proposé*: a pronoun with no conjugated verb behind it."""
    if norm(token) not in SUBJECTS or not _may_be_subject(parse, token, lexicon) or _inverted(parse, token):
        return None
    after = past(parse, verb.i, CLITICS)
    if after == len(parse):
        return None
    crossed, verb, found = after > verb.i, parse[after], readings(lexicon, parse[after])
    if norm(verb) in SUBJECTS:
        return None
    infinitive = only_infinitive(lexicon, verb) or norm(verb) in VERBAL_NOUNS
    only = bool(found) and all(r.mood == "participle" or (crossed and r.pos == "noun") for r in found)
    participle = norm(verb) == "été" or (only and bool(past_participles(lexicon, verb)))
    if infinitive or participle:
        return _calls_for_conjugated(token, verb, conjugate(lexicon, verb, *person_of(token)))
    return None


def _name(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Martin déclarer que*, *Martin annoncé que*: a name with no conjugated verb in the sentence so far."""
    if not capitalised(token) or token.pos_ not in {"PROPN", "NOUN", "X"} or not _may_be_subject(parse, token, lexicon):
        return None
    if not token.text[1:].islower() or gerund(lexicon, token) or norm(token) == "etant":
        return None
    verbs = (word for word in parse[: token.i] if word.pos_ in {"VERB", "AUX"})
    governed = any(verb_lemmas(lexicon, word) for word in verbs)  # *a vu Martin arriver*
    if governed or any(map(adverb, parse[token.i + 1 : verb.i])) or not verb.text[0].islower():
        return None
    infinitive, announced = only_infinitive(lexicon, verb), _leads_to_que(parse, verb, lexicon)
    if infinitive and (announced or token.dep_.startswith("nsubj")):
        return _calls_for_conjugated(token, verb, conjugate(lexicon, verb, *person_of(token)))
    if announced and past_participles(lexicon, verb) and not can_be_finite(lexicon, verb):
        participle = past_participle(lexicon, verb)
        return _calls_for_conjugated(token, verb, participle and f"a {participle}")
    return None


def _may_be_subject(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """False behind a verb or a preposition (*a elle salué*, *les faits à elle reprochés*)."""
    before = parse[token.i - 1] if token.i else None
    return before is None or not (can_be_finite(lexicon, before) or before.pos_ == "ADP")


def _inverted(parse: "Doc", token: "Token") -> bool:
    """True for a pronoun behind its verb (*a-t-il déclaré*, *doit-elle partir*)."""
    before = parse[token.i - 1].text if token.i else ""
    return token.text.startswith("-") or "-" in before or before in {"t'", "t’"}


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
    found, antecedent = readings(lexicon, verb), _antecedent(parse, token.i - 1)
    participle = bool(past_participles(lexicon, verb)) and not any(finite(r) or r.pos in SMALL_WORDS for r in found)
    if antecedent.pos_ not in {"NOUN", "PRON", "PROPN", "ADJ"} or not (participle or only_infinitive(lexicon, verb)):
        return None
    number = "p" if person_of(antecedent)[1] == "p" else "s"
    return _calls_for_conjugated(token, verb, conjugate(lexicon, verb, "3", number))


def _antecedent(parse: "Doc", index: int) -> "Token":
    """The noun before *qui*, behind whose adjectives it may stand."""
    noun = next((token for token in reversed(parse[max(0, index - 2) : index + 1]) if token.pos_ != "ADJ"), parse[index])
    return noun if noun.pos_ in {"NOUN", "PRON", "PROPN"} else parse[index]


def _negation(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*n’eu pas*: a negation with no conjugated verb behind it."""
    if norm(token) in {"ne", "n'"} and verb.i == token.i + 1 and only_participle(lexicon, verb):
        return _calls_for_conjugated(token, verb, conjugate(lexicon, verb, "3", "s"))
    return None


def _opening(parse: "Doc", _: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*si les dirigeants pointer*, *tandis que Meta ouvrir*: a clause that opens with its subject, then an infinitive."""
    if not verb.text.islower() or not (_infinitive(parse, verb, lexicon) or _bare_participle(parse, verb, lexicon)):
        return None
    subject = opening_subject(parse, verb, lexicon) or _opening_name(parse, verb)
    supposed = verb.i and past_participles(lexicon, parse[verb.i - 1])  # *des missiles censés avoir été tirés*
    if subject is None or supposed:
        return None
    return _calls_for_conjugated(subject, verb, conjugate(lexicon, verb, "3", number_of(parse, subject)))


def _opening_name(parse: "Doc", verb: "Token") -> "Token | None":
    """The name between a word that opens a clause and the verb (*que Meta ouvrir*)."""
    start = verb.i - 1
    while start > 0 and is_name(parse[start]) and parse[start].pos_ in {"PROPN", "NOUN", "X"}:
        start -= 1
    return parse[start + 1] if start < verb.i - 1 and word_at(parse, start) in OPENERS else None


def _bare_participle(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a participle that agrees with nothing and has an object behind it (*la Commission demandé un rapport*)."""
    has = noun_features(lexicon, parse[verb.i - 1])
    agrees = has is None or not clash(has, Features("m", "s"))
    if agrees or word_at(parse, verb.i + 1) not in OBJECT_OPENERS or not past_participles(lexicon, verb):
        return False
    found = [reading for reading in readings(lexicon, verb) if reading.pos != "adjective"]
    return all(r.mood == "participle" and r.gender == "m" and r.number == "s" for r in found)


def _sentence(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*Le livre écrit par Marie sortir lundi*: a sentence that opens with its subject, then an infinitive."""
    end = complements_end(parse, 0, lexicon) if token.i == 0 else 0
    verb = past(parse, end, REFLEXIVES)
    if not 1 < end <= verb < len(parse) or token.pos_ not in {"DET", "PROPN", "NOUN"}:
        return None
    supposed = past_participles(lexicon, parse[end - 1]) and parse[end - 1].pos_ != "NOUN"
    if supposed or parse[end - 1].pos_ not in OF_A_SUBJECT or not _infinitive(parse, parse[verb], lexicon):
        return None
    head = next((word for word in parse[:end] if word.pos_ in {"NOUN", "PROPN"}), token)
    return _calls_for_conjugated(head, parse[verb], conjugate(lexicon, parse[verb], "3", number_of(parse, head)))


def _clause(parse: "Doc", _: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Alors que la majorité se diviser*: a clause with a subject of its own, and an infinitive for its verb."""
    if verb.dep_ not in CLAUSE_VERBS or not verb.text.islower() or not only_infinitive(lexicon, verb):
        return None
    subject = own_subject(verb)
    if subject is None or parse[verb.i - 1].text == ":" or can_be_finite(lexicon, parse[verb.i - 1]):
        return None
    if any(causative(lexicon, token) for token in parse[: verb.i]):
        return None  # *laissons Martin chercher*
    own = {token.i for token in subject.subtree}
    between = [token for token in parse[subject.i + 1 : verb.i] if token.i not in own]
    around = parse[max(0, subject.left_edge.i - 3) : verb.i]
    apart = any(norm(token) not in CLITICS and not adverb(token) for token in between)
    if apart or any(finite_here(lexicon, token) for token in around):
        return None
    return _calls_for_conjugated(subject, verb, conjugate(lexicon, verb, *person_of(subject)))
