"""One connection a thread to one file."""

import os
import sqlite3
import threading
from pathlib import Path
from time import monotonic, sleep
from weakref import WeakSet

from spine.store.sqlite import faults, migrations, ownership

BUSY_MILLISECONDS = 5000
"""How long a write waits for another one."""


class _Held:
    """A thread's connection, closed when the thread has ended and its locals go."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Connections:
    """The connections of all threads to one database file; none is opened before it is asked for."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._given = str(path)
        self._path = Path(path).absolute()
        self._local = threading.local()
        self._held: WeakSet[_Held] = WeakSet()
        self._opening = threading.Lock()

    def mine(self) -> sqlite3.Connection:
        """This thread's connection, to a file that is made and migrated.

        Raises BadSettings for a path that Spine cannot use, and sqlite3.Error.
        """
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            with self._opening:
                held = self._local.held = _Held(_opened(self._path, self._given))
                self._held.add(held)
        return held.connection

    def close(self) -> None:
        """Close every thread's connection; no thread may be at work. The next call opens a new one."""
        with self._opening:
            for held in list(self._held):
                held.connection.close()
            self._local = threading.local()


def _opened(path: Path, given: str) -> sqlite3.Connection:
    ownership.refuse_place(path, given)
    connection = sqlite3.connect(path, timeout=BUSY_MILLISECONDS / 1000, isolation_level=None, check_same_thread=False)
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
            if faults.code(error) != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
        sleep(0.01)
