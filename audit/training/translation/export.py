"""A trained network as a CTranslate2 model, packed as an Argos package."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
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


def load(path: Path) -> tuple[Shape, dict[str, Tensor], int]:
    """The shape and the averaged weights of a `model.pt`, and how many target pieces it was trained on."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    return Shape(**state["shape"]), {name: value.float() for name, value in state["weights"].items()}, state["seen"]


def convert(model: Path, pieces: Path, out: Path, quantization: str = "int8") -> None:
    """Write a `model.pt` as a CTranslate2 model to the folder `out`."""
    shape, weights, _ = load(model)
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder, shape.decoder), shape.heads, pre_norm=True, activation=common_spec.Activation.RELU
    )
    for side, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight, embeddings.multiply_by_sqrt_depth = _array(weights["embedding.weight"]), True
        side.scale_embeddings = True
        side.position_encodings.encodings = _array(sinusoids(shape.width))
        _norm(side.layer_norm, weights, f"{name}_norm")
        for index, layer in enumerate(side.layer):
            _layer(layer, weights, f"{name}.{index}")
    spec.decoder.projection.weight, spec.decoder.projection.bias = (
        _array(weights["embedding.weight"]), _array(weights["bias"])
    )  # fmt: skip
    _register(spec, pieces)
    spec.validate()
    spec.optimize(quantization=quantization)
    out.mkdir(parents=True, exist_ok=True)
    spec.save(str(out))


def _layer(layer: Any, weights: Mapping[str, Tensor], name: str) -> None:
    crossed = hasattr(layer, "attention")
    _norm(layer.self_attention.layer_norm, weights, f"{name}.norms.0")
    _attention(layer.self_attention, weights, f"{name}.attention")
    if crossed:
        _norm(layer.attention.layer_norm, weights, f"{name}.norms.1")
        _attention(layer.attention, weights, f"{name}.crossing")
    _norm(layer.ffn.layer_norm, weights, f"{name}.norms.{2 if crossed else 1}")
    _linear(layer.ffn.linear_0, weights, f"{name}.widen")
    _linear(layer.ffn.linear_1, weights, f"{name}.narrow")


def _attention(spec: Any, weights: Mapping[str, Tensor], name: str) -> None:
    *inputs, output = spec.linear
    for index, linear in enumerate(inputs):
        _linear(linear, weights, f"{name}.inputs.{index}")
    _linear(output, weights, f"{name}.output")


def _linear(spec: Any, weights: Mapping[str, Tensor], name: str) -> None:
    spec.weight, spec.bias = _array(weights[f"{name}.weight"]), _array(weights[f"{name}.bias"])


def _norm(spec: Any, weights: Mapping[str, Tensor], name: str) -> None:
    spec.gamma, spec.beta = _array(weights[f"{name}.weight"]), _array(weights[f"{name}.bias"])


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
        "from_name": NAMES[given], "to_name": NAMES[wanted], "target_prefix": task,
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
