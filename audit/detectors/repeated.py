"""A word or phrase said twice running (*de de*, *des talents des talents*).

Silent about pronouns that French doubles (*nous nous*, *vous vous*), emphasis (*très très*, *non non*), names (*Duran
Duran*), figures, and repetitions set apart by punctuation.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import norm
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

DOUBLED = words(
    """
    nous vous non oui si très trop bien tout toute toujours jamais vite loin petit ha ah oh eh hé ho bla bis faire
    est même plus moins beaucoup longtemps fort presque chut tic toc pan cou
    """
)
LONGEST = 6
LONG = 7  # letters of a word whose return is no accident
JOINING = words("ADP CCONJ SCONJ PRON AUX NUM")


@detector(category=Category.ADDITION, severity=Severity.MINOR)
def repeated(segment: Segment, parse: "Doc") -> Iterator[Hit]:
    words = [norm(token) for token in parse]
    i = 0
    while i < len(words):
        size = next((n for n in range(LONGEST, 0, -1) if _twice(parse, words, i, n)), 0)
        if size:
            start, end = parse[i].idx, parse[i + 2 * size - 1].idx + len(parse[i + 2 * size - 1])
            once = segment.text[start : parse[i + size - 1].idx + len(parse[i + size - 1])]
            yield Hit(start, end, f"“{once}” stands twice", once)
        elif far := _again(parse, words, i):
            yield Hit(parse[i].idx, parse[far].idx + len(parse[far]), f"“{parse[i].text}” stands twice")
            i = far
        i += max(1, 2 * size)


def _again(parse: "Doc", words: list[str], i: int) -> int:
    """Where a long word comes back after one or two others that do not explain it (*fait remarquer l’étude remarquer*), or 0."""
    if len(words[i]) < LONG or not words[i].isalpha() or parse[i].text[0].isupper():
        return 0
    for far in (i + 2, i + 3):
        between = parse[i + 1 : far]
        if far < len(words) and words[far] == words[i] and not any(t.pos_ in JOINING or t.is_punct for t in between):
            return far
    return 0


def _twice(parse: "Doc", words: list[str], i: int, n: int) -> bool:
    if words[i : i + n] != words[i + n : i + 2 * n] or i + 2 * n > len(words):
        return False
    if not all(token.is_alpha or token.text[-1] in "’'" for token in parse[i : i + n]):
        return False
    if n == 1:
        token = parse[i]
        name = token.text[0].isupper() and (i > 0 or parse[1].text[0].isupper())
        return words[i] not in DOUBLED and not name and len(token) > 1
    if parse[i + n - 1].pos_ in {"ADP", "DET"} and words[i] not in {"de", "d'", "du", "des"}:
        return False  # *dos à dos à Bamako*, *main dans la main dans la rue*
    return not all(token.text[0].isupper() for token in parse[i : i + n])
