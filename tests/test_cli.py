"""The command line as a user meets it: exit codes, a clean standard output, and bad input that harms nobody else."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from audit import audit_text, cli
from audit.detectors.registry import load
from audit.finding import Hit

CLEAN = (
    "Le conseil municipal a voté lundi soir le budget de la ville. Les dépenses augmentent de trois pour cent, et la "
    "maire assure que les impôts ne bougeront pas cette année.\n"
)
GARBLED = "Le maire a ditMartin partira demain matin. Il a accepté la proposition de la commission.\n"
MINOR = "Le ministre a refusé commenter la nouvelle. La réunion aura lieu jeudi dans la soirée.\n"
ENGLISH = "The council voted on Monday evening to raise the budget of the city by three percent over last year.\n"
NONE = ("--engine", "none")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left: its exit code, and what it wrote to the two streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run `audit …` in this process, in an empty folder: spaCy is loaded once for all tests."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr("sys.argv", ["audit", *map(str, arguments)])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as exited:
            cli.main()
        streams = capsys.readouterr()
        assert isinstance(exited.value.code, int)
        return Outcome(exited.value.code, streams.out, streams.err)

    return run


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a clean article, a garbled one, and one with a minor finding only."""
    for name, text in (("clean", CLEAN), ("garbled", GARBLED), ("minor", MINOR)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def documents(outcome: Outcome) -> dict[str, list[str]]:
    """The flagged texts of each document of a JSON result, by path."""
    found = json.loads(outcome.out)["documents"]
    return {document["path"]: [finding["text"] for finding in document["findings"]] for document in found}


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
    assert all("dit Martin" in Path(f"r.{name}").read_text("utf-8") for name in names)


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


BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n ", "is empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "english.txt": (ENGLISH.encode() * 3, "English"),
    "symbols.txt": (b"1234 -- 5678", "holds no words"),
    "empty.html": (b"", "empty"),
    "picture.html": (b"<html><body><img src=x></body></html>", ""),
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_and_the_others_are_unharmed(run: Run, name: str) -> None:
    content, reason = BAD[name]
    Path(name).write_bytes(content)
    outcome = run("run", name, "garbled.txt", *NONE, "--format", "json")
    assert outcome.code == 2
    assert documents(outcome) == {"garbled.txt": ["ditMartin"]}
    assert [rejected["path"] for rejected in json.loads(outcome.out)["rejected"]] == [name]
    assert outcome.err.startswith(f"audit: {name}: ")
    assert reason in outcome.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_encodings_are_told_apart(run: Run, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "article.txt").write_bytes((CLEAN + GARBLED).encode(encoding))
    assert documents(run("run", "article.txt", *NONE, "--format", "json")) == {"article.txt": ["ditMartin"]}


def test_a_long_article_is_audited_whole(run: Run, tmp_path: Path) -> None:
    """Five megabytes, little of it prose, which would take minutes; the error is at the very end."""
    filler = ("Publicité" + " " * 800 + "\n\n") * 6_200
    (tmp_path / "long.txt").write_text(filler + CLEAN * 3 + "\n" + GARBLED, "utf-8")
    assert (tmp_path / "long.txt").stat().st_size > 5_000_000
    outcome = run("run", "long.txt", *NONE, "--format", "json")
    assert documents(outcome) == {"long.txt": ["ditMartin"]}


@pytest.mark.parametrize(
    "wrap",
    [
        "<html><body><article><p>{}</p></article></body></html>",
        "<p>{}<p><b><i></b>",
        "<!DOCTYPE html><html><body><article><p>{}</p><script>alert('</p>')</script><p><img src=x onerror=alert(1)>",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><article><p>&x;{}</p>',
        "<html><body><div>" * 50 + "<p>{}</p>",
    ],
)
def test_hostile_and_broken_html(run: Run, tmp_path: Path, wrap: str) -> None:
    (tmp_path / "page.html").write_text(wrap.format(CLEAN + GARBLED), "utf-8")
    outcome = run("run", "page.html", *NONE, "--format", "json", "--format", "html=report.html")
    assert documents(outcome)["page.html"] == ["ditMartin"]
    assert "root:" not in outcome.out
    assert "onerror=" not in Path("report.html").read_text("utf-8").replace("&lt;img src=x onerror=", "")


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


def test_models_are_listed(run: Run) -> None:
    assert [line.split()[0] for line in run("models", "list").out.splitlines()] == ["argos", "embedded", "apertium"]


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
