"""A verb in another person or number than the pronoun before it (*elle ne me disais*, *il y gagnaient*, *certains vends*),
and *nous* and *vous* before an infinitive."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import disagreement
from audit.french.clauses import hyphen_after, past, word_at
from audit.french.grammar import (
    SUBJECTS,
    conjugate,
    finite,
    finite_here,
    only_finite,
    only_infinitive,
    readings,
)
from audit.french.lexicon import Analysis, Lexicon
from audit.french.lone_participles import calls_for_conjugated
from audit.french.lone_verbs import COMPARING
from audit.french.relatives import third_person
from audit.french.words import CLITICS, QUE, SEVERAL, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

PERSONS = {word: (asked[0], asked[1]) for word, asked in SUBJECTS.items()} | dict.fromkeys(SEVERAL, ("3", "p"))
# Before these a pronoun is no subject, or not alone (*avec elle*, *lui et elle*).
GOVERNING = words("et ni ou")
CONDITIONS = words("si s' quand lorsque lorsqu' puisque puisqu' comme")
BEHIND_SUBJECT = words("ne n' lui leur")  # no object pronoun *nous* stands before these
ALIKE = words("comme sauf")  # *les gens comme nous ne savent pas*
TITLE = 4  # words of *mon très cher frère*


def behind_pronoun(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*ils ne nous a pas*, *elle ne me disais*: a verb in another person or number than the pronoun, whatever the parser
    makes of them."""
    place = verb.i - 1
    while place >= 0 and parse[place].norm in CLITICS:
        place -= 1
    asked = PERSONS.get(word_at(parse, place))
    sure = only_finite(lexicon, verb) or third_person(lexicon, verb)
    if asked is None or not sure or (place and _governing(parse[place - 1])):
        return
    forms = [reading for reading in readings(lexicon, verb) if finite(reading)]
    if any((form.person, form.number) == asked for form in forms) or "-" in parse[place].text:
        return
    form = forms[0]
    what = "number" if all(other.number != asked[1] for other in forms) else "person"
    healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person=asked[0], number=asked[1])
    yield Hit(verb.idx, verb.idx + len(verb), disagreement(parse[place], verb, what), healed)


