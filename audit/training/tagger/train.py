"""Train the network of `audit.tagging.network` in torch, and hand it over as arrays of numpy."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
import torch

from audit.tagging.features import TABLES, Features, Floats
from audit.tagging.network import EPSILON, STRIDES, Weights
from audit.training.tagger.data import KINDS, Corpus

CHUNK = 320  # most words of a row of a batch
WORD_LOST = 0.15  # share of words whose own row is hidden, so that the rest is learned from as well
DROPPED = 0.15  # of what a layer sees


@dataclass(frozen=True, slots=True)
class Plan:
    width: int = 128
    passes: float = 3.0
    rate: float = 2e-3
    batch: int = 14  # chunks
    seed: int = 1
    averaged: float = 0.3  # share of the way, its end, over which the weights are averaged (Izmailov et al. 2018)


@dataclass(frozen=True, slots=True)
class Inputs:
    """A corpus's features as torch sees them, the numbers with mean 0 and variance 1."""

    ids: Any
    numbers: Any
    vector: Any
    head: Any


def chunks(corpus: Corpus) -> list[tuple[int, int]]:
    """Ranges of rows: whole sentences of one article, no more than CHUNK words unless a single one has more."""
    sentence, article = corpus.features.sentence, corpus.article
    edges = 1 + np.flatnonzero((np.diff(sentence) != 0) | (np.diff(article) != 0))
    found, first, last = [], 0, 0
    for edge in [*edges.tolist(), len(sentence)]:
        if edge - first > CHUNK or article[min(edge, len(article)) - 1] != article[first]:
            if last > first:
                found.append((first, last))
            first = last
        last = edge
    return [*found, (first, last)]


def initial(sizes: tuple[int, ...], numbers: int, vector: int, width: int) -> dict[str, Any]:
    def normal(*shape: int, spread: float) -> Any:
        return (torch.randn(*shape) * spread).requires_grad_()

    def zeros(*shape: int) -> Any:
        return torch.zeros(*shape).requires_grad_()

    weights = {table: normal(size, width, spread=0.1) for table, size in zip(TABLES, sizes, strict=True)}
    weights |= {"numbers": normal(numbers, width, spread=numbers**-0.5), "bias": zeros(width)}
    weights |= {"vectors": normal(vector, width, spread=0.1 * vector**-0.5)}
    for layer in range(len(STRIDES)):
        weights |= {f"layer{layer}": normal(4 * width, width, spread=(2 * width) ** -0.5), f"bias{layer}": zeros(width)}
    return weights | {"classes": normal(width, len(KINDS) + 1, spread=width**-0.5), "prior": zeros(len(KINDS) + 1)}


def forward(weights: dict[str, Any], inputs: Inputs, vectors: Any, rows: Any, real: Any, training: bool) -> Any:
    """Logits of a batch: `rows` (chunks by places) are rows of the corpus, `real` is 0 where a place is filled up."""
    ids = inputs.ids[rows].long()
    if training:
        ids[..., 0] *= torch.rand(rows.shape) > WORD_LOST
    word = inputs.vector[rows].long()
    known = vectors[word.clamp(min=0)] * (word >= 0)[..., None]
    hidden = inputs.numbers[rows].float() @ weights["numbers"] + known @ weights["vectors"] + weights["bias"]
    for column, table in enumerate(TABLES):
        hidden = hidden + torch.nn.functional.embedding(ids[..., column], weights[table])
    heads = (inputs.head[rows].long() - rows[:, :1]).clamp(0, rows.shape[1] - 1)
    heads = heads[..., None].expand(-1, -1, hidden.shape[-1])
    for layer, stride in enumerate(STRIDES):
        inside = torch.nn.functional.layer_norm(hidden, hidden.shape[-1:], eps=EPSILON) * real[..., None]
        if training:
            inside = torch.nn.functional.dropout(inside, DROPPED)
        pad = torch.zeros_like(inside[:, :stride])
        left, right = torch.cat([pad, inside[:, :-stride]], 1), torch.cat([inside[:, stride:], pad], 1)
        seen = torch.cat([left, inside, right, inside.gather(1, heads)], 2)
        hidden = hidden + torch.relu(seen @ weights[f"layer{layer}"] + weights[f"bias{layer}"])
    inside = torch.nn.functional.layer_norm(hidden, hidden.shape[-1:], eps=EPSILON)
    return inside @ weights["classes"] + weights["prior"]


