"""Two words run together where a link's text met its neighbours (*siteY*, *a ditMartin*, *Courrier“Ils*).

Silent about names that are written so (*OpenAI*, *iPhone*, *LinkedIn*: known to clean French text or used by the article
on their own), units (*kWh*), web addresses, hashtags and handles, figures with letters (*G20*, *5G*), and words that are
rare but whole.
"""

import re
from collections.abc import Iterator
from itertools import chain

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.grammar import finite
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.naming.names import KNOWN, Names
from audit.reason import Reason

ADDRESS = re.compile(r"\S*(?:[@#/_\\]|www\.|\w\.(?:com|org|net|fr|io|ai)\b)\S*")
RUN = re.compile(r"[^\W\d_]+")
MARKS = re.compile(
    r"[^\W\d_](?P<left>[“«(])[^\W\d_]|[^\W\d_](?P<right>[”»)])[^\W\d_]|(?P<stop>[^\W\d_][,;.!?…])[^\W\d_]"
)
COUNT = re.compile(
    r"\b(?P<figure>\d+)(?P<word>au|aux|de|des|du|dans|sur|pour|par|et|les|la|le|que|qui|ans|millions|milliards)\b"
)
INITIALS = re.compile(r"([^\W\d_a-zà-ÿ]{2,})([a-zà-ÿ]{2,})")
ELIDED = re.compile(r"(?P<particle>[ldsnjmt]|qu)(?P<word>[aàeéèêiîoôuhy]\w{3,})")
FIGURE = re.compile(r"\b(?P<word>[^\W\d_]{2,})(?P<figure>\d{2,})\b")
# A word this frequent in the 55 million counted is beyond doubt a word ...
FREQUENT = 300
SEEN = 20  # the same of a long word before one that no word ends in
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
# Words that no name ends in (*Peterson*, *Charleston*, *Vercel* do end in words), but for short or rare ones.
BEHIND_NAMES = words("que est qui pour dans avec une sur par les ont sont était fait dit")
BEHIND_INITIALS = words("que est qui pour dans avec une sur par les ont était dit la le il elle de des du un et")
SURE_ENDS = words("de des du les pour dans qui que avec leur sont une")
# Function words that are also prefixes, or endings of ordinary words: not proof alone.
AFFIXES = words(
    """
    a en sur par pour ce dit est et la le les ou sa ont son un une de des du à se ne pas plus tout mes nos on il
    nous vous cet ces fait aussi être très
    """
)

DETERMINERS = words("un une les des du au aux")
LONGEST = 40  # letters: what is longer is no French


