"""Clauses that have lost their *que* (*a dit Tesla est*, *avait averti le président il ne pourrait*, *demande la taxe soit*)."""

from typing import TYPE_CHECKING

from audit.french.clauses import CLITICS, TIMES, complements_end, follows_speech, past, subject_end, word_at
from audit.french.grammar import (
    DETERMINERS,
    adverb,
    can_be_finite,
    finite_here,
    is_name,
    norm,
    only_infinitive,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Verbs of saying and thinking that take a clause with *que*; and those that first take the person told.
SAYING = words(
    """
    dire déclarer affirmer annoncer expliquer estimer assurer ajouter indiquer préciser penser croire confirmer
    révéler soutenir prétendre admettre reconnaître rappeler souligner noter constater prévenir avertir craindre
    espérer suggérer jurer promettre nier
    """
)
TELLING = SAYING | words("informer convaincre persuader")
# Verbs whose clause is in the subjunctive, which tells it from the sentence's own verb.
WISHING = words(
    """
    demander craindre vouloir exiger souhaiter attendre ordonner proposer suggérer recommander préférer regretter
    """
)
# Verbs that have *à* before whom one tells, and what may follow that.
TOLD_TO = words("dire déclarer confier raconter expliquer indiquer préciser affirmer")
BEHIND_TOLD = TIMES | words("que qu' dans lors en après avant par")
SUBJUNCTIVES = words("soit soient ait aient")  # which the lexicon has as other words as well
PRONOUNS = words("il elle ils elles")
BEFORE_VERB = words("ne n' se s' y en")
OBJECTS = words("le la les l' lui")
APPOSITION = 14  # words looked through for the end of one


def told_without_a(parse: "Doc", saying: "Token", lexicon: Lexicon) -> "Token | None":
    """The name behind which *à* is gone in *Rao a dit Reuters que*: the verb has its subject, right before it."""
    if saying.i < 2 or saying.i + 2 >= len(parse) or not past_participles(lexicon, saying):
        return None
    auxiliary, subject, whom = parse[saying.i - 1], parse[saying.i - 2], parse[saying.i + 1]
    if norm(auxiliary) not in {"a", "ont"} or not verb_lemmas(lexicon, saying) & TOLD_TO or not is_name(whom):
        return None
    end = next((token for token in parse[whom.i :] if not is_name(token)), None)
    if end is None or norm(end) in {"que", "qu'"}:
        return whom if end is not None else None
    if not (is_name(subject) or subject.pos_ == "NOUN" or norm(subject) in PRONOUNS) or is_name(auxiliary):
        return None
    return whom if norm(end) in BEHIND_TOLD or end.is_punct else None


def clause_without_que(parse: "Doc", verb: "Token", lexicon: Lexicon) -> "Token | None":
    """Where the clause begins that a verb calls for with *que*, which is not there; None when none does."""
    if verb.i == 0 or verb.i + 3 >= len(parse):
        return None
    return _said(parse, verb, lexicon) or _told(parse, verb, lexicon) or _wished(parse, verb, lexicon)


def _said(parse: "Doc", saying: "Token", lexicon: Lexicon) -> "Token | None":
    """*a dit Tesla est*, *prévient le système, né au large, pourrait*: a verb of saying, then a subject with its verb."""
    start = parse[saying.i + 1]
    if not verb_lemmas(lexicon, saying) & SAYING or only_infinitive(lexicon, saying) or _alias(saying):
        return None
    if word_at(parse, saying.i - 1) in DETERMINERS.keys() - CLITICS or norm(start).startswith(("quel", "qu'")):
        return None  # *répondre à sa pensée*, *explique quels types*, *précise qu'"aucune trace"*
    end = subject_end(parse, start)
    inverted = follows_speech(parse, saying) and not any(
        r.tense == "present" and not r.person for r in readings(lexicon, saying)
    )
    if end is None or (inverted and norm(start) not in PRONOUNS):
        return None
    if word_at(parse, end - 1) == "il" and word_at(parse, end) == "y":
        return None  # *annoncé il y a un mois*
    end = _apposition_end(parse, complements_end(parse, end, lexicon), lexicon)
    verb = past(parse, end, BEFORE_VERB)
    if verb == len(parse) or not finite_here(lexicon, parse[verb]) or not parse[verb].text[0].islower():
        return None
    return start if not _main_verb(parse, saying, verb, lexicon) else None


def _told(parse: "Doc", telling: "Token", lexicon: Lexicon) -> "Token | None":
    """*avait averti le président il ne pourrait pas*: told whom, then a pronoun with its verb."""
    if not verb_lemmas(lexicon, telling) & TELLING:
        return None
    whom = parse[telling.i + 1]
    end = subject_end(parse, whom)
    if (
        end is None
        or norm(whom).startswith("quel")
        or word_at(parse, end) not in PRONOUNS
        or word_at(parse, end + 1) == "y"
    ):
        return None
    verb = past(parse, end + 1, BEFORE_VERB | OBJECTS)
    if verb < len(parse) and can_be_finite(lexicon, parse[verb]) and parse[end].text.islower():
        return parse[end]
    return None


def _wished(parse: "Doc", wishing: "Token", lexicon: Lexicon) -> "Token | None":
    """*demandent la composition des produits soit affichée*: a verb of wishing, then a subject with a subjunctive."""
    if not verb_lemmas(lexicon, wishing) & WISHING or wishing.pos_ not in {"VERB", "AUX"}:
        return None
    start = parse[wishing.i + 1 + adverb(parse[wishing.i + 1])]
    end = subject_end(parse, start)
    if end is None:
        return None
    verb = past(parse, complements_end(parse, end, lexicon), BEFORE_VERB)
    return start if verb < len(parse) and _subjunctive(parse[verb], lexicon) else None


def _subjunctive(verb: "Token", lexicon: Lexicon) -> bool:
    found = readings(lexicon, verb)
    return norm(verb) in SUBJUNCTIVES or (bool(found) and all(r.mood == "subjunctive" for r in found))


def _alias(saying: "Token") -> bool:
    """True for the *dit* between two names of one person (*Joseph Desrosiers dit Jo*)."""
    return norm(saying) == "dit" and is_name(saying.nbor(-1)) and is_name(saying.nbor(1))


def _apposition_end(parse: "Doc", index: int, lexicon: Lexicon) -> int:
    """Behind the comma that closes an apposition with a participle, where one begins at `index`; else `index`."""
    if word_at(parse, index) != "," or index + 1 == len(parse) or not past_participles(lexicon, parse[index + 1]):
        return index
    return next((t.i + 1 for t in parse[index + 1 : index + APPOSITION] if t.text == ","), index)


def _main_verb(parse: "Doc", saying: "Token", verb: int, lexicon: Lexicon) -> bool:
    """True where the later verb may be the sentence's own: *la ministre qui assure le mandat | a reçu …*."""
    if word_at(parse, saying.i - 1) not in {"qui", "avoir"}:
        return False
    return not any(finite_here(lexicon, token) for token in parse if token.i not in {saying.i, verb})
