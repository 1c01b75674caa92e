"""One connection a thread to one file."""

import os
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from weakref import WeakSet

from spine.store.sqlite import error_mapping, migrations, ownership

BUSY_MILLISECONDS = 5000
"""How long a write waits for another one."""


class _Connection(sqlite3.Connection):
    """Closed when its thread has ended and its locals go; by itself, for in a cycle a holder may be finalized later."""

    def __del__(self) -> None:
        # A file that could not be opened leaves one that cannot be closed.
        with suppress(sqlite3.ProgrammingError):
            self.close()


class Connections:
    """The connections of all threads to one database file; none is opened before it is asked for."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._given = str(path)
        self._path = Path(path).absolute()
        self._local = threading.local()
        self._held: WeakSet[_Connection] = WeakSet()
        self._opening = threading.Lock()

    def mine(self) -> sqlite3.Connection:
        """This thread's connection, to a file that is made and migrated.

        Raises BadSettings for a path that Spine cannot use, and sqlite3.Error.
        """
        connection: _Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self._opening:
                connection = self._local.connection = _opened(self._path, self._given)
                self._held.add(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection; no thread may be at work. The next call opens a new one."""
        with self._opening:
            for connection in list(self._held):
                connection.close()
            self._local = threading.local()


def _opened(path: Path, given: str) -> _Connection:
    ownership.refuse_place(path, given)
    seconds = BUSY_MILLISECONDS / 1000
    connection = _Connection(path, timeout=seconds, isolation_level=None, check_same_thread=False)
    try:
        ownership.refuse_foreign(connection, given)
        _use_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        migrations.migrate(connection, given)
    except BaseException:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side: the file remembers it."""
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
