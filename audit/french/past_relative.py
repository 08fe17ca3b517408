"""The verb of a noun that opens its sentence, behind a relative clause (*les joueurs qui ont réservé l’édition recevra*, *la
dette, qui dépasse trois milliards, inquiètent*), told by the order of words."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import disagreement, phrase_features
from audit.french.clauses import TIMES, hyphen_after, surely_finite, word_at
from audit.french.grammar import (
    DETERMINERS,
    SUBJECTS,
    before_adverbs,
    finite_here,
    group_start,
    past_participles,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.lone_participles import TELLING
from audit.french.relatives import third_person
from audit.french.subjects import COLLECTIVE, CONTRACTED, QUESTIONS
from audit.french.words import AUXILIARIES, RELATIVES, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Behind these another clause or subject may begin.
CLAUSAL = RELATIVES | words("et ou ni mais si quand lorsque lorsqu' comme car puisque tandis : ; ( « “ \" – — -")
INSIDE = words("NOUN ADJ NUM")  # kinds of words in what stands before the relative
SHORTEST = 4  # words before it (*le mot qui dit*)


def past_relative(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for the second verb of the sentence where it has another number than the noun that opens it."""
    if verb.i < SHORTEST or parse[0].norm not in DETERMINERS or not surely_finite(lexicon, verb):
        return None
    form = third_person(lexicon, verb)
    relative = next((t.i for t in parse[: verb.i] if t.norm in RELATIVES), None)
    if form is None or relative is None or hyphen_after(parse, verb):
        return None
    noun = _noun(parse, relative, lexicon)
    number = DETERMINERS[parse[0].norm][1]
    if noun is None or form.number == number or (phrase_features(lexicon, noun) or form).number != number:
        return None
    if not _second_verb(parse, relative, verb, lexicon):
        return None
    healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number=number)
    return Hit(verb.idx, verb.idx + len(verb), disagreement(noun, verb, "number"), healed)


def _noun(parse: "Doc", relative: int, lexicon: Lexicon) -> "Token | None":
    """The noun that opens the sentence with its determiner, and carries nothing but adjectives before the relative."""
    phrase = parse[1 : relative - (word_at(parse, relative - 1) == ",")]
    nouns = [t for t in phrase if t.pos_ == "NOUN"]
    plain = len(nouns) == 1 and all(t.pos_ in INSIDE and t.text.islower() for t in phrase)
    if not plain or parse[0].norm in CONTRACTED - {"des"} or parse[0].pos_ == "PRON":
        return None
    noun = nouns[0]
    return None if noun.norm in TIMES | COLLECTIVE | QUESTIONS or finite_here(lexicon, noun) else noun


def _second_verb(parse: "Doc", relative: int, verb: "Token", lexicon: Lexicon) -> bool:
    """True for the first verb behind that of the one relative clause, with no subject of its own."""
    inside = parse[relative + 1 : verb.i]
    commas = [t.i for t in parse[: verb.i] if t.text == ","]
    if any(t.norm in CLAUSAL for t in inside) or commas not in ([], [relative - 1, verb.i - 1]):
        return False
    if commas and verb_lemmas(lexicon, verb) & TELLING:
        return False  # *les riverains, qui manifestaient, a dit le maire, partent*
    verbs = [t for t in inside if finite_here(lexicon, t) and not _of_auxiliary(parse, t, lexicon)]
    if any(past_participles(lexicon, t) for t in verbs):
        return False  # *les biens dont toute vente conclue ici est taxée*
    before = group_start(parse, verb.i) - 1
    own = word_at(parse, before) in {*SUBJECTS, "ce", "c'", "ça", "cela"} and parse[before] not in verbs
    return len(verbs) == 1 and verbs[0].i < before + 1 and not own


def _of_auxiliary(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True for *fait* in *ont fait*."""
    before = parse[before_adverbs(parse, word.i - 1)]
    return bool(past_participles(lexicon, word)) and bool(verb_lemmas(lexicon, before) & AUXILIARIES)
