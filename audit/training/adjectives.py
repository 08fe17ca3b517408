"""Count where French puts its adjectives: `python -m audit.training.adjectives OUT FILE.fr[.xz][=LINES]...`.

Writes the adjectives that follow their noun and all but never precede it, by their lemma: what `word_order` goes by. Words
are told apart by the lexicon alone, for a parser errs most where the order is odd.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from audit.french.grammar import DETERMINERS
from audit.french.lexicon import Lexicon, load_lexicon
from audit.training.sequences import lines

WORD = re.compile(r"[^\W\d_]+['’]|[^\W\d_]+|\S")
# Seen behind a noun this often, and between a determiner and a noun in at most this share of its uses.
LEAST_AFTER, MOST_BEFORE = 10, 0.008
SLIPS, SURE = (
    2,
    20,
)  # of one that is a noun as well (*les républicains*): sightings before that say nothing, and how many behind


def adjective(word: str, lexicon: Lexicon) -> str | None:
    """The lemma of a form that is an adjective, and but for a noun nothing else; None for others."""
    found = lexicon.analyses(word) if word.islower() else ()
    if any(reading.pos not in {"adjective", "noun"} for reading in found):
        return None
    return next((reading.lemma for reading in found if reading.pos == "adjective"), None)


def noun(word: str, lexicon: Lexicon, others: str = "") -> bool:
    """True for a noun that is nothing else but, perhaps, of the part of speech `others`."""
    found = lexicon.analyses(word) if word.islower() else ()
    return any(reading.pos == "noun" for reading in found) and all(r.pos in {"noun", others} for r in found)


def count(specs: list[str], lexicon: Lexicon) -> tuple[Counter[str], Counter[str]]:
    """How often each adjective stands between a determiner and a noun, and right behind a noun."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for spec in specs:
        for line in lines(spec):
            words = WORD.findall(line.replace("’", "'"))
            for left, word, right in zip(words, words[1:], words[2:], strict=False):
                if (lemma := adjective(word, lexicon)) is None:
                    continue
                if left.lower() in DETERMINERS and noun(right, lexicon, "verb"):
                    before[lemma] += 1
                elif noun(left, lexicon):
                    after[lemma] += 1
    return before, after


def most(lemma: str, after: int, lexicon: Lexicon) -> float:
    """How often an adjective may stand before a noun, and yet be taken for one that never does."""
    return max(MOST_BEFORE * after, SLIPS if after >= SURE and lexicon.form(lemma).noun else 0)


def main() -> None:
    out, *specs = sys.argv[1:]
    lexicon = load_lexicon()
    before, after = count(specs, lexicon)
    behind = sorted(
        lemma for lemma, n in after.items() if n >= LEAST_AFTER and before[lemma] <= most(lemma, n, lexicon)
    )
    Path(out).write_text("\n".join(behind) + "\n", encoding="utf-8")
    print(f"{len(behind)} adjectives follow their noun")


if __name__ == "__main__":
    main()
