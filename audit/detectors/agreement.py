"""A determiner or adjective that does not agree with its noun (*le guerre*, *les offre*, *une guerre mondial*).

Silent about nouns of both genders, invariable ones and names; a noun behind a colour or a number word; adjectives that may
belong to an earlier noun or to several; and whatever stands in a title.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.adjective_before import adjective_before, bare_adjective
from audit.french.agreeing import (
    CLITICS,
    ELIDING,
    EPICENE,
    SEEN,
    Features,
    adjective_features,
    agreeing_form,
    called_for,
    clash,
    disagreement,
    never_plural,
    noun_features,
    phrase_features,
    plural_of,
    proper_noun,
    redetermined,
)
from audit.french.apposed import apposed
from audit.french.clauses import after_multiple, hyphen_after, word_at
from audit.french.grammar import (
    DETERMINERS,
    SUBJECTS,
    can_be_finite,
    finite,
    is_noun,
    norm,
    only_infinitive,
    past_participles,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.owners import (
    PLURALS,
    alone_behind,
    not_its_own,
    noun_as_adjective,
    own_phrase,
    passed,
    possessive,
    shared,
)
from audit.french.subjects import COLLECTIVE, MARKS
from audit.french.words import words
from audit.naming.names import Names

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

COMMON = 20  # sightings from which a noun is one even with a capital
REACH = 12  # tokens back to an earlier noun that the adjective may belong to
PREFIXES = words("pseudo quasi non télé saint")
OPEN_TO_WOMEN = words("mon ton son")  # feminine as well, before a vowel
NO_NOUN = words("pron adv prep det conj")
DEGREES = words("encore très plus moins trop aussi assez toujours bien non peu si tout")
# What ends an adverbial phrase (*en effet*, *tout à fait*, *pour l’heure*), behind which a participle belongs elsewhere.
ADVERBIAL_NOUNS = words(
    """
    fois être ans côté heure cas fait jour air suite part sorte plupart égard base point moment instant époque origine
    habitude ordinaire abord avance avant arrière bord office compte moitié
    """
)
FRACTIONS = words("tiers quart quarts moitié cinquième dixième")
CLAUSAL = words("dont que qu' qui où lorsque si quand car mais parce puisque")  # behind these, no earlier noun counts
BARE = words("en à a sans par")  # what stands before nouns of adverbial phrases (*en effet*, *à peine*, *sans cesse*)
COORDINATION = words("et ou ,")
# Behind these a phrase begins that an adjective at its end seldom reaches out of (*contre les violences policières*).
BOUNDS = words("selon contre depuis pendant dans pour chez vers malgré selon parmi dès")


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def agreement(segment: Segment, parse: "Doc", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    for token in parse:
        if hit := apposed(parse, token, lexicon):
            yield hit
            continue
        if norm(token) in DETERMINERS and token.i + 2 < len(parse):
            yield from _determiner(parse, token, lexicon, names)
            yield from adjective_before(parse, token, lexicon)
        elif norm(token) in {"de", "d'", ","} and token.i + 2 < len(parse):
            yield from bare_adjective(parse, token, lexicon)
        elif token.pos_ in {"ADJ", "NOUN"} or past_participles(lexicon, token):
            yield from _adjective_behind(parse, token, lexicon)


def _determiner(parse: "Doc", det: "Token", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    """A determiner and the noun right behind it: *le guerre*, *les offre*."""
    noun = parse[det.i + 1]
    compound = det.i and parse[det.i - 1].text == "-"
    if compound or det.pos_ not in {"DET", "ADP"} or not _plain(noun, names, lexicon) or _numbered(parse, det, noun):
        return
    has, wanted = noun_features(lexicon, noun), _called_for(det, noun)
    if has is None or _no_noun(parse, det, noun, wanted, lexicon):
        return
    what = clash(wanted, has)
    if what == "gender" and noun.pos_ == "ADJ":
        return
    if what and not (what == "number" and _number_open(noun, lexicon)):
        why = disagreement(det, noun, what)
        named = proper_noun(lexicon, noun) or not names.common(noun.text)
        written = noun.text if named else noun.text.lower()
        yield Hit(det.idx, noun.idx + len(noun), why, redetermined(det, written, has, lexicon))


def _plain(noun: "Token", names: Names, lexicon: Lexicon) -> bool:
    """True for a word that can only be a common noun or a country."""
    if (
        not (noun.pos_ in {"NOUN", "PROPN"} or noun_as_adjective(noun, lexicon))
        or not noun.text.replace("-", "").isalpha()
        or len(noun) < 3
        or norm(noun) in EPICENE | PREFIXES
    ):
        return False
    common = names.common(noun.text) and not noun.text.isupper()
    country = proper_noun(lexicon, noun) and not noun.text.isupper()
    plain = common and "-" not in noun.text and lexicon.frequency(norm(noun)) >= COMMON  # not *la Lys*, a river
    if lexicon.english_only(noun.nbor(1).text):
        return False  # *une pull request*, *le Renaissance Center*
    longer = noun.text[0].isupper() and noun.nbor(1).text[0].isupper()  # *le Renaissance Center*
    institution = _described(noun, lexicon) or _of_something(noun, lexicon)
    return not noun.text[0].isupper() or (plain and not longer) or country or institution


def _described(noun: "Token", lexicon: Lexicon) -> bool:
    """True for an institution, with an adjective that tells its gender (*le Convention républicaine*)."""
    has, after = noun_features(lexicon, noun), noun.nbor(1)
    if has is None or not is_noun(lexicon, noun) or after.pos_ != "ADJ" or not after.text.islower():
        return False
    features = adjective_features(lexicon, after)
    return features is not None and bool(features.gender) and features == has


def _of_something(noun: "Token", lexicon: Lexicon) -> bool:
    """True for an institution with what it is for (*le Commission des finances*)."""
    complement, small = noun.nbor(1), lexicon.case(noun.text).lower
    if norm(complement) not in {"des", "du"} or noun.text.isupper() or not is_noun(lexicon, noun):
        return False
    return small >= SEEN and {reading.pos for reading in readings(lexicon, noun)} == {"noun"}


def _numbered(parse: "Doc", det: "Token", noun: "Token") -> bool:
    """True for *le numéro deux*, *mille et une nuits*, and compounds."""
    after = parse[noun.i + 1]
    counting = det.i > 1 and norm(parse[det.i - 1]) == "et" and parse[det.i - 2].like_num
    return bool(after.like_num) or after.text in {"-", "–", "/", "·"} or counting


def _no_noun(parse: "Doc", det: "Token", noun: "Token", wanted: Features, lexicon: Lexicon) -> bool:
    """True for a form that may be something else than the determiner's noun (*le bleu*, *il la cause*)."""
    before = parse[det.i - 1].pos_ if det.i else "PUNCT"
    pronoun = norm(det) in CLITICS and (
        before not in {"ADP", "VERB", "AUX", "PUNCT"} or (before == "VERB" and _nominal(parse[det.i - 1], lexicon))
    )
    if norm(det) in CLITICS | {"plusieurs", "certains", "certaines"} and _object_of(det, noun, lexicon):
        return True
    found = readings(lexicon, noun)
    adjective = next((r for r in found if r.pos == "adjective"), None)
    if adjective and not (is_noun(lexicon, noun) and clash(wanted, Features(adjective.gender, adjective.number))):
        return True
    return any(reading.pos in NO_NOUN or (pronoun and finite(reading)) for reading in found)


