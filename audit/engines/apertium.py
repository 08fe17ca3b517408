"""Apertium by way of Catalan: the Debian packages apertium-fra-cat and apertium-eng-cat.

Sentences go through one pipeline, each ended by a null byte, which makes every stage finish it and forget its context
(https://wiki.apertium.org/wiki/Daemon): the answers come back one to one.
"""

import hashlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from audit.engines.base import Translation
from audit.errors import EngineError
from audit.reason import Reason

HOW_TO_GET = "apt-get install apertium-fra-cat apertium-eng-cat"
MODES = ("fra-cat", "cat-eng")
PIPELINE = "set -o pipefail; " + " | ".join(f"apertium -f none -z -u {mode}" for mode in MODES)
BATCH = 500  # sentences a run: starting costs 0.6 s, and a run of this size takes 4 s
MIN_SECONDS, SECONDS_PER_WORD = 30, 0.01  # thirty times what it needs (3,000 words a second)

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
RESERVED = re.compile(r"([\\^$/\[\]{}@<>])")  # https://wiki.apertium.org/wiki/Apertium_stream_format
ESCAPED = re.compile(r"\\(.)")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]\s]*$")
FAILURE_MARKS = "@#"  # left on one word in a thousand that a later stage does not know, for all that -u says
# *xAI* would be found without its case, as Catalan for lamb.
MIXED_CASE = re.compile(r"\b(\w*[a-zà-öø-ÿ][A-ZÀ-ÖØ-Þ]\w*)")
UNKNOWN = "ʬ"  # a letter of no dictionary: a word that ends in it passes through as it is
ADDED_STOP, END = ".[]", "[]"  # apertium-destxt's own way to end a line that has no full stop


@dataclass(frozen=True)
class Apertium:
    """The installed pipeline. `data` is the folder of its modes and dictionaries."""

    data: Path
    name: str = "apertium"

    @classmethod
    def find(cls) -> Self | None:
        """The engine, None where it or one of its two language pairs is not installed."""
        program = shutil.which("apertium")
        if not program:
            return None
        data = Path(os.environ.get("APERTIUM_DATADIR") or Path(program).resolve().parent.parent / "share" / "apertium")
        return cls(data) if all((data / "modes" / f"{mode}.mode").is_file() for mode in MODES) else None

    @cached_property
    def signature(self) -> str:
        try:
            said = subprocess.run(["apertium", "-V"], capture_output=True, text=True, check=True)  # noqa: S607 - as found
            return f"{self.name}|{said.stdout.split()[-1]}|{self._hash()}"
        except (OSError, IndexError, subprocess.CalledProcessError) as error:
            raise EngineError(Reason("Apertium is damaged: {error}", error=repr(error))) from error

    def _hash(self) -> str:
        """Of the two modes and every dictionary that they name."""
        modes = [(self.data / "modes" / f"{mode}.mode").read_text(encoding="utf-8") for mode in MODES]
        model = hashlib.sha256("".join(modes).encode())
        for name in dict.fromkeys(name for mode in modes for name in re.findall(r"'([^']+)'", mode)):
            model.update(Path(name).read_bytes())
        return model.hexdigest()[:12]

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """Translate in runs of `BATCH` sentences. One that breaks the pipeline is told apart and marked unreliable.

        Raises EngineError when not even a plain sentence gets through.
        """
        answers: list[Translation] = []
        for first in range(0, len(sentences), BATCH):
            batch = sentences[first : first + BATCH]
            try:
                answers += _run(batch)
            except EngineError:
                _run(["Bonjour."])
                answers += _run_halves(batch)
        return answers


def _run_halves(sentences: Sequence[str]) -> list[Translation]:
    """Search for the sentence that breaks the pipeline, by halves."""
    middle = len(sentences) // 2
    if not middle:
        return [Translation("", unreliable=Reason("Apertium breaks on this sentence"))]
    answers: list[Translation] = []
    for half in (sentences[:middle], sentences[middle:]):
        try:
            answers += _run(half)
        except EngineError:
            answers += _run_halves(half)
    return answers


def _run(sentences: Sequence[str]) -> list[Translation]:
    """Send sentences, none of them blank, through one pipeline; EngineError unless each comes back whole."""
    stream = "".join(_encode(sentence) + "\0" for sentence in sentences)
    seconds = MIN_SECONDS + SECONDS_PER_WORD * stream.count(" ")
    output = _pipe(stream.encode("utf-8", "replace"), seconds).decode("utf-8", "replace").split("\0")
    whole = [answer for answer in output[: len(sentences)] if answer.endswith(END)]
    if len(whole) != len(sentences) or any(output[len(sentences) :]):  # every stage adds a null byte at the very end
        raise EngineError(Reason("Apertium gave {n} whole answers for {of} sentences", n=len(whole), of=len(sentences)))
    return [Translation(_decode(french, answer)) for french, answer in zip(sentences, whole, strict=True)]


def _encode(sentence: str) -> str:
    line = " ".join(CONTROL.sub(" ", sentence).split())
    return RESERVED.sub(r"\\\1", MIXED_CASE.sub(rf"\1{UNKNOWN}", line)) + _end(sentence)


def _end(sentence: str) -> str:
    return END if SENTENCE_END.search(sentence) else ADDED_STOP


def _decode(sentence: str, answer: str) -> str:
    text = ESCAPED.sub(r"\1", answer.removesuffix(_end(sentence))).replace(UNKNOWN, "")
    for mark in FAILURE_MARKS:
        if mark not in sentence:
            text = text.replace(mark, "")
    return " ".join(text.split())


def _pipe(data: bytes, seconds: float) -> bytes:
    """Run the pipeline in a process group of its own, since killing bash alone would leave its twenty children."""
    command = ["bash", "-c", PIPELINE]
    with subprocess.Popen(  # noqa: S603 - a constant
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            output, errors = process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise EngineError(Reason("Apertium did not answer within {n} s", n=round(seconds))) from None
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        error = errors.decode(errors="replace").strip() or process.returncode
        raise EngineError(Reason("Apertium failed: {error}", error=error))
    return output
