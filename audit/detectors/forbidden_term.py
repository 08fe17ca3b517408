"""A French term that the glossary forbids (*mail* where it wants *courriel*).

Runs where a glossary is at hand. Silent within a wanted term, about forms of a small word that is spelled alike (*car*, the
conjunction), and where the source is at hand and does not have the English term.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.lexicon import Lexicon
from audit.glossary import Glossary, uses
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc

CONTENT = frozenset("NOUN PROPN ADJ VERB X".split())


@detector(category=Category.WRONG_TERM, severity=Severity.MAJOR)
def forbidden_term(segment: Segment, parse: "Doc", glossary: Glossary, lexicon: Lexicon) -> Iterator[Hit]:
    terms = [term for term in glossary.terms if term.forbidden]
    if not terms:
        return
    english = {place.term for place in glossary.sources(segment.source)} if segment.source else None
    right = [span for term in glossary.terms for word in term.targets for span in uses(word, segment.text, lexicon)]
    for term in terms:
        if term.source and english is not None and term not in english:
            continue
        for word in term.forbidden:
            for start, end in uses(word, segment.text, lexicon):
                if any(left <= start and end <= last for left, last in right) or not _content(parse, start, end):
                    continue
                yield Hit(
                    start,
                    end,
                    _why(segment.text[start:end], term.wanted),
                    _repair(segment, start, end, word, term.targets),
                )


def _why(text: str, wanted: str) -> Reason:
    if wanted:
        return Reason("the glossary forbids “{word}” and wants “{wanted}”", word=text, wanted=wanted)
    return Reason("the glossary forbids “{word}”", word=text)


def _content(parse: "Doc", start: int, end: int) -> bool:
    """Whether one of the words is of a kind that terms are."""
    return any(token.pos_ in CONTENT for token in parse if start < token.idx + len(token) and token.idx < end)


def _repair(segment: Segment, start: int, end: int, word: str, targets: tuple[str, ...]) -> str | None:
    """The wanted term, where there is one, and the forbidden one is not inflected."""
    return targets[0] if len(targets) == 1 and segment.text[start:end] == word else None
