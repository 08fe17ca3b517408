"""The command, run in this process, in a folder of its own; and the reader of HTML reports."""

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis.configuration
import pytest
import toy_package
from command import CLEAN, GARBLED, MINOR, Outcome, Run
from report_reader import browser, reader  # noqa: F401 - fixtures

from audit import cli
from audit.detectors.registry import load
from audit.engines.apertium import MODES

# What it remembers of failures and of this machine's paths; its own choice would be the folder that pytest is called in.
hypothesis.configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "translation-audit-hypothesis")


@pytest.fixture(autouse=True)
def _cache_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test remembers what another one did, nor what the user did."""
    monkeypatch.setenv("AUDIT_CACHE_DIR", str(tmp_path.with_name(f"{tmp_path.name}-cache")))


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A toy package as it is downloaded."""
    return toy_package.build(tmp_path_factory.mktemp("toy"))


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where Argos packages lie, for this test alone."""
    with toy_package.own_folders(tmp_path, monkeypatch) as folder:
        yield folder


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


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def fake_apertium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a script of bash the program called apertium, first on the path: it runs for `-V` and for each of the stages."""
    modes, program = tmp_path / "share" / "modes", tmp_path / "apertium"
    modes.mkdir(parents=True)
    for mode in MODES:
        (modes / f"{mode}.mode").touch()
    monkeypatch.setenv("APERTIUM_DATADIR", str(modes.parent))
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    def become(script: str) -> None:
        program.write_text(f"#!/bin/bash\n{script}\n")
        program.chmod(0o755)

    return become


@pytest.fixture
def few_detectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only these run: what becomes of a finding is tested, whatever else is found by and by."""
    names = ("casing", "glued", "missing-function-word", "repeated", "subject-agreement", "word-order")
    few = {name: load()[name] for name in names}
    monkeypatch.setattr("audit.pipeline.load", lambda: few)
