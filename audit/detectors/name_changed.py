"""A name that is not the source's (*Martin* for “Johnson”, *Musc* for “Musk”).

Runs where the source is at hand. Silent about places and people with a French name of their own (*Londres*, *Aristote*),
transliterations, adjectives of countries, acronyms, titles written in capitals, and names that only one side has.
"""

from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.french.lexicon import Lexicon
from audit.judging.bilingual import Bilingual
from audit.judging.identity import strangers
from audit.judging.passages import Passage
from audit.reason import Reason


@detector(category=Category.MISTRANSLATION, severity=Severity.MAJOR)
def name_changed(passage: Passage, bilingual: Bilingual, lexicon: Lexicon) -> Iterator[Hit]:
    for french, english in strangers(passage.text, passage.source, bilingual, lexicon):
        why = Reason("“{word}” stands where the source has “{source}”", word=french.text, source=english.text)
        known = lexicon.case(english.text).capital > 0 or not lexicon.english_frequency(english.text)
        yield Hit(french.start, french.end, why, english.text if known else None)
