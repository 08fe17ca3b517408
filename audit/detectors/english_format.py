"""A figure, sum, date or time in the form of English, told by the French around it (*1,200 personnes*, *$999*, *3 p.m.*,
*le 5 octobre, 2024*, *le 7th octobre*).

A comma in a figure parts the thousands where what is counted has no fractions (*1,200 maisons*, never *1,200 kg*); elsewhere
only in an article that surely writes figures as English does, and none as French does. A decimal point is one before a unit.
Silent about versions, chapters, scores and clock times, decimal points in an article about Switzerland, where they are usual,
names (*48th Fighter Wing*), quoted English, and *2nd tour*, which some write for *second*. Dates in the order of English are
word-order's.
"""

from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.document import Document, Segment
from audit.finding import Category, Hit, Severity
from audit.french.english_dates import dates, times
from audit.french.english_figures import Article, decimals, ordinals, thousands, thousands_too
from audit.french.english_money import sums
from audit.french.lexicon import Lexicon

FIGURES = frozenset({Category.NUMBER_FORMAT, Category.CURRENCY_FORMAT})


@detector(category=Category.NUMBER_FORMAT, severity=Severity.MINOR)
def english_format(document: Document, lexicon: Lexicon) -> Iterator[Hit]:
    article = Article.of(document.text)
    segments = [segment for segment in document.audited if any(map(str.isdigit, segment.text))]
    found = {segment.id: _sure(segment, article, lexicon) for segment in segments}
    english = any(hit.category in FIGURES for hits in found.values() for hit in hits)
    for segment in segments:
        hits = found[segment.id]
        if english and not article.french:
            hits = _apart([*hits, *thousands_too(segment.text)])
        for hit in hits:
            yield _moved(hit, segment.start)


def _sure(segment: Segment, article: Article, lexicon: Lexicon) -> list[Hit]:
    """What is English in a sentence, whatever else the article has."""
    text = segment.text
    figures = [*thousands(text, article, lexicon), *([] if article.swiss else decimals(text, lexicon))]
    return _apart([*sums(text, lexicon), *times(text), *dates(text, lexicon), *ordinals(text, lexicon), *figures])


def _apart(hits: list[Hit]) -> list[Hit]:
    """The hits without those that overlap an earlier one."""
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return kept


def _moved(hit: Hit, by: int) -> Hit:
    return Hit(hit.start + by, hit.end + by, hit.why, hit.repair, category=hit.category)
