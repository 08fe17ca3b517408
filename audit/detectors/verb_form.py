"""A verb in a form its place does not allow (*est augmenter*, *peut augmente*, *il proposer*, *pour déclare*).

Silent where the form could be something else (*le dîner*, *pour offre*), about infinitives after *c’est* or as subject
(*vouloir est pouvoir*), fixed words (*peut-être*, *savoir-faire*), headlines without a verb, and titles in quotation marks.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    adverb,
    after_adverbs,
    can_be_finite,
    causative,
    conjugate,
    finite,
    form_of,
    gerund_here,
    norm,
    only_finite,
    only_infinitive,
    past_participles,
    person_of,
    quoted,
    readings,
)  # fmt: skip
from audit.lexicon import Lexicon
from audit.names import capitalised
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    Fault = tuple[Token, Token, str, str | None]  # first and last token, why, repair

# Verbs that only an infinitive may follow directly.
MODALS = ("pouvoir", "devoir", "vouloir", "aller", "falloir", "sembler")
# Words that open a clause, so that a subject and its verb must follow.
CLAUSE_OPENERS = words("si quand lorsque puisque tandis comme que qu' dont où mais car")
PRONOUNS_PLURAL = words("certains certaines beaucoup plusieurs tous toutes d'autres")
PLURAL_DETERMINERS = words("les des ces ses nos vos leurs mes tes quelques plusieurs certains certaines")
# Infinitives that are nouns as well, beyond doubt verbs behind a pronoun.
VERBAL_NOUNS = frozenset({"avoir", "être", "pouvoir", "devoir", "savoir"})
CLITICS = words("ne n' me m' te t' se s' nous vous le la l' les lui leur y en")


@detector(category=Category.GRAMMAR, severity=Severity.MAJOR)
def verb_form(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(parse)
    for token in parse:
        after = after_adverbs(parse, token.i + 1)
        if after >= len(parse) or inside[token.i] != inside[after]:
            continue
        verb = parse[after]
        found = (
            _auxiliary(parse, token, verb, lexicon)
            or _modal(token, verb, lexicon)
            or _preposition(parse, token, verb, lexicon)
            or _subject(parse, token, verb, lexicon)
            or _nothing_finite(parse, token, verb, lexicon)
            or _infinitive_clause(parse, verb, lexicon)
        )
        if found:
            first, last, why, repair = found
            yield Hit(first.idx, last.idx + len(last), why, repair)


def _between(parse: "Doc", start: int, end: int) -> str:
    """The text of the tokens from `start` up to `end`, with the space that leads to `end`."""
    return str(parse[start:end].text_with_ws) if start < end else ""


def _auxiliary(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> "Fault | None":
    """*est augmenter*, *a augmenter*, *a augmente*: an auxiliary followed by no participle."""
    being, having = form_of(lexicon, token, "être"), form_of(lexicon, token, "avoir")
    if (
        norm(token) == "été"
        and only_infinitive(lexicon, verb)
        and token.i
        and form_of(lexicon, parse[token.i - 1], "avoir")
    ):
        return token, verb, f"“{token.text}” cannot be followed by the infinitive “{verb.text}”", None
    if not (being or having) or not any(map(finite, readings(lexicon, token))) or token.i == 0:
        return None
    if (
        norm(parse[token.i - 1]) in {"c'", "ce", "ç'", "-", "cela", "ça"}
        or token.text[0] == "-"
        or token.text in {"A", "as", "ai"}
    ):
        return None
    if verb.i + 1 < len(parse) and parse[verb.i + 1].text[0] == "-":
        return None  # *ont semble-t-il trouvé*
    if (
        being
        and norm(token) in {"est", "sont", "était", "étaient"}
        and norm(verb) == "être"
        and verb.i + 1 < len(parse)
        and past_participles(lexicon, parse[verb.i + 1])
    ):
        return token, verb, f"“{token.text}” cannot be followed by the infinitive “{verb.text}”", None
    if only_infinitive(lexicon, verb) and not _infinitive_before(parse, token, lexicon):
        middle = _between(parse, token.i + 1, verb.i)
        participle = _participle(verb, lexicon)
        person, number = person_of(_subject_of(parse, token, verb))
        plain = conjugate(lexicon, verb, "3", "p" if norm(token) in {"sont", "ont", "étaient", "avaient"} else "s")
        repair = (
            f"{token.text} {middle}{participle}"
            if having and participle
            else f"{plain} {middle}".strip()
            if plain
            else None
        )
        return token, verb, f"“{token.text}” cannot be followed by the infinitive “{verb.text}”", repair
    wrong = (
        only_finite(lexicon, verb)
        or gerund_here(lexicon, verb)
        or (norm(verb) in VERBAL_NOUNS and norm(parse[token.i - 1]) in SUBJECTS)
    )
    if having and wrong and len(verb) > 2 and not verb.text[0].isupper() and norm(parse[token.i - 1]) != "y":
        participle = _participle(verb, lexicon)
        return (
            token,
            verb,
            f"“{token.text}” calls for a participle, not “{verb.text}”",
            participle and f"{token.text} {participle}",
        )
    return None


def _subject_of(parse: "Doc", *verbs: "Token") -> "Token":
    return next(
        (child for verb in verbs for child in verb.lefts if child.dep_.startswith("nsubj")),
        parse[max(0, verbs[0].i - 1)],
    )


def _participle(verb: "Token", lexicon: Lexicon) -> str | None:
    lemmas = {reading.lemma for reading in readings(lexicon, verb) if reading.pos == "verb"}
    if len(lemmas) != 1:
        return None
    return lexicon.inflect(lemmas.pop(), "verb", mood="participle", tense="past", gender="m", number="s")


def _infinitive_before(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True when an infinitive or a clause is the subject (*souffler n’est pas jouer*, *l’important est gagner*)."""
    return form_of(lexicon, token, "être") and any(only_infinitive(lexicon, word) for word in parse[: token.i])


