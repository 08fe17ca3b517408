"""Pairs to learn reconstruction from: French that the garble generator broke, and the English it came from."""

from itertools import islice
from pathlib import Path
from random import Random

from audit.lexicon import load_lexicon
from audit.parsing import parser
from audit.training.garble.article import WEIGHTS, apply, garble_sentence
from audit.training.garble.clean import SENTENCES, clean
from audit.training.garble.edit import Article, Sentence


def garble_pairs(stem: Path, out: Path, count: int, seed: int = 7) -> int:
    """Write OUT.fr, OUT.en: `count` clean pairs of STEM.fr, STEM.en (fewer where they end), their French garbled."""
    with (
        stem.with_suffix(".fr").open(encoding="utf-8") as french,
        stem.with_suffix(".en").open(encoding="utf-8") as english,
    ):
        pairs = list(
            islice(((f.strip(), e.strip()) for f, e in zip(french, english, strict=True) if clean(f.strip())), count)
        )
    lexicon, rng = load_lexicon(), Random(seed)  # noqa: S311 - not a secret
    docs = parser().pipe((french for french, _ in pairs), batch_size=128)
    made = 0
    with (
        out.with_suffix(".fr").open("w", encoding="utf-8") as french,
        out.with_suffix(".en").open("w", encoding="utf-8") as english,
    ):
        for first in range(0, len(pairs), SENTENCES):
            run = pairs[first : first + SENTENCES]
            parsed = list(islice(docs, len(run)))
            article = Article.of(parsed, lexicon, rng)
            for doc, (_, meant) in zip(parsed, run, strict=True):
                garbled, gold = apply(doc.text, garble_sentence(Sentence(doc, article, ""), WEIGHTS))
                if gold:
                    french.write(garbled.replace("\n", " ") + "\n")
                    english.write(meant + "\n")
                    made += 1
    return made
