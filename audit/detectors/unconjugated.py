"""A subject with no conjugated verb behind it (*il proposer*, *ceux qui profiter*, *la Commission demandé un rapport*).

Silent where the form could be something else (*le dîner*), about infinitives that another verb governs (*a vu Paul partir*),
headlines without a verb, participles that agree with their noun, and titles in quotation marks.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity, first_of
from audit.french.apposed_verbs import apposed_verb
from audit.french.candidates import masculine_singular
from audit.french.clauses import (
    OPENERS,
    TIMES,
    antecedent,
    inverted,
    leads_to_que,
    number_of,
    opening_subject,
    own_subject,
    past,
    word_at,
)
from audit.french.grammar import (
    SUBJECTS,
    adverb,
    after_adverbs,
    can_be_finite,
    causative,
    conjugate,
    conjugate_or_complete,
    finite,
    finite_here,
    gerund,
    infinitive_here,
    is_name,
    only_infinitive,
    only_noun,
    past_participles,
    person_of,
    quoted,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.lone_participles import (
    OBJECT_OPENERS,
    announcing,
    been,
    calls_for_conjugated,
    gerund_for_verb,
    reporting,
    speaking,
)
from audit.french.lone_verbs import lone_verb
from audit.french.participles import bare_participle
from audit.french.persons import us
from audit.french.relatives import WHICH
from audit.french.subjects import QUESTIONS
from audit.french.ungoverned import ASKING, ungoverned
from audit.french.words import CLITICS, SMALL_WORDS, VERBAL_NOUNS, words
from audit.naming.names import capitalised

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

GARBLED = 3  # words back to one that is none
# Infinitives that are nouns as well, beyond doubt verbs behind a pronoun.
CLAUSE_VERBS = words("ROOT advcl acl:relcl ccomp")


@detector(category=Category.GRAMMAR, severity=Severity.MAJOR)
def unconjugated(segment: Segment, mended: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(mended)
    rules = [
        _pronoun,
        us,
        _name,
        announcing,
        reporting,
        _relative,
        been,
        _opening,
        _clause,
        speaking,
        gerund_for_verb,
        lone_verb,
        ungoverned,
        apposed_verb,
        bare_participle,
    ]
    if segment.opens and segment.text[0].islower():  # an entry of a list is no sentence: *une mention demandant que*
        rules = [rule for rule in rules if rule not in {gerund_for_verb, ungoverned}]
    for token in mended:
        after = after_adverbs(mended, token.i + 1)
        inverted = after > token.i + 1 and mended[token.i + 1].text.startswith("-")  # *peux-tu*
        whoever = token.norm == "qui" and word_at(mended, token.i - 1) == "importe"  # *n’importe qui possédant un vélo*
        if after < len(mended) and inside[token.i] == inside[after] and not (inverted or whoever):
            hit = first_of(rules, mended, token, mended[after], lexicon)
            if hit and not _behind_unknown(mended, after, lexicon):
                yield hit


def _behind_unknown(parse: "Doc", verb: int, lexicon: Lexicon) -> bool:
    """True right behind a word that is none, which may hold what the verb lacks (*un vélo enmai pour | rejoindre*)."""
    near = parse[max(0, verb - GARBLED) : verb]
    return any(
        t.text.islower() and t.is_alpha and not (readings(lexicon, t) or lexicon.frequency(t.text)) for t in near
    )


def _pronoun(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*il augmenter*, *ils proposé*: a pronoun with no conjugated verb behind it."""
    if token.norm not in SUBJECTS or not _may_be_subject(parse, token, lexicon) or inverted(parse, token):
        return None
    after = past(parse, verb.i, CLITICS)
    if after == len(parse):
        return None
    crossed, verb, found = after > verb.i, parse[after], readings(lexicon, parse[after])
    if verb.norm in SUBJECTS or any(can_be_finite(lexicon, t) for t in parse[token.i + 1 : verb.i]):
        return None  # *je ne pus voir*
    infinitive = any(r.mood == "infinitive" for r in found) and not any(map(finite, found))  # *il devenir*
    sure = crossed or token.norm in {"il", "ils", "je", "j'", "tu"}  # *il lancé*, also a noun
    disagreeing = _opening_pronoun(parse, token) and masculine_singular(verb, lexicon)  # *elle envoyé une photo*
    only = all(r.mood == "participle" for r in found) or (sure and not any(map(finite, found)))
    participle = verb.norm == "été" or (only and bool(past_participles(lexicon, verb)))
    if infinitive or participle or disagreeing:
        return calls_for_conjugated(token, verb, conjugate_or_complete(lexicon, verb, *person_of(token)))
    return None


def _opening_pronoun(parse: "Doc", token: "Token") -> bool:
    """True for *elle*, *elles* and *on* that open a clause, so that no participle can stand for it (but *lui et elle*)."""
    return token.norm in {"elle", "elles", "on"} and (token.i == 0 or word_at(parse, token.i - 1) in OPENERS | {","})


