"""The second verb of a plural subject in the singular (*Les élus ont voté la loi et a déclaré que*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import disagreement
from audit.french.clauses import CLITICS, TIMES, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    WITH_BEING,
    after_adverbs,
    finite,
    finite_here,
    form_of,
    norm,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.relatives import OF_A_PHRASE, third_person
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

PRONOUNS = words("ils elles")
# Behind these a subject of its own may stand before *et*.
CLAUSAL = words(
    "que qu' dont où si quand lorsque lorsqu' comme car mais puisque tandis qui il elle on cela ça ce c' celui"
)


def second_number(parse: "Doc", link: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for an auxiliary in the singular right behind *et*, where all verbs before have one plural subject."""
    place = past(parse, link.i + 1, CLITICS)
    if norm(link) != "et" or place + 1 >= len(parse):
        return None
    verb, behind = parse[place], after_adverbs(parse, place + 1)
    form = third_person(lexicon, verb)
    if form is None or form.number != "s" or form.lemma not in {"avoir", "être"} or behind >= len(parse):
        return None
    participle = parse[behind]
    if not past_participles(lexicon, participle) or verb_lemmas(lexicon, participle) & WITH_BEING:
        return None  # *et est venu le temps*
    subject = _plural_subject(parse, link.i, lexicon)
    if subject is None:
        return None
    healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number="p")
    repair = None if form_of(lexicon, verb, "être") else healed
    return Hit(verb.idx, verb.idx + len(verb), disagreement(subject, verb, "number"), repair)


def _plural_subject(parse: "Doc", end: int, lexicon: Lexicon) -> "Token | None":
    """The one subject of all verbs before `end`, a plural that opens the sentence; None where another may be."""
    start = _start(parse, end, lexicon)
    before = parse[start:end]
    if len(before) < 3 or any(norm(t) in CLAUSAL for t in before[1:]):
        return None
    plural = norm(before[0]) in PRONOUNS or DETERMINERS.get(norm(before[0]), ("", ""))[1] == "p"
    verbs = [t for t in before if finite_here(lexicon, t) and not past_participles(lexicon, t)]
    numbers = {r.number for t in verbs for r in readings(lexicon, t) if finite(r) and r.person == "3"}
    if not plural or not verbs or (numbers - {"p"} and not _first_wrong(parse, start, verbs)):
        return None
    return before[0] if norm(before[0]) in PRONOUNS else next((t for t in before if t.pos_ == "NOUN"), None)


def _first_wrong(parse: "Doc", start: int, verbs: list["Token"]) -> bool:
    """True where the first verb, right behind its subject, is in the singular as well (*les élus avait promis … et avait*)."""
    return len(verbs) == 1 and all(t.pos_ in OF_A_PHRASE for t in parse[start : verbs[0].i])


def _start(parse: "Doc", end: int, lexicon: Lexicon) -> int:
    """Where the main clause begins: behind an adverbial that a comma ends (*Mardi, | les élus*)."""
    comma = next((t.i for t in parse[:end] if t.text == ","), -1)
    led = parse[0].pos_ in {"ADP", "ADV", "CCONJ"} or norm(parse[0]) in TIMES or word_at(parse, 1) in TIMES
    return comma + 1 if led and not any(finite_here(lexicon, t) for t in parse[: comma + 1]) else 0
