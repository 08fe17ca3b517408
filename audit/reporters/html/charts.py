"""The figures of the charts, in the units of their SVG: the templates only print them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.document import Role
from audit.finding import Finding
from audit.reporters.summary import group
from audit.result import DocumentResult

# How tall a group stands, of 10: what is graver stands taller, so that colour is not the only sign of it.
HEIGHTS = {"critical": 10, "major": 8, "minor": 5.5, "info": 4, "warning": 3, "accepted": 2}
GROUPS = tuple(HEIGHTS)  # in the order in which they are shown
WIDTH = 1000  # of the strip and the bars
NARROWEST = 3  # of a mark on the strip: one pixel on a phone


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar: findings of one group. `x`, `width` and `height` are in units of the chart."""

    group: str
    count: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Kind:
    """The findings of one detector, as a bar that is as long as they are many. `counts` leaves out empty groups."""

    name: str
    total: int
    counts: dict[str, int]
    bars: tuple[Bar, ...]


def kinds(findings: Iterable[Finding]) -> list[Kind]:
    """Findings that were not accepted by detector, the most first, of equals the gravest; the longest bar fills the chart."""
    counts: dict[str, Counter[str]] = {}
    for finding in findings:
        if not finding.suppressed:
            counts.setdefault(finding.detector, Counter())[group(finding)] += 1
    most = max((found.total() for found in counts.values()), default=1)
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), min(map(GROUPS.index, item[1])), item[0]))
    return [Kind(name, found.total(), _present(found), tuple(_bars(found, most))) for name, found in ordered]


def _present(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in GROUPS if counts.get(name)}


def _bars(counts: Mapping[str, int], most: int) -> Iterator[Bar]:
    x = 0.0
    for name, n in _present(counts).items():
        width = round(WIDTH * n / most, 1)
        yield Bar(name, n, x, width, HEIGHTS[name])
        x = round(x + width, 1)


@dataclass(frozen=True, slots=True)
class Strip:
    """The article from left to right: `furniture` as (x, width), `marks` as (number of the finding, group, x, width)."""

    furniture: tuple[tuple[float, float], ...]
    marks: tuple[tuple[int, str, float, float], ...]


def strip(document: DocumentResult, findings: Sequence[Finding]) -> Strip:
    """Where in the article the trouble lies. `findings` are numbered from 1."""
    unit = WIDTH / max(1, len(document.text))
    furniture = ((s.start, s.end) for s in document.segments if s.role is Role.FURNITURE)
    marks = (
        (number, group(f), round(min(f.start * unit, WIDTH - NARROWEST), 1), _wide(f.end - f.start, unit))
        for number, f in enumerate(findings, 1)
    )
    return Strip(tuple((round(a * unit, 1), round((b - a) * unit, 1)) for a, b in furniture), tuple(marks))


def _wide(length: int, unit: float) -> float:
    return round(max(length * unit, NARROWEST), 1)