def _name(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Martin déclarer que*, *Martin annoncé que*: a name with no conjugated verb in the sentence so far."""
    if not capitalised(token) or token.pos_ not in {"PROPN", "NOUN", "X"} or not _may_be_subject(parse, token, lexicon):
        return None
    verbal = token.i == 0 and can_be_finite(lexicon, token)  # *Viens rencontrer*
    verbal = verbal or any(r.pos == "adv" for r in readings(lexicon, token))  # *Mieux armé que*
    if not token.text[1:].islower() or "-" in token.text or gerund(lexicon, token) or token.norm == "etant" or verbal:
        return None
    verbs = (word for word in parse[: token.i] if word.pos_ in {"VERB", "AUX"})
    governed = any(verb_lemmas(lexicon, word) for word in verbs)  # *a vu Martin arriver*
    if governed or any(map(adverb, parse[token.i + 1 : verb.i])) or not verb.text[0].islower():
        return None
    infinitive, announced = only_infinitive(lexicon, verb), leads_to_que(parse, verb, lexicon)
    if infinitive and (announced or token.dep_.startswith("nsubj")):
        return calls_for_conjugated(token, verb, conjugate(lexicon, verb, *person_of(token)))
    if announced and past_participles(lexicon, verb) and not can_be_finite(lexicon, verb):
        number = "p" if person_of(token)[1] == "p" else "s"
        return calls_for_conjugated(token, verb, conjugate_or_complete(lexicon, verb, "3", number))
    return None


def _may_be_subject(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """False behind a verb or a preposition (*a elle salué*, *les faits à elle reprochés*)."""
    before = parse[token.i - 1] if token.i else None
    return before is None or not (can_be_finite(lexicon, before) or before.pos_ == "ADP")


def _relative(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*ceux qui profiter*, *ceux qui profité*, *une cure, laquelle aider*, *les élus qui occupation la salle*."""
    which = token.norm in WHICH and word_at(parse, token.i - 1) == ","
    if not (token.norm == "qui" or which) or token.i == 0 or verb.i != token.i + 1:
        return None
    found, noun = (
        readings(lexicon, verb),
        antecedent(parse, token.i - 1 - (parse[token.i - 1].text == "," and token.i > 1)),
    )
    participle = bool(past_participles(lexicon, verb)) and not any(finite(r) or r.pos in SMALL_WORDS for r in found)
    close = next((t.i for t in parse[verb.i :] if t.text == ","), len(parse) - 1)
    transitive = word_at(parse, verb.i + 1) in OBJECT_OPENERS
    if participle and not transitive and close + 1 < len(parse) and finite_here(lexicon, parse[close + 1]):
        return None  # *Marc qui posté à la vitre, observait*
    noun_for_verb = only_noun(lexicon, verb) and word_at(parse, verb.i + 1) in OBJECT_OPENERS and not which
    qualified = past_participles(lexicon, noun) and parse[noun.i - 1].pos_ == "NOUN"  # *un fichier partagé qui*
    if noun.pos_ not in {"NOUN", "PRON", "PROPN", "ADJ"} and not qualified:
        return None
    if which and verb.i + 1 < len(parse) and finite_here(lexicon, parse[verb.i + 1]):
        return None  # *la pension, laquelle partie est calculée*
    if not (participle or only_infinitive(lexicon, verb) or (noun_for_verb and noun.pos_ == "NOUN")):
        return None
    number = "p" if person_of(noun)[1] == "p" else "s"
    repair = None if noun_for_verb else conjugate_or_complete(lexicon, verb, "3", number)
    return calls_for_conjugated(token, verb, repair)


def _opening(parse: "Doc", _: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*si les dirigeants pointer*, *tandis que Meta ouvrir*: a clause that opens with its subject, then an infinitive."""
    if not verb.text.islower() or not infinitive_here(lexicon, verb):
        return None
    subject = opening_subject(parse, verb, lexicon) or _opening_name(parse, verb)
    asking = subject is not None and word_at(parse, subject.i - 1) in QUESTIONS | {"au"}  # *quelles leçons tirer*
    asking = asking or (subject is not None and subject.norm == "fait")  # *le juge le fait déposer*
    asking = asking or (
        parse[verb.i - 1].pos_ in {"ADJ", "ADV"} and can_be_finite(lexicon, parse[verb.i - 1])
    )  # *dément avoir*
    if subject is None or asking or _supposed(parse, verb, lexicon) or subject.norm in TIMES:
        return None
    return calls_for_conjugated(subject, verb, conjugate_or_complete(lexicon, verb, "3", number_of(parse, subject)))


def _supposed(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for an infinitive behind a participle or its like (*des missiles censés avoir été tirés*)."""
    before = parse[verb.i - 1]
    alike = before.pos_ == "ADJ" and verb.norm in VERBAL_NOUNS
    return before.pos_ != "NOUN" and (alike or bool(past_participles(lexicon, before)))


def _opening_name(parse: "Doc", verb: "Token") -> "Token | None":
    """The name between a word that opens a clause and the verb (*que Meta ouvrir*)."""
    start = verb.i - 1
    while start > 0 and is_name(parse[start]) and parse[start].pos_ in {"PROPN", "NOUN", "X"}:
        start -= 1
    return parse[start + 1] if start < verb.i - 1 and word_at(parse, start) in OPENERS else None


def _clause(parse: "Doc", _: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Alors que la majorité se diviser*: a clause with a subject of its own, and an infinitive for its verb."""
    if verb.dep_ not in CLAUSE_VERBS or not verb.text.islower() or not only_infinitive(lexicon, verb):
        return None
    subject = own_subject(verb)
    if subject is None or can_be_finite(lexicon, parse[verb.i - 1]):
        return None
    asking = any(word.norm in QUESTIONS for word in subject.lefts)
    if asking or any(word.text == ":" for word in parse[subject.i + 1 : verb.i]):
        return None
    if _supposed(parse, verb, lexicon):
        return None
    if any(causative(lexicon, token) for token in parse[: verb.i]):
        return None  # *laissons Martin chercher*
    own = {token.i for token in subject.subtree}
    between = [token for token in parse[subject.i + 1 : verb.i] if token.i not in own]
    around = parse[max(0, subject.left_edge.i - 3) : verb.i]
    apart = any(token.norm not in CLITICS and (not adverb(token) or token.norm in ASKING) for token in between)
    if apart or any(finite_here(lexicon, token) for token in around):
        return None
    return calls_for_conjugated(subject, verb, conjugate(lexicon, verb, *person_of(subject)))
