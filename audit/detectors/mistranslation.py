"""An English phrase taken word by word (*jusqu’à plus loin avis*, *a été tourné vers le bas*), or a word in another’s sense.

The phrases come from a table made of parallel text and of a list of our own; French text hardly has one of them. A word is
told where the words beside it go with another sense of its English (*la manipulation de la crise*), by a table of our own.
Silent about a wrong sense that the sentence does not give away (*les 6 700 emplacements* for restaurants), about calques
that French has come to use, and about what is written with capitals, as a name or a title is.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.calques import Calque, How, Lemma, calques, lemma_of
from audit.french.contexts import Sense, contexts
from audit.french.grammar import VOWELS, WITH_BEING, is_noun
from audit.french.homographs import homographs
from audit.french.lexicon import Analysis, Lexicon
from audit.french.which import wrong_relatives
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc

ELIDED = words("le la de du je me te se ne que ce au jusque lorsque puisque ma ta sa beau nouveau vieux")
DETERMINERS = {"m": words("le un du au ce"), "f": words("la une cette"), "": words("l d notre votre leur chaque")}
# What French says as well.
OWN = frozenset(
    tuple(row.split())
    for row in (
        "trop ancien",
        "ancien femme",
        "ouverture vers haut",
        "venir en force",
        "pendre haut",
        "grand affaire de",
        "loi pouvoir être citer",
    )
)
REFLEXIVE = ("s’", "s'", "m’", "m'", "t’", "t'", " se ", " me ", " te ")
UTMOST = re.compile(r" (?:plus haut|dernier|suprême) (?:point|degré)")
GOVERNING = re.compile(
    r"\b(?:(?:re)?ven|tomb|compt|port|insist|mis|table|concentr|interrog|question)\w* $", re.IGNORECASE
)
INDEFINITE = re.compile(r"\bune?\b")
INVARIABLE = ("de ", "d’", "à ", "en ", "sur ", "pour ", "contre ")  # how what stays as it is behind a plural begins
PRESENT = ("indicative", "present", "3")  # what a form of several readings is taken for: what articles tell


@detector(category=Category.MISTRANSLATION, severity=Severity.MAJOR)
def mistranslation(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    text = segment.text
    yield from wrong_relatives(parse, lexicon)
    told = [one for one in calques(text, lexicon) if not _idle(text, one) and not _noun(parse, one, lexicon)]
    for calque in told:
        yield Hit(calque.start, calque.end, _of_phrase(text, calque), _cased(text, calque, lexicon))
    for one in homographs(text):
        why = Reason(
            "“{word}” renders English “{english}” as another word", word=text[one.start : one.end], english=one.english
        )
        yield Hit(one.start, one.end, why, one.right)
    for sense in contexts(text, lexicon):
        start, end = sense.start, sense.end
        overlapping = any(one.start < end and start < one.end for one in told)
        if not overlapping and _common(text, start):
            yield Hit(start, end, _of_word(text, sense), _replaced(text, sense, lexicon))


def _common(text: str, start: int) -> bool:
    """False for a word that may be of a name: with a capital, and not the first of the sentence."""
    return text[start].islower() or not any(map(str.isalnum, text[:start]))


def _idle(text: str, calque: Calque) -> bool:
    """True for what French says as well, where a word behind the first has a capital, as a name or a title has, and where the
    last is a noun that the entry takes for its verb (*faites à l’assuré*)."""
    if tuple(one.lemma for one in calque.lemmas) in OWN:
        return True
    if calque.lemmas[0].lemma == "être" and text[: calque.start].lower().endswith(REFLEXIVE):
        return True  # *il s’était chargé avec son frère de*
    if calque.lemmas[0].lemma == "sur" and GOVERNING.search(text, 0, calque.start):
        return True  # *revenons sur lundi dernier*
    if calque.lemmas[-1].lemma == "à" and UTMOST.match(text, calque.end):
        return True  # *sa colère fut excitée au plus haut point*
    last = calque.lemmas[-1]
    form, before = text[last.start : last.end].lower(), text[calque.start : last.start].lower()
    if (
        form != last.lemma
        and form.endswith(("é", "és", "ée", "ées"))
        and before.endswith(("l’", "l'", " le ", " les "))
    ):
        return True
    return any(text[one.start].isupper() for one in calque.lemmas[1:])


def _noun(parse: "Doc", calque: Calque, lexicon: Lexicon) -> bool:
    """True where the verb of an entry is a noun (*ses pensées à propos de*, *les données des essais*)."""
    first = calque.lemmas[0]
    word = parse.char_span(first.start, first.end)
    if word is None or word[0].pos_ != "NOUN" or word[0].norm == first.lemma or not is_noun(lexicon, word[0]):
        return False
    return any(reading.mood == "infinitive" for reading in lexicon.analyses(first.lemma))


def _of_phrase(text: str, calque: Calque) -> Reason:
    phrase = text[calque.start : calque.end]
    if not calque.right:
        return Reason("“{phrase}” renders English “{english}” word by word", phrase=phrase, english=calque.english)
    return Reason(
        "“{phrase}” renders English “{english}” word by word; French says “{right}”",
        phrase=phrase,
        english=calque.english,
        right=calque.right,
    )


def _of_word(text: str, sense: Sense) -> Reason:
    return Reason(
        "“{word}” is the wrong sense of English “{english}” here; what is meant is “{right}”",
        word=text[sense.start : sense.end],
        english=sense.english,
        right=" / ".join(sense.rights),
    )


def _cased(text: str, calque: Calque, lexicon: Lexicon) -> str | None:
    """The repair with the entry's capital."""
    if " the " in calque.english and INDEFINITE.search(text, calque.start, calque.end):
        return None  # *prendre un stand*: not *take the stand*
    new = _repair(text, calque, lexicon)
    behind = text[calque.end :].lower()
    if new and new.endswith((" au", " du", " de", " à")) and behind.startswith((" le ", " les ")):
        return None  # *fixée au le 3 mars*
    if new and new.endswith((" de", " que")) and behind[1:2] in VOWELS:
        return None  # *la construction de une école*
    return new[0].upper() + new[1:] if new and text[calque.start].isupper() else new


