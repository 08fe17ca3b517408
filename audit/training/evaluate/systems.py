"""What is measured side by side: our detectors in sets that have a name, and Grammalecte on the same text."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from audit.detectors.registry import Detector, load
from audit.document import Page
from audit.engines import choose
from audit.errors import AuditError, EngineError
from audit.finding import Finding
from audit.pipeline import Auditor
from audit.segmentation import build
from audit.training.evaluate.cases import Case
from audit.training.evaluate.measures import Audited, Seen

LEARNED = frozenset({"tagger", "corrector"})
ENGINE_NEEDS = frozenset({"translate"})  # what a detector asks for that takes an engine
# Of Grammalecte's kinds of error: grammar, confusions and capitals. The others judge typography and style, or are wrong
# thirty times for each time they are right (on news garbled to develop on: repeated words, typography).
GRAMMAR = frozenset("conf conj gn imp infi inte loc maj minis neg ppas vmode".split())


class System(Protocol):
    """Something that marks wrong places in French."""

    @property
    def name(self) -> str: ...

    def missing(self) -> str:
        """Why it cannot be measured here, empty where it can."""

    def audit(self, cases: Sequence[Case], pool: Executor) -> list[Audited]:
        """What it marks in each of the articles, in order."""


@dataclass(frozen=True)
class Ours:
    """A set of our detectors: the rules, the learned ones, both; and those that need an engine, with it."""

    name: str
    rules: bool = True
    learned: bool = False
    engine: bool = False

    def detectors(self) -> tuple[Detector, ...]:
        return tuple(detector for detector in load().values() if detector.default and self._takes(detector))

    def _takes(self, detector: Detector) -> bool:
        if detector.needs & ENGINE_NEEDS:
            return self.engine
        return self.learned if detector.name in LEARNED else self.rules

    def missing(self) -> str:
        if self.learned and not LEARNED & load().keys():
            return f"there is no detector {', '.join(LEARNED)}"
        if self.engine and not any(detector.needs & ENGINE_NEEDS for detector in load().values()):
            return "no detector needs an engine, which adds nothing without a source (docs/judge.md)"
        try:
            choose("auto" if self.engine else "none")
        except EngineError as error:
            return str(error)
        return ""

    def audit(self, cases: Sequence[Case], pool: Executor) -> list[Audited]:
        names = frozenset(detector.name for detector in self.detectors())
        return list(pool.map(partial(audit_with, names=names, engine=self.engine), cases))


def audit_with(case: Case, names: frozenset[str], engine: bool) -> Audited:
    """Audit one article with the detectors of these names alone."""
    detectors = tuple(detector for name, detector in load().items() if name in names)
    return audited(case, Auditor(choose("auto" if engine else "none"), detectors))


def audit_case(case: Case, wanted: frozenset[str] = frozenset()) -> Audited:
    """Audit one article without an engine, keeping the `wanted` detectors' findings (empty: all of them)."""
    done = audited(case, Auditor.default("none"))
    if not wanted:
        return done
    seen = tuple(Seen(s.start, s.end, s.detectors & wanted) for s in done.seen if s.detectors & wanted)
    return Audited(case, seen, done.words, done.failures)


def audited(case: Case, auditor: Auditor) -> Audited:
    try:
        result = auditor.audit(build(Page(case.name, case.text)))
    except AuditError as error:
        return Audited(case, (), 0, (f"refused: {error}",))
    seen = tuple(Seen(f.start, f.end, detectors_of(f)) for f in result.findings if not f.suppressed)
    failures = tuple(f"{failure.detector}: {failure.error}" for failure in result.failures)
    return Audited(case, seen, result.words, failures)


def detectors_of(finding: Finding) -> frozenset[str]:
    """The detector of a finding, with those that its evidence names."""
    others = {evidence.partition(":")[0] for evidence in finding.evidence}
    return frozenset({finding.detector} | (others & load().keys()))


@dataclass(frozen=True)
class Grammalecte:
    """Debian's grammalecte-cli at what suits it best: its grammar, and its spelling of words in small letters.

    It takes names that it does not know for misspelt, thirty times as often as it finds a garbled one.
    """

    name: str = "Grammalecte"

    def missing(self) -> str:
        return "" if shutil.which("grammalecte-cli") else "not installed: apt-get install grammalecte-cli"

    def audit(self, cases: Sequence[Case], pool: Executor) -> list[Audited]:  # noqa: ARG002 - it takes a second
        seen = grammalecte([case.text for case in cases])
        return [Audited(case, tuple(found), len(case.text.split())) for case, found in zip(cases, seen, strict=True)]


def grammalecte(texts: Sequence[str]) -> list[list[Seen]]:
    """What Grammalecte marks in each text. It gets them as one file, and judges every line for itself."""
    places = [(number, start) for number, text in enumerate(texts) for start in line_starts(text)]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.writelines(f"{text}\n" for text in texts)
        file.flush()
        command = ["grammalecte-cli", "--file", file.name, "--json", "--only_when_errors"]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    found: list[list[Seen]] = [[] for _ in texts]
    for paragraph in said["data"]:
        number, start = places[paragraph["iParagraph"] - 1]
        grammar = [error for error in paragraph["lGrammarErrors"] if error["sType"] in GRAMMAR]
        spelling = [error for error in paragraph["lSpellingErrors"] if error["sValue"][0].islower()]
        found[number] += [
            Seen(start + error["nStart"], start + error["nEnd"], frozenset({"grammalecte"}))
            for error in (*grammar, *spelling)
        ]
    return found


def line_starts(text: str) -> Iterator[int]:
    """Where each line of a text begins."""
    yield 0
    yield from (place + 1 for place, character in enumerate(text) if character == "\n")
