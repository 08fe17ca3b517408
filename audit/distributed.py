"""Inputs audited on the machines of a Dask cluster, each in a process of its own there, as `audit.batch` does it here.

Dask leases the inputs, gives those of a lost machine to another, and hands outcomes back; what they are is decided by the
same function, and checked: a machine with another version or other models is refused.
"""

import logging
import threading
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from audit.batch import AHEAD, Answer
from audit.errors import AuditError, ClusterError
from audit.reason import Reason
from audit.work import Task, failure
from audit.worker import Worker

if TYPE_CHECKING:
    from audit.settings import Settings

CONNECT_SECONDS = 30
LOOK_SECONDS = 5.0  # between looks at whether there are still machines
ALONE_SECONDS = 600.0  # a cluster that grows when it is needed may take minutes to have its first machine
HOW_TO_GET = "pip install 'translation-audit[dask]'"
AGAIN = "what was done is remembered: the same command goes on from there"


class Cluster:
    """The machines of the Dask scheduler at `address`. Raises ClusterError where there is none, or no Dask here."""

    def __init__(self, settings: "Settings", identity: str, address: str) -> None:
        self._settings, self._identity, self._address = settings, identity, address
        self._client = _connected(address)
        threads = sum(worker["nthreads"] for worker in self._workers().values())
        self.ahead = AHEAD * max(1, threads)

    def submit(self, task: Task, key: bytes) -> Answer:
        """Send an input. Two with the same content are one to Dask."""
        asked = (self._settings, self._identity, self._client.id, task)
        name = f"audit-{self._client.id}-{key.hex()}"
        return _Leased(self, task, self._client.submit(audited, *asked, key=name, pure=False))

    def close(self) -> None:
        """End the processes there, whatever they are doing, and leave."""
        with suppress(Exception):  # it may be gone already
            self._client.run(release, self._client.id, on_error="ignore")
        self._client.close(timeout=1)

    def awaited(self, future: Any, task: Task) -> bytes:
        """What was sent back. Raises ClusterError when there is nobody any more to send it."""
        from distributed import KilledWorker

        seen = monotonic()
        while True:
            try:
                answer: bytes = future.result(timeout=LOOK_SECONDS)
                return answer
            except TimeoutError:
                seen = monotonic() if self._workers() else seen
                if monotonic() - seen > ALONE_SECONDS:
                    raise ClusterError(f"the cluster at {self._address} has no workers; {AGAIN}") from None
            except AuditError:
                raise
            except KilledWorker:
                return failure(task, Reason("the Dask workers that had it died, one after the other")).packed()
            except (CancelledError, OSError) as error:
                raise ClusterError(f"the cluster at {self._address} is gone; {AGAIN}") from error
            except Exception as error:
                raise ClusterError(f"the cluster at {self._address} cannot audit: {error!r}") from error

    def _workers(self) -> dict[str, Any]:
        workers: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        return workers


@dataclass(frozen=True, slots=True)
class _Leased:
    """An outcome that is awaited from the cluster."""

    cluster: Cluster
    task: Task
    future: Any

    def done(self) -> bool:
        return bool(self.future.done())

    def result(self) -> bytes:
        return self.cluster.awaited(self.future, self.task)


def _connected(address: str) -> Any:
    try:
        import dask
        from distributed import Client
        from distributed.comm.addressing import get_address_host_port
    except ImportError as error:
        raise ClusterError(f"--cluster needs Dask: {HOW_TO_GET}") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # of a lost scheduler it would print every trace
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})  # an input has 20 MB at most
    try:
        get_address_host_port(address)
    except ValueError as error:  # what a client makes of it takes a minute to go away again, with a trace
        raise ClusterError(f"{address!r} is no address of a Dask scheduler, as in tcp://HOST:8786: {error}") from error
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}: {error}") from error


# What follows runs on the machines of the cluster.
_processes: dict[tuple[str, int], Worker] = {}  # by who asks, and the thread of Dask's that it asks


def audited(settings: "Settings", identity: str, client: str, task: Task) -> bytes:
    """The packed outcome of an input, by a process that this thread keeps for the run."""
    place = (client, threading.get_ident())
    if place not in _processes:
        _processes[place] = Worker(settings, identity)
    return _processes[place].ask(task)


def release(client: str) -> None:
    """End the processes of a run."""
    for place in [place for place in _processes if place[0] == client]:
        _processes.pop(place).end()
