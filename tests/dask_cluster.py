"""A Dask cluster of this machine, in a process of its own: `running` starts one.

Run as a program, this is that process, until standard input ends: it prints the scheduler's address, and its workers'
processes.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster: its own process, which has the scheduler, and those of its workers."""

    process: "subprocess.Popen[str]"
    address: str
    workers: tuple[int, ...]


@contextmanager
def running(workers: int) -> Iterator[Cluster]:
    with subprocess.Popen(
        [sys.executable, __file__, str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        address, *pids = process.stdout.readline().split() if process.stdout else [""]
        yield Cluster(process, address, tuple(map(int, pids)))
        process.kill()


def main(workers: int) -> None:
    from distributed import LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        pids = [nanny.pid for nanny in cluster.workers.values()]
        sys.stdout.write(f"{cluster.scheduler_address} {' '.join(map(str, pids))}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
