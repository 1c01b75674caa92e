"""The statements that create the tables of `schema`, with their indexes, and the terms that triggers keep right."""

from collections.abc import Iterator
from functools import partial

from spine.store.sqlite.schema import Table, TermTable


def create_table(table: Table) -> Iterator[str]:
    """The statements that create a table with its indexes and terms; what is there already stays."""
    columns = [
        "org_id TEXT NOT NULL",
        *(f"{column.name} {column.declaration}" for column in table.columns),
        "etag TEXT NOT NULL",
        "extra TEXT NOT NULL",
        f"PRIMARY KEY ({', '.join(table.primary_key)})",
    ]
    yield f"CREATE TABLE IF NOT EXISTS {table.name} ({', '.join(columns)})"
    yield from create_indexes(table)
    if table.terms:
        yield from _create_terms(table.name, table.terms)


def create_indexes(table: Table) -> Iterator[str]:
    """The statements that create a table's indexes; what is there already stays."""
    for name, columns in table.indexes.items():
        yield f"CREATE INDEX IF NOT EXISTS {name} ON {table.name} ({columns})"


def insert_terms_from(table: Table) -> str:
    """The statement that adds the terms of the rows from a rowid on, in the order in which they are kept."""
    assert table.terms, "asked for tables with terms alone"
    # Without NOT INDEXED, SQLite walks a whole index of the organisation for the sake of the order.
    rows = f"{table.name} NOT INDEXED, json_each({table.name}.{table.terms.source}) WHERE {table.name}.rowid >= ?"
    return f"{_insert_terms(table.terms, table.name)} FROM {rows} ORDER BY {', '.join(table.terms.key)}"


def _insert_terms(terms: TermTable, row: str) -> str:
    values = ["value AS term" if name == "term" else f"{row}.{name}" for name in terms.columns]
    return f"INSERT OR IGNORE INTO {terms.name} ({', '.join(terms.columns)}) SELECT {', '.join(values)}"


def _create_terms(table: str, terms: TermTable) -> Iterator[str]:
    """The statements that create and fill a table of terms, with the triggers that keep it right."""
    definitions = ", ".join(f"{name} TEXT NOT NULL" for name in terms.columns)
    insert = partial(_insert_terms, terms)
    yield f"DROP TABLE IF EXISTS {terms.name}"
    yield f"CREATE TABLE {terms.name} ({definitions}, PRIMARY KEY ({', '.join(terms.key)})) WITHOUT ROWID"

    yield f"{insert(table)} FROM {table}, json_each({table}.{terms.source})"
    add = f"{insert('NEW')} FROM json_each(NEW.{terms.source});"
    same_row = [f"{name} = OLD.{name}" for name in terms.columns if name != "term"]
    old_terms = f"term IN (SELECT value FROM json_each(OLD.{terms.source}))"
    remove = f"DELETE FROM {terms.name} WHERE {' AND '.join([*same_row, old_terms])};"
    sources = [terms.source if name == "term" else name for name in terms.columns]
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in sources)
    trigger = f"CREATE TRIGGER IF NOT EXISTS {terms.name}"
    yield f"{trigger}_add AFTER INSERT ON {table} BEGIN {add} END"
    yield f"{trigger}_remove AFTER DELETE ON {table} BEGIN {remove} END"
    yield f"{trigger}_change AFTER UPDATE ON {table} WHEN {changed} BEGIN {remove} {add} END"
