"""The design that ours is compared with: spaCy's trainable tagger over hash embeddings of words, one sentence at a time."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import numpy as np
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.util import fix_random_seed

from audit.tagging.features import Floats
from audit.training.tagger.data import KINDS, Corpus, read

ARCHITECTURE = {
    "@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1,
    "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None,
}  # fmt: skip
Item = TypeVar("Item")
BATCH, DROPPED = 48, 0.2  # sentences; share of what a layer sees
OTHER = "-"  # spaCy's taggers take labels that are text


def sentences(corpus: Corpus, files: Sequence[Path], language: Any) -> Iterator[tuple[Doc, list[str]]]:
    """Each sentence of a corpus as a Doc with the labels of its words. `files` are those that the corpus was made of."""
    texts = [text for file in files for text, _ in read(file)]
    features, labels = corpus.features, (OTHER, *KINDS)
    same = (np.diff(features.sentence) == 0) & (np.diff(corpus.article) == 0)
    edges = [0, *(np.flatnonzero(~same) + 1).tolist(), len(features)]
    for first, last in pairwise(edges):
        text = texts[corpus.article[first]]
        start, end = features.start[first:last], features.end[first:last]
        spaces = [*(start[1:] > end[:-1]).tolist(), False]
        words = [text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
        yield Doc(language.vocab, words, spaces), [labels[column] for column in corpus.label[first:last]]


def train(corpus: Corpus, files: Sequence[Path], passes: int, seed: int = 1) -> Any:
    fix_random_seed(seed)
    language = spacy.blank("fr")
    tagger: Any = language.add_pipe(
        "tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": ARCHITECTURE}}
    )
    for label in (OTHER, *KINDS):
        tagger.add_label(label)
    docs = list(sentences(corpus, files, language))
    optimiser = language.initialize()
    optimiser.learn_rate = 2e-3
    for number in range(passes):
        Random(seed + number).shuffle(docs)  # noqa: S311 - not a secret
        losses: dict[str, float] = {}
        for batch in _batches(docs, BATCH):
            examples = [Example.from_dict(doc, {"tags": tags}) for doc, tags in batch]
            language.update(examples, sgd=optimiser, drop=DROPPED, losses=losses)
        print(f"pass {number + 1}: {losses}", flush=True)
    return language


def predict(language: Any, corpus: Corpus, files: Sequence[Path]) -> Floats:
    """Logits for every word, in the order of our columns."""
    tagger = language.get_pipe("tagger")
    columns = [tagger.labels.index(label) for label in (OTHER, *KINDS)]
    docs = [doc for doc, _ in sentences(corpus, files, language)]
    scores = [rows for batch in _batches(docs, 256) for rows in tagger.model.predict(batch)]
    logits: Floats = np.concatenate(scores)[:, columns].astype(np.float32)
    return logits


def _batches(items: list[Item], size: int) -> Iterator[list[Item]]:
    yield from (items[first : first + size] for first in range(0, len(items), size))