def _object_of(det: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a pronoun: *en les regardant*, *veut la baiser*, *les fait parvenir*."""
    found, after = readings(lexicon, verb), verb.nbor(1)
    opening = det.i == 0 or norm(det.nbor(-1)) == "en" or det.nbor(-1).is_punct  # *en les voyant*, *, les regardant*
    gerund = opening and any(r.mood == "participle" and r.tense == "present" for r in found)
    infinitive = any(r.mood == "infinitive" for r in found) and norm(det) != "le"
    return gerund or infinitive or (can_be_finite(lexicon, verb) and only_infinitive(lexicon, after))


def _nominal(verb: "Token", lexicon: Lexicon) -> bool:
    """True for what the parser takes for a verb and is a noun (*un intervenant*)."""
    return is_noun(lexicon, verb) and not can_be_finite(lexicon, verb)


def _called_for(det: "Token", noun: "Token") -> Features:
    if norm(det) in OPEN_TO_WOMEN and not norm(noun).startswith(ELIDING):
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
    return len(after) == 2 and norm(after[0]) in {"et", ","} and after[1].text.islower() and _bare(after[1], lexicon)


def _bare(noun: "Token", lexicon: Lexicon) -> bool:
    return noun.pos_ == "NOUN" and is_noun(lexicon, noun) and norm(noun) not in DETERMINERS


def _adjective_behind(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """A noun and the adjective or participle next to it: *une guerre mondial*, *une enquête mené*."""
    noun, has = _noun_before(parse, adjective, lexicon), adjective_features(lexicon, adjective)
    if noun is None or has is None or hyphen_after(parse, adjective) or not_its_own(parse, adjective, has, lexicon):
        return
    wanted = phrase_features(lexicon, noun)
    if wanted is None or not (what := clash(wanted, has)) or (what == "number" and never_plural(lexicon, adjective)):
        return
    if _elsewhere(parse, noun, adjective, has, lexicon) or (what == "number" and shared(parse, adjective)):
        return
    if plural := _of_several(parse, noun, has, lexicon):
        why = disagreement(noun, adjective, what)
        between = parse.span(noun.i + 1, adjective.i + 1).text
        yield Hit(noun.idx, adjective.idx + len(adjective), why, f"{plural} {between}")
        return
    if what == "number" and (det := possessive(noun, lexicon)):
        why = disagreement(det, adjective, what)
        rest = parse.span(noun.i, adjective.i + 1).text
        yield Hit(det.idx, adjective.idx + len(adjective), why, f"{PLURALS[norm(det)]} {rest}")
        return
    healed = agreeing_form(lexicon, adjective, wanted)
    between = parse.span(noun.i + 1, adjective.i).text_with_ws
    why = disagreement(noun, adjective, what)
    yield Hit(noun.idx, adjective.idx + len(adjective), why, healed and f"{noun.text} {between}{healed}")


def _of_several(parse: "Doc", noun: "Token", has: Features, lexicon: Lexicon) -> str | None:
    """The plural of a noun behind *une série de*, where its adjective has it already."""
    if has.number != "p" or word_at(parse, noun.i - 1) not in MARKS or word_at(parse, noun.i - 2) not in COLLECTIVE:
        return None
    return plural_of(lexicon, norm(noun))


def _noun_before(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> "Token | None":
    """The noun right before an adjective, or before its adverb."""
    place = adjective.i - 1
    if place > 0 and (norm(parse[place]) in DEGREES or norm(parse[place]).endswith("ment")):
        place -= 1
        if norm(parse[place]) in FRACTIONS:
            return None  # *un tiers moins chers*
        place -= 2 * (place > 1 and after_multiple(parse, place - 1) == adjective.i)  # *une usine dix fois plus grand*
    if (
        place < 0
        or parse[place].pos_ != "NOUN"
        or not is_noun(lexicon, parse[place])
        or norm(parse[place]) in ADVERBIAL_NOUNS
    ):
        return None
    bare = place and (parse[place - 1].text in "-/" or norm(parse[place - 1]) in BARE)  # *en effet*
    bare = bare or (
        norm(parse[place]) == "tour" and place > 1 and norm(parse[place - 2]) == "à"
    )  # *à leur tour placés*
    finite = place and can_be_finite(lexicon, parse[place])
    verb = finite and (parse[place - 1].is_punct or norm(parse[place - 1]) in SUBJECTS)  # *, demeure mesuré*
    if place > 1 and norm(parse[place - 1]) == "au" and parse[place - 2].pos_ == "AUX":
        return None  # *la société était au départ divisée*
    alone = (
        place
        and any(r.pos == "adv" for r in readings(lexicon, parse[place]))
        and parse[place - 1].pos_ not in {"DET", "ADP", "ADJ"}
    )
    return None if bare or verb or alone else parse[place]  # *ensemble reposés*


def _elsewhere(parse: "Doc", noun: "Token", adjective: "Token", has: Features, lexicon: Lexicon) -> bool:
    """True where the adjective may belong to an earlier noun (*chef de projet adjoint*), or to several (*A et B français*)."""
    if own_phrase(noun):
        return False
    bounds = {","} if past_participles(lexicon, adjective) else BOUNDS | {","}
    for token in reversed(parse[max(0, noun.i - REACH) : noun.i]):
        if passed(token, has):
            continue
        complemented = norm(token.nbor(1)) in {"de", "d'", "des", "du"}
        if complemented and norm(token) in {"un", "une"}:
            return True  # *un des voleurs reparti à vélo*
        nominal = token.pos_ in {"ADJ", "X"} or (complemented and token.pos_ not in {"DET", "NUM", "ADV"})
        if token.pos_ in {"NOUN", "PROPN"} or (nominal and is_noun(lexicon, token)):
            other = noun_features(lexicon, token)
            if other is None or not clash(other, has):
                return True
        elif norm(token) in COORDINATION and has.number != "s":
            return not alone_behind(token, noun)
        elif (
            norm(token) in bounds | CLAUSAL or token.pos_ in {"VERB", "AUX"} or (token.is_punct and norm(token) != ",")
        ):
            return False
    return False
