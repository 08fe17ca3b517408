"""A French clause or sentence that renders nothing of the source.

Runs where the source is at hand. Silent about less than five content words in a row, where the French is hardly longer than
usual, or the source has other words there that may say the same, about rows of names, and where the sides have nothing in
common.
"""

from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.runs import gaps
from audit.reason import Reason


@detector(category=Category.ADDITION, severity=Severity.MAJOR)
def addition(passage: Passage, bilingual: Bilingual) -> Iterator[Hit]:
    for run in gaps(passage, bilingual, "fr"):
        start, end = run[0].start, run[-1].end
        why = Reason("“{phrase}” renders nothing of the source", phrase=passage.text[start:end])
        yield Hit(start, end, why)
