"""Whether a path is one that Spine may write to. What it may not is left as it is."""

import sqlite3
from pathlib import Path

from spine.store.sqlite import error_mapping

APPLICATION_ID = 0x5350494E
"""What `PRAGMA application_id` says of a Spine database: "SPIN"."""

SMALLEST_DATABASE = 512
"""Bytes of the smallest page that SQLite knows."""


def refuse_place(path: Path, given: str) -> None:
    """Raises BadSettings for a path at which no database is or can be made; `given` is how it was set."""
    if path.is_dir():
        raise error_mapping.bad_path(given, "this is a directory")
    if not path.parent.is_dir():
        raise error_mapping.bad_path(given, "the directory does not exist")
    # SQLite takes a file of a few bytes for an empty one, and writes over it. The file is not opened to look:
    # closing it would take away the locks that SQLite holds on it for this process's other connections.
    if path.exists() and 0 < path.stat().st_size < SMALLEST_DATABASE:
        raise error_mapping.bad_path(given, "the file is no SQLite database")


def refuse_foreign(connection: sqlite3.Connection, given: str) -> None:
    """Raises BadSettings for what is no database, or another program's."""
    try:
        connection.execute("BEGIN")  # one snapshot: another process may be making the tables
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        if error_mapping.code(error) != sqlite3.SQLITE_NOTADB:
            raise
        raise error_mapping.bad_path(given, "the file is no SQLite database") from error
    if owner != APPLICATION_ID and (owner or tables):
        raise error_mapping.bad_path(given, "the file is another program's database")
