"""Whether a path is one that Spine may write to. What it may not is left as it is."""

import sqlite3
from pathlib import Path

from spine.store.sqlite import faults

APPLICATION_ID = 0x5350494E
"""What `PRAGMA application_id` says of a Spine database: "SPIN"."""

HEADER = b"SQLite format 3\0"


def refuse_place(path: Path, given: str) -> None:
    """Raises BadSettings for a path at which no database is or can be made; `given` is how it was set."""
    if path.is_dir():
        raise faults.bad_path(given, "this is a directory")
    if not path.parent.is_dir():
        raise faults.bad_path(given, "the directory does not exist")
    # SQLite itself takes a file of a few bytes for an empty one, and writes over it.
    if path.exists() and _beginning(path, given) not in (b"", HEADER):
        raise faults.bad_path(given, "the file is no SQLite database")


def refuse_foreign(connection: sqlite3.Connection, given: str) -> None:
    """Raises BadSettings for another program's database."""
    connection.execute("BEGIN")  # one snapshot: another process may be making the tables
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("COMMIT")
    if owner != APPLICATION_ID and (owner or tables):
        raise faults.bad_path(given, "the file is another program's database")


def _beginning(path: Path, given: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(HEADER))
    except OSError as error:
        raise faults.bad_path(given, "the file cannot be read") from error
