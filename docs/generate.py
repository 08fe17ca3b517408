"""Write docs/detectors.md, audit/resources/detectors.json and the tables of README.md.

They come from the detectors, their cases and reports/precision.md.

With `--check`, write nothing, and exit with 1 where they are not what would be written.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from audit.detectors.registry import NEEDS, Detector, load

ROOT = Path(__file__).parent.parent
SHOWN = 3  # cases of each kind
FIRST = 6  # cases that the example for a table is taken from: the plainest come first
SETS = {
    "corpora/real-mt/held-out": "real machine translation, marked by a language model; not read while the detectors were written",
    "corpora/nodes/held-out.txt": "50 invented pages translated link by link, each text by itself; not read",
    "corpora/pages/held-out.txt": "156 pages written by language models as node-by-node translation breaks them; not read",
    "corpora/held-out": "not read while the detectors were written (their totals were: one rule was withdrawn over them)",
    "corpora/real-mt/development": "the same, looked at",
    "corpora/development": "looked at",
    "corpora": "looked at; the ones shown in `reports/`",
}
# Of a detector that found nothing in corpora/: whether it needs the source.
UNMEASURED = {
    False: "it found nothing in the articles of `corpora/`",
    True: "not on the articles of `corpora/`, which have no sources; [what was](judge.md)",
}
INTRO = """# The detectors

Written by `make docs` from each detector's own description, its cases in `tests/cases/` and `reports/precision.md`: do
not edit it here. `audit detectors NAME` says the same in a terminal.

Some kinds of findings are as often a slip of the writer, or a mistake of ours, as a trace of translation
([which](../audit/resources/isolated.toml)). In an article of 200 words or more these are told where it shows other damage, says
that it was machine-translated, or has its source at hand; and always where the settings give the detector a level by its name.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What reports/precision.md says of a set of articles: which they are, and the cells of each row by its first one."""

    articles: str
    precision: dict[str, list[str]]
    recall: dict[str, list[str]]

    @classmethod
    def read(cls, name: str) -> "Measured":
        page = (ROOT / "reports" / "precision.md").read_text("utf-8")
        corpora = page.partition(f"## {name}\n\n")[2].partition("\n## ")[0]
        articles, precision, recall = corpora.strip().split("\n\n")
        return cls(articles.partition(" Content")[0], _rows(precision), _rows(recall))


def _rows(table: str) -> dict[str, list[str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {row[0]: row[1:] for row in rows}


def cases(detector: Detector) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((ROOT / "tests" / "cases" / f"{detector.name.replace('-', '_')}.toml").read_text("utf-8"))


def marked(case: dict[str, Any]) -> str:
    """The text of a firing case with what is flagged in bold."""
    text, done = " ".join(case["text"].split()), ""
    for span, around in zip(case["expect"], case.get("within", case["expect"]), strict=True):
        span, around = " ".join(span.split()), " ".join(around.split())
        before, _, rest = text.partition(around)
        lead, _, tail = around.partition(span)
        done, text = f"{done}{before}{lead}**{span}**", tail + rest
    return done + text


def repairs(case: dict[str, Any]) -> str:
    given = [repair for repair in case.get("repair", []) if repair]
    return f" → *{'*, *'.join(given)}*" if given else ""


def english(case: dict[str, Any]) -> str:
    """The source of a case that has one: without it nobody sees what is wrong with the French."""
    units = case.get("source", "").split("\n\n")
    return f" (source: {' / '.join(' '.join(unit.split()) for unit in units)})" if any(units) else ""


def shown(case: dict[str, Any]) -> str:
    """A firing case: what is flagged in bold, its repair, and the source."""
    return marked(case) + repairs(case) + english(case)


def shortest(detector: Detector) -> str:
    """The shortest of the first firing cases with one finding, for a table."""
    fires = [case for case in cases(detector)["fires"] if len(case["expect"]) == 1][:FIRST]
    case = min(fires, key=lambda case: (not repairs(case), len(case["text"])))
    return shown(case)


def explained(detector: Detector, measured: dict[str, str]) -> Iterator[str]:
    """The section of a detector. `measured` is what was right of its findings, by set of articles."""
    known = cases(detector)
    yield f"## {detector.name}"
    yield detector.doc
    yield f"MQM {detector.category}, {detector.severity}. {'On' if detector.default else 'Off'} by default. Looks at:"
    yield "\n".join(f"- {NEEDS[need]}" for need in sorted(detector.needs))
    yield "Flags:"
    yield "\n".join(f"- {shown(case)}" for case in firing(detector))
    yield "Stays silent on:"
    yield "\n".join(f"- {' '.join(case['text'].split())}{english(case)}" for case in islice(known["silent"], SHOWN))
    report = "bilingual" if detector.wants_source else "precision"
    figures = "; ".join(f"{folder}, {counts}" for folder, counts in measured.items())
    yield f"[Measured](../reports/{report}.md): {figures or UNMEASURED[detector.wants_source]}."


def detector_table() -> Iterator[str]:
    yield "| detector | flags, for example |"
    yield "|---|---|"
    for detector in load().values():
        off = "" if detector.default else " (off by default)"
        example = shortest(detector).replace("|", "\\|")
        yield f"| [{detector.name}](docs/detectors.md#{detector.name}){off} | {example} |"


def measured_text() -> Iterator[str]:
    yield "| articles | right findings | found errors | false alarms per 1,000 words of clean articles |"
    yield "|---|--:|--:|--:|"
    for folder, what in SETS.items():
        measured = Measured.read(folder)
        findings, right, precision, interval, *_, clean = measured.precision["all"]
        gold, found, recall, recall_interval, *_ = measured.recall["all"]
        precise = f"{right} of {findings}: {precision} ({interval})"
        complete = f"{found} of {gold}: {recall} ({recall_interval})"
        yield f"| [`{folder}`]({folder}), {what} | {precise} | {complete} | {clean} |"


def between(text: str, name: str, content: str) -> str:
    """Replace what stands between the two marks called `name`."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    head, tail = text.partition(begin)[0], text.partition(end)[2]
    return f"{head}{begin}\n{content}\n{end}{tail}"


