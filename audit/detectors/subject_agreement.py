"""A verb, attribute or participle that does not agree with its subject (*les offres pourrait*, *elle est parti*).

Silent about collective subjects (*la plupart ont*), percentages, several subjects in mid-sentence, inverted ones and those
that are not right before the verb; *on* and *vous*; reflexive verbs; and whatever agrees in two ways.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.agreeing import (
    Features,
    adjective_features,
    agreeing_form,
    clash,
    disagreement,
    noun_features,
    number_called_for,
    phrase_features,
    proper_noun,
)
from audit.french.attributes import (
    ONE_OF_TWO,
    behind_them,
    being_before,
    copula,
    linking_verb,
    number_of,
    pronoun_alone,
    reflexive,
)
from audit.french.clauses import word_at
from audit.french.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    finite,
    finite_here,
    gerund,
    norm,
    only_infinitive,
    past_participles,
    readings,
)
from audit.french.lexicon import Analysis, Lexicon
from audit.french.persons import behind_pronoun
from audit.french.plural_openings import named_plural, opening_plural
from audit.french.relatives import relative
from audit.french.subjects import CONTRACTED, ONE, antecedent_of, first_of_several, several, subject_of
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

PRONOUNS = {  # *il* is impersonal too: *il est une heure*
    "il": Features(number="s"), "elle": Features("f", "s"), "ils": Features(number="p"), "elles": Features("f", "p"),
}  # fmt: skip
INDEFINITE = words("certains certaines plusieurs ceux celles")
AUXILIARY = {"aux:tense", "aux:pass", "cop", "aux:caus"}
BETWEEN = words("ne n' se s' y en lui leur le la les l' \" « » “ ” )")  # what may stand between a subject and its verb
TAKING_COMPLEMENT = words("NOUN ADJ PROPN VERB")
BEFORE_COMPLEMENT = PREPOSITIONS | words("et ou tout tous")
QUANTIFIED = words("autres nombreux nombreuses")  # *d’autres juristes*, *de nombreux élus*


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def subject_agreement(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    for token in parse:
        if _either(parse, token):
            continue
        if hit := relative(parse, token, lexicon):
            yield hit
        if token.i and norm(parse[token.i - 1]) not in ONE_OF_TWO and (pronoun := pronoun_alone(parse, token, lexicon)):
            yield pronoun
            continue
        if hit := behind_them(parse, token, lexicon):
            yield hit
        attribute = token.pos_ in {"ADJ", "NOUN"} or gerund(lexicon, token) or _with_infinitive(parse, token, lexicon)
        if attribute or past_participles(lexicon, token):
            hits = [*_attribute(parse, token, lexicon), *_behind_auxiliary(parse, token, lexicon)]
            yield from hits[:1]
        if token.pos_ in {"VERB", "AUX"} or (token.i and norm(parse[token.i - 1]) == "ils"):
            found = [
                *_verb(parse, token, lexicon),
                *behind_pronoun(parse, token, lexicon),
                *_behind_opening_plural(parse, token, lexicon),
            ]
            yield from found[:1]


def _either(parse: "Doc", token: "Token") -> bool:
    """True for *soit* and what stands behind it in *soit arrêtés, soit contraints à l’exil*, *un tant soit peu intéressés*."""
    if "soit" not in parse.words:
        return False
    near = [norm(other) for other in parse[max(0, token.i - 3) : token.i + 1]]
    return "soit" in near and ("tant" in near or ("soit" in near[-2:] and [*map(norm, parse)].count("soit") > 1))


def _verb(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*les offres pourrait*, *il ont*: a conjugated verb against the number of its subject, right before it."""
    form = _third_person(lexicon, verb)
    head = verb.head if verb.dep_ in AUXILIARY else verb
    first = first_of_several(parse, head)
    subject = first or antecedent_of(parse, head) or subject_of(head)
    if form is None or subject is None:
        return
    aside = word_at(parse, verb.i - 1) == "," and _relative_between(parse, subject, verb)
    if not aside and not _side_by_side(parse, subject, verb):
        return
    if norm(verb) == "dit" and subject.pos_ == "PROPN":
        return  # *Mamadou Diaw dit « Dou »*
    if finite_here(lexicon, parse[verb.i - 1]) or (
        subject.text[0].isupper() and subject.i and subject.nbor(-1).like_num
    ):
        return  # *risquent a minima*, *le 13 Heures suit*
    if verb.i and not aside and (parse[verb.i - 1].is_punct or norm(parse[verb.i - 1]) in {"nord", "sud", "en"}):
        return  # *… les usagers, relève l’étude*: the subject is behind; *au nord est*, *en passe de*
    relative = subject == antecedent_of(parse, head) and ", qui" in parse.span(subject.i, verb.i).text
    if form.number == "p" and several(parse, subject, parse[subject.i + 1] if relative or aside else verb):
        return
    wanted = Features(number="p") if first else _called_for(parse, subject, lexicon)
    if norm(subject) in ONE_OF_TWO and form.number == "p" and _agreeing_behind(parse, head, verb, lexicon):
        yield Hit(subject.idx, subject.idx + len(subject), disagreement(subject, verb, "number"), f"{subject.text}s")
        return
    if wanted and clash(Features(number=wanted.number), Features(number=form.number)):
        healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number=wanted.number)
        yield Hit(verb.idx, verb.idx + len(verb), disagreement(subject, verb, "number"), healed)


