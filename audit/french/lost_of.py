"""The *de* or *à* that joins a noun to what it is of, gone (*le toit sa voiture*, *la possibilité postuler*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import CLITICS, TIMES, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    finite_here,
    joined,
    norm,
    only_noun,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Determiners that may begin what a noun is of; *un* and *des* begin many an apposition.
OWNERS = words("le la les l' leur leurs sa son ses cette ce ces notre nos votre vos mon ma mes")
CONTRACTED = words("au aux du des")
# Nouns that stand before another phrase with nothing between (*une fois la loi votée*, *le cas échéant*).
FREE = TIMES | words(
    """
    fois an ans plupart tant moment temps vie surlendemain après-midi instant cas côté cause faveur place part façon
    manière sorte pièce œil oeil yeux main mains bras jambe jambes pied pieds dent dents poing poings
    """
)
# Nouns that an infinitive follows with *de*.
OF_DOING = words(
    """
    possibilité possibilités difficulté difficultés intention volonté capacité décision occasion obligation refus
    promesse espoir tentative tentatives impossibilité honneur mission droit devoir objectif but idée nécessité
    """
)
MONEY = words("euro dollar franc livre cent centime sou")
BODY = words("pied main œil yeux bras tête dos cheveu cheveux visage poing regard lèvre doigt jambe genou genoux larme")
CALLING = words("déclarer nommer appeler juger croire considérer faire rendre proclamer")


def lost_of(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a noun behind which *de* is gone."""
    if noun.i == 0 or noun.i + 2 >= len(noun.doc) or not noun.text.islower() or noun.pos_ != "NOUN":
        return None
    return _before_noun(noun, lexicon)


def _before_noun(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*le toit sa voiture*, *le respect les gestes*: two noun phrases side by side that no preposition leads up to."""
    parse, second, third = noun.doc, noun.nbor(1), noun.nbor(2)
    article = word_at(parse, noun.i - 1)
    if article not in DETERMINERS.keys() - CONTRACTED or article.startswith("quel"):
        return None
    before = [word_at(parse, noun.i - 2), word_at(parse, noun.i - 3)]
    if (article == "leur" and before[0] in SUBJECTS) or (before == ["est", "c'"] and norm(second) in {"ce", "cette"}):
        return None  # *on leur coupe le cou*, *c’est une plaie ce truc*
    indefinite = norm(second) in {"un", "une"} and article in {"le", "la", "l'"} and lexicon.numbers(noun.text) == {"s"}
    if not (norm(second) in OWNERS or indefinite) or second.text[0].isupper() or word_at(parse, noun.i - 2) == "bras":
        return None
    if not (_plain(noun, lexicon) and only_noun(lexicon, third) and third.pos_ == "NOUN" and third.text.islower()):
        return None
    if indefinite and any(_calling(t, lexicon) or norm(t) == "toute" for t in parse[: noun.i]):
        return None  # *déclarer l’épidémie une urgence*, *dans toute la ville une rumeur*
    around = {norm(noun), norm(third)}
    if (around | {word.rstrip("s") for word in around}) & FREE or _led(parse, noun):
        return None
    if norm(noun).rstrip("s") in MONEY or (norm(third).rstrip("s") in BODY and norm(second) in {"le", "la", "les"}):
        return None  # *un dollar le boisseau*, *les chevaux les pieds dans l’eau*
    behind = past(parse, third.i + 1, CLITICS | {"ne", "n'"})
    if behind < len(parse) and finite_here(lexicon, parse[behind]):
        return None  # a comma is gone, or *que*
    return _lost(noun, second)


def _led(parse: "Doc", noun: "Token") -> bool:
    """True for a noun that a preposition leads up to, one in a list too (*incluez dans le film et les sous-titres les*)."""
    start = noun.i - 2
    if word_at(parse, start) == "et" and noun.dep_ == "conj" and noun.head.i:
        start = noun.head.i - 2
    start -= word_at(parse, start) in {"tout", "toute", "tous", "toutes"}  # *aspirait de toute sa poitrine l’odeur*
    return word_at(parse, start) in PREPOSITIONS | {"comme", "via"}


def _calling(verb: "Token", lexicon: Lexicon) -> bool:
    return verb.pos_ == "VERB" and bool(verb_lemmas(lexicon, verb) & CALLING)


def _plain(noun: "Token", lexicon: Lexicon) -> bool:
    """True for a noun that is no adjective or small word; a verb it cannot be behind its determiner."""
    kinds = {reading.pos for reading in readings(lexicon, noun)}
    return "noun" in kinds and kinds <= {"noun", "verb"} and noun.nbor(-1).pos_ == "DET"


def _lost(noun: "Token", after: "Token") -> Hit:
    repair = f"{noun.text} {joined('de', after.text)}"
    why = Reason("“{word}” is missing after “{before}”", word="de", before=noun.text)
    return Hit(noun.idx, after.idx + len(after), why, repair)
