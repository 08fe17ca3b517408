"""What MQM's severities are called in other programs: the one table of it, and which findings fail a gate."""

from typing import NamedTuple

from audit.finding import Finding, Level, Severity
from audit.result import Gate


class Terms(NamedTuple):
    """The words of each format for one severity."""

    sarif: str
    github: str
    rdjson: str
    gitlab: str
    wmt: str


# WMT's raters have nothing above Major, and its scripts give a word they do not know no weight at all.
TERMS = {
    Severity.CRITICAL: Terms("error", "error", "ERROR", "critical", "Major"),
    Severity.MAJOR: Terms("error", "error", "ERROR", "major", "Major"),
    Severity.MINOR: Terms("warning", "warning", "WARNING", "minor", "Minor"),
    Severity.INFO: Terms("note", "notice", "INFO", "info", "Neutral"),
}
ERROR, WARNING, NOTE = TERMS[Severity.MAJOR], TERMS[Severity.MINOR], TERMS[Severity.INFO]


def terms(finding: Finding) -> Terms:
    """What other programs call this finding. One that never fails a gate (`warn`) is nowhere an error."""
    found = TERMS[finding.severity]
    if finding.level == Level.WARN and found.sarif == ERROR.sarif:
        return found._replace(sarif=WARNING.sarif, github=WARNING.github, rdjson=WARNING.rdjson)
    return found


def fails(finding: Finding, gate: Gate, path: str = "") -> bool:
    """Whether this finding alone, of the document at `path`, would fail the gate."""
    least = gate.fail_on_at.get(path, gate.fail_on)
    if least is None or finding.level == Level.WARN or finding.suppressed:
        return False
    return finding.severity.rank >= least.rank
