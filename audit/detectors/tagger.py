"""What a small neural network takes for garbled, where no rule says so: it has read a million words of broken French.

Silent where it is not sure: each kind of error has its own threshold, set so that clean French raises hardly an alarm, and
text that is merely clumsy, rare, foreign or spoken passes. Where a rule speaks, it is silent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Document
from audit.finding import Category, Hit, Severity
from audit.french.lexicon import Lexicon
from audit.french.rejoined import rejoined
from audit.french.run_together import SMALL, from_english
from audit.french.words import words
from audit.naming.names import Names
from audit.reason import Reason
from audit.tagging import load_tagger

if TYPE_CHECKING:
    from audit.french.parsed import Doc

NEAR = 60  # code points of text on either side that tell how two words are joined
FREQUENT = 200  # sightings of each half of a word that is plainly two
# What stands behind a noun as an adjective does, or before it: *une journée type*, *le présumé voleur*.
NO_ENGLISH = words(
    "type clé phare pilote pièce record choc éclair surprise modèle limite défense présumé présumée présumés"
)
POLITE = words("vous votre vos")  # with a capital in a letter
FIGURE = re.compile(r"([a-zà-ÿ]{3,})(\d+)")
PERFECT = re.compile(r"(?:a|ont|avait|avaient) \w+")
QUOTED = re.compile(r"[\"»”][^.\n]*$")  # a quotation in the sentence so far
STOPPED = re.compile(r"([\w-]+)\. ([a-zà-ÿ]\w*['’]?)")


@dataclass(frozen=True, slots=True)
class Kind:
    """How a class of garbles is reported; `why` is the template of a Reason."""

    category: Category
    severity: Severity
    why: str


KINDS = {
    "agreement": Kind(Category.GRAMMAR, Severity.MINOR, "“{phrase}” does not seem to agree with the rest"),
    "broken-sentence": Kind(Category.UNINTELLIGIBLE, Severity.MAJOR, "two fragments seem to run together at “{phrase}”"),
    "casing": Kind(Category.SPELLING, Severity.MINOR, "“{phrase}” seems to have the wrong capital or small letter"),
    "dropped-text": Kind(Category.OMISSION, Severity.MAJOR, "words seem to be gone at “{phrase}”"),
    "false-sentence-break": Kind(Category.PUNCTUATION, Severity.MAJOR, "the full stop at “{phrase}” seems to break a sentence"),
    "glued": Kind(Category.SPELLING, Severity.MAJOR, "“{phrase}” looks like words without the space between them"),
    "missing-function-word": Kind(Category.GRAMMAR, Severity.MINOR, "a small word seems to be missing or wrong at “{phrase}”"),
    "mistranslation": Kind(Category.MISTRANSLATION, Severity.MAJOR, "“{phrase}” seems to make no sense here: word for word?"),
    "name-translated": Kind(Category.MISTRANSLATION, Severity.MAJOR, "“{phrase}” looks like a name translated or altered"),
    "quotation": Kind(Category.PUNCTUATION, Severity.MINOR, "the quotation marks do not seem to match at “{phrase}”"),
    "repeated": Kind(Category.ADDITION, Severity.MINOR, "“{phrase}” seems to say the same thing twice"),
    "untranslated": Kind(Category.UNTRANSLATED, Severity.MAJOR, "“{phrase}” seems to have been left in English"),
    "verb-form": Kind(Category.GRAMMAR, Severity.MAJOR, "“{phrase}” does not seem to be the form of the verb that belongs here"),
    "word-order": Kind(Category.GRAMMAR, Severity.MAJOR, "“{phrase}” seems to have the order of English"),
}  # fmt: skip


@detector(category=Category.GRAMMAR, severity=Severity.MAJOR)
def tagger(document: Document, parses: "dict[str, Doc]", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    for found in load_tagger().suspicions(document, parses, names):
        kind, text = KINDS[found.kind], document.text[found.start : found.end]
        if found.kind == "word-order" and not NO_ENGLISH.isdisjoint(text.split()):
            continue
        if found.kind == "casing" and text.lower() in POLITE:
            continue
        around = document.text[max(0, found.start - NEAR) : found.start], document.text[found.end : found.end + NEAR]
        if found.kind == "word-order" and PERFECT.fullmatch(text) and not QUOTED.search(around[0]):
            continue  # *La juge Torres a tranché.*, whose verb would stand first behind a quotation
        repair = _repair(found.kind, text, around, lexicon, names)
        yield Hit(
            found.start, found.end, Reason(kind.why, phrase=text), repair,
            severity=kind.severity, category=kind.category, confidence=found.confidence,
        )  # fmt: skip


def _repair(kind: str, text: str, around: tuple[str, str], lexicon: Lexicon, names: Names) -> str | None:
    """What should stand there, where that is plain whatever the network thinks."""
    match kind:
        case "glued":
            parted = " ".join(_parted(word, lexicon) or word for word in text.split(" "))
            return parted if parted != text else None
        case "name-translated" if not lexicon.known(text.lower()):
            return _spaced(text, names.altered(text))
        case "false-sentence-break":
            stopped = STOPPED.fullmatch(text)
            address = around[1].startswith(":")  # *Voir le site. http://*
            return rejoined(stopped[1], stopped[2], *around, lexicon) if stopped and not address else None
        case _:
            return None


def _spaced(text: str, name: str | None) -> str | None:
    """The name, and the small word that was run into it (*Timesa*)."""
    rest = text.removeprefix(name) if name else ""
    return f"{name} {rest}" if rest in SMALL else name


def _parted(text: str, lexicon: Lexicon) -> str | None:
    """The two frequent words that an unknown one consists of, None unless there is one way to part it; what is shorter than a
    word must be one of the small ones."""
    if figure := FIGURE.fullmatch(text):
        return " ".join(figure.groups()) if lexicon.known(figure[1]) else None
    if not text.isalpha() or lexicon.known(text.lower()) or from_english(text.lower(), lexicon):
        return None
    halves = [(text[:cut], text[cut:]) for cut in range(1, len(text))]
    whole = [pair for pair in halves if all(lexicon.known(half) and (half in SMALL or len(half) > 2) for half in pair)]
    plain = [pair for pair in whole if min(map(lexicon.frequency, pair)) >= FREQUENT]
    return " ".join(plain[0]) if len(plain) == 1 else None
