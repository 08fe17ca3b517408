"""Many inputs through one pipeline: known outcomes from the cache, the others from wherever they are audited, in order."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from audit.cache import Cache, key
from audit.result import Rejected
from audit.work import Outcome, Task, perform
from audit.worker import Worker

if TYPE_CHECKING:
    from audit.pipeline import Auditor
    from audit.settings import Settings

AHEAD = 32  # inputs for each that is being audited, so that one that takes long does not hold up the others
MOST_BYTES = 64_000_000  # of inputs that wait or were finished out of turn


class Answer(Protocol):
    """A packed outcome that comes: a future of Python's or of Dask's."""

    def done(self) -> bool: ...

    def result(self) -> bytes: ...


class Place(Protocol):
    """Where inputs are audited. `ahead`: how many may be on their way at once."""

    ahead: int

    def submit(self, task: Task, key: bytes) -> Answer: ...

    def close(self) -> None:
        """Stop whatever is still being done, at once."""


class Here:
    """In this process, one at a time."""

    ahead = 1

    def __init__(self, auditor: "Auditor") -> None:
        self._auditor = auditor

    def submit(self, task: Task, key: bytes) -> Answer:  # noqa: ARG002 - for places that know tasks by it
        return _ready(perform(task, self._auditor).packed())

    def close(self) -> None: ...


class Processes:
    """In processes of this machine, which share its cores."""

    def __init__(self, settings: "Settings", jobs: int) -> None:
        self.ahead = AHEAD * jobs
        self._own, self._workers = threading.local(), list[Worker]()
        self._settings = settings
        self._threads = ThreadPoolExecutor(jobs)

    def submit(self, task: Task, key: bytes) -> Answer:  # noqa: ARG002 - for places that know tasks by it
        return self._threads.submit(self._ask, task)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.end()
        self._threads.shutdown()

    def _ask(self, task: Task) -> bytes:
        """Each thread has a process, and waits for it."""
        if not hasattr(self._own, "worker"):
            self._own.worker = Worker(self._settings)
            self._workers.append(self._own.worker)
        worker: Worker = self._own.worker
        return worker.ask(task)


def where(auditor: "Auditor", identity: str, cluster: str | None = None) -> Place:
    """Where the settings want inputs to be audited: on the machines of a cluster, in processes here, else in this one."""
    if cluster:
        from audit.distributed import Cluster

        return Cluster(auditor.settings, identity, cluster)
    jobs = auditor.settings.jobs
    return Here(auditor) if jobs is None else Processes(auditor.settings, jobs or cores())


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An input on its way, and the key that its outcome is remembered by."""

    task: Task
    key: bytes
    answer: Answer


Turn = Outcome | _Waiting  # of an input: what is known already, or what is awaited


def outcomes(
    inputs: Iterable[Task | Rejected], place: Place, cache: Cache | None, identity: Callable[[str], str]
) -> Iterator[Outcome]:
    """The outcome of each input, in their order. No more inputs are read than may be on their way.

    `identity` gives all that decides an outcome for a path, but the input itself.
    """
    turns: deque[Turn] = deque()
    weight = 0
    try:
        for item in inputs:
            turns.append(_begun(item, place, cache, identity))
            weight += _weight(turns[-1])
            while turns and (len(turns) >= place.ahead or weight > MOST_BYTES or _is_done(turns[0])):
                first = turns.popleft()
                weight -= _weight(first)
                yield _finished(first, cache)
        while turns:
            yield _finished(turns.popleft(), cache)
    finally:
        place.close()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begun(item: Task | Rejected, place: Place, cache: Cache | None, identity: Callable[[str], str]) -> Turn:
    if isinstance(item, Rejected):
        return Outcome(rejected=(item,))
    mark = key(item, identity(item.path))
    known = cache.get(mark) if cache else None
    return known.at(item.path) if known else _Waiting(item, mark, place.submit(item, mark))


def _is_done(turn: Turn) -> bool:
    return isinstance(turn, Outcome) or turn.answer.done()


def _weight(turn: Turn) -> int:
    return len(turn.task.raw) if isinstance(turn, _Waiting) else 0


def _finished(turn: Turn, cache: Cache | None) -> Outcome:
    """The outcome, awaited and remembered. What broke is not remembered: another try may end otherwise."""
    if isinstance(turn, Outcome):
        return turn
    packed = turn.answer.result()
    outcome = Outcome.unpacked(packed).at(turn.task.path)  # two inputs with the same content may have been audited once
    if cache and not outcome.failed:
        cache.put(turn.key, packed)
    return outcome


def _ready(packed: bytes) -> Answer:
    answer: Future[bytes] = Future()
    answer.set_result(packed)
    return answer
