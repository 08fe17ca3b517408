"""What code review reads: GitHub's workflow commands, GitLab's code quality, reviewdog's rdjson, JUnit's XML."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import formats_sample as sample
import jsonschema
import junitparser
import pytest
import report_sample
from lxml import etree

from audit.finding import Level, Severity, Suppression
from audit.result import Gate, Result

SCHEMAS = Path(__file__).parent / "schemas"
RDJSON = json.loads((SCHEMAS / "rdjson.json").read_text("utf-8"))
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
MIXED = "\U0001f600\U0001f600 é siteX, à\r\nla fin\n\U0001f468\u200d\U0001f469 ditY et mot de trop."


# GitHub


def commands(result: Result) -> list[tuple[str, dict[str, str], str]]:
    """Read the log as the runner does (actions/runner, ActionCommand.TryParseV2): name, properties, message."""
    read = []
    for line in re.split("\r\n|\r|\n", sample.render("github", result))[:-1]:
        assert line.startswith("::")
        head, _, data = line[2:].partition("::")
        name, _, listed = head.partition(" ")
        pairs = (part.split("=", 1) for part in listed.split(","))
        read.append((name, {key: unescaped(value) for key, value in pairs}, unescaped(data, of_property=False)))
    return read


def unescaped(text: str, of_property: bool = True) -> str:
    for code, char in [
        ("%0D", "\r"),
        ("%0A", "\n"),
        *([("%3A", ":"), ("%2C", ",")] if of_property else []),
        ("%25", "%"),
    ]:
        text = text.replace(code, char)
    return text


def test_github_has_a_command_for_each_finding() -> None:
    document = sample.article(MIXED, ("siteX", "site X"), ("à\r\nla", "à la"), path="a,b:c%3A.txt")
    (name, properties, said), (_, over_lines, _) = commands(report_sample.result(document))
    assert name == "error"
    assert said == "“siteX”: It is wrong. Should read: site X"
    place = {"line": "1", "endLine": "1", "col": "6", "endColumn": "11"}
    assert properties == {"file": "a,b:c%3A.txt", **place, "title": "glued"}
    assert over_lines == {"file": "a,b:c%3A.txt", "line": "1", "endLine": "2", "title": "glued"}


def test_github_takes_nothing_in_the_article_for_a_command() -> None:
    result = sample.hostile()
    read = commands(result)
    assert {name for name, _, _ in read} == {"error", "notice"}
    assert read[0][1] == {"file": "a,b:c%0A\n::error::x.txt", "title": "translation-audit"}
    assert all(set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"} for _, properties, _ in read)


def test_github_is_given_no_more_than_it_shows_and_the_worst_of_it() -> None:
    severities = [Severity.INFO, Severity.MINOR, Severity.MAJOR] * 12 + [Severity.CRITICAL]
    accepted = sample.with_findings(sample.many([Severity.MAJOR]), suppressed=Suppression("baseline"))
    read = commands(report_sample.result(sample.many(severities), accepted, report_sample.clean()))
    levels = [name for name, _, _ in read]
    assert (levels.count("error"), levels.count("warning"), levels.count("notice")) == (10, 10, 10)
    assert "number 36" in read[0][2], "the critical one comes first"
    assert read[-1][2] == "8 more annotations are not shown; 1 accepted finding is left out"


def test_github_shows_what_broke_first_and_counts_what_did_not_run() -> None:
    read = commands(sample.mixed())
    assert [said for _, _, said in read[:2]] == [
        "failed casing: ValueError: no such case",
        "not audited: the file is empty",
    ]
    assert read[-1][2] == "2 accepted findings are left out; 1 check did not run"
    warning = next(p for name, p, said in read if name == "warning" and "“a dit”" in said)
    assert warning["title"] == "missing function word", "a mere warning is no error"


def test_github_says_nothing_of_a_clean_run() -> None:
    assert sample.render("github", report_sample.result(report_sample.clean())) == ""


# GitLab


def issues(result: Result) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(sample.render("gitlab", result))
    return read


@pytest.mark.parametrize("make", [sample.hostile, sample.mixed])
def test_gitlab_has_the_fields_that_its_documentation_asks_for(make: Any) -> None:
    for issue in issues(make()):
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert all(
            isinstance(issue[name], str) and issue[name] for name in ("description", "check_name", "fingerprint")
        )
        assert "\n" not in issue["description"]


def test_gitlab_fingerprints_are_unique_and_survive_moves() -> None:
    document = sample.with_findings(sample.many([Severity.MAJOR] * 3), fingerprint="the same")
    twice = issues(report_sample.result(document, document, replace(document, path="b.txt")))
    assert len({issue["fingerprint"] for issue in twice}) == 9
    whole, moved = sample.many([Severity.MAJOR]), "Une ligne de plus.\n"
    (finding,) = whole.findings
    lower = replace(finding, start=finding.start + len(moved), end=finding.end + len(moved))
    before, after = (
        issues(report_sample.result(made))[0]
        for made in (whole, replace(whole, text=moved + whole.text, findings=(lower,)))
    )
    assert before["fingerprint"] == after["fingerprint"]
    assert (before["location"]["lines"]["begin"], after["location"]["lines"]["begin"]) == (1, 2)


def test_gitlab_shows_what_was_not_checked() -> None:
    listed = [(issue["severity"], issue["description"]) for issue in issues(sample.mixed())[-4:]]
    assert listed == [
        ("major", "failed casing: ValueError: no such case"),
        ("info", "not checked agreement: the French parser is not installed"),
        ("major", "not audited: the file is empty"),
        ("info", "2 accepted findings are left out"),
    ]


# reviewdog


def diagnostics(result: Result) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(sample.render("rdjson", result))["diagnostics"]
    return read


def test_rdjson_is_valid() -> None:
    for result in (sample.mixed(), replace(sample.hostile(), documents=sample.hostile().documents)):
        jsonschema.Draft7Validator(RDJSON).validate(json.loads(sample.render("rdjson", result)))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"diagnostics": [{"message": "x", "location": {"path": "x"}, "severity": "error"}]}, RDJSON)


def test_rdjson_counts_bytes_and_its_suggestions_mend_the_text() -> None:
    document = sample.article(MIXED, ("siteX", "site X"), ("à\r\nla", "à la"), ("ditY", "dit Y"), (" de trop", ""))
    raw = MIXED.encode()
    lines = raw.split(b"\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    mended = raw
    for diagnostic in reversed(diagnostics(report_sample.result(document))):
        (suggestion,) = diagnostic["suggestions"]
        assert suggestion["range"] == diagnostic["location"]["range"]
        start, end = (
            starts[suggestion["range"][side]["line"] - 1] + suggestion["range"][side]["column"] - 1
            for side in ("start", "end")
        )
        mended = mended[:start] + suggestion["text"].encode() + mended[end:]
    assert mended.decode() == "\U0001f600\U0001f600 é site X, à la fin\n\U0001f468\u200d\U0001f469 dit Y et mot."


def test_rdjson_has_our_levels_and_no_place_for_what_was_not_checked() -> None:
    read = diagnostics(sample.mixed())
    assert read[0]["severity"] == "ERROR"
    assert read[0]["code"] == {"value": "broken-sentence"}
    assert [(d["severity"], "range" in d["location"]) for d in read[-4:]] == [
        ("ERROR", False),
        ("INFO", False),
        ("ERROR", False),
        ("INFO", False),
    ]


# JUnit


def suites(result: Result) -> list[Any]:
    """The suites as junitparser reads them."""
    return list(junitparser.JUnitXml.fromstring(sample.render("junit", result).encode()))


@pytest.mark.parametrize("make", [sample.hostile, sample.mixed, report_sample.hostile])
def test_junit_is_valid_for_jenkins(make: Any) -> None:
    tree = etree.fromstring(sample.render("junit", make()).encode())
    JUNIT.assertValid(tree)
    next(tree.iter("testcase")).set("name2", "x")
    assert not JUNIT.validate(tree)


def test_junit_makes_nobody_fetch_a_file_that_the_article_names() -> None:
    text = sample.render("junit", sample.hostile())
    assert "[ [ATTACHMENT|" in text
    assert "[[ATTACHMENT" not in text


def test_junit_fails_the_checks_that_fail_the_gate() -> None:
    result = replace(sample.mixed(), gate=Gate(False, fail_on=Severity.MAJOR))
    first, second, rejected = suites(result)
    failing = {case.name for case in first if any(isinstance(r, junitparser.Failure) for r in case.result)}
    findings = result.documents[0].findings
    graver = [f for f in findings if f.severity.rank >= Severity.MAJOR.rank]
    assert failing == {f.detector for f in graver if f.level == Level.ERROR and not f.suppressed}
    assert (first.failures, first.errors, first.skipped) == (len(failing), 1, 1)
    assert (second.tests, second.failures, rejected.errors) == (1, 0, 1)
    assert [case.classname for case in rejected] == ["content/fr/vide.txt"]
    assert not any(suite.failures for suite in suites(replace(result, gate=Gate(True, fail_on=None))))


def test_junit_shows_below_the_gate_and_accepted_findings_as_output() -> None:
    cases = {case.name: case for case in suites(sample.mixed())[0]}
    assert "info: " in cases["repeated"].system_out
    assert cases["repeated"].result == []
    said = "\n".join(case.system_out or "" for case in cases.values())
    assert "[accepted: known since spring]" in said
    assert "[accepted: inline]" in said


def test_junit_passes_the_checks_that_ran_and_says_which_did_not() -> None:
    clean = replace(report_sample.clean(), checks=("casing", "elision", "glued"), warnings=("line 3: odd",))
    (suite,) = suites(report_sample.result(clean))
    assert [(case.name, case.result) for case in suite] == [
        (name, []) for name in ("casing", "elision", "glued", "gate")
    ]
    assert list(suite)[-1].system_out == "line 3: odd"
    cases = {case.name: case for case in suites(sample.mixed())[0]}
    assert [(type(r).__name__, r.message) for name in ("agreement", "casing") for r in cases[name].result] == [
        ("Skipped", "not checked agreement: the French parser is not installed"),
        ("Error", "failed casing: ValueError: no such case"),
    ]


def test_junit_has_the_checks_and_the_level_of_each_path(tmp_path: Path) -> None:
    from audit.pipeline import audit_paths
    from audit.settings_file import in_force

    toml = '[[overrides]]\npaths = "old.txt"\nfail_on = "never"\nlevels.casing = "off"\n'
    (tmp_path / "audit.toml").write_text(toml, "utf-8")
    for name in ("new.txt", "old.txt"):
        (tmp_path / name).write_text("Le maire a ditMartin partira demain.", "utf-8")
    paths = [str(tmp_path / name) for name in ("new.txt", "old.txt")]
    new, old = suites(audit_paths(paths, engine="none", settings=in_force(tmp_path / "audit.toml")))
    assert {case.name for case in new} - {case.name for case in old} == {"casing"}
    assert (new.failures > 0, old.failures) == (True, 0)


def test_junit_has_the_gates_own_word_on_each_document() -> None:
    reasons = ("content/fr/ferry.txt: score 48 is under 80", "content/fr/silence.txt.bak: score 2 is under 80")
    result = replace(sample.mixed(), gate=Gate(False, reasons, fail_on=None))
    gates = [case for suite in suites(result) for case in suite if case.name == "gate"]
    assert [[r.message for r in case.result] for case in gates] == [["score 48 is under 80"], []]


def test_junit_names_each_case_once() -> None:
    twice = suites(report_sample.result(report_sample.document("a.txt"), report_sample.document("a.txt")))
    names = [(case.classname, case.name) for suite in twice for case in suite]
    assert len(names) == len(set(names))
    assert {classname for classname, _ in names} == {"a.txt", "a.txt (2)"}
