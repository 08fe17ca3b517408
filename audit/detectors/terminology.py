"""A term of the source that is not rendered as the glossary asks (*taux directeur* for “interest rate”).

Runs where a glossary and the source are at hand. Silent where a wanted term stands anywhere in the passage in any form,
where an adjective or a verb of its stem does (*électoral* for *élection*), about a term within a longer one, a name that
stayed English, and where `forbidden-term` says what is wrong.
"""

from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.document import Span
from audit.finding import Category, Hit, Severity
from audit.french.lexicon import Lexicon
from audit.glossary import Glossary, Place, rendered, uses
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.places import Alignment, align, place_in
from audit.reason import Reason


@detector(category=Category.WRONG_TERM, severity=Severity.MINOR)
def terminology(passage: Passage, glossary: Glossary, bilingual: Bilingual, lexicon: Lexicon) -> Iterator[Hit]:
    missing: dict[str, list[Place]] = {}
    for place in glossary.sources(passage.source):
        missing.setdefault(passage.source[place.start : place.end].lower(), []).append(place)
    aligned = align(passage, bilingual) if missing else None
    for places in missing.values():
        terms = [place.term for place in places]  # of several for the same words, any will do
        if any(rendered(term, passage.text, lexicon) for term in terms) or not any(term.targets for term in terms):
            continue
        english = passage.source[places[0].start : places[0].end]
        if not english.islower() and english in passage.text:  # kept, as a name
            continue
        if any(True for term in terms for word in term.forbidden for _ in uses(word, passage.text, lexicon)):
            continue
        if aligned:
            span = _place(passage, places[0], aligned)
            wanted = " / ".join(dict.fromkeys(target for term in terms for target in term.targets))
            why = Reason("the glossary wants “{wanted}” for “{source}”", wanted=wanted, source=english)
            yield Hit(span.start, span.end, why)


def _place(passage: Passage, place: Place, aligned: Alignment) -> Span:
    """The French words that render the term, if any do side by side; else those that render nothing, between what renders
    its neighbours; else the word nearest to where it should be."""
    english, french, links = aligned.english, aligned.french, aligned.of_english
    inside = [j for j, word in enumerate(english) if place.start <= word.start < place.end]
    linked = sorted(i for j in inside if (i := links[j]) is not None)
    if not linked or linked[-1] - linked[0] >= 2 * len(linked):
        before = (i for j in range(inside[0] - 1, -1, -1) if (i := links[j]) is not None) if inside else iter(())
        after = (i for j in range(inside[-1] + 1, len(english)) if (i := links[j]) is not None) if inside else iter(())
        between = range(next(before, -1) + 1, next(after, len(french)))
        linked = [i for i in between if aligned.of_french[i] is None]
        if not linked or linked[-1] - linked[0] >= len(linked):  # something else stands among them
            return place_in(passage, aligned, place.start)
    return Span(french[linked[0]].start, french[linked[-1]].end)
