"""A sentence that denies what its source affirms, or affirms what it denies (*il est venu* for “he did not come”).

Runs where the source is at hand. Silent where either side has another word that may say the same (*sans*, *peu*, *refuser*,
“fail”, “without”), and about ne without pas (*avant qu’il ne parte*), *ne … que* and understatements. Where an engine of
both directions is at hand, it has a say: how much likelier each side is with the denial than without.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from audit.detectors.registry import detector
from audit.document import Span
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.contrasts import ADDED, LOST, Contrast, of_one_side
from audit.judging.opposites import turned
from audit.judging.passages import Passage
from audit.judging.places import align
from audit.judging.polarity import added, has_more, left_out, lost, rendered
from audit.reason import Reason

WORD = re.compile(r"[^\W_]+")


@detector(category=Category.MISTRANSLATION, severity=Severity.CRITICAL)
def negation_changed(
    passage: Passage, bilingual: Bilingual, contrasts: Mapping[str, Sequence[Contrast]]
) -> Iterator[Hit]:
    aligned, weighed = align(passage, bilingual), contrasts.get(passage.id, ())
    texts = passage.text, passage.source, aligned
    told = dict(list(lost(*texts)) or turned(*texts, bilingual))
    own = [contrast for contrast in weighed if not contrast.of_french]
    for denial in of_one_side(told, own, LOST, more=has_more(passage.text, passage.source)):
        if denial not in told and left_out(denial, *texts):
            continue
        place = told[denial] if denial in told else rendered(denial, passage.source, aligned)
        span = Span(_words_before(passage.text, place.start), place.end) if place else Span(0, len(passage.text))
        yield Hit(span.start, span.end, Reason("the source’s “{word}” is missing: it denies this", word=denial.text))
    own = [contrast for contrast in weighed if contrast.of_french]
    for denial in of_one_side(added(*texts), own, ADDED, more=True):
        yield Hit(denial.start, denial.end, Reason("“{word}” denies what the source affirms", word=denial.text))


def _words_before(text: str, at: int) -> int:
    """Where the two words before a place begin: what stands between ne and pas."""
    starts = [match.start() for match in WORD.finditer(text, 0, at)]
    return starts[-2:][0] if starts else at
