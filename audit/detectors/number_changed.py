"""A number, month or weekday that is not the source's (*15 %* for “50%”, *mars* for “May”), or is gone.

Runs where the source is at hand. Silent about formats (*1 234,5* for “1,234.5”), numbers in words, decades, times of day,
measures converted within a tenth, halves, pairs and dozens said otherwise, and small numbers that only one side has.
"""

from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.figures import Difference, differences, in_french
from audit.judging.passages import Passage
from audit.judging.places import place_of
from audit.reason import Reason


@detector(category=Category.MISTRANSLATION, severity=Severity.MAJOR)
def number_changed(passage: Passage, bilingual: Bilingual) -> Iterator[Hit]:
    found = list(differences(passage.text, passage.source))
    for french, english in found:
        if french is None and english is not None:
            span = place_of(passage, english, bilingual)
            why = Reason("the source’s “{number}” is missing", number=english.text)
            yield Hit(span.start, span.end, why, category=Category.OMISSION)
        elif french is not None:
            yield Hit(french.start, french.end, _why(french.text, english.text if english else ""), _repair(found))


def _why(ours: str, theirs: str) -> Reason:
    if theirs:
        return Reason("“{word}” stands where the source has “{source}”", word=ours, source=theirs)
    return Reason("the source does not have “{word}”", word=ours)


def _repair(found: list[Difference]) -> str | None:
    """The source's figure, where only one was changed, figure for figure."""
    if len(found) != 1:
        return None
    french, english = found[0]
    plain = french and english and not french.spelled and not english.spelled
    return in_french(english.text) if plain and english else None
