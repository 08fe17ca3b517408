"""Count what French joins by a small word: `python -m audit.training.links OUT FILE.fr[.xz][=LINES]...`.

Writes the verbs, nouns, adjectives and set phrases that (nearly) never have an infinitive, a noun or a clause right behind
them, and mostly have it with a preposition or *que*, and which; and the nouns that never stand right behind another.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

import marisa_trie

from audit.french.infinitives import TAKE_BARE
from audit.french.lexicon import Lexicon, load_lexicon
from audit.french.links import CLAUSE, INFINITIVE, LED, NOUN, PHRASE, QUE, places
from audit.training.adjectives import WORD
from audit.training.sequences import lines

LEAST = 12  # times that a word is seen with a link
OF_ALL = 2  # how much what is known of all verbs, nouns or adjectives weighs in one
# How many times a word has a link for each that it has nothing, where a link is told to be gone, and of what one may do to
# oneself (*se changer les idées*).
ONCE_IN, ONCE_IN_ONESELF = 80, 1000
ONESELF = 0.05  # how often a verb has its links with *se*, to those without, where they may all be so
# Of its links, the share that are one and the same, from which that is the repair; else how often, beside it, others are told.
MOST, OFTEN = 0.75, 0.3
# The same behind a noun that a preposition leads up to, which may end there (*créer dans ce pays | un marché*).
ONCE_IN_LED, LINKED_LED, LEAST_LED = 1500, 0.4, 150
LEAST_NOUN, APPOSED = 50, 0.005  # times that a noun is seen, and how often behind another, if it may be
# What links to what; behind nouns, places and means are no links.
PREPOSITIONS = frozenset("de à sur avec contre pour entre".split())
PLACES = frozenset("en dans par vers chez".split())
LINKS = {
    INFINITIVE: frozenset(f"{preposition} inf" for preposition in ("de", "à", "pour")),
    PHRASE: PREPOSITIONS,
    NOUN: PREPOSITIONS,
    CLAUSE: frozenset({QUE}),
}
# What may lack its link behind a verb, a participle, an adjective, a noun.
KINDS = dict.fromkeys("vs", (INFINITIVE, PHRASE, CLAUSE)) | dict.fromkeys("pa", (INFINITIVE, PHRASE))
KINDS |= dict.fromkeys("nbd", (INFINITIVE, PHRASE, NOUN))

Seen = defaultdict[str, Counter[str]]


def count(texts: Iterable[str], lexicon: Lexicon) -> tuple[Seen, Counter[str], Counter[str]]:
    """What was seen behind each word; how often each noun was, and how often right behind another."""
    seen: Seen = defaultdict(Counter)
    nouns: Counter[str] = Counter()
    apposed: Counter[str] = Counter()
    for line in texts:
        found = WORD.findall(line.replace("’", "'"))
        low = [word.lower() for word in found]
        for place in places(low, found, lexicon):
            for head in place.heads:
                seen[head][place.kind] += 1
            if place.kind == NOUN and place.heads[-1][0] in "nd":
                apposed[low[place.start]] += 1
        nouns.update(word for word in found if word.islower() and lexicon.form(word).noun)
    return seen, nouns, apposed


def table(seen: Seen, nouns: Counter[str], apposed: Counter[str]) -> Iterator[tuple[str, bytes]]:
    """The entries of OUT: *n:possibilité* and inf: *de*; *+émissions*."""
    parts: Seen = defaultdict(Counter)
    for head, kinds in seen.items():
        if head[2:] not in TAKE_BARE:
            parts[head[0]].update(kinds)
    for head, kinds in seen.items():
        part = parts[head[0]]
        for kind in KINDS[head[0]]:
            linking = LINKS[kind] | (PLACES if head[0] in "vsp" and kind == PHRASE else frozenset())
            links = Counter({link: n for link, n in kinds.items() if link in linking})
            linked = links.total()
            if linked < LEAST:
                continue
            if head[0] == "v" and kind == PHRASE and (" / " in _usual(links) or _of_oneself(head, links, seen)):
                continue
            nothing = (kinds[kind] + OF_ALL * part[kind] / part.total()) / (linked + OF_ALL)
            if nothing * (ONCE_IN_ONESELF if head[0] == "s" and kind == PHRASE else ONCE_IN) < 1:
                yield f"{head}\t{kind}", _usual(links).encode()
                sure = nothing * ONCE_IN_LED < 1 and linked >= max(LEAST_LED, LINKED_LED * kinds.total())
                if sure and head[0] in "nd" and kind == PHRASE:
                    yield f"{head}\t{LED}", _usual(links).encode()
            elif head[0] == "b":
                yield f"{head}\t{kind}", b""  # whatever its noun has elsewhere
    yield from ((f"+{noun}", b"") for noun, n in nouns.items() if n >= LEAST_NOUN and apposed[noun] <= APPOSED * n)


def _of_oneself(head: str, links: Counter[str], seen: Seen) -> bool:
    """True for a verb that has them with *se*: *nous nous réjouissons de* is not told from *réjouissons de*."""
    reflexive = seen.get(f"s:{head[2:]}", Counter())
    return sum(reflexive[link] for link in links) > ONESELF * links.total()


def _usual(links: Counter[str]) -> str:
    """*de* where it is nearly always that, *de / à* where it is either."""
    ranked = sorted(links.items(), key=lambda item: (-item[1], item[0]))
    best, most = ranked[0]
    often = [best] if most >= MOST * links.total() else [link for link, n in ranked if n >= OFTEN * most]
    return " / ".join(link.removesuffix(" inf") for link in often)


def main() -> None:
    out, *specs = sys.argv[1:]
    lexicon = load_lexicon()
    entries = sorted(table(*count(chain.from_iterable(lines(spec) for spec in specs), lexicon)))
    marisa_trie.BytesTrie(entries).save(out)
    print(len(entries), "entries")


if __name__ == "__main__":
    main()
