"""Gender and number: what a French word has, what it calls for, and the form that agrees."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from audit.french.grammar import DETERMINERS, readings
from audit.french.lexicon import Analysis, Lexicon
from audit.french.words import SPEAKERS, THE_OR_THEM, words
from audit.integrity import RESOURCES, intact
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

# The determiners that differ in nothing but gender and number: masculine, feminine, plural where the gender is open.
FAMILIES = (
    ("le", "la", "les"), ("un", "une", "des"), ("ce", "cette", "ces"), ("du", "de la", "des"), ("au", "à la", "aux"),
    ("mon", "ma", "mes"), ("ton", "ta", "tes"), ("son", "sa", "ses"), ("aucun", "aucune", ""), ("quel", "quelle", ""),
    ("certains", "certaines", ""), ("leur", "leur", "leurs"), ("notre", "notre", "nos"), ("votre", "votre", "vos"),
)  # fmt: skip
BEFORE_VOWEL = {
    "le": "l’", "la": "l’", "de la": "de l’", "à la": "à l’", "ce": "cet", "ma": "mon", "ta": "ton", "sa": "son",
}  # fmt: skip
# Masculine adjectives, and what they are before a vowel.
OLD = {"vieux": "vieil", "beau": "bel", "nouveau": "nouvel", "fou": "fol", "mou": "mol"}
PLAIN = {short: plain for plain, short in OLD.items()}
MASCULINE, FEMININE, PLURAL = range(3)  # places in a family
ADVERBS = words("cher net brut fort haut bas ferme juste court droit sec dur plein ensemble debout")  # adjectives too
# *orge perlé*, *orge brassicole ancienne*, *la bêta publique*: the dictionaries have but one gender, of *litre* the wrong one.
TWO_GENDERS = words("bêta barista chèvre orge après-midi litre litres")
# Of one gender in 300 uses of 301, where the dictionaries have a second, which is old or rare (*le plus haut période*).
USED = dict.fromkeys(words("cadre couple geste millénaire tennis"), "m") | dict.fromkeys(
    words("fin période radio teneur"), "f"
)
# Masculine in the dictionaries, said of women with a feminine determiner.
EPICENE = words(
    """
    chef professeur auteur médecin ingénieur écrivain témoin maire juge ministre peintre chirurgien procureur
    entraîneur agent substitut soldat cameraman caméraman reporter
    """
)
SPOKEN = SPEAKERS | {"-tu"}
HOMOGRAPH = 0.02  # share of sightings without a capital up to which a country is one (*Brésil*, also a wood)
SEEN = 50  # sightings that make a word common
NEVER = 100  # times as frequent as its plural is a noun that has none (*bétail*)
REACH = 6  # tokens back to one of those
ELIDING = tuple("aeiouyéèêëàâîïôöûüœh")


class Features(NamedTuple):
    """Gender (m, f) and number (s, p); "" for one that is open or unknown."""

    gender: str = ""
    number: str = ""


def clash(one: Features, other: Features) -> str:
    """What does not agree: "gender", "number", or ""."""
    if one.gender and other.gender and one.gender != other.gender:
        return "gender"
    return "number" if one.number and other.number and one.number != other.number else ""


def _settled(genders: set[str] | frozenset[str], numbers: set[str] | frozenset[str]) -> Features:
    """The one gender and the one number, "" where there are several or none."""
    return Features("".join(genders) if len(genders) == 1 else "", "".join(numbers) if len(numbers) == 1 else "")


def called_for(determiner: "Token") -> Features:
    """What a determiner asks of its noun."""
    return Features(*DETERMINERS[determiner.norm])


def disagreement(word: "Token", other: "Token", feature: str) -> Reason:
    """Why two words are flagged, in the words that every finding of agreement has."""
    return Reason("“{word}” and “{other}” do not agree in {feature}", word=word.text, other=other.text, feature=feature)


def number_called_for(noun: "Token") -> str:
    """The number that the determiner right before a noun asks for, "" where there is none."""
    before = noun.nbor(-1).norm if noun.i else ""
    return DETERMINERS.get(before, ("", ""))[1]


def proper_noun(lexicon: Lexicon, token: "Token") -> bool:
    """True for a name that the lexicon has as a noun of one gender (*Russie*, *États-Unis*; not *Corse*, also a person)."""
    if not any(reading.pos == "noun" and reading.lemma[0].isupper() for reading in lexicon.analyses(token.text)):
        return False
    case = lexicon.case(token.text)
    return case.lower <= HOMOGRAPH * case.capital


@cache
def capitals() -> frozenset[str]:
    """Nouns that clean French, as counted, has with a capital, and with no determiner that disagrees (*Société*)."""
    return words(intact(RESOURCES / "capitals.txt").read_text("utf-8"))


def noun_features(lexicon: Lexicon, noun: "Token") -> Features | None:
    """What the lexicon says of a noun; None when it says nothing."""
    if noun.norm in TWO_GENDERS:
        return Features("", "p" if noun.norm.endswith("s") else "s")
    form = noun.text if proper_noun(lexicon, noun) else noun.text.lower()
    genders, numbers = lexicon.genders(form), lexicon.numbers(form)
    if noun.norm in USED:
        return Features(USED[noun.norm], "" if len(numbers) > 1 else "s")
    return _settled(genders, numbers) if genders or numbers else None


def phrase_features(lexicon: Lexicon, noun: "Token") -> Features | None:
    """What a noun and the determiner next to it say together (*les bras*: plural); None when they contradict each other."""
    has = noun_features(lexicon, noun) if noun.text.islower() or _known_noun(lexicon, noun) else None
    determiner = next((child for child in noun.lefts if child.norm in DETERMINERS and child.i + 1 == noun.i), None)
    if has is None or determiner is None:
        return has
    wanted = called_for(determiner)
    return None if clash(wanted, has) else Features(has.gender or wanted.gender, has.number or wanted.number)


def never_plural(lexicon: Lexicon, token: "Token") -> bool:
    """True for a singular that clean French writes often and its plural never (*les élus burkinabé*)."""
    if token.norm == "people":
        return True  # *les people*, whose plural dictionaries make by rule
    reading = next((r for r in readings(lexicon, token) if r.pos in {"noun", "adjective"} and r.number == "s"), None)
    if reading is None or lexicon.frequency(token.norm) < SEEN:
        return False
    plural = lexicon.inflect(reading.lemma, reading.pos, number="p")
    return plural is not None and not lexicon.frequency(plural)


def _known_noun(lexicon: Lexicon, noun: "Token") -> bool:
    """True for a country, and for a common noun whose capital comes from the beginning of the sentence."""
    if proper_noun(lexicon, noun):
        return not noun.text.isupper()
    return noun.i == 0 and noun.pos_ == "NOUN" and noun.text[1:].islower() and bool(lexicon.case(noun.text).lower)


def _agrees(reading: Analysis) -> bool:
    """True for adjectives and past participles."""
    return reading.pos == "adjective" or (reading.mood, reading.tense) == ("participle", "past")


def _rare_verb(lexicon: Lexicon, found: list[Analysis]) -> bool:
    """True where the verbs that a form can be are all but never written (*initiale*, of *initialer*)."""
    lemmas = {reading.lemma for reading in found if reading.pos == "verb"}
    return bool(lemmas) and not any(lexicon.frequency(lemma) for lemma in lemmas)


def adjective_features(lexicon: Lexicon, token: "Token", *, behind_verb: bool = False) -> Features | None:
    """What an adjective or participle has; None when it may be something else that agrees with nothing.

    Behind *être* it is no conjugated verb (*est détruit*) and no present participle (*est important*); where nobody speaks
    of himself or to another, no form that only goes with *je* or *tu* (*réunis*).
    """
    everything = readings(lexicon, token)
    agreeing = [reading for reading in everything if _agrees(reading)]
    if not agreeing:
        return None
    kinds = (
        _kinds_besides(lexicon, token, everything, agreeing, behind_verb=behind_verb)
        if len(agreeing) < len(everything)
        else set()
    )
    if kinds - {"noun"} or (kinds and token.pos_ == "NOUN"):
        return None
    genders = {gender for reading in agreeing for gender in reading.gender or "mf"}
    return _settled(genders, {number for reading in agreeing for number in reading.number or "sp"})


def _kinds_besides(
    lexicon: Lexicon,
    token: "Token",
    everything: Sequence[Analysis],
    agreeing: Sequence[Analysis],
    *,
    behind_verb: bool,
) -> set[str]:
    """The parts of speech that agree with nothing, and that it may be here."""
    spoken = any(word.norm in SPOKEN for word in token.doc[max(0, token.i - REACH) : token.i])
    found = [reading for reading in everything if spoken or reading.person not in {"1", "2"}]
    agent = token.i + 1 < len(token.doc) and token.nbor(1).norm == "par"  # *des documents vu par*
    base = all(reading.number == "s" and reading.gender == "m" for reading in agreeing)
    # *des projets inscrit au budget*; but *cette page décrit les règles*
    objectless = token.i + 1 < len(token.doc) and token.nbor(1).norm not in THE_OR_THEM
    apposed = base and objectless and token.dep_ == "acl" and token.morph.get("VerbForm", []) == ["Part"]
    alone = token.dep_ == "amod" and token.i + 1 < len(token.doc) and token.nbor(1).text == "."
    alone = alone and all(r.tense == "present" and r.mood == "participle" for r in found if r.pos == "verb")
    before = token.nbor(-1).norm if token.i else ""
    degree = before.endswith("ment")  # *relativement bas*
    been = behind_verb and before == "été" and any(r.pos == "verb" for r in agreeing)  # *a été vu*
    # *une tige haut,*: right behind its noun, before a mark
    closed = token.dep_ == "amod" and token.head.i == token.i - 1 and token.i + 1 < len(token.doc)
    closed = closed and token.nbor(1).is_punct and token.head.i > 0 and token.head.nbor(-1).pos_ == "DET"
    passed = (
        ({"verb"} if behind_verb or apposed or alone else set())
        | ({"verb"} if token.pos_ == "ADJ" and token.dep_ == "amod" and _rare_verb(lexicon, found) else set())
        | ({"adv", "prep"} if behind_verb and token.norm == "plein" else set())
        | ({"prep", "noun"} if agent or been else set())
        | ({"prep"} if behind_verb and token.pos_ == "VERB" else set())  # *est considéré comme*
        | ({"adv"} if been or (token.pos_ == "ADJ" and (token.norm not in ADVERBS or degree or closed)) else set())
    )
    return {reading.pos for reading in found if reading not in agreeing} - passed


def agreeing_form(lexicon: Lexicon, token: "Token", wanted: Features) -> str | None:
    """The form of an adjective or participle with that gender and number."""
    gender, number = wanted
    for reading in readings(lexicon, token):
        if reading.pos == "adjective":
            form = lexicon.inflect(reading.lemma, "adjective", gender=gender, number=number)
            return form and PLAIN.get(form, form)
        if reading.pos == "verb":
            return lexicon.inflect(reading.lemma, "verb", mood="participle", tense="past", gender=gender, number=number)
    return None


def plural_of(lexicon: Lexicon, noun: str) -> str | None:
    """The plural of a noun; None where it may be several."""
    return lexicon.inflect(_lemma(noun, lexicon), "noun", number="p")


def agreeing_determiner(word: str, has: Features, noun: str) -> str | None:
    """The determiner of the same family that agrees with the noun, elided where French does."""
    family = next((family for family in FAMILIES if word in family), None)
    if family is None:
        return None
    if has.number == "p":
        return family[PLURAL] or None
    own = MASCULINE if word == family[PLURAL] else family.index(word)
    healed = family[{"m": MASCULINE, "f": FEMININE}.get(has.gender, own)]
    return BEFORE_VOWEL.get(healed, healed) if noun.lower().startswith(ELIDING) else healed


def redetermined(det: "Token", noun: str, has: Features, lexicon: Lexicon, voted: str = "") -> str | None:
    """The determiner and its noun in agreement: a plural noun where the determiner is plural, else another determiner.

    Where the verb has `voted` for the determiner's singular, the noun is put in it.
    """
    number = called_for(det).number
    if number and has.number and number != has.number and (number == "p" or voted == "s"):
        other = lexicon.inflect(_lemma(noun, lexicon), "noun", number=number)
        used = number == "s" or lexicon.frequency(other or "") * NEVER > lexicon.frequency(noun)
        if not other:
            return None
        noun, has = (other, Features(has.gender, number)) if used else (noun, has)
    healed = det.text if has.number == number == "p" else agreeing_determiner(det.norm, has, noun)
    if healed is None:
        return None
    repair = healed + ("" if healed.endswith("’") else " ") + noun
    return repair[0].upper() + repair[1:] if det.text[0].isupper() else repair


def _lemma(noun: str, lexicon: Lexicon) -> str:
    """The lemma of a noun, "" where it may be of several."""
    lemmas = {reading.lemma for reading in lexicon.analyses(noun) if reading.pos == "noun"}
    return lemmas.pop() if len(lemmas) == 1 else ""
