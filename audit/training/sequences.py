"""Count which kinds of words stand side by side: `python -m audit.training.sequences OUT FILE.fr[.xz][=LINES]...`.

One sentence a line; `=LINES` takes the first lines of a file alone. Pairs seen once are left out.
"""

import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import marisa_trie

from audit.french.lexicon import load_lexicon
from audit.french.sequences import tokens

LEAST = 2


def lines(spec: str) -> Iterator[str]:
    """Those of FILE, FILE=LINES (the first of them) or FILE=SHARE% (the first part)."""
    path, _, most = spec.partition("=")
    with (
        lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else Path(path).open(encoding="utf-8") as stream
    ):
        if most.endswith("%"):
            kept = list(stream)
            yield from kept[: len(kept) * int(most[:-1]) // 100]
        else:
            yield from islice(stream, int(most) if most else None)


def main() -> None:
    out, *specs = sys.argv[1:]
    lexicon = load_lexicon()
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for spec in specs:
        for line in lines(spec):
            kinds = [token.kind for token in tokens(line, lexicon)]
            singles.update(kinds)
            pairs.update(f"{left}\t{right}" for left, right in pairwise(kinds))
        print(spec, singles.total(), "words,", len(pairs), "pairs", flush=True)
    rows = [*singles.items(), *((pair, n) for pair, n in pairs.items() if n >= LEAST), ("", singles.total())]
    marisa_trie.RecordTrie("<I", sorted((key, (number,)) for key, number in rows)).save(out)


if __name__ == "__main__":
    main()
