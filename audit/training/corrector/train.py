"""Train the network of `audit.correcting.network` in torch, against the clock: it may be stopped, and goes on where it was.

All but the tables is computed in bfloat16 where the processor multiplies it (Intel's AMX ten times as fast); the weights that
steps are added to are kept in single precision.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from random import Random
from threading import Thread
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from audit.correcting.alternatives import CLASSES, CONTENT
from audit.correcting.network import STRIDES
from audit.correcting.vocabulary import COLUMNS, MARK, Ids
from audit.training.arithmetic import quick
from audit.training.corrector.broken import IGNORED, Breaker, Sentence
from audit.training.corrector.corpus import Corpus, Table, texts

HIDDEN = 0.06  # share of words whose own row is hidden, so that the rest is learned from as well
JOINED, LONGEST = 0.25, 70  # how often a sentence is read with the one behind it, and how many words both may have
HEAVY, RATE = (
    0.7,
    0.10,
)  # share of the time, its beginning, in which a tenth of the words is broken; then it is as in life
WARM, STEADY = 400, 0.4  # steps in which the learning rate rises; share of the time before it falls, to nothing
TRAINED = "corrector.pt"
REPORTED, SAVED = 200, 300  # steps, and seconds
Batch = tuple[Tensor, Tensor, Tensor]  # rows of the vocabulary's columns; classes of words; of gaps


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: for so many minutes, or `steps` where they are given."""

    minutes: float = 90.0
    steps: int = 0
    width: int = 256
    table: int = 128  # width of the tables
    rate: float = 1.6e-3
    words: int = 8_000  # of a step
    threads: int = 2
    seed: int = 1


