"""Count the genders that nouns with a capital have: `python -m audit.training.capitals OUT FILE.fr[.xz][=LINES]...`.

Writes the nouns of one gender that stand with a capital behind a determiner, and all but never one of the other gender: what
`agreement` goes by before names (*le Société Ann Lee*), where others may be what a title or a brand begins with.
"""

import re
import sys
from collections import Counter
from itertools import chain
from pathlib import Path

from audit.french.grammar import DETERMINERS
from audit.french.lexicon import load_lexicon
from audit.training.sequences import lines

LED = re.compile(r"\b(le|la|un|une|ce|cette|au|du) ([A-ZÀÉÈÊ][a-zà-ÿ]{2,})\b")
LEAST, ONCE_IN = 10, 50  # sightings with a determiner that agrees, and how many of these outweigh one that does not


def main() -> None:
    out, *specs = sys.argv[1:]
    lexicon = load_lexicon()
    agreeing: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for line in chain.from_iterable(lines(spec) for spec in specs):
        for determiner, noun in LED.findall(line):
            genders = lexicon.genders(noun.lower())
            if len(genders) == 1 and lexicon.form(noun.lower()).noun:
                (agreeing if {DETERMINERS[determiner][0]} == genders else others)[noun] += 1
    settled = sorted(noun for noun, n in agreeing.items() if n >= LEAST and others[noun] * ONCE_IN <= n)
    Path(out).write_text("\n".join(settled) + "\n", encoding="utf-8")
    print(f"{len(settled)} nouns")


if __name__ == "__main__":
    main()
