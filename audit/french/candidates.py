"""The words that a participle or adjective may go with, told by the lexicon and the order of words, whatever the parser makes
of a sentence whose pieces were translated each by itself."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from audit.french.agreeing import (
    EPICENE,
    SEEN,
    Features,
    adjective_features,
    agreeing_form,
    clash,
    noun_features,
    proper_noun,
)
from audit.french.clauses import TIMES, word_at
from audit.french.grammar import DETERMINERS, is_noun, readings
from audit.french.lexicon import Lexicon
from audit.french.subjects import ONE
from audit.french.women import only_women
from audit.french.words import SMALL_WORDS, words
from audit.naming.names import capitalised

if TYPE_CHECKING:
    from audit.french.parsed import Token

ANYTHING = Features()
ALONE = Features("m", "s")  # what a participle has that was translated alone
PRONOUNS = {
    "il": Features("m", "s"), "elle": Features("f", "s"), "ils": Features("m", "p"), "elles": Features("f", "p"),
    "celle": Features("f", "s"), "ceux": Features("m", "p"), "celles": Features("f", "p"), "eux": Features("m", "p"),
    "certaines": Features("f", "p"), "certains": Features("m", "p"), "plusieurs": Features("", "p"),
}  # fmt: skip
OF_NOTHING = words("qui que qu' dont où se s' y en")  # pronouns that stand for a noun told elsewhere, or for none
FEMININE = words("la une cette")
PEOPLE = words("chose personne")  # masculine with no article (*quelque chose*, *personne*)
BARE = words("à en par sans")  # before nouns of fixed phrases (*mise à jour*, *prise en charge*, *en effet*)


def candidates(tokens: Iterable["Token"], lexicon: Lexicon) -> list[Features]:
    """The gender and number of all nouns, names and pronouns among the words; of one that nothing is known of, `ANYTHING`."""
    found = (_features(token, lexicon) for token in tokens)
    return [features for features in found if features is not None]


def owned(has: Features, owners: Iterable[Features]) -> bool:
    """True where one of the candidates agrees."""
    return any(not clash(owner, has) for owner in owners)


def agreeing_alone(word: "Token", owners: Sequence[Features], lexicon: Lexicon) -> str | None:
    """The form of a participle that goes with all the candidates; None where they differ."""
    wanted = owners[0] if len(set(owners)) == 1 else ANYTHING
    return agreeing_form(lexicon, word, wanted) if wanted.gender and wanted.number else None


def _features(token: "Token", lexicon: Lexicon) -> Features | None:
    """What a word asks of a participle that goes with it; None where none can."""
    before, after = word_at(token.doc, token.i - 1), token.doc[token.i + 1 : token.i + 2]
    behind_name = token.i and capitalised(token.nbor(-1)) and before not in DETERMINERS
    if behind_name and capitalised(token) and token.pos_ in {"PROPN", "NOUN", "X", "VERB"}:
        return None if _woman(token.nbor(-1), lexicon) or _surname(token, lexicon) else ANYTHING
    if token.pos_ == "PRON" or token.norm in PRONOUNS:
        return None if token.norm in OF_NOTHING else PRONOUNS.get(token.norm, ANYTHING)
    determined = before in DETERMINERS or (
        before in {"plus", "moins"} and word_at(token.doc, token.i - 2) in DETERMINERS
    )
    if token.pos_ in {"NOUN", "PROPN", "X"} or (determined and is_noun(lexicon, token) and token.pos_ != "ADP"):
        return _of_noun(token, before, lexicon)
    headless = token.pos_ in {"ADJ", "NUM", "VERB"} and determined
    if headless and not any(t.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} for t in after):
        return adjective_features(lexicon, token) or ANYTHING  # *les premiers*, *un autre*
    return None


def _of_noun(noun: "Token", before: str, lexicon: Lexicon) -> Features | None:
    if noun.norm in PEOPLE and before not in DETERMINERS:
        return ANYTHING
    if noun.text.islower() and (before in BARE or (noun.norm in TIMES and before not in DETERMINERS)):
        return None
    if _woman(noun, lexicon):
        return Features("f", "s")
    if not noun.text.islower() and before in FEMININE and _institution(noun, lexicon):
        return Features("f", "s")
    if not noun.text.islower() and not proper_noun(lexicon, noun):
        return ANYTHING
    has = noun_features(lexicon, noun)
    if has is None and noun.text.islower() and before in DETERMINERS:
        return Features(*DETERMINERS[before])
    if has is None or not (is_noun(lexicon, noun) or proper_noun(lexicon, noun)):
        return ANYTHING
    counted = noun.i > 0 and noun.nbor(-1).pos_ == "NUM" and before not in ONE
    gender, number = DETERMINERS.get(before, ("", "p" if counted else ""))
    if what := clash(has, Features(gender, number)):
        return ANYTHING if what == "gender" else Features(has.gender)
    open_gender = noun.norm in EPICENE
    return Features("" if open_gender else has.gender or gender, has.number or number)


def _institution(noun: "Token", lexicon: Lexicon) -> bool:
    """True for *la Commission*, *la Réserve fédérale*; not *La Haine*, a film, which may be masculine."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    described = (after.pos_ == "ADJ" and after.text.islower()) or after.norm in {"de", "d'", "des", "du"}
    return is_noun(lexicon, noun) and (described or lexicon.case(noun.text).capital >= SEEN)


def _woman(name: "Token", lexicon: Lexicon) -> bool:
    """True for the first name of a woman before a surname, with no determiner (*Ann Lee*; not *les Charlotte Hornets*)."""
    named = name.i + 1 < len(name.doc) and capitalised(name) and capitalised(name.nbor(1))
    named = named and not lexicon.french(name.text)  # *Sunday Adeyemo*
    return named and word_at(name.doc, name.i - 1) not in DETERMINERS and only_women(lexicon, name.text)


def _surname(token: "Token", lexicon: Lexicon) -> bool:
    """True for the last of three words of a woman's name (*Ann Mary Lee*)."""
    return token.i > 1 and capitalised(token.nbor(-2)) and _woman(token.nbor(-2), lexicon)


def masculine_singular(word: "Token", lexicon: Lexicon) -> bool:
    """True for a participle or adjective in the form of a piece translated alone, which is no small word or verb as well."""
    found = readings(lexicon, word)
    agreeing = [r for r in found if r.pos == "adjective" or (r.mood, r.tense) == ("participle", "past")]
    plain = bool(agreeing) and all(r.gender == "m" and r.number == "s" for r in agreeing) and word.text.islower()
    other = any(r.finite or r.pos in SMALL_WORDS or (r.mood, r.tense) == ("participle", "present") for r in found)
    return plain and not other
