"""SARIF: valid, placed in the right units, with fixes that mend the text, and within GitHub's limits."""

import gzip
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import formats_sample as sample
import jsonschema
import pytest
import report_sample

from audit.detectors.registry import load
from audit.finding import Severity, Suppression
from audit.part import write
from audit.reporters import sarif
from audit.result import Result

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
MIXED = "\U0001f600\U0001f600 é siteX, à\r\nla fin\n\U0001f468\u200d\U0001f469 ditY et mot de trop."


def run_of(result: Result, lang: str = "en") -> dict[str, Any]:
    run: dict[str, Any] = json.loads(sample.render("sarif", result, lang))["runs"][0]
    return run


@pytest.mark.parametrize(
    "make", [sample.hostile, sample.mixed, lambda: Result("0", "", (), (), sample.GATE), report_sample.hostile]
)
def test_it_is_valid(make: Callable[[], Result]) -> None:
    text = sample.render("sarif", make())
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("runs.0.results.0.level", "grave"),
        ("runs.0.results.0.locations.0.physicalLocation.region.startLine", 0),
        ("runs.0.columnKind", "bytes"),
        ("runs.0.tool.driver.name", None),
        ("version", "2.0.0"),
    ],
)
def test_the_schema_refuses_what_is_not_sarif(place: str, value: object) -> None:
    log = json.loads(sample.render("sarif", sample.mixed()))
    *parents, last = (int(key) if key.isdigit() else key for key in place.split("."))
    part = log
    for key in parents:
        part = part[key]
    part[last] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(log)


def test_sarif_tools_reads_it(tmp_path: Path) -> None:
    loader = pytest.importorskip("sarif.loader", reason="sarif-tools is not installed")
    target = tmp_path / "a.sarif"
    write(sample.render("sarif", sample.mixed()), target)
    read = loader.load_sarif_file(str(target))
    findings = sample.mixed().documents[0].findings
    assert read.get_distinct_tool_names() == ["translation-audit"]
    assert Counter(record["Code"] for record in read.get_records()) == Counter(f.detector for f in findings)
    assert {(record["Location"], record["Line"]) for record in read.get_records()} == {
        ("content/fr/ferry.txt", line) for line in (3, 11, 13, 17)
    }


def test_regions_are_in_code_points_and_fixes_mend_the_text() -> None:
    document = sample.article(MIXED, ("siteX", "site X"), ("à\r\nla", "à la"), ("ditY", "dit Y"), (" de trop", ""))
    run = run_of(report_sample.result(document))
    assert run["columnKind"] == "unicodeCodePoints"
    lines = MIXED.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    mended = MIXED
    for result in reversed(run["results"]):
        region = result["locations"][0]["physicalLocation"]["region"]
        start, end = region["charOffset"], region["charOffset"] + region["charLength"]
        assert MIXED[start:end] == region["snippet"]["text"]
        assert starts[region["startLine"] - 1] + region["startColumn"] - 1 == start
        assert starts[region["endLine"] - 1] + region["endColumn"] - 1 == end
        (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
        assert replacement["deletedRegion"] == {key: value for key, value in region.items() if key != "snippet"}
        mended = mended[:start] + replacement.get("insertedContent", {"text": ""})["text"] + mended[end:]
    assert mended == "\U0001f600\U0001f600 é site X, à la fin\n\U0001f468\u200d\U0001f469 dit Y et mot."


def test_extracted_text_has_no_region_and_no_fix() -> None:
    document = sample.article("Un.\n\nDeux siteX.", ("siteX", "site X"), path="p.html", extracted=True)
    (result,) = run_of(report_sample.result(document))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "p.html", "uriBaseId": "%SRCROOT%"}}
    assert location["message"]["text"] == "line 3, column 6 of the extracted text"
    assert location["properties"]["extractedText"]["snippet"]["text"] == "siteX"
    assert "fixes" not in result


def test_accepted_findings_are_marked_and_come_last() -> None:
    results = run_of(sample.mixed())["results"]
    assert len(results) == len(sample.mixed().documents[0].findings)
    assert [result["suppressions"] for result in results[-2:]] == [
        [{"kind": "inSource", "status": "accepted", "justification": ""}],
        [{"kind": "external", "status": "accepted", "justification": "known since spring"}],
    ]
    assert all(result["suppressions"] == [] for result in results[:-2]), "SARIF wants it of all results or of none"


