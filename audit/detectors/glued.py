"""Two words run together where a link's text met its neighbours (*siteY*, *a ditMartin*, *Courrier“Ils*).

Silent about names that are written so (*OpenAI*, *iPhone*, *LinkedIn*: known to clean French text or used by the article
on their own), units (*kWh*), web addresses, hashtags and handles, figures with letters (*G20*, *5G*), and words that are
rare but whole.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.lexicon import Lexicon
from audit.french.rejoined import rejoined
from audit.french.run_together import (
    FREQUENT,
    SEEN,
    SMALL,
    SPLIT_FIRST,
    by_chance,
    frequent,
    heard,
    name_and_word,
    two_words,
    unheard,
    unheard_name,
)
from audit.french.unspaced import RUN, unspaced_marks
from audit.french.words import words
from audit.naming.names import FAMOUS, KNOWN, Names
from audit.reason import Reason

ADDRESS = re.compile(r"\S*(?:[@#/_\\]|www\.|\w\.(?:com|org|net|fr|io|ai)\b)\S*")
NEGATED = re.compile(r"\bn(?P<verb>a|ai|as|est|ont|avait|avaient|était|étaient)(?= (?:pas|plus|jamais|rien|guère)\b)")
THREE = re.compile(r"([^\W\d_a-zà-ÿ][a-zà-ÿ]{2,})(et|ou)([^\W\d_a-zà-ÿ][^\W\d_]+)")
COUNT = re.compile(r"(?!2de\b)(?P<figure>\b\d+|%)(?P<word>[^\W\d_]{2,})\b")  # *la 2de Guerre mondiale*: second
COUNTED = words("au aux de des du dans sur pour par et les la le que qui ans millions milliards")
INITIALS = re.compile(r"([^\W\d_a-zà-ÿ]{2,})([a-zà-ÿ]{2,})")
ELIDED = re.compile(r"(?P<particle>[ldsnjmt]|qu)(?P<word>[aàeéèêiîoôuhy]\w{3,})")
FIGURE = re.compile(r"\b(?P<word>[^\W\d_]{2,}|à)(?P<figure>\d+)(?=\W|$|h\d\d|er?\b)")
# Words that begin what follows a link, or a link's text.
_OPENERS = (
    "le la les un une des du de en et il elle ils elles ce cette ces son sa ses dans pour mais selon sur avec au aux à"
)
OPENERS = words(_OPENERS.title())
ELIDING = re.compile(
    r"(?:(?<![\w’'-])(?P<word>[^\W\d_]{3,})|\b(?P<small>à|ce|de|en|et|il|ne|on))(?P<particle>[ldsnjmtc]|qu)['’](?=[^\W\d_]{2}|[ayà]\b)"
)
PARTICLE = re.compile(r"(?:de|van|von|la|le|di|du|della)[A-ZÀ-Ý][a-zà-ÿ]")  # with which a surname begins
DUTCH = re.compile(r"\b(?:van|von|der|den|ter) $")  # before a surname (*Peter van Manen*)
NAME = re.compile(r"\b[A-ZÀ-Ý][a-zà-ÿ]+ $")
CITED = ("«»", "“”", '""')  # around a word that somebody coined (*ainsi «japonaisé»*)
JOINED = words("lors puis quoi jus pres quel")  # *lorsqu’*
LONGEST = 40  # letters: what is longer is no French
MUCH = 5  # times as frequent in English as in French is an English word
BRANDED = 20  # ... is one with which brands begin
LONG = 3  # letters of a word that is not English and French alike


@detector(category=Category.SPELLING, severity=Severity.MAJOR)
def glued(segment: Segment, lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    addresses = [match.span() for match in ADDRESS.finditer(segment.text)]
    for hit in chain(
        _words(segment, lexicon, names),
        _figures(segment, lexicon),
        _before_elision(segment, lexicon),
        unspaced_marks(segment, lexicon),
    ):
        if not any(start <= hit.start < end for start, end in addresses):
            yield hit


def _words(segment: Segment, lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    """Two words with nothing between."""
    for match in RUN.finditer(segment.text):
        word = match.group()
        if word.islower() and not unheard(word, lexicon):
            continue
        hyphen = segment.text[max(0, match.start() - 1) : match.start()] == "-"
        if len(word) > LONGEST or (hyphen and word[0].isupper()):  # *Grand-Charmont*
            continue
        around = segment.text[max(0, match.start() - 1) : match.start()] + segment.text[match.end() : match.end() + 1]
        if around in CITED or (word[0].isupper() and DUTCH.search(segment.text, 0, match.start())):
            continue
        if PARTICLE.match(word) and (before := NAME.search(segment.text[: match.start()])) and before.start():
            continue  # *Dyan deNapoli*
        split = (
            _three(word, names, lexicon)
            or _inner_capital(word, lexicon, names)
            or _initials(word)
            or (two_words(match, lexicon) if word.islower() else name_and_word(match, lexicon, names))
            or _first_two(match, lexicon, names)
        )
        if split:
            hit = _together(match, *split, lexicon, names.altered(split[0]))
            yield replace(hit, repair=None) if by_chance(split, match, lexicon) else hit
        elif apart := _elided(word, lexicon):
            why = Reason("“{left}” and “{right}” are run together", left=apart[0], right=apart[1])
            yield Hit(*match.span(), why, f"{apart[0]}’{apart[1]}")


def _three(word: str, names: Names, lexicon: Lexicon) -> tuple[str, str] | None:
    """Split *AppleetAMD*, two names with a small word between."""
    match = THREE.fullmatch(word)
    if match is None or lexicon.case(word).capital or not (names.known(match[1]) or names.counts[match[1]]):
        return None
    return f"{match[1]} {match[2]}", match[3]


def _figures(segment: Segment, lexicon: Lexicon) -> Iterator[Hit]:
    """A word and a figure with nothing between (*en2024*, *12millions*)."""
    for match in FIGURE.finditer(segment.text):
        word = match["word"]
        if word in SMALL or (len(match["figure"]) > 1 and word.islower() and lexicon.frequency(word) >= FREQUENT):
            yield _together(match, word, match["figure"], lexicon)
    for match in COUNT.finditer(segment.text):
        if match["word"] in COUNTED or (match["figure"] != "%" and _counted(match["word"], lexicon)):
            yield _together(match, match["figure"], match["word"], lexicon)


def _counted(word: str, lexicon: Lexicon) -> bool:
    """True for a plural noun beyond doubt (*300foyers*; *20minutes* is a newspaper)."""
    many = len(word) > 3 and word.islower() and word != "minutes" and lexicon.frequency(word) >= FREQUENT / 6
    return many and any(r.pos == "noun" and r.number == "p" for r in lexicon.analyses(word))


def _before_elision(segment: Segment, lexicon: Lexicon) -> Iterator[Hit]:
    """A word and the small one behind it, which has lost its vowel (*rejetsd’eaux*), and *na pas*."""
    for match in NEGATED.finditer(segment.text):
        why = Reason("“{left}” and “{right}” are run together", left="n", right=match["verb"])
        yield Hit(match.start(), match.end(), why, f"n’{match['verb']}")
    for match in ELIDING.finditer(segment.text):
        if match["small"] or _word_before(match, lexicon):
            word = match["word"] or match["small"]
            yield _together(match, word, match[0][len(word) :], lexicon)


def _word_before(match: re.Match[str], lexicon: Lexicon) -> bool:
    word, particle = match["word"], match["particle"]
    if word in JOINED:
        return False
    if not frequent(word, lexicon, SEEN):
        return _rare_before(match, lexicon) or _name_before(match, lexicon)
    return particle in "ns" or word + particle == "quel" or not heard(word + particle, lexicon)


def _rare_before(match: re.Match[str], lexicon: Lexicon) -> bool:
    """True for a rare word of the dictionary before a word (*ravitaillerl’infanterie*; not *laiss’rait*)."""
    word, following = match["word"], RUN.match(match.string, match.end())
    known = word.islower() and following is not None and bool(lexicon.analyses(word) and lexicon.analyses(following[0]))
    return known and not heard(word + match["particle"], lexicon)


def _name_before(match: re.Match[str], lexicon: Lexicon) -> bool:
    """True for an unknown word with a capital before what French elides (*Danal’année*; not *Nyong’o*, *Movin’*)."""
    word, following = match["word"], RUN.match(match.string, match.end())
    whole = word + match["particle"]
    unheard = len(word) > 3 and word[0].isupper() and not heard(whole, lexicon) and not whole.endswith("in")
    return unheard and following is not None and frequent(following[0], lexicon, FREQUENT)


def _together(match: re.Match[str], left: str, right: str, lexicon: Lexicon, healed: str | None = None) -> Hit:
    """The hit for two halves; `healed` is the left one where its name was damaged as well."""
    why = Reason("“{left}” and “{right}” are run together", left=left, right=right)
    english = lexicon.english_frequency(right) > MUCH * lexicon.frequency(right)
    if right.islower() and len(right) > LONG and english:  # *courthouse*
        return Hit(match.start(), match.end(), why)
    before, behind = match.string[: match.start()], match.string[match.end() :]
    return Hit(match.start(), match.end(), why, rejoined(healed or left, right, before, behind, lexicon))


def _inner_capital(word: str, lexicon: Lexicon, names: Names) -> tuple[str, str] | None:
    """Split *ditMartin* or *NokiaModel* before an inner capital; None for a name that is written so."""
    case, own = lexicon.case(word), names.counts[word] > 1 and word[0].isupper()
    if own or max(case.capital, case.lower) >= KNOWN:
        return None
    places = (i for i in range(1 + (word[0] != "à"), len(word)) if _boundary(word, i))
    cuts = ((word[:i], word[i:]) for i in sorted(places, key=lambda i: word[i].islower()))  # *ditCNN* before *xAI*
    return next(((left, right) for left, right in cuts if _apart(left, right, lexicon, names)), None)


def _apart(left: str, right: str, lexicon: Lexicon, names: Names) -> bool:
    """True for a French word before a capital, or for two names."""
    if left[0].isupper():
        return _two_names(left, right, lexicon, names)
    return left[0].islower() and lexicon.known(left) and lexicon.frequency(left) >= KNOWN


def _boundary(word: str, i: int) -> bool:
    """True where a name may begin: at a capital after a small letter, or before the small letter of *xAI*, *iPhone*."""
    if word[i].isupper():
        return word[i - 1].islower() and not (i + 1 < len(word) and word[i - 2 : i - 1].isupper())
    return i + 2 < len(word) and word[i - 1].islower() and word[i + 1].isupper() and word[i + 1 :].isupper()


def _two_names(left: str, right: str, lexicon: Lexicon, names: Names) -> bool:
    """True for halves that the article, or French, has apart: *NokiaModel*, *KateMiddleton*, *LinkedInLe*, not *DailyMail*."""
    if right in OPENERS and len(left) > 2:
        return names.counts[left] > 0 or names.known(left) or _french(left, lexicon)
    if left in OPENERS:
        return names.counts[right] > 0 or (len(right) > 3 and right[1:].islower() and _french(right, lexicon))
    brand = right[0].islower() and right[1:].isupper()
    famous = len(left) > 3 and names.known(left) and lexicon.case(left).capital >= FAMOUS
    famous = famous and lexicon.english_frequency(left) <= BRANDED * lexicon.frequency(left)  # *OpenSourced*
    surname = len(right) > 3 and not (lexicon.known(right.lower()) or lexicon.english_frequency(right.lower()))
    here = names.counts[left] > 0 or names.altered(left) is not None or _french(left, lexicon)
    return (famous and surname) or (len(left) > 2 and here and (names.counts[right] > 0 or brand))


def _french(word: str, lexicon: Lexicon) -> bool:
    """True for a word that is frequent in French, and far less so in English."""
    return lexicon.frequency(word) >= FREQUENT and lexicon.frequency(word) > 5 * lexicon.english_frequency(word)


def _initials(word: str) -> tuple[str, str] | None:
    """Split *BBCque* behind initials."""
    initials = INITIALS.fullmatch(word)
    return (
        (initials[1], initials[2])
        if initials and len(initials[2]) > 1 and initials[2] in SMALL | {"dit", "était"}
        else None
    )


def _first_two(match: re.Match[str], lexicon: Lexicon, names: Names) -> tuple[str, str] | None:
    """Split *Aucunelettre*, with which the sentence begins: its capital says nothing."""
    if match.start() or names.counts[match.group()] > 1 or not unheard_name(match.group(), lexicon):
        return None
    left, right = two_words(match, lexicon, SPLIT_FIRST) or ("", "")
    return (left.capitalize(), right) if left else None


def _elided(word: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Split an unknown *lécole*, *denquête*, which has lost its apostrophe."""
    match = ELIDED.fullmatch(word)
    if match is None or heard(word, lexicon) or lexicon.frequency(match["word"]) < FREQUENT:
        return None
    return match["particle"], match["word"]
