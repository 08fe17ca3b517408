"""Packages in Argos' format, decoded by CTranslate2 sentence by sentence.

`argostranslate.translate` would join the sentences of a paragraph, give no map back, and load an AGPL splitter.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from audit.engines.base import Scored, Translation
from audit.errors import EngineError
from audit.reason import Reason

Folder = Path | zipfile.Path
Encode = Callable[[str], list[str]]
Decode = Callable[[list[str]], str]

BEAM = 4  # Argos' own; 2 would be a fifth faster (442 against 370 tokens a second, random weights of Argos' size)
OTHERS = 8  # translations to choose from where the best is suspicious
PENALTY = 1.2  # on pieces that were said before, in that search
BATCH = 32  # sentences
MAX_PIECES = 500  # position encodings of OpenNMT models may end at 512; CTranslate2 cuts off longer input unasked
LONGEST_ANSWER = 2  # pieces for one of the longest sentence in the batch, so that a loop ends


@dataclass(frozen=True)
class Package:
    """A translation package, unpacked or in its archive: `metadata.json`, `model/` and a tokenizer's model."""

    folder: Folder
    pair: str
    version: str
    target_prefix: str = ""

    def __str__(self) -> str:
        return f"{self.pair} {self.version}"

    @classmethod
    def read(cls, folder: Folder) -> "Package":
        """Read its metadata. Raises EngineError when the folder does not hold a translation package."""
        try:
            metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
            codes, version = (metadata["from_code"], metadata["to_code"]), metadata["package_version"]
            prefix = metadata.get("target_prefix", "")
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise EngineError(f"{folder.name} is not an Argos translation package: {error!r}") from error
        if not all(isinstance(value, str) for value in (*codes, version, prefix)):
            raise EngineError(f"{folder.name} is not an Argos translation package: its metadata.json has no codes")
        if not (folder / "model" / "model.bin").is_file():
            raise EngineError(f"{folder.name} is not an Argos translation package: it has no model/model.bin")
        return cls(folder, "-".join(codes), version, prefix)

    def model(self) -> dict[str, bytes]:
        """The files of the CTranslate2 model, by name."""
        return {file.name: file.read_bytes() for file in (self.folder / "model").iterdir() if file.is_file()}


@dataclass(frozen=True)
class Decoder:
    """An engine made of a package. Its model is loaded on the first translation."""

    package: Package
    name: str

    @cached_property
    def signature(self) -> str:
        model = hashlib.sha256()
        for name, content in sorted(self.package.model().items()):
            model.update(name.encode() + b"\0" + content)
        return f"{self.name}|{self.package.version}|{model.hexdigest()[:12]}|beam:{BEAM}"

    @cached_property
    def _translator(self) -> Any:
        from ctranslate2 import Translator

        try:
            return Translator(self.package.folder.name, device="cpu", files=self.package.model())
        except (RuntimeError, ValueError, OSError, zipfile.BadZipFile) as error:
            raise EngineError(
                Reason(
                    "the model of package {package} does not load ({error}): `audit models list` says how to get one",
                    package=self.package,
                    error=error,
                )
            ) from error

    @cached_property
    def _tokenizer(self) -> tuple[Encode, Decode]:
        pieces, merges = self.package.folder / "sentencepiece.model", self.package.folder / "bpe.model"
        try:
            if pieces.is_file():
                from sentencepiece import SentencePieceProcessor

                processor = SentencePieceProcessor(model_proto=pieces.read_bytes())
                processor.encode("a")  # an empty file is loaded without a word, and fails on the first sentence
                return (
                    lambda text: processor.encode(text, out_type=str),
                    lambda pieces: processor.decode(pieces).replace("▁", " "),  # which stays on unknown pieces
                )
            if merges.is_file():
                from argostranslate.tokenizer import BPETokenizer

                tokenizer = BPETokenizer(merges, *self.package.pair.split("-", 1))
                return tokenizer.encode, tokenizer.decode
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineError(
                Reason(
                    "the tokenizer of package {package} does not load ({error}): `audit models list` says how to get one",
                    package=self.package,
                    error=error,
                )
            ) from error
        raise EngineError(
            Reason("package {package} has neither sentencepiece.model nor bpe.model", package=self.package)
        )

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """Translate in batches of like length; one of over `MAX_PIECES` pieces is answered as unreliable, not cut."""
        pieces = [self._encode(sentence) for sentence in sentences]
        answers = [Translation("", unreliable=_too_long(len(p))) for p in pieces]
        fitting = [index for index in range(len(pieces)) if 0 < len(pieces[index]) <= MAX_PIECES]
        fitting.sort(key=lambda index: len(pieces[index]))
        for first in range(0, len(fitting), BATCH):
            batch = fitting[first : first + BATCH]
            for index, found in zip(batch, self._search([pieces[index] for index in batch]), strict=True):
                answers[index] = found[0]
        return answers

    def alternatives(self, sentence: str) -> list[Translation]:
        return self._search([self._encode(sentence)], OTHERS, repetition_penalty=PENALTY)[0]

    def score(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[Scored, ...]]:
        """Score English sentences of at most `MAX_PIECES` pieces; of longer ones, and of longer French, nothing."""
        prefix = [self.package.target_prefix] if self.package.target_prefix else []
        encoded = [(self._encode(french), [*prefix, *self._encode(english)]) for french, english in pairs]
        fitting = [index for index, sides in enumerate(encoded) if all(0 < len(side) <= MAX_PIECES for side in sides)]
        try:
            results = self._translator.score_batch(
                [encoded[index][0] for index in fitting], [encoded[index][1] for index in fitting], max_batch_size=BATCH
            )
        except RuntimeError as error:
            raise EngineError(
                Reason("the model of package {package} cannot score: {error}", package=self.package, error=error)
            ) from error
        scored: list[tuple[Scored, ...]] = [()] * len(encoded)
        for index, result in zip(fitting, results, strict=True):
            pieces = [Scored(piece, score) for piece, score in zip(result.tokens, result.log_probs, strict=True)]
            scored[index] = tuple(pieces[len(prefix) :])
        return scored

    def _encode(self, text: str) -> list[str]:
        return self._tokenizer[0](text.encode("utf-8", "replace").decode())

    def _search(self, batch: list[list[str]], count: int = 1, **settings: float) -> list[list[Translation]]:
        """The `count` best translations of each sentence."""
        prefix = self.package.target_prefix
        try:
            results = self._translator.translate_batch(
                batch,
                target_prefix=[[prefix]] * len(batch) if prefix else None,
                beam_size=max(BEAM, count),
                num_hypotheses=count,
                max_input_length=0,
                max_decoding_length=min(LONGEST_ANSWER * max(map(len, batch)) + 10, MAX_PIECES),
                return_scores=True,
                replace_unknowns=True,
                **settings,
            )
        except RuntimeError as error:  # for one, a sentence that runs past the position encodings
            if len(batch) == 1:
                return [[Translation("", unreliable=Reason("the engine failed: {error}", error=error))]]
            return [self._search([sentence], count, **settings)[0] for sentence in batch]
        _, decode = self._tokenizer
        return [
            [
                Translation(_text(decode, pieces, prefix), score)
                for pieces, score in zip(r.hypotheses, r.scores, strict=True)
            ]
            for r in results
        ]


def _too_long(pieces: int) -> Reason:
    return Reason("{n} word pieces: the engine takes {of}", n=pieces, of=MAX_PIECES)


def _text(decode: Decode, pieces: list[str], prefix: str) -> str:
    return " ".join(decode(pieces[1:] if prefix and pieces[:1] == [prefix] else pieces).split())