def _modal(token: "Token", verb: "Token", lexicon: Lexicon) -> "Fault | None":
    """*peut augmente*, *doit proposé*: a modal followed by no infinitive."""
    while norm(verb) in {"se", "s'", "me", "te", "lui", "leur", "y"} and verb.i + 1 < len(verb.doc):
        verb = verb.nbor(1)
    lemma = next((modal for modal in MODALS if form_of(lexicon, token, modal)), None)
    if lemma is None or not all(finite(reading) for reading in readings(lexicon, token)):
        return None
    wrong = only_finite(lexicon, verb) or gerund_here(lexicon, verb)
    if lemma not in {"aller", "sembler"} and past_participles(lexicon, verb):
        wrong = wrong or (
            bool(found := readings(lexicon, verb))
            and all(r.mood == "participle" or r.pos == "adjective" for r in found)
        )
    if not wrong or verb.text[0].isupper():
        return None
    lemmas = {reading.lemma for reading in readings(lexicon, verb)}
    repair = f"{token.text} {lemmas.pop()}" if len(lemmas) == 1 else None
    return (
        token,
        verb,
        f"“{token.text}” calls for an infinitive, not “{verb.text}”",
        repair if verb.i == token.i + 1 else None,
    )


def _preposition(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> "Fault | None":
    """*pour augmente*, *de proposé*: a preposition followed by a conjugated verb where the sentence has one already."""
    if norm(token) not in {"pour", "de", "d'", "à", "sans"} or verb.i != token.i + 1 or token.text[0].isupper():
        return None
    if (
        not only_finite(lexicon, verb)
        or len(verb) < 4
        or verb.text[0].isupper()
        or (verb.i + 1 < len(parse) and parse[verb.i + 1].text[0] == "-")
    ):
        return None
    if not any(any(map(finite, readings(lexicon, word))) and word.pos_ in {"VERB", "AUX"} for word in parse[: token.i]):
        return None  # the sentence's own verb: what stood between is gone, see dropped-text
    lemmas = {reading.lemma for reading in readings(lexicon, verb)}
    repair = f"{token.text} {lemmas.pop()}" if len(lemmas) == 1 else None
    return token, verb, f"“{token.text}” calls for an infinitive, not “{verb.text}”", repair


def _subject(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> "Fault | None":
    """*il augmenter*, *ils proposé*, *Martin déclarer que*: a subject with no conjugated verb behind it."""
    word = norm(token)
    pronoun = word in SUBJECTS and not (token.i and parse[token.i - 1].text == "-") and token.text[0] != "-"
    name = (
        capitalised(token)
        and token.pos_ in {"PROPN", "NOUN", "X"}
        and (token.dep_.startswith("nsubj") or _announced(parse, verb, lexicon))
    )
    while not name and pronoun and norm(verb) in CLITICS and verb.i + 1 < len(parse):
        verb = parse[verb.i + 1]
    if token.i and (can_be_finite(lexicon, parse[token.i - 1]) or parse[token.i - 1].pos_ == "ADP"):
        return None  # *a elle salué*, *les faits à elle reprochés*
    if not (pronoun or name) or any(adverb(t) for t in parse[token.i + 1 : verb.i] if name):
        return None
    infinitive = only_infinitive(lexicon, verb) or (pronoun and norm(verb) in VERBAL_NOUNS)
    participle = pronoun and (
        norm(verb) == "été"
        or (bool(readings(lexicon, verb)) and all(r.mood == "participle" for r in readings(lexicon, verb)))
    )
    if name and not infinitive and _announced(parse, verb, lexicon) and not _governed(parse, token, lexicon):
        lemma = past_participles(lexicon, verb)[0].lemma
        form = lexicon.inflect(lemma, "verb", mood="participle", tense="past", gender="m", number="s")
        return verb, verb, f"“{token.text}” calls for a conjugated verb, not “{verb.text}”", form and f"a {form}"
    if name and (not infinitive or not verb.text[0].islower() or _governed(parse, token, lexicon)):
        return None
    if not (infinitive or participle) or (pronoun and _inverted(parse, token)):
        return None
    person, number = person_of(token)
    form = conjugate(lexicon, verb, person, number)
    return verb, verb, f"“{token.text}” calls for a conjugated verb, not “{verb.text}”", form


def _announced(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a bare participle that leads to *que* (*Martin annoncé vendredi que*)."""
    return bool(past_participles(lexicon, verb)) and verb.text.islower() and _leads_to_que(parse, verb, lexicon)


def _leads_to_que(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    for token in parse[verb.i + 1 : verb.i + 4]:
        if norm(token) in {"que", "qu'"}:
            return True
        if can_be_finite(lexicon, token):
            return False
    return False


def _nothing_finite(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> "Fault | None":
    """*ceux qui profiter*, *n’eu pas*: a relative or a negation with no conjugated verb behind it."""
    found = readings(lexicon, verb)
    participle = any(r.mood == "participle" and r.tense == "past" for r in found) and all(
        r.mood == "participle" or r.pos == "adjective" for r in found
    )
    relative = norm(token) == "qui" and token.i > 0 and parse[token.i - 1].pos_ in {"NOUN", "PRON", "PROPN"}
    if relative and any(r.mood == "participle" and r.tense == "past" for r in found):
        participle = not any(finite(r) or r.pos in {"adv", "prep", "pron", "det", "conj"} for r in found)
    negation = norm(token) in {"ne", "n'"}
    if verb.i != token.i + 1 or not (
        (relative and (participle or only_infinitive(lexicon, verb))) or (negation and participle)
    ):
        return None
    form = conjugate(lexicon, verb, "3", "p" if relative and person_of(parse[token.i - 1])[1] == "p" else "s")
    return verb, verb, f"“{token.text}” calls for a conjugated verb, not “{verb.text}”", form


def _infinitive_clause(parse: "Doc", verb: "Token", lexicon: Lexicon) -> "Fault | None":
    """*Alors que la majorité se diviser*: a clause with a subject of its own, and an infinitive for its verb."""
    if found := _subject_then_infinitive(parse, verb, lexicon):
        return found
    if (
        not only_infinitive(lexicon, verb)
        or verb.dep_ not in {"ROOT", "advcl", "acl:relcl", "ccomp"}
        or not verb.text.islower()
    ):
        return None
    subjects = [child for child in verb.lefts if child.dep_ == "nsubj" and child.pos_ in {"NOUN", "PROPN"}]
    if len(subjects) != 1 or any(
        child.dep_.startswith(("aux", "cop", "mark")) and norm(child) in PREPOSITIONS for child in verb.lefts
    ):
        return None
    subject = subjects[0]
    if can_be_finite(lexicon, parse[verb.i - 1]) or parse[verb.i - 1].text == ":":
        return None
    inside = {t.i for t in subject.subtree}
    if any(t.i not in inside and norm(t) not in CLITICS and not adverb(t) for t in parse[subject.i + 1 : verb.i]):
        return None
    if not any(norm(child) in DETERMINERS for child in subject.lefts) and subject.pos_ == "NOUN":
        return None
    if any(
        can_be_finite(lexicon, t) and t.pos_ in {"VERB", "AUX"} for t in parse[max(0, subject.left_edge.i - 3) : verb.i]
    ):
        return None
    form = conjugate(lexicon, verb, *person_of(subject))
    return verb, verb, f"“{subject.text}” calls for a conjugated verb, not “{verb.text}”", form


def _subject_then_infinitive(parse: "Doc", verb: "Token", lexicon: Lexicon) -> "Fault | None":
    """*si les dirigeants pointer*, *certains recevoir*: a clause that opens with its subject, then an infinitive."""
    if not (only_infinitive(lexicon, verb) or _bare_participle(parse, verb, lexicon)) or not verb.text.islower():
        return None
    i = verb.i - 1
    while i >= 0 and norm(parse[i]) in CLITICS - {"le", "la", "les", "l'", "leur", "lui"}:
        i -= 1
    while i >= 0 and parse[i].pos_ == "ADJ":
        i -= 1
    if i > 2 and parse[i].pos_ == "NOUN" and norm(parse[i - 1]) in {"de", "d'"} and parse[i - 2].pos_ == "NOUN":
        i -= 2
    if i < 0:
        return None
    head, opens = parse[i], i - 1
    if can_be_finite(lexicon, head) and not (i and norm(parse[i - 1]) in DETERMINERS):
        return None  # *si le couple compte revoir*
    if head.pos_ == "NOUN" and i > 0 and (norm(parse[i - 1]) in DETERMINERS or parse[i - 1].pos_ == "NUM"):
        opens = i - 2
    elif not (norm(head) in PRONOUNS_PLURAL and i == 0):
        return None
    adverbial = (
        opens >= 0
        and parse[opens].text in {",", "et", "«", "“"}
        and not any(causative(lexicon, t) or only_infinitive(lexicon, t) for t in parse[:opens])
    )
    if opens >= 0 and norm(parse[opens]) not in CLAUSE_OPENERS and not adverbial:
        return None
    person, number = (
        "3",
        "p"
        if norm(head) in PRONOUNS_PLURAL or norm(parse[i - 1]) in PLURAL_DETERMINERS or parse[i - 1].pos_ == "NUM"
        else "s",
    )
    form = conjugate(lexicon, verb, person, number)
    return verb, verb, f"“{head.text}” calls for a conjugated verb, not “{verb.text}”", form


def _bare_participle(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a masculine singular participle with an object behind it (*la Commission demandé un rapport*)."""
    found = readings(lexicon, verb)
    if not found or not all(
        r.mood == "participle" and r.gender == "m" and r.number == "s" for r in found if r.pos != "adjective"
    ):
        return False
    after = parse[verb.i + 1] if verb.i + 1 < len(parse) else None
    feminine_or_plural = parse[verb.i - 1].morph.get("Gender") == ["Fem"] or parse[verb.i - 1].morph.get("Number") == [
        "Plur"
    ]
    return (
        after is not None
        and norm(after) in {"un", "une", "des", "son", "sa", "ses", "leur", "leurs"}
        and feminine_or_plural
        and bool(past_participles(lexicon, verb))
    )


def _inverted(parse: "Doc", token: "Token") -> bool:
    """True for a pronoun behind its verb (*a-t-il déclaré*, *doit-elle partir*)."""
    return token.i > 0 and (
        parse[token.i - 1].text.endswith("-") or token.text.startswith("-") or "-" in parse[token.i - 1].text
    )


def _governed(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True when an earlier verb can govern the infinitive (*a vu Martin arriver*, *faire*, *laisser*)."""
    return any(any(r.pos == "verb" for r in readings(lexicon, word)) for word in parse[: token.i])
