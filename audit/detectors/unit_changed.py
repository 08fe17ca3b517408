"""A number in another unit or currency than the source's (*50 euros* for “$50”, *trois mois* for “three weeks”).

Runs where the source is at hand. Silent about numbers that were converted, which are others; units that only one side
names; units of another kind (*10 ans* for “10-year-old”); and a number that has the right unit elsewhere in the passage.
"""

from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.judging.passages import Passage
from audit.judging.quantities import quantities
from audit.judging.units import unit_of
from audit.reason import Reason


@detector(category=Category.MISTRANSLATION, severity=Severity.MAJOR)
def unit_changed(passage: Passage) -> Iterator[Hit]:
    theirs = [(q, *unit_of(q, passage.source, "en")) for q in quantities(passage.source, "en") if q.kind == "number"]
    if not any(said for _, said, *_ in theirs):
        return
    for ours in quantities(passage.text, "fr"):
        said, start, end = unit_of(ours, passage.text, "fr")
        same = [other for other in theirs if ours.same(other[0])]
        if not said or not same or any(not other or other & said for _, other, *_ in same):
            continue
        if not any({kind for kind, _ in other} & {kind for kind, _ in said} for _, other, *_ in same):
            continue
        _, _, first, last = same[0]
        why = Reason("“{word}” stands where the source has “{source}”",
                     word=passage.text[start:end], source=passage.source[first:last])  # fmt: skip
        yield Hit(start, end, why)
