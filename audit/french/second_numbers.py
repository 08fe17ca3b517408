"""The second verb of a plural subject in the singular (*Les élus ont voté la loi, puis a déclaré que*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import disagreement
from audit.french.clauses import TIMES, aside_end, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    WITH_BEING,
    after_adverbs,
    finite,
    finite_here,
    form_of,
    only_infinitive,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.relatives import third_person
from audit.french.words import CLITICS, OF_A_NOUN, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

PRONOUNS = words("ils elles")
LINKS = words("et puis")
# Behind these a subject of its own may stand before *et*.
CLAUSAL = words(
    "que qu' dont où si quand lorsque lorsqu' comme car mais puisque tandis qui il elle on cela ça ce c' celui"
)


def second_number(parse: "Doc", link: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a verb in the singular right behind *et* or *puis*, where all verbs before are in the plural."""
    if link.norm not in LINKS:
        return None
    place = past(parse, aside_end(parse, link.i + 1, lexicon), CLITICS)
    if place + 1 >= len(parse):
        return None
    verb, behind = parse[place], after_adverbs(parse, place + 1)
    form = third_person(lexicon, verb)
    if form is None or form.number != "s" or behind >= len(parse) or not _no_inversion(verb, parse[behind], lexicon):
        return None
    subject = _plural_subject(parse, link.i, lexicon)
    if subject is None:
        return None
    healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number="p")
    repair = None if form_of(lexicon, verb, "être") else healed
    return Hit(verb.idx, verb.idx + len(verb), disagreement(subject, verb, "number"), repair)


def _no_inversion(verb: "Token", behind: "Token", lexicon: Lexicon) -> bool:
    """True where no subject can stand behind: before a participle (but *et est venu le temps*) or *à* and an infinitive."""
    if verb_lemmas(lexicon, verb) & {"avoir", "être"}:
        return bool(past_participles(lexicon, behind)) and not verb_lemmas(lexicon, behind) & WITH_BEING
    after = behind.doc[behind.i + 1 : behind.i + 2]
    return behind.norm in {"à", "de", "d'"} and any(only_infinitive(lexicon, t) for t in after)


def _plural_subject(parse: "Doc", end: int, lexicon: Lexicon) -> "Token | None":
    """The one subject of all verbs before `end`, a plural that opens the sentence; None where another may be."""
    start = _start(parse, end, lexicon)
    before = parse[start:end]
    if len(before) < 3 or any(t.norm in CLAUSAL for t in before[1:]):
        return None
    plural = before[0].norm in PRONOUNS or DETERMINERS.get(before[0].norm, ("", ""))[1] == "p"
    verbs = [t for t in before if finite_here(lexicon, t) and not past_participles(lexicon, t)]
    numbers = {r.number for t in verbs for r in readings(lexicon, t) if finite(r) and r.person == "3"}
    if not verbs or (numbers != {"p"} and not (plural and _first_wrong(parse, start, verbs))):
        return None
    return before[0] if before[0].norm in PRONOUNS else next((t for t in before if t.pos_ in {"NOUN", "PROPN"}), None)


def _first_wrong(parse: "Doc", start: int, verbs: list["Token"]) -> bool:
    """True where the first verb, right behind its subject, is in the singular as well (*les élus avait promis … et avait*)."""
    return len(verbs) == 1 and all(t.pos_ in OF_A_NOUN for t in parse[start : verbs[0].i])


def _start(parse: "Doc", end: int, lexicon: Lexicon) -> int:
    """Where the main clause begins: behind an adverbial that a comma ends (*Mardi, | les élus*)."""
    comma = next((t.i for t in parse[:end] if t.text == ","), -1)
    led = parse[0].pos_ in {"ADP", "ADV", "CCONJ"} or parse[0].norm in TIMES or word_at(parse, 1) in TIMES
    return comma + 1 if led and not any(finite_here(lexicon, t) for t in parse[: comma + 1]) else 0
