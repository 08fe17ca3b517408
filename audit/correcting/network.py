"""The corrector's network: convolutions over the words of a sentence, in numpy.

Each layer adds to a word's vector what it computes from that of the word and of its neighbours on either side, nearer or
further away. `audit.training.corrector.train` trains the same network in torch.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from audit.correcting.vocabulary import COLUMNS, Ids

STRIDES = (1, 2, 4, 1, 2, 4, 8, 1)  # how far away the neighbours of each layer are, in words
APART = max(STRIDES)  # empty rows between sentences, so that none sees the next
EPSILON = 1e-5
AT_ONCE = 4_000  # words, each of which takes 10 kB on the way
Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]


def forward(weights: Weights, sentences: Sequence[Ids]) -> list[tuple[Floats, Floats]]:
    """For each sentence the logits of the words' classes, and of those of the gaps before them, a row each; the last row is
    the end of the sentence."""
    found: list[tuple[Floats, Floats]] = []
    batch: list[Ids] = []
    for rows in sentences:
        if batch and sum(map(len, batch)) + len(rows) > AT_ONCE:
            found += _forward(weights, batch)
            batch = []
        batch.append(rows)
    return found + _forward(weights, batch) if batch else found


def _forward(weights: Weights, sentences: Sequence[Ids]) -> list[tuple[Floats, Floats]]:
    ends = np.cumsum([len(rows) + APART for rows in sentences])
    places = [slice(end - APART - len(rows), end - APART) for rows, end in zip(sentences, ends, strict=True)]
    ids, real = np.zeros((ends[-1], len(COLUMNS)), np.int64), np.zeros((ends[-1], 1), np.float32)
    for rows, place in zip(sentences, places, strict=True):
        ids[place], real[place] = rows, 1
    word, *other = (weights[column].take(ids[:, number], axis=0) for number, column in enumerate(COLUMNS))
    hidden: Floats = _linear(weights, "enter", np.hstack([word, sum(other)])) * real
    for layer, stride in enumerate(STRIDES):
        seen = _beside(_normalised(weights, f"norm{layer}", hidden) * real, stride)
        told = _linear(weights, f"in{layer}", seen)
        hidden += _linear(weights, f"out{layer}", np.maximum(told, 0, out=told)) * real
    hidden = _normalised(weights, "norm", hidden) * real
    before = np.vstack([np.zeros_like(hidden[:1]), hidden[:-1]])
    gap = _linear(weights, "gap", np.hstack([before, hidden]))
    classes, gaps = _linear(weights, "classes", hidden), _linear(weights, "gaps", np.maximum(gap, 0, out=gap))
    return [(classes[place], gaps[place]) for place in places]


def _linear(weights: Weights, name: str, rows: Floats) -> Floats:
    result: Floats = rows @ weights[name]
    result += weights[f"{name}.bias"]
    return result


def _normalised(weights: Weights, name: str, rows: Floats) -> Floats:
    """Layer normalisation (Ba et al. 2016)."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    normal: Floats = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + EPSILON)
    return normal * weights[name] + weights[f"{name}.bias"]


def _beside(rows: Floats, stride: int) -> Floats:
    """The word so many places before, the word, the one as far behind, side by side."""
    count, width = rows.shape
    seen = np.zeros((count, 3, width), rows.dtype)
    seen[stride:, 0] = rows[: max(0, count - stride)]
    seen[:, 1] = rows
    seen[: max(0, count - stride), 2] = rows[stride:]
    return seen.reshape(count, 3 * width)
