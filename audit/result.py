"""The outcome of an audit: all that a reporter needs, and nothing it must compute. The JSON form is docs/result.schema.json."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from audit.document import Block, Role
from audit.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a word diff: `left` words became `right` words. `equal` when they are the same."""

    equal: bool
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """A sentence, or a bilingual file's unit, with its translations. `score` is its MQM score, 0-100.

    `diff` leads from back-translation to reconstruction. `unreliable` says why the engine's output is not to be trusted,
    None when it is. `source_confidence` (0-1) is how sure the source is its source, None where the file says so. Of a unit
    there are the file's `reference`, `line` (from 1) and other `fields`. `judged` is how well it says what its source
    says, 0-100, and `judged_confidence` (0-1) how sure that is; None where no source is at hand (`audit.judging.judge`).
    """

    id: str
    start: int
    end: int
    role: Role
    text: str
    source: str | None = None
    back_translation: str | None = None
    reconstruction: str | None = None
    score: float = 100.0
    chrf: float | None = None
    bleu: float | None = None
    ter: float | None = None
    diff: tuple[Change, ...] = ()
    unreliable: str | None = None
    source_confidence: float | None = None
    judged: float | None = None
    judged_confidence: float | None = None
    reference: str | None = None
    line: int | None = None
    fields: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that did not run, and why. Never to be shown as clean."""

    detector: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A detector or engine that broke on a segment; the rest went on. Exit code 3."""

    detector: str
    segment: str
    error: str


@dataclass(frozen=True, slots=True)
class Score:
    """MQM score of a document, 0-100, with the 95 % interval that its length allows (see `audit.scoring`).

    `reliable` is False under 500 words, the least that MQM's linear model is meant for (themqm.org, scoring models).
    """

    value: float
    low: float
    high: float
    reliable: bool
    penalty: float


@dataclass(frozen=True, slots=True)
class Metrics:
    """sacreBLEU's corpus scores of back-translation against reconstruction, 0-100 (TER may pass 100), with signatures."""

    chrf: float | None = None
    bleu: float | None = None
    ter: float | None = None
    signatures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One audited document. `text` is always here; the JSON omits it where the file itself holds the same."""

    path: str
    text: str
    language: str
    disclosed_mt: bool
    words: int
    score: Score | None
    metrics: Metrics
    blocks: tuple[Block, ...]
    segments: tuple[SegmentResult, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[Failure, ...] = ()
    engine: str | None = None
    extracted: bool = False
    lines: tuple[tuple[int, int], ...] = ()  # of the file: where in the extracted text each begins, and its number
    warnings: tuple[str, ...] = ()  # what of the file was not audited; comments that silence nothing
    checks: tuple[str, ...] = ()  # the detectors that ran
    judged: float | None = None  # of its segments that were, by words


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be audited, and why. Exit code 2."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Pass or fail, with what decided it. A path may have its own settings; those here are for all others.

    `fail_on_at` has the level of each path that has its own. `stale` names what the baseline accepts and is not there any more.
    """

    passed: bool
    reasons: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.MAJOR
    min_score: float | None = None
    max_score_drop: float | None = None
    stale: tuple[str, ...] = ()
    fail_on_at: dict[str, Severity | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """What documents come to: findings that do not count, by why, and what broke."""

    baseline: int = 0
    inline: int = 0
    failures: int = 0

    @classmethod
    def of(cls, document: DocumentResult) -> "Tally":
        kinds = Counter(finding.suppressed.kind for finding in document.findings if finding.suppressed)
        return cls(kinds["baseline"], kinds["inline"], len(document.failures))

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.baseline + other.baseline, self.inline + other.inline, self.failures + other.failures)


@dataclass(frozen=True, slots=True)
class Result:
    """The documents of one run. `signature` names everything that could change a number in it.

    `passed_on` counts those that were written as they came, and not kept.
    """

    version: str
    signature: str
    documents: tuple[DocumentResult, ...]
    rejected: tuple[Rejected, ...]
    gate: Gate
    passed_on: Tally = Tally()

    @property
    def tally(self) -> Tally:
        return sum(map(Tally.of, self.documents), self.passed_on)

    @property
    def suppressed(self) -> dict[str, int]:
        """Findings that do not count, by kind: accepted by the baseline, silenced by a comment in the article."""
        tally = self.tally
        return {"baseline": tally.baseline, "inline": tally.inline}

    @property
    def exit_code(self) -> int:
        """2 when an input was rejected, 3 when a detector or engine failed, 1 when the gate did, else 0."""
        if self.rejected:
            return 2
        if self.tally.failures:
            return 3
        return 0 if self.gate.passed else 1

    @property
    def verdict(self) -> str:
        """What the gate comes to: "passed", "failed", or "open" where none failed but not all was audited."""
        if not self.gate.passed:
            return "failed"
        return "open" if self.exit_code else "passed"


def merge(results: list[Result]) -> Result:
    """Make one result of several; the gate fails where any of theirs did, and signatures that differ are all named."""
    gates = [result.gate for result in results]
    reasons = tuple(reason for gate in gates for reason in gate.reasons)
    stale = tuple(entry for gate in gates for entry in gate.stale)
    own = {path: least for gate in gates for path, least in gate.fail_on_at.items()}
    return Result(
        version=results[0].version,
        signature=" + ".join(dict.fromkeys(result.signature for result in results)),
        documents=tuple(document for result in results for document in result.documents),
        rejected=tuple(rejected for result in results for rejected in result.rejected),
        gate=replace(gates[0], passed=all(gate.passed for gate in gates), reasons=reasons, stale=stale, fail_on_at=own),
    )
