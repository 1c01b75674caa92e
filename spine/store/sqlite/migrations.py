"""The versions of the file."""

import sqlite3
from collections.abc import Callable

from spine.store.sqlite import error_mapping, ownership, schema
from spine.store.sqlite.transactions import writing


def make_missing_tables(connection: sqlite3.Connection) -> None:
    """Make every table that is not there, empty, in its shape of today.

    Words of a table that was dropped by hand go with it; a table of words alone is filled again.
    """
    there = _table_names(connection)
    for table in schema.TABLES:
        wanted = {table.name} | ({table.words.name} if table.words else set())
        if not wanted <= there:
            for statement in schema.making(table):
                connection.execute(statement)


def make_missing_indexes(connection: sqlite3.Connection) -> None:
    """Make every index that is not there."""
    for table in schema.TABLES:
        for statement in schema.indexing(table):
            connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    make_missing_tables,
    make_missing_tables,
    make_missing_indexes,
)
"""What leads from each version to the next; the version is how many have run. The second came with the sweep's table,
the third with the indexes that an export reads by.

A later one runs after `make_missing_tables`, so it may meet a table that has today's shape already: it looks
before it changes.
"""


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Bring a file to the version of today. Raises BadSettings for a file of a newer Spine."""
    if _version(connection, path) == len(MIGRATIONS):
        return
    with writing(connection):
        make_missing_tables(connection)
        for migration in MIGRATIONS[_version(connection, path) :]:
            migration(connection)
        connection.execute(f"PRAGMA application_id = {ownership.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def remake(connection: sqlite3.Connection) -> None:
    """Make anew the tables that somebody dropped."""
    with writing(connection):
        make_missing_tables(connection)


def roll_back(connection: sqlite3.Connection) -> list[str]:
    """Drop the guide's three tables, nothing else; the names of those that were there."""
    with writing(connection):
        there = _table_names(connection)
        dropped = [table.name for table in schema.ROLLED_BACK if table.name in there]
        for name in dropped:
            connection.execute(f"DROP TABLE {name}")
    return dropped


def _version(connection: sqlite3.Connection, path: str) -> int:
    version = _number(connection, "PRAGMA user_version")
    if version > len(MIGRATIONS):
        raise error_mapping.bad_path(path, "the file was made by a newer version of Spine")
    return version


def _number(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])


def _table_names(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
