"""A name of the source that was translated as the words it is made of (*la pomme* for “Apple”, *Pierre roulante*).

Runs where the source is at hand. Silent about names that no list has, institutions and places, which have French names of
their own, names that look like their French words, words behind a determiner, names at the start of a sentence that clean
French does not know, and a name that the passage has elsewhere.
"""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.judging.bilingual import plain
from audit.judging.identity import names
from audit.judging.passages import Passage
from audit.naming.gazetteer import Kind, load_gazetteer
from audit.reason import Reason

WORD = re.compile(r"[^\W_]+")
OFFICIAL = frozenset({Kind.INSTITUTION, Kind.PLACE})
DETERMINERS = words("the a an this that these those his her its our your their my every each no any some")
ALIKE = 0.5  # of a name and the word that it became, from which the word may be its French form
KNOWN, RARELY = 30, 0.05  # sightings of a name in clean French, and the most without a capital for one with it
# What these are part of has a French name of its own, whatever kind the lists say that it is.
INSTITUTION = re.compile(
    r"\b(?:Organi[sz]ation|Agency|Institute|Council|Committee|Union|Association|Commission|Office|Court|Fund|University)\b"
)
SENTENCE = re.compile(r"(?:^|[.!?:…\"“]\s*)$")


@detector(category=Category.MISTRANSLATION, severity=Severity.MAJOR)
def name_rendered(passage: Passage, lexicon: Lexicon) -> Iterator[Hit]:
    if not names(passage.source):  # a title in capitals: none of them says anything
        return
    behind = 0
    for match in WORD.finditer(passage.text):
        if match.start() < behind:
            continue
        if found := _surname(passage, match) or _name(passage, match.start(), lexicon):
            behind, name = found
            rendering = passage.text[match.start() : behind]
            yield Hit(
                match.start(),
                behind,
                Reason("“{word}” is the name {name}, translated", word=rendering, name=name),
                name,
            )


def _name(passage: Passage, start: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Where the rendering that begins here ends, and the name of the source that it stands for."""
    for end, entries in load_gazetteer().renderings(passage.text, start):
        rendering = passage.text[start:end]
        for entry in entries:
            official = entry.kind in OFFICIAL or INSTITUTION.search(entry.name)
            if not official and _meant(entry.name, rendering, passage, lexicon):
                return end, entry.name
    return None


def _surname(passage: Passage, match: re.Match[str]) -> tuple[int, str] | None:
    """The same for a surname behind the first name that it has in the source: *James Boulanger*."""
    before = re.search(r"([^\W\d_]+)\s$", passage.text[: match.start()])
    if not match[0][0].isupper() or before is None or not load_gazetteer().english_given(before[1]):
        return None
    surnames = load_gazetteer().surnames(match[0])
    said = (name for name in surnames if re.search(rf"\b{re.escape(before[1])}\s+{re.escape(name)}\b", passage.source))
    name = next((name for name in said if not re.search(rf"\b{re.escape(name)}\b", passage.text)), None)
    return (match.end(), name) if name else None


def _meant(name: str, rendering: str, passage: Passage, lexicon: Lexicon) -> bool:
    """Whether the source has the name by itself, as a name, and the French has it nowhere."""
    if not name[:1].isupper() or re.search(rf"\b{re.escape(name)}", passage.text, re.IGNORECASE):
        return False
    if all(any(_alike(word, other) for other in rendering.split()) for word in name.split()):
        return False  # *prévention*, *Union européenne*
    found = re.search(rf"(?<![\w’'-]){re.escape(name)}(?:'s|’s)?(?![\w-]|\s+(?:of\s+)?[A-Z])", passage.source)
    if found is None:
        return False
    if " " in name:
        return True
    *_, before = ["", *passage.source[: found.start()].split()]
    case = lexicon.case(name)
    if SENTENCE.search(passage.source[: found.start()]):
        return case.capital >= KNOWN and case.lower <= RARELY * case.capital
    return before.lower() not in DETERMINERS and (not before[:1].isupper() or len(before) == 1)


def _alike(word: str, other: str) -> bool:
    return bool(Levenshtein.normalized_similarity(plain(word), plain(other)) >= ALIKE)
