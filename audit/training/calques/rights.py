"""What French says where English has a phrase: the run of lemmas that goes with it in aligned sentences."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from audit.french.calques import lemmas
from audit.french.lexicon import Lexicon
from audit.training.calques.choose import Candidate
from audit.training.calques.corpus import Counts, Numbers, hash_of, pieces, runs
from audit.training.calques.texts import Numbering

SAMPLE = 40  # sentence pairs looked at for a phrase
LEAST_SHARE = 0.25  # of them that the French must be in
LONGEST = 4  # lemmas of it
LONGER = 0.85  # a longer run wins when it has this share of a shorter one's sentences
SHOWN = 3  # sentences that decide how it is written
Run = tuple[int, ...]


@dataclass(frozen=True)
class Right:
    """French for a phrase, as lemma numbers; `share` of the phrase's sentences have it, `lines` are some of those."""

    run: Run
    share: float
    lines: tuple[int, ...]


class Side:
    """One language of the aligned text: its rows one behind the other, and where each begins."""

    def __init__(self, values: Numbers, lengths: NDArray[np.uint32]) -> None:
        self.values, self.lengths = values, lengths
        self.ends = np.cumsum(lengths, dtype=np.int64)
        self.starts = self.ends - lengths

    def __len__(self) -> int:
        return len(self.starts)

    def row(self, line: int) -> list[int]:
        return [int(number) for number in self.values[self.starts[line] : self.ends[line]]]

    def lines(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.searchsorted(self.ends, places, side="right")


def lines_with(
    phrases: Iterable[tuple[str, ...]], english: Side, number: Mapping[str, int]
) -> dict[tuple[str, ...], list[int]]:
    """Up to SAMPLE lines that have each phrase, evenly spread over the text."""
    found: dict[tuple[str, ...], list[int]] = {}
    asked = list(dict.fromkeys(phrases))
    for size in sorted({len(phrase) for phrase in asked}):
        by_hash = {hash_of(number[word] for word in phrase): phrase for phrase in asked if len(phrase) == size}
        hashes, places = runs(english.values, size)
        wanted = np.isin(hashes, np.array(sorted(by_hash), dtype=np.uint64))
        hashes, lines = hashes[wanted], english.lines(places[wanted])
        order = np.argsort(hashes, kind="stable")
        hashes, lines = hashes[order], lines[order]
        starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
        for start, end in zip(starts, [*starts[1:], len(hashes)], strict=True):
            some = np.unique(lines[start:end])
            step = max(1, len(some) // SAMPLE)
            found[by_hash[int(hashes[start])]] = some[::step][:SAMPLE].tolist()
    return found


def right(lines: Sequence[int], french: Side, singles: NDArray[np.int64], counts: Mapping[int, Counts]) -> Right | None:
    """The run of lemmas most tied to these lines, if any is in enough of them."""
    inside: Counter[Run] = Counter()
    for line in lines:
        row = [Numbering.DE if number == Numbering.OPEN else number for number in french.row(line)]
        inside.update({run for piece in pieces(row) for run in _runs(piece)})
    least = max(3, LEAST_SHARE * len(lines))
    often = {run: count for run, count in inside.items() if count >= least}
    if not often:
        return None

    def tie(run: Run) -> float:
        if len(run) == 1:
            everywhere = int(singles[run[0]])
        else:
            everywhere = int(counts[len(run)].look_up(np.array([hash_of(run)], dtype=np.uint64))[0])
        return often[run] / len(lines) * log(often[run] * len(french) / (len(lines) * max(everywhere, 1)))

    best = max(often, key=lambda run: (tie(run), run))
    longer = [
        run for run in often if len(run) > len(best) and _within(best, run) and often[run] >= LONGER * often[best]
    ]
    best = max([best, *longer], key=lambda run: (len(run), tie(run), run))
    having = [line for line in lines if _within(best, tuple(_closed(french.row(line))))]
    return Right(best, often[best] / len(lines), tuple(having[:SHOWN])) if having else None


def _closed(row: Iterable[int]) -> list[int]:
    return [Numbering.DE if number == Numbering.OPEN else number for number in row]


def _runs(piece: list[int]) -> Iterable[Run]:
    for size in range(1, LONGEST + 1):
        for start in range(len(piece) - size + 1):
            yield tuple(piece[start : start + size])


def _within(part: Run, whole: Run) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def written(run: Sequence[str], lines: Iterable[str], lexicon: Lexicon) -> str:
    """How these lines mostly write a run of lemmas, from its first word to its last, in lower case; "" if none has it."""
    forms: Counter[str] = Counter()
    for line in lines:
        found = lemmas(line, lexicon, article=False)
        row = [one.lemma for one in found]
        for at in range(len(row) - len(run) + 1):
            if row[at : at + len(run)] == list(run):
                forms[line[found[at].start : found[at + len(run) - 1].end].lower().replace("'", "’")] += 1
                break
    return min(forms, key=lambda form: (-forms[form], len(form), form), default="")


def ties(
    found: Iterable[Candidate], sampled: Mapping[tuple[str, ...], list[int]], french: Side, counts: Mapping[int, Counts]
) -> dict[tuple[str, ...], Right]:
    """What goes with the English of each candidate, where something does."""
    singles = np.bincount(french.values.astype(np.int64))
    phrases = {one.english for one in found}
    tied = (
        (phrase, right(lines, french, singles, counts))
        for phrase, lines in sorted(sampled.items())
        if phrase in phrases
    )
    return {phrase: one for phrase, one in tied if one}
