"""The tagger's network: convolutions over an article's words and over what each word depends on, in numpy.

A word's embedding is the sum of a row of each table and of linear maps of its numbers and its word vector. Each layer adds
to it what it computes from the embeddings of the word, of its neighbours on either side (further away from layer to layer)
and of its head. `audit.training.tagger.train` trains the same network in torch.
"""

from collections.abc import Mapping

import numpy as np

from audit.tagging.features import TABLES, Features, Floats, Places

STRIDES = (1, 1, 2, 4)  # how far away the neighbours of each layer are, in words
AT_ONCE = 5_000  # words, each of which takes 10 kB on the way
EPSILON = 1e-5
Weights = Mapping[str, Floats]


def forward(weights: Weights, features: Features, vectors: Floats) -> Floats:
    """Logits: a row for each word, a column for each class, the first for a word that is right.

    `vectors` is the parser's table of word vectors. A long article goes through part by part.
    """
    parts = []
    for first in range(0, len(features), AT_ONCE):
        last = min(first + AT_ONCE, len(features))
        start, end = _within_reach(features.sentence, first, last)
        logits = _forward(weights, features.rows(start, end), vectors)
        parts.append(logits[first - start : last - start])
    return np.concatenate(parts)


def _within_reach(sentence: Places, first: int, last: int) -> tuple[int, int]:
    """The rows that those from `first` to `last` depend on: each layer sees a stride further, and the head in that sentence."""
    for stride in reversed(STRIDES):
        first = int(np.searchsorted(sentence, sentence[max(0, first - stride)]))
        last = int(np.searchsorted(sentence, sentence[min(last + stride, len(sentence)) - 1], "right"))
    return first, last


def _forward(weights: Weights, features: Features, vectors: Floats) -> Floats:
    known: Floats = vectors.take(features.vector, axis=0)
    known[features.vector < 0] = 0
    hidden: Floats = features.numbers @ weights["numbers"] + known @ weights["vectors"] + weights["bias"]
    for column, table in enumerate(TABLES):
        hidden += weights[table].take(features.ids[:, column], axis=0)
    for layer, stride in enumerate(STRIDES):
        told = _seen(_normalised(hidden), stride, features.head) @ weights[f"layer{layer}"]
        told += weights[f"bias{layer}"]
        hidden += np.maximum(told, 0, out=told)
    logits: Floats = _normalised(hidden) @ weights["classes"] + weights["prior"]
    return logits


def _normalised(hidden: Floats) -> Floats:
    """Mean 0 and variance 1 in every row: layer normalisation (Ba et al. 2016), its scale left to the next matrix."""
    centred = hidden - hidden.mean(axis=1, keepdims=True)
    normal: Floats = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + EPSILON)
    return normal


def _seen(rows: Floats, stride: int, head: Places) -> Floats:
    """What a layer sees of each word, side by side: the word so many places before, it, the one as far behind, its head.

    Zeros stand for words before the first and behind the last.
    """
    count, width = rows.shape
    seen = np.zeros((count, 4, width), rows.dtype)
    seen[stride:, 0] = rows[: max(0, count - stride)]
    seen[:, 1] = rows
    seen[: max(0, count - stride), 2] = rows[stride:]
    seen[:, 3] = rows[head]
    return seen.reshape(count, 4 * width)