def batches(ranges: list[tuple[int, int]], size: int, rng: np.random.Generator) -> Iterator[tuple[Any, Any]]:
    """Chunks of like length together, in a random order."""
    jittered = np.array([last - first for first, last in ranges]) + rng.uniform(0, 60, len(ranges))
    order = np.argsort(jittered)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    for group in rng.permutation(len(groups)):
        picked = [ranges[i] for i in groups[group]]
        places = torch.arange(max(last - first for first, last in picked))
        firsts = torch.tensor([first for first, _ in picked])[:, None]
        lengths = torch.tensor([last - first for first, last in picked])[:, None]
        real = (places < lengths).float()
        yield firsts + torch.minimum(places, lengths - 1), real


def started(start: Weights, mean: Floats, spread: Floats) -> dict[str, Any]:
    """The weights of a trained network, made to take numbers with mean 0 and variance 1 again."""
    arrays = {name: weight.astype(np.float32) for name, weight in start.items()}
    arrays["bias"] = arrays["bias"] + mean @ arrays["numbers"]
    arrays["numbers"] = arrays["numbers"] * spread[:, None]
    return {name: torch.from_numpy(array).requires_grad_() for name, array in arrays.items()}


def train(
    corpus: Corpus,
    sizes: tuple[int, ...],
    vectors: Floats,
    plan: Plan,
    tell: Callable[[str], None],
    start: Weights | None = None,
) -> Weights:
    """Adam (Kingma and Ba 2015) with a rate that rises for a twentieth of the way and falls as a cosine.

    `start` is a network to go on from; its width wins over the plan's.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(plan.seed)
    mean, spread = _moments(corpus.features)
    inputs = Inputs(
        torch.from_numpy(corpus.features.ids.astype(np.int32)),
        torch.from_numpy(((corpus.features.numbers - mean) / spread).astype(np.float16)),
        torch.from_numpy(corpus.features.vector),
        torch.from_numpy(corpus.features.head),
    )
    labels = torch.from_numpy(corpus.label.astype(np.int64))
    known = torch.from_numpy(np.ascontiguousarray(vectors))
    weights = started(start, mean, spread) if start else initial(sizes, len(mean), vectors.shape[1], plan.width)
    average = {name: torch.zeros_like(weight, requires_grad=False) for name, weight in weights.items()}
    optimiser = torch.optim.AdamW(weights.values(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01)
    ranges = chunks(corpus)
    steps = int(plan.passes * len(ranges) / plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, plan.rate, steps + 1, pct_start=0.05, div_factor=10)
    step, total, begun = 0, 0.0, perf_counter()
    while step < steps:
        for rows, real in batches(ranges, plan.batch, rng):
            logits = forward(weights, inputs, known, rows, real, training=True)
            losses = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels[rows].flatten(), reduction="none")
            loss = (losses * real.flatten()).sum() / real.sum()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights.values(), 1.0)
            optimiser.step()
            schedule.step()
            step, total = step + 1, total + float(loss.detach())
            if (number := step - int((1 - plan.averaged) * steps)) > 0:
                for name, weight in weights.items():
                    average[name] += (weight.detach() - average[name]) / number
            if step % 100 == 0:
                tell(f"step {step} of {steps}, loss {total / 100:.4f}, {perf_counter() - begun:.0f} s")
                total = 0.0
            if step >= steps:
                break
    arrays = {name: weight.numpy() for name, weight in average.items()}
    # The scale of the numbers goes into the matrix that takes them.
    arrays["bias"] = arrays["bias"] - (mean / spread) @ arrays["numbers"]
    arrays["numbers"] = arrays["numbers"] / spread[:, None]
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def _moments(features: Features) -> tuple[Floats, Floats]:
    sample = features.numbers[:: max(1, len(features) // 100_000)].astype(np.float32)
    return sample.mean(axis=0), sample.std(axis=0) + 1e-3
