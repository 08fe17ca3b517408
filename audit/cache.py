"""Outcomes that are known already, by what they depend on: the bytes of the input and all that audits it.

SQLite, which several processes may share. A cache that cannot be used is a note, never an error: the run goes on without.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep, time
from typing import Self
from urllib.parse import urlsplit

from audit.errors import OutputError
from audit.reason import Reason
from audit.work import Outcome, Task

FOLDER_VARIABLE = "AUDIT_CACHE_DIR"
FILE = "outcomes-1.sqlite"  # 1: the format, so that another version has a file of its own
APPLICATION = 0x61756474  # "audt": a database of another program is left alone
PATIENCE = 20.0  # seconds that a write waits for another process
ATTEMPTS = 8  # to make the table
DAY = 86_400
EVICTED = 500  # at a time
SCHEMA = f"""
PRAGMA auto_vacuum = incremental;
PRAGMA journal_mode = wal;
PRAGMA application_id = {APPLICATION};
CREATE TABLE IF NOT EXISTS outcomes (key BLOB PRIMARY KEY, used INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON outcomes (used);
"""
Note = Callable[[str], None]


def folder() -> Path:
    """Where the cache is: what the environment says, else the user's folder for caches."""
    if given := os.environ.get(FOLDER_VARIABLE):
        return Path(given)
    from platformdirs import user_cache_path

    return user_cache_path("translation-audit", appauthor=False)


def key(task: Task, identity: str) -> bytes:
    """What the outcome of a task depends on. Of the path only its ending, which says how to read it.

    `identity` is that of the audit, with the settings for this path.
    """
    name = urlsplit(task.path).path if "://" in task.path else task.path
    kept = hashlib.sha256()
    for part in (identity, Path(name).suffix.lower(), task.source or "", "" if task.source is None else "source"):
        kept.update(part.encode("utf-8", "surrogateescape") + b"\0")
    kept.update(task.raw)
    return kept.digest()


@dataclass
class Cache:
    """The outcomes in a file, at most `megabytes` of them when a run ends. `note` is told why it cannot be used.

    Within a run nothing is dropped: what was done before it was cut off is still known when it is run again.
    """

    file: Path
    megabytes: int
    note: Note = lambda _: None
    _database: sqlite3.Connection | None = field(default=None, repr=False)

    @classmethod
    def open(cls, megabytes: int, note: Note = lambda _: None) -> Self:
        """The user's cache; one that remembers nothing, where none is wanted (0 megabytes) or can be had."""
        cache = cls(folder() / FILE, megabytes, note)
        if megabytes:
            cache.connect()
        return cache

    def connect(self) -> None:
        """Begin to remember. A file that is no cache is set aside under another name."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._database = _connected(self.file)
            except sqlite3.OperationalError:  # full, locked or read-only: nothing is wrong with the file
                raise
            except sqlite3.DatabaseError as error:
                aside = _set_aside(self.file)
                self.note(Reason("the cache is damaged ({error}) and was set aside: {path}", error=error, path=aside))
                self._database = _connected(self.file)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def get(self, key: bytes) -> Outcome | None:
        """What is known of it. What cannot be read any more is not known."""
        if self._database is None:
            return None
        today = int(time() // DAY)
        try:
            row = self._database.execute("SELECT packed, used FROM outcomes WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            if row[1] != today:
                self._database.execute("UPDATE outcomes SET used = ? WHERE key = ?", (today, key))
            return Outcome.unpacked(row[0])
        except (sqlite3.Error, TypeError) as error:
            self._give_up(error)
        except ValueError:
            with suppress(sqlite3.Error):
                self._database.execute("DELETE FROM outcomes WHERE key = ?", (key,))
        return None

    def put(self, key: bytes, packed: bytes) -> None:
        """Remember an outcome."""
        if self._database is None:
            return
        try:
            row = (key, int(time() // DAY), packed)
            self._database.execute("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?)", row)
        except sqlite3.Error as error:
            self._give_up(error)

    def shrink(self) -> None:
        """Drop what was not used for longest, down to the size. For the end of a run that came through."""
        if self._database is None:
            return
        with suppress(sqlite3.Error):  # another run does it, next time
            while _size(self._database) > self.megabytes * 1_000_000:
                oldest = "SELECT rowid FROM outcomes ORDER BY used, rowid LIMIT ?"
                gone = self._database.execute(f"DELETE FROM outcomes WHERE rowid IN ({oldest})", (EVICTED,))  # noqa: S608
                if not gone.rowcount:
                    break
            self._database.executescript("PRAGMA incremental_vacuum")

    def close(self) -> None:
        """Let go of the file."""
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()

    @property
    def count(self) -> int:
        """How many outcomes there are."""
        if self._database is None:
            return 0
        count: int = self._database.execute("SELECT count(*) FROM outcomes").fetchone()[0]
        return count

    def clear(self) -> int:
        """Forget everything; the bytes freed. Raises OutputError where that cannot be done."""
        if self._database is None:
            return 0
        before = _size(self._database)
        try:
            self._database.execute("DELETE FROM outcomes")
            self._database.executescript("PRAGMA incremental_vacuum")
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            raise OutputError(f"the cache {self.file} cannot be cleared: {error}") from error
        return before - _size(self._database)

    @property
    def size(self) -> int:
        """Bytes."""
        return _size(self._database) if self._database else 0

    def _give_up(self, error: Exception) -> None:
        """Go on without; a file found damaged on the way is set aside for the next run."""
        self.close()
        path: Path = self.file
        if type(error) is sqlite3.DatabaseError:
            with suppress(OSError):
                path = _set_aside(self.file)
        self.note(Reason("going on without the cache {path}: {error}", path=path, error=error))


def _connected(file: Path) -> sqlite3.Connection:
    if not file.exists():
        file.touch(mode=0o600)  # it holds whole articles, for their owner alone
    database = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        [owner] = database.execute("PRAGMA application_id").fetchone()
        tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if owner != APPLICATION and (owner or tables):
            raise sqlite3.DatabaseError("it belongs to another program")
        if not tables:
            _prepare(database)
        # The log is written through to the disk when it is folded in; a power cut costs the last outcomes, no more.
        database.execute("PRAGMA synchronous = normal")
        database.execute("SELECT key, used, packed FROM outcomes LIMIT 1").fetchone()
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection) -> None:
    """Make the table. Of processes that begin at once one makes it, and SQLite does not let the others wait for that."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            database.executescript(SCHEMA)
        except sqlite3.OperationalError as error:
            if attempt == ATTEMPTS or "locked" not in str(error):
                raise
            sleep(attempt / 10)
        else:
            return


def _set_aside(file: Path) -> Path:
    aside = file.with_name(f"{file.name}.damaged-{os.getpid()}")
    file.replace(aside)
    for tail in ("-wal", "-shm"):  # of the same database: they would be taken for the new one's
        file.with_name(file.name + tail).unlink(missing_ok=True)
    return aside


def _size(database: sqlite3.Connection) -> int:
    pages, free, each = (
        database.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * each)
