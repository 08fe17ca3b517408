"""A package back as weights to train on: for more text, or for text of one's own."""

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from audit.training.translation.evaluate import package as open_package
from audit.training.translation.export import places
from audit.training.translation.network import Shape
from audit.training.translation.pieces import PAD

KINDS = (np.float32, np.int8, np.int16, np.int32, np.float16)  # by their numbers in model.bin


def unpack(package: Path, pieces: Path, out: Path) -> Path:
    """Write `package.pt`, which `train` begins from, into a folder of `out`; its word pieces to `pieces`. Return the first.

    What rounding to 8 bits took from the weights stays lost. Raises EngineError when it is no package, and ValueError when
    `pack` did not make it.
    """
    read = open_package(package)
    variables = dict(_variables(read.model()["model.bin"]))
    made = json.loads((read.folder / "metadata.json").read_text("utf-8"))
    pieces.write_bytes((read.folder / "sentencepiece.model").read_bytes())
    shape = _shape(variables)
    try:
        weights = {here: torch.from_numpy(_floats(variables, there)) for there, here in places(shape)}
    except KeyError as error:
        raise ValueError(f"{package}: its network is of another kind: it has no {error}") from error
    state = {"shape": asdict(shape), "weights": weights, "step": 0, "seen": made.get("target_pieces", 0)}
    path = out / read.pair / "package.pt"
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path)
    return path


def _variables(content: bytes) -> Iterator[tuple[str, np.ndarray]]:
    """The names and values in a CTranslate2 `model.bin`, version 6 (ctranslate2/specs/model_spec.py writes it)."""
    at = 0

    def number(kind: str) -> int:
        nonlocal at
        at += struct.calcsize(f"<{kind}")
        return int(struct.unpack_from(f"<{kind}", content, at - struct.calcsize(f"<{kind}"))[0])

    def taken(size: int) -> bytes:
        nonlocal at
        at += size
        return content[at - size : at]

    def name() -> str:
        return taken(number("H"))[:-1].decode()

    _version, _specification, _revision = number("I"), name(), number("I")
    for _ in range(number("I")):
        called = name()
        sizes = [number("I") for _ in range(number("B"))]
        kind = np.dtype(KINDS[number("B")])
        yield called, np.frombuffer(taken(number("I")), kind).reshape(sizes)


def _shape(variables: dict[str, Any]) -> Shape:
    vocabulary, width = variables["decoder/embeddings/weight"].shape
    depth = {
        side: sum(name.startswith(f"{side}/layer_") and name.endswith("/ffn/layer_norm/beta") for name in variables)
        for side in ("encoder", "decoder")
    }
    inner, heads = len(variables["encoder/layer_0/ffn/linear_0/bias"]), int(variables["decoder/num_heads"])
    return Shape(vocabulary, PAD, width, inner, heads, **depth)


def _floats(variables: dict[str, np.ndarray], name: str) -> np.ndarray:
    value = variables[name].astype(np.float32)
    scale = variables.get(f"{name}_scale")
    return value if scale is None else value / scale[:, None]
