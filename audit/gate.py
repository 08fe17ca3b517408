"""The rule that turns results into pass or fail."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.baseline import Baseline
from audit.detectors.registry import load
from audit.finding import Finding, Level, Severity
from audit.reason import Reason
from audit.result import DocumentResult, Gate, Result
from audit.settings import Settings

MOST_REASONS = 1_000  # where documents are not kept either


class Judge:
    """The gate over documents that come one by one. See `judge` for what fails it.

    When `brief`, only the first reasons are kept, and no levels of single paths: there may be a million documents.
    """

    def __init__(self, settings: Settings, baseline: Baseline | None = None, *, brief: bool = False) -> None:
        self._settings, self._baseline, self._brief = settings, baseline or Baseline(), brief
        self._passed = True
        self._reasons, self._stale, self._known = list[str](), list[str](), list[str]()
        self._own: dict[str, Severity | None] = {}

    def see(self, document: DocumentResult) -> None:
        """Take a document into account."""
        settings = self._settings.at(document.path)
        reasons = list(_reasons(document, settings, self._baseline))
        self._passed = self._passed and not reasons
        if not self._brief or len(self._reasons) < MOST_REASONS:
            self._reasons += reasons
        if document.path in self._baseline:
            self._known.append(document.path)
            self._stale += self._baseline.stale(document)
        if not self._brief and settings.fail_on is not self._settings.fail_on:
            self._own[document.path] = settings.fail_on

    @property
    def gate(self) -> Gate:
        """What they come to."""
        return Gate(
            passed=self._passed,
            reasons=tuple(self._reasons),
            fail_on=self._settings.fail_on,
            min_score=self._settings.min_score,
            max_score_drop=self._settings.max_score_drop,
            stale=(*self._stale, *self._baseline.gone(self._known)),
            fail_on_at=self._own,
        )


def judge(documents: Iterable[DocumentResult], settings: Settings, baseline: Baseline | None = None) -> Gate:
    """Fail on any finding at or above `fail_on` that counts, and on any score under the floor or fallen too far.

    A finding counts unless it is suppressed, or its detector is only to warn. A document with no words has no score
    that could fail.
    """
    judging = Judge(settings, baseline)
    for document in documents:
        judging.see(document)
    return judging.gate


def regate(result: Result, settings: Settings, baseline: Baseline | None = None) -> Result:
    """Return an earlier result under this gate: with the levels that are set, and the baseline in place of its own."""
    documents = tuple(_leveled(document, settings) for document in result.documents)
    if baseline:
        documents = tuple(map(baseline.applied, documents))
    return replace(result, documents=documents, gate=judge(documents, settings, baseline))


def _reasons(document: DocumentResult, settings: Settings, baseline: Baseline) -> Iterator[str]:
    fail_on = settings.fail_on
    if fail_on and (count := sum(_fails(finding) >= fail_on.rank for finding in document.findings)):
        yield _found(document.path, count, fail_on)
    if document.score:
        yield from _score_reasons(document, document.score.value, settings, baseline)
    if settings.unused_suppressions()[0] is Level.ERROR:
        yield from (Reason("{path}: {warning}", path=document.path, warning=warning) for warning in document.warnings)


def _found(path: str, count: int, severity: Severity) -> Reason:
    if count == 1:
        return Reason("{path}: {n} finding of severity {severity} or worse", path=path, n=count, severity=severity)
    return Reason("{path}: {n} findings of severity {severity} or worse", path=path, n=count, severity=severity)


def _fails(finding: Finding) -> int:
    """The rank of its severity, where it counts."""
    return finding.severity.rank if finding.level is Level.ERROR and not finding.suppressed else -1


def _score_reasons(document: DocumentResult, score: float, settings: Settings, baseline: Baseline) -> Iterator[str]:
    """A score under the floor that was accepted passes, so long as it does not fall."""
    floor, drop = settings.min_score, settings.max_score_drop
    accepted = baseline.entry(document.path).score
    lowest = None if accepted is None else round(accepted - (drop or 0), 1)
    if lowest is not None and drop is not None and score < lowest:
        yield Reason(
            "{path}: score fell from {before} to {score}, by more than {drop}",
            path=document.path,
            before=accepted,
            score=score,
            drop=drop,
        )
    elif floor is not None and score < (floor if lowest is None else min(floor, lowest)):
        yield Reason("{path}: score {score} is under {floor}", path=document.path, score=score, floor=floor)


def _leveled(document: DocumentResult, settings: Settings) -> DocumentResult:
    """The document as if its detectors had run at the levels that are set; the others keep theirs."""
    own, known = settings.at(document.path), load()

    def leveled(finding: Finding) -> Finding:
        detector = known.get(finding.detector)
        level, said = own.level(detector, finding.category) if detector else (finding.level, None)
        return replace(finding, level=level) if said else finding

    findings = tuple(finding for finding in map(leveled, document.findings) if finding.level is not Level.OFF)
    return replace(document, findings=findings)
