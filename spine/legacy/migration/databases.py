"""SQLite files: the legacy service's own, read as it is, and one to sort lines in that is gone afterwards."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path

from spine.errors import BadFile
from spine.legacy.migration.values import Row
from spine.store.sqlite.connections import APPLICATION_ID, SMALLEST_DATABASE

BUSY_SECONDS = 5.0
SORTER_CACHE_KB = 8_192

EXPECTED_COLUMNS = {
    "orgs": ("org_id", "name"),
    "facts": ("fact_id", "org_id", "fact_type", "status", "payload", "created_at"),
    "fact_evidence": ("fact_id", "quote"),
    "entities": ("entity_id",),
    "fact_entities": ("fact_id", "entity_id"),
    "transcripts": ("transcript_id",),
    "workstreams": ("workstream_id", "org_id", "title", "status", "priority"),
    "workstream_facts": ("workstream_id", "fact_id", "weight"),
    "meeting_workstreams": ("meeting_id", "workstream_id"),
    "org_context": ("org_id", "context_text"),
}
"""The tables of the legacy service, and the columns that matter most."""

_ERRORS = {
    sqlite3.SQLITE_NOTADB: "not a SQLite database",
    sqlite3.SQLITE_BUSY: "another program is writing to this database; stop it first",
    sqlite3.SQLITE_LOCKED: "another program is writing to this database; stop it first",
    sqlite3.SQLITE_CANTOPEN: "this database cannot be opened",
    sqlite3.SQLITE_CORRUPT: "this database is damaged",
    sqlite3.SQLITE_FULL: "the disk is full; sorting needs temporary space, see TMPDIR",
    sqlite3.SQLITE_IOERR: "a disk failed or is full; sorting needs temporary space, see TMPDIR",
    sqlite3.SQLITE_READONLY: "this database was not closed and its log cannot be read; copy it to a writable folder",
}


class LegacyDatabase:
    """The tables of the file, whichever there are; `columns` has their names in lower case."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.columns: dict[str, list[str]] = {}
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall():
            try:
                found = connection.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
            except sqlite3.OperationalError:  # a view on what is gone, or a table of a module that is not here
                continue
            if found:
                self.columns[name.lower()] = [str(column[1]).lower() for column in found]

    def count(self, table: str) -> int:
        """The number of rows; 0 where there is no such table."""
        if table not in self.columns:
            return 0
        return int(self._connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0])

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table, none where there is no such table."""
        if table in self.columns:
            yield from self._rows(f"SELECT * FROM {_quoted(table)}", self.columns[table])

    def rows_by(self, table: str, column: str) -> Iterator[tuple[str, list[Row]]]:
        """The rows with the same text in a column together, in the order of that text; a missing value is empty."""
        if column in self.columns.get(table, ()):
            query = f"SELECT * FROM {_quoted(table)} ORDER BY CAST({_quoted(column)} AS TEXT)"
            rows = self._rows(query, self.columns[table])
            for key, same in groupby(rows, key=lambda row: "" if row[column] is None else str(row[column])):
                yield key, list(same)

    def _rows(self, query: str, columns: Sequence[str]) -> Iterator[Row]:
        """The rows of a query; text that was stored as bytes is text."""
        for row in self._connection.execute(query):
            values = (cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell for cell in row)
            yield dict(zip(columns, values, strict=True))


@contextmanager
def legacy_database(path: Path) -> Iterator[LegacyDatabase]:
    """The database in a file, read-only, as it is at one moment. Raises BadFile, in one line."""
    if path.is_dir():
        raise BadFile(f"{path}: this is a directory.")
    if not path.exists():
        raise BadFile(f"{path}: no such file.")
    if path.stat().st_size < SMALLEST_DATABASE:
        raise BadFile(f"{path}: not a SQLite database.")
    try:
        address = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            connection.execute("BEGIN")
            if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
                raise BadFile(f"{path}: this is a database of Spine itself: export it instead.")
            yield LegacyDatabase(connection)
    except sqlite3.DatabaseError as error:
        why = _ERRORS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if why is None:
            raise
        raise BadFile(f"{path}: {why}.") from error


class LineSorter:
    """Takes lines in any order, each under a key of its own, and gives them in the order of their keys."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(f"PRAGMA cache_size = -{SORTER_CACHE_KB}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute(
            "CREATE TABLE lines (org_id, rank, key, line, PRIMARY KEY (org_id, rank, key)) WITHOUT ROWID"
        )

    def add(self, key: tuple[str, int, str], line: str) -> bool:
        """Take in a line; False where the key is taken."""
        taken = self._connection.execute("INSERT OR IGNORE INTO lines VALUES (?, ?, ?, ?)", (*key, line))
        return bool(taken.rowcount)

    def lines(self) -> Iterator[str]:
        """All lines in the order of their keys."""
        for (line,) in self._connection.execute("SELECT line FROM lines ORDER BY org_id, rank, key"):
            yield line


@contextmanager
def line_sorter() -> Iterator[LineSorter]:
    """An empty sorter; SQLite keeps what its cache does not hold in a file that has no name."""
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        yield LineSorter(connection)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
