"""Word pieces for both languages, and the training text as flat arrays of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from unicodedata import normalize

import numpy as np
import sentencepiece

TO_ENGLISH, TO_FRENCH = TASKS = ("<2en>", "<2fr>")  # what the first target piece asks for
UNKNOWN, BEGIN, END, PAD = range(4)
MAX_PIECES = 120
SAMPLE = 400_000  # lines of either language that the pieces are learned from
SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{IDEOGRAPHIC SPACE}\t"
DROPPED = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\u200c\u200d\u200e\u200f\ufeff"  # joiners, marks of direction and byte order
)


def rules() -> dict[str, str]:
    """What the pieces do not tell apart: kinds of quotation marks and spaces, French spacing, composed accents."""
    table = dict.fromkeys(SPACES, " ") | dict.fromkeys(DROPPED, "")
    table |= dict.fromkeys("“”„«»", '"') | dict.fromkeys("’‘ʼ´`", "'") | {"…": "..."}
    for space in (" ", *SPACES):
        table |= {"«" + space: '"', "“" + space: '"', space + "»": '"', space + "”": '"'}
        table |= {space + mark: mark for mark in "?!:;%"}
    for letter in map(chr, range(0xC0, 0x180)):
        if (parts := normalize("NFD", letter)) != letter:
            table[parts] = letter
    return table


def learn(texts: Iterable[Path], model: Path, size: int = 8000) -> None:
    """Learn one SentencePiece model from the heads of shuffled texts; unknown characters fall back to their bytes."""
    scratch = model.with_suffix(".tsv")
    scratch.write_text("".join(f"{_hex(old)}\t{_hex(new)}\n" for old, new in rules().items()), "utf-8")
    lines = (line for path in texts for line in _head(path))
    try:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=lines, model_prefix=str(model.with_suffix("")), vocab_size=size, character_coverage=0.9998,
            byte_fallback=True, split_digits=True, unk_id=UNKNOWN, bos_id=BEGIN, eos_id=END, pad_id=PAD,
            user_defined_symbols=list(TASKS), normalization_rule_tsv=str(scratch), minloglevel=1, num_threads=2,
            hard_vocab_limit=False,
        )  # fmt: skip
    finally:
        scratch.unlink()
    model.with_suffix(".vocab").unlink()


def _head(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from islice(lines, SAMPLE)


def _hex(text: str) -> str:
    return " ".join(f"{ord(character):X}" for character in text)


def pack(stem: Path, model: Path, out: Path) -> int:
    """Encode STEM.fr and STEM.en into OUT.npz, without the pairs that are too long; return how many pairs it holds.

    `french` and `english` are the pieces of all lines on end (int16), `french_ends` and `english_ends` where each ends.
    """
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
    sides = [
        processor.encode(stem.with_name(f"{stem.name}.{language}").read_text("utf-8").splitlines(), num_threads=2)
        for language in ("fr", "en")
    ]
    pairs = [pair for pair in zip(*sides, strict=True) if all(0 < len(side) <= MAX_PIECES for side in pair)]
    arrays = dict[str, Any]()
    for name, rows in (("french", [f for f, _ in pairs]), ("english", [e for _, e in pairs])):
        arrays[name] = np.fromiter((piece for row in rows for piece in row), np.int16)
        arrays[f"{name}_ends"] = np.cumsum([len(row) for row in rows])
    np.savez(out, **arrays)
    return len(pairs)


@dataclass(frozen=True)
class Packed:
    """Pairs of a packed text, by number."""

    french: np.ndarray
    french_ends: np.ndarray
    english: np.ndarray
    english_ends: np.ndarray

    @classmethod
    def load(cls, path: Path) -> "Packed":
        with np.load(path) as arrays:
            return cls(*(arrays[name] for name in ("french", "french_ends", "english", "english_ends")))

    def __len__(self) -> int:
        return len(self.french_ends)

    def lengths(self) -> tuple[np.ndarray, np.ndarray]:
        return np.diff(self.french_ends, prepend=0), np.diff(self.english_ends, prepend=0)

    def pair(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        return _row(self.french, self.french_ends, number), _row(self.english, self.english_ends, number)


def _row(pieces: np.ndarray, ends: np.ndarray, number: int) -> np.ndarray:
    return pieces[ends[number - 1] if number else 0 : ends[number]]
