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
    noun_features,
    phrase_features,
    proper_noun,
)
from audit.french.clauses import CLITICS
from audit.french.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    adverb,
    after_adverbs,
    finite,
    finite_here,
    form_of,
    norm,
    only_infinitive,
    past_participles,
    readings,
)
from audit.french.lexicon import Analysis, Lexicon
from audit.french.subjects import CONTRACTED, ONE, antecedent_of, first_of_several, several, subject_of
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PRONOUNS = {  # *il* is impersonal too: *il est une heure*
    "il": Features(number="s"), "elle": Features("f", "s"), "ils": Features(number="p"), "elles": Features("f", "p"),
}  # fmt: skip
LINKING = words("devenir rester sembler paraître demeurer")
LINKING_REFLEXIVE = words("annoncer montrer dire avérer révéler déclarer sentir croire estimer juger")
REFLEXIVES = words("se s' me m' te t' nous vous")
BETWEEN = words("ne n' se s' y en lui leur le la les l' \" « » “ ” )")  # what may stand between a subject and its verb
SUPERLATIVES = {"le plus", "la plus", "les plus", "le moins", "la moins", "les moins"}
TAKING_COMPLEMENT = words("NOUN ADJ PROPN VERB")
BEFORE_COMPLEMENT = PREPOSITIONS | words("et ou tout tous")
INDEFINITE = words("certains certaines plusieurs ceux celles")
QUANTIFIED = words("autres nombreux nombreuses")  # *d’autres juristes*, *de nombreux élus*


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def subject_agreement(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    for token in parse:
        if token.i and norm(parse[token.i - 1]) == "soit" and "soit" in map(norm, parse[: token.i - 1]):
            continue  # *soit arrêtés, soit contraints à l’exil*
        attribute = token.pos_ in {"ADJ", "NOUN"} or _with_infinitive(parse, token, lexicon)
        if attribute or past_participles(lexicon, token):
            hits = [*_attribute(parse, token, lexicon), *_behind_auxiliary(parse, token, lexicon)]
            yield from hits[:1]
        if token.pos_ in {"VERB", "AUX"}:
            found = [*_verb(parse, token, lexicon), *_behind_pronoun(parse, token, lexicon)]
            yield from found[:1]


def _verb(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*les offres pourrait*, *il ont*: a conjugated verb against the number of its subject, right before it."""
    form = _third_person(lexicon, verb)
    head = verb.head if verb.dep_ in {"aux:tense", "aux:pass", "cop", "aux:caus"} else verb
    first = first_of_several(parse, head)
    subject = first or antecedent_of(parse, head) or subject_of(head)
    if form is None or subject is None or not _side_by_side(parse, subject, verb):
        return
    if norm(verb) == "dit" and subject.pos_ == "PROPN":
        return  # *Mamadou Diaw dit « Dou »*
    if finite_here(lexicon, parse[verb.i - 1]) or (
        subject.text[0].isupper() and subject.i and subject.nbor(-1).like_num
    ):
        return  # *risquent a minima*, *le 13 Heures suit*
    if verb.i and (parse[verb.i - 1].is_punct or norm(parse[verb.i - 1]) in {"nord", "sud", "en"}):
        return  # *… les usagers, relève l’étude*: the subject is behind; *au nord est*, *en passe de*
    if form.number == "p" and several(parse, subject, verb):
        return
    wanted = Features(number="p") if first else _called_for(parse, subject, lexicon)
    if wanted and clash(Features(number=wanted.number), Features(number=form.number)):
        healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number=wanted.number)
        yield Hit(verb.idx, verb.idx + len(verb), _clashing(subject, verb, "number"), healed)


def _behind_pronoun(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*ils ne nous a pas*: a verb in the singular behind *ils* or *elles*, whatever the parser makes of them."""
    place = verb.i - 1
    while place >= 0 and norm(parse[place]) in CLITICS:
        place -= 1
    forms = [reading for reading in readings(lexicon, verb) if finite(reading)]
    if place < 0 or norm(parse[place]) not in {"ils", "elles"} or {(r.person, r.number) for r in forms} != {("3", "s")}:
        return
    kinds = {(form.lemma, form.mood, form.tense) for form in forms}
    lemma, mood, tense = kinds.pop()
    healed = None if kinds else lexicon.inflect(lemma, "verb", mood=mood, tense=tense, person="3", number="p")
    yield Hit(verb.idx, verb.idx + len(verb), _clashing(parse[place], verb, "number"), healed)


def _clashing(word: "Token", other: "Token", feature: str) -> Reason:
    return Reason("“{word}” and “{other}” do not agree in {feature}", word=word.text, other=other.text, feature=feature)


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
    if linking := _linking_verb(parse, word, lexicon):
        yield from _against_subject(parse, word, subject_of(linking), linking, lexicon)
    elif copula := _copula(parse, word, lexicon):
        yield from _against_subject(parse, word, subject_of(word), copula, lexicon)


def _linking_verb(parse: "Doc", word: "Token", lexicon: Lexicon) -> "Token | None":
    place = word.i - 1
    while place > 0 and adverb(parse[place]):
        place -= 1
    if place < 0 or parse[place].pos_ != "VERB":
        return None
    reflexive = place > 0 and norm(parse[place - 1]) in {"se", "s'"}
    lemmas = LINKING_REFLEXIVE if reflexive else LINKING
    return parse[place] if any(r.lemma in lemmas and finite(r) for r in readings(lexicon, parse[place])) else None


def _copula(parse: "Doc", word: "Token", lexicon: Lexicon) -> "Token | None":
    """The form of *être* that stands before the word, with nothing but adverbs or *le plus* between them."""
    links = (child for child in word.lefts if child.dep_ in {"cop", "aux:pass", "aux:tense"})
    copula = next((link for link in links if form_of(lexicon, link, "être")), None)
    if copula is None or norm(copula) == "être" or any(norm(child) in REFLEXIVES for child in word.lefts):
        return None
    behind = copula.i + 1
    return copula if word.i in {after_adverbs(parse, behind), _superlative(parse, behind)} else None


def _superlative(parse: "Doc", place: int) -> int:
    """Where the adjective of *la plus grande* stands, when that begins at `place`; -1 when it does not."""
    opening = " ".join(norm(token) for token in parse[place : place + 2])
    return place + 2 if opening in SUPERLATIVES else -1


def _against_subject(
    parse: "Doc", word: "Token", subject: "Token | None", verb: "Token", lexicon: Lexicon
) -> Iterator[Hit]:
    has = adjective_features(lexicon, word, behind_verb=True)
    if has is None or subject is None or subject.i >= verb.i or _comma_between(parse, subject, verb):
        return
    if has.number == "p" and several(parse, subject, verb):
        return
    wanted = _called_for(parse, subject, lexicon)
    if wanted and (what := clash(wanted, has)):
        noun = noun_features(lexicon, subject)  # a counted noun is judged by its number, and repaired in its gender
        healed = agreeing_form(
            lexicon, word, wanted if wanted.gender or noun is None else Features(noun.gender, wanted.number)
        )
        yield Hit(word.idx, word.idx + len(word), _clashing(subject, word, what), healed)


def _behind_auxiliary(parse: "Doc", word: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*ont été coupé*, *a été vendus*: a participle or adjective in another number than its auxiliary, whatever the subject."""
    has, auxiliary = adjective_features(lexicon, word, behind_verb=True), _being_before(parse, word, lexicon)
    form = _number_of(lexicon, auxiliary) if auxiliary else ""
    if has is None or auxiliary is None or not clash(Features(number=form), Features(number=has.number)):
        return
    noun = any(reading.pos == "noun" for reading in readings(lexicon, word))
    if (
        noun
        and not _with_infinitive(parse, word, lexicon)
        and not (word.pos_ == "VERB" and past_participles(lexicon, word) and has.gender == "m")
    ):
        return  # *sont partie prenante*
    if form == "s" and any(norm(token) in {"on", "vous"} for token in parse[: auxiliary.i]):
        return
    # Which of the two is wrong is plain only behind a plural: a singular one is often the auxiliary's own mistake.
    healed = agreeing_form(lexicon, word, Features(has.gender or "m", form)) if form == "p" else None
    start = parse[auxiliary.i : word.i].text_with_ws
    why = _clashing(auxiliary, word, "number")
    yield Hit(auxiliary.idx, word.idx + len(word), why, healed and f"{start}{healed}")


def _with_infinitive(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True for an adjective with its infinitive (*réticent à payer*)."""
    after = parse[word.i + 1 : word.i + 3]
    adjective = any(reading.pos == "adjective" for reading in readings(lexicon, word))
    return adjective and len(after) == 2 and norm(after[0]) in {"à", "de", "d'"} and only_infinitive(lexicon, after[1])


def _being_before(parse: "Doc", word: "Token", lexicon: Lexicon) -> "Token | None":
    """The conjugated verb of *sont*, *ont été*, *avaient tous été* right before a word; None where it is reflexive."""
    place = _before_adverbs(parse, word.i - 1)
    being = "être"
    if place > 0 and norm(parse[place]) == "été":
        place, being = _before_adverbs(parse, place - 1), "avoir"
    if place <= 0 or not form_of(lexicon, parse[place], being) or norm(parse[place - 1]) in REFLEXIVES:
        return None
    return parse[place]


def _before_adverbs(parse: "Doc", place: int) -> int:
    while place > 0 and adverb(parse[place]):
        place -= 1
    return place


def _number_of(lexicon: Lexicon, verb: "Token") -> str:
    """ "s" or "p" of a verb in the third person, "" where it may be another."""
    numbers = {r.number for r in readings(lexicon, verb) if finite(r)}
    persons = {r.person for r in readings(lexicon, verb) if finite(r)}
    return numbers.pop() if len(numbers) == 1 and persons == {"3"} else ""


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
    return phrase_features(lexicon, subject) if _begins_phrase(parse, subject) else None


def _of_name(parse: "Doc", name: "Token", lexicon: Lexicon) -> Features | None:
    """Of a name: a country's gender and number, else the singular where it opens its clause (*Meta ont*); None if unsure."""
    if proper_noun(lexicon, name):
        return phrase_features(lexicon, name) if _begins_phrase(parse, name) else None
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
        return True
    before = parse[det.i - 1]
    complement = norm(det) in CONTRACTED and before.pos_ in TAKING_COMPLEMENT  # *les envoyés des puissances*
    return not complement and norm(before) not in BEFORE_COMPLEMENT and before.pos_ not in {"VERB", "AUX"}
