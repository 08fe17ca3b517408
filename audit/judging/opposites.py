"""What denies within a word, or in French only: “unused”, *oubliez* for “remember”."""

import re
from collections.abc import Iterator

from audit.document import Span
from audit.judging.bilingual import Bilingual
from audit.judging.denials import SECOND, TABLE, Denial
from audit.judging.places import Alignment
from audit.judging.polarity import FRENCH_LIKE, FRENCH_WEAK, clause
from audit.judging.words import Word

PAIRS = [(re.compile(pair["en"], re.IGNORECASE), re.compile(pair["fr"], re.IGNORECASE)) for pair in TABLE["opposites"]]
TRACE = re.compile(
    rf"\b(?:{'|'.join(SECOND)}|sans|ne|plus|non|trop|mal|mauvais\w*|moins|éviter|risque\w*|souvent|tendance)\b|\bn[’']",
    re.IGNORECASE,
)
BEFORE, AFTER = 25, 15  # characters around an opposite, in which it may be denied
# A word that is denied by its beginning; what else begins so is left to the table of renderings.
PREFIXED = re.compile(
    r"(?:un(?!der|i[toq]|less|til|fold|leash|veil|lock|valu|official|like$)"
    r"|(?:in(?!valu)|im|ir|il|dis)(?=\w+(?:[ai]ble|[ai]bly|ate|[ae]nt|ive|al|ally|ar|ect|ete|ely)$))(?P<stem>\w{4,})"
)
NON = re.compile(r"\bnon[- ]?$", re.IGNORECASE)
SEEN = 8  # sightings of a stem that is a word
SURE = 0.06  # probability of a rendering
HEAD = 5  # letters that forms of one word begin with


def turned(french: str, english: str, aligned: Alignment, bilingual: Bilingual) -> Iterator[tuple[Denial, Span]]:
    """What the source denies, or does not, and the French the other way round, by the words themselves."""
    for theirs, ours in PAIRS:
        source, match = theirs.search(english), ours.search(french)
        if source and match and not TRACE.search(french[max(0, match.start() - BEFORE) : match.end() + AFTER]):
            yield Denial(*source.span(), source.group()), Span(*match.span())
            return
    for index, word in enumerate(aligned.english):
        place = _affirmed(index, _stem(word, english), french, aligned, bilingual)
        if place:
            yield Denial(word.start, word.end, word.text), place


def _stem(word: Word, english: str) -> str | None:
    """What a word denies: “used” for “unused” and for “non-used”."""
    if NON.search(english[: word.start]):
        return word.key
    match = PREFIXED.fullmatch(word.key)
    return match["stem"] if match else None


def _affirmed(index: int, stem: str | None, french: str, aligned: Alignment, bilingual: Bilingual) -> Span | None:
    """Where the French renders a stem, in a clause that denies nothing; None too where another English word may be meant."""
    denied = aligned.english[index]
    others = (word.key for place, word in enumerate(aligned.english) if place != index)
    if stem is None or bilingual.sightings(stem, "en") < SEEN or any(other.startswith(stem[:HEAD]) for other in others):
        return None
    heads = {text[:HEAD] for text, share in bilingual.renderings(stem) if share >= SURE and len(text) >= HEAD}
    for word, other in zip(aligned.french, aligned.of_french, strict=True):
        probability = max(bilingual.renders(word.key, stem))
        compound = "-" in (french[word.start - 1 : word.start], french[word.end : word.end + 1])
        if other not in (None, index) or compound or (probability < SURE and word.key[:HEAD] not in heads):
            continue
        denies = stem != denied.key and max(bilingual.renders(word.key, denied.key)) >= max(SURE, probability)
        first, last = clause(french, Span(word.start, word.end))
        if not (denies or FRENCH_LIKE.fullmatch(word.text) or _denied(french[first:last])):
            return Span(word.start, word.end)
    return None


def _denied(clause: str) -> bool:
    return bool(TRACE.search(clause) or FRENCH_WEAK.search(clause))
