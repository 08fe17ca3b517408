"""A clause or sentence of the source that nothing in the French renders.

Runs where the source is at hand. Silent about less than five content words in a row, where the French is hardly shorter than
usual, or has other words there that may say the same, about rows of names, and where the sides have nothing in common.
"""

from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.places import align, place_in
from audit.judging.runs import gaps
from audit.reason import Reason


@detector(category=Category.OMISSION, severity=Severity.MAJOR)
def omission(passage: Passage, bilingual: Bilingual) -> Iterator[Hit]:
    for run in gaps(passage, bilingual, "en"):
        span = place_in(passage, align(passage, bilingual), run[0].start)
        phrase = passage.source[run[0].start : run[-1].end]
        yield Hit(span.start, span.end, Reason("nothing here renders the source’s “{phrase}”", phrase=phrase))
