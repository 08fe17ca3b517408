"""What makes two runs give the same bytes: the program itself, its engine, its detectors, its settings."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.pipeline import Auditor

PROGRAM = Path(__file__).parent
LIBRARIES = "ctranslate2 langdetect lxml sacrebleu sentencepiece spacy trafilatura".split()  # that decide what is found
APART = {"__pycache__", "training", "models"}  # not run; and models, which an engine's own signature has


def identity(auditor: "Auditor") -> str:
    """A mark of all that could change a result, but for the input itself and the settings for its path."""
    return hashlib.sha256(f"{_program()}|{auditor.signature}".encode()).hexdigest()


@cache
def _program() -> str:
    """Of every file of the program, as its version alone would not do while somebody works on it; and of libraries."""
    found = hashlib.sha256(",".join(f"{name}:{_version(name)}" for name in LIBRARIES).encode())
    for file in sorted(file for file in PROGRAM.rglob("*") if file.is_file()):
        place = file.relative_to(PROGRAM)
        if APART.isdisjoint(place.parts):
            found.update(f"{place}\0{file.stat().st_size}\0".encode())
            found.update(file.read_bytes())
    return found.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # installed in a way that leaves no metadata
        return "?"
