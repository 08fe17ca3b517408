"""Fit the weights by which `audit.french.run_together` tells two words with nothing between from one that is rare.

    python -m audit.training.run_together ../shared/corpora

Pairs of neighbours in clean text, run together, are to be split where they were; its own unheard-of words are not. One half
of the text is fitted on, the other measured: the share of pairs that are split, and how many of a million words of clean
text are (some of those are real slips). A name that clean text seldom has stands for one that nobody knows, of which an
article has more than the text that was counted. Weights go into the module by hand. Takes five minutes.
"""

import argparse
import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from audit.french import run_together as rules
from audit.french.lexicon import Lexicon, load_lexicon
from audit.french.unspaced import RUN
from audit.training import logistic
from audit.training.logistic import STEEP, Floats

TEXTS = tuple(
    """
    mono/orangesum-news.fr mono/ud-sequoia-news-estrepublicain.fr mono/ud-sequoia-wiki.fr mono/ud-gsd-web.fr
    parallel/europarl.fr.xz parallel/canada-laws.fr.xz parallel/ted-descriptions.fr.xz parallel/hansard.fr.xz
    parallel/tatoeba.fr.xz
    """.split()
)
HELD_OUT = 0.8  # what of each file lies behind is for measuring detection
LINES, ARTICLE = 30_000, 10  # lines read of each file, and in what stands for an article
NAME = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+")
PARTS = frozenset("@#/._-'’")  # beside what is no word by itself
SELDOM = 8  # sightings of a name in clean text up to which it stands for one that nobody knows
AGAINST = 4.0  # weight of a word that is not two: a false alarm costs more than a miss
UNHEARD = 4.0  # weight of a pair that begins with such a name
BOUNDS = (-1.0, -0.5, 0.0, 1.0, 1.5, 2.0, 3.0)
Splits = dict[rules.Split, tuple[float, ...]]
See = Callable[[re.Match[str], Counter[str], Lexicon], Splits | None]


class Token(NamedTuple):
    """A word as it stands, or two run together: the features of each place where it may be split; which is right, if any."""

    splits: Splits
    right: rules.Split | None
    weight: float


def articles(shared: Path, chance: Random) -> Iterator[str]:
    for name in TEXTS:
        path = shared / name
        data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        lines = data.decode("utf-8").splitlines()
        starts = list(range(0, int(HELD_OUT * len(lines)) - ARTICLE, ARTICLE))
        for start in chance.sample(starts, min(len(starts), LINES // ARTICLE)):
            yield "\n".join(lines[start : start + ARTICLE])


def whole(match: re.Match[str]) -> bool:
    """True for a word by itself, no part of an address or a compound."""
    text = match.string
    return PARTS.isdisjoint(text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1])


def words(match: re.Match[str], counts: Counter[str], lexicon: Lexicon) -> Splits | None:  # noqa: ARG001 - as `named`
    """The features of each split of a word in small letters that the rules would look at; None for any other."""
    word = match.group()
    if not word.islower() or not rules.unheard(word, lexicon):
        return None
    beside = rules.beside(match, lexicon)
    return {split: rules.of_words(*split, *beside, lexicon) for split in rules.halves(word, lexicon)}


def named(match: re.Match[str], counts: Counter[str], lexicon: Lexicon) -> Splits | None:
    """The same of a word with a capital; `counts` are the article's words."""
    word = match.group()
    if not rules.unheard_name(word, lexicon, SELDOM) or counts[word] >= rules.OFTEN:
        return None
    after = rules.beside(match, lexicon)[1]
    splits = rules.behind_names(word, lexicon)
    return {split: rules.of_name(*split, after, counts[split[0]], lexicon, SELDOM) for split in splits}


def tokens(article: str, see: See, lexicon: Lexicon, chance: Random) -> Iterator[Token]:
    """The unheard-of words of an article, then a pair of its neighbours, run together."""
    found = list(RUN.finditer(article))
    counts = Counter(match.group() for match in found)
    for match in filter(whole, found):
        if splits := see(match, counts, lexicon):
            yield Token(splits, None, AGAINST)
    pairs = [pair for pair in pairwise(found[1:-1]) if joinable(*pair) and BEGINNING[see](pair[0].group())]
    if pairs:
        left, right = chance.choice(pairs)
        run = RUN.match(article[: left.end()] + article[right.start() :], left.start())
        if run and (splits := see(run, counts - Counter([left.group()]), lexicon)) is not None:
            unheard = see is named and lexicon.case(left.group()).capital <= SELDOM
            yield Token(splits, (left.group(), right.group()), UNHEARD if unheard else 1.0)


def joinable(left: re.Match[str], right: re.Match[str]) -> bool:
    return right.group().islower() and left.string[left.end() : right.start()] == " " and whole(right)


BEGINNING: dict[See, Callable[[str], object]] = {  # what is run into the word behind it
    words: str.islower,
    named: lambda word: NAME.fullmatch(word) and word.lower() not in rules.SMALL,
}


def fit(sample: Sequence[Token]) -> Floats:
    """Weights of a logistic regression; the last is what all begin with."""
    rows = [(f, split == token.right, token.weight) for token in sample for split, f in token.splits.items()]
    features, targets, costs = (np.array(column, float) for column in zip(*rows, strict=True))
    return logistic.fit(np.c_[features, np.ones(len(features))], targets, costs)


def best(token: Token, weights: Floats) -> tuple[float, rules.Split]:
    rated = ((float(np.dot((*features, 1.0), weights)), split) for split, features in token.splits.items())
    return max(rated, default=(-STEEP, ("", "")))


def report(sample: Sequence[Token], count: int) -> Iterator[str]:
    """The weights, and for each bound what share of pairs is split where it should be, and what of clean text is."""
    weights = fit(sample[::2])
    yield ", ".join(f"{weight:.2f}" for weight in weights)
    rated = [(token, *best(token, weights)) for token in sample[1::2]]
    pairs = [(token, rate, token.right == found) for token, rate, found in rated if token.right]
    unheard = [pair for pair in pairs if pair[0].weight > 1]
    for bound in BOUNDS:
        false = 2e6 * sum(token.right is None and rate >= bound for token, rate, _ in rated) / count
        shares = " and ".join(
            f"{sum(right and rate >= bound for _, rate, right in kind) / len(kind):.3f} of {len(kind):,} pairs"
            for kind in filter(None, (pairs, unheard))
        )
        yield f"  from {bound:4.1f}: {shares}, {false:.1f} per million words of clean text"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, help="folder of mono/ and parallel/")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    lexicon, texts = load_lexicon(), list(articles(given.shared, Random(given.seed)))  # noqa: S311
    count = sum(len(text.split()) for text in texts)
    for see in BEGINNING:
        chance = Random(given.seed)  # noqa: S311
        sample = [token for text in texts for token in tokens(text, see, lexicon, chance)]
        print(f"{see.__name__}, {count:,} words of text", *report(sample, count), sep="\n")


if __name__ == "__main__":
    main()
