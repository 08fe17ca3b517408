"""Garble a corpus:  python -m audit.training.garble CLEAN.fr OUT.jsonl --seed 1 --rate 0.3 --lines 0:24000

CLEAN.fr holds one sentence a line, articles in order. OUT.jsonl holds an article a line, positions in code points:
{"text", "gold": [[start, end, class]]}.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from audit.training.garble.article import generate
from audit.training.garble.classes import CLASSES
from audit.training.garble.clean import articles


def main() -> None:
    arguments = argparse.ArgumentParser(description="Make garbled articles out of clean French sentences.")
    arguments.add_argument("clean", type=Path, help="one sentence a line, articles in order")
    arguments.add_argument("out", type=Path, help="JSONL to write: text and gold spans")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--rate", type=float, default=0.3, help="mean share of sentences to garble; 0 for none")
    arguments.add_argument("--lines", default=":", help="A:B, the lines to take, as Python slices")
    arguments.add_argument("--articles", type=int, help="how many to make, evenly spread over the lines (default: all)")
    arguments.add_argument(
        "--copies", type=int, default=1, help="how often to garble each article, each time otherwise"
    )
    given = arguments.parse_args()
    first, _, last = given.lines.partition(":")
    lines = given.clean.read_text("utf-8").splitlines()[int(first or 0) : int(last) if last else None]
    made, words = Counter[str](), 0
    with given.out.open("w", encoding="utf-8") as out:
        for text, gold in generate(articles(lines, given.articles), given.seed, given.rate, given.copies):
            out.write(json.dumps({"text": text, "gold": gold}, ensure_ascii=False) + "\n")
            made.update(kind for _, _, kind in gold)
            words += len(text.split())
    print(f"{made.total()} garbles in {words} words; in hundredths, made and wanted:", file=sys.stderr)
    for kind, one in CLASSES.items():
        print(f"{kind:22}{100 * made[kind] / max(1, made.total()):6.1f}{one.share:6.1f}", file=sys.stderr)


if __name__ == "__main__":
    main()
