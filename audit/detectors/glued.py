"""Two words run together where a link's text met its neighbours (*siteX*, *a ditKnight*, *Journal“Nous*).

Silent about names that are written so (*OpenAI*, *iPhone*, *LinkedIn*: known to clean French text or used by the article
on their own), units (*kWh*), web addresses, hashtags and handles, figures with letters (*G20*, *5G*), and words that are
rare but whole.
"""

import re
from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.lexicon import Lexicon
from audit.names import KNOWN, Names
from audit.words import words

ADDRESS = re.compile(r"\S*(?:[@#/_\\]|www\.|\w\.(?:com|org|net|fr|io|ai)\b)\S*")
RUN = re.compile(r"[^\W\d_]+")
MARKS = re.compile(
    r"[^\W\d_](?P<left>[“«(])[^\W\d_]|[^\W\d_](?P<right>[”»)])[^\W\d_]|(?P<stop>[^\W\d_][,;.!?…])[^\W\d_]"
)
COUNT = re.compile(
    r"\b(?P<figure>\d+)(?P<word>au|aux|de|des|du|dans|sur|pour|par|et|les|la|le|que|qui|ans|millions|milliards)\b"
)
FIGURE = re.compile(r"\b(?P<word>[^\W\d_]{2,})(?P<figure>\d{2,})\b")
# A word this frequent in the 55 million counted is beyond doubt a word ...
FREQUENT = 300
# ... and these, which stand next to most links, need no such proof of the other half.
FUNCTION = words(
    """
    à a au aux avec ce cette chez dans de des dit du elle en est et il la le les leur ont ou où par pour que qui
    sa ses son sont sur un une pas ne plus se tout être avoir était étaient sera fait peut doit ces mes nos vos
    leurs cet quand comme donc mais aussi très il ils elles nous vous on
    """
)
# Words that begin what follows a link, or a link's text.
OPENERS = words(
    """
    Le La Les Un Une Des Du De En Et Il Elle Ils Elles Ce Cette Ces Son Sa Ses Dans Pour Mais Selon Sur Avec Au
    Aux À
    """
)
# Words that no name ends in (*Peterson*, *Charleston*, *Vercel* do end in words).
BEHIND_NAMES = words("que est qui pour dans avec une sur par les ont sont était fait dit")
# Function words that are also prefixes, or endings of ordinary words: not proof alone.
AFFIXES = words(
    """
    a en sur par pour ce dit est et la le les ou sa ont son un une de des du à se ne pas plus tout mes nos on il
    nous vous cet ces fait aussi être très
    """
)


