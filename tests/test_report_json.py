"""JSON keeps its contract and its schema, adds up, and comes back as the same Result; what is not a result is named."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema  # its stubs are a package of their own
import pytest
import report_sample

from audit.errors import SettingsError
from audit.part import write
from audit.reporters import REPORTERS, as_json
from audit.result import Result

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "docs" / "result.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def result() -> Result:
    return report_sample.of_all_kinds()


def test_json_keeps_the_contract(result: Result, tmp_path: Path) -> None:
    checker = ROOT.parent / "shared" / "tools" / "check_contract.py"
    if not checker.is_file():
        pytest.skip("check_contract.py is not on this machine")
    target = tmp_path / "result.json"
    write(REPORTERS["json"].render(result, lang="en"), target)
    outcome = subprocess.run([sys.executable, checker, target], capture_output=True, text=True, check=False)
    assert outcome.stdout.splitlines()[-1] == "2 documents, 11 findings, 0 breaches of the contract"


@pytest.mark.parametrize(
    "make",
    [report_sample.of_all_kinds, report_sample.hostile, lambda: Result("0", "s", (), (), report_sample.result().gate)],
)
def test_json_is_valid_and_comes_back_equal(make: Any, tmp_path: Path) -> None:
    made = make()
    text = REPORTERS["json"].render(made, lang="en")
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    target = tmp_path / "result.json"
    write(text, target)
    assert as_json.load(target) == made
    assert text == REPORTERS["json"].render(as_json.load(target), lang="fr"), "not the same bytes again"


@pytest.mark.parametrize(
    ("place", "value"),
    [("score", 101), ("score", "high"), ("words", -1), ("findings.0.severity", "grave"), ("segments.0.role", "advert")],
)
def test_schema_refuses_what_the_contract_forbids(place: str, value: object) -> None:
    data = json.loads(REPORTERS["json"].render(report_sample.result(), lang="en"))
    *parents, last = (int(key) if key.isdigit() else key for key in place.split("."))
    part = data["documents"][0]
    for key in parents:
        part = part[key]
    part[last] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


def test_totals_add_up(result: Result) -> None:
    data = json.loads(REPORTERS["json"].render(result, lang="en"))["totals"]
    assert data["checked"] == 3 == data["passed"] + data["flagged"] + data["rejected"]
    assert data["findings"] == 11 == sum(data["severities"].values())
    assert (data["words"], data["skipped"], data["failures"]) == (123, 1, 1)


def test_jsonl_has_a_line_for_each_input(result: Result) -> None:
    first, second, rejected = map(json.loads, REPORTERS["jsonl"].render(result, lang="en").splitlines())
    assert [first["path"], second["path"]] == [document.path for document in result.documents]
    assert rejected == {"path": "content/fr/vide.txt", "rejected": "the file is empty"}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "Expecting value"),
        (b"\xff\xfe", "can't decode"),
        (b"[]", "not JSON of format 1"),
        (b'{"format": 2}', "not JSON of format 1"),
        (b'{"format": 1, "documents": 3}', "documents is not a list"),
        (b'{"format": 1, "documents": [{}]}', "documents is not a list of documents with their score_details"),
        (b'{"format": 1, "documents": [7]}', "version: Field required"),
        (b"[" * 100_000, "maximum recursion depth"),
    ],
)
def test_what_is_not_a_result_is_named(content: bytes, complaint: str, tmp_path: Path) -> None:
    target = tmp_path / "other.json"
    target.write_bytes(content)
    with pytest.raises(SettingsError, match=rf"other\.json is not a result of audit: .*{complaint}"):
        as_json.load(target)


def test_a_result_that_is_not_there_or_was_tampered_with_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.json cannot be read: No such file"):
        as_json.load(tmp_path / "none.json")
    text = REPORTERS["json"].render(report_sample.result(), lang="en")
    write(text.replace("Port-Ellis", "Port-Louis-du-Nord", 1), tmp_path / "edited.json")
    with pytest.raises(SettingsError, match=r"edited\.json .* is not what stands at"):
        as_json.load(tmp_path / "edited.json")
    write(text.replace('"severity": "major"', '"severity": "grave"'), tmp_path / "odd.json")
    with pytest.raises(SettingsError, match=r"odd.json .*: documents.0.findings.\d+.severity: Input should be"):
        as_json.load(tmp_path / "odd.json")
