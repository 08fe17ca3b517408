"""JUnit XML: a test suite for each document, in it a test case for each check.

A case keeps its name from run to run, so that GitLab and Jenkins can say which checks newly fail and which are mended.
GitLab takes a suite's name from `classname`, and reads the text of `failure`, `error`, `skipped` and `system-out`
(https://docs.gitlab.com/ci/testing/unit_test_reports/).
"""

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree
from lxml.etree import SubElement, _Element

from audit.reporters.ci import TOOL, message, unchecked, unchecked_in
from audit.reporters.levels import fails
from audit.reporters.messages import Messages, messages
from audit.reporters.places import Located, locate, relative
from audit.reporters.visible import plain
from audit.result import DocumentResult, Gate, Result

NOT_IN_XML = str.maketrans({"\ufffe": "<U+FFFE>", "\uffff": "<U+FFFF>"})  # what `plain` leaves that XML 1.0 forbids


def render(result: Result, *, lang: str) -> str:
    """A finding at or above the gate's level fails its check; the others, and accepted ones, are the check's output."""
    say = messages(lang)
    root = etree.Element("testsuites", name=TOOL)
    seen: Counter[str] = Counter()
    reasons = _reasons(result)
    for document in result.documents:
        suite = _suite(root, document.path, seen)
        _checks(suite, document, result.gate, say)
        case = _case(suite, "gate")
        _outcome(case, "failure", reasons.get(document.path, ()))
        _output(case, document.warnings)
    for check in unchecked(result):
        if check.kind == "rejected":
            _outcome(_case(_suite(root, check.path, seen), "read"), "error", [check.message(say)])
    for counted in (root, *root):
        _count(counted)
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def _suite(root: _Element, path: str, seen: Counter[str]) -> _Element:
    """GitLab leaves out the second of two cases with one name, so that several documents of one path are numbered."""
    name = _legal(relative(path))
    seen[name] += 1
    return SubElement(root, "testsuite", name=name if seen[name] == 1 else f"{name} ({seen[name]})")


def _checks(suite: _Element, document: DocumentResult, gate: Gate, say: Messages) -> None:
    found, undone = locate(document), [check for check in unchecked_in(document) if check.check]
    names = {*document.checks, *(located.finding.detector for located in found), *(check.check for check in undone)}
    for name in sorted(names):
        case = _case(suite, name)
        here = [located for located in found if located.finding.detector == name]
        lines: dict[bool, list[str]] = {True: [], False: []}
        for located in here:
            lines[fails(located.finding, gate, document.path)].append(_line(located, say))
        _outcome(case, "failure", lines[True])
        for element, kind in (("error", "failed"), ("skipped", "skipped")):
            _outcome(case, element, [c.message(say) for c in undone if (c.check, c.kind) == (name, kind)])
        _output(case, lines[False])


def _reasons(result: Result) -> dict[str, list[str]]:
    """What the gate says of each document: its reasons begin with the path."""
    paths = {document.path for document in result.documents}
    reasons: dict[str, list[str]] = {}
    for reason in result.gate.reasons:
        colons = (found.start() for found in re.finditer(": ", reason))
        if (colon := next((at for at in colons if reason[:at] in paths), None)) is not None:
            reasons.setdefault(reason[:colon], []).append(reason[colon + 2 :])
    return reasons


def _case(suite: _Element, name: str) -> _Element:
    return SubElement(suite, "testcase", classname=suite.attrib["name"], name=_legal(name))


def _outcome(case: _Element, element: str, lines: Sequence[str]) -> None:
    """Jenkins shows the attribute `message`, GitLab the text."""
    if lines:
        SubElement(case, element, message=_legal(lines[0])).text = _text(lines)


def _output(case: _Element, lines: Sequence[str]) -> None:
    if lines:
        SubElement(case, "system-out").text = _text(lines)


def _line(located: Located, say: Messages) -> str:
    finding = located.finding
    said = f"{located.where(say)}: {say.label('severity', finding.severity)}: {message(finding, say)}"
    if finding.suppressed:
        reason = finding.suppressed.reason or finding.suppressed.kind
        said += f" [{say('accepted_for', reason=reason)}]"
    return said


def _count(parent: _Element) -> None:
    cases = list(parent.iter("testcase"))
    parent.set("tests", str(len(cases)))
    counts = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    for attribute, element in counts.items():
        if attribute != "skipped" or parent.tag == "testsuite":  # Jenkins' schema has no count of the skipped in all
            parent.set(attribute, str(sum(case.find(element) is not None for case in cases)))


def _text(lines: Sequence[str]) -> str:
    return "\n".join(map(_legal, lines))


def _legal(text: str) -> str:
    """`text` on one line, as XML can hold it. GitLab and Jenkins would fetch a file named in `[[ATTACHMENT|…]]`."""
    return plain(text).translate(NOT_IN_XML).replace("[[ATTACHMENT", "[ [ATTACHMENT")
