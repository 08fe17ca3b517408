"""What speaks against a translation, in numbers: each signal is 0 for nothing, and grows with what may be wrong."""

import re
from collections.abc import Iterable, Sequence
from math import log

from audit.comparison import compare
from audit.correcting import load_corrector
from audit.engines.base import Scored
from audit.finding import Finding
from audit.french.lexicon import load_lexicon
from audit.judging.bilingual import Bilingual
from audit.judging.doubts import Doubt
from audit.judging.passages import Passage
from audit.judging.places import align
from audit.scoring import penalty

# Characters of French for one of English, over the parallel text.
RATIO = 1.13
# By an engine: how surprising the source is given the French, in nats, whole and by piece, and by how much the
# back-translation is another text. By one of the other direction: the same of the French given the source, and by how
# much its pieces are more surprising than a piece of good French may be; and what is beyond doubt in its doubtful words.
BY_ENGINE = ("surprise", "surprise_by_piece", "other_text")
BY_OTHER_ENGINE = ("french_surprise", "french_surprise_by_piece", "shocks", "doubts")
# By the words alone: content words that nothing renders, each as much as such words are rendered in parallel text; how far
# the length is from the usual; the MQM points of what was found by the detectors that hold meanings against each other, and
# by all others; how much there is to err in; French words that no dictionary and no parallel text has; English ones left in;
# and what the corrector takes for wrong.
BY_WORDS = ("lost_words", "new_words", "length", "changed", "penalty", "words", "unknown", "left_in_english", "flaws")
CHANGED = frozenset(
    {"number-changed", "unit-changed", "name-changed", "name-rendered", "negation-changed", "link-changed"}
)
DOUBTFUL = "doubtful"  # findings that are the doubts, which are a signal whether they are told or not
MOST_POINTS = 25.0  # of a passage: WMT's weight of one that is no translation
UNSEEN = 3  # sightings in the parallel text, under which a word is as good as not there
SHOCK = 4.0  # nats; a piece in twelve of people's French is more surprising to the shipped engine
USUAL = 0.05  # probability that a word is wrong, up to which it says nothing
WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3,}")


def signals(
    passage: Passage,
    findings: Iterable[Finding],
    bilingual: Bilingual,
    back: str | None = None,
    scored: Sequence[Scored] = (),
    scored_french: Sequence[Scored] = (),
    doubts: Sequence[Doubt] = (),
) -> dict[str, float]:
    """The signals of one passage; those by an engine only where it gave a `back`-translation and `scored` the source,
    those by the other only where that `scored_french`, by which there are `doubts`."""
    values = _by_words(passage, bilingual) | {"changed": 0.0, "penalty": 0.0}
    for finding in findings:
        if finding.detector == DOUBTFUL:
            continue
        name = "changed" if finding.detector in CHANGED else "penalty"
        values[name] = min(MOST_POINTS, values[name] + penalty(finding))
    if back is not None and scored:
        surprise = -sum(piece.score for piece in scored)
        values["surprise"] = surprise / 10
        values["surprise_by_piece"] = surprise / len(scored)
        values["other_text"] = 1 - (compare(back, passage.source).chrf or 0.0) / 100
    if scored_french:
        surprise = -sum(piece.score for piece in scored_french)
        values["french_surprise"] = surprise / 10
        values["french_surprise_by_piece"] = surprise / len(scored_french)
        values["shocks"] = sum(max(0.0, -piece.score - SHOCK) for piece in scored_french) / 10
        values["doubts"] = sum(max(0.0, doubt.probability - USUAL) for doubt in doubts)
    return values


def _by_words(passage: Passage, bilingual: Bilingual) -> dict[str, float]:
    aligned = align(passage, bilingual)
    strange, left = _strange(passage, bilingual)
    return {
        "lost_words": sum(
            bilingual.rendered(word.key, "en") ** 2
            for word, other in zip(aligned.english, aligned.of_english, strict=True)
            if other is None
        ),
        "new_words": sum(
            bilingual.rendered(word.key, "fr") ** 2
            for word, other in zip(aligned.french, aligned.of_french, strict=True)
            if other is None
        ),
        "length": abs(log((len(passage.text) + 10) / (RATIO * len(passage.source) + 10))),
        "words": log(1 + len(passage.text.split())),
        "unknown": float(strange),
        "left_in_english": float(left),
        "flaws": _flaws(passage.text),
    }


def _flaws(text: str) -> float:
    """How many words and gaps of the French are wrong, as its corrector thinks."""
    _, words, gaps = load_corrector().wrong(text)
    return sum(max(0.0, probability - USUAL) for probability in (*words, *gaps))


def _strange(passage: Passage, bilingual: Bilingual) -> tuple[int, int]:
    """How many words of the French, no names, are in no dictionary: such as nobody writes, and such as the source has."""
    lexicon, source = load_lexicon(), {match.group().lower() for match in WORD.finditer(passage.source)}
    odd = [word for word in WORD.findall(passage.text) if word.islower() and not lexicon.known(word)]
    left = [word for word in odd if word in source]
    return sum(bilingual.sightings(word, "fr") < UNSEEN for word in odd if word not in source), len(left)
