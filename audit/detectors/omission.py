"""Words of the source that nothing in the French renders, several in a row.

Runs where the source is at hand. Silent about words that translations often leave out, words that the parallel text hardly
knows, names, and sentences of which the alignment understands too little.
"""

from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.places import align, place_in
from audit.judging.runs import unrendered
from audit.reason import Reason


@detector(category=Category.OMISSION, severity=Severity.MAJOR, default=False)
def omission(passage: Passage, bilingual: Bilingual) -> Iterator[Hit]:
    aligned = align(passage, bilingual)
    for run in unrendered(aligned.english, aligned.of_english, bilingual, "en"):
        span = place_in(passage, aligned, run[0].start)
        phrase = passage.source[run[0].start : run[-1].end]
        yield Hit(span.start, span.end, Reason("nothing here renders the source’s “{phrase}”", phrase=phrase))
