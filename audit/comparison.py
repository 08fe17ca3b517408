"""How the back-translation differs from the reconstruction: words that changed, and chrF, BLEU and TER."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from audit.result import Change, Metrics

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

TOKEN = re.compile(r"\w+(?:[’'.,-]\w+)*\s*|[^\w\s]\s*|\s+")  # with the white space behind it: joined, they are the text
WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
MAX_TER_WORDS = 100  # a quarter of a second; sacreBLEU's search for shifts takes 20 s for 400 words


def word_diff(left: str, right: str) -> tuple[Change, ...]:
    """Lead from `left` to `right` in as few words as can be; neighbouring changes are one.

    The parts of either side, joined, are that side exactly. White space alone makes no difference.
    """
    from rapidfuzz.distance import Levenshtein

    old, new = TOKEN.findall(left), TOKEN.findall(right)
    numbers: dict[str, int] = {}  # as rapidfuzz takes the empty string and a NUL for the same
    ours, theirs = ([numbers.setdefault(token.rstrip(), len(numbers)) for token in side] for side in (old, new))
    steps = Levenshtein.opcodes(ours, theirs)
    changes: list[Change] = []
    for step in steps:
        before = "".join(old[step.src_start : step.src_end])
        after = "".join(new[step.dest_start : step.dest_end])
        equal = step.tag == "equal"
        if changes and changes[-1].equal == equal:
            last = changes.pop()
            before, after = last.left + before, last.right + after
        changes.append(Change(equal, before, after))
    return tuple(changes)


def changed_words(diff: Iterable[Change]) -> tuple[str, ...]:
    """The words of the left side that have no equal on the right."""
    return tuple(word for change in diff if not change.equal for word in WORD.findall(change.left))


def compare(back_translation: str, reconstruction: str) -> Metrics:
    """Score one segment, 0-100 (TER may pass 100), without signatures. Empty when either side is blank.

    TER is None over `MAX_TER_WORDS`.
    """
    if not back_translation.strip() or not reconstruction.strip():
        return Metrics()
    chrf, bleu = (_metric(name).sentence_score(back_translation, [reconstruction]).score for name in ("chrf", "bleu"))
    edits = _edits(back_translation, reconstruction)
    return Metrics(chrf, bleu, _rate([edits]) if edits else None)


def corpus(pairs: Sequence[tuple[str, str]]) -> Metrics:
    """Score pairs of back-translation and reconstruction together, with signatures. Empty when there are none.

    TER leaves out the pairs that are too long for it; its signature says how many.
    """
    pairs = [(left, right) for left, right in pairs if left.strip() and right.strip()]
    if not pairs:
        return Metrics()
    ours, theirs = [left for left, _ in pairs], [[right for _, right in pairs]]
    chrf, bleu = (_metric(name).corpus_score(ours, theirs).score for name in ("chrf", "bleu"))
    edits = [found for pair in pairs if (found := _edits(*pair))]
    signatures = {name: _signature(name) for name in ("chrf", "bleu", "ter")}
    if len(edits) < len(pairs):
        signatures["ter"] += f"|over{MAX_TER_WORDS}words:{len(pairs) - len(edits)}"
    return Metrics(chrf, bleu, _rate(edits) if edits else None, signatures)


@cache
def _metric(name: str) -> "Metric":
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    metrics: dict[str, Metric] = {"chrf": CHRF(), "bleu": BLEU(effective_order=True), "ter": TER()}
    return metrics[name]


@cache
def _signature(name: str) -> str:
    """A fresh metric's, since sacreBLEU keeps the number of references of the last call."""
    metric = _metric(name)
    metric.corpus_score(["a"], [["a"]])
    return str(metric.get_signature())


@lru_cache(maxsize=4096)  # a segment is scored by itself, and again within its document
def _edits(left: str, right: str) -> tuple[float, float] | None:
    """TER's edits and reference length in words, None for a segment that is too long."""
    if max(len(left.split()), len(right.split())) > MAX_TER_WORDS:
        return None
    score = _metric("ter").sentence_score(left, [right])
    return score.num_edits, score.ref_length


def _rate(edits: Sequence[tuple[float, float]]) -> float:
    return 100 * sum(edit for edit, _ in edits) / sum(length for _, length in edits)
