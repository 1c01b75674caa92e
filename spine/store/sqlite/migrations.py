"""The versions of the file."""

import sqlite3
from collections.abc import Callable

from spine.store.sqlite import definitions, error_mapping, schema
from spine.store.sqlite.connections import APPLICATION_ID, write_transaction
from spine.store.sqlite.rewriting import index_pressing_facts, keep_states, name_types, renew_words


def create_missing_tables(connection: sqlite3.Connection) -> None:
    """Create every table that is missing, empty, in today's shape.

    The terms of a table that was dropped by hand go with it; a table of terms alone is filled again.
    """
    existing = _table_names(connection)
    for table in schema.TABLES:
        needed = {table.name} | ({table.terms.name} if table.terms else set())
        if not needed <= existing:
            for statement in definitions.create_table(table):
                connection.execute(statement)


def add_missing_columns(connection: sqlite3.Connection) -> None:
    """Add every column that is missing, with its default in the rows that are there."""
    for table in schema.TABLES:
        existing = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({table.name})")}
        for column in table.columns:
            if column.name not in existing:
                connection.execute(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {column.declaration}")


def create_missing_indexes(connection: sqlite3.Connection) -> None:
    """Create every index that is missing."""
    for table in schema.TABLES:
        for statement in definitions.create_indexes(table):
            connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    create_missing_tables,
    create_missing_tables,
    create_missing_indexes,
    renew_words,
    create_missing_tables,
    keep_states,
    create_missing_tables,
    create_missing_indexes,
    create_missing_indexes,
    renew_words,
    name_types,
    index_pressing_facts,
    renew_words,
    renew_words,
)
"""What leads from each version to the next; a file's version is how many have run. The second came with the sweep's
table, the third with the indexes of an export, the fourth with numbers as words, the fifth with people, the sixth with
the states of facts and workstreams, the seventh with keyword refreshes, the eighth with the index of due dates,
the ninth with the series of agendas, the tenth with the analysis of a fact's words, the eleventh with synonyms of
types, the twelfth with indexes that answer what presses, the thirteenth with a shorter analysis, the
fourteenth with what names a fact's matter.

Each runs on tables in today's shape, with rows as an older version wrote them.
"""


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Bring a file to today's version. Raises BadSettings for a file of a newer Spine."""
    if _version(connection, path) == len(MIGRATIONS):
        return
    with write_transaction(connection):
        create_missing_tables(connection)
        add_missing_columns(connection)
        for migration in MIGRATIONS[_version(connection, path) :]:
            migration(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def roll_back(connection: sqlite3.Connection) -> list[str]:
    """Drop the tables of macro planning; the names of those that were there."""
    existing = _table_names(connection)
    dropped = [table.name for table in schema.ROLLED_BACK if table.name in existing]
    for name in dropped:
        connection.execute(f"DROP TABLE {name}")
    return dropped


def _version(connection: sqlite3.Connection, path: str) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise error_mapping.bad_path(path, "the file was made by a newer version of Spine")
    return version


def _table_names(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
