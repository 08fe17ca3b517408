"""A verb, attribute or participle that does not agree with its subject (*les offres pourrait*, *elle est parti*).

Silent about collective subjects (*la plupart ont*), percentages, several subjects in mid-sentence, inverted ones and those
that are not right before the verb; *on* and *vous*; reflexive verbs; and whatever agrees in two ways.
"""

from collections.abc import Iterator
from dataclasses import replace
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
)
from audit.french.attributes import (
    BETWEEN,
    ONE_OF_TWO,
    absolute_subject,
    being_before,
    copula,
    governing_number,
    linking_verb,
    number_of,
    pronoun_alone,
    reflexive,
    second_auxiliary,
)
from audit.french.behind_being import behind_being
from audit.french.clause_numbers import several_before
from audit.french.clauses import word_at
from audit.french.grammar import (
    finite,
    finite_here,
    form_of,
    gerund,
    only_finite,
    only_infinitive,
    past_participles,
    readings,
)
from audit.french.lexicon import Analysis, Lexicon
from audit.french.objects import object_before
from audit.french.past_relative import past_relative
from audit.french.persons import behind_nous, behind_pronoun
from audit.french.plural_openings import named_in_quotes, named_plural, opening_plural, resumed_plural
from audit.french.relatives import relative
from audit.french.second_numbers import second_number
from audit.french.subject_features import called_for_by, plural_gender
from audit.french.subjects import (
    antecedent_of,
    comma_between,
    emphasised,
    first_of_several,
    own_subject_between,
    relative_between,
    several,
    subject_of,
    summed,
    with_infinitive,
)
from audit.french.whole_verbs import made, singular_auxiliary, with_attribute
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