def _repair(text: str, calque: Calque, lexicon: Lexicon) -> str | None:
    """What French says in the place of the entry; None where it calls for more than a form of its first verb."""
    first, second = calque.lemmas[:2]
    verb, _, rest = calque.right.partition(" ")
    if calque.how is How.PLAIN:
        return _plain(text, calque)
    if calque.how is How.NOUN:
        new = _noun_phrase(text, calque, lexicon)
        return new if new and _fits(text, first, new) else None
    if calque.how is How.SWAP:
        return f"{text[second.start : second.end]} {text[first.start : first.end]}"
    if calque.how is How.STATE:
        state, _, rest = rest.partition(" ")
        new = _like(text, second, state, lexicon)
        if rest and lemma_of(rest, lexicon) in {one.lemma for one in calque.lemmas[2:]}:  # *mortes* agrees already
            rest = text[calque.lemmas[2].start : calque.end]
        return " ".join(filter(None, (text[first.start : first.end], new, rest))) if new else None
    if calque.how is How.NAMED:
        return None
    if calque.how is How.HEAD and lemma_of(rest.partition(" ")[0], lexicon) == second.lemma:
        rest = text[second.start : calque.end]  # *payer une visite*: *rendre visite*
    elif calque.how is not How.VERB:
        rest = text[(first if calque.how is How.HEAD else second).end : calque.end].strip()
    new = _like(text, first, verb, lexicon)
    return f"{new} {rest}".strip() if new and _fits(text, first, new) else None


def _noun_phrase(text: str, calque: Calque, lexicon: Lexicon) -> str | None:
    """A noun and what goes with it, in the number of the text's; None where the words around it would have to change."""
    form = text[calque.start : calque.lemmas[0].end].lower()
    head, _, rest = calque.right.partition(" ")
    numbers, genders = lexicon.numbers(form), lexicon.genders(head)
    if numbers != {"p"}:
        suits = _gender(text, calque.lemmas[0]) in {"", *genders}
        return calque.right if suits and "s" in lexicon.numbers(head) else None
    if "p" in lexicon.numbers(head):
        return calque.right
    if len(genders) != 1 or not genders <= lexicon.genders(form):
        return None
    gender = next(iter(genders))
    new = lexicon.inflect(head, "noun", gender=gender, number="p")
    if rest and not rest.startswith(INVARIABLE):
        rest = "" if " " in rest else lexicon.inflect(rest, "adjective", gender=gender, number="p") or ""
        return f"{new} {rest}" if new and rest else None
    return f"{new} {rest}".strip() if new else None


