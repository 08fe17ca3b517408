"""Which words of a translation are doubtful, and how much: a logistic model of what an engine from English to French, the
tagger, the corrector, the dictionaries and the table of renderings say of each.

Its eleven weights are fitted by `python -m audit.training.judge.doubts` on words that a reader marked or passed; see
resources/judge/doubts.card.toml.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from audit.correcting import load_corrector
from audit.document import Document
from audit.engines.base import Scored, Translator, TwoWay
from audit.errors import EngineError
from audit.french.lexicon import load_lexicon
from audit.french.parsing import parse
from audit.integrity import intact
from audit.judging.bilingual import load_bilingual
from audit.judging.passages import Passage, passages
from audit.judging.places import align
from audit.naming.names import Names

if TYPE_CHECKING:
    from audit.tagging import Garbled

MODEL = Path(__file__).parents[1] / "resources" / "judge" / "doubts.json"
WORD = re.compile(r"[^\W_]+")
MOST_SURPRISE, MOST_LETTERS = 12.0, 12
UNSURE = 1.0  # nats of surprise at which an engine was unsure; more of it tells no more about one word
LEAST_ODDS = {"garbled": -6.0, "flawed": -9.2}  # of the tagger's and of the corrector's, below which they tell nothing
SLIP = 8  # code points by which a piece may lie behind the one before it, as white space and odd signs make it
SEEN, UNSEEN = 3, 0.5  # sightings that tell how often a word is rendered, and what stands for that without them
FEW = 1e-3  # findings a character: people's translations have half as many, an engine's with most errors mended twice
NAMED = 0.8  # how common a word with a capital counts
NEAR_SURE = 1 - 1e-9


class Doubt(NamedTuple):
    """A word of a passage, its place in it (code points), and the probability that a reader would mark it."""

    start: int
    end: int
    probability: float

    def within(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether it shares a letter with one of them."""
        return any(self.start < end and start < self.end for start, end in spans)


@dataclass(frozen=True, slots=True)
class Doubter:
    """The model. Words whose probability is at least `threshold` are worth telling."""

    base: float
    weights: Mapping[str, float]
    threshold: float

    def probability(self, values: Mapping[str, float]) -> float:
        return 1 / (1 + exp(-self.base - sum(weight * values[name] for name, weight in self.weights.items())))

    def doubts(self, passage: Passage, scored: Sequence[Scored], garbled: Sequence["Garbled"]) -> list[Doubt]:
        """The words of a passage; none without an engine's score of its French."""
        spans = [match.span() for match in WORD.finditer(passage.text)] if scored else []
        described = features(passage, spans, scored, garbled)
        return [Doubt(*span, self.probability(values)) for span, values in zip(spans, described, strict=True)]

    def runs(
        self, words: Sequence[Doubt], found: Sequence[tuple[int, int]] = (), threshold: float | None = None
    ) -> Iterator[tuple[int, int]]:
        """Where doubtful words stand in a row, from the first to the last of them; not where something was `found`."""
        least = self.threshold if threshold is None else threshold
        for doubtful, group in groupby(words, lambda word: word.probability >= least and not word.within(found)):
            if doubtful:
                run = list(group)
                yield run[0].start, run[-1].end


def broken(found: int, length: int) -> bool:
    """Whether so many findings in so many characters are those of bad French, whose other errors are mostly major ones."""
    return found >= FEW * length


@cache
def load_doubter(path: Path = MODEL) -> Doubter:
    return Doubter(**json.loads(intact(path).read_text("utf-8")))


def garbled_words(document: Document) -> list["Garbled"]:
    """What the tagger makes of each word of the document, in reading order."""
    from audit.tagging import load_tagger  # numpy, which a run over what is known does without

    parses = parse(document.audited)
    return list(load_tagger().words(document, parses, Names.of(parses.values(), load_lexicon())))


def doubts(document: Document, translator: Translator | None) -> dict[str, list[Doubt]]:
    """By the id of each passage, its words; nothing without an engine that scores French, or where that fails."""
    sourced = passages(document)
    if not sourced or not isinstance(translator, TwoWay):
        return {}
    try:
        scored = translator.score_french([(passage.text, passage.source) for passage in sourced])
    except EngineError:  # which the back-translation has told
        return {}
    garbled, model = garbled_words(document), load_doubter()
    return {
        passage.id: model.doubts(passage, pieces, garbled)
        for passage, pieces in zip(sourced, scored or (), strict=False)
    }


