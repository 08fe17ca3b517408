"""Pairs to learn reconstruction from: French that the garble generator broke, and the English it came from."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from audit.french.lexicon import load_lexicon
from audit.french.parsing import parser
from audit.training.garble.article import WEIGHTS, apply, garble_sentence
from audit.training.garble.clean import SENTENCES, clean
from audit.training.garble.edit import Article, Sentence


def garbled(pairs: Sequence[tuple[str, str]], seed: int = 7) -> Iterator[tuple[str, str, str]]:
    """The French as it was, garbled, and the English, of every pair that is whole and can be garbled."""
    lexicon, rng = load_lexicon(), Random(seed)  # noqa: S311 - not a secret
    pairs = [pair for pair in pairs if clean(pair[0])]
    docs = parser().pipe((french for french, _ in pairs), batch_size=128)
    for first in range(0, len(pairs), SENTENCES):
        run = pairs[first : first + SENTENCES]
        parsed = list(islice(docs, len(run)))
        article = Article.of(parsed, lexicon, rng)
        for doc, (_, english) in zip(parsed, run, strict=True):
            broken, gold = apply(doc.text, garble_sentence(Sentence(doc, article, ""), WEIGHTS))
            if gold:
                yield doc.text, " ".join(broken.split()), english


def garble_pairs(stem: Path, out: Path, count: int) -> int:
    """Write OUT.fr, garbled, and OUT.en, of up to `count` pairs of STEM.fr and STEM.en; return how many there are."""
    sides = [stem.with_suffix(end).open(encoding="utf-8") for end in (".fr", ".en")]
    with sides[0], sides[1]:
        pairs = list(islice(((french.strip(), english.strip()) for french, english in zip(*sides, strict=True)), count))
    made = list(garbled(pairs))
    out.with_suffix(".fr").write_text("".join(broken + "\n" for _, broken, _ in made), "utf-8")
    out.with_suffix(".en").write_text("".join(english + "\n" for *_, english in made), "utf-8")
    return len(made)
