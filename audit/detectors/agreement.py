"""A determiner or adjective that does not agree with its noun (*le guerre*, *les offre*, *une guerre mondial*).

Silent about nouns of both genders, invariable ones and names; a noun behind a colour or a number word; adjectives that may
belong to an earlier noun or to several; and whatever stands in a title.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity, first_of
from audit.french.adjective_before import adjective_before, bare_adjective
from audit.french.adjective_behind import adjective_behind
from audit.french.agreeing import (
    ELIDING,
    EPICENE,
    SEEN,
    USED,
    Features,
    adjective_features,
    called_for,
    capitals,
    clash,
    disagreement,
    never_plural,
    noun_features,
    proper_noun,
    redetermined,
)
from audit.french.behind_comma import before_pronoun, behind_comma, behind_noun
from audit.french.clauses import past, word_at
from audit.french.counted import counted
from audit.french.grammar import (
    DETERMINERS,
    can_be_finite,
    finite,
    finite_here,
    gerund,
    is_noun,
    only_infinitive,
    only_noun,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.owners import noun_as_adjective
from audit.french.second_adjective import second_adjective
from audit.french.superlatives import superlative
from audit.french.tenses import DAYS
from audit.french.women import apposed_to_woman, titled
from audit.french.words import ARTICLES, CLITICS, SMALL_WORDS, THE_OR_THEM, words
from audit.naming.names import Names

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

COMMON = 20  # sightings from which a noun is one even with a capital
PREFIXES = words("pseudo quasi non télé saint")
OPEN_TO_WOMEN = words("mon ton son")  # feminine as well, before a vowel
ENGLISH = 10  # times as frequent in English as in French is a word left in English
KNOWN = 8  # sightings from which the gender of a noun is sure
# Endings of nouns of one gender.
ENDINGS = tuple("ière euse ion ette trice esse erie ance ence té age ment eur ier isme".split())
COMPOUNDING = words("sur sans hors après")  # *un sans-faute*: of the gender of no noun in it
BEFORE_BARE = words("de d' , en sans par et ou avec")  # *, ancien championne*, *quatorzième et dernier partie*
BEFORE_CLITIC = words("en ceux celles celui celle")
BEFORE_INFINITIVE = words("pour sans à de d' par")  # among prepositions
BEFORE_SUBJECT = words("dont lorsque puisque quand")  # behind these no pronoun stands that is an object
DEGREES = words("plus moins mieux peu trop tant tout même autant bien")  # nouns too, on their own (*la plus en vue*)


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def agreement(segment: Segment, mended: "Doc", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    for token in mended:
        rules = (before_pronoun, behind_comma, superlative, counted, titled, apposed_to_woman, second_adjective)
        if hit := first_of(rules, mended, token, lexicon):
            yield hit
            continue
        if token.norm in DETERMINERS and token.i + 2 < len(mended):
            yield from _determiner(mended, token, lexicon, names)
            yield from adjective_before(mended, token, lexicon)
        elif token.norm in BEFORE_BARE and token.i + 2 < len(mended):
            yield from bare_adjective(mended, token, lexicon)
        elif not (token.pos_ == "VERB" and gerund(lexicon, token)):
            beside = list(adjective_behind(mended, token, lexicon))
            yield from beside or filter(None, [behind_noun(mended, token, lexicon)])


def _determiner(parse: "Doc", det: "Token", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    """A determiner and the noun right behind it: *le guerre*, *les offre*."""
    noun = parse[det.i + 1]
    compound = det.i and (parse[det.i - 1].text == "-" or parse[det.i - 1].norm in {"quelqu'", "l'"})  # *l’un touche*
    if compound or det.pos_ not in {"DET", "ADP"} or not _plain(noun, names, lexicon) or _numbered(parse, det, noun):
        return
    has, wanted = noun_features(lexicon, noun), _called_for(det, noun)
    if has is None or _no_noun(parse, det, noun, wanted, lexicon) or _ordinals(parse, noun):
        return
    what = clash(wanted, has)
    headless = noun.pos_ == "ADJ" and parse[noun.i + 1].pos_ not in {"NOUN", "PROPN", "ADJ"}
    if what == "gender" and noun.pos_ == "ADJ" and not (_told_by_adjective(noun, lexicon) or headless):
        return
    if what == "gender" and lexicon.frequency(noun.text) < KNOWN and not noun.text.endswith(ENDINGS):
        return  # of a rare word the dictionaries may know no more than one gender (*le cougar*)
    if what and not (what == "number" and _number_open(noun, lexicon)):
        why = disagreement(det, noun, what)
        named = proper_noun(lexicon, noun) or not names.common(noun.text) or (what == "number" and not det.i)
        named = named or (noun.text in capitals() and noun.nbor(1).text[0].isupper())  # *la Société Ann Lee*
        written = noun.text if named else noun.text.lower()
        after = parse[noun.i + 1]
        either = (
            what == "gender" and after.text[0].isupper() and called_for(det).gender == "f"
        )  # *la réalisateur Ann Lee*
        either = either or (
            after.pos_ == "NOUN" and only_noun(lexicon, after) and what == "number"
        )  # *les centre voies*
        either = either or lexicon.english_frequency(written) > ENGLISH * lexicon.frequency(written)  # *une eye*
        healed = None if either else redetermined(det, written, has, lexicon, _voted(parse, det, noun, lexicon))
        yield Hit(det.idx, noun.idx + len(noun), why, healed)


def _voted(parse: "Doc", det: "Token", noun: "Token", lexicon: Lexicon) -> str:
    """The number of the verb right behind a noun that no preposition governs, "" where there is none."""
    place = past(parse, noun.i + 1, CLITICS)
    if place == len(parse):
        return ""
    verb = parse[place]
    governed = det.pos_ == "ADP" or (det.i and parse[det.i - 1].pos_ in {"ADP", "VERB", "AUX"})
    numbers = {r.number for r in readings(lexicon, verb) if finite(r) and r.person == "3"}
    return numbers.pop() if len(numbers) == 1 and not governed and finite_here(lexicon, verb) else ""


def _ordinals(parse: "Doc", noun: "Token") -> bool:
    """True for the first of *des première et quatrième symphonies*."""
    return word_at(parse, noun.i + 1) in {"et", "ou"} and word_at(parse, noun.i + 2).endswith("ième")


def _plain(noun: "Token", names: Names, lexicon: Lexicon) -> bool:
    """True for a word that can only be a common noun or a country."""
    if (
        not (noun.pos_ in {"NOUN", "PROPN"} or noun_as_adjective(noun, lexicon) or _told_by_adjective(noun, lexicon))
        or not noun.text.replace("-", "").isalpha()
        or len(noun) < 3
        or noun.norm in EPICENE | PREFIXES
        or noun.norm.partition("-")[0] in COMPOUNDING  # *du sur-place*
        or noun.norm.startswith("mi-")  # *la mi-mandat*
        or noun.text not in {noun.norm, noun.text.title(), noun.text.upper()}  # *le DoT*
    ):
        return False
    common = names.common(noun.text) and not noun.text.isupper()
    longer = (
        noun.text[0].isupper() and noun.nbor(1).text[0].isupper()
    )  # *le Renaissance Center*, *la Sichuan South Hope*
    country = proper_noun(lexicon, noun) and not noun.text.isupper() and not longer
    plain = common and "-" not in noun.text and lexicon.frequency(noun.norm) >= COMMON  # not *la Lys*, a river
    if lexicon.english_only(noun.nbor(1).text):
        return False  # *une pull request*, *le Renaissance Center*
    english = longer and lexicon.english_frequency(noun.norm) >= COMMON  # *le Renaissance Center*
    institution = _described(noun, lexicon) or _of_something(noun, lexicon) or (noun.text in capitals() and not english)
    return not noun.text[0].isupper() or (plain and not longer) or country or institution


def _described(noun: "Token", lexicon: Lexicon) -> bool:
    """True for an institution, with an adjective that tells its gender (*le Convention républicaine*)."""
    has, after = noun_features(lexicon, noun), noun.nbor(1)
    if has is None or not is_noun(lexicon, noun) or after.pos_ != "ADJ" or not after.text.islower():
        return False
    features = adjective_features(lexicon, after)
    return features is not None and bool(features.gender) and features == has


def _of_something(noun: "Token", lexicon: Lexicon) -> bool:
    """True for an institution with what it is for (*le Commission des finances*, *la Centre de recherche*)."""
    complement, small = noun.nbor(1), lexicon.case(noun.text).lower
    after = noun.doc[noun.i + 2] if noun.i + 2 < len(noun.doc) else noun
    bare = complement.norm in {"de", "d'", "à"} and after.pos_ == "NOUN" and after.text.islower()
    if not (bare or complement.norm in {"des", "du"}) or noun.text.isupper() or not is_noun(lexicon, noun):
        return False
    if bare:
        return lexicon.case(noun.text).capital <= small
    return small >= SEEN and {reading.pos for reading in readings(lexicon, noun)} == {"noun"}


def _numbered(parse: "Doc", det: "Token", noun: "Token") -> bool:
    """True for *le numéro deux*, *mille et une nuits*, and compounds."""
    after = parse[noun.i + 1]
    counting = det.i > 1 and parse[det.i - 1].norm == "et" and parse[det.i - 2].like_num
    face = after.norm == "à" and word_at(parse, noun.i + 2) == noun.norm  # *son vis à vis*, *un face à face*
    number = after.like_num and after.norm not in ARTICLES and noun.norm not in DAYS  # *le mercredi 15 avril*
    return number or after.text in {"-", "–", "/", "·"} or counting or face


def _no_noun(parse: "Doc", det: "Token", noun: "Token", wanted: Features, lexicon: Lexicon) -> bool:
    """True for a form that may be something else than the determiner's noun (*le bleu*, *il la cause*)."""
    pronoun = det.norm in THE_OR_THEM and _may_be_pronoun(parse, det, lexicon)
    if det.norm in THE_OR_THEM | {"plusieurs", "certains", "certaines"} and _object_of(det, noun, lexicon):
        return True
    found = list(readings(lexicon, noun))
    if _alone(noun):
        small = SMALL_WORDS - ({"pron"} if det.norm in THE_OR_THEM else set())
        found = [reading for reading in found if reading.pos not in small]
        numbers = {reading.number for reading in found if reading.pos == "adjective"}
        if noun.norm in USED or "" in numbers or len(numbers) > 1:  # *à le fin de*, *la sud*, *ce photo*
            found = [reading for reading in found if reading.pos != "adjective"]
    adjective = next((r for r in found if r.pos == "adjective"), None)
    own = det.norm in OPEN_TO_WOMEN and noun.pos_ == "NOUN" and adjective and not adjective.gender  # *mon fille*
    clashing = adjective and clash(wanted, Features(adjective.gender, adjective.number))
    if adjective and not own and not (is_noun(lexicon, noun) and clashing) and not _told_by_adjective(noun, lexicon):
        return True
    beside = {"adv"} if _told_by_adjective(noun, lexicon) else set()
    return any(reading.pos in SMALL_WORDS - beside or (pronoun and finite(reading)) for reading in found)


