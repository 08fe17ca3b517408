"""GitLab's code quality report: the issues that a merge request shows beside its lines.

The fields are those that GitLab reads (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
"""

import hashlib
from collections import Counter
from typing import Any

from audit.reporters.ci import TOOL, placed, ranked, split_accepted, to_json, unchecked
from audit.reporters.levels import NOTE, terms
from audit.reporters.messages import Messages, messages
from audit.reporters.places import Located, relative
from audit.result import Result


def render(result: Result, *, lang: str) -> str:
    """The findings, gravest first; as issues too, what was not checked and how many findings were accepted."""
    say = messages(lang)
    counted, accepted = split_accepted(ranked(result))
    issues = [_finding(located, say) for located in counted]
    issues += [_issue(c.path, c.check or TOOL, c.terms.gitlab, c.message(say)) for c in unchecked(result)]
    if accepted:
        said = say("accepted_left_out", n=len(accepted))
        issues.append(_issue(accepted[0].document.path, TOOL, NOTE.gitlab, said))
    return to_json(_with_fingerprints(issues), indent=1)


def _finding(located: Located, say: Messages) -> dict[str, Any]:
    finding = located.finding
    line = located.file_line or 1
    lines = (line, line) if located.document.extracted else (located.line, located.end_line)
    issue = _issue(located.document.path, finding.detector, terms(finding).gitlab, placed(located, say), lines)
    return issue | {"fingerprint": finding.fingerprint}


def _issue(path: str, check: str, severity: str, said: str, lines: tuple[int, int] = (1, 1)) -> dict[str, Any]:
    """GitLab wants a line of every issue: the first stands for the whole file."""
    location = {"path": relative(path), "lines": {"begin": lines[0], "end": lines[1]}}
    return {"check_name": check, "description": said, "severity": severity, "location": location, "fingerprint": ""}


def _with_fingerprints(issues: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make them unique, since GitLab shows one issue of each: by file and check, then by which of several equal ones."""
    seen: Counter[tuple[str, str, str]] = Counter()
    done = []
    for issue in issues:
        identity = (issue["location"]["path"], issue["check_name"], issue["fingerprint"])
        parts = "\x1f".join((*identity, str(seen[identity])))
        seen[identity] += 1
        done.append(issue | {"fingerprint": hashlib.sha256(parts.encode("utf-8", "backslashreplace")).hexdigest()[:32]})
    return done
