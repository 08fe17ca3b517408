"""How well predicted error spans agree with people's: the score of WMT's quality estimation task 2 of 2023.

    python -m audit.training.judge.spans GOLD PREDICTED

Either file is MQM ratings, task-2 spans or JSON (`audit.training.judge.ratings`): what `audit run --format mqm` and
`--format qe` write goes straight in. Precision and recall are those of characters over all segments; a character that
both sides mark counts as one half where one side says major and the other minor (WMT-QE-Task/qe-eval-scripts,
wmt23/task2_evaluate.py). Where that script would divide by nothing, the answer is 0.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.training.judge.ratings import Error, Rated, read_or_exit
from audit.version import __version__

MAJOR, MINOR = 2, 1  # as bits
GRAVE = ("major", "critical")


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Characters marked in the gold and in the prediction, and the credit for those that are marked in both."""

    gold: int
    predicted: int
    credit: float

    @property
    def precision(self) -> float:
        return self.credit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.credit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"F1 {self.f1:.4f}  precision {self.precision:.4f}  recall {self.recall:.4f}"


def span_score(pairs: Iterable[tuple[int, Sequence[Error], Sequence[Error]]]) -> SpanScore:
    """The score over segments, each as the length of its translation, its gold errors and the predicted ones."""
    gold = predicted = 0
    credit = 0.0
    for length, wanted, found in pairs:
        theirs, ours = marks(length, wanted), marks(length, found)
        gold += sum(map(bool, theirs))
        predicted += sum(map(bool, ours))
        credit += sum(1.0 if a & b else 0.5 for a, b in zip(theirs, ours, strict=True) if a and b)
    return SpanScore(gold, predicted, credit)


def marks(length: int, errors: Iterable[Error]) -> list[int]:
    """For every character, and the place behind the last, by which severities it is marked: `MAJOR`, `MINOR`, both, or 0.

    An empty range marks the character that it stands before.
    """
    found = [0] * (length + 1)
    for error in errors:
        start = min(error.start, length)
        for at in range(start, max(min(error.end, length), start + 1)):
            found[at] |= MAJOR if error.severity in GRAVE else MINOR
    return found


def paired(gold: Sequence[Rated], predicted: Sequence[Rated]) -> tuple[list[tuple[Rated, Rated]], list[Rated]]:
    """Each gold segment with the predicted one of the same number and text, else the next of the same text; and those
    that have none."""
    by_key = {(rated.key[2], _plain(rated)): rated for rated in reversed(predicted)}
    queues = defaultdict(list)
    for rated in reversed(predicted):
        queues[_plain(rated)].append(rated)
    pairs, alone = [], []
    for rated in gold:
        same = by_key.get((rated.key[2], _plain(rated)))
        queue = queues[_plain(rated)]
        match = same or (queue.pop() if len(queue) > 1 else queue[0] if queue else None)
        if match:
            pairs.append((rated, match))
        else:
            alone.append(rated)
    return pairs, alone


def _plain(rated: Rated) -> str:
    return rated.target.strip().replace("‹v>", "<v>").replace("‹/v>", "</v>")


def shifted(rated: Rated) -> tuple[int, list[Error]]:
    """The length of a translation and its errors, both without the white space around it."""
    lead = len(rated.target) - len(rated.target.lstrip())
    moved = [e._replace(start=max(0, e.start - lead), end=max(0, e.end - lead)) for e in rated.spans]
    return len(rated.target.strip()), moved


def signature(segments: int) -> str:
    """What the figures were made with, in sacreBLEU's manner."""
    return f"spans|level:character|credit:half|average:micro|as:wmt23-qe-task2|segments:{segments}|v:{__version__}"


def compared(gold: Sequence[Rated], predicted: Sequence[Rated]) -> tuple[SpanScore, int, list[Rated]]:
    """The score, the number of segments, and those of the gold that were not predicted, which count as unmarked."""
    pairs, alone = paired(gold, predicted)
    rows = [(*shifted(rated), shifted(other)[1]) for rated, other in pairs]
    rows += [(*shifted(rated), []) for rated in alone]
    return span_score(rows), len(rows), alone


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m audit.training.judge.spans", description=__doc__.split("\n")[0])
    parser.add_argument("gold", help="what people marked")
    parser.add_argument("predicted", help="what a program marked, in the same translations")
    given = parser.parse_args(arguments)

    def tell(message: str) -> None:
        print(message, file=sys.stderr)

    gold, predicted = (read_or_exit(path, tell) for path in (given.gold, given.predicted))
    score, segments, alone = compared(gold, predicted)
    if len(alone) == segments:
        tell(f"{given.predicted}: has none of the translations of {given.gold}")
        raise SystemExit(2)
    if alone:
        first = " ".join(filter(None, alone[0].key))
        tell(f"{given.predicted}: lacks {len(alone)} of {segments} segments ({first}, …): they count as unmarked")
    print(score, signature(segments), sep="\n")


if __name__ == "__main__":
    main()
