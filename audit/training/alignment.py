"""How well `audit.alignment` pairs the sentences of two articles: `python -m audit.training.alignment NAME.fr NAME.en`.

A line-aligned corpus is cut into articles of 40 sentences. On either side some sentences are dropped, and some joined with
the next, at random but always the same. Printed are precision and recall of the pairs, with and without the engine, and
how often a pair is right by how sure it was.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from audit.alignment import SURE, Pair, align
from audit.engines import choose

LENGTH, DROPPED, JOINED = 40, 0.1, 0.1
SEED = 6


class Article(NamedTuple):
    """Sentences of both sides, and the pairs of indices that belong together."""

    french: list[str]
    english: list[str]
    right: set[tuple[int, int]]


def damaged(pairs: Sequence[tuple[str, str]], chance: random.Random) -> Article:
    """An article whose sides do not have all the same sentences any more."""
    (french, where), (english, there) = (_side([pair[side] for pair in pairs], chance) for side in (0, 1))
    right = {(i, j) for i, lines in enumerate(where) for j, others in enumerate(there) if lines & others}
    return Article(french, english, right)


def _side(lines: Sequence[str], chance: random.Random) -> tuple[list[str], list[set[int]]]:
    """What is left of one side, and which lines each sentence holds."""
    texts: list[str] = []
    held: list[set[int]] = []
    join = False
    for number, line in enumerate(lines):
        if chance.random() < DROPPED:
            continue
        if join and texts:
            texts[-1] += f" {line}"
            held[-1].add(number)
        else:
            texts.append(line)
            held.append({number})
        join = not join and chance.random() < JOINED
    return texts, held


def links(pairs: Sequence[Pair], least: float = SURE) -> set[tuple[int, int]]:
    return {(i, j) for pair in pairs if pair.confidence >= least for i in pair.french for j in pair.english}


def main(french: str, english: str, most: int = 1000) -> None:
    sides = (Path(name).read_text("utf-8").splitlines()[:most] for name in (french, english))
    pairs, chance = list(zip(*sides, strict=True)), random.Random(SEED)  # noqa: S311 - no secret
    articles = [damaged(pairs[at : at + LENGTH], chance) for at in range(0, len(pairs), LENGTH)]
    engine = choose("auto")
    said = [
        [a.text if not a.unreliable else None for a in engine.translate(it.french)] if engine else [] for it in articles
    ]
    print(f"{french}: {len(articles)} articles, {sum(len(it.right) for it in articles)} pairs")
    for name, evidence in (
        ("length, names and numbers", None),
        (f"and {engine.name if engine else 'no engine'}", said),
    ):
        found = [align(it.french, it.english, evidence[n] if evidence else ()) for n, it in enumerate(articles)]
        _report(name, articles, found)


def _report(name: str, articles: Sequence[Article], found: Sequence[Sequence[Pair]]) -> None:
    for least in (0.0, SURE):
        both = sum(len(links(pairs, least) & it.right) for it, pairs in zip(articles, found, strict=True))
        given, wanted = sum(len(links(pairs, least)) for pairs in found), sum(len(it.right) for it in articles)
        print(f"{name}, confidence {least} and more: precision {both / given:.3f}, recall {both / wanted:.3f}")
    seen, right = Counter[int](), Counter[int]()
    for it, pairs in zip(articles, found, strict=True):
        for pair in pairs:
            if pair.french and pair.english:
                tenth = min(9, int(pair.confidence * 10))
                seen[tenth] += 1
                right[tenth] += all((i, j) in it.right for i in pair.french for j in pair.english)
    print("  right by confidence:", ", ".join(f"{t / 10}: {right[t]}/{seen[t]}" for t in sorted(seen)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
