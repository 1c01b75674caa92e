"""One connection for each thread to one file that Spine may write to; what it may not stays untouched."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from weakref import WeakSet

from spine.errors import Unavailable
from spine.store.sqlite import error_mapping

APPLICATION_ID = 0x5350494E
"""What `PRAGMA application_id` says of a Spine database: "SPIN"."""

SMALLEST_DATABASE = 512
"""Bytes of SQLite's smallest page."""

KILOBYTES_KEPT = 500
"""How much of the file each connection keeps. With four times as much, SQLite's default, nothing is quicker, and each
thread has a connection."""

BUSY_MILLISECONDS = 5000
"""How long a write waits for another one."""


class _Connection(sqlite3.Connection):
    """Closed when its thread has ended and its locals go. It closes itself, for its holder may be finalized later."""

    def __del__(self) -> None:
        # A file that could not be opened leaves a connection that cannot be closed.
        with suppress(sqlite3.ProgrammingError):
            self.close()


class Connections:
    """The connections of all threads to one database file; none is opened before it is asked for.

    `prepare` is called with each new connection and the path, and brings the file up to date.
    """

    def __init__(self, path: str | os.PathLike[str], prepare: Callable[[sqlite3.Connection, str], None]) -> None:
        self._given = str(path)
        self._path = Path(path).absolute()
        self._prepare = prepare
        self._local = threading.local()
        self._held: WeakSet[_Connection] = WeakSet()
        self._opening = threading.Lock()
        self._file: tuple[int, int] | None = None
        """Device and inode of the file, once it is open."""

    def mine(self) -> sqlite3.Connection:
        """This thread's connection, to a file that is prepared.

        Raises BadSettings for a path that Spine cannot use, Unavailable if the file was deleted or replaced since it
        was opened, and sqlite3.Error.
        """
        self._refuse_lost_file()
        connection: _Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self._opening:
                connection = self._local.connection = self._opened()
                self._file = self._file or _identity(self._path)
                self._held.add(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection; no thread may be at work. The next call opens a new one."""
        with self._opening:
            for connection in list(self._held):
                connection.close()
            self._local, self._file = threading.local(), None

    def _refuse_lost_file(self) -> None:
        # What is written to a file without a name is lost, and SQLite says nothing of it.
        if self._file is not None and _identity(self._path) != self._file:
            raise Unavailable(f"SPINE_DB_PATH={self._given!r}: {error_mapping.LOST_FILE}")

    def _opened(self) -> _Connection:
        _refuse_place(self._path, self._given)
        seconds = BUSY_MILLISECONDS / 1000
        connection = _Connection(self._path, timeout=seconds, isolation_level=None, check_same_thread=False)
        try:
            _refuse_foreign(connection, self._given)
            _use_wal(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA cache_size = -{KILOBYTES_KEPT}")
            self._prepare(connection, self._given)
        except BaseException:
            connection.close()
            raise
        return connection


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one under the same name; None if there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def write_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that writes: all of it, or nothing after any exception.

    It takes the write lock at once. A transaction that began by reading could not wait for another writer:
    SQLite refuses it whatever the busy timeout.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite itself has rolled back after some errors, such as a full disk.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _refuse_place(path: Path, given: str) -> None:
    """Raises BadSettings for a path at which no database is or can be made; `given` is how it was set."""
    if path.is_dir():
        raise error_mapping.bad_path(given, "this is a directory")
    if not path.parent.is_dir():
        raise error_mapping.bad_path(given, "the directory does not exist")
    # SQLite takes a file of a few bytes for an empty one, and writes over it. The file is not opened to look:
    # closing it would take away the locks that SQLite holds on it for this process's other connections.
    if path.exists() and 0 < path.stat().st_size < SMALLEST_DATABASE:
        raise error_mapping.bad_path(given, "the file is not a SQLite database")


def _refuse_foreign(connection: sqlite3.Connection, given: str) -> None:
    """Raises BadSettings for what is no database, or another program's."""
    try:
        connection.execute("BEGIN")  # one snapshot: another process may be making the tables
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if error_mapping.code(error) != sqlite3.SQLITE_NOTADB:
            raise
        raise error_mapping.bad_path(given, "the file is not a SQLite database") from error
    if owner != APPLICATION_ID and (owner or tables):
        raise error_mapping.bad_path(given, "the file is another program's database")


def _use_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work at the same time: the file remembers it."""
    deadline = monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # While another process makes the same file, SQLite refuses at once, whatever the busy timeout.
            if error_mapping.code(error) != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
        sleep(0.01)
