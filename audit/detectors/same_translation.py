"""Two sources with one translation, which says what one of them says (*Enregistrer le fichier* for “Delete the file”).

Runs on bilingual files, and flags the one of which a word has no rendering there. Silent about sources of fewer than three
words; differences of case, punctuation, figures, plural and small words; sources whose every word the French renders.
Off by default: of what it flags in software and games about half are slips, the others words that a free translation leaves.
"""

import re
from collections.abc import Iterator, Sequence

from audit.detectors.registry import detector
from audit.document import Document, Unit
from audit.finding import Category, Hit, Severity
from audit.judging.bilingual import Bilingual
from audit.judging.words import english, french
from audit.reason import Reason

FEWEST = 3  # words
WORD = re.compile(r"\w+")
RENDERED = 0.02  # probability of a rendering
SURE = 0.6  # share of its sightings in which a word that must be rendered is
SEEN = 20  # sightings of a word, for that share to say something
SHOWN = 60  # characters


@detector(category=Category.MISTRANSLATION, severity=Severity.MINOR, default=False)
def same_translation(document: Document, units: Sequence[Unit], bilingual: Bilingual) -> Iterator[Hit]:
    alike: dict[str, list[Unit]] = {}
    for unit in units:
        words = WORD.findall(document.text[unit.start : unit.end].casefold())
        if unit.source and min(len(words), len(WORD.findall(unit.source))) >= FEWEST:
            alike.setdefault(" ".join(words), []).append(unit)
    for group in alike.values():
        for unit in group:
            found = ((other, word) for other in group if (word := _unrendered(document, unit, other, bilingual)))
            if pair := next(found, None):
                other, word = pair
                why = Reason(
                    "“{source}” in {id} has this translation too, which does not say “{word}”",
                    source=_short(other.source or ""), id=_short(other.id), word=word,
                )  # fmt: skip
                yield Hit(unit.start, unit.end, why)


def _unrendered(document: Document, unit: Unit, other: Unit, bilingual: Bilingual) -> str | None:
    """A word of the unit's source that the other has not, and nothing in the French renders, where all of the other's are."""
    here, there = _keys(unit.source or ""), _keys(other.source or "")
    target = [word.key for word in french(document.text[unit.start : unit.end])]
    lost = [word for word in here.keys() - there.keys() if not _renders(here[word], target, bilingual)]
    kept = all(_renders(there[word], target, bilingual) for word in there.keys() - here.keys())
    return min((here[word] for word in lost if _must_be(here[word], bilingual)), default=None) if kept else None


def _keys(source: str) -> dict[str, str]:
    """The content words of a source, by their singular."""
    return {word.key.removesuffix("s"): word.key for word in english(source)}


def _renders(word: str, target: Sequence[str], bilingual: Bilingual) -> bool:
    return any(bilingual.probability(french, word) >= RENDERED for french in target)


def _must_be(word: str, bilingual: Bilingual) -> bool:
    return bilingual.sightings(word, "en") >= SEEN and bilingual.rendered(word, "en") >= SURE


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
