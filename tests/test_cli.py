"""The command line as a user meets it: exit codes, a clean standard output, errors that name what is wrong."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command import CLEAN, GARBLED, NONE, Run, documents
from typer.main import get_command
from typer.testing import CliRunner

from audit import audit_text, cli
from audit.detectors.registry import load
from audit.finding import Hit


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("clean.txt", (), 0),
        ("garbled.txt", (), 1),
        ("garbled.txt", ("--fail-on", "critical"), 0),
        ("garbled.txt", ("--fail-on", "never"), 0),
        ("garbled.txt", ("--fail-on", "never", "--min-score", "95"), 1),
        ("clean.txt", ("--min-score", "95"), 0),
        ("minor.txt", (), 0),
        ("minor.txt", ("--fail-on", "minor"), 1),
        ("nowhere.txt", (), 2),
        ("clean.txt", ("--fail-on", "huge"), 2),
        ("clean.txt", ("--min-score", "101"), 2),
        ("clean.txt", ("--colour",), 2),
        ("clean.txt", ("--source", "nowhere.txt"), 2),
    ],
)
@pytest.mark.usefixtures("here")
def test_exit_code(run: Run, name: str, options: tuple[str, ...], code: int) -> None:
    outcome = run("run", name, *NONE, *options)
    assert outcome.code == code
    assert "Traceback" not in outcome.err
    assert (code != 2) or outcome.err


@pytest.mark.parametrize("arguments", [(), ("--version",), ("--help",), ("run", "--help")])
def test_help_and_version_are_on_standard_output(run: Run, arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments)
    assert outcome.out.startswith("audit ") if "--version" in arguments else "Usage" in outcome.out + outcome.err


def every_command(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, sub in sorted(getattr(command, "commands", {}).items()):
        yield from every_command(sub, (*path, name))


COMMANDS = dict(every_command(get_command(cli.app)))


@pytest.mark.parametrize("path", list(COMMANDS), ids=" ".join)
def test_every_command_and_option_has_help(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert command.help
    assert all(parameter.help for parameter in command.params if parameter.param_type_name == "option")
    assert CliRunner().invoke(cli.app, [*path, "--help"]).exit_code == 0


@pytest.mark.usefixtures("here")
def test_standard_output_holds_the_document_and_nothing_else(run: Run) -> None:
    outcome = run("run", "garbled.txt", *NONE, "--format", "json", "--format", "html=out/report.html")
    assert documents(outcome) == {"garbled.txt": ["ditMartin"]}
    assert Path("out/report.html").read_text("utf-8").startswith("<!doctype html>")
    assert sorted(path.name for path in Path("out").iterdir()) == ["report.html"]


@pytest.mark.usefixtures("here")
def test_several_formats_each_to_its_file(run: Run) -> None:
    names = ("concise", "full", "json", "jsonl", "html")
    outcome = run("run", "garbled.txt", *NONE, *(part for name in names for part in ("--format", f"{name}=r.{name}")))
    assert outcome.out == ""
    assert all("dit que Martin" in Path(f"r.{name}").read_text("utf-8") for name in names)


@pytest.mark.usefixtures("here")
def test_folder_glob_and_file_are_each_read_once(run: Run) -> None:
    everything = {"clean.txt": [], "garbled.txt": ["ditMartin"], "minor.txt": ["refusé commenter"]}
    assert documents(run("run", "*.txt", "garbled.txt", *NONE, "--format", "json")) == everything
    inside = documents(run("run", ".", *NONE, "--format", "json"))
    assert {Path(path).name: found for path, found in inside.items()} == everything


def test_standard_input(run: Run) -> None:
    outcome = run("run", "-", *NONE, "--format", "json", stdin=GARBLED.encode())
    assert outcome.code == 1
    assert documents(outcome) == {"<stdin>": ["ditMartin"]}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--engine", "apertum"), "'apertium'"),
        (("--fail-on", "huge"), "unknown severity 'huge'. Choices: info, minor, major, critical, never"),
        (("--lang", "de"), "unknown language 'de'. Choices: fr, en"),
        (("--min-score", "101"), "should be less than or equal to 100, not 101"),
        (("--jobs", "-1"), "should be greater than or equal to 0, not -1"),
        (("--format", "jsn=x"), "formats: unknown format 'jsn'"),
        (("--format", "jsn"), "'json'"),
        (("--format", "json", "--format", "full"), "only one format"),
        (("--format", "json=clean.txt/x.json"), "clean.txt/x.json"),
        (("--format", "json=/proc/x.json"), "/proc/x.json"),
    ],
)
def test_what_is_wrong_is_named(run: Run, options: tuple[str, ...], named: str) -> None:
    outcome = run("run", "clean.txt", *NONE, *options)
    assert outcome.code == 2
    assert named in outcome.err
    assert outcome.err.count("\n") == 1


@pytest.mark.usefixtures("here")
def test_an_engine_that_is_not_installed_says_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    outcome = run("run", "clean.txt", "--engine", "apertium")
    assert outcome.code == 2
    assert "apt-get install" in outcome.err


@pytest.mark.usefixtures("here")
def test_a_detector_that_raises_is_named_and_the_others_go_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> Iterator[Hit]:
        raise ZeroDivisionError("a mistake of ours")

    known = load()
    changed = known | {"casing": replace(known["casing"], function=broken)}
    monkeypatch.setattr("audit.pipeline.load", lambda: changed)
    outcome = run("run", "garbled.txt", *NONE, "--format", "json")
    assert outcome.code == 3
    assert documents(outcome) == {"garbled.txt": ["ditMartin"]}
    failures = json.loads(outcome.out)["documents"][0]["failures"]
    assert {failure["detector"] for failure in failures} == {"casing"}
    assert {failure["error"] for failure in failures} == {"ZeroDivisionError: a mistake of ours"}
    assert "casing" in run("run", "garbled.txt", *NONE, "--format", "concise").out


@pytest.mark.usefixtures("here")
def test_a_check_that_did_not_run_is_reported(run: Run) -> None:
    skipped = json.loads(run("run", "clean.txt", *NONE, "--format", "json").out)["documents"][0]["skipped"]
    assert [check["detector"] for check in skipped] == ["back-translation"]


@pytest.mark.usefixtures("here")
def test_source_stands_beside_each_sentence(run: Run, tmp_path: Path) -> None:
    english = "The mayor said Martin will leave tomorrow morning. He accepted the proposal of the commission."
    (tmp_path / "source.txt").write_text(english, "utf-8")
    outcome = run("run", "garbled.txt", "--source", "source.txt", *NONE, "--format", "json")
    segments = json.loads(outcome.out)["documents"][0]["segments"]
    assert " ".join(segment["source"] for segment in segments) == english
    assert [segment["reconstruction"] for segment in segments] == [segment["source"] for segment in segments]
    assert run("run", "garbled.txt", "clean.txt", "--source", "source.txt", *NONE).code == 2


@pytest.mark.usefixtures("here")
def test_gate_and_report_work_on_earlier_results(run: Run) -> None:
    run("run", "garbled.txt", *NONE, "--format", "json=result.json", "--format", "html=first.html")
    assert run("gate", "result.json").code == 1
    passed = run("gate", "result.json", "--fail-on", "critical")
    assert (passed.code, passed.out) == (0, "passed\n")
    assert run("gate", "result.json", "--fail-on", "never", "--min-score", "99").code == 1
    assert run("report", "result.json", "-o", "again.html").code == 0
    assert Path("again.html").read_bytes() == Path("first.html").read_bytes()
    assert run("gate", "garbled.txt").code == 2


def test_detectors_are_listed_and_explained(run: Run) -> None:
    listed = run("detectors")
    assert [line.split()[0] for line in listed.out.splitlines()] == list(load())
    assert "Silent" in run("detectors", "glued").out
    unknown = run("detectors", "glue")
    assert unknown.code == 2
    assert "'glued'" in unknown.err


def test_python_does_what_the_command_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(CLEAN + GARBLED, "utf-8")
    [document] = json.loads(run("run", "article.txt", *NONE, "--format", "json").out)["documents"]
    result = audit_text(CLEAN + GARBLED, engine="none")
    assert [f["fingerprint"] for f in document["findings"]] == [f.fingerprint for f in result.findings]
    assert result.score is not None
    assert document["score"] == result.score.value


def test_the_same_bytes_from_another_process(here: Path) -> None:
    """Two processes with different hash seeds, as a user starts them; the engine is the best that is there."""
    outputs = []
    for seed in ("1", "2"):
        formats = [f"--format={name}={seed}.{name}" for name in ("json", "html", "full")]
        command = [sys.executable, "-m", "audit", "run", "garbled.txt", "minor.txt", *formats]
        done = subprocess.run(command, cwd=here, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True)
        assert (done.returncode, done.stdout) == (1, b"")
        outputs.append([(here / f"{seed}.{name}").read_bytes() for name in ("json", "html", "full")])
    assert outputs[0] == outputs[1]


def test_a_run_whose_reports_lie_in_files_says_where_and_what_became_of_it(run: Run, here: Path) -> None:  # noqa: ARG001
    outcome = run("run", "garbled.txt", *NONE, "--format", "html=report.html", "--fail-on", "major")
    assert (outcome.code, outcome.out) == (1, "")
    assert "audit: wrote report.html\n" in outcome.err
    assert outcome.err.endswith("audit: failed\n")
    assert "wrote" not in run("run", "garbled.txt", *NONE, "--format", "html=report.html", "--quiet").err
