"""Quotation marks of the source that the translation lacks, so that what somebody said is the article's own.

Runs where the source is at hand. Silent about quoted words and short phrases, which may be a title in italics, quotations
that the passage only begins or ends, dialogue behind a dash, and French that quotes anything at all.
"""

import re
from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.document import Span
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.places import align
from audit.reason import Reason

QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|(?<!\w)‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)|``(.+?)''")
MARKS = re.compile(r"[«»“”\"„‟‹›]|``|''|(?<!\w)['‘]|['’](?!\w)")
DASH = re.compile(r"(?:^|[.!?…]\s|\n)\s*(?:[-–—]\s|--)")
LONG = 4  # words of a quotation that is one
SHORT = 60  # characters shown


@detector(category=Category.PUNCTUATION, severity=Severity.MINOR)
def quotation_changed(passage: Passage, bilingual: Bilingual) -> Iterator[Hit]:
    theirs = _quotations(passage.source)
    if theirs and not MARKS.search(passage.text) and not DASH.search(passage.text):
        place = _place(passage, theirs[0], bilingual)
        why = Reason(
            "the source quotes “{quotation}”, and here is no quotation", quotation=_short(passage.source, theirs[0])
        )
        yield Hit(place.start, place.end, why)


def _quotations(text: str) -> list[Span]:
    """What is quoted at length, without its marks."""
    if text.count('"') % 2:  # nobody knows which of them opens
        text = text.replace('"', " ")
    places = (next(match.span(n) for n in range(1, 6) if match[n]) for match in QUOTED.finditer(text))
    return [Span(*place) for place in places if len(text[place[0] : place[1]].split()) >= LONG]


def _place(passage: Passage, quotation: Span, bilingual: Bilingual) -> Span:
    """From the first to the last French word that renders one of the quotation."""
    aligned = align(passage, bilingual)
    inside = (j for j, word in enumerate(aligned.english) if quotation.start <= word.start < quotation.end)
    linked = sorted(i for j in inside if (i := aligned.of_english[j]) is not None)
    if not linked:
        return Span(0, len(passage.text))
    return Span(aligned.french[linked[0]].start, aligned.french[linked[-1]].end)


def _short(text: str, place: Span) -> str:
    quoted = text[place.start : place.end]
    return quoted if len(quoted) <= SHORT else f"{quoted[: SHORT - 1]}…"
