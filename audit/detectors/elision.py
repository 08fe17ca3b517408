"""A small word not elided or contracted as what follows asks (*le usine*, *que il*, *de Australie*, *au UE*, *de le maire*).

Before a name of a person or company (*de Abdoulaye*) it is flagged in an article that is machine-translated for sure, as
others often keep the whole word. Silent about words that ask for no elision (*le onze*, *le oui*, *la une*), words in h and
y, single letters, foreign names that hold the word (*Rio de Oro*), and pronouns.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.agreeing import BEFORE_VOWEL, noun_features
from audit.french.grammar import CONTRACTIONS, finite_here, is_noun, only_infinitive, only_noun, readings
from audit.french.lexicon import Lexicon
from audit.french.lost_content import LIMITS
from audit.french.tenses import MONTHS
from audit.french.words import SMALL_WORDS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

CONJUNCTIONS = words("que lorsque puisque jusque")
CLITICS = words("je me te se ne")
# What a determiner or adjective becomes before a vowel, where its noun is of that gender; "" for either.
FORMS = {word: (elided, "") for word, elided in (("le", "l’"), ("la", "l’"), ("du", "de l’"), ("au", "à l’"))}
FORMS |= {word: (BEFORE_VOWEL[word], "f") for word in ("ma", "ta", "sa")}
FORMS |= {"ce": ("cet", "m"), "nouveau": ("nouvel", "m"), "beau": ("bel", "m"), "vieux": ("vieil", "m")}
VOWELS = tuple("aàeiouéèêîâôAÀEIOUÉÈÊÎÂÔ")
CONSONANTS = ("Ou", "Ui", "Eu")  # to the ear
UNELIDED = words("onze onzième oui un une ouistiti énième uhlan uhlans ouate ululement")
MENTIONING = words("définition définitions mot mots terme termes instance")
SHARES = words("% cent plupart moitié tiers")
OPENING = words("alors tandis parce après avant bien pendant")  # with *que*, before a clause and never an infinitive
DEGREES = words("plus moins mieux")
PRONOUNS = words("le la les y en lui leur l' tout rien pas ne n' moins plus trop bien mieux")


@detector(category=Category.SPELLING, severity=Severity.MINOR)
def elision(segment: Segment, mended: "Doc", lexicon: Lexicon, suspect: bool) -> Iterator[Hit]:
    for word, after in pairwise(mended):
        defined = word.norm == "de" and word.i and word.nbor(-1).norm in MENTIONING  # *la définition de agent*
        inverted = word.i and word.nbor(-1).text == "-"  # *laisse-le être*
        if (
            word.whitespace_
            and not (defined or inverted)
            and (healed := _contracted(word, after, lexicon) or _elided(word, after, lexicon, suspect))
        ):
            why = Reason("“{word}” changes before “{after}”", word=word.text, after=after.text)
            repair = healed[0].upper() + healed[1:] if word.text[0].isupper() else healed
            yield Hit(word.idx, after.idx + len(after), why, None if _undecided(word, after, lexicon) else repair)


def _undecided(word: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """True for *que* before a verb with no subject (*qui* is meant), an article before a town or a year, and a noun with none.

    Also where more than the vowel is wrong: *60 % de alcool*, *alors que accueillir*.
    """
    noun = after.nbor(1) if after.i + 1 < len(after.doc) else after
    if after.norm == "le":
        return noun.like_num or (noun.text[0].isupper() and not noun_features(lexicon, noun) and noun.pos_ == "PROPN")
    before = word.nbor(-1).norm if word.i else ""
    if word.norm in {"le", "la"} and after.text[0].isupper() and _small(after, lexicon):
        return True  # *dans le Il était une fois*
    if (before in SHARES and lexicon.numbers(after.text) != {"p"}) or (
        before in OPENING and only_infinitive(lexicon, after)
    ):
        return True
    subjectless = (
        word.norm == "que" and finite_here(lexicon, after) and any(r.person == "3" for r in readings(lexicon, after))
    )
    return subjectless or (word.norm == "de" and after.text.istitle() and noun.norm in {"de", "d'", "des", "du"})


def _small(word: "Token", lexicon: Lexicon) -> bool:
    found = readings(lexicon, word)
    return bool(found) and all(reading.pos in SMALL_WORDS for reading in found)


def _elided(word: "Token", after: "Token", lexicon: Lexicon, suspect: bool = False) -> str | None:
    """The two words as French writes them before a vowel; None where they may stay."""
    letter = len(after.text.rstrip(".")) == 1 and after.text not in "àa"
    if not after.text.startswith(VOWELS) or after.norm in UNELIDED or letter or "$" in after.text:  # *US$*
        return None
    if after.norm in MONTHS and after.i + 1 < len(after.doc) and after.nbor(1).text[0].isdigit():
        return None  # *le avril 3* is *le 3 avril*
    left = word.norm
    name = suspect and _any_name(word, after)
    if left in FORMS and len(after) > 1:
        form, gender = FORMS[left]
        there = left in {"le", "la"} and (name or only_infinitive(lexicon, after))
        there = there or _noun_there(word, after, gender, lexicon)
        return _join(form, after) if there else None
    if left == "de" and word.i and word.nbor(-1).norm in SHARES and _common(after, lexicon):
        return f"{'des ' if lexicon.numbers(after.text) == {'p'} else 'd’'}{after.text}"
    named = name or _name(word, after, lexicon)
    bare = (
        (left in CONJUNCTIONS and (after.text.islower() or named))
        or (left == "de" and (named or _common(after, lexicon)))
        or (left == "de" and after.norm == "au" and after.i + 1 < len(after.doc) and after.nbor(1).norm in LIMITS)
        or (left == "si" and after.norm in {"il", "ils"})
        or (left in CLITICS and (finite_here(lexicon, after) or only_infinitive(lexicon, after)))
    )
    return f"{left[:-1]}’{after.text}" if bare and len(after) + (after.text == "à") > 1 else None


def _join(form: str, after: "Token") -> str:
    return f"{form}{'' if form.endswith('’') else ' '}{after.text}"


def _noun_there(word: "Token", after: "Token", gender: str, lexicon: Lexicon) -> bool:
    """True for a singular noun of that gender, or a country, that *le* or *ce* can only be the determiner of."""
    has = noun_features(lexicon, after)
    if has is None or after.text.startswith("e-") or has.number == "p" or (gender and has.gender != gender):
        return False
    if after.text.islower():
        pronoun = word.norm in {"le", "la"} and not any(r.pos in SMALL_WORDS for r in readings(lexicon, after))
        return is_noun(lexicon, after) and (after.pos_ == "NOUN" or pronoun)
    return after.pos_ in {"NOUN", "PROPN"} and any(reading.pos == "noun" for reading in lexicon.analyses(after.text))


def _common(word: "Token", lexicon: Lexicon) -> bool:
    """True for what is a noun, or an infinitive, and nothing else (*de avion*, *de agir*)."""
    return word.text.isalpha() and word.text.islower() and (only_noun(lexicon, word) or only_infinitive(lexicon, word))


def _any_name(word: "Token", after: "Token") -> bool:
    """True for what has a capital and is no part of a longer name (but *de Ouidah*, a consonant to the ear)."""
    inside = word.i > 0 and word.nbor(-1).text[0].isupper()
    free = word.text.islower() or (word.i == 0 and word.norm != "de")
    return free and not inside and after.text[0].isupper() and not after.text.startswith(CONSONANTS)


def _name(word: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """True for an acronym, a country or a French noun with a capital, that is not part of a foreign name (*Rio de Oro*).

    Other names often keep the whole word, above all in the African press (*de Abdoulaye*, *de Ouagadougou*).
    """
    inside = word.i > 1 and word.nbor(-1).text[0].isupper()
    if not after.text[0].isupper() or len(after) == 1 or inside or not word.text.islower():
        return False
    return after.text.isupper() or any(reading.pos == "noun" for reading in lexicon.analyses(after.text))


def _contracted(word: "Token", after: "Token", lexicon: Lexicon) -> str | None:
    """*de le maire*: a preposition and an article that French writes as one, before a noun."""
    contraction = CONTRACTIONS.get((word.norm, after.norm))
    if contraction is None or after.i + 1 == len(word.doc) or not (after.text.islower() and after.whitespace_):
        return None
    noun = after.nbor(1)
    if after.norm == "les" and noun.norm in DEGREES and _superlative(noun, lexicon):
        return contraction  # *l’un de les plus hauts*
    if noun.pos_ not in {"NOUN", "PROPN", "ADJ", "X"} or noun.norm in PRONOUNS:
        counted = noun.pos_ == "NUM" and noun.i + 1 < len(word.doc) and noun.nbor(1).pos_ == "NOUN"
        return contraction if counted and after.norm == "les" else None  # *de les deux constructeurs*
    if any(r.mood == "infinitive" or r.pos in {"pron", "adv"} for r in readings(lexicon, noun)):
        return None
    if _elided(after, noun, lexicon):
        return None  # *de le école* is mended where *le* is: *de l’école*
    has = noun_features(lexicon, noun)
    if has and after.norm == "le" and has.number == "p":
        return CONTRACTIONS[word.norm, "les"]
    return f"{word.text} la" if has and after.norm == "le" and has.gender == "f" else contraction


def _superlative(degree: "Token", lexicon: Lexicon) -> bool:
    """True before a plural adjective or participle (*les plus hauts*; but *de les plus aider*)."""
    behind = degree.doc[degree.i + 1 : degree.i + 2]
    found = [r for token in behind for r in readings(lexicon, token)]
    return any((r.pos == "adjective" or r.mood == "participle") and r.number == "p" for r in found)
