"""What SQLite's errors mean to a caller."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from spine.errors import BadSettings, Unavailable

LOST_FILE = "the database file was deleted or replaced while Spine runs. Put it back, or restart Spine."
_DETAILS = {
    sqlite3.SQLITE_BUSY: "The database is busy with another write; try again.",
    sqlite3.SQLITE_LOCKED: "The database is busy with another write; try again.",
    sqlite3.SQLITE_FULL: "The disk of the database is full.",
    sqlite3.SQLITE_READONLY: "The database is read-only.",
    sqlite3.SQLITE_IOERR: "The disk of the database has failed.",
    sqlite3.SQLITE_CANTOPEN: "The database file cannot be opened.",
    sqlite3.SQLITE_CORRUPT: "The database file is damaged.",
    sqlite3.SQLITE_NOTADB: "The database file is damaged.",
}


@contextmanager
def translated() -> Iterator[None]:
    """Raises SQLite's errors as Unavailable, in words without SQL or data; bugs stay what they are."""
    try:
        yield
    except sqlite3.Error as error:
        if is_missing_table(error):
            raise Unavailable("The database's tables are being removed; try again.") from error
        detail = _DETAILS.get(code(error))
        if detail is None:
            raise
        raise Unavailable(detail) from error


def code(error: sqlite3.Error) -> int:
    """SQLite's primary result code of an error; 0 if the error is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_missing_table(error: sqlite3.Error) -> bool:
    """Whether a statement named a table that does not exist: somebody dropped it by hand."""
    return str(error).startswith("no such table")


def is_bad_text(error: sqlite3.Error) -> bool:
    """Whether a row holds a text that is no UTF-8: somebody else wrote it."""
    return str(error).startswith("Could not decode to UTF-8")


def bad_path(path: str, why: str) -> BadSettings:
    """The one line about a database file that Spine cannot use."""
    return BadSettings(
        f"SPINE_DB_PATH={path!r}: {why}. Allowed is the path of a Spine database, or of a new file in a directory "
        "that exists."
    )
