"""`--cluster`, on a real Dask cluster of this machine: the same bytes as here, also when a worker or the scheduler is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from command import GARBLED, MINOR
from dask_cluster import Cluster, running

from audit import distributed
from audit.errors import ClusterError
from audit.settings import DEFAULTS
from audit.work import Task

pytest.importorskip("distributed")

ARTICLES = 12


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Two workers."""
    with running(2) as made:
        yield made


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
    left = psutil.Process(cluster.workers[1])
    deadline = time.monotonic() + 60
    while left.children(recursive=True) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left.children(recursive=True)  # a process of ours holds the models


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


def test_a_cluster_without_machines_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distributed, "LOOK_SECONDS", 0.2)
    monkeypatch.setattr(distributed, "ALONE_SECONDS", 0.5)
    with running(0) as nobody:
        place = distributed.Cluster(DEFAULTS.under(engine="none"), "identity", nobody.address)
        answer = place.submit(Task("a.txt", GARBLED.encode()), b"key")
        with pytest.raises(ClusterError, match=r"has no workers; what was done is remembered"):
            answer.result()
        place.close()


@pytest.mark.parametrize("address", ["scheduler", "http://scheduler:8786", "tcp://scheduler"])
def test_what_is_no_address_is_said_at_once(articles: Path, address: str) -> None:
    run = start(articles, "--cluster", address)
    _, errors = run.communicate(timeout=50)  # a client of Dask's would take 60 s
    assert run.returncode == 2
    assert errors.startswith(f"audit: '{address}' is no address of a Dask scheduler, as in tcp://HOST:8786: ")
    assert errors.count("\n") == 1


def test_no_scheduler_is_said_at_once(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "2s")
    run = start(articles, "--cluster", "tcp://127.0.0.1:1")
    _, errors = run.communicate(timeout=120)
    assert run.returncode == 2
    assert errors.startswith("audit: no Dask scheduler answers at tcp://127.0.0.1:1")
