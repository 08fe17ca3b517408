"""A subject and behind it, where its conjugated verb should stand, another form (*Keane échanger*, *le maire veux*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.candidates import masculine_singular
from audit.french.clause_subjects import Subject, clause_subject
from audit.french.clauses import antecedent, hyphen_after, number_of, word_at
from audit.french.grammar import (
    DETERMINERS,
    SUBJECTS,
    adverb,
    can_be_finite,
    conjugate,
    conjugate_or_complete,
    finite,
    finite_here,
    group_start,
    only_finite,
    only_infinitive,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.lone_participles import OBJECT_OPENERS, TASKS, calls_for_conjugated
from audit.french.ungoverned import ASKING, FAR, MENTIONED
from audit.french.words import LISTING, SPEAKERS, VERBAL_NOUNS, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

TIME_OPENERS = words("lorsque lorsqu' quand puisque puisqu'")
BEFORE_QUE = words("tandis alors après pendant parce depuis dès")
# In these sentences *que* may be that of a comparison or a restriction (*plus haut que le seuil fixé*).
COMPARING = words(
    "plus moins aussi autant même mêmes ne n' autre autres tel telle tels telles mieux pire tant plutôt ainsi si"
)


def lone_verb(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for an infinitive, or a form of *je*, *tu* or *vous*, behind a subject of the third person."""
    if token.i + 1 != verb.i or not verb.text.islower() or token.text[0] in "-–—" or hyphen_after(parse, verb):
        return None  # *--Faites venir le médecin*
    infinitive = only_infinitive(lexicon, verb) or _verbal_noun(parse, verb, lexicon)
    verbless = not infinitive and masculine_singular(verb, lexicon) and bool(past_participles(lexicon, verb))
    if not (infinitive or verbless or _spoken(verb, lexicon)):
        return None
    if lexicon.english_frequency(verb.text) > lexicon.frequency(verb.text) or {"?", "!", "…"} & parse.words:
        return None
    start = group_start(parse, verb.i)
    subject = clause_subject(parse, start, lexicon)
    mentioned = parse[start - 1].norm in MENTIONED
    if subject is None or (infinitive and (mentioned or _governed(parse, subject, start, lexicon))):
        return None
    if verbless and _only_verb(parse, subject, verb, lexicon):
        passive = subject.opener == "dont" and word_at(parse, verb.i + 1) not in OBJECT_OPENERS  # *dont trois vendu à*
        repair = None if passive else conjugate_or_complete(lexicon, verb, "3", number_of(parse, subject.head))
        return calls_for_conjugated(subject.head, verb, repair)
    if verbless:
        return None
    if not infinitive and not _third(parse, subject, start):
        return None
    if infinitive and start == subject.start + 1 and can_be_finite(lexicon, subject.head):
        return None  # *Allez traduire*
    return (
        None
        if _led(parse, start, verb, lexicon)
        else calls_for_conjugated(subject.head, verb, conjugate(lexicon, verb, "3", number_of(parse, subject.head)))
    )


def _led(parse: "Doc", start: int, verb: "Token", lexicon: Lexicon) -> bool:
    """*leur enseignant comment agir*, *la star dément avoir parlé*."""
    before = parse[verb.i - 1]
    asked = any(t.norm in ASKING for t in parse[start : verb.i])
    return asked or (before.pos_ in {"ADJ", "ADV"} and can_be_finite(lexicon, before))