def _gender(text: str, lemma: Lemma) -> str:
    """What a singular determiner before a noun says of its gender: "m", "f", "" for either, "?" where there is none."""
    before = re.split(r"[\s’']+", text[: lemma.start].lower().rstrip(" ’'"))[-1]
    return next((gender for gender, determiners in DETERMINERS.items() if before in determiners), "?")


def _plain(text: str, calque: Calque) -> str | None:
    """The French as it is; None where it is not plain or its last word would be elided."""
    right, following = calque.right, text[calque.end :].lstrip()[:1].lower()
    if not right or "…" in right:
        return None
    if right.endswith((" de", " que", " à")) and (following in VOWELS or following in {"l", "d"}):
        return None
    return right


def _like(text: str, lemma: Lemma, verb: str, lexicon: Lexicon) -> str | None:
    """The verb, given as infinitive or participle, in the form of the text's; None where that form can be several."""
    own = next((r.lemma for r in lexicon.analyses(verb) if r.pos == "verb" and _impersonal(r)), None)
    readings = [r for r in lexicon.analyses(text[lemma.start : lemma.end].lower()) if r.pos == "verb"]
    readings = [r for r in readings if r.lemma == lemma.lemma] or readings  # *tourne* has the lemma of the noun
    forms = {(r.mood, r.tense, r.person, r.gender, r.number) for r in readings}
    kept = {form for form in forms if form[0] == "participle" and _perfect(text[: lemma.start], lexicon)}
    forms = kept or {form for form in forms if form[:3] == PRESENT} or forms
    if own is None or len(forms) != 1:
        return None
    mood, tense, person, gender, number = forms.pop()
    if mood == "participle" and (own in WITH_BEING) != (lemma.lemma in WITH_BEING):
        return None  # *elle a obtenu enceinte*: the auxiliary would have to change
    return lexicon.inflect(own, "verb", mood=mood, tense=tense, person=person, gender=gender, number=number)


def _perfect(before: str, lexicon: Lexicon) -> bool:
    """True behind *avoir*, an adverb between them or not (*ils ont vite fait*)."""
    near = re.findall(r"[^\W\d_]+", before.lower())[-2:]
    return any(reading.lemma == "avoir" for word in near for reading in lexicon.analyses(word))


def _impersonal(reading: Analysis) -> bool:
    return reading.mood == "infinitive" or (reading.mood == "participle" and reading.tense == "past")


def _replaced(text: str, sense: Sense, lexicon: Lexicon) -> str | None:
    """The one word that is meant, in the form of the other; None where there are several, or more would have to agree."""
    word, right = text[sense.start : sense.end].lower(), sense.rights[0]
    if len(sense.rights) > 1:
        return None
    lemma = Lemma(sense.start, sense.end, sense.lemma)
    if any(reading.mood == "infinitive" for reading in lexicon.analyses(right)):
        new = _like(text, lemma, right, lexicon)
    else:
        genders, numbers = lexicon.genders(word), lexicon.numbers(word)
        if len(numbers) != 1 or len(genders) != 1 or not genders <= lexicon.genders(right):
            return None
        pos = "noun" if any(reading.pos == "noun" for reading in lexicon.analyses(right)) else "adjective"
        new = lexicon.inflect(right, pos, gender=next(iter(genders)), number=next(iter(numbers)))
    return new if new and _fits(text, lemma, new) else None


def _fits(text: str, lemma: Lemma, new: str) -> bool:
    """True where the word before is spelled before the new word as before the old (*l’*, *de*)."""
    before, vowel = text[: lemma.start].lower(), new[0].lower() in VOWELS
    if before.endswith(("’", "'")):
        return vowel
    return not (vowel and before.split()[-1:] and before.split()[-1] in ELIDED)
