"""A file that is written bit by bit, and is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from audit.errors import OutputError


def write(text: str, target: str | Path) -> None:
    """Write `text` whole or not at all, making folders on the way; OutputError names the file and the reason."""
    part = Part(target)
    try:
        part.open()
        part.write(text)
        part.commit()
    finally:
        part.drop()


class Part:
    """The file `target` to be: beside it under another name until `commit`. OutputError names it and the reason.

    A run that was killed leaves the part behind, and the next one writes it anew. A device or a pipe is written to as it is.
    """

    def __init__(self, target: str | Path) -> None:
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
            stream = self._path.open("ab" if apart else "wb", buffering=0)  # who reads along sees whole lines
            if apart and not self._is_ours(stream):
                stream.close()
                raise ValueError("another run is writing it")
            if apart:
                stream.truncate(0)
            self._stream = stream

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

    def _is_ours(self, stream: FileIO) -> bool:
        """Whether nobody else writes the part, which from now on nobody else may: the lines of two runs would mix."""
        from portalocker import AlreadyLocked, LockException, LockFlags, lock

        try:
            lock(stream, LockFlags.EXCLUSIVE | LockFlags.NON_BLOCKING)
            return os.path.samestat(os.fstat(stream.fileno()), self._path.lstat())  # a link is somebody's trap
        except (AlreadyLocked, FileNotFoundError):  # the latter: another run has just given it its name
            return False
        except LockException:  # a file system without locks
            return True

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise OutputError(f"cannot write {self._name}: {reason}") from error
