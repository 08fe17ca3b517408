"""A sentence that denies what its source affirms, or affirms what it denies (*il est venu* for “he did not come”).

Runs where the source is at hand. Silent where either side has another word that may say the same (*sans*, *peu*, *refuser*,
“fail”, “without”), and about ne without pas (*avant qu’il ne parte*), *ne … que* and understatements.
"""

import re
from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.document import Span
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.opposites import turned
from audit.judging.passages import Passage
from audit.judging.places import align
from audit.judging.polarity import added, lost
from audit.reason import Reason

WORD = re.compile(r"[^\W_]+")


@detector(category=Category.MISTRANSLATION, severity=Severity.CRITICAL)
def negation_changed(passage: Passage, bilingual: Bilingual) -> Iterator[Hit]:
    aligned = align(passage, bilingual)
    texts = passage.text, passage.source, aligned
    for denial, place in list(lost(*texts)) or turned(*texts, bilingual):
        span = Span(_words_before(passage.text, place.start), place.end) if place else Span(0, len(passage.text))
        yield Hit(span.start, span.end, Reason("the source’s “{word}” is missing: it denies this", word=denial.text))
    for denial in added(*texts):
        yield Hit(denial.start, denial.end, Reason("“{word}” denies what the source affirms", word=denial.text))


def _words_before(text: str, at: int) -> int:
    """Where the two words before a place begin: what stands between ne and pas."""
    starts = [match.start() for match in WORD.finditer(text, 0, at)]
    return starts[-2:][0] if starts else at
