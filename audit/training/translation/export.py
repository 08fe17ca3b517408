"""A trained network as a CTranslate2 model, packed as an Argos package."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import common_spec, transformer_spec
from torch import Tensor

from audit.training.translation.network import Shape, sinusoids
from audit.training.translation.pieces import TO_FRENCH

EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in the archive, so that the same model gives the same bytes
CARD = "README.md"
NAMES = {"fr": "French", "en": "English"}
KINDS = ("weight", "bias")
_SELF = {
    "self_attention/layer_norm": "norms.0", "self_attention/linear_0": "attention.inputs.0",
    "self_attention/linear_1": "attention.output", "ffn/linear_0": "widen", "ffn/linear_1": "narrow",
}  # fmt: skip
_CROSSED = {
    "attention/layer_norm": "norms.1", "attention/linear_0": "crossing.inputs.0",
    "attention/linear_1": "crossing.inputs.1", "attention/linear_2": "crossing.output",
}  # fmt: skip
_LAYER = {
    "encoder": _SELF | {"ffn/layer_norm": "norms.1"},
    "decoder": _SELF | _CROSSED | {"ffn/layer_norm": "norms.2"},
}


def load(path: Path) -> tuple[Shape, dict[str, Tensor], int]:
    """The shape and the averaged weights of a `model.pt`, and how many target pieces it was trained on."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    return Shape(**state["shape"]), {name: value.float() for name, value in state["weights"].items()}, state["seen"]


def places(shape: Shape) -> Iterator[tuple[str, str]]:
    """What CTranslate2 calls each weight of a network, and what we call it."""
    yield "decoder/embeddings/weight", "embedding.weight"
    yield "decoder/projection/bias", "bias"
    for side, layers in (("encoder", shape.encoder), ("decoder", shape.decoder)):
        parts = [("layer_norm", f"{side}_norm")]
        for index in range(layers):
            parts += [(f"layer_{index}/{there}", f"{side}.{index}.{here}") for there, here in _LAYER[side].items()]
        for there, here in parts:
            names = ("gamma", "beta") if "norm" in there else ("weight", "bias")
            yield from ((f"{side}/{there}/{name}", f"{here}.{ours}") for name, ours in zip(names, KINDS, strict=True))


def convert(model: Path, pieces: Path, out: Path, quantization: str = "int8") -> None:
    """Write a `model.pt` as a CTranslate2 model to the folder `out`."""
    shape, weights, _ = load(model)
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder, shape.decoder), shape.heads, pre_norm=True, activation=common_spec.Activation.RELU
    )
    embedding, positions = _array(weights["embedding.weight"]), _array(sinusoids(shape.width))
    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight, embeddings.multiply_by_sqrt_depth = embedding, True
        side.scale_embeddings, side.position_encodings.encodings = True, positions
    spec.decoder.projection.weight = embedding
    for there, here in places(shape):
        *path, name = there.split("/")
        setattr(reduce(_part, path, spec), name, _array(weights[here]))
    _register(spec, pieces)
    spec.validate()
    spec.optimize(quantization=quantization)
    out.mkdir(parents=True, exist_ok=True)
    spec.save(str(out))


def _part(spec: Any, name: str) -> Any:
    """A part of a specification by its name there: *layer_3* is the fourth of a list, *linear_0* may be either."""
    stem, _, index = name.rpartition("_")
    return getattr(spec, name) if hasattr(spec, name) else getattr(spec, stem)[int(index)]


def _array(tensor: Tensor) -> np.ndarray:
    return np.asarray(tensor.contiguous().numpy())


def _register(spec: Any, pieces: Path) -> None:
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    vocabulary = [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = spec.config.bos_token = "<s>"  # noqa: S105 - no password
    spec.config.eos_token, spec.config.unk_token = "</s>", "<unk>"


def pack(model: Path, pieces: Path, out: Path, *, version: str, card: str, task: str) -> Path:
    """Write an `.argosmodel` of a `model.pt`, trained on the target prefix `task`, into the folder `out`; return its path."""
    given, wanted = ("en", "fr") if task == TO_FRENCH else ("fr", "en")
    name = f"translate-{given}_{wanted}-{version.replace('.', '_')}"
    metadata = {
        "package_version": version, "argos_version": "1.9", "type": "translate", "from_code": given, "to_code": wanted,
        "from_name": NAMES[given], "to_name": NAMES[wanted], "target_prefix": task, "target_pieces": load(model)[2],
    }  # fmt: skip
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"{name}.argosmodel"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, name)
        convert(model, pieces, folder / "model")
        shutil.copy(pieces, folder / "sentencepiece.model")
        (folder / "metadata.json").write_text(json.dumps(metadata, indent=1), "utf-8")
        (folder / CARD).write_text(card, "utf-8")
        with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                archive.writestr(
                    zipfile.ZipInfo(f"{name}/{file.relative_to(folder)}", EPOCH),
                    file.read_bytes(),
                    zipfile.ZIP_DEFLATED,
                )
    return package
