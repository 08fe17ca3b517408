"""Whether a translation denies what its source affirms, or the other way round."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from audit.document import Span
from audit.judging.places import Alignment
from audit.judging.words import Word

SECOND = "pas jamais rien aucun aucune aucuns aucunes ni nul nulle guère nullement aucunement".split()
# The pair of ne and its second word; words that deny alone, with a ne that has lost its second word; ne that denies nothing.
PAIR = re.compile(
    rf"\b(?:ne\b|n[’'])(?P<between>[^.;:!?]{{0,60}}?)\b(?:{'|'.join(SECOND)}|personne|plus|point|nulle part)\b(?! moins\b)",
    re.IGNORECASE,
)
ALONE = re.compile(
    rf"\b(?:{'|'.join(SECOND)}|non|sans)\b|\b(?:ne|n[’'])(?![^.;:!?]{{0,60}}\b(?:{'|'.join(SECOND)})\b)", re.IGNORECASE
)
EXPLETIVE = re.compile(
    r"\b(?:(?:avant|peur|crai\w*|empêch\w*|évit\w*|doute\w*|sans) (?:\S+ ){0,8}?"
    r"|(?:moins|plus|autre\w*|mieux|pire|meilleur\w*) (?:\S+ ){0,4}?qu(?:e |[’'])(?:\S+ ){0,4}?)(?:ne\b|n[’'])",
    re.IGNORECASE,
)


def _weak(language: str) -> re.Pattern[str]:
    words = [word.replace("*", r"\w*") for word in TABLE[language]["weak"].split()]
    return re.compile(rf"\b(?:{'|'.join(words + TABLE[language]['weak_forms'])})\b", re.IGNORECASE)


TABLE = loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
ENGLISH = re.compile("|".join(TABLE["en"]["denies"]), re.IGNORECASE)
NOT_DENYING = re.compile("|".join(TABLE["en"]["idle"]), re.IGNORECASE)
ENGLISH_WEAK, FRENCH_WEAK = _weak("en"), _weak("fr")
TOKEN = re.compile(r"\S+")
BEHIND = 2  # content words behind a denial that it may deny
# Words before and after, in which the other side may deny it, and in which a word that hardly denies may stand for that.
AROUND, CLOSE = (9, 7), (5, 4)


class Denial(NamedTuple):
    """A word or pair of words that denies, and where it stands (code points)."""

    start: int
    end: int
    text: str


def in_english(text: str) -> list[Denial]:
    """The plain denials of English text; turns of phrase that deny nothing are left out."""
    idle = [Span(match.start(), match.end()) for match in NOT_DENYING.finditer(text)]
    found = [Denial(match.start(), match.end(), match.group().strip(" ,.")) for match in ENGLISH.finditer(text)]
    return [denial for denial in found if not any(i.start <= denial.start < i.end for i in idle)]


def in_french(text: str) -> list[Denial]:
    """The denials of French text that have both their words."""
    return [Denial(match.start(), match.end(), match.group()) for match in PAIR.finditer(text)]


def lost(french: str, english: str, aligned: Alignment) -> Iterator[tuple[Denial, Span | None]]:
    """The denials of the source that nothing in the French stands for, with the French of what they deny.

    Either the French says nothing of the kind around that, or it has fewer denials, and words that may be one, in all.
    """
    denials = in_english(english)
    weak = len(FRENCH_WEAK.findall(french)) - len(ENGLISH_WEAK.findall(english))
    standing = len(ALONE.findall(french)) + max(0, weak)
    fewer = len(ALONE.findall(french)) < len(ENGLISH.findall(english))
    for index, denial in enumerate(denials):
        place = _rendering(aligned.english, aligned.of_english, aligned.french, denial.end)
        alone = fewer and place is not None and not _said_near(ALONE, FRENCH_WEAK, french, place)
        if alone or index == len(denials) - 1 >= standing:
            yield denial, place


def added(french: str, english: str, aligned: Alignment) -> Iterator[Denial]:
    """The denials of the French that nothing in the source stands for, in the same way."""
    expletive = [match.end() for match in EXPLETIVE.finditer(french)]
    denials = [denial for denial in in_french(french) if not any(denial.start < end <= denial.end for end in expletive)]
    weak = len(ENGLISH_WEAK.findall(english)) - len(FRENCH_WEAK.findall(french))
    meant = len(ENGLISH.findall(english)) + max(0, weak)
    more = len(denials) > len(ENGLISH.findall(english))
    for index, denial in enumerate(denials):
        place = _rendering(aligned.french, aligned.of_french, aligned.english, denial.start)
        alone = more and place is not None and not _said_near(ENGLISH, ENGLISH_WEAK, english, place)
        if alone or index == len(denials) - 1 >= meant:
            yield denial


def _rendering(own: Sequence[Word], links: Sequence[int | None], others: Sequence[Word], at: int) -> Span | None:
    """Where the first words behind `at` are rendered."""
    behind = [index for word, index in zip(own, links, strict=True) if word.start >= at][:BEHIND]
    found = next((others[index] for index in behind if index is not None), None)
    return Span(found.start, found.end) if found else None


def _said_near(denies: re.Pattern[str], weak: re.Pattern[str], text: str, place: Span) -> bool:
    """Whether a place is denied, or as good as that, in its clause."""
    return _near(denies, text, place, *AROUND) or _near(weak, text, place, *CLOSE)


def _near(pattern: re.Pattern[str], text: str, place: Span, words_before: int, words_after: int) -> bool:
    before = [match.start() for match in TOKEN.finditer(text, 0, place.start)][-words_before:]
    after = [match.end() for match in TOKEN.finditer(text, place.end)][:words_after]
    start, end = before[0] if before else place.start, after[-1] if after else place.end
    return pattern.search(text[start:end]) is not None
