"""What a network that has read much right French takes for wrong, and one change puts right (*réduire de moitié émissions*).

Runs on articles that are machine-translated for sure, and says the more the more the rules find in them. Silent where no
single change makes a sentence right, about what a rule found, odd words in their right form, and what is
missing before a full name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.correcting import Change, Doubt, load_corrector
from audit.correcting.alternatives import SENSE
from audit.correcting.vocabulary import Word
from audit.detectors.registry import detector
from audit.detectors.tagger import KINDS, Kind
from audit.document import Document, Span
from audit.finding import Category, Hit, Severity
from audit.french.grammar import elides
from audit.french.words import words as listed
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc

SURE = 0.65  # confidence of what is told
LEAST = 0.6  # probability of what is told, however much is wrong around it
BESIDE = 2  # code points between what was found and what is told
LEFT = 0.3  # the highest probability of an error that a change may leave at its place
ELIDED = listed("ne de que se me te je")
FORM = Kind(Category.GRAMMAR, Severity.MINOR, "“{phrase}” does not seem to be the form that belongs here")
MISSING = Kind(Category.GRAMMAR, Severity.MINOR, "a small word seems to be missing before “{phrase}”")
NEEDLESS = Kind(Category.GRAMMAR, Severity.MINOR, "“{phrase}” seems to be one word too many")


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def corrector(
    document: Document, mended_parses: "Mapping[str, Doc]", suspect: bool, found: Sequence[Span]
) -> Iterator[Hit]:
    if not suspect:
        return
    density = len(found) / document.words
    least = max(LEAST, load_corrector().least(SURE, density))
    for doubt, hit in possible(document, mended_parses, found, least):
        yield replace(hit, confidence=round(load_corrector().confidence(doubt.probability, density), 4))


def possible(
    document: Document, parses: "Mapping[str, Doc]", found: Sequence[Span], least: float = LEAST
) -> Iterator[tuple[Doubt, Hit]]:
    """What may be told of an article, of at `least` such a probability, in each sentence the likeliest first; no two overlap,
    nor does one touch what was `found`."""
    read = [_read(parses[segment.id], segment.start) for segment in document.audited if segment.id in parses]
    taken = [Span(max(0, span.start - BESIDE), span.end + BESIDE) for span in found]  # *n’a | fourni* lacks one *pas*
    told = load_corrector().doubts([text for text, _ in read], least)
    for (_, places), (words, doubts) in zip(read, told, strict=True):
        for doubt in doubts:
            if doubt.change is None or doubt.left > LEFT or _odd(doubt, words):
                continue
            kind, first, last, repair = _told(words, doubt.change)
            span = Span(places[words[first].start], places[words[last - 1].end - 1] + 1)
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                reason = Reason(kind.why, phrase=document.text[span.start : span.end])
                yield doubt, Hit(span.start, span.end, reason, repair, severity=kind.severity, category=kind.category)


def _odd(doubt: Doubt, words: Sequence[Word]) -> bool:
    """True for a word that is merely odd, and for what is missing before a full name, of which the network knows nothing."""
    named = [word.text[0].isupper() for word in words[doubt.word : doubt.word + 2]] == [True, True]
    return named if doubt.gap else doubt.column == SENSE


def _read(mended: "Doc", offset: int) -> tuple[str, list[int]]:
    """A sentence that begins at an offset as it is mended, and where each of its code points stands in the document."""
    text = ""
    places: list[int] = []
    for token in mended:
        text += token.text_with_ws
        places += range(offset + token.idx, offset + token.idx + len(token.text_with_ws))
    return text, places


def _told(words: Sequence[Word], change: Change) -> tuple[Kind, int, int, str]:
    """How a change is reported, the words that it is about, and what should stand there."""
    texts, first, last = [word.text for word in words], change.first, change.last
    if not change.new:  # told with a neighbour, which stays
        kind, first, last = NEEDLESS, first - (last == len(words)), min(last + 1, len(words))
    elif first == last:
        kind, last = MISSING, last + 1
    else:
        kind = FORM if last - first == 1 else KINDS["word-order"]
    return kind, first, last, _joined([*texts[first : change.first], *change.new, *texts[change.last : last]])


def _joined(texts: Sequence[str]) -> str:
    """Words side by side: *ne* and *y* are *n’y*."""
    met = [f"{a[:-1]}’" if a.lower() in ELIDED and (b == "y" or elides(b)) else a for a, b in pairwise([*texts, " "])]
    return "".join(text if text.endswith(("'", "’")) else f"{text} " for text in met).strip()