def _may_be_pronoun(parse: "Doc", det: "Token", lexicon: Lexicon) -> bool:
    """False where no verb can follow *le*, as its subject would have to stand before it (*Mais le forme*, *dont le taille*)."""
    before = parse[det.i - 1] if det.i else None
    if before is None or before.norm in BEFORE_SUBJECT or (det.i == 1 and before.pos_ == "CCONJ"):
        return False
    return before.pos_ not in {"ADP", "VERB", "AUX", "PUNCT"} or (before.pos_ == "VERB" and _nominal(before, lexicon))


def _alone(noun: "Token") -> bool:
    """True for a word that stands where its determiner needs a noun: nothing is behind that it could say more of."""
    after = noun.nbor(1)
    ends = after.pos_ in {"ADP", "AUX", "CCONJ", "PUNCT"} or noun.norm in DAYS
    return noun.pos_ == "NOUN" and ends and noun.norm not in DEGREES


def _told_by_adjective(noun: "Token", lexicon: Lexicon) -> bool:
    """True for a feminine noun with a feminine adjective behind it, whatever else it can be (*un ferme caprine*)."""
    found = readings(lexicon, noun.doc[noun.i + 1]) if noun.i + 1 < len(noun.doc) else ()
    feminine = bool(found) and all(r.pos in {"adjective", "noun"} and r.gender == "f" for r in found)
    feminine = feminine and any(r.pos == "adjective" for r in found)
    return feminine and lexicon.genders(noun.norm) == {"f"} and is_noun(lexicon, noun)


