"""A file that is written bit by bit, and is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from audit.errors import OutputError


class Part:
    """The file `target` to be: beside it under another name until `commit`. OutputError names it and the reason.

    A run that was killed leaves the part behind, and the next one writes it anew. A device or a pipe is written to as it is.
    """

    def __init__(self, target: str) -> None:
        self._name = target
        self._target = self._path = Path(target)
        self._stream: FileIO | None = None

    def open(self) -> None:
        """Make folders on the way, and begin."""
        with self._named():
            self._target = self._target.resolve()  # a link keeps pointing where it does
            self._target.parent.mkdir(parents=True, exist_ok=True)
            apart = not self._target.exists() or self._target.is_file()
            self._path = self._target.with_name(f".{self._target.name}.part") if apart else self._target
            self._stream = self._path.open("ab" if apart else "wb", buffering=0)  # who reads along sees whole lines
            if apart:
                self._own(self._stream)

    def write(self, text: str) -> None:
        with self._named():
            if self._stream is None:
                raise ValueError("it is not open")
            left = memoryview(text.encode("utf-8", "backslashreplace"))
            while left:  # a disk that is all but full takes some of it
                left = left[self._stream.write(left) :]

    def commit(self) -> None:
        """Give it its name, once all of it is on the disk."""
        with self._named():
            if self._stream is None:
                raise ValueError("it is not open")
            if self._path != self._target:
                os.fsync(self._stream.fileno())
                self._path.replace(self._target)
            self._stream.close()
            self._stream = None

    def drop(self) -> None:
        """Remove it, if it has not its name yet."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        with suppress(OSError):
            if self._path != self._target:
                self._path.unlink(missing_ok=True)
        with suppress(OSError):
            stream.close()

    def _own(self, stream: FileIO) -> None:
        """Two runs that write one file would mix their lines."""
        from portalocker import LockException, LockFlags, lock

        try:
            lock(stream, LockFlags.EXCLUSIVE | LockFlags.NON_BLOCKING)
            mine = os.path.samestat(
                os.fstat(stream.fileno()), self._path.stat()
            )  # no other run has just given it its name
        except (LockException, FileNotFoundError):
            mine = False
        if not mine:
            self._stream = None
            stream.close()
            raise ValueError("another run is writing it")
        stream.truncate(0)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise OutputError(f"cannot write {self._name}: {reason}") from error
