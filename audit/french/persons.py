"""A verb in another person or number than the pronoun before it (*elle ne me disais*, *il y gagnaient*, *certains vends*)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import disagreement
from audit.french.clauses import CLITICS, word_at
from audit.french.grammar import SUBJECTS, finite, norm, only_finite, readings
from audit.french.lexicon import Lexicon
from audit.french.relatives import third_person
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

INDEFINITES = words("certains certaines plusieurs ceux celles")
PERSONS = {word: (asked[0], asked[1]) for word, asked in SUBJECTS.items()} | dict.fromkeys(INDEFINITES, ("3", "p"))
# Before these a pronoun is no subject, or not alone (*avec elle*, *lui et elle*).
GOVERNING = words("et ni ou")


def behind_pronoun(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*ils ne nous a pas*, *elle ne me disais*: a verb in another person or number than the pronoun, whatever the parser
    makes of them."""
    place = verb.i - 1
    while place >= 0 and norm(parse[place]) in CLITICS:
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


def _governing(before: "Token") -> bool:
    """True before a pronoun that is no subject (*avec elle*, *lui et elle*, *dit-il*)."""
    return before.pos_ in {"ADP", "AUX"} or norm(before) in GOVERNING or before.text.endswith("-")
