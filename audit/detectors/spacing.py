"""Spaces and hyphens as taking a text apart into words leaves them (*l' usine*, *Lyon , la*, *a - t - il dit*, *Pays Bas*).

Silent about spaces before : ; ! ?, in percentages and units, between figures, and around dashes; about a comma set off behind
a word that calls for another, where words are gone (that is dropped-text), forms to fill in, the two spellings of *peut être*,
and compounds that may be written without a hyphen.
"""

import re
from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.document import Document, Segment
from audit.finding import Category, Hit, Severity
from audit.french.grammar import DETERMINERS, PREPOSITIONS
from audit.french.hyphens import lost_hyphens, spaced_hyphens
from audit.french.lexicon import Lexicon
from audit.french.spaces import BLANK, BLANKS, SET_OFF, set_off
from audit.french.words import words
from audit.reason import Reason

ELIDED = "(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|aujourd)"
# *l' usine*, *l 'usine*, *l ' usine*; not *l 'usine'*.
APOSTROPHE = re.compile(
    rf"(?<![\w’'.-])(?P<left>{ELIDED})(?:{BLANKS}(?P<far>['’]){BLANK}*|(?P<near>['’]){BLANKS})"
    r"(?P<right>[aàâeéèêëiîoôuhyœ][\w-]*)(?!['’](?!\w))",
    re.IGNORECASE,
)
BRACKETED = re.compile(rf"\({BLANKS}[\w’'-]+(?:{BLANK}*\))?|(?<![\w’'-])[\w’'-]+[%.!?]?{BLANKS}\)")
FIRST, LAST = re.compile(rf"\"{BLANKS}[\w’'-]+"), re.compile(rf"[\w’'-]*[\w.,!?…%]{BLANKS}\"$")
ADDRESS = re.compile(
    r"\b(?:https?\s?:\s?/\s?/\s?\w[\w.-]*|www\s?\.\s?[\w-]+(?:\s?\.\s?(?:com|org|net|fr|be|ch|ca|eu|io)\b)?)"
    r"|\b[\w.-]+(?:\s@\s?|@\s)[\w-]+(?:\.\w+)+|\b[A-Za-z\d-]+(?:\s\.\s?|\.\s)(?:com|org|fr)\b(?![’'-])"
)
# Words that call for another, so that it is gone where a comma follows; all but the first may have an aside behind them.
GOVERNING = PREPOSITIONS | DETERMINERS.keys()
CALLING = words("via et ou ni comme que qui dont où après avant durant se ne me te je tu y")
CHOICES = frozenset({"ou", "et"})  # *l’ ou la*
NUMBERED = re.compile(r"\s*\w{1,3}$")  # an item of a list


@detector(category=Category.PUNCTUATION, severity=Severity.MINOR)
def spacing(segment: Segment, document: Document, lexicon: Lexicon) -> Iterator[Hit]:
    text = segment.text
    addresses = [*_addresses(text)]
    yield from addresses
    yield from _apostrophes(text)
    for hit in _set_off(text, lexicon, everywhere=set_off(document.text)):
        if not any(address.start <= hit.start < address.end for address in addresses):
            yield hit
    yield from _brackets(text)
    yield from _quotes(text)
    yield from spaced_hyphens(text, lexicon)
    yield from lost_hyphens(text, lexicon)


def _apostrophes(text: str) -> Iterator[Hit]:
    for match in APOSTROPHE.finditer(text) if "'" in text or "’" in text else ():
        if match["right"].lower() in CHOICES:
            continue
        whole = match["left"] + (match["far"] or match["near"]) + match["right"]
        yield Hit(*match.span(), Reason("a space stands beside the apostrophe of “{word}”", word=whole), whole)


def _set_off(text: str, lexicon: Lexicon, *, everywhere: bool) -> Iterator[Hit]:
    """A space before a comma or full stop. Where only some have one, it must stand behind what nothing need follow."""
    for match in SET_OFF.finditer(text):
        numeral = match["word"].isdigit() and text[match.end() : match.end() + 2].strip().isdigit()
        item = NUMBERED.fullmatch(text, 0, match.start("gap")) and match["mark"] == "."
        if numeral or item or not _may_end(match["word"], lexicon, everywhere=everywhere):
            continue
        why = Reason("a space stands before “{mark}”", mark=match["mark"])
        yield Hit(*match.span(), why, match["word"] + match["mark"])


def _may_end(word: str, lexicon: Lexicon, *, everywhere: bool) -> bool:
    """True for a word that a phrase may end with: no preposition, determiner or verb, whose complement may be gone."""
    last = re.split("[’']", word.lower())[-1]
    if everywhere:
        return last not in GOVERNING
    found = lexicon.analyses(last)
    return last not in GOVERNING | CALLING and not (found and all(reading.pos == "verb" for reading in found))


def _brackets(text: str) -> Iterator[Hit]:
    opened = text.find("(")
    for match in BRACKETED.finditer(text, opened) if opened >= 0 else ():
        yield _inside(text, *match.span(), "(" if match[0][0] == "(" else ")")


def _quotes(text: str) -> Iterator[Hit]:
    """Straight marks with a space on their inner side. Which side that is their number tells, where it is even."""
    places = [place for place, letter in enumerate(text) if letter == '"']
    outer = [
        *(place - 1 for place in places[::2] if place),
        *(place + 1 for place in places[1::2] if place + 1 < len(text)),
    ]
    if len(places) % 2 or any(text[place].isalnum() or text[place] == '"' for place in outer):
        return
    for opening, closing in zip(places[::2], places[1::2], strict=True):
        first, last = FIRST.match(text, opening, closing), LAST.search(text, opening, closing + 1)
        if first and last and last.start() < first.end():
            yield _inside(text, opening, closing + 1, '"')
            continue
        for found in (first, last):
            if found:
                yield _inside(text, *found.span(), '"')


def _inside(text: str, start: int, end: int, mark: str) -> Hit:
    """The hit for a space on the inner side of brackets or quotation marks."""
    healed = re.sub(rf'(?<=^[("]){BLANKS}|{BLANKS}(?=[)"]$)', "", text[start:end])
    return Hit(start, end, Reason("a space stands inside “{mark}”", mark=mark), healed)


def _addresses(text: str) -> Iterator[Hit]:
    for match in ADDRESS.finditer(text):
        whole = re.sub(r"\s", "", match[0])
        name = match[0].partition(" @")[0]  # *comme @site.fr*
        if whole != match[0] and name.lower() not in GOVERNING | CALLING:
            yield Hit(*match.span(), Reason("a space stands in the address “{address}”", address=whole), whole)
