"""A pre-norm Transformer whose weights map one to one onto CTranslate2's TransformerSpec.

One embedding serves encoder, decoder and output; positions are sinusoids; queries, keys and values are one matrix, as
CTranslate2 keeps them.
"""

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

MAX_POSITIONS = 512
ROWS = 1024
FORBIDDEN = -1e4  # a score that leaves nothing after the softmax, in half precision too


@dataclass(frozen=True)
class Shape:
    """The sizes of a network. `vocabulary` counts word pieces, `pad` is the piece that fills short rows."""

    vocabulary: int
    pad: int
    width: int = 256
    inner: int = 1024
    heads: int = 4
    encoder: int = 6
    decoder: int = 2
    dropout: float = 0.0


class Attention(nn.Module):
    def __init__(self, width: int, heads: int, *, own: bool) -> None:
        super().__init__()
        self.heads, self.own = heads, own
        self.inputs = nn.ModuleList(
            [nn.Linear(width, 3 * width)] if own else [nn.Linear(width, width), nn.Linear(width, 2 * width)]
        )
        self.output = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor | None, *, causal: bool = False) -> Tensor:
        projected = self.inputs[0](x)
        query, key, value = projected.chunk(3, -1) if self.own else (projected, *self.inputs[1](memory).chunk(2, -1))
        mixed = attend(self._split(query), self._split(key), self._split(value), mask, causal=causal)
        return self.output(mixed.transpose(1, 2).flatten(2))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, *, causal: bool) -> Tensor:
    """Scaled dot-product attention. On a CPU plain products take half the time of torch's own for sentences."""
    if query.is_cuda:
        return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)
    scores = query * query.shape[-1] ** -0.5 @ key.transpose(-1, -2)
    if causal:
        scores = scores + torch.full(scores.shape[-2:], FORBIDDEN, dtype=scores.dtype).triu(1)
    elif mask is not None:
        scores = scores.masked_fill(~mask, FORBIDDEN)
    return scores.softmax(-1, dtype=scores.dtype) @ value


class Layer(nn.Module):
    """Self-attention, attention to the encoder where `crossed`, and a feed-forward network, each normed before."""

    def __init__(self, shape: Shape, *, crossed: bool) -> None:
        super().__init__()
        width = shape.width
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3 if crossed else 2))
        self.attention = Attention(width, shape.heads, own=True)
        self.crossing = Attention(width, shape.heads, own=False) if crossed else None
        self.widen, self.narrow = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None, memory: Tensor | None = None) -> Tensor:
        y = self.norms[0](x)
        causal = self.crossing is not None
        x = x + self.dropout(self.attention(y, y, None if causal else mask, causal=causal))
        if self.crossing is not None:
            x = x + self.dropout(self.crossing(self.norms[1](x), memory, mask))
        return x + self.dropout(self.narrow(functional.relu(self.widen(self.norms[-1](x)))))


class Network(nn.Module):
    """From rows of source pieces and rows of the target so far to states that foretell the next target pieces."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.encoder = nn.ModuleList(Layer(shape, crossed=False) for _ in range(shape.encoder))
        self.decoder = nn.ModuleList(Layer(shape, crossed=True) for _ in range(shape.decoder))
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.dropout = nn.Dropout(shape.dropout)
        self.register_buffer("positions", sinusoids(shape.width), persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        depth = 2 * self.shape.encoder + 3 * self.shape.decoder
        nn.init.normal_(self.embedding.weight, std=self.shape.width**-0.5)
        for name, module in self.named_modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight, gain=depth**-0.5 if name.endswith(("output", "narrow")) else 1)
                nn.init.zeros_(module.bias)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Decoder states, (rows, target length, width), of piece ids (rows, length)."""
        padding = source == self.shape.pad
        mask = None if not bool(padding.any()) else ~padding[:, None, None, :]
        memory = self._embed(source)
        for layer in self.encoder:
            memory = layer(memory, mask)
        memory = self.encoder_norm(memory)
        states = self._embed(target)
        for layer in self.decoder:
            states = layer(states, mask, memory)
        return self.decoder_norm(states)

    def loss(self, states: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
        """The sum of the label-smoothed cross-entropies of wanted pieces (length,), given their states (length, width)."""
        return SmoothedLoss.apply(states, self.embedding.weight, self.bias, wanted, smoothing)

    def _embed(self, pieces: Tensor) -> Tensor:
        scaled = self.embedding(pieces) * math.sqrt(self.shape.width)
        return self.dropout(scaled + self.positions[: pieces.shape[1]])


class SmoothedLoss(torch.autograd.Function):
    """Projection, softmax and cross-entropy in one, a thousand rows at a time, with the gradient found on the way.

    The logits of a whole batch would be most of its memory, and moving them a third of the time on a CPU.
    """

    @staticmethod
    def forward(ctx: Any, states: Tensor, weight: Tensor, bias: Tensor, wanted: Tensor, smoothing: float) -> Tensor:
        low, pieces = weight.to(states.dtype), len(weight)
        by_state, by_weight, by_bias = torch.empty_like(states), torch.zeros_like(weight), torch.zeros_like(bias)
        total = torch.zeros((), device=states.device)
        for rows in torch.arange(len(states)).split(ROWS):
            part = slice(int(rows[0]), int(rows[-1]) + 1)
            logits = torch.addmm(bias.to(low.dtype), states[part], low.t()).float()
            norm, index = logits.logsumexp(1, keepdim=True), wanted[part, None]
            total += (norm - (1 - smoothing) * logits.gather(1, index)).sum() - smoothing / pieces * logits.sum()
            slope = logits.sub_(norm).exp_().sub_(smoothing / pieces)
            slope.scatter_add_(1, index, slope.new_full(index.shape, smoothing - 1))
            by_bias += slope.sum(0)
            slope = slope.to(low.dtype)
            by_state[part] = slope @ low
            by_weight += slope.t() @ states[part]
        ctx.save_for_backward(by_state, by_weight, by_bias)
        return total

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        scale = grads[0]
        return *(gradient * scale.to(gradient.dtype) for gradient in ctx.saved_tensors), None, None


def sinusoids(width: int) -> Tensor:
    """Position encodings as CTranslate2 lays them out: sines in the first half, cosines in the second."""
    rates = torch.exp(torch.arange(width // 2) * (-math.log(10000) / (width // 2 - 1)))
    angles = torch.arange(MAX_POSITIONS)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], 1)
