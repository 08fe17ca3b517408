"""A Dask cluster of this machine, until standard input ends: prints the scheduler's address, and the workers' processes."""

import sys

from distributed import LocalCluster


def main(workers: int) -> None:
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        pids = [nanny.pid for nanny in cluster.workers.values()]
        sys.stdout.write(f"{cluster.scheduler_address} {' '.join(map(str, pids))}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