def _behind_opening_plural(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*les rivaux Samsung et Micron a*, *les pêcheurs, eux, reste*: a singular verb behind a plural that opens the clause."""
    form = _third_person(lexicon, verb)
    if form is None or form.number == "p":
        return
    head = verb.head if verb.dep_ in AUXILIARY else verb
    subject = opening_plural(parse, head, lexicon) or named_plural(parse, verb, lexicon)
    if subject is None or subject.i > verb.i:
        return
    healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number="p")
    yield Hit(verb.idx, verb.idx + len(verb), disagreement(subject, verb, "number"), healed)


def _agreeing_behind(parse: "Doc", head: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True where verb and participle agree against the pronoun (*elle ont été construites*)."""
    has = adjective_features(lexicon, head, behind_verb=True) if head.i > verb.i else None
    return has is not None and has.number == "p"


def _third_person(lexicon: Lexicon, verb: "Token") -> Analysis | None:
    """A verb's reading in the third person, None where it has both numbers, or is a participle: *ils ont fait*."""
    forms = [reading for reading in readings(lexicon, verb) if finite(reading) and reading.person == "3"]
    if len({reading.number for reading in forms}) != 1 or any(c.dep_.startswith("aux") for c in verb.children):
        return None
    return forms[0]


def _side_by_side(parse: "Doc", subject: "Token", verb: "Token") -> bool:
    """True where nothing but the rest of the subject, adverbs and pronouns stands between subject and verb."""
    inside = {token.i for token in subject.subtree if norm(token) != "comme"}
    return subject.i < verb.i and all(
        token.i in inside or norm(token) in BETWEEN or token.pos_ == "ADV" for token in parse[subject.i + 1 : verb.i]
    )


def _attribute(parse: "Doc", word: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*elle est parti*, *les offres sont envoyé*, *la loi reste contesté*: against the subject of the verb before."""
    if word.dep_ == "amod" and word.head.i > word.i:
        return  # *les portes restent grand ouvertes*
    if linking := linking_verb(parse, word, lexicon):
        yield from _against_subject(parse, word, subject_of(linking), linking, lexicon)
    elif oneself := reflexive(parse, word, lexicon):
        yield from _against_subject(parse, word, subject_of(word), oneself, lexicon)
    elif being := copula(parse, word, lexicon):
        yield from _against_subject(parse, word, subject_of(word), being, lexicon)


def _against_subject(
    parse: "Doc", word: "Token", subject: "Token | None", verb: "Token", lexicon: Lexicon
) -> Iterator[Hit]:
    has = adjective_features(lexicon, word, behind_verb=True)
    if has is None or subject is None or subject.i >= verb.i or _comma_between(parse, subject, verb):
        return
    wanted = _called_for(parse, subject, lexicon)
    mixed = wanted is not None and wanted == Features("m", "p") and has.gender == "f"
    if has.number == "p" and not mixed and several(parse, subject, verb):
        return
    if wanted and (what := clash(wanted, has)):
        noun = noun_features(lexicon, subject)  # a counted noun is judged by its number, and repaired in its gender
        healed = agreeing_form(
            lexicon, word, wanted if wanted.gender or noun is None else Features(noun.gender, wanted.number)
        )
        yield Hit(word.idx, word.idx + len(word), disagreement(subject, word, what), healed)


def _behind_auxiliary(parse: "Doc", word: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*ont été coupé*, *a été vendus*: a participle or adjective in another number than its auxiliary, whatever the subject."""
    has, auxiliary = adjective_features(lexicon, word, behind_verb=True), being_before(parse, word, lexicon)
    form = number_of(lexicon, auxiliary) if auxiliary else ""
    if has is None or auxiliary is None or not clash(Features(number=form), Features(number=has.number)):
        return
    noun = any(reading.pos == "noun" for reading in readings(lexicon, word))
    if (
        noun
        and not _with_infinitive(parse, word, lexicon)
        and not (word.pos_ == "ADJ" and norm(word.nbor(-1)).endswith("ment"))  # *aurait été pratiquement impossibles*
        and not (word.pos_ == "VERB" and past_participles(lexicon, word) and has.gender == "m")
    ):
        return  # *sont partie prenante*
    if form == "s" and any(norm(token) in {"on", "vous"} for token in parse[: auxiliary.i]):
        return
    # Which of the two is wrong is plain only behind a plural: a singular one is often the auxiliary's own mistake.
    healed = agreeing_form(lexicon, word, Features(has.gender or "m", form)) if form == "p" else None
    start = parse.span(auxiliary.i, word.i).text_with_ws
    why = disagreement(auxiliary, word, "number")
    yield Hit(auxiliary.idx, word.idx + len(word), why, healed and f"{start}{healed}")


def _with_infinitive(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True for an adjective with its infinitive (*réticent à payer*)."""
    after = parse[word.i + 1 : word.i + 3]
    adjective = any(reading.pos == "adjective" for reading in readings(lexicon, word))
    return adjective and len(after) == 2 and norm(after[0]) in {"à", "de", "d'"} and only_infinitive(lexicon, after[1])


def _relative_between(parse: "Doc", subject: "Token", verb: "Token") -> bool:
    """True for *le couple, qui s’est marié, ont*: two commas around a relative clause."""
    commas = [token.i for token in parse[subject.i : verb.i] if token.text == ","]
    return (
        len(commas) == 2
        and commas[0] == subject.i + 1
        and word_at(parse, subject.i + 2) in {"qui", "dont", "que", "qu'"}
    )


def _comma_between(parse: "Doc", subject: "Token", verb: "Token") -> bool:
    """True where one comma parts them, so that the noun is no subject (*pour les voisins, le bruit est fini*)."""
    return sum(norm(token) == "," for token in parse[subject.i : verb.i]) == 1


def _called_for(parse: "Doc", subject: "Token", lexicon: Lexicon) -> Features | None:
    """Gender and number that a subject calls for; None when it is not sure."""
    inverted = subject.i and parse[subject.i - 1].text == "-"
    if norm(subject) in PRONOUNS and not inverted:
        return PRONOUNS[norm(subject)]
    if subject.pos_ == "PROPN":
        return _of_name(parse, subject, lexicon)
    if norm(subject) in INDEFINITE and subject.pos_ == "PRON":
        return Features(number="p")
    if subject.pos_ != "NOUN" or norm(subject) in {*SUBJECTS, "fois"}:
        return None
    if _counted(subject):
        return Features(number="p") if norm(subject.left_edge) not in BEFORE_COMPLEMENT else None
    if norm(parse[subject.i - 1]) in QUANTIFIED and subject.left_edge.i == subject.i - 2:
        return Features(number="p")
    if not _begins_phrase(parse, subject):
        return None
    institution = subject.text[0].isupper() and number_called_for(subject) == "s"  # *la Cour suprême ont*
    return phrase_features(lexicon, subject) or (Features(number="s") if institution else None)


def _of_name(parse: "Doc", name: "Token", lexicon: Lexicon) -> Features | None:
    """Of a name: a country's gender and number, else the singular where it opens its clause (*Meta ont*); None if unsure."""
    if proper_noun(lexicon, name):
        return phrase_features(lexicon, name) if _begins_phrase(parse, name) else None
    if name.text.islower():
        return None
    alone = name.i == 0 or norm(parse[name.i - 1]) in {"que", "qu'", "si", "car"}
    return Features(number="s") if alone and name.text[-1] not in "sxz" else None


def _counted(subject: "Token") -> bool:
    """True for *trois offres*, not for *un premier cas*."""
    numbers = [child for child in subject.lefts if child.pos_ == "NUM" or child.text.isdigit()]
    return subject.text[-1] in "sxz" and any(child.like_num and norm(child) not in ONE for child in numbers)


def _begins_phrase(parse: "Doc", subject: "Token") -> bool:
    """True for a noun right behind its determiner, and not inside a phrase whose noun is further left."""
    det = next((child for child in subject.lefts if norm(child) in DETERMINERS), None)
    if det is None or det.i + 1 != subject.i:
        return False
    if det.i == 0:
        return norm(det) not in {"du", "au", "aux"}  # *Du sein des eaux s’élevaient*
    before = parse[det.i - 1]
    complement = norm(det) in CONTRACTED and before.pos_ in TAKING_COMPLEMENT  # *les envoyés des puissances*
    if before.dep_ == "cc" and before.head == subject.head and subject.head.dep_ == "conj":
        first, named = subject.head.head, any(t.pos_ == "PROPN" for t in subject.rights)  # *et les hommes Ann Lee ont*
        return first.pos_ in {"VERB", "AUX"} and first.i < before.i and not named  # *il a plu, et la loi est*
    return not complement and norm(before) not in BEFORE_COMPLEMENT and before.pos_ not in {"VERB", "AUX"}