def behind_nous(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*Nous peut*, *que vous ne reçoivent*, *mon frère et moi a*: behind a pronoun that can be nothing but its subject."""
    before = word_at(parse, verb.i - 1)
    with_me = before == "moi" and word_at(parse, verb.i - 2) == "et" and _named(parse, verb.i - 2)
    if not (with_me or before in CLITICS) or hyphen_after(parse, verb):
        return None
    place = verb.i - 1 if with_me else subject_among_clitics(parse, verb.i)
    if place is None:
        return None
    person = "2" if parse[place].norm == "vous" else "1"
    form = third_person(lexicon, verb)
    if place < verb.i - 1:  # *vous leur donne*; *ceux qui vous les portes* has a noun
        form = form if form and finite_here(lexicon, verb) else None
    elif form and form.number == "p":
        form = None  # *Nous ont rejoints Paul et Anne*
    form = form or (None if with_me else _other_plural(verb, person, lexicon))
    if form is None:
        return None
    near = [r for r in lexicon.analyses(f"{verb.norm}s") if finite(r) and (r.person, r.number) == (person, "p")]
    if near:  # *Nous somme*: *sommes*
        healed: str | None = f"{verb.text}s"
    else:
        healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person=person, number="p")
    return Hit(verb.idx, verb.idx + len(verb), disagreement(parse[place], verb, "person"), healed)


def subject_among_clitics(parse: "Doc", verb: int) -> int | None:
    """The place of the *nous* or *vous* that is the subject of the verb, whose pronouns it leads: where it opens the clause
    (*Nous les*), and wherever what follows it follows no object (*que vous ne*, *si nous leur*, *nous nous*)."""
    place = verb
    while place and parse[place - 1].norm in CLITICS:
        place -= 1
    pronoun, behind = word_at(parse, place), word_at(parse, place + 1)
    if pronoun not in {"nous", "vous"} or (place + 1 < verb and behind in {"y", "en"}):
        return None  # *Nous y attend un beau jardin*
    led = place + 1 < verb and behind in BEHIND_SUBJECT | {pronoun}
    return place if _opens(parse, place) or (led and _no_complement(parse, place)) else None


def _no_complement(parse: "Doc", place: int) -> bool:
    """False for the pronoun of *parmi vous*, *comme nous* and *d’autres que vous*."""
    before = parse[place - 1]
    if before.norm in QUE and not COMPARING.isdisjoint(token.norm for token in parse[: place - 1]):
        return False
    if before.norm == "et" and "entre" not in parse.words and parse[max(0, place - 2)].pos_ not in {"PRON", "PROPN"}:
        return True  # *il pleut et nous ne*, not *lui et nous*
    return not (_governing(before) or before.norm in ALIKE)


def us(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*vous ne les trouver pas*, *Nous le compter deux fois*: an infinitive behind *nous* or *vous* and its objects."""
    if token.norm not in {"nous", "vous"} or not (word_at(parse, token.i + 1) in CLITICS or _conditioned(parse, token)):
        return None
    verb = parse[min(past(parse, token.i + 1, CLITICS), len(parse) - 1)]
    if not only_infinitive(lexicon, verb) or subject_among_clitics(parse, verb.i) != token.i:
        return None
    led = word_at(parse, token.i + 1) in BEHIND_SUBJECT | {token.norm}
    if not led and (
        any(finite_here(lexicon, t) for t in parse[verb.i :]) or "." not in {parse[-1].text, parse[-2].text}
    ):
        return None  # *Vous le dire serait mentir*
    person = "1" if token.norm == "nous" else "2"
    return calls_for_conjugated(token, verb, conjugate(lexicon, verb, person, "p"))


def _conditioned(parse: "Doc", token: "Token") -> bool:
    """True for the *vous* of *« Si cela marche », dit-il, « vous recevoir un avis »*; *nous* is often an object (*si besoin, nous
    appeler*)."""
    first = word_at(parse, 0) if parse[0].is_alpha else word_at(parse, 1)
    return token.norm == "vous" and first in CONDITIONS and word_at(parse, token.i - 1) in {",", "«", "“"}


def _other_plural(verb: "Token", person: str, lexicon: Lexicon) -> Analysis | None:
    """The reading of *avez* behind *nous*, of *avons* behind *vous*; None of any other form."""
    forms = [reading for reading in readings(lexicon, verb) if finite(reading)]
    other = {(form.person, form.number) for form in forms} == {("1" if person == "2" else "2", "p")}
    return forms[0] if other and only_finite(lexicon, verb) else None


def _opens(parse: "Doc", place: int) -> bool:
    """True at the beginning of the sentence or of what is quoted, and behind the comma that ends its first clause."""
    if place == 0 or parse[place - 1].text in {"«", "“", ":", ";"}:
        return True
    comma = next((t.i for t in parse[:place] if t.text == ","), -1)
    return comma == place - 1 and word_at(parse, 0) in CONDITIONS


def _named(parse: "Doc", end: int) -> bool:
    """True where the words before *et moi* open the sentence, or a clause with *que*: a name, or a determiner and its noun."""
    start = next((t.i + 1 for t in reversed(parse[:end]) if t.norm in {"que", "qu'"}), 0)
    first = [token.pos_ for token in parse[start:end]]
    return first == ["PROPN"] or (first[:1] == ["DET"] and first.count("NOUN") == 1 and len(first) <= TITLE)


def _governing(before: "Token") -> bool:
    """True before a pronoun that is no subject (*avec elle*, *lui et elle*, *dit-il*)."""
    return before.pos_ in {"ADP", "AUX"} or before.norm in GOVERNING or before.text.endswith("-")
