"""One input, from its bytes to its outcome: what a process, or another machine, is given to do."""

import json
import signal
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from audit.alignment import within_units
from audit.errors import AuditError, InputError
from audit.readers import pages
from audit.reason import Reason, without_path
from audit.result import DocumentResult, Failure, Metrics, Rejected
from audit.segmentation import build

if TYPE_CHECKING:
    from audit.pipeline import Auditor

PORTION = 100_000  # bytes of an input that the time limit is for; a larger one has as much again for each


@dataclass(frozen=True, slots=True)
class Task:
    """An input as it was read, and the English that it came from, where that was given."""

    path: str
    raw: bytes
    source: str | None = None

    def seconds(self, time_limit: float) -> float:
        """How long it may take."""
        return time_limit * (1 + len(self.raw) // PORTION)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its documents, and why it was rejected, whole or from some place on."""

    documents: tuple[DocumentResult, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether something broke on the way: another try may end otherwise, so this is not to be remembered."""
        return any(document.failures for document in self.documents)

    def at(self, path: str) -> "Outcome":
        """The same of an input of another name."""
        documents = tuple(replace(document, path=path) for document in self.documents)
        return Outcome(documents, tuple(replace(rejected, path=path) for rejected in self.rejected))

    def packed(self) -> bytes:
        """As compressed JSON, for a cache or from one process to another."""
        from audit.reporters.reasons import made

        reasons = {text: asdict(how) for text, how in made((self.documents, self.rejected)).items()}
        text = json.dumps({"outcome": asdict(self), "reasons": reasons}, separators=(",", ":"))
        return zlib.compress(text.encode(), 3)

    @classmethod
    def unpacked(cls, data: bytes) -> "Outcome":
        """The way back; ValueError where there is none."""
        from audit.reporters.reasons import remade

        try:
            content = json.loads(zlib.decompress(data))
            outcome, reasons = _adapters()
            known = reasons.validate_python(content["reasons"])
            found: Outcome = outcome.validate_python(content["outcome"])
        except (zlib.error, KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"no outcome: {error}") from error
        return cls(remade(found.documents, known), remade(found.rejected, known))


@cache
def _adapters() -> tuple[Any, Any]:
    from pydantic import TypeAdapter

    from audit.reporters.reasons import Made

    return TypeAdapter(Outcome), TypeAdapter(dict[str, Made])


class OutOfTimeError(BaseException):
    """No `Exception`: a detector that breaks is passed over, and this is to end them all."""


def perform(task: Task, auditor: "Auditor") -> Outcome:
    """Read, segment and audit one input, within its time. Whatever breaks is named in the outcome.

    Raises InputError when its source is of no use to it, SettingsError for settings of its own that are not valid.
    """
    seconds = task.seconds(auditor.settings.time_limit)
    try:
        with _limit(seconds):
            return _audited(task, auditor)
    except OutOfTimeError:
        return failure(task, Reason("not done within {seconds} s", seconds=seconds))
    except AuditError:
        raise
    except Exception as error:  # noqa: BLE001 - one article must not end a run
        return failure(task, f"{type(error).__name__}: {error}")


def failure(task: Task, error: str) -> Outcome:
    """The outcome where the audit as a whole broke: a document of which nothing is known but that."""
    document = DocumentResult(
        path=task.path,
        text="",
        language="fr",
        disclosed_mt=False,
        words=0,
        score=None,
        metrics=Metrics(),
        blocks=(),
        segments=(),
        findings=(),
        failures=(Failure("audit", "", error),),
        extracted=True,
    )
    return Outcome((document,))


def rejection(path: str, error: InputError) -> Rejected:
    """Readers begin a message with the path, which a report states already."""
    return Rejected(path, without_path(error.reason, path))


def _audited(task: Task, auditor: "Auditor") -> Outcome:
    documents: list[DocumentResult] = []
    found = pages(task.path, task.raw)
    while True:
        try:
            document = within_units(build(next(found)))
        except StopIteration:
            return Outcome(tuple(documents))
        except InputError as error:
            return Outcome(tuple(documents), (rejection(task.path, error),))
        if task.source is not None and documents:
            raise InputError(f"--source belongs to one document, and {task.path} holds several")
        if task.source is not None and document.units:
            raise InputError(f"--source is not for {task.path}, which has its sources in it")
        documents.append(auditor.audit(document, task.source))


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError in what runs longer, as far as Python and its regular expressions go.

    A library that does not come back ends with its process, where it has one of its own (`audit.worker`).
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
