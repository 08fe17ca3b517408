"""Subjects before a verb of saying behind what was said (*», il dit*, *,” Forester a déclaré*): French inverts them."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import TIMES, aside_end, subject_end, word_at
from audit.french.grammar import (
    PREPOSITIONS,
    can_be_finite,
    finite_here,
    gerund_here,
    is_name,
    past_participles,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import CLOSING, HE, OF, OF_A_NOUN, OPENING, RELATIVES, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

OTHERS = words("on je j' nous cela ça")  # who stand there in speech set in, or with their verb (*, nous confiait-il*)
PERFECT = words("a ont avait avaient")
# Verbs that have what was said as their object, and never go without it.
SAYING = words(
    """
    dire déclarer ajouter affirmer écrire noter préciser indiquer rapporter confirmer annoncer révéler raconter estimer
    assurer souligner montrer démontrer suggérer
    """
)
# Those, and others, that may follow a quotation.
REPORTING = SAYING | words(
    """
    expliquer conclure plaisanter rire sourire soupirer lancer insister avertir prévenir conseiller demander répondre
    répéter poursuivre ironiser résumer regretter rappeler observer remarquer commenter confier lâcher crier murmurer
    tweeter reconnaître admettre promettre recommander argumenter protester renchérir nuancer
    """
)
# What may stand behind what was said and a comma, so that nothing said can follow.
BEHIND = words("mais dont qui ne n' tandis alors")
CLAUSES = words("que qu' comme dont ce où si")
OBJECTS = words(
    "le la les l' un une des du son sa ses leur leurs ce cet cette ces plusieurs que qu' : ceci cela quelque"
)
LONGEST = 20  # words that a subject goes on for
OF_A_COMPLEMENT = OF_A_NOUN - {"ADP"}
ABOUT_NOW = TIMES | words("hier aujourd'hui ensuite")


def uninverted(parse: "Doc", subject: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a subject that begins at `subject`, behind a quotation or at the end of a sentence that reports."""
    if not 1 < subject.i < len(parse) - 2 or subject.norm in OTHERS:
        return None
    quoted = _behind_quotation(subject, lexicon)
    if not quoted and subject.nbor(-1).text != ",":
        return None
    if turned := _turned_out(parse, subject):
        return turned
    end = _subject_end(parse, subject)
    if end is None or end >= len(parse):
        return None
    at = aside_end(parse, end, lexicon)
    if quoted and at == end:
        at = _main_verb(parse, end, lexicon)
    perfect = at + 1 < len(parse) and parse[at].norm in PERFECT and bool(past_participles(lexicon, parse[at + 1]))
    verb = at + perfect
    finite = can_be_finite if quoted else finite_here
    if verb + 1 >= len(parse) or not parse[verb].text.islower() or not (perfect or finite(lexicon, parse[verb])):
        return None
    known = verb_lemmas(lexicon, parse[verb])
    if quoted:
        wrong = known & REPORTING and not {"que", "qu'", ":"} & {parse[verb + 1].norm, word_at(parse, len(parse) - 1)}
    else:
        wrong = known & SAYING and at == end and _said_nothing(parse, subject.i, verb, lexicon)
    return _hit(parse, subject.i, at, verb) if wrong else None


def _turned_out(parse: "Doc", subject: "Token") -> Hit | None:
    """*la perte, il s’est avéré, fut totale*: French has *on l’a vu*, or *il s’est avéré que* at the head."""
    aside = [token.norm for token in parse[subject.i : subject.i + 5]]
    if aside != ["il", "s'", "est", "avéré", ","]:
        return None
    last = parse[subject.i + 3]
    phrase = parse.span(subject.i, last.i + 1).text
    return Hit(subject.idx, last.idx + len(last), Reason("“{phrase}” keeps the English order", phrase=phrase))


def _subject_end(parse: "Doc", subject: "Token") -> int | None:
    """Where the subject ends, with the name behind what someone is (*le directeur Paolo Bini*) and a complement."""
    named = subject.pos_ == "DET" and subject.nbor(1).pos_ == "PROPN"  # *l’historienne*, in the parser's eyes
    end = subject.i + 2 if named else subject_end(parse, subject)
    while end is not None and end + 1 < len(parse) and (_named_on(parse[end]) or _of_a_name(parse, end)):
        end += 1
    return end if end is None else _complements_end(parse, end)


def _complements_end(parse: "Doc", end: int) -> int:
    """Where the complements of a noun end (*les données | de l’État*, *un élu | des deux villes*)."""
    while word_at(parse, end) in OF and end + 1 < len(parse):
        end += 1
        while end + 1 < len(parse) and parse[end].pos_ in OF_A_COMPLEMENT:
            end += 1
    return end


