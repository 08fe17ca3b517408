"""Change one number, name or negation of a French sentence, as a translation may: for measuring what is found."""

import random
import re
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

from audit.french.lexicon import Lexicon
from audit.judging.words import Word, english, french
from audit.training.judge.texts import Pair

FIGURE = re.compile(r"(?<![\w.,-])\d+(?![\w-])")
SPELLED = "deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante".split()
WORDS = re.compile(rf"\b(?:{'|'.join(SPELLED)})\b(?!-)")
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
SCALES = {"million": "milliard", "millions": "milliards", "milliard": "million", "milliards": "millions"}
SCALE = re.compile(rf"\b(?:{'|'.join(SCALES)})\b")
NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-Ý][a-zà-ÿ]{3,}")
LETTERS = "abcdefghiklmnoprstuvz"
AFFIRMED = re.compile(
    r"\b(?P<verb>est|sont|a|ont|était|étaient|sera|peut|peuvent|doit|doivent|va|fait|avons|sommes)\b(?! pas)"
)
DENIES = re.compile(r"\b(?:ne|aucune?|jamais|rien|non|pas)\b|\bn[’']", re.IGNORECASE)
REMOVABLE = re.compile(
    r"\b(?:ne |n[’'])(?P<verb>(?:(?:l[’']|le |la |les |se |s[’']|y |en )?[^\W\d]+(?:-[^\W\d]+)?)) (?:pas|jamais)\b ?"
)
NEAR = 40  # characters around where a clause was
CLAUSE, KEPT = range(5, 15), 4  # content words of what is left out, and the least of what is left
FRENCH_BREAK = re.compile(
    r"[,;:.!?]\s+|\s+(?=(?:qui|que|qu[’']|parce que|car|et|mais|où|dont|lorsqu|quand|si|afin|pour|comme|alors)\b)"
)
ENGLISH_BREAK = re.compile(
    r"[,;:.!?]\s+|\s+(?=(?:who|that|which|because|and|but|where|when|whose|if|so|to|for|as|while)\b)"
)


class Changed(NamedTuple):
    """A pair whose French was changed, and where the change is (code points)."""

    pair: Pair
    start: int
    end: int


Change = Callable[[Pair, random.Random, Lexicon], Changed | None]


def _put(pair: Pair, start: int, end: int, new: str) -> Changed:
    text = pair.french[:start] + new + pair.french[end:]
    return Changed(Pair(pair.english, text), start, start + max(1, len(new)))


def figure(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:  # noqa: ARG001 - all changes alike
    """Another digit in a figure that the source has too."""
    found = [match for match in FIGURE.finditer(pair.french) if match.group() in pair.english]
    if not found:
        return None
    match = chance.choice(found)
    place = chance.randrange(len(match.group()))
    digit = chance.choice([d for d in "123456789" if d != match.group()[place]])
    return _put(pair, match.start(), match.end(), match.group()[:place] + digit + match.group()[place + 1 :])


def _swap(pattern: re.Pattern[str], others: Sequence[str], pair: Pair, chance: random.Random) -> Changed | None:
    found = list(pattern.finditer(pair.french))
    if not found:
        return None
    match = chance.choice(found)
    return _put(pair, match.start(), match.end(), chance.choice([word for word in others if word != match.group()]))


def spelled(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:  # noqa: ARG001
    """Another number in words."""
    return _swap(WORDS, SPELLED, pair, chance)


def month(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:  # noqa: ARG001
    """Another month."""
    return _swap(MONTH, MONTHS, pair, chance)


def scale(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:  # noqa: ARG001
    """Millions for milliards, and the other way round."""
    match = SCALE.search(pair.french)
    return _put(pair, match.start(), match.end(), SCALES[match.group()]) if match else None


def _name(pair: Pair, chance: random.Random, lexicon: Lexicon) -> re.Match[str] | None:
    found = [
        m for m in NAME.finditer(pair.french) if not lexicon.known(m.group().lower()) and _in_source(m.group(), pair)
    ]
    return chance.choice(found) if found else None


def _in_source(name: str, pair: Pair) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", pair.english) is not None


def name(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:
    """Another name for one that both sides have."""
    match = _name(pair, chance, lexicon)
    others = "Martin Johnson Berlin Toyota Nguyen Garcia Madrid Samsung Kowalski Sydney Watson Nairobi Ericsson Tanaka".split()
    others = [other for other in others if other not in pair.english]
    return _put(pair, match.start(), match.end(), chance.choice(others)) if match else None


def misspelled(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:
    """One letter of a name for another, behind its first."""
    match = _name(pair, chance, lexicon)
    if not match:
        return None
    place = chance.randrange(1, len(match.group()))
    letter = chance.choice([c for c in LETTERS if c != match.group()[place]])
    return _put(pair, match.start(), match.end(), match.group()[:place] + letter + match.group()[place + 1 :])


def affirmed(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:  # noqa: ARG001
    """A denial taken away."""
    found = list(REMOVABLE.finditer(pair.french))
    if not found:
        return None
    match = chance.choice(found)
    return _put(pair, match.start(), match.end(), match["verb"] + (" " if match.group().endswith(" ") else ""))


def denied(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:  # noqa: ARG001
    """A verb denied, in a sentence that denies nothing."""
    found = list(AFFIRMED.finditer(pair.french))
    if not found or DENIES.search(pair.french):
        return None
    match = chance.choice(found)
    verb = match["verb"]
    return _put(pair, match.start(), match.end(), ("n’" if verb[0] in "aeéo" else "ne ") + verb + " pas")


def taken_out(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:  # noqa: ARG001
    """A clause gone, or several."""
    left = _without_clause(pair.french, FRENCH_BREAK, french, chance)
    if not left:
        return None
    text, at = left
    return Changed(Pair(pair.english, text), max(0, at - NEAR), min(len(text), at + NEAR))


def put_in(pair: Pair, chance: random.Random, lexicon: Lexicon) -> Changed | None:  # noqa: ARG001
    """A clause that the source, which has lost it, does not have; where it is in the French is not known."""
    left = _without_clause(pair.english, ENGLISH_BREAK, english, chance)
    return Changed(Pair(left[0], pair.french), 0, len(pair.french)) if left else None


def _without_clause(
    text: str, breaks: re.Pattern[str], content: Callable[[str], list[Word]], chance: random.Random
) -> tuple[str, int] | None:
    """Text without what is between two breaks, which has some content words and leaves some, and where that was."""
    cuts = [0, *(match.end() for match in breaks.finditer(text)), len(text)]
    words = [word.start for word in content(text)]
    between = [(first, last, sum(first <= word < last for word in words)) for first, last in combinations(cuts, 2)]
    found = [(first, last) for first, last, count in between if count in CLAUSE and len(words) - count >= KEPT]
    if not found:
        return None
    first, last = chance.choice(found)
    before = text[:first].rstrip()
    return f"{before} {text[last:]}".strip(), len(before)


CHANGES: dict[str, tuple[Change, str]] = {
    "figure": (figure, "number-changed"),
    "number in words": (spelled, "number-changed"),
    "month": (month, "number-changed"),
    "million, milliard": (scale, "number-changed"),
    "name": (name, "name-changed"),
    "letter of a name": (misspelled, "name-changed"),
    "denial taken away": (affirmed, "negation-changed"),
    "denial put in": (denied, "negation-changed"),
    "clause taken out": (taken_out, "omission"),
    "clause put in": (put_in, "addition"),
}
