"""A word that keeps its vowel before another (*le usine*, *la autoroute*, *que il*, *jusque à*).

Silent about words that ask for no elision (*le onze*, *le oui*, *la une*), words in h, capitals, single letters, and
pronouns before a verb.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import is_noun, norm
from audit.lexicon import Lexicon
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ARTICLES = words("le la")
CONJUNCTIONS = words("que lorsque puisque jusque")
VOWELS = tuple("aàeiouéèêîâô")
UNELIDED = words("onze onzième oui un une ouistiti énième uhlan ouate ululement")


@detector(category=Category.SPELLING, severity=Severity.MINOR)
def elision(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    for word, after in pairwise(parse):
        if _elides(word, after, lexicon):
            why = f"“{word.text}” is elided before “{after.text}”"
            yield Hit(word.idx, after.idx + len(after), why, f"{word.text[:-1]}’{after.text}")


def _elides(word: "Token", after: "Token", lexicon: Lexicon) -> bool:
    if not after.text.islower() or not after.text.startswith(VOWELS) or norm(after) in UNELIDED:
        return False
    if norm(word) in ARTICLES:
        return after.pos_ == "NOUN" and is_noun(lexicon, after) and bool(word.whitespace_)
    return norm(word) in CONJUNCTIONS and (len(after) > 1 or after.text == "à")
