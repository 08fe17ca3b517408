"""Words that a linguist may well mark as wrong (*a assommé le pouvoir* for “knocked out power”), by several weak signs.

Runs where the source is at hand, and an engine from English to French. Off by default: of what it marks about half is
wrong. Silent where another detector found something, where no sign is strong, about what is missing, and about errors that
are as French, and as likely, as what should stand there. Minor where the others found little: in fluent French, errors are.
"""

from collections.abc import Iterator, Mapping, Sequence

from audit.detectors.registry import detector
from audit.document import Document, Span
from audit.finding import Category, Hit, Severity
from audit.judging.doubts import Doubt, broken, load_doubter
from audit.judging.passages import Passage
from audit.reason import Reason


@detector(category=Category.MISTRANSLATION, severity=Severity.MAJOR, default=False)
def doubtful(
    passage: Passage, document: Document, doubts: Mapping[str, Sequence[Doubt]], found: Sequence[Span]
) -> Iterator[Hit]:
    severity = Severity.MAJOR if broken(len(found), len(document.text)) else Severity.MINOR
    inside = [(span.start - passage.start, span.end - passage.start) for span in found if span.overlaps(passage)]
    for start, end in load_doubter().runs(doubts.get(passage.id, ()), inside):
        why = Reason("“{phrase}” is doubtful as a translation of its source", phrase=passage.text[start:end])
        yield Hit(start, end, why, severity=severity)