class Network(nn.Module):  # type: ignore[misc, unused-ignore]  # torch is an extra: without it, Any
    """See `audit.correcting.network`; names are those of its weights."""

    def __init__(self, rows: tuple[int, ...], plan: Plan) -> None:
        super().__init__()
        self.tables = nn.ModuleDict({column: nn.Embedding(rows[n], plan.table) for n, column in enumerate(COLUMNS)})
        for one in self.tables.values():
            nn.init.normal_(one.weight, 0, 0.1)
        width = plan.width
        linear = {"enter": (2 * plan.table, width), "gap": (2 * width, width)}
        linear |= {"classes": (width, len(CLASSES)), "gaps": (width, CONTENT + 1)}
        for layer in range(len(STRIDES)):
            linear |= {f"in{layer}": (3 * width, 2 * width), f"out{layer}": (2 * width, width)}
        self.linear = nn.ModuleDict({name: nn.Linear(*sizes) for name, sizes in linear.items()})
        self.norms = nn.ModuleDict(
            {name: nn.LayerNorm(width) for name in ("norm", *(f"norm{n}" for n in range(len(STRIDES))))}
        )
        for layer in range(len(STRIDES)):
            nn.init.normal_(self.linear[f"out{layer}"].weight, 0, 0.01)
        self.number = quick("cpu")
        self.linear.to(self.number)
        self.norms.to(self.number)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of words and gaps; `ids` are (sentences, words, columns), all sentences as long."""
        word, *other = (self.tables[column](ids[..., n]) for n, column in enumerate(COLUMNS))
        hidden = self.linear["enter"](torch.cat([word, sum(other)], -1).to(self.number))
        count = ids.shape[1]
        for layer, stride in enumerate(STRIDES):
            near = functional.pad(self.norms[f"norm{layer}"](hidden), (0, 0, stride, stride))
            seen = torch.cat([near[:, :count], near[:, stride : stride + count], near[:, 2 * stride :]], -1)
            hidden = hidden + self.linear[f"out{layer}"](functional.relu_(self.linear[f"in{layer}"](seen)))
        hidden = self.norms["norm"](hidden)
        before = functional.pad(hidden, (0, 0, 1, 0))[:, :count]
        gap = functional.relu_(self.linear["gap"](torch.cat([before, hidden], -1)))
        return self.linear["classes"](hidden).float(), self.linear["gaps"](gap).float()


def sentences(source: Corpus, breaker: Breaker, seed: int, rate: Callable[[], float | None]) -> Iterator[Sentence]:
    """Broken sentences without end, one or a few that follow each other, each text as often as it weighs."""
    random, rng = Random(seed), np.random.default_rng(seed)  # noqa: S311 - not a secret
    weights = np.array([text["weight"] for text in texts()])
    order = np.repeat(np.arange(len(source.texts)), weights[source.texts])
    while True:
        for first in rng.permutation(order).tolist():
            last = first + 1
            while last < len(source.texts) and source.texts[last] == source.texts[first] and random.random() < JOINED:
                if source.starts[last + 1] - source.starts[first] > LONGEST:
                    break
                last += 1
            place = slice(int(source.starts[first]), int(source.starts[last]))
            yield breaker.broken(source.words[place].tolist(), source.cases[place].tolist(), rate())


def batches(broken: Iterator[Sentence], rows: Ids, words: int) -> Iterator[Batch]:
    """Sentences of one length together; the row of the end stands behind each."""
    waiting: dict[int, list[Sentence]] = {}
    for sentence in broken:
        batch = waiting.setdefault(len(sentence), [])
        batch.append(sentence)
        if len(batch) * len(sentence) >= words:
            del waiting[len(sentence)]
            forms, cases, wrong, missing = (
                torch.tensor([getattr(one, column) for one in batch])
                for column in ("words", "cases", "wrong", "missing")
            )
            forms, cases = functional.pad(forms, (0, 1)), functional.pad(cases, (0, 1), value=MARK)
            ids = torch.cat([torch.from_numpy(rows)[forms], cases[..., None]], -1)
            yield ids, functional.pad(wrong, (0, 1), value=IGNORED), missing


class Trainer:
    """One training, with all that is needed to go on with it."""

    def __init__(self, source: Corpus, table: Table, plan: Plan, out: Path, resume: Path | None = None) -> None:
        torch.manual_seed(plan.seed)
        torch.set_num_threads(plan.threads)
        self.plan, self.out = plan, out
        self.network = Network((*(table.rows.max(axis=0) + 1).tolist(), 4), plan)
        self.coarse = dict(self.network.named_parameters())
        self.fine = {name: weight.detach().float().clone() for name, weight in self.coarse.items()}
        self.optimizer = torch.optim.AdamW(
            self.fine.values(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.used, self.step, self.words = 0.0, 0, 0
        if resume:
            self.load(resume)
        broken = sentences(source, Breaker(table, plan.seed + self.step), plan.seed + self.step, self.rate)
        self.batches = batches(broken, table.rows, plan.words)

    @property
    def share(self) -> float:
        return self.step / self.plan.steps if self.plan.steps else self.used / (60 * self.plan.minutes)

    def rate(self) -> float | None:
        return RATE if self.share < HEAVY else None

    def run(self, tell: Callable[[str], None]) -> None:
        ready: Queue[Batch] = Queue(8)
        Thread(target=self._prepare, args=(ready,), daemon=True).start()
        self.network.train()
        losses, last, saved = torch.zeros(2), time.monotonic(), time.monotonic()
        while self.share < 1:
            losses += self._step(*ready.get())
            now = time.monotonic()
            self.used, last = self.used + now - last, now
            if self.step % REPORTED == 0:
                words, gaps = (losses / REPORTED).tolist()
                tell(
                    f"{self.step} steps, {self.used:.0f} s, {self.words:,} words: {words:.4f} of words, {gaps:.4f} of gaps"
                )
                losses.zero_()
            if now - saved > SAVED:
                self.save()
                saved = now
        self.save()

    def _prepare(self, ready: "Queue[Batch]") -> None:
        for batch in self.batches:
            ready.put(batch)

    def _step(self, ids: Tensor, wrong: Tensor, missing: Tensor) -> Tensor:
        falling = min(1.0, (1 - self.share) / (1 - STEADY))
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * min(1.0, (self.step + 1) / WARM) * falling + 1e-5
        ids[..., 0] *= torch.rand(ids.shape[:2]) > HIDDEN
        words, gaps = self.network(ids)
        losses = [
            functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)
            for logits, wanted in ((words, wrong), (gaps, missing))
        ]
        sum(losses).backward()
        for name, weight in self.coarse.items():
            self.fine[name].grad, weight.grad = weight.grad.float(), None
        torch.nn.utils.clip_grad_norm_(self.fine.values(), 1.0)
        self.optimizer.step()
        self._copy()
        self.step, self.words = self.step + 1, self.words + ids.shape[0] * ids.shape[1]
        return torch.stack(losses).detach()

    def _copy(self) -> None:
        with torch.no_grad():
            for name, weight in self.coarse.items():
                weight.copy_(self.fine[name])

    def save(self) -> None:
        state: dict[str, Any] = {"weights": self.fine, "optimizer": self.optimizer.state_dict()}
        state |= {"used": self.used, "step": self.step, "words": self.words}
        half = self.out.with_suffix(".half")
        torch.save(state, half)
        half.replace(self.out)

    def load(self, file: Path) -> None:
        """Go on with a training; from another file, begin anew with its weights."""
        state = torch.load(file, weights_only=True)
        for name, weight in self.fine.items():
            weight.copy_(state["weights"][name])
        self._copy()
        if file == self.out:
            self.optimizer.load_state_dict(state["optimizer"])
            self.used, self.step, self.words = state["used"], state["step"], state["words"]


def trained(work: Path) -> int:
    """How many words it was trained on."""
    return int(torch.load(work / TRAINED, weights_only=True)["words"])


def arrays(work: Path) -> dict[str, np.ndarray]:
    """The weights of a training as `audit.correcting.network` names them, matrices to multiply with from the right."""
    found = {}
    for name, weight in torch.load(work / TRAINED, weights_only=True)["weights"].items():
        part, one, what = name.split(".")
        array = weight.detach().numpy()
        found[one if what == "weight" else f"{one}.bias"] = (
            array.T.copy() if part == "linear" and array.ndim == 2 else array
        )
    return found
