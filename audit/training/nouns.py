"""Count which nouns French gives an article: `python -m audit.training.nouns OUT FILE.fr[.xz][=LINES]...`.

Writes the nouns that stand behind a determiner often, and bare behind a verb or preposition all but never: where one does,
`missing_function_word` takes its article for lost. One form a line, sorted.
"""

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from audit.french.grammar import DETERMINERS
from audit.french.lexicon import Lexicon, load_lexicon
from audit.training.adjectives import WORD, noun
from audit.training.sequences import lines

# Bare behind these a noun is in no way remarkable elsewhere (*en*, *de*, *sans*, *par* are left out).
PREPOSITIONS = {"dans", "sur", "pour", "à", "avec", "vers", "contre", "chez", "selon", "sous", "entre", "malgré"}
LEAST = 25  # times with a determiner; and bare in at most this share of those
MOST_BEHIND_VERB, MOST_BEHIND_PREPOSITION = 0.002, 0.01


def verb(word: str, lexicon: Lexicon) -> bool:
    found = lexicon.analyses(word) if word.islower() else ()
    return bool(found) and all(reading.pos == "verb" and reading.mood != "participle" for reading in found)


def count(specs: list[str], lexicon: Lexicon) -> dict[str, Counter[str]]:
    """How often each noun stands behind a determiner, a verb and a preposition."""
    behind: dict[str, Counter[str]] = {"determiner": Counter(), "verb": Counter(), "preposition": Counter()}
    for spec in specs:
        for line in lines(spec):
            for left, word in pairwise(WORD.findall(line.replace("’", "'"))):
                if not noun(word, lexicon):
                    continue
                if left.lower() in DETERMINERS:
                    behind["determiner"][word] += 1
                elif left in PREPOSITIONS:
                    behind["preposition"][word] += 1
                elif verb(left, lexicon):
                    behind["verb"][word] += 1
    return behind


def main() -> None:
    out, *specs = sys.argv[1:]
    behind = count(specs, load_lexicon())
    determined = sorted(
        word
        for word, n in behind["determiner"].items()
        if n >= LEAST
        and behind["verb"][word] <= MOST_BEHIND_VERB * n
        and behind["preposition"][word] <= MOST_BEHIND_PREPOSITION * n
    )
    Path(out).write_text("\n".join(determined) + "\n", encoding="utf-8")
    print(f"{len(determined)} nouns call for an article")


if __name__ == "__main__":
    main()
