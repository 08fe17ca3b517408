"""Learn which words render which, in their forms, and how surely each is rendered: `audit/resources/judge/words.marisa`.

    python -m audit.training.judge.lexicon --parallel parallel --out audit/resources/judge

IBM model 1 in both directions, as for the lexicon of `audit.training.lexicon`, but over forms, and pruned less. The same
inputs give the same bytes. About five minutes and 6 GB of memory on one core.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import marisa_trie
import numpy as np

from audit.judging.words import english, french
from audit.training.lexicon.alignment import link, model_1
from audit.training.lexicon.counts import read_side

# Pairs taken from each corpus, from all over it. Only texts whose licence leaves the model free: see the card.
PARALLEL = {
    "europarl": 170_000, "hansard": 50_000, "tatoeba": 60_000, "canada-laws": 25_000, "debian-webwml": 25_000,
    "gutenberg-books": 20_000, "php-docs": 8_000, "python-docs-fr": 8_000, "giga-fren": 18_000, "canada-infobase": 14_000,
    "bitcoin-optech": 6_000, "react-docs": 6_000, "cds-blog": 9_000, "canada-gcds": 5_000, "hf-course": 5_000,
    "opensource-guide": 2_000, "canada-gov-misc": 1_000, "mozilla-www": 3_000, "w3c-wai": 4_000, "open-contracting": 2_000,
    "cakephp-docs": 3_000, "django-docs-fr": 6_000,
}  # fmt: skip
LONGEST = 20  # content words of a sentence: the work grows with its square
LEAST, TIMES = 0.01, 1.5  # probability of a rendering in either direction, and expected sightings
BOTH = 0.0002  # product of the two directions, under which a rendering is chance
RENDERED = 0.05  # probability from which a word counts as rendered
Pair = tuple[list[str], list[str]]


def read_pairs(parallel: Path) -> Iterator[Pair]:
    """The content words of each English and French line, once each."""
    for name, most in PARALLEL.items():
        lines = list(zip(read_side(parallel, name, "en"), read_side(parallel, name, "fr"), strict=True))
        for left, right in lines[:: max(1, len(lines) // most)]:
            pair = [word.key for word in english(left)], [word.key for word in french(right)]
            if all(0 < len(side) <= LONGEST for side in pair):
                yield list(dict.fromkeys(pair[0])), list(dict.fromkeys(pair[1]))


def learn(pairs: list[Pair]) -> dict[tuple[str, str], tuple[float, float]]:
    """Both probabilities of each couple of an English and a French word that is worth keeping: forth, and back."""
    links = link(pairs)
    left, right = links.couples // len(links.french), links.couples % len(links.french)
    forth, times_forth = model_1(links.couple, left, links.french_token)
    back, times_back = model_1(links.couple, right, links.english_token)
    enough = np.minimum(times_forth, times_back) >= TIMES
    keep = np.flatnonzero(enough & (np.maximum(forth, back) >= LEAST) & (forth * back >= BOTH))
    return {(links.english[left[i]], links.french[right[i]]): (float(forth[i]), float(back[i])) for i in keep}


def rendered(pairs: list[Pair], table: dict[tuple[str, str], tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """How often each word was seen, and how often a word of the other side rendered it. Keys as in the trie."""
    seen: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for left, right in pairs:
        couples = [(e, f) for e, f in itertools.product(left, right) if max(table.get((e, f), (0.0,))) >= RENDERED]
        met.update({f"en:{e}" for e, _ in couples} | {f"fr:{f}" for _, f in couples})
        seen.update([f"en:{e}" for e in left] + [f"fr:{f}" for f in right])
    return {key: (n, met[key]) for key, n in seen.items()}


def byte(probability: float) -> int:
    return max(0, min(255, round(probability * 255)))


def pack(
    table: dict[tuple[str, str], tuple[float, float]], counts: dict[str, tuple[int, int]]
) -> marisa_trie.RecordTrie:
    """Couples as `english TAB french`: both probabilities in 255ths. Words as `en:word`, `fr:word`: the share that was
    rendered in 255ths, and the logarithm to base 2 of its sightings in quarters."""
    couples = [(f"{e}\t{f}", (byte(forth), byte(back))) for (e, f), (forth, back) in sorted(table.items())]
    shares = [
        (key, (byte((met + 1) / (n + 2)), min(255, round(4 * float(np.log2(n))))))
        for key, (n, met) in sorted(counts.items())
        if n >= 3
    ]
    return marisa_trie.RecordTrie("<BB", couples + shares)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m audit.training.judge.lexicon", description=__doc__.split("\n")[0])
    parser.add_argument("--parallel", type=Path, required=True, help="folder of NAME.en.xz, NAME.fr.xz, line aligned")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    arguments = parser.parse_args()
    pairs = list(read_pairs(arguments.parallel))
    table = learn(pairs)
    counts = rendered(pairs, table)
    file = arguments.out / "words.marisa"
    pack(table, counts).save(str(file))
    print(
        f"{len(table):,} couples, {len(counts):,} words from {len(pairs):,} pairs: {file.stat().st_size / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
