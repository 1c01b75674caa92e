"""Sorting more lines than memory should hold, in a database of its own that is gone afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

CACHE_KB = 8_192


class Sorter:
    """Lines, each under a key of its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute(
            "CREATE TABLE lines (org_id, rank, key, line, PRIMARY KEY (org_id, rank, key)) WITHOUT ROWID"
        )

    def put(self, key: tuple[str, int, str], line: str) -> bool:
        """Take in a line; False where the key is taken."""
        taken = self._connection.execute("INSERT OR IGNORE INTO lines VALUES (?, ?, ?, ?)", (*key, line))
        return bool(taken.rowcount)

    def lines(self) -> Iterator[tuple[str, int, str, str]]:
        """All lines with their keys, in the keys' order."""
        yield from self._connection.execute("SELECT * FROM lines ORDER BY org_id, rank, key")


@contextmanager
def sorter() -> Iterator[Sorter]:
    """An empty sorter; SQLite keeps what its cache does not hold in a file that has no name."""
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        yield Sorter(connection)