def _object_of(det: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a pronoun: *en les regardant*, *veut la baiser*, *les fait parvenir*."""
    found, after = readings(lexicon, verb), verb.nbor(1)
    # *en les voyant*, *, les regardant*, *celles les ignorant*
    opening = det.i == 0 or det.nbor(-1).norm in BEFORE_CLITIC or det.nbor(-1).is_punct
    gerund = opening and any(r.mood == "participle" and r.tense == "present" for r in found)
    governed = det.i and det.nbor(-1).pos_ == "ADP" and det.nbor(-1).norm not in BEFORE_INFINITIVE  # *avec la sourire*
    infinitive = any(r.mood == "infinitive" for r in found) and det.norm != "le" and not governed
    return gerund or infinitive or (can_be_finite(lexicon, verb) and only_infinitive(lexicon, after))


def _nominal(verb: "Token", lexicon: Lexicon) -> bool:
    """True for what the parser takes for a verb and is a noun (*un intervenant*, not *a déjà reçu*)."""
    compound = any(token.pos_ == "AUX" for token in verb.doc[max(0, verb.i - 2) : verb.i])
    return is_noun(lexicon, verb) and not can_be_finite(lexicon, verb) and not compound


def _called_for(det: "Token", noun: "Token") -> Features:
    if det.norm in OPEN_TO_WOMEN and not noun.norm.startswith(ELIDING):
        return Features("m", "s")
    return called_for(det)


def _number_open(noun: "Token", lexicon: Lexicon) -> bool:
    """True for a name, or a foreign word in -s; for a people (*les Hutu*); and before a second noun (*les date et lieu*)."""
    named = noun.text[0].isupper() and not proper_noun(lexicon, noun)
    people = named and any(reading.pos == "adjective" for reading in readings(lexicon, noun))
    return never_plural(lexicon, noun) or (named and noun.text[-1] in "sxz") or people or _first_of_two(noun, lexicon)


def _first_of_two(noun: "Token", lexicon: Lexicon) -> bool:
    """True before a comma or *et* and another noun with no determiner (*les nom et prénom*, *plusieurs aller et retour*)."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    return len(after) == 2 and after[0].norm in {"et", ","} and after[1].text.islower() and _bare(after[1], lexicon)


def _bare(noun: "Token", lexicon: Lexicon) -> bool:
    return noun.pos_ == "NOUN" and is_noun(lexicon, noun) and noun.norm not in DETERMINERS
