"""Rebuild the table of calques. The same inputs give the same bytes.

    python -m audit.training.calques --text mono --parallel parallel --out audit/resources
    python -m audit.training.calques --text mono --parallel parallel --out build/calques --hold-out 10

About ten minutes of one core and 5 GB of memory. With `--hold-out`, the table is made without every tenth line, and what
it finds in the French of those is counted, by text.
"""

import argparse
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from audit.french.calques import TABLE as PHRASES
from audit.french.calques import WORD, calques
from audit.french.lexicon import Lexicon, load_lexicon
from audit.training.calques import hand, learned, pack
from audit.training.calques.choose import French, candidates, phrases, unseen
from audit.training.calques.corpus import BREAK
from audit.training.calques.hand import Entry
from audit.training.calques.literal import Literal
from audit.training.calques.rights import Side
from audit.training.calques.texts import English, Lemmas, Line, more_french, pairs


def side(rows: Iterable[list[int]]) -> Side:
    """The rows one behind the other, a break after each."""
    values, lengths = array("I"), array("I")
    for row in rows:
        values.extend([*row, BREAK])
        lengths.append(len(row) + 1)
    return Side(np.array(values, dtype=np.uint64), np.array(lengths, dtype=np.uint32))


@dataclass(frozen=True)
class Read:
    """The texts as numbers: aligned English and French, and more French."""

    words: English
    forms: Lemmas
    english: Side
    french: Side
    more: Side

    @classmethod
    def of(cls, text: Path, parallel: Path, hold_out: int, lexicon: Lexicon) -> "Read":
        """All lines, or all but every `hold_out`-th."""
        words, forms = English(), Lemmas(lexicon)
        english = side(words.row(line.english) for line in some(pairs(parallel), hold_out))
        french = side(forms.row(line.french) for line in some(pairs(parallel), hold_out))
        more = side(forms.row(line.french) for line in some(more_french(text, parallel), hold_out))
        return cls(words, forms, english, french, more)


def entries(read: Read, lines: Iterable[Line], lexicon: Lexicon) -> list[Entry]:
    """The table of phrases: those by hand that French does not have, then the learned. `lines` are the aligned ones."""
    counted = French(read.forms.number, [read.french.values, read.more.values])
    called_for = candidates(phrases(read.english.values, read.words.words()), Literal(lexicon))
    kept = unseen(called_for, counted)
    found = list(learned.entries(kept, read.english, read.words.number, read.french, counted, lines, lexicon))
    by_hand = list(hand.entries(counted, lexicon))
    print(f"phrases: {len(by_hand):,} by hand, {len(found):,} learned of {len(called_for):,} that English calls for")
    return [*by_hand, *found]


def some(lines: Iterable[Line], hold_out: int, held: bool = False) -> Iterator[Line]:
    """The lines that are not held out, or those that are; none is when `hold_out` is 0."""
    return (line for n, line in enumerate(lines) if (hold_out > 0 and n % hold_out == 0) == held)


def alarms(lines: Iterable[Line], tables: Path, lexicon: Lexicon) -> Iterator[str]:
    """What the tables of a folder find in French lines, per 1,000 words of each text, names among it."""
    words, found = Counter[str](), Counter[str]()
    for line in lines:
        words[line.text] += len(WORD.findall(line.french))
        found[line.text] += len(calques(line.french, lexicon, tables / PHRASES.name))
    for text, count in words.most_common():
        yield f"{text}: {count:,} words and marks, {found[text]} found, {1000 * found[text] / count:.3f} per 1,000"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m audit.training.calques", description=__doc__.split("\n")[0])
    parser.add_argument("--text", type=Path, required=True, help="folder of clean French, *.fr")
    parser.add_argument("--parallel", type=Path, required=True, help="folder of NAME.en.xz, NAME.fr.xz, line aligned")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--hold-out", type=int, default=0, metavar="N", help="leave out every N-th line, measure on it")
    given = parser.parse_args()
    lexicon = load_lexicon()
    read = Read.of(given.text, given.parallel, given.hold_out, lexicon)
    lines = some(pairs(given.parallel), given.hold_out)
    print(f"{pack.phrases(given.out / PHRASES.name, entries(read, lines, lexicon)):,} phrases")
    if given.hold_out:
        held = [
            some(lines, given.hold_out, held=True)
            for lines in (pairs(given.parallel), more_french(given.text, given.parallel))
        ]
        print(*alarms(chain.from_iterable(held), given.out, lexicon), sep="\n")


if __name__ == "__main__":
    main()
