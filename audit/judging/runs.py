"""Words of one side that nothing on the other renders, where that is more than a free translation."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from audit.judging.bilingual import Bilingual
from audit.judging.words import Word

LEAST = 4  # words in a row
SURE = 0.7  # share of a word's sightings in which it is rendered, on average over the run
SEEN = 8  # sightings of a word, for that share to say something
UNDERSTOOD = 0.6  # share of the other words of the sentence that are rendered
FEWEST = 3  # of them


def unrendered(
    own: Sequence[Word], links: Sequence[int | None], bilingual: Bilingual, language: str
) -> Iterator[list[Word]]:
    """Runs of words that are nearly always rendered, and are not here."""
    linked = sum(link is not None for link in links)
    for alone, group in groupby(zip(own, links, strict=True), key=lambda pair: pair[1] is None):
        run = [word for word, _ in group]
        others = len(own) - len(run)
        if not alone or len(run) < LEAST or others < FEWEST or linked < UNDERSTOOD * others:
            continue
        shares = [_share(word, bilingual, language) for word in run]
        if sum(shares) >= SURE * len(run):
            yield run


def _share(word: Word, bilingual: Bilingual, language: str) -> float:
    """How often the word is rendered; 0 for one seen too seldom, or a name."""
    if bilingual.sightings(word.key, language) < SEEN or word.text[0].isupper():
        return 0.0
    return bilingual.rendered(word.key, language)
