"""How much of what is changed in human translations is found, and how often what is not changed is flagged.

    python -m audit.training.judge.measure --text test [--engine embedded] [--most 500] [--skip 500] [--show 3]

Printed are, for each kind of change, the share found by its own detector, at its place or in its sentence; and for each
detector that asks for a source its findings on the translations as they are, per 1,000 words.
"""

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from audit.detectors.registry import load
from audit.engines import Translator, choose
from audit.finding import Hit
from audit.french.lexicon import load_lexicon
from audit.judging.bilingual import load_bilingual
from audit.judging.contrasts import weighed
from audit.training.judge.changes import CHANGES
from audit.training.judge.texts import SEED, SETS, Pair, sentences

OFFERED: dict[str, Callable[[Pair, Translator | None], object]] = {
    "passage": lambda pair, _: pair.passage,
    "bilingual": lambda *_: load_bilingual(),
    "lexicon": lambda *_: load_lexicon(),
    "contrasts": lambda pair, engine: {pair.passage.id: next(weighed([pair.passage], engine), ())},
}


def hits(name: str, pair: Pair, engine: Translator | None = None) -> list[Hit]:
    """What a detector finds in one sentence."""
    detector = load()[name]
    return list(detector.function(**{need: OFFERED[need](pair, engine) for need in detector.needs}))


def found(sets: list[tuple[str, list[Pair]]], show: int, engine: Translator | None) -> Iterator[str]:
    """A line for each kind of change."""
    for kind, (change, name) in CHANGES.items():
        chance, made, at_place, in_sentence, shown = random.Random(SEED), 0, 0, 0, show  # noqa: S311
        for pair in (pair for _, pairs in sets for pair in pairs):
            changed = change(pair, chance, load_lexicon())
            if not changed or hits(name, pair, engine):
                continue  # what is flagged anyway proves nothing
            flags = hits(name, changed.pair, engine)
            made += 1
            in_sentence += bool(flags)
            at_place += any(hit.start < changed.end and changed.start < hit.end for hit in flags)
            if not flags and shown:
                shown -= 1
                yield f"  missed: {changed.pair.english}\n          {changed.pair.french}"
        shares = in_sentence / max(1, made), at_place / max(1, made)
        yield f"{kind:20} {name:18} {made:5} changed, {shares[0]:6.1%} found, {shares[1]:6.1%} in place"


def false_alarms(sets: list[tuple[str, list[Pair]]], show: int, engine: Translator | None) -> Iterator[str]:
    """A line for each detector."""
    words = sum(len(pair.french.split()) for _, pairs in sets for pair in pairs)
    for name in sorted({name for _, name in CHANGES.values()} | {"link-changed", "unknown-word"}):
        flags = [(pair, hit) for _, pairs in sets for pair in pairs for hit in hits(name, pair, engine)]
        for pair, hit in flags[:show]:
            yield f"  {hit.why}\n    {pair.english}\n    {pair.french}"
        yield f"{name:20} {len(flags):4} findings in {words:,} words: {1000 * len(flags) / words:.2f} per 1,000"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m audit.training.judge.measure", description=__doc__.split("\n")[0])
    parser.add_argument("--text", type=Path, required=True, help="folder of NAME.en, NAME.fr, line aligned")
    parser.add_argument("--most", type=int, default=500, help="pairs of each set")
    parser.add_argument(
        "--skip", type=int, default=0, help="pairs of each set to leave out first: the rules may know them"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="of the sample")
    parser.add_argument("--show", type=int, default=0, help="examples of what is missed and of what is flagged")
    parser.add_argument("--sets", nargs="+", default=list(SETS), help="their names")
    parser.add_argument("--engine", default="none", help="that has a say about denials: embedded, auto, none")
    arguments = parser.parse_args()
    engine = choose(arguments.engine)
    sets = list(sentences(arguments.text, arguments.most, arguments.seed, arguments.skip, arguments.sets))
    print(*found(sets, arguments.show, engine), *false_alarms(sets, arguments.show, engine), sep="\n")


if __name__ == "__main__":
    main()
