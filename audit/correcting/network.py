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
    ids, sizes = np.concatenate(sentences), [len(rows) for rows in sentences]
    place = np.arange(len(ids)) + np.repeat(np.arange(1, len(sizes) + 1) * APART, sizes)  # among the empty rows
    word, *other = (weights[column].take(ids[:, number], axis=0) for number, column in enumerate(COLUMNS))
    hidden: Floats = _linear(weights, "enter", np.hstack([word, sum(other)]))
    for layer, stride in enumerate(STRIDES):
        near = _near(_normalised(weights, f"norm{layer}", hidden), place, (-stride, 0, stride))
        told = _linear(weights, f"in{layer}", near)
        hidden += _linear(weights, f"out{layer}", np.maximum(told, 0, out=told))
    hidden = _normalised(weights, "norm", hidden)
    gap = _linear(weights, "gap", _near(hidden, place, (-1, 0)))
    classes, gaps = _linear(weights, "classes", hidden), _linear(weights, "gaps", np.maximum(gap, 0, out=gap))
    ends = np.cumsum(sizes)[:-1]
    return list(zip(np.split(classes, ends), np.split(gaps, ends), strict=True))


def _linear(weights: Weights, name: str, rows: Floats) -> Floats:
    result: Floats = rows @ weights[name]
    result += weights[f"{name}.bias"]
    return result


def _normalised(weights: Weights, name: str, rows: Floats) -> Floats:
    """Layer normalisation (Ba et al. 2016)."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    normal: Floats = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + EPSILON)
    return normal * weights[name] + weights[f"{name}.bias"]


def _near(rows: Floats, place: NDArray[np.int64], offsets: Sequence[int]) -> Floats:
    """For each word what stands so many places from it, side by side; zeros where that is no word of its sentence."""
    parted = np.zeros((int(place[-1]) + APART + 1, rows.shape[1]), rows.dtype)
    parted[place] = rows
    return np.hstack([parted[place + offset] for offset in offsets])
