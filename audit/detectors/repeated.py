"""A word or phrase said twice running (*de de*, *des usines des usines*).

Silent about pronouns that French doubles (*nous nous*, *vous vous*), emphasis (*très très*, *non non*), names (*Duran
Duran*), figures, and repetitions set apart by punctuation.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.agreeing import Features, called_for, clash, noun_features
from audit.french.grammar import DETERMINERS, can_be_finite, form_of, past_participles, verb_lemmas
from audit.french.inversion import REPORTING
from audit.french.lexicon import Lexicon
from audit.french.subjects import WHOSE
from audit.french.words import LEQUEL, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

DOUBLED = words(
    """
    nous vous non oui si très trop bien tout toute toujours jamais vite loin petit ha ah oh eh hé ho bla bis faire
    là pardon gagnant est même plus moins beaucoup longtemps fort presque chut tic toc pan cou vraiment ça ouaf ouah
    tam merci ouais allez
    """
)
LONGEST = 6  # words of a phrase said twice
OF, ALL = words("de d' du des"), words("tout toute tous toutes même mêmes")
SHORT = 4  # letters of a noun whose return at the end of its phrase is none
OF_A_NOUN = words("NOUN ADJ ADP PROPN")
LONG = 7  # letters of a word whose return is no accident
# What explains that a word comes back: *année après année*.
CALLED = words(
    "appelé appelée appelés appelées dit dite dits dites nommé nommée désigne signifie"
)  # *des enzymes appelés enzymes de*
# Relatives, each of which calls for a clause of its own: *où dont le bénéfice*, *lequel qui avait tiré*.
AGAIN = words("qui dont")
STRESSED = words("lui elle eux elles moi toi")  # *lui aussi lui,*
# A determiner takes no other beside it: what may stand first, and what then may not follow.
SHOWING = words("cet cette ces")
OWNING = words("ma mes ta tes sa ses notre nos votre vos leurs")
ARTICLES, CONTRACTED = words("le la les l'"), words("du au des aux")
BEFORE_LINKS = words("le la du au")  # not *les Le Pen*
NO_SECOND = {
    **dict.fromkeys(
        SHOWING | OWNING | {"son", "mon", "un", "une", "chaque"}, ARTICLES | SHOWING | OWNING | {"leur", "un"}
    ),
    **dict.fromkeys(ARTICLES | CONTRACTED, (ARTICLES | SHOWING | OWNING) - {"leurs"}),
    **dict.fromkeys(words("ces mes tes ses nos vos leurs"), ARTICLES | SHOWING | OWNING | words("leur un une")),
    "du": words("de d'") | ARTICLES | SHOWING | OWNING,
    "aux": words("de d' des") | ARTICLES | SHOWING | OWNING,
    "dans": words("en"),
    "plus": words("moins"),
    "moins": words("plus"),
}
JOINING = words("ADP CCONJ SCONJ PRON AUX NUM")
SAYING = words("dire déclarer ajouter affirmer écrire expliquer confier raconter répéter")
TOLD = words("nous m' leur lui")  # whom it was said to
SPEECH = frozenset('«»“”",:;')
SPEAKER = 14  # words of who is named behind a verb of saying
BEHIND_SAYING = words("à au aux dans lors lundi mardi mercredi jeudi vendredi samedi dimanche hier . , ! …")


@detector(category=Category.ADDITION, severity=Severity.MINOR)
def repeated(segment: Segment, mended: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    forms = [token.norm for token in mended]
    i = 0
    while i < len(forms):
        if size := next((n for n in range(LONGEST, 0, -1) if _twice(mended, forms, i, n)), 0):
            once, both = mended.span(i, i + size), mended.span(i, i + 2 * size)
            yield Hit(both.start_char, both.end_char, _said_twice(once.text), once.text)
            i += 2 * size
        elif hit := _same_part(mended, forms, i) or _two_determiners(mended, forms, i, lexicon):
            yield hit
            i += 2
        elif far := _again(mended, forms, i):
            yield Hit(mended[i].idx, mended[far].idx + len(mended[far]), _said_twice(mended[i].text))
            i = far + 1
        elif hit := _says_again(mended, i, lexicon):
            yield hit
            i += SPEAKER
        else:
            i += 1


def _said_twice(phrase: str) -> Reason:
    return Reason("“{phrase}” stands twice", phrase=phrase)


def _twice(parse: "Doc", forms: list[str], i: int, size: int) -> bool:
    """True where the `size` words from `i` on come again right behind."""
    once = parse[i : i + size]
    if i + 2 * size > len(forms) or forms[i : i + size] != forms[i + size : i + 2 * size]:
        return False
    if not all(token.is_alpha or token.text[-1] in "’'" for token in once):
        return False
    if i == 0 and once[0].text.islower() and parse[size].text[0].isupper():
        return False  # *licence Licence délivrée par*: a term and what it means
    if forms[i : i + size] == ["en"] and parse[i + 2 : i + 3] and parse[i + 2].text.endswith("ant"):
        return False  # *en en appelant à la reine*
    if parse.text[max(0, once[0].idx - 1) : once[0].idx] == "-" or once[0].text[0] == "-":
        return False  # *appelons-les les compagnons*
    if size == 1:
        name = once[0].text[0].isupper() and (i > 0 or parse[1].text[0].isupper())
        name = name or (parse[i + 1].text[0].isupper() and i > 0 and once[0].pos_ == "NOUN")  # *le site Site*
        return forms[i] not in DOUBLED and not name and (len(once[0]) > 1 or once[0].text in {"a", "à"})
    if size == 2 and ("et" in forms[i : i + 2] or forms[i : i + 2] == ["ça", "va"]):
        return False  # *encore et encore et encore*
    if size > 2 and "qui" in forms[i : i + size]:
        return False  # *un type qui connaît un type qui connaît*
    if once[-1].pos_ in {"ADP", "DET"} and once[0].pos_ not in {"ADP", "DET"}:
        return False  # *dos à dos à Bamako*, *main dans la main dans la rue*
    return not all(token.text[0].isupper() for token in once)


def _same_part(parse: "Doc", forms: list[str], i: int) -> Hit | None:
    """Two relatives, an article come back or before what has its own, and a pronoun come back behind *aussi*."""
    first, second, third, fourth = (*forms[i : i + 4], "", "", "")[:4]
    end = None
    adjective = first in {"le", "la", "les"} and third == first and i and parse[i - 1].pos_ == "ADP"
    if adjective and parse[i + 1].pos_ == "ADJ" and parse[i + 3 : i + 4] and parse[i + 3].pos_ == "NOUN":
        end = i + 3  # *pendant la dernière la période*
    elif (first in WHOSE and second in AGAIN) or (first in {"le", "la", "les"} and second in LEQUEL):
        end = i + 2
    elif first in STRESSED and second == "aussi" and third == first and fourth in {",", ".", ""}:
        end = i + 3
    if end is None or (first in {"où", "dont"} and second == "qui"):
        return None
    healed = parse[i + 1].text if second in LEQUEL else parse.span(i, end - 1).text
    healed = healed.capitalize() if second in LEQUEL and parse[i].text[0].isupper() else healed
    unsure = {first, second} == {"où", "dont"}  # *où dont le bénéfice*
    why = _never_together(parse.span(i, end).text)
    return Hit(parse[i].idx, parse.span(i, end).end_char, why, None if unsure else healed)


def _two_determiners(parse: "Doc", forms: list[str], i: int, lexicon: Lexicon) -> Hit | None:
    """*ses leurs enfants*, *une un soleil*, *au le café*: with no word between; the one that agrees with the noun stays."""
    if i + 2 >= len(forms) or forms[i + 1] not in NO_SECOND.get(forms[i], ()) or not _second(parse, forms, i, lexicon):
        return None
    pair, noun, before = parse.span(i, i + 2), parse[i + 2], forms[i - 1] if i else ""
    pronoun = forms[i] in {"un", "une"} and before in ARTICLES | {"et", "à", "par", "quelqu'"}  # *l’un les voit*
    pronoun = pronoun or (forms[i + 1] == "nos" and noun.text[0].isdigit())  # *les machines des nos 12 à 14*
    if pronoun or pair.text.startswith("-") or (i and parse[i - 1].text == "-") or not (noun.is_alpha or noun.like_num):
        return None
    has = noun_features(lexicon, noun) or Features()
    fitting = [word.text for word in pair if word.norm in DETERMINERS and not clash(called_for(word), has)]
    right = fitting[0] if len(fitting) == 1 and parse[i + 1].text.islower() else None
    return Hit(pair.start_char, pair.end_char, _never_together(pair.text), right)


def _second(parse: "Doc", forms: list[str], i: int, lexicon: Lexicon) -> bool:
    """True for a determiner in small letters, and for that of a link's text (*du Le musée*, *le L’OTAN*, *du Le British Museum*);
    not for that of a name (*du Le Mans FC*, *la Le Pen*)."""
    second, noun = parse[i + 1], parse[i + 2]
    if second.text.islower():
        return True
    if forms[i] not in BEFORE_LINKS or forms[i + 1] not in ARTICLES:
        return False
    long = any(t.text[0].isupper() for t in parse[i + 3 : i + 4])
    foreign = long and lexicon.english_frequency(noun.text) > lexicon.frequency(noun.text)
    return second.text.istitle() and (noun.text.islower() or noun.text.isupper() or forms[i + 1] == "l'" or foreign)


def _says_again(parse: "Doc", i: int, lexicon: Lexicon) -> Hit | None:
    """*», a déclaré la chanteuse Ann Lee a déclaré dans*: who says it behind the verb, then the verb once more."""
    first = i - form_of(lexicon, parse[i - 1], "avoir") if i else 0
    led = first == 0 or parse[first - 1].text in SPEECH
    if not led or not _saying(parse[i], lexicon, REPORTING) or not _opens_speaker(parse[i + 1 : i + 2]):
        return None
    for again in parse[i + 2 : i + SPEAKER]:
        told = again.norm in TOLD and form_of(lexicon, again.nbor(1), "avoir") if again.i + 1 < len(parse) else False
        if (again.pos_ in {"SCONJ", "CCONJ", "PRON"} and not told) or again.text in SPEECH - {","}:
            return None
        if _saying(again, lexicon, SAYING):
            perfect = form_of(lexicon, again.nbor(-1), "avoir")
            start = again.nbor(-1 - (again.nbor(-2).norm in TOLD)) if perfect else again
            behind = parse[again.i + 1 : again.i + 2]
            if behind and behind[0].norm not in BEHIND_SAYING and not (perfect and behind[0].norm in {"que", "qu'"}):
                return None
            why = Reason("“{verb}” says again that it was said", verb=parse.span(start.i, again.i + 1).text)
            last = next(word for word in reversed(parse[: start.i]) if word.text != ",")  # of the speaker
            return Hit(last.idx, again.idx + len(again), why, last.text)
    return None


def _saying(verb: "Token", lexicon: Lexicon, known: frozenset[str]) -> bool:
    said = bool(verb_lemmas(lexicon, verb) & known)
    return said and verb.text.islower() and bool(past_participles(lexicon, verb) or can_be_finite(lexicon, verb))


def _opens_speaker(word: Sequence["Token"]) -> bool:
    return bool(word) and (word[0].norm in DETERMINERS or word[0].text[0].isupper())


def _never_together(pair: str) -> Reason:
    return Reason("“{pair}”: such words never stand side by side in French", pair=pair)


def _again(parse: "Doc", forms: list[str], i: int) -> int:
    """Where a word comes back after a few others that do not explain it (*fait remarquer l’étude remarquer*), or 0."""
    if len(forms[i]) < SHORT or not forms[i].isalpha() or parse[i].text[0].isupper():
        return 0
    if not parse[i].whitespace_ or (i and parse[i - 1].text == "-"):
        return 0  # *moitié-moitié*, *md-button*
    for far in range(i + 2, min(i + 5, len(forms))):
        between = parse[i + 1 : far]
        joined = any(t.pos_ in JOINING or t.is_punct or t.norm in CALLED or t.text[0].isupper() for t in between)
        # *la personne devient une personne visée*, *la caste sociale cette élite sociale*
        other = any(t.pos_ == "DET" and (t.i + 1 == far or parse[i].pos_ == "ADJ") for t in between)
        joined = joined or other or any(t.pos_ == "VERB" for t in between)  # *ces pièces comprennent les pièces*
        if forms[far] == parse[far].text == forms[i] and (
            (far < i + 4 and len(forms[i]) >= LONG and not joined) or _trailing(parse, i, far)
        ):
            return far
    return 0


def _trailing(parse: "Doc", first: int, far: int) -> bool:
    """True for a noun that comes back bare at the end of its own phrase (*un bruit blanc bruit.*)."""
    phrase, after = parse[first : far + 1], parse[far + 1 : far + 2]
    nouns = parse[first].pos_ == "NOUN" and all(token.pos_ in OF_A_NOUN for token in phrase)
    ends = not after or after[0].is_punct
    of = all(token.norm in OF for token in phrase if token.pos_ == "ADP")  # *un membre par nation membre*
    return nouns and ends and of and parse[far - 1].pos_ in {"NOUN", "ADJ", "PROPN"} and parse[far - 1].norm not in ALL
