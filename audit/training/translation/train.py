"""Train against the clock: on a GPU, or on the cores of a CPU with a process each that share their gradients."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor, distributed, multiprocessing

from audit.training.arithmetic import quick
from audit.training.translation.network import Network, Shape
from audit.training.translation.pieces import BEGIN, END, PAD, Packed

MEETING = "workers"  # the file by which the workers of a run find each other
POOL = 100_000  # pairs that are sorted by length at a time, so that a batch holds like lengths
SMOOTHING = 0.1
CLIP = 1.0
AVERAGED = 0.998  # of the running average of weights, each AVERAGE_EVERY steps
AVERAGE_EVERY = 4
REPORT_SECONDS, SAVE_SECONDS = 60, 300


@dataclass(frozen=True)
class Plan:
    """How to train. The budget is of `hours`, or of `steps` where they are given; over its last `decay` share the learning
    rate falls to nothing."""

    hours: float = 0.0
    steps: int = 0
    tokens: int = 12_000  # source and target pieces of a step, padding included, over all workers
    rate: float = 4e-3
    warmup: int = 300  # steps
    decay: float = 0.25
    workers: int = 1
    seed: int = 1


@dataclass(frozen=True)
class Source:
    """A packed text, the piece that each target begins with, whether French is the target, and how often it is drawn."""

    text: Packed
    task: int
    to_french: bool = False
    share: float = 1.0


def blend(plenty: Source, scarce: Source, share: float) -> list[Source]:
    """Both, the first drawn so seldom that the second makes up `share` of the pairs, at least what it does by its size."""
    wanted = len(scarce.text) * (1 - share) / share
    return [replace(plenty, share=min(1.0, wanted / len(plenty.text))), scarce]


Batch = tuple[Tensor, Tensor, Tensor]  # source, target so far, target: (rows, length) of piece ids


def batches(sources: Sequence[Source], tokens: int, seed: int) -> Iterator[Batch]:
    """Batches without end, each of like lengths: the pairs of all sources shuffled, in pools, over and over."""
    lengths = [source.text.lengths() for source in sources]
    rng = np.random.default_rng(seed)
    while True:
        epoch = [
            np.stack([np.full(count, number), rng.permutation(len(source.text))[:count]], 1)
            for number, source in enumerate(sources)
            if (count := int(source.share * len(source.text)))
        ]
        order = rng.permutation(np.concatenate(epoch))
        for pool in np.split(order, range(POOL, len(order), POOL)):
            sizes = np.array([sum(lengths[n][side][i] for side in (0, 1)) for n, i in pool]) + 3
            ranked = np.argsort(sizes + rng.random(len(sizes)), kind="stable")
            cuts = _cuts(sizes[ranked], tokens)
            for run in rng.permutation(len(cuts) - 1):
                yield _batch(sources, pool[ranked[cuts[run] : cuts[run + 1]]])


def _cuts(sizes: np.ndarray, tokens: int) -> list[int]:
    """Where to cut ascending sizes, so that no run, padded to its longest, is over `tokens`."""
    cuts = [0]
    for index, size in enumerate(sizes):
        if (index + 1 - cuts[-1]) * size > tokens and index > cuts[-1]:
            cuts.append(index)
    return [*cuts, len(sizes)]


def _batch(sources: Sequence[Source], chosen: np.ndarray) -> Batch:
    rows: tuple[list[list[int]], ...] = ([], [], [])
    for number, index in chosen:
        source = sources[number]
        french, english = (list(side) for side in source.text.pair(index))
        given, wanted = (english, french) if source.to_french else (french, english)
        rows[0].append([*given, END])
        rows[1].append([BEGIN, source.task, *wanted])
        rows[2].append([PAD, *wanted, END])  # the task is given, never foretold
    longest = [max(map(len, side)) for side in rows]
    source_ids, so_far, wanted_ids = (
        torch.tensor([row + [PAD] * (longest[n] - len(row)) for row in side]) for n, side in enumerate(rows)
    )
    return source_ids, so_far, wanted_ids


def train(sources: Sequence[Source], shape: Shape, plan: Plan, out: Path, resume: Path | None = None) -> None:
    """Train until the budget is spent; leave `last.pt` (to resume), `stable.pt` (before the decay) and `model.pt`.

    `model.pt` holds the averaged weights. Resumed from `stable.pt`, a run goes on as if there had been no decay; from the
    `model.pt` of another direction, it begins anew with those weights.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "plan.json").write_text(json.dumps(asdict(plan) | asdict(shape), indent=1), "utf-8")
    job = (list(sources), shape, plan, out, resume)
    if plan.workers == 1:
        _work(0, *job)
        return
    (out / MEETING).unlink(missing_ok=True)
    multiprocessing.spawn(_work, job, plan.workers)


def _work(rank: int, sources: list[Source], shape: Shape, plan: Plan, out: Path, resume: Path | None) -> None:
    if plan.workers > 1:
        torch.set_num_threads(1)
        meeting = f"file://{(out / MEETING).absolute()}"
        distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=plan.workers)
    Trainer(sources, shape, plan, out, rank).run(resume)
    if plan.workers > 1:
        distributed.destroy_process_group()


