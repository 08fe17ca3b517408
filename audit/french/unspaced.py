"""Punctuation with no space on the side where French has one, between two words (*nationale.Le*, *Courrier“Ils*)."""

import re
from collections.abc import Iterator

from audit.document import Segment
from audit.finding import Hit, Severity
from audit.french.lexicon import Lexicon
from audit.reason import Reason

RUN = re.compile(r"[^\W\d_]+")
ELIDING, VOWELS = frozenset({"de", "que"}), frozenset("aàâeéèêiîoôuû")
FREQUENT = 300  # sightings of a word beyond doubt
REACH = 80  # code points that are looked at on either side of a mark
MARKS = re.compile(
    r"[^\W\d_](?P<left>[“«(](?=[^\W\d_])|«(?=\s[^\W\d_]))|[^\W\d_](?:\s(?=»))?(?P<right>[”»)])[^\W\d_]"
    r"|[^\W\d_]\s(?:[,;:](?=[^\W\d_]{2})|[!?](?=[A-ZÀ-Ý]))[^\W\d_]"
    r"|(?P<stop>[^\W\d_][,;.!?…])[^\W\d_]|[^\W\d_] ?(?P<closed>[”»)\"],)[^\W\d_]"
)


def unspaced_marks(segment: Segment, lexicon: Lexicon) -> Iterator[Hit]:
    """Punctuation with no space on the side where French has one, between two words."""
    for match in MARKS.finditer(segment.text):
        start = max(
            (m.start() for m in RUN.finditer(segment.text, max(0, match.start() - REACH), match.start() + 1)), default=0
        )
        following = RUN.search(segment.text, match.end() - 1)
        if following is None:
            continue
        left, right = segment.text[start : match.start() + 1], following.group()
        text = segment.text[start : following.end()]
        if _bracket_in_word(match, right) or (match["stop"] and not _real_stop(text[len(left)], left, right, lexicon)):
            continue
        at = len(left) if match["left"] else len(text) - len(right)
        why = Reason("a space is missing between “{left}” and “{right}”", left=left, right=right)
        elided = left.lower() in ELIDING and match["left"] and right[0].lower() in VOWELS  # *de« une*
        parted = f"{left[:-1]}’{text[at:]}" if elided else f"{text[:at].replace(' ,', ',')} {text[at:]}"
        yield Hit(start, following.end(), why, parted, Severity.MINOR)


def _bracket_in_word(match: re.Match[str], right: str) -> bool:
    """*ami(e)*, *directeur(trice)*, *(re)lecture*: brackets round a part of a word."""
    if match["left"] == "(":
        inside = match.string[match.end() : match.end() + REACH].partition(")")[0]
        return " " not in inside and (not right[0].isupper() or len(inside) == 1)  # *dB(A)*
    opening = match.string.rfind("(", max(0, match.start() - REACH), match.start()) + 1
    return match["right"] == ")" and " " not in match.string[opening : match.start() + 1]


def _real_stop(mark: str, left: str, right: str, lexicon: Lexicon) -> bool:
    """True when both sides are French words, so that the mark is no part of an address or an abbreviation."""
    if mark == "," and len(left) > 2 and lexicon.frequency(right) >= 10 * FREQUENT:
        return True
    if mark == "," and len(left) > 2 and len(right) > 2 and (right[0].isupper() or left[0].isupper()):
        return right[0].isupper() or lexicon.frequency(right) >= FREQUENT
    sure = left.islower() and min(lexicon.frequency(left), lexicon.frequency(right.lower())) >= 10 * FREQUENT  # *an.Un*
    if (
        (len(left) < 3 and not sure)
        or not lexicon.known(left.lower())
        or (len(right) < 2 and right not in {"d", "l", "à", "a", "y"})
    ):
        return False
    if mark == ".":
        return right[0].isupper() and left[-1].islower() and not right.isupper()
    return lexicon.known(right.lower()) or right[0].isupper()
