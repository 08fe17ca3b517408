"""What speaks against a translation, in numbers: each signal is 0 for nothing, and grows with what may be wrong."""

from collections.abc import Iterable, Sequence
from math import log

from audit.comparison import compare
from audit.engines.base import Scored
from audit.finding import Finding
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.places import align
from audit.scoring import penalty

# Characters of French for one of English, over the parallel text.
RATIO = 1.13
# By an engine: how surprising the source is given the French, in nats, whole and by piece, and by how much the
# back-translation is another text. By the words alone: content words that nothing renders, each as much as such words
# are rendered in parallel text; how far the length is from the usual; what detectors found; and how much there is to err in.
BY_ENGINE = ("surprise", "surprise_by_piece", "other_text")
BY_WORDS = ("lost_words", "new_words", "length", "changed", "penalty", "words")
CHANGED = frozenset({"number-changed", "name-changed", "negation-changed", "link-changed"})
MOST_POINTS = 25.0  # of a passage: WMT's weight of one that is no translation


def signals(
    passage: Passage,
    findings: Iterable[Finding],
    bilingual: Bilingual,
    back: str | None = None,
    scored: Sequence[Scored] = (),
) -> dict[str, float]:
    """The signals of one passage; those by an engine only where it gave a `back`-translation and `scored` the source."""
    found = list(findings)
    aligned = align(passage, bilingual)
    values = {
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
        "changed": float(sum(finding.detector in CHANGED for finding in found)),
        "penalty": min(MOST_POINTS, sum(penalty(finding) for finding in found if finding.detector not in CHANGED)),
        "words": log(1 + len(passage.text.split())),
    }
    if back is not None and scored:
        surprise = -sum(piece.score for piece in scored)
        values["surprise"] = surprise / 10
        values["surprise_by_piece"] = surprise / len(scored)
        values["other_text"] = 1 - (compare(back, passage.source).chrf or 0.0) / 100
    return values