def pages() -> dict[Path, str]:
    """What each page should hold."""
    known = explanations()
    parts = [INTRO.strip()]
    for detector in load().values():
        parts += explained(detector, known[detector.name]["measured"])
    readme = (ROOT / "README.md").read_text("utf-8")
    readme = between(readme, "detectors", "\n".join(detector_table()))
    readme = between(readme, "measured", "\n".join(measured_text()))
    return {
        ROOT / "docs" / "detectors.md": "\n\n".join(parts) + "\n",
        ROOT / "README.md": readme,
        ROOT / "audit" / "resources" / "detectors.json": json.dumps(known, ensure_ascii=False, indent=1) + "\n",
    }


def explanations() -> dict[str, dict[str, Any]]:
    """What `audit detectors NAME` adds to a detector's own description: cases that fire, and what was measured."""
    sets, with_source = {folder: Measured.read(folder) for folder in SETS}, bilingual()
    return {
        detector.name: {
            "examples": [shown(case).replace("*", "") for case in firing(detector)],
            "measured": {
                f"`{folder}`": _counts(measured, detector)
                for folder, measured in sets.items()
                if detector.name in measured.precision
            }
            | with_source.get(detector.name, {}),
        }
        for detector in load().values()
    }


def bilingual() -> dict[str, dict[str, str]]:
    """What reports/bilingual.md says of each detector that holds a translation against its source."""
    rows = _rows((ROOT / "reports" / "bilingual.md").read_text("utf-8").rpartition("\n\n")[2])
    return {
        name.partition(" ")[0]: {
            "machine translation": f"{right} of {judged} right" if judged != "0" else "it found nothing",
            "human translations": f"{alarms} findings per 1,000 words",
        }
        for name, (alarms, _, _, judged, right, *_) in rows.items()
    }


def firing(detector: Detector) -> list[dict[str, Any]]:
    return list(islice(cases(detector)["fires"], SHOWN))


def _counts(measured: Measured, detector: Detector) -> str:
    findings, right, *_ = measured.precision[detector.name]
    return f"{right} of {findings} right"


def main() -> None:
    stale = [page for page, text in pages().items() if not page.exists() or page.read_text("utf-8") != text]
    names = ", ".join(str(page.relative_to(ROOT)) for page in stale)
    if "--check" in sys.argv[1:]:
        sys.exit(f"not as generated: {names}; run `make docs`" if stale else 0)
    for page, text in pages().items():
        page.write_text(text, "utf-8")
    sys.stdout.write(f"wrote {names}\n" if stale else "nothing changed\n")


if __name__ == "__main__":
    main()
