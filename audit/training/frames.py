"""Count what French words take behind them: `python -m audit.training.frames FRAMES FILE.fr[.xz][=LINES]...`.

FRAMES: the prepositions that verbs, nouns and adjectives have before an infinitive, where there are but few, and those that a
verb has before a noun with *se* alone. Words are told apart by the lexicon alone.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path

from audit.french.frames import BARE, JOINING, NOUN_PREPOSITIONS, PASSED, governor
from audit.french.lexicon import Lexicon, load_lexicon
from audit.french.words import SE
from audit.training.adjectives import WORD
from audit.training.sequences import lines

# A word governs infinitives when it has this many, and this share of its uses, ...
LEAST, LEAST_SHARE = 15, 0.03
# ... and takes those with one of these in more than this share of them, of nouns ever: *une décision à prendre*.
ALLOWED, FEW = 0.004, 100
# Uses with *se* before a preposition, and the share of others that tells slips from usage.
LEAST_REFLEXIVE, MOST_PLAIN = 10, 0.05
OBJECTS = frozenset("le la l' les me m' te t' nous vous en que qu' dont où auquel laquelle".split())
HAVING = frozenset("a ont avait avaient avoir aura auront aurait ai ayant".split())
OF, ARTICLES = frozenset("de d' du des".split()), frozenset("le la les l' un une".split())
BACK = 6  # words back to a pronoun


class Counts:
    """What was seen: infinitives by word and preposition, words, verbs with and without *se* by preposition."""

    def __init__(self) -> None:
        self.infinitives: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.words: Counter[str] = Counter()
        self.reflexive: Counter[tuple[str, str]] = Counter()
        self.plain: Counter[tuple[str, str]] = Counter()


def count(texts: Iterable[str], lexicon: Lexicon) -> Counts:
    seen = Counts()
    for line in texts:
        found = WORD.findall(line.replace("’", "'"))
        for at, (word, _) in enumerate(pairwise(found)):
            head = governor(word.lower(), lexicon)
            if head:
                seen.words[head] += 1
                _infinitive(found, at, head, seen, lexicon)
                if head.startswith("v:"):
                    _frame(found, at, head, seen, lexicon)
    return seen


def _infinitive(found: list[str], at: int, head: str, seen: Counts, lexicon: Lexicon) -> None:
    preposition = JOINING.get(found[at + 1].lower(), BARE)
    place = at + 1 + (preposition != BARE)
    while place < len(found) and found[place] in PASSED:
        place += 1
    if place < len(found) and found[place].islower() and lexicon.form(found[place]).only_infinitive:
        seen.infinitives[head][preposition] += 1


def _frame(found: list[str], at: int, head: str, seen: Counts, lexicon: Lexicon) -> None:
    preposition = NOUN_PREPOSITIONS.get(found[at + 1].lower())
    form, before = lexicon.form(found[at].lower()), [word.lower() for word in found[max(0, at - BACK) : at]]
    if preposition is None or not (form.finite or form.participles or form.only_infinitive):
        return
    near: set[str] = set()
    for word in reversed(before):
        if word not in PASSED and not (form.participles and lexicon.form(word).verbs & {"avoir", "être"}):
            break
        near.add(word)
    compound = bool(form.participles) and not form.finite
    if near & SE:
        seen.reflexive[head, preposition] += 1
    elif not OBJECTS & (near | set(before)) and (not compound or near & HAVING):
        seen.plain[head, preposition] += 1


def frames(seen: Counts) -> Iterator[str]:
    """The lines of FRAMES."""
    for head, by in seen.infinitives.items():
        total, joined = by.total(), by["de"] + by["à"]
        loose = total < LEAST or total < LEAST_SHARE * seen.words[head] or 2 * joined < total
        if loose or by[BARE] > ALLOWED * total + 0.5:
            continue
        exotic = {p for p in ("de", "à", "pour") if by[p] <= ALLOWED * total}
        if head.startswith("n:"):
            exotic = {p for p in exotic if not by[p] and total >= FEW}
        elif head.startswith("v:"):
            exotic -= {"pour"} if total < FEW or by["pour"] else set()
        yield " ".join(["inf", head, *sorted({"de", "à", "pour"} - exotic)])
    reflexive: defaultdict[str, list[str]] = defaultdict(list)
    for (head, preposition), n in seen.reflexive.items():
        if n >= LEAST_REFLEXIVE and seen.plain[head, preposition] <= MOST_PLAIN * n:
            reflexive[head].append(preposition)
    yield from (" ".join(["se", head, *sorted(prepositions)]) for head, prepositions in reflexive.items())


def main() -> None:
    out, *specs = sys.argv[1:]
    seen = count(chain.from_iterable(lines(spec) for spec in specs), load_lexicon())
    rows = sorted(frames(seen))
    Path(out).write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} frames")


if __name__ == "__main__":
    main()
