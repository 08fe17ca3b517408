"""What an English phrase becomes when each of its words is taken by itself, as rows of lemmas."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from math import prod
from pathlib import Path

from audit.french.calques import lemma_of, lemmas
from audit.french.lexicon import Lexicon

SMALL = tomllib.loads(Path(__file__).with_name("small_words.toml").read_text("utf-8"))
LEAST = 0.1  # probability of a rendering
MOST = 3  # renderings of a word
SECOND = 0.5  # weight of a small word's other renderings beside its first
ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("d", ""),
    ("s", ""),
    ("ing", ""),
    ("ing", "e"),
)
Row = tuple[str, ...]


class Literal:
    """Renders words one by one, by the bilingual lexicon and the table of small words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.word = cache(self._word)

    def row(self, french: str) -> Row:
        return tuple(one.lemma for one in lemmas(french, self.lexicon, article=False))

    def _word(self, english: str) -> tuple[tuple[Row, float], ...]:
        """Lemma rows for one English word with their weight, 1 for the best."""
        if english in SMALL:
            return tuple((self.row(french), 1.0 if n == 0 else SECOND) for n, french in enumerate(SMALL[english]))
        stems = [english, *(english.removesuffix(end) + new for end, new in ENDINGS if english.endswith(end))]
        found = next((found for stem in stems if (found := self.lexicon.french(stem))), ())
        weights: dict[Row, float] = {}
        for french, probability in found[:MOST]:
            if probability >= LEAST:
                for lemma in self._own(french):
                    weights.setdefault((lemma,), probability / found[0][1])
        return tuple(weights.items())

    def _own(self, lemma: str) -> set[str]:
        """The lexicon's lemma as `audit.french.calques` has it. That of a noun in -s may be another's (*foi* for *fois*)."""
        plural = self.lexicon.inflect(lemma, "noun", number="p")
        other = {lemma_of(plural, self.lexicon)} if plural and plural.endswith("s") else set()
        return {lemma_of(lemma, self.lexicon), *other}

    def rows(self, english: Sequence[str]) -> Iterator[tuple[Row, float]]:
        """The rows for a phrase, with the product of their weights; none where a word has no rendering."""
        for choice in product(*(self.word(word) for word in english)):
            yield sum((row for row, _ in choice), ()), prod(weight for _, weight in choice)
