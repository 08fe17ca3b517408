"""Whether a denial was lost or put in, by engines of both directions: how much likelier each side is with it than without.

Given French that says *il est venu*, “he came” is far likelier than “he did not come”; where the French says the same in
other words (*il est resté chez lui*), it is not. A sum of that and of what the words tell decides (`audit.judging.polarity`);
its weights are fitted by `python -m audit.training.judge.contrasts`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from audit.document import Document
from audit.engines.base import Scored, Translator, TwoWay
from audit.errors import EngineError
from audit.french.grammar import VOWELS
from audit.judging.denials import Denial, in_english, in_french
from audit.judging.passages import Passage, passages
from audit.judging.polarity import surplus

MOST = 8.0  # nats beyond which more tells no more
NOT = frozenset({"not", "n't", "n’t"})
AUXILIARY = re.compile(r"\b(do|does|ca|wo|sha)\s?$", re.IGNORECASE)
VERB, SINGULAR = re.compile(r"\s+(\w+)"), re.compile(r"\s*[a-z]+(?<!s)\b")
STEM = {"ca": "can", "wo": "will", "sha": "shall", "do": "", "does": ""}
ENGLISH_AFFIRMED = {
    "cannot": "can", "without": "with", "nobody": "somebody", "no one": "someone", "nothing": "something",
    "nowhere": "somewhere", "none": "some", "neither": "either", "nor": "and",
}  # fmt: skip
FIRST = re.compile(r"ne\s+|n[’']", re.IGNORECASE)
SMALL = re.compile(r"\b(?:je|ce|de|que) $", re.IGNORECASE)  # elided where *ne* is gone: *je n’ai pas*
STILL = re.compile(
    r"(?: [^\s.,;:!?]+){0,2} (?:aucune?|rien|nulle?)\b", re.IGNORECASE
)  # it would be denied all the same
FRENCH_AFFIRMED = {
    "aucun": "un", "aucune": "une", "nul": "un", "nulle": "une", "rien": "quelque chose", "personne": "quelqu’un",
    "plus": "encore", "ni": "et", "guère": "beaucoup",
}  # fmt: skip


class Contrast(NamedTuple):
    """A denial of the source or `of_french`, by how many nats the source given the French, and the French given the source,
    are likelier with it than without, and how many more denials its side has than the other has words that may be one."""

    denial: Denial
    of_french: bool
    source: float
    french: float
    surplus: int


class Change(NamedTuple):
    """Weights of what speaks for a denial that is of one side only, and what is there to begin with: whether the words tell
    it, the two contrasts, and the surplus."""

    base: float
    told: float
    source: float
    french: float
    surplus: float

    def sums_up(self, contrast: Contrast, *, told: bool) -> bool:
        """Whether the sum of it is positive."""
        total = sum(weight * value for weight, value in zip(self, features(contrast, told=told), strict=True))
        return total > 0


LOST = Change(-1.88, 3.56, -0.13, -0.32, 0.52)
ADDED = Change(-3.65, 3.09, -0.32, -0.34, 0.44)


def features(contrast: Contrast, *, told: bool) -> tuple[float, ...]:
    """What a `Change` weighs, in its order."""
    nats = (max(-MOST, min(MOST, value)) for value in (contrast.source, contrast.french))
    return (1.0, float(told), *nats, float(max(-1, min(1, contrast.surplus))))


def of_one_side(told: Iterable[Denial], weighed: Iterable[Contrast], change: Change, *, more: bool) -> list[Denial]:
    """The denials that are so by all that is known, of those that the words tell and, where there are `more`, the others."""
    denials = dict.fromkeys(told, True)
    for contrast in weighed:
        sure = contrast.denial in denials
        denials[contrast.denial] = (sure or more) and change.sums_up(contrast, told=sure)
    return sorted(denial for denial, sure in denials.items() if sure)


def contrasts(document: Document, translator: Translator | None) -> dict[str, tuple[Contrast, ...]]:
    """By the id of each passage, its denials; nothing without an engine that scores both sides, or where that fails."""
    sourced = passages(document)
    return dict(zip((passage.id for passage in sourced), weighed(sourced, translator), strict=False))


def weighed(sourced: Sequence[Passage], translator: Translator | None) -> Iterator[tuple[Contrast, ...]]:
    """Those of each passage, in order; nothing without such an engine."""
    asked = [list(_asked(passage)) for passage in sourced] if isinstance(translator, TwoWay) else []
    pairs = [asking.pair for questions in asked if len(questions) > 1 for asking in questions]
    if not pairs or not isinstance(translator, TwoWay):
        return
    try:
        answers = zip(translator.score(pairs), translator.score_french(pairs) or (), strict=False)
    except EngineError:  # which the back-translation has told
        return
    nats = dict(zip(pairs, ((_sum(source), _sum(french)) for source, french in answers), strict=False))
    for passage, questions in zip(sourced, asked, strict=True):
        yield tuple(_answered(passage, questions, nats))


class _Asked(NamedTuple):
    """French and English as they are, or without a denial of either."""

    denial: Denial | None
    of_french: bool
    pair: tuple[str, str]


def _asked(passage: Passage) -> Iterator[_Asked]:
    french, english = passage.text, passage.source
    yield _Asked(None, False, (french, english))
    for denial in in_english(english):
        yield _Asked(denial, False, (french, affirmed_english(english, denial)))
    for denial in in_french(french):
        if not STILL.match(french, denial.end):
            yield _Asked(denial, True, (affirmed_french(french, denial), english))


def _answered(
    passage: Passage, questions: Sequence[_Asked], nats: Mapping[tuple[str, str], tuple[float, float]]
) -> Iterator[Contrast]:
    """Nothing of sides that are too long to be scored."""
    whole = nats.get(questions[0].pair, (0.0, 0.0))
    more = surplus(passage.text, passage.source)
    for denial, of_french, pair in questions[1:]:
        without = nats.get(pair, (0.0, 0.0))
        if denial and all((*whole, *without)):
            yield Contrast(denial, of_french, whole[0] - without[0], whole[1] - without[1], more[of_french])


def _sum(pieces: Sequence[Scored]) -> float:
    return sum(piece.score for piece in pieces)


def affirmed_english(english: str, denial: Denial) -> str:
    """English without one of its denials: “he does not come” as “he comes”, “can’t” as “can”."""
    before, said, after = english[: denial.start], denial.text.lower(), english[denial.start + len(denial.text) :]
    new = ENGLISH_AFFIRMED.get(said, "")
    if said == "no":
        new = "a" if SINGULAR.match(after) else "some"
    auxiliary = AUXILIARY.search(before) if said in NOT else None
    if auxiliary:
        stem, verb = auxiliary[1].lower(), VERB.match(after)
        before, new = before[: auxiliary.start()], STEM[stem]
        if stem == "does" and verb:
            new, after = _third(verb[1]), after[verb.end() :]
    return _sentence(before + new + after)


def _third(verb: str) -> str:
    """The third person of an English verb."""
    if re.search("[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search("(?:s|sh|ch|x|z|o)$", verb) else "s")


def affirmed_french(french: str, denial: Denial) -> str:
    """French without one of its denials: *il ne vient pas* as *il vient*, *rien* as *quelque chose*."""
    first = FIRST.match(denial.text)
    if not first:
        return french
    before, (*words, last), after = french[: denial.start], denial.text[first.end() :].split(), french[denial.end :]
    second = "quelque" if after.startswith(" part") else FRENCH_AFFIRMED.get(last.lower(), "")
    between = " ".join(words)
    if SMALL.search(before) and between[:1].lower() in VOWELS:
        before = f"{before[:-2]}’"
    return _sentence(f"{before}{f'{between} {second}'.strip()}{after}")


def _sentence(text: str) -> str:
    bare = re.sub(r"\s+", " ", text).strip()
    return bare[:1].upper() + bare[1:]
