"""A small real Argos package: a CTranslate2 Transformer whose weights are set by hand to translate word for word.

Tokens and positions are one-hot. The decoder's cross-attention looks at the encoder position of its own number, takes
the token there, and the projection looks that token up in a dictionary. Nothing is trained or random.
"""

import json
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

DICTIONARY = {
    "le": "the", "la": "the", "chat": "cat", "maire": "mayor", "dort": "sleeps", "parle": "speaks", "noir": "black",
    "boucle": "boucle", "et": "and", "ville": "town", "de": "of", "petit": "small",
}  # fmt: skip
CONTROL = ("<unk>", "<s>", "</s>")
POSITIONS = 64  # the longest sentence it can take, in words
SHARP = 10.0  # makes the softmax of the attention a choice

Array = npt.NDArray[Any]


WORDS = sorted({*DICTIONARY, *DICTIONARY.values()})


def build(folder: Path, version: str = "1.0", pair: tuple[str, str] = ("fr", "en"), bpe: bool = False) -> Path:
    """Write `translate-fr_en.argosmodel` into a folder, and return it. `bpe` is the tokenizer of older packages."""
    name = f"translate-{pair[0]}_{pair[1]}"
    contents = folder / "contents" / name
    contents.mkdir(parents=True)
    metadata = {"from_code": pair[0], "to_code": pair[1], "package_version": version, "argos_version": "1.9"}
    (contents / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    if bpe:
        _write_merges(contents / "bpe.model")
    else:
        _write_pieces(contents / "sentencepiece.model")
    _write_model(contents / "model", start="" if bpe else "▁")
    archive = folder / f"{name}.argosmodel"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(contents.rglob("*")):
            file.write(path, path.relative_to(contents.parent))
    return archive


@contextmanager
def own_folders(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give argos-translate, which reads its settings once, empty folders of its own; yields that of its packages."""
    folder = home / "packages"
    folder.mkdir()
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    _forget_argostranslate()
    yield folder
    _forget_argostranslate()


def _forget_argostranslate() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "argostranslate"]:
        del sys.modules[name]


def _write_merges(path: Path) -> None:
    """Merges that put every word together letter by letter, in subword-nmt's format."""
    splits = [(word[:i], word[i:]) for word in WORDS for i in range(1, len(word))]
    merges = ["#version: 0.2", *(f"{head} {tail[0]}" + "</w>" * (len(tail) == 1) for head, tail in splits)]
    path.write_text("\n".join(dict.fromkeys(merges)) + "\n", encoding="utf-8")


def _write_pieces(path: Path) -> None:
    import sentencepiece

    lines = [" ".join(WORDS[i:] + WORDS[:i]) for i in range(len(WORDS))] * 10
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_prefix=str(path.with_suffix("")),
        model_type="word",
        vocab_size=len(WORDS) + len(CONTROL),
        minloglevel=2,
    )
    path.with_suffix(".vocab").unlink()


def _write_model(folder: Path, start: str) -> None:
    """Write the CTranslate2 model. `start` is what the tokenizer puts before a word."""
    from ctranslate2.specs import TransformerSpec

    tokens = [*CONTROL, *(start + word for word in WORDS)]
    spec = TransformerSpec.from_config((1, 1), num_heads=1, pre_norm=True)
    size = len(tokens) + POSITIONS
    token, position = np.eye(size)[: len(tokens)], np.eye(size)[len(tokens) :]
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = _array(position)
        side.scale_embeddings = False
        _set_norm(side.layer_norm, size)
        for layer in side.layer:
            _set_empty(layer, size)
    for embeddings in (spec.encoder.embeddings[0], spec.decoder.embeddings):
        embeddings.weight, embeddings.multiply_by_sqrt_depth = _array(token), False
    _set_attention(spec.decoder.layer[0].attention, token.T @ token, position.T @ position)
    lookup = np.zeros((len(tokens), size))
    for source, word in enumerate(tokens):
        english = DICTIONARY.get(word.removeprefix(start))
        lookup[tokens.index(start + english) if english else source, source] = SHARP
    spec.decoder.projection.weight, spec.decoder.projection.bias = _array(lookup), _array(np.zeros(len(tokens)))
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"  # noqa: S105 - no password
    spec.validate()
    folder.mkdir()
    spec.save(str(folder))


def _set_attention(attention: Any, tokens: Array, positions: Array) -> None:
    size = len(tokens)
    zeros = _array(np.zeros(size))
    query, key_value, out = attention.linear
    query.weight, query.bias = _array(SHARP * positions), zeros
    key_value.weight, key_value.bias = _array(np.concatenate([positions, tokens])), _array(np.zeros(2 * size))
    out.weight, out.bias = _array(SHARP * np.eye(size)), zeros
    _set_norm(attention.layer_norm, size)


def _set_empty(layer: Any, size: int) -> None:
    """Make self-attention and the feed-forward network add nothing."""
    for linear, rows in ((layer.self_attention.linear[0], 3 * size), (layer.self_attention.linear[1], size)):
        linear.weight, linear.bias = _array(np.zeros((rows, size))), _array(np.zeros(rows))
    for linear in (layer.ffn.linear_0, layer.ffn.linear_1):
        linear.weight, linear.bias = _array(np.zeros((size, size))), _array(np.zeros(size))
    _set_norm(layer.self_attention.layer_norm, size)
    _set_norm(layer.ffn.layer_norm, size)


def _set_norm(norm: Any, size: int) -> None:
    norm.gamma, norm.beta = _array(np.ones(size)), _array(np.zeros(size))


def _array(values: npt.NDArray[Any]) -> Array:
    return np.ascontiguousarray(values, dtype=np.float32)
