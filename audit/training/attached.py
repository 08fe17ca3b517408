"""Count which adjectives belong to the noun beside them: `python -m audit.training.attached OUT FILE.fr[.xz][=LINES]...`.

Writes the pairs of a noun and an adjective or participle right behind it that all but always agree, so that where they do not
one of them is wrong (*une dette public*), whatever noun stands before (*chef de projet adjoint*). Words are told apart by the
lexicon alone.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

import marisa_trie

from audit.french.agreeing import Features, clash
from audit.french.attached import describing, key
from audit.french.grammar import DETERMINERS, PREPOSITIONS
from audit.french.lexicon import Lexicon, load_lexicon
from audit.training.adjectives import WORD
from audit.training.sequences import lines
from audit.training.shares import Seen, shares

ONCE_IN = 100  # times that a pair is seen to disagree at most once, if it belongs together
LEAST = 2  # sightings of a pair

LEADING = DETERMINERS.keys() | PREPOSITIONS  # behind these a word that may be a noun is one


def count(texts: Iterable[str], lexicon: Lexicon) -> Seen:
    """How often each noun and each adjective right behind it were seen to agree, and not to."""

    @cache
    def noun(word: str, led: bool) -> tuple[str, Features] | None:
        form = lexicon.form(word)
        if not (form.only_noun or (led and form.noun)) or not word.isalpha():
            return None
        return key(word, lexicon), Features(*map(_only, (lexicon.genders(word), lexicon.numbers(word))))

    @cache
    def adjective(word: str) -> tuple[str, Features] | None:
        return describing(word, lexicon) if word.islower() else None

    seen: Seen = defaultdict(lambda: [0, 0])
    for line in texts:
        found = WORD.findall(line.replace("’", "'"))
        for before, left, right in zip(["", *found], found, found[1:], strict=False):
            if (other := adjective(right)) and (one := noun(left.lower(), before.lower() in LEADING)):
                seen[one[0], other[0]][bool(clash(one[1], other[1]))] += 1
    return seen


def _only(found: frozenset[str]) -> str:
    return "".join(found) if len(found) == 1 else ""


def pairs(seen: Seen) -> Iterator[str]:
    """The entries of OUT."""
    for pair in shares(seen):
        if pair.usual >= LEAST and pair.rare * ONCE_IN < 1:
            yield f"{pair.left}\t{pair.right}"


def main() -> None:
    out, *specs = sys.argv[1:]
    lexicon = load_lexicon()
    entries = sorted(pairs(count(chain.from_iterable(lines(spec) for spec in specs), lexicon)))
    marisa_trie.Trie(entries).save(out)
    print(len(entries), "pairs")


if __name__ == "__main__":
    main()
