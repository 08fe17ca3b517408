"""French words that render nothing of the source, several in a row.

Runs where the source is at hand. Silent about words that translations often put in, words that the parallel text hardly
knows, names, and sentences of which the alignment understands too little.
"""

from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.places import align
from audit.judging.runs import unrendered
from audit.reason import Reason


@detector(category=Category.ADDITION, severity=Severity.MAJOR, default=False)
def addition(passage: Passage, bilingual: Bilingual) -> Iterator[Hit]:
    aligned = align(passage, bilingual)
    for run in unrendered(aligned.french, aligned.of_french, bilingual, "fr"):
        start, end = run[0].start, run[-1].end
        why = Reason("“{phrase}” renders nothing of the source", phrase=passage.text[start:end])
        yield Hit(start, end, why)
