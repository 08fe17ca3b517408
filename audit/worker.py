"""A process that audits one input at a time and can be ended: what hangs or crashes there costs its own article only.

`Worker` is the side of who asks; run as a program, this module is the process. They speak over a pair of sockets that
nobody else has. Nothing is shared with the asking process, so it may have threads, and be one of Dask's.
"""

import gc
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from audit.errors import AuditError, EngineError
from audit.reason import Reason
from audit.threads import one_thread

if TYPE_CHECKING:
    from audit.settings import Settings
    from audit.work import Task

START_SECONDS = 300.0  # models are loaded from a cold disk
GRACE_SECONDS = 10.0  # over an input's time, for the process to name it and go on by itself
LONGEST_SECONDS = 1_000_000.0  # the operating system counts in milliseconds, with 31 bits
IDLE_SECONDS = 600.0  # one that nobody asks gives its memory back
TRIES = 2  # what killed a process may have been its neighbour, which took the memory
FIRST = "Le maire a dit que Martin partira demain matin."  # audited before any input, so that models are loaded


@dataclass
class Worker:
    """The process, started when it is first asked, and again when it died. One thread may ask at a time.

    `identity`, where there is one, is what `audit.identity` must say there too: else
    its results could differ.
    """

    settings: "Settings"
    identity: str | None = None
    process: subprocess.Popen[bytes] | None = None
    _ended: bool = False
    _link: Connection | None = field(default=None, repr=False)

    def ask(self, task: "Task") -> bytes:
        """The packed outcome of a task; one that twice kills its process, or takes too long, is named in it.

        Raises AuditError where no article at all can be audited.
        """
        from audit.work import failure

        seconds = task.seconds(self.settings.time_limit)
        how = ""
        for _ in range(TRIES):
            try:
                link = self._linked()
                link.send(task)
                if not link.poll(min(seconds + GRACE_SECONDS, LONGEST_SECONDS)):
                    self.stop()
                    return failure(task, Reason("not done within {seconds} s", seconds=seconds)).packed()
                answer: bytes | AuditError = link.recv()
            except (EOFError, OSError):
                how = self.stop()
                if self._ended:
                    break
                continue
            if isinstance(answer, AuditError):
                raise answer
            return answer
        return failure(task, Reason("its process died ({how}), and again", how=how)).packed()

    def end(self) -> None:
        """Stop it for good, whatever it does."""
        self._ended = True
        self.stop()

    def stop(self) -> str:
        """Kill the process if it is not dead already, and say how it ended."""
        process, self.process = self.process, None
        if process is None:
            return ""
        process.kill()
        code = process.wait()
        if process.stdin:
            process.stdin.close()
        if self._link and not self._ended:  # a thread may be waiting on it, and sees that it is dead
            self._link.close()
            self._link = None
        with suppress(ValueError):
            return signal.Signals(-code).name
        return f"exit code {code}"

    def _linked(self) -> Connection:
        if self.process and self.process.poll() is not None:
            self.stop()
        if self._link is None or self.process is None:
            self._start()
        assert self._link is not None  # noqa: S101 - for mypy
        return self._link

    def _start(self) -> None:
        """Start the process and wait until its models are loaded."""
        ours, theirs = socket.socketpair()
        one_thread(environment := dict(os.environ))
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - ourselves
                [sys.executable, "-P", "-m", "audit.worker", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,  # which ends when we do, however we do
                stdout=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,  # Ctrl-C is for us
            )
        self._link = Connection(ours.detach())
        if self._ended:  # in the meantime
            self.stop()
            raise EOFError
        self._link.send(self.settings)
        if not self._link.poll(START_SECONDS):
            self.stop()
            raise EngineError(f"a process of the audit did not start within {START_SECONDS:.0f} s")
        try:
            hello: str | AuditError = self._link.recv()
        except (EOFError, OSError):
            if self._ended:
                raise
            raise EngineError(f"a process of the audit did not start ({self.stop()})") from None
        if isinstance(hello, AuditError):
            raise hello
        if self.identity not in (None, hello):
            self.stop()
            raise EngineError("a process of the audit has another version, engine or word lists than this one")


def main(number: int) -> None:
    """Take settings, then tasks, and give an outcome for each, until who asks is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from audit.identity import identity
    from audit.pipeline import Auditor
    from audit.work import Task, perform

    link = Connection(number)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            auditor = Auditor.of(link.recv())
            perform(Task(FIRST, FIRST.encode()), auditor)
            gc.freeze()  # what is loaded stays, and need not be gone through for each article's garbage
            link.send(identity(auditor))
        except AuditError as error:
            link.send(error)
            return
        while link.poll(IDLE_SECONDS):
            task = link.recv()
            try:
                link.send(perform(task, auditor).packed())
            except AuditError as error:
                link.send(error)


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