@detector(category=Category.SPELLING, severity=Severity.MAJOR)
def glued(segment: Segment, lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    addresses = [match.span() for match in ADDRESS.finditer(segment.text)]
    for hit in chain(_words(segment, lexicon, names), _figures(segment, lexicon), _marks(segment, lexicon)):
        if not any(start <= hit.start < end for start, end in addresses):
            yield hit


def _words(segment: Segment, lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    """Two words with nothing between."""
    for match in RUN.finditer(segment.text):
        word = match.group()
        if len(word) > LONGEST:
            continue
        split = (
            _inner_capital(word, lexicon, names)
            or _two_words(word, lexicon)
            or _name_and_word(word, lexicon, names)
            or _first_two(match, lexicon, names)
        )
        if split:
            left, right = split
            yield _together(match, left, right, names.altered(left))
        elif apart := _elided(word, lexicon):
            why = Reason("“{left}” and “{right}” are run together", left=apart[0], right=apart[1])
            yield Hit(*match.span(), why, f"{apart[0]}’{apart[1]}")


def _figures(segment: Segment, lexicon: Lexicon) -> Iterator[Hit]:
    """A word and a figure with nothing between (*en2024*, *12millions*)."""
    for match in FIGURE.finditer(segment.text):
        word = match["word"]
        if word.islower() and lexicon.frequency(word) >= FREQUENT:
            yield _together(match, word, match["figure"])
    for match in COUNT.finditer(segment.text):
        yield _together(match, match["figure"], match["word"])


def _together(match: re.Match[str], left: str, right: str, healed: str | None = None) -> Hit:
    """The hit for two halves; `healed` is the left one where its name was damaged as well."""
    why = Reason("“{left}” and “{right}” are run together", left=left, right=right)
    return Hit(match.start(), match.end(), why, f"{healed or left} {right}")


def _inner_capital(word: str, lexicon: Lexicon, names: Names) -> tuple[str, str] | None:
    """Split *ditMartin* or *NokiaModel* before an inner capital; None for a name that is written so."""
    case, own = lexicon.case(word), names.counts[word] > 1 and word[0].isupper()
    if own or max(case.capital, case.lower) >= KNOWN:
        return None
    cuts = ((word[:i], word[i:]) for i in range(2, len(word)) if _boundary(word, i))
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
    """True for halves that the article, or French, has apart: *NokiaModel*, *PommexTV*, *LinkedInLe*, not *DailyMail*."""
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
    if lexicon.frequency(word) or lexicon.known(word.lower()):
        return None
    if initials := INITIALS.fullmatch(word):
        left, right = initials.groups()
        return (left, right) if right in BEHIND_INITIALS else None
    if len(word) < 6 or not word[0].isupper() or not word[1:].islower():
        return None
    for i in range(3, len(word) - 1):
        left, right = word[:i], word[i:]
        long = len(right) > 5 and lexicon.frequency(right) >= FREQUENT / 6
        proven = names.counts[left] > 0 or (long and names.known(left) and _only_verb(right, lexicon))
        if (right in BEHIND_NAMES and (proven or (i > 4 and names.known(left)))) or (long and proven):
            return left, right
    return None


def _only_verb(word: str, lexicon: Lexicon) -> bool:
    """True for what is a conjugated verb and no part of a name (*examinera*; not *souris*)."""
    found = lexicon.analyses(word)
    return bool(found) and all(map(finite, found))


def _first_two(match: re.Match[str], lexicon: Lexicon, names: Names) -> tuple[str, str] | None:
    """Split *Aucunelettre*, with which the sentence begins: its capital says nothing."""
    word = match.group()
    if match.start() or not word[1:].islower() or names.counts[word] > 1 or lexicon.case(word).capital:
        return None
    split = _two_words(word.lower(), lexicon)
    return (split[0].capitalize(), split[1]) if split else None


def _elided(word: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Split an unknown *lécole*, *denquête*, which has lost its apostrophe."""
    match = ELIDED.fullmatch(word)
    if match is None or _heard(word, lexicon) or lexicon.frequency(match["word"]) < FREQUENT:
        return None
    return match["particle"], match["word"]


def _heard(word: str, lexicon: Lexicon) -> bool:
    """True for what is a word, of French or of English."""
    return lexicon.known(word) or lexicon.frequency(word) > 0 or lexicon.english_frequency(word) > 0


def _two_words(word: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Split an unknown lower-case word of which one half is a function word and the other a frequent one."""
    if len(word) < 4 or not word.islower() or _heard(word, lexicon):
        return None
    splits = [(word[:i], word[i:]) for i in range(1, len(word)) if _proven(word[:i], word[i:], lexicon)]
    return max(splits, key=lambda split: min(map(lexicon.frequency, split)), default=None)


def _proven(left: str, right: str, lexicon: Lexicon) -> bool:
    """True when both halves are beyond doubt words, and the cut is no prefix or ending of one word."""
    least, (short, long) = min(map(lexicon.frequency, (left, right))), sorted((len(left), len(right)))
    if short + long < 6:
        return short > 1 and {left, right} <= FUNCTION and least >= 10 * FREQUENT
    if {left, right} & (FUNCTION - AFFIXES):
        return short > 1 and long > 2 and least >= FREQUENT
    if right in SURE_ENDS and len(left) > 5:
        return lexicon.frequency(left) >= SEEN and lexicon.known(left)
    if {left, right} <= FUNCTION and short > 2:
        return least >= 10 * FREQUENT
    if right == "à" and len(left) > 3:
        return lexicon.frequency(left) >= FREQUENT / 4
    if left in DETERMINERS and len(right) > 3:
        return lexicon.frequency(right) >= FREQUENT / 6
    if left in FUNCTION:
        return least >= FREQUENT and len(right) > 3 and len(left) > 1
    if right in FUNCTION:
        return least >= FREQUENT and len(left) > 4 and len(right) > 1
    return least >= FREQUENT / 4 and short > 3


def _marks(segment: Segment, lexicon: Lexicon) -> Iterator[Hit]:
    """Punctuation with no space on the side where French has one, between two words."""
    for match in MARKS.finditer(segment.text):
        start = max((m.start() for m in RUN.finditer(segment.text, 0, match.start() + 1)), default=0)
        following = RUN.search(segment.text, match.end() - 1)
        if following is None:
            continue
        left, right = segment.text[start : match.start() + 1], following.group()
        text = segment.text[start : following.end()]
        if _bracket_in_word(match, right) or (match["stop"] and not _real_stop(text[len(left)], left, right, lexicon)):
            continue
        at = len(left) + (0 if match["left"] else 1)
        why = Reason("a space is missing between “{left}” and “{right}”", left=left, right=right)
        yield Hit(start, following.end(), why, f"{text[:at]} {text[at:]}", Severity.MINOR)


def _bracket_in_word(match: re.Match[str], right: str) -> bool:
    """*ami(e)*, *directeur(trice)*, *(re)lecture*: brackets round a part of a word."""
    if match["left"] == "(":
        inside = match.string[match.end() - 1 :].partition(")")[0]
        return " " not in inside and not right[0].isupper()
    opening = match.string.rfind("(", 0, match.start()) + 1
    return match["right"] == ")" and " " not in match.string[opening : match.start() + 1]


def _real_stop(mark: str, left: str, right: str, lexicon: Lexicon) -> bool:
    """True when both sides are French words, so that the mark is no part of an address or an abbreviation."""
    if mark == "," and len(left) > 2 and right[0].isupper() and len(right) > 2:
        return True
    if len(left) < 3 or not lexicon.known(left.lower()) or (len(right) < 2 and right not in {"d", "l", "à", "a", "y"}):
        return False
    if mark == ".":
        return right[0].isupper() and left[-1].islower() and not right.isupper()
    return lexicon.known(right.lower()) or right[0].isupper()
