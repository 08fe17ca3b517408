"""An address, e-mail address, variable or inline code of the source (*https://…*, *{name}*, *%s*, *<x id="1"/>*) that the
French does not have as it stands.

Runs where the source is at hand. Silent about pages and addresses of another language (*/fr/* for “/en/”, *fr.wikipedia.org*),
and about a stop or bracket behind an address.
"""

import re
from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.places import place_of
from audit.judging.words import Word
from audit.reason import Reason

FIXED = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”\"]+[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\{\{?[\w.]+\}\}?|%(?:\(\w+\))?[sd]\b|\$\{\w+\}"
)
LANGUAGE = re.compile(r"(?<![A-Za-z])(?:en|fr|eng|fra)(?:[-_](?:us|gb|fr|ca))?(?![A-Za-z])", re.IGNORECASE)


@detector(category=Category.MARKUP, severity=Severity.MAJOR)
def link_changed(passage: Passage, bilingual: Bilingual) -> Iterator[Hit]:
    ours, theirs = _fixed(passage.text), _fixed(passage.source)
    odd = [word for word in ours if _bare(word) not in map(_bare, theirs)]
    lost = [word for word in theirs if _bare(word) not in map(_bare, ours)]
    for word in odd:
        if not lost:
            return
        other = lost.pop(0)
        why = Reason("“{word}” stands where the source has “{source}”", word=word.text, source=other.text)
        yield Hit(word.start, word.end, why, other.text)
    for other in lost:
        span = place_of(passage, other, bilingual)
        yield Hit(span.start, span.end, Reason("the source’s “{number}” is missing", number=other.text))
    for code in passage.lost:
        span, severity = place_of(passage, code, bilingual), Severity.MAJOR if code.stands else Severity.MINOR
        why = Reason("the source’s “{number}” is missing", number=code.text)
        yield Hit(span.start, span.end, why, severity=severity)


def _fixed(text: str) -> list[Word]:
    return [Word(match.group(), match.start(), match.end()) for match in FIXED.finditer(text)]


def _bare(word: Word) -> str:
    """The address without its language."""
    return LANGUAGE.sub("", word.text.rstrip("/").removeprefix("https://").removeprefix("http://"))
