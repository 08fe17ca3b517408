"""Count where French puts its adjectives: `python -m audit.training.adjectives OUT CLEAN.fr...`.

Reads the first 80 % of the lines of each file (the rest is for measuring) and writes the adjectives that follow their noun
and all but never precede it: what `word_order` goes by. One form a line, sorted.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from audit.french.grammar import DETERMINERS, norm
from audit.french.parsing import parser

DEVELOPMENT = 0.8
# Seen behind a noun this often, and between a determiner and a noun in at most this share of its uses.
LEAST_AFTER, MOST_BEFORE = 12, 0.01


def lines(paths: list[str]) -> Iterator[str]:
    for path in paths:
        found = Path(path).read_text(encoding="utf-8").split("\n")
        yield from (line for line in found[: int(DEVELOPMENT * len(found))] if line.strip())


def count(paths: list[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each adjective stands right before a noun with a determiner in front, and right behind a noun."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for doc in parser().pipe(lines(paths), batch_size=128):
        for token in doc[1:-1]:
            if token.pos_ != "ADJ" or not token.text.islower() or not token.is_alpha:
                continue
            if norm(doc[token.i - 1]) in DETERMINERS and doc[token.i + 1].pos_ == "NOUN":
                before[token.text] += 1
            elif doc[token.i - 1].pos_ == "NOUN":
                after[token.text] += 1
    return before, after


def main() -> None:
    out, *paths = sys.argv[1:]
    before, after = count(paths)
    behind = sorted(form for form, n in after.items() if n >= LEAST_AFTER and before[form] <= MOST_BEFORE * n)
    Path(out).write_text("\n".join(behind) + "\n", encoding="utf-8")
    print(f"{len(behind)} adjectives follow their noun")


if __name__ == "__main__":
    main()
