"""What an engine tells of garbled French whose source nobody has: words that no detector marks, ranked with and without it.

    python -m audit.training.evaluate.evidence corpora/nodes/development.txt corpora/pages/development.txt ...

The embedded engine translates each sentence into English, and says how surprised it is by the French given that English.
Its signs, those of the learned networks and both together are each fitted to what a reader marked, and rank the words of
articles that they were not fitted on. Prints a table, in Markdown; five minutes for forty thousand words.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audit.document import Page
from audit.engines import choose
from audit.engines.base import TwoWay
from audit.judging.doubts import WORD, features, garbled_words
from audit.judging.passages import Passage
from audit.pipeline import Auditor
from audit.segmentation import build
from audit.training.evaluate.cases import Case, read_labelled
from audit.training.logistic import Floats, fit

ENGINES = frozenset({"unsure_before", "unsure", "unsure_behind", "mean_surprise", "unrendered"})
FIRST = (50, 100, 200, 300)
FOLDS = 4
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word that no detector marks: its article, the error that it is in, if any, and its signs."""

    article: str
    error: int | None
    signs: Mapping[str, float]


def words(case: Case, auditor: Auditor, engine: TwoWay) -> Iterator[Word]:
    """The words of an article, without those that a finding or an error found elsewhere touches."""
    document = build(Page(case.name, case.text))
    found = [(one.start, one.end) for one in auditor.audit(document).findings if not one.suppressed]
    segments = list(document.audited)
    backs = [back.text for back in engine.translate([segment.text for segment in segments])]
    scored = engine.score_french(list(zip((one.text for one in segments), backs, strict=True))) or []
    garbled = garbled_words(document)
    for segment, back, pieces in zip(segments, backs, scored, strict=True):
        passage = Passage(segment.start, segment.end, segment.id, segment.text, back)
        spans = [match.span() for match in WORD.finditer(segment.text)] if pieces else []
        for (start, end), signs in zip(spans, features(passage, spans, pieces, garbled), strict=True):
            place = segment.start + start, segment.start + end
            error = next((n for n, gold in enumerate(case.gold) if _touch(place, gold[:2])), None)
            if not any(
                _touch(place, one) or (error is not None and _touch(case.gold[error][:2], one)) for one in found
            ):
                yield Word(case.name, error, signs)


def _touch(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def ranked(seen: Sequence[Word], names: Iterable[str]) -> list[Word]:
    """The words, the likeliest to be wrong first, each judged by weights fitted on other articles."""
    chosen = sorted(names)
    signs = np.array([[1.0, *(word.signs[name] for name in chosen)] for word in seen])
    wrong = np.array([word.error is not None for word in seen], float)
    articles = {name: n % FOLDS for n, name in enumerate(np.random.default_rng(1).permutation(sorted(_articles(seen))))}
    folds = np.array([articles[word.article] for word in seen])
    odds: Floats = np.zeros(len(seen))
    for fold in range(FOLDS):
        other = folds != fold
        odds[~other] = signs[~other] @ fit(signs[other], wrong[other], np.ones(other.sum()))
    return [seen[index] for index in np.argsort(-odds, kind="stable")]


def _articles(seen: Iterable[Word]) -> set[str]:
    return {word.article for word in seen}


def table(seen: Sequence[Word]) -> str:
    """For each set of signs, how many of its first words are wrong, and how many errors they tell."""
    every = frozenset(seen[0].signs)
    rows = [f"| signs | {' | '.join(f'first {count}' for count in FIRST)} |", f"|---|{'---:|' * len(FIRST)}"]
    for name, chosen in (("the engine's", ENGINES), ("all others", every - ENGINES), ("all", every)):
        order = ranked(seen, chosen)
        cells = []
        for count in FIRST:
            wrong = [(word.article, word.error) for word in order[:count] if word.error is not None]
            cells.append(f"{len(wrong) / count:.2f} ({len(set(wrong))})")
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", nargs="+", type=Path, help="labelled articles: folders, or files of marked pages")
    engine, auditor = choose("embedded"), Auditor.default("none")
    if not isinstance(engine, TwoWay):
        raise SystemExit("the embedded engine does not score French here")
    cases = [case for path in parser.parse_args().labelled for case in read_labelled(path)]
    seen = [word for case in cases for word in words(case, auditor, engine)]
    errors = {(word.article, word.error) for word in seen if word.error is not None}
    print(f"{len(seen):,} words that no detector marks, with {len(errors)} errors\n\n{table(seen)}")


if __name__ == "__main__":
    main()
