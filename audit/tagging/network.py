"""The tagger's network: convolutions over an article's words and over what each word depends on, in numpy.

A word's embedding is the sum of a row of each table and of linear maps of its numbers and its word vector. Each layer adds
to it what it computes from the embeddings of the word, of its neighbours on either side (further away from layer to layer)
and of its head. `audit.training.tagger.train` trains the same network in torch.
"""

from collections.abc import Mapping

import numpy as np

from audit.tagging.features import TABLES, Features, Floats

STRIDES = (1, 1, 2, 4)  # how far away the neighbours of each layer are, in words
EPSILON = 1e-5
Weights = Mapping[str, Floats]


def forward(weights: Weights, features: Features, vectors: Floats) -> Floats:
    """Logits: a row for each word, a column for each class, the first for a word that is right.

    `vectors` is the parser's table of word vectors.
    """
    known: Floats = vectors[features.vector] * (features.vector >= 0)[:, None].astype(np.float32)
    hidden: Floats = features.numbers @ weights["numbers"] + known @ weights["vectors"] + weights["bias"]
    for column, table in enumerate(TABLES):
        hidden += weights[table][features.ids[:, column]]
    for layer, stride in enumerate(STRIDES):
        inside = _normalised(hidden)
        seen = [_shifted(inside, stride), inside, _shifted(inside, -stride), inside[features.head]]
        hidden += np.maximum(0, np.concatenate(seen, axis=1) @ weights[f"layer{layer}"] + weights[f"bias{layer}"])
    logits: Floats = _normalised(hidden) @ weights["classes"] + weights["prior"]
    return logits


def _normalised(hidden: Floats) -> Floats:
    """Mean 0 and variance 1 in every row: layer normalisation (Ba et al. 2016), its scale left to the next matrix."""
    centred = hidden - hidden.mean(axis=1, keepdims=True)
    normal: Floats = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + EPSILON)
    return normal


def _shifted(rows: Floats, by: int) -> Floats:
    """Every row moved down by so many places, up where that is negative; zeros come in."""
    moved = np.zeros_like(rows)
    if by > 0:
        moved[by:] = rows[:-by]
    else:
        moved[:by] = rows[-by:]
    return moved
