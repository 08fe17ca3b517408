"""Count what nouns stand behind without an article: `python -m audit.training.articles OUT FILE.fr[.xz][=LINES]...`.

Writes how likely a noun is bare behind each word that was seen often, how many times as likely each noun is bare as others
are at the same places, and pairs of the two that are another matter. `missing_function_word` takes an article for lost where
a bare noun is all but never seen. Words are told apart by the lexicon alone.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

import marisa_trie

from audit.french.articles import ANY_VERB, ONCE_IN, countable, governing, number
from audit.french.grammar import DETERMINERS
from audit.french.lexicon import Lexicon, load_lexicon
from audit.training.adjectives import WORD
from audit.training.sequences import lines

# Nouns behind a word that make it one with a count of its own, behind *X de* also when one is lost, ...
LEAST, LEAST_OF = 30, 60
# ... how much what is known of all verbs weighs in one, what is known of others in a noun, and what both say in a pair.
OF_VERBS, OF_NOUNS, OF_PARTS = 20, 1.0, 3.0
TWICE = 2  # times that a pair is seen
USUAL = 0.1  # how far from 1 a noun says nothing

Seen = dict[tuple[str, str], list[int]]  # bare, determined


def count(texts: Iterable[str], lexicon: Lexicon) -> Seen:
    """How often each noun was seen bare and determined behind each word."""
    seen: Seen = defaultdict(lambda: [0, 0])
    for line in texts:
        found = WORD.findall(line.replace("’", "'"))
        for at, word in enumerate(found):
            if not at or not lexicon.form(word.lower()).noun or found[at + 1 : at + 2] == ["-"]:
                continue
            before, bare = _before([other.lower() for other in found[max(0, at - 5) : at]])
            head = governing(before, lexicon)
            if head and countable(word, head, lexicon):
                seen[head, word][not bare] += 1
    return seen


def _before(words: list[str]) -> tuple[list[str], bool]:
    """What stands before a noun and its determiner, and whether it has none; *du* is *de* and one."""
    last, rest = words[-1], words[:-1]
    if last in {"au", "aux"}:
        return [*rest[-3:], "à"], False
    if last in {"du", "des"}:
        return [*rest[-3:], "de"], False
    return (rest[-4:], False) if last in DETERMINERS else (words[-4:], True)


def table(seen: Seen, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """The entries of OUT: *avec* and s, *travailleur*, *avec* and *plaisir*."""
    places: Seen = defaultdict(lambda: [0, 0])
    for (head, word), (bare, determined) in seen.items():
        for place in [head, ANY_VERB] if head.startswith("v:") else [head]:
            places[place, number(word, lexicon)][0] += bare
            places[place, number(word, lexicon)][1] += determined
    share = {n: (places[ANY_VERB, n][0] + 0.5) / (sum(places[ANY_VERB, n]) + 1) for n in "sp"}
    behind = {
        (head, n): (bare + (OF_VERBS * share[n] if head.startswith("v:") else 0.5))
        / (bare + determined + (OF_VERBS if head.startswith("v:") else 1))
        for (head, n), (bare, determined) in places.items()
        if bare + determined >= (LEAST_OF if head.endswith(" de") else LEAST)
    }
    expected: dict[str, list[float]] = defaultdict(lambda: [0, 0])
    for (head, word), times in seen.items():
        known = behind.get((head, number(word, lexicon)))
        if known and not head.endswith(" de") and head not in {"que", "pas"}:
            expected[word][0] += times[0]
            expected[word][1] += sum(times) * known
    nouns = {word: (bare + OF_NOUNS) / (by_place + OF_NOUNS) for word, (bare, by_place) in expected.items()}
    yield from ((f"{head}\t{n}", share) for (head, n), share in behind.items())
    yield from ((word, times) for word, times in nouns.items() if abs(times - 1) > USUAL)
    for (head, word), (bare, determined) in seen.items():
        known = behind.get((head, number(word, lexicon))) or (
            behind[ANY_VERB, number(word, lexicon)] if head.startswith("v:") else None
        )
        if known is None or bare + determined < TWICE:
            continue
        parts = known * nouns.get(word, 1.0)
        both = (bare + OF_PARTS * parts) / (bare + determined + OF_PARTS)
        if (both * ONCE_IN < 1) != (parts * ONCE_IN < 1):
            yield f"{head}\t{word}", both


def main() -> None:
    out, *specs = sys.argv[1:]
    lexicon = load_lexicon()
    entries = sorted(table(count(chain.from_iterable(lines(spec) for spec in specs), lexicon), lexicon))
    marisa_trie.RecordTrie("<e", ((key, (value,)) for key, value in entries)).save(out)
    print(len(entries), "entries")


if __name__ == "__main__":
    main()