def features(
    passage: Passage, spans: Sequence[tuple[int, int]], scored: Sequence[Scored], garbled: Sequence["Garbled"]
) -> list[dict[str, float]]:
    """What speaks for and against each word: how unsure the engine was of it and of its neighbours, given the source and the
    words before, in nats, and how surprising the words of the passage are on average; the tagger's log-odds for it and for
    the next, and the corrector's that it or a gap beside it is wrong; how common it is; whether nothing in the source is
    rendered by it; whether nobody writes it; its letters."""
    surprises = list(surprises_of(passage.text, spans, scored))
    unsure = [0.0, *(min(UNSURE, surprise) for surprise in surprises), 0.0]
    odds, flawed = list(_odds(passage, spans, garbled)), list(_flawed(passage.text, spans))
    unrendered = _unrendered(passage)
    lexicon, bilingual = load_lexicon(), load_bilingual()
    found = []
    for index, (start, end) in enumerate(spans):
        word = passage.text[start:end]
        lower = word.lower()
        odd = word.islower() and not lexicon.known(word) and bilingual.sightings(word, "fr") < SEEN
        found.append(
            {
                "unsure_before": unsure[index],
                "unsure": unsure[index + 1],
                "unsure_behind": unsure[index + 2],
                "mean_surprise": sum(surprises) / len(surprises),
                "garbled": odds[index],
                "next_garbled": odds[index + 1] if index + 1 < len(odds) else 0.0,
                "flawed": flawed[index],
                "common": log(1 + lexicon.frequency(lower)) / 10 if word[0].islower() else NAMED,
                "unrendered": unrendered.get(start, 0.0),
                "unknown": float(odd),
                "letters": float(min(end - start, MOST_LETTERS)),
            }
        )
    return found


def surprises_of(text: str, spans: Sequence[tuple[int, int]], scored: Sequence[Scored]) -> Iterator[float]:
    """Of each word, the sum over the pieces that it shares a letter with."""
    pieces, at = [], 0
    for piece in scored:
        bare = piece.piece.replace("▁", "")
        found = text.find(bare, at, at + len(bare) + SLIP)
        start = found if found >= 0 else at
        at = start + len(bare)
        pieces.append((start, at, -piece.score))
    for start, end in spans:
        yield min(MOST_SURPRISE, sum(value for first, last, value in pieces if first < end and last > start))


def _odds(passage: Passage, spans: Sequence[tuple[int, int]], garbled: Sequence["Garbled"]) -> Iterator[float]:
    inside = [one for one in garbled if passage.start <= one.start < passage.end]
    for start, end in spans:
        shares = [
            one.probability for one in inside if one.start < passage.start + end and one.end > passage.start + start
        ]
        yield _above(LEAST_ODDS["garbled"], shares)


def _flawed(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[float]:
    words, wrong, missing = load_corrector().wrong(text)
    shares = [max(around) for around in zip(wrong, missing, missing[1:], strict=False)]
    for start, end in spans:
        inside = (share for word, share in zip(words, shares, strict=True) if word.start < end and word.end > start)
        yield _above(LEAST_ODDS["flawed"], inside)


def _above(least: float, shares: Iterable[float]) -> float:
    """By how much the log-odds of the highest probability exceed the `least` that tells something."""
    share = min(NEAR_SURE, max(shares, default=0.0))
    return max(0.0, (log(share / (1 - share)) if share else least) - least)


def _unrendered(passage: Passage) -> dict[int, float]:
    """By where a content word begins: how sure it is that nothing is rendered by it."""
    bilingual = load_bilingual()
    aligned = align(passage, bilingual)
    alone = [word for word, other in zip(aligned.french, aligned.of_french, strict=True) if other is None]
    return {
        word.start: bilingual.rendered(word.key, "fr") if bilingual.sightings(word.key, "fr") >= SEEN else UNSEEN
        for word in alone
    }
