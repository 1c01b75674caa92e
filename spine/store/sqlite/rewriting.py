"""Rewriting rows as today's Spine would write them: their words (docs/data-model.md#words), state and type."""

import sqlite3
from collections.abc import Iterator

from spine.domain.documents import Document
from spine.domain.fact_type_names import type_named
from spine.domain.facts import Fact
from spine.domain.planning.keywords import LINKS_READ, with_keywords
from spine.domain.workstreams import Workstream
from spine.store.sqlite.definitions import create_indexes
from spine.store.sqlite.queries import EXTRA, LINK_ORDER
from spine.store.sqlite.rows import documents_of, row_of
from spine.store.sqlite.schema import FACTS, LINKS, table_of

_LINKED = f"SELECT fact_id FROM {LINKS.name} WHERE org_id = ? AND workstream_id = ? ORDER BY {', '.join(LINK_ORDER)}"


def renew_words(connection: sqlite3.Connection) -> None:
    """Make the words of all facts and workstreams anew; their etags stay."""
    connection.execute(f"UPDATE {FACTS.name} SET analysis = NULL")  # else what was kept would be read and kept again
    for fact in _documents(connection, Fact):
        _rewrite(connection, fact, "terms", "analysis")
    for workstream in _documents(connection, Workstream):
        _rewrite(connection, with_keywords(workstream, _first_facts(connection, workstream)), "stems", "extra")


def keep_states(connection: sqlite3.Connection) -> None:
    """Give facts that people called done the state that says so, and the index of statuses the states."""
    connection.execute("DROP INDEX IF EXISTS facts_of_status")
    for statement in create_indexes(FACTS):
        connection.execute(statement)
    for fact in _documents(connection, Fact, f"{EXTRA.format(name='hidden.verdict')} = 'done'"):
        _rewrite(connection, fact, "state", "extra")


def name_types(connection: sqlite3.Connection) -> None:
    """Store facts under their type that were stored under a synonym of it."""
    for (name,) in connection.execute(f"SELECT DISTINCT fact_type FROM {FACTS.name}").fetchall():
        if type_named(name) != name:
            connection.execute(f"UPDATE {FACTS.name} SET fact_type = ? WHERE fact_type = ?", (type_named(name), name))


def index_pressing_facts(connection: sqlite3.Connection) -> None:
    """Let the indexes of types and due dates answer which facts press, without a look at the facts."""
    for name in ("facts_of_type", "facts_due"):
        connection.execute(f"DROP INDEX IF EXISTS {name}")
    for statement in create_indexes(FACTS):
        connection.execute(statement)


def _documents[D: Document](connection: sqlite3.Connection, kind: type[D], condition: str = "1") -> Iterator[D]:
    table = table_of(kind)
    keys = connection.execute(f"SELECT org_id, {table.key} FROM {table.name} WHERE {condition}").fetchall()
    query = f"SELECT {', '.join(table.read_columns)} FROM {table.name} WHERE org_id = ? AND {table.key} = ?"
    for key in keys:
        yield from documents_of(kind, connection.execute(query, key))


def _rewrite(connection: sqlite3.Connection, document: Document, *columns: str) -> None:
    table, row = table_of(type(document)), row_of(document)
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE {table.name} SET {changes} WHERE {table.is_row}", row)


def _first_facts(connection: sqlite3.Connection, workstream: Workstream) -> Iterator[Fact]:
    ids = connection.execute(f"{_LINKED} LIMIT {LINKS_READ}", (workstream.org_id, workstream.workstream_id)).fetchall()
    query = f"SELECT {', '.join(FACTS.read_columns)} FROM {FACTS.name} WHERE org_id = ? AND fact_id = ?"
    for (fact_id,) in ids:
        yield from documents_of(Fact, connection.execute(query, (workstream.org_id, fact_id)))
