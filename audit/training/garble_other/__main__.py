"""Garble bilingual text:  python -m audit.training.garble_other PUD.en PUD.fr OUT.jsonl --seed 1 --rate 0.3

One sentence a line, line aligned, plain or .xz. OUT.jsonl is as `audit.training.garble` writes it: {"text", "gold"}.
"""

import argparse
import json
import lzma
from pathlib import Path

from audit.training.garble_other.article import generate


def lines(path: Path, count: int | None) -> list[str]:
    """The first lines of a file."""
    text = lzma.decompress(path.read_bytes()).decode("utf-8") if path.suffix == ".xz" else path.read_text("utf-8")
    return text.split("\n")[:count]


def whole(english: str, french: str) -> bool:
    """True for a pair of sentences of ordinary length that both end as sentences do."""
    ends = english[-1:] in '.!?"”' and french[-1:] in '.!?»"”'
    return ends and 5 <= len(french.split()) <= 60 and french[0].isupper() and "\N{REPLACEMENT CHARACTER}" not in french


def main() -> None:
    arguments = argparse.ArgumentParser(description="Make garbled articles out of English sentences and their French.")
    arguments.add_argument("english", type=Path, help="one sentence a line")
    arguments.add_argument("french", type=Path, help="their human translations, line by line")
    arguments.add_argument("out", type=Path, help="JSONL to write: text and gold spans")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--rate", type=float, default=0.3, help="share of sentences to garble; 0 for none")
    arguments.add_argument("--count", type=int, help="how many lines to take (default: all)")
    given = arguments.parse_args()
    sides = zip(lines(given.english, given.count), lines(given.french, given.count), strict=True)
    pairs = [(english.strip(), french.strip()) for english, french in sides if whole(english.strip(), french.strip())]
    with given.out.open("w", encoding="utf-8") as out:
        for text, gold in generate(pairs, given.seed, given.rate):
            out.write(json.dumps({"text": text, "gold": gold}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
