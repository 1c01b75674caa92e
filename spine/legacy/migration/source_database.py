"""The former service's own database file, read as it is: nothing in it is changed, and nothing has to be there."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from spine.errors import BadFile
from spine.store.sqlite.connections import APPLICATION_ID, SMALLEST_DATABASE

BUSY_SECONDS = 5.0

type Row = dict[str, Any]

_FAULTS = {
    sqlite3.SQLITE_NOTADB: "this is no SQLite database",
    sqlite3.SQLITE_BUSY: "another program is writing into this database; stop it first",
    sqlite3.SQLITE_LOCKED: "another program is writing into this database; stop it first",
    sqlite3.SQLITE_CANTOPEN: "this database cannot be opened",
    sqlite3.SQLITE_CORRUPT: "this database is damaged",
    sqlite3.SQLITE_FULL: "the disk is full; what is sorted needs room beside it, see TMPDIR",
    sqlite3.SQLITE_IOERR: "a disk failed or is full; what is sorted needs room beside it, see TMPDIR",
    sqlite3.SQLITE_READONLY: "this database was not closed, and its log cannot be read here; copy it to another place",
}


class LegacyDatabase:
    """The tables of the file, whichever there are. Ids are given as text, whatever they were stored as."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        names = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        found = {str(name).lower(): self._columns_of(str(name)) for (name,) in names}
        self.columns = {name: columns for name, columns in found.items() if columns}

    def count(self, table: str) -> int:
        """The number of rows; none where there is no such table."""
        return (
            int(self._connection.execute(f"SELECT count(*) FROM {_q(table)}").fetchone()[0])
            if table in self.columns
            else 0
        )

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table, none where there is no such table."""
        if table in self.columns:
            yield from self._rows(f"SELECT * FROM {_q(table)}", self.columns[table])

    def by_text(self, table: str, column: str) -> Iterator[tuple[str, list[Row]]]:
        """The rows of a table, those with the same text in a column together, in the order of that text."""
        if column in self.columns.get(table, ()):
            text = f"SELECT * FROM {_q(table)} ORDER BY CAST({_q(column)} AS TEXT)"
            for key, rows in groupby(self._rows(text, self.columns[table]), key=lambda row: text_of(row[column])):
                yield key, list(rows)

    def _rows(self, statement: str, columns: Sequence[str]) -> Iterator[Row]:
        for row in self._connection.execute(statement):
            yield dict(zip(columns, map(_read, row), strict=True))

    def _columns_of(self, table: str) -> list[str]:
        """The names of its columns; none for a view on what is gone, or a table of a module that is not here."""
        try:
            return [str(row[1]).lower() for row in self._connection.execute(f"PRAGMA table_info({_q(table)})")]
        except sqlite3.OperationalError:
            return []


def _read(value: object) -> object:
    """A value; text that was stored as bytes is text."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def text_of(value: object) -> str:
    """An id as text; empty for none."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


@contextmanager
def opened(path: Path) -> Iterator[LegacyDatabase]:
    """The database in a file, read-only, as it is at one moment. Raises BadFile, in one line."""
    _refuse(path)
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        ) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            connection.execute("BEGIN")
            if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
                raise BadFile(f"{path}: this is a database of Spine itself: export it instead.")
            yield LegacyDatabase(connection)
    except sqlite3.DatabaseError as fault:
        why = _FAULTS.get(getattr(fault, "sqlite_errorcode", 0) & 0xFF)
        if why is None:
            raise
        raise BadFile(f"{path}: {why}.") from fault


def _refuse(path: Path) -> None:
    if path.is_dir():
        raise BadFile(f"{path}: this is a directory.")
    if not path.exists():
        raise BadFile(f"{path}: there is no such file.")
    if path.stat().st_size < SMALLEST_DATABASE:
        raise BadFile(f"{path}: this is no SQLite database.")


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
