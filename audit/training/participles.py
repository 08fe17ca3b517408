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

# A participle needs its auxiliary where it goes without at most once in so many times, what is known of its verb and of what
# follows weighing as much as so many sightings.
ONCE_IN, OF_PARTS = 100, 4.0
LEAST = 5  # sightings with an auxiliary
BACK = 3  # words back to an auxiliary that a noun parts from its participle

Seen = dict[tuple[str, str], list[int]]  # with an auxiliary, without


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
    of_verb: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    of_next: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (lemma, after), times in seen.items():
        for total in (of_verb[lemma], of_next[after]):
            total[0] += times[0]
            total[1] += times[1]
    share = sum(times[1] for times in seen.values()) / sum(map(sum, seen.values()))
    for (lemma, after), (helped, bare) in seen.items():
        of_lemma = _share(of_verb[lemma], share)
        if after not in OBJECTS and of_lemma * ONCE_IN >= 1:
            continue  # *un vol signalé à la police*: a passive
        parts = of_lemma * _share(of_next[after], share) / share
        if helped >= LEAST and (bare + OF_PARTS * parts) / (helped + bare + OF_PARTS) * ONCE_IN < 1:
            yield f"{lemma}\t{after}"


def _share(times: list[int], of_all: float) -> float:
    return (times[1] + OF_PARTS * of_all) / (sum(times) + OF_PARTS)


def main() -> None:
    out, *specs = sys.argv[1:]
    found = sorted(entries(count(chain.from_iterable(lines(spec) for spec in specs), load_lexicon())))
    marisa_trie.Trie(found).save(out)
    print(len(found), "entries")


if __name__ == "__main__":
    main()
