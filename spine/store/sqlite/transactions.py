"""Transactions that write."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that writes: all of it, or after any exception nothing.

    It takes the write lock at once. A transaction that began by reading could not wait for another writer:
    SQLite refuses it whatever the busy timeout.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite itself has rolled back after some faults, such as a full disk.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