@detector(category=Category.SPELLING, severity=Severity.MAJOR)
def glued(segment: Segment, lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    addresses = [match.span() for match in ADDRESS.finditer(segment.text)]

    def free(start: int) -> bool:
        return not any(a <= start < b for a, b in addresses)

    for match in RUN.finditer(segment.text):
        word = match.group()
        if len(word) > 40 or not free(match.start()):
            continue
        split = (
            _inner_capital(word, lexicon, names)
            or _two_words(word, lexicon, names)
            or _name_and_word(word, lexicon, names)
        )
        if split:
            left, right = split
            healed = f"{names.altered(left) or left} {right}"
            yield Hit(match.start(), match.end(), f"“{left}” and “{right}” are run together", healed)
    for match in FIGURE.finditer(segment.text):
        word, figure = match["word"], match["figure"]
        if free(match.start()) and word.islower() and lexicon.frequency(word) >= FREQUENT:
            yield Hit(match.start(), match.end(), f"“{word}” and “{figure}” are run together", f"{word} {figure}")
    for match in COUNT.finditer(segment.text):
        figure, word = match["figure"], match["word"]
        if free(match.start()):
            yield Hit(match.start(), match.end(), f"“{figure}” and “{word}” are run together", f"{figure} {word}")
    yield from (hit for hit in _marks(segment, lexicon, names) if free(hit.start))


def _inner_capital(word: str, lexicon: Lexicon, names: Names) -> tuple[str, str] | None:
    """Split *ditKnight* or *TeslaModel* before an inner capital; None for a name that is written so."""
    if (
        (names.counts[word] > 1 and word[0].isupper())
        or lexicon.case(word).capital >= KNOWN
        or lexicon.case(word).lower >= KNOWN
    ):
        return None
    for i in range(2, len(word)):
        if not _boundary(word, i):
            continue
        left, right = word[:i], word[i:]
        if left[0].islower() and lexicon.known(left) and lexicon.frequency(left) >= KNOWN:
            return left, right
        if left[0].isupper() and _two_names(left, right, lexicon, names):
            return left, right
    return None


def _boundary(word: str, i: int) -> bool:
    """True where a name may begin: at a capital after a small letter, or before the small letter of *xAI*, *iPhone*."""
    if word[i].isupper():
        return word[i - 1].islower() and not (i + 1 < len(word) and word[i - 2 : i - 1].isupper())
    return i + 2 < len(word) and word[i - 1].islower() and word[i + 1].isupper() and word[i + 1 :].isupper()


def _two_names(left: str, right: str, lexicon: Lexicon, names: Names) -> bool:
    """True for halves that the article, or French, has apart: *TeslaModel*, *MuscxAI*, *LinkedInLe*, not *DailyMail*."""
    if right in OPENERS and len(left) > 2:
        return names.counts[left] > 0 or names.known(left) or _french(left, lexicon)
    if left in OPENERS:
        return names.counts[right] > 0 or (len(right) > 3 and right[1:].islower() and _french(right, lexicon))
    brand = right[0].islower() and right[1:].isupper()
    here = names.counts[left] > 0 or names.altered(left) is not None or _french(left, lexicon)
    return len(left) > 2 and here and (names.counts[right] > 0 or brand)


def _french(word: str, lexicon: Lexicon) -> bool:
    """True for a word that is frequent in French, and far less so in English."""
    return lexicon.frequency(word) >= FREQUENT and lexicon.frequency(word) > 5 * lexicon.english_frequency(word)


def _name_and_word(word: str, lexicon: Lexicon, names: Names) -> tuple[str, str] | None:
    """Split an unknown *Hollywoodque* behind a name that is known, or that the article has elsewhere."""
    if (
        not word[0].isupper()
        or not word[1:].islower()
        or len(word) < 6
        or lexicon.frequency(word)
        or lexicon.known(word.lower())
    ):
        return None
    for i in range(3, len(word) - 1):
        left, right = word[:i], word[i:]
        verb = len(right) > 5 and lexicon.frequency(right) >= FREQUENT / 6
        if (right in BEHIND_NAMES or verb) and (names.counts[left] or names.known(left)):
            return left, right
    return None


def _two_words(word: str, lexicon: Lexicon, names: Names) -> tuple[str, str] | None:
    """Split an unknown lower-case word of which one half is a function word and the other a frequent one."""
    if (
        len(word) < 4
        or not word.islower()
        or lexicon.known(word)
        or lexicon.frequency(word)
        or lexicon.english_frequency(word)
    ):
        return None
    splits = [(word[:i], word[i:]) for i in range(1, len(word)) if _proven(word[:i], word[i:], lexicon)]
    return max(splits, key=lambda split: min(map(lexicon.frequency, split)), default=None)


def _proven(left: str, right: str, lexicon: Lexicon) -> bool:
    """True when both halves are beyond doubt words, and the cut is no prefix or ending of one word."""
    least = min(lexicon.frequency(left), lexicon.frequency(right))
    if len(left) + len(right) < 6:
        return left in FUNCTION and right in FUNCTION and least >= 10 * FREQUENT and min(len(left), len(right)) > 1
    if left in FUNCTION - AFFIXES or right in FUNCTION - AFFIXES:
        return least >= FREQUENT and max(len(left), len(right)) > 2 and min(len(left), len(right)) > 1
    if right == "à" and len(left) > 3:
        return lexicon.frequency(left) >= FREQUENT / 4
    if left in {"un", "une", "les", "des", "du", "au", "aux"} and len(right) > 3:
        return lexicon.frequency(right) >= FREQUENT / 6
    if left in FUNCTION:
        return least >= FREQUENT and len(right) > 3 and len(left) > 1
    if right in FUNCTION:
        return least >= FREQUENT and len(left) > 4 and len(right) > 1
    return least >= FREQUENT / 4 and len(left) > 3 and len(right) > 3


def _marks(segment: Segment, lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    """Punctuation with no space on the side where French has one, between two words."""
    for match in MARKS.finditer(segment.text):
        start = max((m.start() for m in RUN.finditer(segment.text, 0, match.start() + 1)), default=0)
        following = RUN.search(segment.text, match.end() - 1)
        if following is None:
            continue
        left, right = segment.text[start : match.start() + 1], following.group()
        text = segment.text[start : following.end()]
        if (match["left"] == "(" and not right[0].isupper()) or (
            match["right"] == ")" and " " not in _bracketed(segment.text, match.start())
        ):
            continue  # ami(e), directeur(trice), (re)lecture
        if match["stop"] and not _real_stop(text[len(left)], left, right, lexicon):
            continue
        at = len(left) + (0 if match["left"] else 1)
        yield Hit(
            start,
            following.end(),
            f"a space is missing between “{left}” and “{right}”",
            f"{text[:at]} {text[at:]}",
            Severity.MINOR,
        )


def _bracketed(text: str, end: int) -> str:
    """What stands between the last opening bracket and `end`."""
    return text[text.rfind("(", 0, end) + 1 : end + 1]


def _real_stop(mark: str, left: str, right: str, lexicon: Lexicon) -> bool:
    """True when both sides are French words, so that the mark is no part of an address or an abbreviation."""
    if mark == "," and len(left) > 2 and right[0].isupper() and len(right) > 2:
        return True
    if len(left) < 3 or not lexicon.known(left.lower()) or (len(right) < 2 and right not in {"d", "l", "à", "a", "y"}):
        return False
    if mark == ".":
        return right[0].isupper() and left[-1].islower() and not right.isupper()
    return lexicon.known(right.lower()) or right[0].isupper()
