"""What a run writes: as it comes, whole or not at all, and each report whatever becomes of the others."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import GARBLED, NONE, Run

from audit.pipeline import Run as Audit
from audit.settings import DEFAULTS

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")


@pytest.mark.usefixtures("here")
def test_lines_written_as_they_come_are_those_written_at_the_end(run: Run) -> None:
    Path("english.txt").write_text("The council voted on Monday evening to raise the budget.\n" * 3, "utf-8")
    streamed = run("run", ".", *NONE, "--format", "jsonl")
    both = run("run", ".", *NONE, "--format", "jsonl=lines.jsonl", "--format", "json")
    assert streamed.out == Path("lines.jsonl").read_text("utf-8")
    documents = json.loads(both.out)["documents"]
    lines = [json.loads(line) for line in streamed.out.splitlines()]
    assert lines[:-1] == documents
    assert "rejected" in lines[-1]
    assert streamed.code == both.code == 2
    assert streamed.err == both.err


@pytest.mark.usefixtures("here")
def test_the_gate_and_the_notes_are_the_same_when_nothing_is_kept(run: Run) -> None:
    Path("garbled.txt").write_text(
        f"<!-- audit-ignore-next: all -->\n{GARBLED}\n<!-- audit-ignore-next: glud -->\nFin.\n", "utf-8"
    )
    kept = run("run", ".", *NONE, "--fail-on", "minor", "--format", "json")
    passed_on = run("run", ".", *NONE, "--fail-on", "minor", "--format", "jsonl")
    assert (kept.code, kept.err) == (passed_on.code, passed_on.err)
    assert kept.code == 1
    assert "garbled.txt" in kept.err


def test_no_document_is_kept_where_no_report_needs_it(here: Path) -> None:
    run = Audit([str(here)], DEFAULTS.under(engine="none", fail_on="minor"), keep=False)
    assert len(list(run)) == 3
    assert (run.result.documents, run.result.exit_code) == ((), 1)


@needs_full
@pytest.mark.usefixtures("here")
def test_a_full_disk_is_named_and_the_other_reports_are_written(run: Run) -> None:
    outcome = run("run", "garbled.txt", *NONE, "-f", "jsonl=/dev/full", "-f", "json=/dev/full", "-f", "concise=all.txt")
    assert outcome.code == 2
    assert outcome.err.count("cannot write /dev/full: No space left on device") == 2
    assert "“dit” and “Martin” are run together" in Path("all.txt").read_text("utf-8")


@needs_full
def test_standard_output_that_is_full_is_an_error(here: Path) -> None:
    given = [sys.executable, "-m", "audit", "run", str(here), *NONE, "--no-cache", "--format", "jsonl"]
    with FULL.open("wb") as full:
        done = subprocess.run(given, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "audit: cannot write to standard output: No space left on device\n")


@pytest.mark.usefixtures("here")
def test_a_file_that_cannot_be_made_is_said_before_anything_is_audited(run: Run) -> None:
    outcome = run("run", "garbled.txt", *NONE, "-f", "jsonl=garbled.txt/below.jsonl")
    assert (outcome.code, outcome.out) == (2, "")
    assert "cannot write garbled.txt/below.jsonl" in outcome.err