AUXILIARY = {"aux:tense", "aux:pass", "cop", "aux:caus"}
BEFORE_INVERTED = words("de d' que auquel auxquels auxquelles dont » ” \"")


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def subject_agreement(segment: Segment, mended: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    done = 0  # where the last verb ends that was put right with what agrees with it
    for token in mended:
        if _either(mended, token) or token.idx < done:
            continue
        if hit := relative(mended, token, lexicon):
            yield hit
        before = mended[token.i - 1].norm if token.i else ""
        if before and before not in ONE_OF_TWO and (pronoun := pronoun_alone(mended, token, lexicon)):
            yield pronoun
            continue
        if hit := second_number(mended, token, lexicon) or behind_nous(mended, token, lexicon):
            whole = with_attribute(mended, token, hit, lexicon)
            done = whole.end
            yield whole
            continue
        if hit := object_before(mended, token, lexicon):
            yield hit
        attribute = token.pos_ in {"ADJ", "NOUN"} or gerund(lexicon, token) or with_infinitive(mended, token, lexicon)
        kinds = {reading.pos for reading in readings(lexicon, token)} if token.pos_ == "VERB" else set()
        if attribute or "adjective" in kinds or past_participles(lexicon, token):  # *étaient inquiet*
            hits = [*_attribute(mended, token, lexicon), *_behind_auxiliary(mended, token, lexicon)]
            hits = hits or list(filter(None, [behind_being(mended, token, lexicon)]))
            yield from hits[:1]
        verbal = before == "ils" or token.pos_ in {"VERB", "AUX"} or only_finite(lexicon, token)
        if verbal and not _no_verb_of(mended, token, lexicon):
            found = [
                *_verb(mended, token, lexicon),
                *behind_pronoun(mended, token, lexicon),
                *_behind_opening_plural(mended, token, lexicon),
                *filter(None, [past_relative(mended, token, lexicon)]),
            ]
            for hit in found[:1]:
                unsure = second_auxiliary(mended, token)
                whole = replace(hit, repair=None) if unsure else with_attribute(mended, token, hit, lexicon)
                done = whole.end
                yield whole


def _no_verb_of(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for *les mots de passe*, *les coûts que doit payer la ville*, *qu’il existe des cas*, what is quoted (*« deux
    lois » est remplacé*), and where an infinitive is the subject (*aider les autres est une joie*)."""
    start = verb.i
    while start and parse[start - 1].norm in BETWEEN - {'"', "»", "”"}:
        start -= 1
    first = next((token for token in parse if token.is_alpha), verb)
    infinitive = only_infinitive(lexicon, first) and not any(finite_here(lexicon, t) for t in parse[: verb.i])
    before = word_at(parse, start - 1)
    impersonal = before == "il" and any(form_of(lexicon, verb, lemma) for lemma in ("avoir", "exister"))
    impersonal = impersonal and verb.norm.endswith(("a", "ait", "e"))  # *il n’y a pas de cas*
    return infinitive or impersonal or before in BEFORE_INVERTED


def _either(parse: "Doc", token: "Token") -> bool:
    """True for *soit* and what stands behind it in *soit arrêtés, soit contraints à l’exil*, *un tant soit peu intéressés*,
    and for *bel et bien*."""
    if token.norm == "bel":
        return True
    if "soit" not in parse.words:
        return False
    near = [other.norm for other in parse[max(0, token.i - 3) : token.i + 1]]
    return "soit" in near and ("tant" in near or ("soit" in near[-2:] and [t.norm for t in parse].count("soit") > 1))


def _verb(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*les offres pourrait*, *il ont*: a conjugated verb against the number of its subject, right before it."""
    form = _third_person(lexicon, verb)
    head = verb.head if verb.dep_ in AUXILIARY else verb
    first = first_of_several(parse, head)
    subject = first or antecedent_of(parse, head) or subject_of(head)
    if form is None or subject is None or word_at(parse, verb.i + 1).startswith("-"):
        return  # *le Cameroun, arguent-ils*
    aside = word_at(parse, verb.i - 1) == "," and (
        relative_between(parse, subject, verb) or emphasised(parse, subject, verb)
    )
    if not aside and not _side_by_side(parse, subject, verb):
        return
    alias = verb.norm == "dit" and subject.pos_ == "PROPN"  # *Mamadou Diaw dit « Dou »*
    if alias or parse.quoted[verb.i] != parse.quoted[subject.i]:
        return  # *le décor de « Les sœurs font la paix » était*
    if finite_here(lexicon, parse[verb.i - 1]) or (
        subject.text[0].isupper() and subject.i and subject.nbor(-1).like_num
    ):
        return  # *risquent a minima*, *le 13 Heures suit*
    if verb.i and not aside and (parse[verb.i - 1].is_punct or parse[verb.i - 1].norm in {"nord", "sud", "en"}):
        return  # *… les usagers, relève l’étude*: the subject is behind; *au nord est*, *en passe de*
    if summed(parse, verb) or own_subject_between(parse, subject, verb, form.number, lexicon):
        return
    relative = subject == antecedent_of(parse, head) and ", qui" in parse.span(subject.i, verb.i).text
    if form.number == "p" and several(parse, subject, parse[subject.i + 1] if relative or aside else verb):
        return
    wanted = Features(number="p") if first else called_for_by(parse, subject, lexicon)
    if subject.norm in ONE_OF_TWO and form.number == "p" and _agreeing_behind(parse, head, verb, lexicon):
        yield Hit(subject.idx, subject.idx + len(subject), disagreement(subject, verb, "number"), f"{subject.text}s")
        return
    if wanted and clash(Features(number=wanted.number), Features(number=form.number)):
        healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number=wanted.number)
        yield Hit(verb.idx, verb.idx + len(verb), disagreement(subject, verb, "number"), healed)


def _behind_opening_plural(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*les rivaux Samsung et Micron a*, *les pêcheurs, eux, reste*: a singular verb behind a plural that opens the clause."""
    form = _third_person(lexicon, verb)
    if form is None or form.number == "p" or _own_subject(parse, verb) or summed(parse, verb):
        return
    head = verb.head if verb.dep_ in AUXILIARY else verb
    subject = opening_plural(parse, head, lexicon) or named_plural(parse, verb, lexicon)
    subject = subject or several_before(parse, verb, lexicon) or resumed_plural(parse, verb, lexicon)
    if subject is None or subject.i > verb.i or named_in_quotes(parse, verb):
        return
    if past_participles(lexicon, verb) and parse[verb.i - 1].pos_ == "NOUN" and parse[verb.i - 1] != subject:
        return  # *les frais visés par le choix fait hier*
    own = own_subject_between(parse, subject, verb, "s", lexicon)  # *les gens le maire a*: whose it is nobody knows
    healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number="p")
    yield Hit(verb.idx, verb.idx + len(verb), disagreement(subject, verb, "number"), None if own else healed)


def _own_subject(parse: "Doc", verb: "Token") -> bool:
    """True for *s’il vous plaît*, and for *en fait* and *être en reste*."""
    first = verb.i
    while first and parse[first - 1].norm in BETWEEN | {"vous", "te", "t'", "nous", "me", "m'"}:
        first -= 1
    behind_en = word_at(parse, verb.i - 1) == "en"
    in_fact = behind_en and (verb.norm in {"fait", "reste"} or second_auxiliary(parse, verb))  # *ne sont pas en reste*
    return word_at(parse, first - 1) in {"il", "elle", "on"} or in_fact


def _agreeing_behind(parse: "Doc", head: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True where verb and participle agree against the pronoun (*elle ont été construites*)."""
    has = adjective_features(lexicon, head, behind_verb=True) if head.i > verb.i else None
    return has is not None and has.number == "p"


def _third_person(lexicon: Lexicon, verb: "Token") -> Analysis | None:
    """A verb's reading in the third person, None where it has both numbers, or is a participle: *ils ont fait*."""
    forms = [reading for reading in readings(lexicon, verb) if finite(reading) and reading.person == "3"]
    if len({reading.number for reading in forms}) != 1 or any(c.dep_.startswith("aux") for c in verb.children):
        return None
    # *durent*, a present of *durer*; *saura*, also of *saurer*
    return max(forms, key=lambda form: (form.tense == "present", lexicon.frequency(form.lemma)))


def _side_by_side(parse: "Doc", subject: "Token", verb: "Token") -> bool:
    """True where nothing but the rest of the subject, adverbs and pronouns stands between subject and verb."""
    inside = {token.i for token in subject.subtree if token.norm != "comme"}
    return subject.i < verb.i and all(
        token.i in inside or token.norm in BETWEEN or token.pos_ == "ADV" for token in parse[subject.i + 1 : verb.i]
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
        subject = subject_of(word) or absolute_subject(parse, being)
        yield from _against_subject(parse, word, subject, being, lexicon)


def _against_subject(
    parse: "Doc", word: "Token", subject: "Token | None", verb: "Token", lexicon: Lexicon
) -> Iterator[Hit]:
    has = adjective_features(lexicon, word, behind_verb=True)
    if has is None or subject is None or subject.i >= verb.i or comma_between(parse, subject, verb):
        return
    if word_at(parse, verb.i - 1) in BEFORE_INVERTED or (word_at(parse, word.i - 1), word.norm) == ("bien", "entendu"):
        return  # *les conditions auxquelles est soumis le renvoi*, *la salle est bien entendu ouverte*
    wanted = called_for_by(parse, subject, lexicon)
    if wanted and wanted.number == "s" and has.number == "p" and number_of(lexicon, verb) == "p":
        return  # the verb agrees with it: of another subject, or wrong itself
    mixed = wanted is not None and wanted == Features("m", "p") and has.gender == "f"
    if has.number == "p" and not mixed and several(parse, subject, verb):
        return
    if wanted and (what := clash(wanted, has)):
        noun = noun_features(lexicon, subject)  # a counted noun is judged by its number, and repaired in its gender
        features = wanted if wanted.gender or noun is None else Features(noun.gender, wanted.number)
        hit = Hit(
            word.idx, word.idx + len(word), disagreement(subject, word, what), agreeing_form(lexicon, word, features)
        )
        singular = next((r for r in readings(lexicon, verb) if finite(r) and r.person == "3" and r.number == "s"), None)
        if features.number == "p" and singular:  # *les ouvriers ont fini et est parti*
            of_verb = lexicon.inflect(
                singular.lemma, "verb", mood=singular.mood, tense=singular.tense, person="3", number="p"
            )
            both = replace(hit, start=verb.idx, end=verb.idx + len(verb), repair=of_verb)
            hit = with_attribute(parse, verb, both, lexicon)
            yield hit if hit.end > word.idx else replace(hit, start=word.idx, end=word.idx + len(word), repair=None)
        else:
            yield made(parse, word, hit, features, lexicon)


def _behind_auxiliary(parse: "Doc", word: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*ont été coupé*, *a été vendus*: a participle or adjective in another number than its auxiliary, whatever the subject."""
    has = adjective_features(lexicon, word, behind_verb=True)
    auxiliary = governing_number(parse, word, lexicon) or being_before(parse, word, lexicon)
    auxiliary = auxiliary or reflexive(parse, word, lexicon)  # *des centaines se sont rassemblé*
    form = number_of(lexicon, auxiliary) if auxiliary else ""
    if has is None or auxiliary is None or not clash(Features(number=form), Features(number=has.number)):
        return
    noun = any(reading.pos == "noun" for reading in readings(lexicon, word))
    if (
        noun
        and not with_infinitive(parse, word, lexicon)
        and not (word.pos_ == "ADJ" and word.nbor(-1).norm.endswith("ment"))  # *aurait été pratiquement impossibles*
        and not (word.pos_ == "VERB" and past_participles(lexicon, word) and has.gender == "m")
    ):
        return  # *sont partie prenante*
    if form == "s" and any(token.norm in {"on", "vous"} for token in parse[: auxiliary.i]):
        return
    if form == "p" and (single := singular_auxiliary(parse, auxiliary, word, has, lexicon)):
        yield single
        return
    # Which of the two is wrong is plain only behind a plural: a singular one is often the auxiliary's own mistake.
    gender = plural_gender(subject_of(word) or subject_of(auxiliary), auxiliary, has.gender, lexicon)
    healed = agreeing_form(lexicon, word, Features(gender, form)) if form == "p" and gender else None
    whole = healed and f"{parse.span(auxiliary.i, word.i).text_with_ws}{healed}"
    yield Hit(auxiliary.idx, word.idx + len(word), disagreement(auxiliary, word, "number"), whole)
