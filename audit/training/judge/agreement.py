"""How well the judge agrees with people: ratings in, Kendall's tau, acc_eq and span F1 out, beside plain baselines.

    python -m audit.training.judge.agreement MQM.tsv [--engine embedded] [--doubtful] [--most 300] [--scores FILE] [--jsonl FILE]

Reads what `audit.training.judge.ratings` reads: WMT's MQM TSV, task-2 spans, bio-MQM's JSON. Every translation is audited
with its source; the figures say how `judged`, `score` and the findings agree with the MQM points and spans of the
raters, next to what the number of characters gives, chrF of the back-translation, and chrF with a reference where the
file has one. Tau is tau-b over all segments, with a 95 % interval over documents; where several systems translated one
source, also within a system and within a source. `--jsonl` writes the ratings as rows that `audit run` takes.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.progress import track

from audit.alignment import within_units
from audit.comparison import compare
from audit.errors import AuditError, InputError
from audit.finding import Finding
from audit.pipeline import Auditor
from audit.readers.units import Row, page
from audit.reporters.levels import TERMS
from audit.result import SegmentResult
from audit.segmentation import build
from audit.settings import DEFAULTS
from audit.training.judge.ordering import accuracy, grouped_tau, interval, system_accuracy, tau_b
from audit.training.judge.ratings import Error, Rated, Tell, as_jsonl, read_or_exit, write_tsv
from audit.training.judge.spans import marks, shifted, signature, span_score


@dataclass(frozen=True, slots=True)
class Judged:
    """A rated segment and what the audit says of it: None where it has no source."""

    rated: Rated
    result: SegmentResult
    findings: tuple[Error, ...]  # with places in the translation, without the white space around it


def audited(rated: Sequence[Rated], auditor: Auditor, tell: Tell) -> Iterator[Judged]:
    """Audit each document of each system. One that is refused is told, and the others go on."""
    ordered = sorted(enumerate(rated), key=lambda item: (item[1].key[:2], item[0]))
    for (system, document), group in groupby(ordered, key=lambda item: item[1].key[:2]):
        members = {str(number): item for number, item in group if item.target.strip()}
        rows = [Row(item.target, number, item.source) for number, item in members.items()]
        name = " ".join(filter(None, (system, document))) or "ratings"
        try:
            pages = list(page(name, rows))
            found = [auditor.audit(within_units(build(each))) for each in pages]
        except InputError as error:
            tell(f"{error}: {len(members)} segments are left out")
            continue
        for result in found:
            for segment in result.segments:
                inside = [f for f in result.findings if segment.start <= f.start < segment.end and not f.suppressed]
                yield Judged(members[segment.id], segment, tuple(_errors(segment, inside)))


def _errors(segment: SegmentResult, findings: Iterable[Finding]) -> Iterator[Error]:
    """The findings as `--format qe` has them."""
    for finding in findings:
        severity = TERMS[finding.severity].wmt.lower()
        if severity != "neutral":
            yield Error(finding.start - segment.start, min(finding.end, segment.end) - segment.start, severity)


def scores(rows: Sequence[Judged]) -> dict[str, list[float | None]]:
    """By name, what orders translations: more is better. None where a row has none; only what some rows have."""
    found: dict[str, list[float | None]] = {
        "judged": [row.result.judged for row in rows],
        "score": [row.result.score for row in rows],
        "chrF of the back-translation": [row.result.chrf if row.rated.source else None for row in rows],
        "chrF with the reference": [compare(row.rated.target, row.rated.reference).chrf for row in rows],
        "shorter": [-float(len(row.rated.target)) for row in rows],
    }
    return {name: values for name, values in found.items() if any(value is not None for value in values)}


def order_lines(rows: Sequence[Judged]) -> Iterator[str]:
    """How each score orders the translations that it has a value for."""
    many = len({row.rated.key[0] for row in rows}) > 1
    more = ("by system", "by source", "acc_eq", "systems") if many else ()
    yield f"{'':30} {'segments':>8} {'tau-b':>7} {'95 % interval':>16} {'acc_eq':>9}" + "".join(
        f"{m:>11}" for m in more
    )
    for name, values in scores(rows).items():
        known = [(value, row.rated) for value, row in zip(values, rows, strict=True) if value is not None]
        ours, people = [value for value, _ in known], [-rated.points for _, rated in known]
        between = interval(ours, people, [rated.key[:2] for _, rated in known])
        spread = f"{between[0]:.3f} … {between[1]:.3f}" if between else ""
        line = f"{name:30} {len(known):8} {tau_b(ours, people):7.3f} {spread:>16} {accuracy(ours, people):9.3f}"
        yield line + ("".join(f"{figure:>11}" for figure in _by_group(ours, people, known)) if many else "")


def _by_group(ours: Sequence[float], people: Sequence[float], known: Sequence[tuple[float, Rated]]) -> Iterator[str]:
    """Within a system, within a source, and of systems."""
    systems, items = [rated.key[0] for _, rated in known], [rated.source or rated.key[1:] for _, rated in known]
    yield f"{grouped_tau(ours, people, systems):.3f}"
    yield f"{grouped_tau(ours, people, items):.3f}"
    yield f"{accuracy(ours, people, items):.3f}"
    pairs = system_accuracy(ours, people, systems)
    yield "" if pairs is None else f"{pairs:.3f}"


def span_lines(rows: Sequence[Judged]) -> Iterator[str]:
    """How well the findings agree with the spans; and what one gets for marking everything."""
    gold = [shifted(row.rated) for row in rows]
    every = [(length, errors, [Error(0, length, "major")]) for length, errors in gold]
    ours = [(length, errors, row.findings) for (length, errors), row in zip(gold, rows, strict=True)]
    marked = sum(bool(character) for length, errors in gold for character in marks(length, errors))
    for name, score in (("findings", span_score(ours)), ("everything, as major", span_score(every))):
        yield f"{name:30} {score}"
    yield f"{_share(marked, sum(length for length, _ in gold))} of the characters are marked by people"


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.1%}" if whole else "none"


def lines(rows: Sequence[Judged], auditor: Auditor) -> Iterator[str]:
    """All that is to be said."""
    perfect = sum(row.rated.points == 0 for row in rows)
    documents = len({row.rated.key[:2] for row in rows})
    yield f"{len(rows)} segments of {documents} documents, {_share(perfect, len(rows))} of them without an error"
    unsourced = sum(row.result.judged is None for row in rows)
    if unsourced:
        yield f"{unsourced} of them have no source, and are not judged"
    yield from ("", *order_lines(rows), "", *span_lines(rows), "")
    yield f"tau|b:tau-b|points:wmt-mqm|acc:eq-calibrated|bs:documents,300|seed:12345|segments:{len(rows)}"
    yield signature(len(rows))
    yield auditor.signature


def table(rows: Sequence[Judged]) -> Iterator[tuple[object, ...]]:
    """A row for each segment, with the points of people and each score."""
    by_name = scores(rows)
    yield ("system", "doc", "segment", "points", *by_name)
    for number, row in enumerate(rows):
        values = (column[number] for column in by_name.values())
        yield (*row.rated.key, row.rated.points, *("" if value is None else value for value in values))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m audit.training.judge.agreement", description=__doc__.split("\n")[0]
    )
    parser.add_argument("ratings", nargs="+", help="WMT’s MQM TSV, task-2 spans, or JSON (Lines) with errors")
    parser.add_argument("--engine", default="auto", help="auto, argos, embedded, apertium or none")
    parser.add_argument(
        "--doubtful", action="store_true", help="mark doubtful words as well: better spans, a lower score"
    )
    parser.add_argument("--most", type=int, help="segments, from the beginning")
    parser.add_argument("--scores", type=Path, help="write the scores of every segment to this TSV")
    parser.add_argument("--jsonl", type=Path, help="write the ratings as JSON Lines for `audit run`")
    given = parser.parse_args(arguments)

    def tell(message: str) -> None:
        print(message, file=sys.stderr)

    rated = [one for path in given.ratings for one in read_or_exit(path, tell)][: given.most]
    if given.jsonl:
        given.jsonl.write_text(as_jsonl(rated), "utf-8")
    try:
        levels = {"doubtful": "warn"} if given.doubtful else {}
        auditor = Auditor.of(DEFAULTS.under(engine=given.engine, levels=levels))
        shown = Console(stderr=True)
        found = audited(rated, auditor, tell)
        rows = list(track(found, "audit", len(rated), console=shown, transient=True, disable=not shown.is_terminal))
    except AuditError as error:
        tell(str(error))
        raise SystemExit(2) from None
    if not rows:
        tell(f"{given.ratings[0]}: nothing in it could be audited")
        raise SystemExit(2)
    if given.scores:
        write_tsv(given.scores, table(rows))
    print(*lines(rows, auditor), sep="\n")


if __name__ == "__main__":
    main()
