"""English word order inside a noun phrase: a noun before a name, an adjective before its noun, a title with no article."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.grammar import DETERMINERS, VOWELS, finite, finite_here, is_name, is_noun, norm, readings
from audit.lexicon import Lexicon
from audit.names import Names
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# What English puts between a company or person and its name (*Instagram parent Meta*).
ROLES = words(
    """
    parent propriétaire rival concurrent filiale fabricant éditeur fondateur cofondateur créateur patron directeur
    président actionnaire investisseur constructeur géant partenaire fournisseur client
    """
)
SMALL = words("prep adv conj pron det")
# What a clause or an apposition begins behind.
BREAKS = words(", » ” – — ;")
# What makes *plus* an adverb of the noun's own phrase (*de plus grands espoirs*, *ne … plus*, *ou plus grands*).
LEADS = DETERMINERS.keys() | words("de d' ne n' ou et")


def noun_between_names(noun: "Token", lexicon: Lexicon, names: Names) -> Hit | None:
    """*Instagram parent Meta*: a bare common noun squeezed between two names."""
    parse = noun.doc
    if not 0 < noun.i < len(parse) - 1 or noun.pos_ not in {"NOUN", "ADJ"} or not noun.text.islower() or len(noun) < 3:
        return None
    before, after = noun.nbor(-1), noun.nbor(1)
    if not (_name(before, names) and _name(after, names)) or _in_longer_name(before):
        return None
    if not bare_noun(lexicon, noun) or not (norm(noun) in ROLES or _only_noun_there(before, noun, lexicon)):
        return None
    last = after
    while last.i + 1 < len(parse) and _name(last.nbor(1), names):
        last = last.nbor(1)
    right = parse[after.i : last.i + 1].text
    why = f"“{before.text} {noun.text} {right}” keeps the English order of a noun before a name"
    repair = f"{right}, {noun.text} {elided('d', before.text)}{before.text}"
    return Hit(before.idx, last.idx + len(last), why, repair)


def adjective_first(adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """*une américaine entreprise*: an adjective that never precedes, between a determiner and its noun."""
    if not 0 < adjective.i < len(adjective.doc) - 1 or adjective.pos_ != "ADJ" or not adjective.text.islower():
        return None
    determiner, noun = adjective.nbor(-1), adjective.nbor(1)
    if norm(determiner) not in DETERMINERS or norm(adjective) not in _behind_the_noun():
        return None
    kinds = {reading.pos for reading in readings(lexicon, noun)}
    if noun.pos_ != "NOUN" or not noun.text.islower() or "noun" not in kinds or "adjective" in kinds:
        return None
    why = f"“{adjective.text}” follows its noun in French"
    return Hit(adjective.idx, noun.idx + len(noun), why, f"{noun.text} {adjective.text}")


def bare_title(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*», directeur créatif Sam Fields a dit*: a title with no article before a name that is the subject."""
    if noun.pos_ != "NOUN" or not noun.text.islower() or noun.i == 0 or noun.nbor(-1).text not in BREAKS:
        return None
    person = _person_behind(noun)
    if person is None or not bare_noun(lexicon, noun):
        return None
    if not finite_here(lexicon, noun.doc[person.end]):
        return None
    feminine = lexicon.genders(noun.text) == {"f"}
    article = elided("l", noun.text, "la " if feminine else "le ")
    why = f"“{noun.text}” before a name that is a subject takes an article in French"
    return Hit(noun.idx, person.end_char, why, f"{article}{noun.doc[noun.i : person.end].text}")


def bare_superlative(adverb: "Token", lexicon: Lexicon) -> Hit | None:
    """*mettent en cause plus chauds hivers*: an English comparative before its noun, with no article."""
    if norm(adverb) not in {"plus", "moins"} or not 0 < adverb.i < len(adverb.doc) - 2:
        return None
    before, adjective, noun = adverb.nbor(-1), adverb.nbor(1), adverb.nbor(2)
    if norm(before) in LEADS or before.like_num or (adjective.pos_, noun.pos_) != ("ADJ", "NOUN"):
        return None
    plural = lexicon.numbers(noun.text) == lexicon.numbers(adjective.text, "adjective") == {"p"}
    if not plural or not (adjective.text + noun.text).islower():
        return None
    repair = f"des {noun.text} {adverb.text} {adjective.text}"
    return Hit(adverb.idx, noun.idx + len(noun), "an English comparative stands before its noun", repair)


def more_than(adverb: "Token") -> Hit | None:
    """*plus que deux millions*: “more than” before a number is *plus de*, unless *ne* makes it “only”."""
    parse = adverb.doc
    if (
        norm(adverb) not in {"plus", "moins"}
        or adverb.i + 2 >= len(parse)
        or norm(adverb.nbor(1)) not in {"que", "qu'"}
    ):
        return None
    number = adverb.nbor(2)
    only = any(norm(token) in {"ne", "n'"} for token in parse[: adverb.i])
    if not number.like_num or norm(number) in {"un", "une"} or only:
        return None
    why = f"“{adverb.text} que” before a number copies “than”"
    return Hit(adverb.idx, number.idx + len(number), why, f"{adverb.text} de {number.text}")


def bare_noun(lexicon: Lexicon, noun: "Token") -> bool:
    """True for a noun that cannot be a verb, adjective or small word there."""
    found = readings(lexicon, noun)
    return any(r.pos == "noun" for r in found) and not any(
        r.pos in SMALL or (finite(r) and noun.pos_ == "VERB") for r in found
    )


def elided(letter: str, word: str, whole: str = "de ") -> str:
    """The small word before `word`: cut to its `letter` before a vowel, else `whole`."""
    return f"{letter}’" if word[0].lower() in VOWELS else whole


def _name(token: "Token", names: Names) -> bool:
    text = token.text
    return (
        token.is_alpha
        and len(text) > 1
        and any(character.isupper() for character in text)
        and (is_name(token) or token.i == 0 or not text[0].isupper())
        and not names.common(text)
        and norm(token) not in DETERMINERS
    )


def _in_longer_name(name: "Token") -> bool:
    """True behind another capital in mid-sentence."""
    return name.i > 1 and bool(name.nbor(-1).text[0].isupper())


def _only_noun_there(before: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    """True for a noun that is no verb (*Trump attaque Biden*) behind a name that is no noun."""
    return not is_noun(lexicon, before) and not any(map(finite, readings(lexicon, noun)))


def _person_behind(noun: "Token") -> "Span | None":
    """The name of two words or more behind a title and its adjectives, when something follows it."""
    parse, start = noun.doc, noun.i + 1
    while start < len(parse) and parse[start].pos_ == "ADJ" and parse[start].text.islower():
        start += 1
    end = start
    while end < len(parse) and is_name(parse[end]):
        end += 1
    return parse[start:end] if start + 2 <= end < len(parse) else None


@cache
def _behind_the_noun() -> frozenset[str]:
    """Adjectives that follow their noun in clean French, as counted by audit.training.adjectives."""
    return words((files("audit") / "resources" / "adjectives.txt").read_text(encoding="utf-8"))
