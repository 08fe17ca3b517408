"""Clauses built as English builds them: *là serait un*, *ils ont été demandés de partir*, *, a-t-il dit publierait*."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.bare_nouns import person
from audit.french.clauses import TIMES, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    finite,
    finite_here,
    form_of,
    is_name,
    only_finite,
    only_infinitive,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import NE, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# What there is, behind *là* and *être*: never the definite of *là est la question*.
OPENING_WHAT = words("un une des aucun aucune pas peu beaucoup plusieurs")
SAYING = words("dire déclarer affirmer ajouter annoncer expliquer estimer penser croire assurer confirmer")
# What English gives, tells or asks *someone*, who becomes the subject of its passive.
GIVING = words("donner offrir accorder décerner remettre attribuer promettre")
TELLING = words("dire demander permettre ordonner conseiller recommander")
PERSONS = words("elle ils elles je j' nous vous")  # *il a été demandé de* is impersonal
INVERTED = words("-il -elle -ils -elles -on")
BEFORE_VERB = words("se s' ne n'")


def there_is(parse: "Doc", there: "Token", lexicon: Lexicon) -> Hit | None:
    """*a dit là ne serait aucune déclaration*: English “there” with “be” (*il y a*)."""
    if there.norm != "là" or not 0 < there.i < len(parse) - 3:
        return None
    before = there.nbor(-1)
    said = bool(verb_lemmas(lexicon, before) & SAYING)
    being = parse[past(parse, there.i + 1, NE)]
    if not (said or before.norm in {"que", "qu'"}) or not form_of(lexicon, being, "être"):
        return None
    if word_at(parse, being.i + 1) not in OPENING_WHAT:
        return None
    form = next((r for r in readings(lexicon, being) if r.lemma == "être" and finite(r)), None)
    if form is None:
        return None
    having = lexicon.inflect("avoir", "verb", mood=form.mood, tense=form.tense, person="3", number="s")
    ne = "n’" if word_at(parse, there.i + 1) in NE else ""
    why = Reason("“{phrase}” renders English “there is” word by word", phrase=parse.span(there.i, being.i + 1).text)
    repair = having and f"{'qu’' if said else ''}il {ne}y {having}"
    return Hit(there.idx, being.idx + len(being), why, repair)


def person_passive(parse: "Doc", participle: "Token", lexicon: Lexicon) -> Hit | None:
    """*ils ont été demandés de partir*, *elle a été donné la nationalité*: in French nobody is asked or given something."""
    being = participle.i - 1
    if being < 1 or participle.i + 2 >= len(parse) or not past_participles(lexicon, participle):
        return None
    first = being - 1 if parse[being].norm == "été" else being
    if not form_of(lexicon, parse[first], "avoir" if first < being else "être") or first == 0:
        return None
    if not finite_here(lexicon, parse[first]) or not _somebody(parse[first - 1], lexicon):
        return None
    lemmas = verb_lemmas(lexicon, participle)
    if not (lemmas & TELLING and _told_what(parse, participle.i + 1, lexicon)) and not (
        lemmas & GIVING and _given_what(parse, participle.i + 1)
    ):
        return None
    start = parse[first]
    phrase = parse.span(first, participle.i + 1).text
    why = Reason("“{phrase}”: to whom something is given or said is no subject in French", phrase=phrase)
    return Hit(start.idx, participle.idx + len(participle), why)


def _somebody(subject: "Token", lexicon: Lexicon) -> bool:
    if subject.i and subject.nbor(-1).norm == "il":
        return False  # *il vous est demandé de*
    name = subject.pos_ == "PROPN" and (is_name(subject) or subject.i == 0)
    people = subject.pos_ == "NOUN" and subject.text.endswith("s") and person(subject, lexicon)
    return name or people or subject.norm in PERSONS


def _told_what(parse: "Doc", at: int, lexicon: Lexicon) -> bool:
    if word_at(parse, at) in {"que", "qu'"}:
        return True
    return word_at(parse, at) in {"de", "d'"} and only_infinitive(lexicon, parse[at + 1])


def _given_what(parse: "Doc", at: int) -> bool:
    """True before an object; a date or a time is none."""
    noun = parse[at + 1]
    timed = noun.like_num or noun.norm in TIMES or noun.pos_ not in {"NOUN", "ADJ"}
    return parse[at].norm in DETERMINERS.keys() - {"au", "aux", "du", "des"} and not timed and noun.text.islower()


def named_again(parse: "Doc", pronoun: "Token", lexicon: Lexicon) -> Hit | None:
    """*», dit-elle la docteure Maya Bini*: a pronoun behind the verb of saying, and who it is for."""
    if pronoun.norm not in INVERTED or "?" in parse.text or not 1 < pronoun.i < len(parse) - 2:
        return None
    first = pronoun.i - 1 - (parse[pronoun.i - 1].text == "-t")
    start, noun = parse[pronoun.i + 1], parse[pronoun.i + 2]
    who = (start.norm in {"le", "la", "l'"} and noun.text.islower() and person(noun, lexicon)) or (
        is_name(start) and start.pos_ == "PROPN" and start.text.istitle()
    )
    if not who or not verb_lemmas(lexicon, parse[first]) & SAYING:
        return None
    why = Reason("“{phrase}” names its subject twice", phrase=parse.span(first, start.i + 1).text)
    return Hit(parse[first].idx, start.idx + len(start), why)


def set_in(parse: "Doc", pronoun: "Token", lexicon: Lexicon) -> Hit | None:
    """*, a-t-elle déclaré publierait*: who speaks, set in, and the sentence's own verb right behind."""
    if pronoun.norm not in INVERTED or "?" in parse.text or pronoun.i < 2:
        return None
    first = pronoun.i - 1 - (parse[pronoun.i - 1].text == "-t")
    last = pronoun.i
    if form_of(lexicon, parse[first], "avoir") and pronoun.i + 1 < len(parse):
        last = pronoun.i + 1
    if (
        not verb_lemmas(lexicon, parse[last if last > pronoun.i else first]) & SAYING
        or word_at(parse, first - 1) != ","
    ):
        return None
    verb = past(parse, last + 1, BEFORE_VERB)
    if verb >= len(parse) or not only_finite(lexicon, parse[verb]) or not parse[verb].text.islower():
        return None
    why = Reason(
        "“{phrase}” is set in, and the sentence goes on without a comma", phrase=parse.span(first, last + 1).text
    )
    return Hit(parse[first].idx, parse[verb].idx + len(parse[verb]), why)
