"""One connection a thread to one file."""

import os
import sqlite3
import threading
from weakref import WeakSet

from spine.store.sqlite import faults, migrations

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
        self.path = os.path.abspath(path)
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
                held = self._local.held = _Held(_opened(self.path))
                self._held.add(held)
        return held.connection

    def close(self) -> None:
        """Close every thread's connection; no thread may be at work. The next call opens a new one."""
        with self._opening:
            for held in list(self._held):
                held.connection.close()
            self._local = threading.local()


def _opened(path: str) -> sqlite3.Connection:
    _refuse_place(path)
    connection = sqlite3.connect(
        path, timeout=BUSY_MILLISECONDS / 1000, isolation_level=None, check_same_thread=False
    )
    try:
        migrations.refuse_foreign(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        migrations.migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_place(path: str) -> None:
    if os.path.isdir(path):
        raise faults.bad_path(path, "this is a directory")
    if not os.path.isdir(os.path.dirname(path)):
        raise faults.bad_path(path, "the directory does not exist")
