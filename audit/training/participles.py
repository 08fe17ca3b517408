"""Count which participles never go without an auxiliary: `python -m audit.training.participles OUT FILE.fr[.xz][=LINES]...`.

Writes the verbs, each with what follows, whose participle stands behind an auxiliary and all but never right behind a noun:
what `unconjugated` takes for a verb whose auxiliary is gone. Words are told apart by the lexicon alone.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

import marisa_trie

from audit.french.lexicon import Lexicon, load_lexicon
from audit.french.participles import AFTER, OBJECTS, auxiliary, following, may_be_subject, past_form
from audit.training.adjectives import WORD
from audit.training.sequences import lines
from audit.training.shares import Seen, shares

ONCE_IN = 100  # times that a participle goes without its auxiliary at most once, if it needs it
LEAST = 5  # sightings with an auxiliary
BACK = 3  # words back to an auxiliary that a noun parts from its participle


def count(texts: Iterable[str], lexicon: Lexicon) -> Seen:
    """How often each participle was seen with its auxiliary, and right behind a noun without."""
    seen: Seen = defaultdict(lambda: [0, 0])
    for line in texts:
        found = WORD.findall(line.replace("’", "'"))
        lower = [word.lower() for word in found]
        for at, word in enumerate(found[1:-1], 1):
            if not word.islower() or (lemma := past_form(word, lexicon)) is None:
                continue
            before = at - 1
            while before and any(r.pos == "adv" for r in lexicon.form(lower[before]).readings):
                before -= 1
            helped = auxiliary(lower[before], lexicon)
            near = any(auxiliary(other, lexicon) for other in lower[max(0, before - BACK) : before])
            if helped or (before == at - 1 and not near and may_be_subject(found[before], lexicon)):
                seen[lemma, following(lower[at + 1 : at + 1 + AFTER], lexicon)][not helped] += 1
    return seen


def entries(seen: Seen) -> Iterator[str]:
    """The entries of OUT: *insister* and *sur*."""
    for verb in shares(seen):
        passive = verb.right not in OBJECTS and verb.of_left * ONCE_IN >= 1  # *un vol signalé à la police*
        if not passive and verb.usual >= LEAST and verb.rare * ONCE_IN < 1:
            yield f"{verb.left}\t{verb.right}"


def main() -> None:
    out, *specs = sys.argv[1:]
    found = sorted(entries(count(chain.from_iterable(lines(spec) for spec in specs), load_lexicon())))
    marisa_trie.Trie(found).save(out)
    print(len(found), "entries")


if __name__ == "__main__":
    main()
