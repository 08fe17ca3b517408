"""How many of the repairs offered in marked pages are right, by a reader's eye.

    python -m audit.training.evaluate.repairs corpora/pages/held-out.txt --sheet build/repairs.txt

Prints what the reader has judged, detector by detector, of findings that are right. What nobody has judged yet is written to
the sheet, a key before each; a line of KEY, tab, `right` or `wrong` in corpora/judged/repairs.tsv judges it. A key is a hash,
so that the judgements of held-out pages tell nothing of their words, and hold as long as page, place and repair do.
"""

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.document import Page
from audit.finding import Finding
from audit.pipeline import Auditor
from audit.segmentation import build
from audit.training.evaluate.cases import Case, read_labelled
from audit.training.evaluate.measures import ALL, proportion, table

JUDGED = Path("corpora/judged/repairs.tsv")
BEFORE, AFTER = 160, 110  # code points around a repair that its reader sees
COLUMNS = ("detector", "repairs offered", "judged", "right", "share", "95 %")


@dataclass(frozen=True, slots=True)
class Offered:
    """A repair of a finding that is right, and where it stands."""

    case: Case
    finding: Finding

    @property
    def key(self) -> str:
        place = f"{self.case.text}\0{self.finding.start}\0{self.finding.end}\0{self.finding.repair}"
        return hashlib.sha256(place.encode()).hexdigest()[:16]

    def __str__(self) -> str:
        text, start, end = self.case.text, self.finding.start, self.finding.end
        before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
        return f"{before}[[{text[start:end]}]]{after}\n  → {self.finding.repair!r}".replace("\n\n", " ¶ ")


def offered(cases: Sequence[Case]) -> Iterator[Offered]:
    """The repairs that our detectors offer, without an engine, where something is wrong."""
    auditor = Auditor.default("none")
    for case in cases:
        for finding in auditor.audit(build(Page(case.name, case.text))).findings:
            right = any(start < finding.end and finding.start < end for start, end, _ in case.gold)
            if right and finding.repair is not None:
                yield Offered(case, finding)


def read_judged(file: Path) -> dict[str, bool]:
    """Whether the repair of each key is right. Raises ValueError for a line that says neither."""
    judged = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        key, _, verdict = line.partition("\t")
        if verdict not in {"right", "wrong"}:
            raise ValueError(f"{file}:{number}: {verdict!r} is neither right nor wrong")
        judged[key] = verdict == "right"
    return judged


def rows(repairs: Sequence[Offered], judged: dict[str, bool]) -> Iterator[tuple[str, ...]]:
    """A row for each detector, and one for all."""
    count, seen, right = Counter[str](), Counter[str](), Counter[str]()
    for one in repairs:
        names = (one.finding.detector, ALL)
        count.update(names)
        seen.update(names if one.key in judged else ())
        right.update(names if judged.get(one.key) else ())
    for name in sorted(count, key=lambda name: (name == ALL, name)):
        yield name, str(count[name]), str(seen[name]), str(right[name]), *proportion(right[name], seen[name])


def main() -> None:
    arguments = argparse.ArgumentParser(description="Count the repairs that a reader found right.")
    arguments.add_argument("pages", type=Path, nargs="+", help="folders of labelled articles, or files of marked pages")
    arguments.add_argument("--judged", type=Path, default=JUDGED, help="what the reader said")
    arguments.add_argument("--sheet", type=Path, help="file for the repairs that nobody has judged")
    given = arguments.parse_args()
    try:
        judged = read_judged(given.judged)
    except ValueError as error:
        arguments.error(str(error))
    repairs = [one for path in given.pages for one in offered(read_labelled(path))]
    print(table(COLUMNS, rows(repairs, judged)))
    if given.sheet:
        open_ones = (f"{one.key} {one.finding.detector}\n  {one}\n" for one in repairs if one.key not in judged)
        given.sheet.write_text("".join(open_ones), "utf-8")


if __name__ == "__main__":
    main()
