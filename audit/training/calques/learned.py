"""The entries learned from parallel text: phrases whose literal French is not French, with what stands in its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from audit.french.calques import How
from audit.french.lexicon import Lexicon
from audit.training.calques.choose import LEADING, PARTICLES, Candidate, French
from audit.training.calques.hand import Entry
from audit.training.calques.rights import Right, Side, lines_with, ties, written
from audit.training.calques.texts import Line, Numbering

SHOWN_SHARE = 0.5  # of a phrase's sentences


def entries(
    found: Sequence[Candidate],
    english: Side,
    number: Mapping[str, int],
    french: Side,
    counted: French,
    lines: Iterable[Line],
    lexicon: Lexicon,
) -> Iterator[Entry]:
    """An entry for each candidate that some French goes with. `lines` are those of both sides."""
    tied = ties(found, lines_with((one.english for one in found), english, number), french, counted.counts)
    wanted = {line for one in tied.values() for line in one.lines}
    raw = {n: line.french for n, line in enumerate(lines) if n in wanted}
    names = ["", *counted.numbering]
    names[Numbering.OPEN] = "de"
    yield from _entries(found, tied, names, raw, lexicon)


def _entries(
    found: Iterable[Candidate],
    tied: Mapping[tuple[str, ...], Right],
    names: Sequence[str],
    raw: Mapping[int, str],
    lexicon: Lexicon,
) -> Iterator[Entry]:
    for one in found:
        right = tied.get(one.english)
        if right and not detached(one.english):
            run = [names[number] for number in right.run]
            yield kept(one, right, run, written(run, [raw[line] for line in right.lines], lexicon))


def kept(one: Candidate, right: Right, run: Sequence[str], french: str) -> Entry:
    """The entry for a candidate. Its French is named where most of its sentences have it and it is not one word of it."""
    swapped = len(run) == 2 and run == [*reversed(one.row)]
    shown = french if right.share >= SHOWN_SHARE and len(run) > 1 else ""
    return Entry(one.row, " ".join(one.english), shown, How.SWAP if swapped else How.NAMED)


def detached(phrase: Sequence[str]) -> bool:
    """True for a phrase that ends with the preposition of what follows it: *day after day on*, not *put up with*."""
    return phrase[-1] in PARTICLES and any(word in LEADING for word in phrase[:-2])