def test_fingerprints_are_those_of_the_findings() -> None:
    prints = [result["partialFingerprints"] for result in run_of(sample.mixed())["results"]]
    ours = {finding.fingerprint for finding in sample.mixed().documents[0].findings}
    assert {fingerprint["primaryLocationLineHash"] for fingerprint in prints} == ours
    assert {fingerprint["translationAudit/v1"] for fingerprint in prints} == ours


def test_rules_say_what_the_detectors_are() -> None:
    rules = {rule["id"]: rule for rule in run_of(sample.mixed())["tool"]["driver"]["rules"]}
    for name, detector in load().items():
        rule = rules[name]
        assert rule["shortDescription"]["text"] == detector.summary
        assert detector.doc.startswith(rule["fullDescription"]["text"].rstrip("…"))
        assert rule["properties"]["tags"] == ["translation", *detector.category.split("/")]
        assert rule.get("name", "").lower() != name, "SARIF 3.49.7"
    assert rules["name-translated"]["name"] == "NameTranslated"
    assert rules["name-translated"]["defaultConfiguration"] == {"level": "error", "enabled": True}
    assert "For example:" in rules["name-translated"]["help"]["markdown"]


def test_a_detector_we_do_not_know_is_a_rule_too() -> None:
    document = sample.with_findings(sample.many([Severity.MAJOR]), detector="of-a-plugin")
    run = run_of(report_sample.result(document))
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "of-a-plugin"


def test_what_was_not_checked_is_told() -> None:
    (invocation,) = run_of(sample.mixed())["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    broken, rejected = invocation["toolExecutionNotifications"]
    (skipped,) = invocation["toolConfigurationNotifications"]
    assert (broken["level"], broken["message"]["text"]) == ("error", "failed casing: ValueError: no such case")
    assert (rejected["level"], rejected["message"]["text"]) == ("error", "not audited: the file is empty")
    assert rejected["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/fr/vide.txt"
    assert (skipped["level"], skipped["message"]["text"]) == (
        "note",
        "not checked agreement: the French parser is not installed",
    )


# GitHub's limits


def test_descriptions_are_within_githubs_limits() -> None:
    for rule in run_of(sample.mixed())["tool"]["driver"]["rules"]:
        assert len(rule["shortDescription"]["text"]) <= 1024
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert len(rule.get("name", "")) <= 255
        assert len(rule["properties"]["tags"]) <= 10
        assert rule["help"]["text"]


def test_the_worst_results_of_all_documents_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 4)
    accepted = sample.with_findings(sample.many([Severity.CRITICAL]), suppressed=Suppression("baseline"))
    first, second = ([Severity.INFO, Severity.MAJOR], [Severity.MINOR, Severity.CRITICAL])
    run = run_of(report_sample.result(accepted, sample.many(first), replace(sample.many(second), path="b.txt")))
    assert [result["properties"]["severity"] for result in run["results"]] == ["critical", "major", "minor", "info"]
    (notification,) = run["invocations"][0]["toolConfigurationNotifications"]
    assert notification["message"]["text"] == "1 more annotation is not shown"


def test_a_file_too_large_is_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = report_sample.result(sample.many([Severity.MINOR] * 100))
    assert len(run_of(whole)["results"]) == 100
    size = len(gzip.compress(sample.render("sarif", whole).encode()))
    monkeypatch.setattr(sarif, "MOST_BYTES", size)
    assert len(run_of(whole)["results"]) == 100
    monkeypatch.setattr(sarif, "MOST_BYTES", size - 1)
    assert len(run_of(whole)["results"]) == 50
    monkeypatch.setattr(sarif, "MOST_BYTES", 10)
    assert run_of(whole)["results"] == []


def test_a_snippet_is_all_of_its_region_or_not_there() -> None:
    document = sample.article("a" * 2000, ("a" * 2000, None))
    (result,) = run_of(report_sample.result(document))["results"]
    assert "snippet" not in result["locations"][0]["physicalLocation"]["region"]
