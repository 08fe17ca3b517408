"""Every case of every detector: what it must flag, where and with which repair, and where it must stay silent.

A case file is `tests/cases/<detector>.toml`. `[[fires]]` has `id`, `text` and `expect`, the flagged spans in reading
order; `repair`, where given, is in the same order, "" for a finding without one. Where a span occurs more than once in
the text, `within` has its surroundings, in the same order. `[[silent]]` has `id` and `text`. Either has its English
`source` where the detector asks for one, and a `glossary`, the text of a CSV file. Blank lines part the units of a
bilingual file, on both sides.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit.alignment import within_units
from audit.detection import detect
from audit.detectors.registry import load
from audit.document import Page
from audit.engines import choose
from audit.finding import Finding
from audit.french.lexicon import load_lexicon
from audit.french.parsing import parser
from audit.glossary import Glossary
from audit.glossary_files import of_table
from audit.judging.doubts import doubts
from audit.readers.units import Row, page
from audit.segmentation import build

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a case file. A silent one expects nothing; `repair` is None where the row does not say."""

    stem: str
    id: str
    text: str
    expect: tuple[str, ...] = ()
    repair: tuple[str, ...] | None = None
    within: tuple[str, ...] | None = None
    source: str | None = None
    glossary: str | None = None

    @property
    def name(self) -> str:
        return self.stem.replace("_", "-")

    @property
    def places(self) -> list[tuple[int, int, str]]:
        """Start, end and text of each expected span. Raises ValueError where it is not plain which one is meant."""
        surroundings = self.within or self.expect
        return [self._place(span, around) for span, around in zip(self.expect, surroundings, strict=True)]

    def _place(self, span: str, around: str) -> tuple[int, int, str]:
        if self.text.count(around) != 1 or around.count(span) != 1:
            raise ValueError(f"{self.stem}/{self.id}: “{span}” is not exactly once in “{around}” in the text")
        start = self.text.index(around) + around.index(span)
        return start, start + len(span), span


def rows(path: Path) -> Iterator[Case]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for row in data["fires"]:
        expect, repair, within = (row.get(key) for key in ("expect", "repair", "within"))
        spans = tuple(expect), repair and tuple(repair), within and tuple(within)
        yield Case(path.stem, row["id"], row["text"], *spans, row.get("source"), row.get("glossary"))
    for row in data["silent"]:
        yield Case(path.stem, row["id"], row["text"], source=row.get("source"), glossary=row.get("glossary"))


ROWS = [case for path in sorted(CASES.glob("*.toml")) for case in rows(path)]


def found(case: Case) -> tuple[Finding, ...]:
    """What the case's detector finds in it, alone: before it is fused with what others find. One that goes by how much those
    find is run beside them."""
    read = Page(f"{case.stem}.txt", case.text)
    if case.source:
        pairs = zip(case.text.split("\n\n"), case.source.split("\n\n"), strict=True)
        [read] = page(read.path, [Row(text, source=source) for text, source in pairs])
    glossary = Glossary(tuple(of_table(Path(read.path), case.glossary.strip()))) if case.glossary else None
    document, detector = within_units(build(read)), load()[case.name]
    evidence = {"doubts": doubts(document, choose("embedded"))} if "doubts" in detector.needs else None
    beside = [*load().values()] if {"suspect", "found"} <= detector.needs else [detector]
    findings, _, failures = detect(document, beside, glossary=glossary, evidence=evidence)
    assert not failures
    return tuple(finding for finding in findings if finding.detector == case.name)


@pytest.fixture(scope="session")
def _models() -> None:
    parser()
    load_lexicon()


@pytest.mark.usefixtures("_models")
@pytest.mark.parametrize("case", ROWS, ids=lambda case: f"{case.stem}/{case.id}")
def test_case(case: Case) -> None:
    findings = found(case)
    assert [(finding.start, finding.end, finding.text) for finding in findings] == case.places
    if case.repair is not None:
        assert tuple(finding.repair or "" for finding in findings) == case.repair
