"""Workflow commands of GitHub Actions, which become annotations on the lines of a pull request.

`::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`
(https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands).
"""

from collections.abc import Mapping

from audit.reporters.ci import TOOL, placed, ranked, split_accepted, unchecked
from audit.reporters.levels import NOTE, terms
from audit.reporters.messages import Messages, messages
from audit.reporters.places import Located, relative
from audit.reporters.visible import seen
from audit.result import Result

# GitHub shows 10 errors, 10 warnings and 10 notices of a step, and drops what comes later without a word
# (actions/toolkit, docs/problem-matchers.md). The tenth notice is the line that says what is not shown.
MOST = {"error": 10, "warning": 10, "notice": 9}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})  # escapes of actions/toolkit, core/src/command.ts
PROPERTY = DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(result: Result, *, lang: str) -> str:
    """What broke, then the findings, gravest first and no more of a level than GitHub shows; the rest is one notice."""
    say = messages(lang)
    checks = list(unchecked(result))
    counted, accepted = split_accepted(ranked(result))
    commands: dict[str, list[str]] = {level: [] for level in MOST}
    for check in checks:
        if check.kind != "skipped":
            where, level = {"file": relative(check.path), "title": TOOL}, check.terms.github
            commands[level].append(_command(level, where, check.message(say)))
    for located in counted:
        level = terms(located.finding).github
        commands[level].append(_command(level, _properties(located, say), placed(located, say)))
    shown = [command for level, most in MOST.items() for command in commands[level][:most]]
    unshown = sum(map(len, commands.values())) - len(shown)
    counts = {"more": unshown, "accepted_left_out": len(accepted)}
    counts["partial_note"] = sum(check.kind == "skipped" for check in checks)
    rest = [say(key, n=n) for key, n in counts.items() if n]
    if rest:
        shown.append(_command(NOTE.github, {"title": TOOL}, "; ".join(rest)))
    return "".join(f"{command}\n" for command in shown)


def _properties(located: Located, say: Messages) -> dict[str, object]:
    """Where the line of the file is not known, the file alone: GitHub then shows the annotation at its top."""
    properties: dict[str, object] = {"file": relative(located.document.path)}
    if located.file_line:
        properties |= {"line": located.file_line}
    if not located.document.extracted:
        properties |= {"endLine": located.end_line}
        if located.line == located.end_line:  # the runner takes columns for one line alone
            properties |= {"col": located.column, "endColumn": located.end_column}
    return properties | {"title": say.label("detector", located.finding.detector)}


def _command(name: str, properties: Mapping[str, object], data: str) -> str:
    listed = ",".join(f"{key}={seen(str(value)).translate(PROPERTY)}" for key, value in properties.items())
    return f"::{name} {listed}::{data.translate(DATA)}"