class Trainer:
    """One worker of a training. All start from the same weights, and take the same steps by their summed gradients."""

    def __init__(self, sources: Sequence[Source], shape: Shape, plan: Plan, out: Path, rank: int) -> None:
        torch.manual_seed(plan.seed)
        self.sources, self.plan, self.out, self.rank = sources, plan, out, rank
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.number = quick(self.device)
        self.network = Network(shape).to(self.device)
        self.average = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.optimizers = _optimizers(self.network, plan.rate)
        self.step = self.seen = 0
        self.stable = False

    def run(self, resume: Path | None) -> None:
        if resume:
            self.load(resume)
        begun = reported = saved = time.monotonic()
        first = self.step
        loss = pieces = 0.0
        seed = Random(f"{self.plan.seed}:{self.step}:{self.rank}").randrange(1 << 30)  # noqa: S311 - not a secret
        for batch in batches(self.sources, self.plan.tokens // self.plan.workers, seed):
            now = time.monotonic()
            steps, hours = self.plan.steps, self.plan.hours
            spent = self._gradients(batch, (self.step - first) / steps if steps else (now - begun) / 3600 / hours)
            if spent[0] >= 1:
                break
            self._advance(spent[0])
            loss, pieces, self.seen = loss + spent[1], pieces + spent[2], self.seen + int(spent[2])
            if self.rank == 0 and now - reported > REPORT_SECONDS:
                rate = pieces / (now - reported)
                print(
                    f"{(now - begun) / 60:.0f} min, step {self.step}: loss {loss / pieces:.3f}, {rate:.0f} target pieces/s",
                    flush=True,
                )
                loss, pieces, reported = 0.0, 0.0, now
            if self.rank == 0 and (now - saved > SAVE_SECONDS or self._decays(spent[0])):
                self.save(decays=self._decays(spent[0]))
                saved = now
        if self.rank == 0:
            self.save(decays=True)
            print(f"{self.step} steps, {self.seen:,} target pieces", flush=True)

    def _gradients(self, batch: Batch, spent: float) -> tuple[float, float, float]:
        """Leave the mean gradient of all workers; return the share of the budget spent, the summed loss, the pieces."""
        source, so_far, wanted = (tensor.to(self.device) for tensor in batch)
        real = wanted != PAD
        with torch.autocast(self.device, torch.bfloat16, enabled=self.number == torch.bfloat16):
            states = self.network(source, so_far)[real].to(self.number)
        loss = self.network.loss(states, wanted[real], SMOOTHING)
        loss.backward()
        parameters = list(self.network.parameters())
        facts = torch.tensor([spent / self.plan.workers, float(loss.detach()), float(real.sum())], device=self.device)
        flat = torch.cat([*(parameter.grad.flatten() for parameter in parameters if parameter.grad is not None), facts])
        if self.plan.workers > 1:
            distributed.all_reduce(flat)
        flat, facts = flat[:-3] / flat[-1], flat[-3:]
        at = 0
        for parameter in parameters:
            parameter.grad = flat[at : at + parameter.numel()].view_as(parameter)
            at += parameter.numel()
        spent, total, pieces = facts.tolist()
        return spent, total, pieces

    def _advance(self, spent: float) -> None:
        """Take a step; the learning rate rises over the first steps, stays, and falls at the end of the budget."""
        rate = self.plan.rate * min(1.0, (self.step + 1) / self.plan.warmup, (1 - spent) / self.plan.decay)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), CLIP)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad()
        self.step += 1
        if self.step % AVERAGE_EVERY == 0:
            weight = 1 - min(AVERAGED, self.step / (self.step + 50))
            for name, value in self.network.state_dict().items():
                self.average[name].lerp_(value, weight)

    def _decays(self, spent: float) -> bool:
        return not self.stable and spent > 1 - self.plan.decay

    def save(self, *, decays: bool) -> None:
        """Write the state to go on from, and the averaged weights; the state before the decay is kept as well."""
        state = {
            "network": self.network.state_dict(), "average": self.average, "step": self.step, "seen": self.seen,
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
        }  # fmt: skip
        _write(state, self.out / "last.pt")
        if decays and not self.stable:
            self.stable = True
            _write(state, self.out / "stable.pt")
        model = {"shape": asdict(self.network.shape), "weights": self.average, "step": self.step, "seen": self.seen}
        _write(model, self.out / "model.pt")

    def load(self, path: Path) -> None:
        state = torch.load(path, map_location=self.device, weights_only=True)
        if "weights" in state:
            self.network.load_state_dict(state["weights"])
            self.average = {name: value.clone() for name, value in state["weights"].items()}
            self.seen = state["seen"] if path.parent.samefile(self.out) else 0  # of this direction
            return
        self.network.load_state_dict(state["network"])
        self.average, self.step, self.seen = state["average"], state["step"], state["seen"]
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)


def _optimizers(network: Network, rate: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the layers (https://kellerjordan.github.io/posts/muon/), AdamW for the rest."""
    inner = [p for name, p in network.named_parameters() if p.ndim == 2 and not name.startswith("embedding")]
    ids = set(map(id, inner))
    rest = [parameter for parameter in network.parameters() if id(parameter) not in ids]
    return [
        torch.optim.Muon(inner, rate, weight_decay=0.0, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(rest, rate, (0.9, 0.98), weight_decay=0.0),
    ]


def _write(state: Any, path: Path) -> None:
    """Replace a file in one step, so that a crash leaves the old or the new."""
    half = path.with_suffix(".half")
    torch.save(state, half)
    half.replace(path)