def _only_verb(parse: "Doc", subject: Subject, verb: "Token", lexicon: Lexicon) -> bool:
    """True for a participle in a clause that must have a verb, and has no other (*lorsqu’un élu remarqué une facture*)."""
    opener = subject.start - 1
    que = subject.opener in {"que", "qu'"}
    noun = opener - 1 - (word_at(parse, opener - 1) == ",")
    aside = que and word_at(parse, opener - 1) == ","
    compared = not aside and bool(COMPARING & parse.words)
    relative = (que or subject.opener == "dont") and noun > 0 and not compared
    relative = relative and antecedent(parse, noun).pos_ == "NOUN"
    if subject.opener not in TIME_OPENERS and not (que and word_at(parse, opener - 1) in BEFORE_QUE) and not relative:
        return False
    comma = next((t.i for t in parse[verb.i :] if t.text == ","), len(parse))
    end = comma if subject.opener == "dont" or aside else len(parse)
    outside = [*parse[1:opener], *parse[end:]]
    if relative and (parse[verb.i - 1].pos_ == "ADP" or not any(_may_be_finite(t, lexicon) for t in outside)):
        return False
    if opener > 0 or comma == len(parse):
        return not any(_may_be_finite(t, lexicon) for t in parse[verb.i + 1 : end])
    main = word_at(parse, comma + 1) in SUBJECTS
    return main and not any(_may_be_finite(t, lexicon) for t in parse[verb.i + 1 : comma])


def _may_be_finite(token: "Token", lexicon: Lexicon) -> bool:
    """True for what can be a conjugated verb where it stands (not *une facture*, *il y a deux ans*)."""
    before = token.nbor(-1)
    led = before.norm in DETERMINERS or before.pos_ in {"ADP", "ADJ", "NUM"} or before.norm == "y"
    return can_be_finite(lexicon, token) and (token.pos_ in {"VERB", "AUX"} or not led) and before.norm != "y"


def _verbal_noun(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a noun as well where the parser sees a verb (*sortir*); *avoir saisi*, *devoir passer* only before one."""
    if verb.norm not in VERBAL_NOUNS:
        found = readings(lexicon, verb)
        plain = {r.pos for r in found} <= {"verb", "noun"} and not any(map(finite, found))
        plain = plain and word_at(parse, verb.i - 1) != "en"  # *un plateau en noyer*
        return plain and verb.pos_ == "VERB" and any(r.mood == "infinitive" for r in found)
    if verb.i + 1 >= len(parse):
        return False
    behind = next((t for t in parse[verb.i + 1 :] if not adverb(t)), verb)
    return bool(past_participles(lexicon, behind)) or only_infinitive(lexicon, behind)


def _spoken(verb: "Token", lexicon: Lexicon) -> bool:
    """True for what only *je*, *tu*, *nous* or *vous* have (*veux*, *pensez*)."""
    forms = [r for r in readings(lexicon, verb) if finite(r)]
    return only_finite(lexicon, verb) and all(r.person in {"1", "2"} for r in forms)


def _third(parse: "Doc", subject: Subject, start: int) -> bool:
    """True for a subject that nobody speaks to: determined, or a full name; and where nobody speaks of himself."""
    first = parse[subject.start]
    named = start > subject.start + 1 and first.pos_ == parse[subject.start + 1].pos_ == "PROPN"
    determined = first.norm in DETERMINERS and subject.head.text.islower()
    spoken = any(
        t.norm in SPEAKERS for t in (parse[: start + 1] if determined else parse)
    )  # *les élus prévoyez de vous*
    return (named or determined) and parse[start - 1].text != "," and not spoken


def _governed(parse: "Doc", subject: Subject, start: int, lexicon: Lexicon) -> bool:
    """True where a verb before the clause may take an infinitive with its subject, or the subject is a task."""
    if subject.opener == ":":
        return False
    if parse[start - 1].norm == "," and subject.head.norm in TASKS and only_infinitive(lexicon, parse[start]):
        return True
    before = parse[: subject.start]
    if subject.opener in LISTING:
        return any(
            (verb_lemmas(lexicon, t) & FAR and t.pos_ in {"VERB", "AUX"})
            or any(r.mood == "infinitive" for r in readings(lexicon, t))
            for t in before
        )
    letting = {"voir", "laisser", "faire", "entendre", "sentir", "regarder", "écouter"}
    return any(verb_lemmas(lexicon, t) & letting and not finite_here(lexicon, t) for t in before)