def _main_verb(parse: "Doc", end: int, lexicon: Lexicon) -> int:
    """Where the verb of a subject stands that goes on behind `end` (*l’élu | de la ville*, *Ann Lee | , qui l’a vu,*)."""
    relative = False
    for token in parse[end : end + LONGEST]:
        if token.text in OPENING or token.norm in {"et", "mais", ":", ";"}:
            break
        relative = token.norm in RELATIVES or (relative and token.text != ",")
        if not relative and finite_here(lexicon, token):
            return token.i
    return end


def _named_on(token: "Token") -> bool:
    """True for a name, and for what someone is, before it (*adjointe Lisa Bini*)."""
    return is_name(token) or token.text == "-" or (token.pos_ in {"ADJ", "NOUN"} and is_name(token.nbor(1)))


def _of_a_name(parse: "Doc", index: int) -> bool:
    """*Matt Bryson | de Wedbush*."""
    return word_at(parse, index) in {"de", "du", "d'", "chez"} and is_name(parse[index + 1])


def _behind_quotation(subject: "Token", lexicon: Lexicon) -> bool:
    """True behind the *»,* and *,”* of a sentence, not of a title nor of a clause (*Après « Le Lac », Paul a écrit*)."""
    last, before = subject.nbor(-1).text, subject.nbor(-2).text
    if not ((last == "," and before in CLOSING) or (last in CLOSING and before == ",")):
        return False
    opening = next((t for t in reversed(subject.doc[: subject.i - 2]) if t.text in OPENING), None)
    if opening is None:
        return True
    led = opening.i > 0 and (opening.nbor(-1).pos_ in OF_A_NOUN or opening.nbor(-1).norm == "si")
    return not led and any(finite_here(lexicon, t) for t in subject.doc[opening.i : subject.i])


def _said_nothing(parse: "Doc", subject: int, verb: int, lexicon: Lexicon) -> bool:
    """True where a sentence has gone before, and no object follows (*, la Fédération a annoncé mardi.*)."""
    before = parse[: subject - 1]
    opens = next((t.i for t in reversed(before) if t.norm in CLAUSES), None)
    end = next((t.i for t in parse[verb + 1 :] if t.text in {",", ".", "!"}), len(parse))
    behind = parse[end + 1] if end + 1 < len(parse) else parse[verb]
    inside = word_at(parse, end) == "," and (
        behind.norm in {"ne", "n'"} or (finite_here(lexicon, behind) and not _speech_tag(behind))
    )
    clause = inside or any(finite_here(lexicon, t) for t in before[opens or 0 :])
    if not clause or word_at(parse, 0) in {"comme", "selon"}:
        return False
    if any(_object(t) for t in parse[verb + 1 : end]):
        return False
    first = word_at(parse, verb + 1)
    last = end + 1 >= len(parse) or parse[end].text in {".", "!"}
    timed = first in ABOUT_NOW or first in PREPOSITIONS or end == verb + 1 or word_at(parse, verb + 2) in TIMES
    goes_on = inside or behind.norm in BEHIND or gerund_here(lexicon, behind)
    return timed and (last or goes_on)


def _speech_tag(verb: "Token") -> bool:
    """True for a verb before its subject (*explique le maire*, *dit-il*)."""
    after = verb.doc[verb.i + 1 : verb.i + 2]
    return len(after) == 1 and (after[0].pos_ in {"DET", "PROPN", "PRON"} or after[0].text[0] == "-")


def _object(word: "Token") -> bool:
    """True for the first word of an object; not for that of a date (*la semaine dernière*)."""
    dated = word.i + 1 < len(word.doc) and word.nbor(1).norm in TIMES
    return word.norm in OBJECTS and word.nbor(-1).norm not in PREPOSITIONS and not dated


def _hit(parse: "Doc", start: int, first: int, verb: int) -> Hit:
    subject = parse.span(start, first).text.rstrip(" ,")
    if parse[start].norm in {"le", "la", "les", "l'"}:
        subject = subject[0].lower() + subject[1:]
    said = [token.text for token in parse[first : verb + 1]]
    if parse[start].norm in HE:
        joint = "-t-" if said[0].endswith(("a", "e")) else "-"
        repair = " ".join([f"{said[0]}{joint}{subject}", *said[1:]])
    else:
        repair = " ".join([*said, subject])
    why = Reason("“{phrase}” behind a quotation keeps the English order", phrase=parse.span(start, first + 1).text)
    return Hit(parse[start].idx, parse[verb].idx + len(parse[verb]), why, repair)
