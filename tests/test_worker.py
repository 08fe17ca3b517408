"""Processes that audit, real ones: hung, killed, refused or interrupted. Each costs its own article at the most."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from command import CLEAN, GARBLED, NONE

from audit import worker
from audit.errors import EngineError, SettingsError
from audit.settings import DEFAULTS
from audit.work import Outcome, Task
from audit.worker import Worker

NO_ENGINE = DEFAULTS.under(engine="none")
TASK = Task("a.txt", GARBLED.encode())


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of so many articles that a run is not through before it is stopped."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.txt").write_text(f"{CLEAN} Et de {number}.", "utf-8")
    return folder


@pytest.fixture(scope="module")
def process() -> Iterator[Worker]:
    """A process that audits, its models loaded."""
    made = Worker(NO_ENGINE)
    made.ask(TASK)
    yield made
    made.end()


def test_a_process_that_hangs_is_replaced(process: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "GRACE_SECONDS", 0.2)
    assert process.process
    first = process.process.pid
    monkeypatch.setattr(process, "settings", NO_ENGINE.under(time_limit=0.3))
    os.kill(first, signal.SIGSTOP)  # as a library that never comes back
    [document] = Outcome.unpacked(process.ask(TASK)).documents
    assert [failed.error for failed in document.failures] == ["not done within 0.3 s"]
    monkeypatch.undo()
    assert Outcome.unpacked(process.ask(TASK)).documents[0].findings
    assert process.process
    assert process.process.pid != first


def test_a_process_that_dies_once_costs_nothing(process: Worker) -> None:
    assert process.process
    os.kill(process.process.pid, signal.SIGSTOP)
    killed = threading.Timer(0.3, process.process.kill)
    killed.start()
    assert Outcome.unpacked(process.ask(TASK)).documents[0].findings
    killed.join()


def test_an_input_that_kills_its_process_twice_is_named(process: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    started = process._start

    def start_and_die() -> None:
        started()
        assert process.process
        process.process.kill()

    monkeypatch.setattr(process, "_start", start_and_die)
    process.stop()
    [document] = Outcome.unpacked(process.ask(Task("bad.txt", TASK.raw))).documents
    assert document.path == "bad.txt"
    assert [failed.error for failed in document.failures] == ["its process died (SIGKILL), and again"]
    monkeypatch.undo()
    assert Outcome.unpacked(process.ask(TASK)).documents[0].findings


def test_settings_that_are_no_good_there_end_the_run(tmp_path: Path) -> None:
    made = Worker(NO_ENGINE.under(names=[tmp_path / "gone.txt"]))
    with pytest.raises(SettingsError, match=r"gone\.txt"):
        made.ask(TASK)
    made.end()


def test_a_process_of_another_version_is_refused() -> None:
    made = Worker(NO_ENGINE, identity="of another version")
    with pytest.raises(EngineError, match="has another version, engine or word lists"):
        made.ask(TASK)
    assert made.process is None


def test_a_worker_that_was_ended_keeps_no_process() -> None:
    made = Worker(NO_ENGINE)
    made.end()
    [document] = Outcome.unpacked(made.ask(TASK)).documents
    assert (len(document.failures), made.process) == (1, None)


def command(articles: Path, *options: str) -> list[str]:
    """`audit run` with one process beside its own."""
    return [sys.executable, "-m", "audit", "run", str(articles), *NONE, "--jobs", "1", "--no-cache", *options]


def is_dead(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def test_the_processes_are_gone_when_the_run_is_killed(articles: Path) -> None:
    with subprocess.Popen(command(articles, "-f", "jsonl"), stdout=subprocess.PIPE) as run:
        assert run.stdout
        run.stdout.readline()
        [child] = psutil.Process(run.pid).children()
        run.kill()
    deadline = time.monotonic() + 60
    while not is_dead(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert is_dead(child)


def test_ctrl_c_ends_a_run_at_once_and_leaves_nothing_half_written(articles: Path, tmp_path: Path) -> None:
    given = command(articles, "-f", f"jsonl={tmp_path}/out.jsonl")
    # a job in the background of a shell inherits deaf ears
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(given, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heard) as run:
        while run.poll() is None and not any(path.stat().st_size for path in tmp_path.glob(".out.jsonl.part")):
            time.sleep(0.05)
        os.killpg(run.pid, signal.SIGINT)  # a terminal sends it to all that was started there
        _, errors = run.communicate(timeout=60)
    assert run.returncode == 130, errors
    assert "interrupted" in errors
    assert "Traceback" not in errors
    assert not list(tmp_path.glob("*out*"))
