"""`--cluster`, on a real Dask cluster of this machine: the same bytes as here, also when a worker or the scheduler is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import GARBLED, MINOR

pytest.importorskip("distributed")

ARTICLES = 12


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster: its own process, which has the scheduler, and those of its workers."""

    process: "subprocess.Popen[str]"
    address: str
    workers: tuple[int, ...]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Two workers."""
    program = [sys.executable, str(Path(__file__).with_name("dask_cluster.py")), "2"]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        address, *pids = process.stdout.readline().split()
        yield Cluster(process, address, tuple(map(int, pids)))
        process.kill()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Short articles, each its own, in a folder."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"{number:02}.txt").write_text(f"{GARBLED}\nC’était le {number} mai.\n\n{MINOR}", "utf-8")
    return folder


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    given = [sys.executable, "-m", "audit", "run", str(folder), "--engine", "none", "--fail-on", "never", "-f", "jsonl"]
    return subprocess.Popen([*given, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(run: "subprocess.Popen[str]", begun: str = "") -> str:
    out, errors = run.communicate(timeout=600)
    assert run.returncode == 0, errors
    return begun + out


def first_line(run: "subprocess.Popen[str]") -> str:
    assert run.stdout
    line = run.stdout.readline()
    assert line
    return line


def test_the_same_bytes_as_here_and_a_killed_worker_costs_nothing(articles: Path, cluster: Cluster) -> None:
    here = finish(start(articles, "--no-cache"))
    assert here.count("\n") == ARTICLES
    run = start(articles, "--no-cache", "--cluster", cluster.address)
    begun = first_line(run)
    os.kill(cluster.workers[0], signal.SIGKILL)
    assert finish(run, begun) == here


def test_a_killed_scheduler_ends_the_run_and_the_next_goes_on_from_there(articles: Path, cluster: Cluster) -> None:
    run = start(articles, "--cluster", cluster.address)
    begun = first_line(run)
    for pid in cluster.workers:  # no more is to come
        os.kill(pid, signal.SIGSTOP)
    time.sleep(1)
    cluster.process.kill()
    out, errors = run.communicate(timeout=300)
    for pid in cluster.workers:
        os.kill(pid, signal.SIGKILL)
    assert run.returncode == 2, errors
    assert "is gone; what was done is remembered" in errors
    assert finish(start(articles)).startswith(begun + out)


def test_no_scheduler_is_said_at_once(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "2s")
    run = start(articles, "--cluster", "tcp://127.0.0.1:1")
    _, errors = run.communicate(timeout=120)
    assert run.returncode == 2
    assert errors.startswith("audit: no Dask scheduler answers at tcp://127.0.0.1:1")
