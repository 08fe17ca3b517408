"""English word order inside a noun phrase: a noun before a name, a name or an adjective before its noun."""

import re
from functools import cache
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import adjective_features, agreeing_form, called_for, clash, noun_features
from audit.french.clauses import TIMES
from audit.french.grammar import (
    DETERMINERS,
    VOWELS,
    finite,
    finite_here,
    is_name,
    is_noun,
    joined,
    only_noun,
    quoted,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.words import SMALL_WORDS, words
from audit.integrity import RESOURCES, intact
from audit.naming.names import Names, starts
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

# What English puts between a company or person and its name (*Instagram parent Meta*).
ROLES = words(
    """
    parent propriétaire rival concurrent filiale fabricant éditeur fondateur cofondateur créateur patron directeur
    président actionnaire investisseur constructeur géant partenaire fournisseur client
    """
)
# What a person is by trade or office: in English the field or house stands before it (*travel expert Jane Doe*).
OFFICES = words(
    """
    président présidente professeur professeure acteur actrice directeur directrice expert experte spécialiste
    entraîneur entraîneuse chef cheffe patron patronne fondateur fondatrice analyste avocat avocate auteur autrice
    chercheur chercheuse économiste journaliste ministre secrétaire porte-parole juge joueur joueuse candidat
    candidate chanteur chanteuse réalisateur réalisatrice producteur productrice rédacteur rédactrice consultant
    consultante ingénieur ingénieure médecin militant militante député députée sénateur sénatrice gouverneur maire
    conseiller conseillère éditeur éditrice développeur météorologue docteur docteure historien historienne
    physicien physicienne astronome
    """
)
RANKS = words(
    """
    champion championne leader vainqueur finaliste rival rivale numéro puissance lauréat lauréate essence diesel turbo
    coupé break berline
    """
)
NEW = words("nouveau nouvelle nouvel ancien ancienne dernier dernière prochain prochaine")
CAMEL = re.compile(r"[eix][A-Z]")  # *iPhone*
ROMAN = re.compile(r"[IVX]+(?:e|er|ère|ème)?")  # of a century, a ruler or a district
PARTS = words(
    "tiers quart cinquième dixième dizaine douzaine quinzaine vingtaine trentaine centaine millier million milliard"
)
ALL = words("tous toutes quelques plusieurs")
# What writers also put before the noun, as they do what they feel about it (*cette amusante scène*).
JUDGING = words(
    """
    abject agressif amoureux amusant ardu aride attentif attrayant belliqueux consciencieux démesuré dérisoire dévastateur
    diabolique désuet éhonté embarrassant encourageant enivrant enthousiaste exotique fantaisiste frappant fulgurant futile
    fébrile hagard hypocrite improbable imprévisible inattendu inouï inoubliable inquiet insensé instinctif irréfléchi livide
    lyrique magique malveillant monumental mourant nébuleux notoire opportun orageux paradoxal pathétique pernicieux persistant
    poétique prometteur providentiel prudent précoce pénible regrettable serein silencieux solennel solitaire soucieux sournois
    tardif tenace tendre tremblant trompeur tumultueux tyrannique visionnaire égoïste
    """
)
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
    if not bare_noun(lexicon, noun) or not (noun.norm in ROLES or _only_noun_there(before, noun, lexicon)):
        return None
    last = after
    while last.i + 1 < len(parse) and _name(last.nbor(1), names):
        last = last.nbor(1)
    right = parse.span(after.i, last.i + 1).text
    why = Reason(
        "“{phrase}” keeps the English order of a noun before a name", phrase=f"{before.text} {noun.text} {right}"
    )
    goes_on = last.i + 1 < len(parse) and not last.nbor(1).is_punct
    repair = f"{right}, {noun.text} {elided('d', before.text)}{before.text}" + "," * goes_on
    return Hit(before.idx, last.idx + len(last), why, repair)


def adjective_first(adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """*une américaine entreprise*: an adjective that never precedes, between a determiner and its noun."""
    if not 0 < adjective.i < len(adjective.doc) - 1 or not adjective.is_alpha:
        return None
    determiner, noun = adjective.nbor(-1), adjective.nbor(1)
    if (
        determiner.norm not in DETERMINERS
        or not follows_noun(adjective, lexicon)
        or not _headed(adjective, noun, lexicon)
    ):
        return None
    has, own = noun_features(lexicon, noun), adjective_features(lexicon, adjective)
    if {r.lemma for r in readings(lexicon, adjective)} <= JUDGING and has and own and not clash(has, own):
        return None
    healed = (agreeing_form(lexicon, adjective, has) if has else None) or adjective.text
    why = Reason("“{adjective}” follows its noun in French", adjective=adjective.text)
    return Hit(adjective.idx, noun.idx + len(noun), why, f"{noun.text} {healed}")


def _headed(adjective: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    """True where the noun of an adjective stands behind it, and neither may be something else."""
    if noun.text[0].isupper() > adjective.text[0].isupper() or not noun.is_alpha or noun.text.isupper():
        return False
    kinds = {reading.pos for reading in readings(lexicon, noun)}
    if noun.norm.removesuffix("s") in TIMES:
        return False  # *la matinale vendredi*
    if noun.norm in OFFICES:
        return adjective.text.islower()  # *le fédéral secrétaire*
    alone = {reading.pos for reading in readings(lexicon, adjective)} == {"adjective"}
    if (
        "noun" not in kinds
        or "adjective" in kinds
        or not ((kinds <= {"noun", "verb"} and alone) or noun.pos_ == "NOUN")
    ):
        return False
    return alone or (adjective.pos_ == "ADJ" and noun.pos_ == "NOUN" and adjective.text.islower())


def adjective_without_article(adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """*, australien magasins ont*: at the head of a clause, an adjective that does not agree with its noun as in English."""
    if adjective.i + 1 == len(adjective.doc) or (adjective.i > 0 and not adjective.nbor(-1).is_punct):
        return None
    noun = adjective.nbor(1)
    kinds = {reading.pos for reading in readings(lexicon, adjective)}
    if "adjective" not in kinds or kinds - {"adjective", "noun"} or not (adjective.text + noun.text).islower():
        return None
    has, wanted = noun_features(lexicon, noun), adjective_features(lexicon, adjective)
    if has is None or wanted is None or not clash(has, wanted) or not only_noun(lexicon, noun):
        return None
    healed = agreeing_form(lexicon, adjective, has)
    why = Reason("“{adjective}” stands before its noun, without an article, as in English", adjective=adjective.text)
    repair = f"des {noun.text} {healed}" if healed and has.number == "p" else None
    return Hit(adjective.idx, noun.idx + len(noun), why, repair)


def name_before_noun(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*le Hong Kong gouvernement*: a determiner, a name that is no word, and the noun that the determiner is of."""
    if not 1 < noun.i < len(noun.doc) - 1 or not noun.text.islower() or len(noun) < 4 or not is_noun(lexicon, noun):
        return None
    end = noun.i - (noun.nbor(-1).norm in NEW)
    start = end
    while start > 1 and _named(noun.doc[start - 1]):
        start -= 1
    if start == end:
        return None
    names, first = noun.doc.span(start, end), start - 1 - (start > 1 and noun.doc[start - 1].norm in NEW)
    determiner, new = noun.doc[first], noun.doc.span(first + 1, start).text_with_ws
    one = determiner.norm in {"un", "une"}
    if noun.pos_ != "NOUN" and not (one and len(names) > 1 and noun.nbor(1).pos_ in {"ADP", "PUNCT"}):
        return None  # *un Sky News équipe devant la maison*
    kinds = (
        {"noun", "verb", "adjective"}
        if end < noun.i or new
        else {"noun", "verb"}
        if one or len(names) > 1
        else {"noun"}
    )
    if determiner.norm not in DETERMINERS or {r.pos for r in readings(lexicon, noun)} - kinds:
        return None
    if any(ROMAN.fullmatch(name.text) or _word(name, lexicon) for name in names):
        return None
    if (end < noun.i or new) and noun.norm in OFFICES | RANKS:
        return None  # *le Brésil nouveau champion*, *la nouvelle Clio essence*
    has = noun_features(lexicon, noun)
    what = clash(called_for(determiner), has) if has else "number"
    if what and (what == "number" or not one or new or noun.norm in OFFICES):
        return None
    phrase = new + noun.doc.span(end, noun.i + 1).text
    why = Reason(
        "“{phrase}” keeps the English order of a name before its noun", phrase=noun.doc.span(start, noun.i + 1).text
    )
    article = determiner.text if not what else {"un": "une", "une": "un", "Un": "Une", "Une": "Un"}[determiner.text]
    of = "de " if names.text[0] == "H" else elided("d", names.text)
    repair = f"{article} {phrase} {of}{names.text}"
    plain = determiner.whitespace_ and not CAMEL.match(names.text)  # *l’Ohio étude*, *une application pour iPhone*
    return Hit(determiner.idx, noun.idx + len(noun), why, repair if plain else None)


def _named(token: "Token") -> bool:
    return token.is_alpha and (is_name(token) or bool(CAMEL.match(token.text)))


def bare_superlative(adverb: "Token", lexicon: Lexicon) -> Hit | None:
    """*mettent en cause plus chauds hivers*: an English comparative before its noun, with no article."""
    if adverb.norm not in {"plus", "moins"} or not 0 < adverb.i < len(adverb.doc) - 2:
        return None
    before, adjective, noun = adverb.nbor(-1), adverb.nbor(1), adverb.nbor(2)
    if (
        before.norm in LEADS | {"en"}
        or before.like_num
        or adjective.norm in ALL
        or (adjective.pos_, noun.pos_) != ("ADJ", "NOUN")
    ):
        return None
    plural = lexicon.numbers(noun.text) == lexicon.numbers(adjective.text, "adjective") == {"p"}
    if not plural or not (adjective.text + noun.text).islower():
        return None
    repair = f"des {noun.text} {adverb.text} {adjective.text}"
    why = Reason("an English comparative stands before its noun")
    return Hit(adverb.idx, noun.idx + len(noun), why, repair)


def more_than(adverb: "Token", lexicon: Lexicon) -> Hit | None:
    """*plus que deux millions*: “more than” before a number is *plus de*, unless it means “only”: with *ne*, with no verb."""
    parse = adverb.doc
    if adverb.norm not in {"plus", "moins"} or adverb.i + 2 >= len(parse) or adverb.nbor(1).norm not in {"que", "qu'"}:
        return None
    number = adverb.nbor(2)
    only = any(token.norm in {"ne", "n'"} for token in parse[: adverb.i])
    one = number.norm in {"un", "une"} and not (number.i + 1 < len(parse) and number.nbor(1).norm in PARTS)
    unless = adverb.i > 0 and adverb.norm == "moins" and adverb.nbor(-1).norm == "à"  # *à moins que deux ans ne*
    if not number.like_num or one or only or unless or _verbless(adverb, lexicon):
        return None
    why = Reason("“{adverb} que” before a number copies “than”", adverb=adverb.text)
    return Hit(adverb.idx, number.idx + len(number), why, f"{adverb.text} {joined('de', number.text)}")


def _verbless(first: "Token", lexicon: Lexicon) -> bool:
    """True for the first word of a sentence or quotation that has no verb (*Plus que deux jours !*)."""
    inside, rest = quoted(first.doc), first.doc[first.i + 1 :]
    own = (token for token in rest if inside[token.i] == inside[first.i])
    return starts(first) and not any(finite_here(lexicon, token) for token in own)


def bare_noun(lexicon: Lexicon, noun: "Token") -> bool:
    """True for a noun that cannot be a verb, adjective or small word there."""
    found = readings(lexicon, noun)
    return any(r.pos == "noun" for r in found) and not any(
        r.pos in SMALL_WORDS or (finite(r) and noun.pos_ == "VERB") for r in found
    )


def elided(letter: str, word: str, whole: str = "de ") -> str:
    """The small word before `word`: cut to its `letter` before a vowel, else `whole`."""
    return f"{letter}’" if word[0].lower() in VOWELS else whole


def follows_noun(adjective: "Token", lexicon: Lexicon) -> bool:
    """True for an adjective that follows its noun, and is at most a noun besides."""
    found = readings(lexicon, adjective)
    lemmas = {reading.lemma for reading in found if reading.pos == "adjective"}
    return bool(lemmas) and lemmas <= _behind_the_noun() and all(r.pos in {"adjective", "noun"} for r in found)


def _word(name: "Token", lexicon: Lexicon) -> bool:
    """True for a capitalised word that French has as more than a name."""
    english = lexicon.english_frequency(name.text) > lexicon.frequency(name.text)  # *News*
    return not english and any(reading.pos != "proper" for reading in readings(lexicon, name))


def _name(token: "Token", names: Names) -> bool:
    text = token.text
    return (
        token.is_alpha
        and len(text) > 1
        and any(character.isupper() for character in text)
        and (is_name(token) or token.i == 0 or not text[0].isupper())
        and not names.common(text)
        and token.norm not in DETERMINERS
    )


def _in_longer_name(name: "Token") -> bool:
    """True behind another capital in mid-sentence."""
    return name.i > 1 and bool(name.nbor(-1).text[0].isupper())


def _only_noun_there(before: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    """True for a noun that is no verb (*Trump attaque Biden*) or adjective, behind a name that is no noun."""
    other = any(finite(reading) or reading.pos == "adjective" for reading in readings(lexicon, noun))
    return not other and not is_noun(lexicon, before)


@cache
def _behind_the_noun() -> frozenset[str]:
    """Adjectives that follow their noun in clean French, as counted by audit.training.adjectives."""
    return words(intact(RESOURCES / "adjectives.txt").read_text("utf-8"))
