"""`audit baseline`: what is accepted, kept, dropped; the file is the same for the same results, and checked when read."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import CLEAN, GARBLED, MINOR, NONE, Run

pytestmark = pytest.mark.usefixtures("few_detectors")
FILE = Path("audit-baseline.json")


def audit(run: Run, *paths: str, to: str = "result.json") -> str:
    run("run", *paths, *NONE, "--quiet", "--format", f"json={to}")
    return to


def documents() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FILE.read_text("utf-8"))["documents"]
    return data


def texts() -> dict[str, list[str]]:
    return {path: [finding["text"] for finding in entry["findings"]] for path, entry in documents().items()}


@pytest.mark.usefixtures("here")
def test_create_writes_what_is_accepted_and_why(run: Run) -> None:
    outcome = run("baseline", "create", audit(run, "garbled.txt", "minor.txt", "clean.txt"), "--reason", "as it was")
    assert (outcome.code, outcome.out) == (0, "audit-baseline.json: 2 accepted (2 new), 0 dropped\n")
    assert texts() == {"clean.txt": [], "garbled.txt": ["ditMartin"], "minor.txt": ["refusé commenter"]}
    [finding] = documents()["garbled.txt"]["findings"]
    assert (finding["detector"], finding["reason"]) == ("glued", "as it was")
    assert documents()["clean.txt"]["score"] == 100


@pytest.mark.usefixtures("here")
def test_create_does_not_write_over_a_baseline_unless_forced(run: Run) -> None:
    result = audit(run, "garbled.txt")
    FILE.write_text("mine", "utf-8")
    refused = run("baseline", "create", result)
    assert (refused.code, FILE.read_text("utf-8")) == (2, "mine")
    assert "--force" in refused.err
    assert run("baseline", "create", result, "--force").code == 0
    assert texts() == {"garbled.txt": ["ditMartin"]}


@pytest.mark.usefixtures("here")
def test_the_same_results_in_any_order_give_the_same_bytes(run: Run) -> None:
    one, other = audit(run, "garbled.txt", to="1.json"), audit(run, "minor.txt", "clean.txt", to="2.json")
    run("baseline", "create", one, other)
    first = FILE.read_bytes()
    run("baseline", "create", other, one, "--force")
    assert FILE.read_bytes() == first
    run("baseline", "update", other, one, "--reason", "again")
    assert FILE.read_bytes() == first


@pytest.mark.usefixtures("here")
def test_update_adds_what_is_new_drops_what_is_gone_and_keeps_reasons(run: Run) -> None:
    run("baseline", "create", audit(run, "garbled.txt", "minor.txt"), "--reason", "old")
    Path("garbled.txt").write_text("La ministre est arrivé mardi.\n", "utf-8")
    Path("minor.txt").write_text(MINOR + "\n" + GARBLED, "utf-8")
    outcome = run("baseline", "update", audit(run, "garbled.txt", "minor.txt"), "--reason", "new")
    assert outcome.out == "audit-baseline.json: 3 accepted (2 new), 1 dropped\n"
    assert texts() == {"garbled.txt": ["arrivé"], "minor.txt": ["ditMartin", "refusé commenter"]}
    reasons = [finding["reason"] for finding in documents()["minor.txt"]["findings"]]
    assert reasons == ["new", "old"]


@pytest.mark.usefixtures("here")
def test_update_leaves_documents_alone_that_the_results_do_not_have(run: Run) -> None:
    run("baseline", "create", audit(run, "garbled.txt", "minor.txt"))
    run("baseline", "update", audit(run, "garbled.txt"))
    assert texts() == {"garbled.txt": ["ditMartin"], "minor.txt": ["refusé commenter"]}


@pytest.mark.usefixtures("here")
def test_prune_drops_and_never_adds_and_the_score_only_rises(run: Run) -> None:
    run("baseline", "create", audit(run, "garbled.txt", "minor.txt", "clean.txt"))
    before = documents()
    Path("garbled.txt").write_text(CLEAN, "utf-8")
    Path("clean.txt").write_text(GARBLED, "utf-8")
    Path("minor.txt").unlink()
    outcome = run("baseline", "prune", audit(run, "garbled.txt", "clean.txt"))
    assert outcome.out == "audit-baseline.json: 0 accepted (0 new), 2 dropped\n"
    assert texts() == {"clean.txt": [], "garbled.txt": []}
    assert before["garbled.txt"]["score"] < documents()["garbled.txt"]["score"] == 100
    assert documents()["clean.txt"]["score"] == 100


@pytest.mark.usefixtures("here")
def test_what_a_broken_detector_might_have_found_is_kept(run: Run) -> None:
    result = audit(run, "garbled.txt")
    run("baseline", "create", result)
    data = json.loads(Path(result).read_text("utf-8"))
    [document] = data["documents"]
    document["findings"], document["failures"] = [], [{"detector": "glued", "segment": "1", "error": "ValueError"}]
    Path(result).write_text(json.dumps(data), "utf-8")
    assert run("gate", result, "--baseline", FILE).err == ""
    run("baseline", "prune", result)
    assert texts() == {"garbled.txt": ["ditMartin"]}


def test_paths_are_those_of_the_file_wherever_the_command_runs(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("baseline", "create", audit(run, "garbled.txt"))
    inner = here / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    assert run("run", "../garbled.txt", *NONE, "--baseline", "../audit-baseline.json").code == 0
    assert run("run", here / "garbled.txt", *NONE, "--baseline", here / "audit-baseline.json").code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is not a baseline: Expecting value"),
        ("[]", "is not a baseline: not JSON of format 1"),
        ('{"format": 2}', "is not a baseline: not JSON of format 1"),
        ('{"format": 1, "documents": 3}', "is not a baseline: "),
        ('{"format": 1, "documents": {"a": {"score": 1}}}', "findings is not a list"),
        (
            '{"format": 1, "documents": {"a": {"score": "high", "findings": []}}}',
            "a.score: Input should be a valid number",
        ),
        (
            '{"format": 1, "documents": {"a": {"score": 1, "findings": [{"fingerprint": "0"}]}}}',
            "detector: Field required",
        ),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_file_that_is_no_baseline_is_named(run: Run, content: str, said: str) -> None:
    Path("article.txt").write_text(CLEAN, "utf-8")
    FILE.write_text(content, "utf-8")
    outcome = run("run", "article.txt", *NONE, "--baseline", FILE)
    assert outcome.code == 2
    assert f"audit: {FILE} " in outcome.err
    assert said in outcome.err
    assert run("baseline", "prune", audit(run, "article.txt")).code == 2
