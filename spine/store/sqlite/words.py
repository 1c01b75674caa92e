"""Making the words that rows keep anew, after the tokenizer has changed (docs/data-model.md#words)."""

import sqlite3
from collections.abc import Iterator

from spine.domain.documents import Document
from spine.domain.facts import Fact
from spine.domain.planning.keywords import LINKS_READ, with_keywords
from spine.domain.workstreams import Workstream
from spine.store.sqlite.queries import LINK_ORDER
from spine.store.sqlite.rows import document_of, row_of
from spine.store.sqlite.schema import FACTS, LINKS, table_of

_LINKED = f"SELECT fact_id FROM {LINKS.name} WHERE org_id = ? AND workstream_id = ? ORDER BY {', '.join(LINK_ORDER)}"


def renew_words(connection: sqlite3.Connection) -> None:
    """Make the words of all facts and workstreams anew; their etags stay."""
    for fact in _documents(connection, Fact):
        _rewrite(connection, fact, "terms")
    for workstream in _documents(connection, Workstream):
        _rewrite(connection, with_keywords(workstream, _first_facts(connection, workstream)), "stems", "extra")


def _documents[D: Document](connection: sqlite3.Connection, kind: type[D]) -> Iterator[D]:
    table = table_of(kind)
    keys = connection.execute(f"SELECT org_id, {table.key} FROM {table.name}").fetchall()
    query = f"SELECT {', '.join(table.read_columns)} FROM {table.name} WHERE org_id = ? AND {table.key} = ?"
    for key in keys:
        yield document_of(kind, connection.execute(query, key).fetchone())


def _rewrite(connection: sqlite3.Connection, document: Document, *columns: str) -> None:
    table, row = table_of(type(document)), row_of(document)
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE {table.name} SET {changes} WHERE {table.is_row}", row)


def _first_facts(connection: sqlite3.Connection, workstream: Workstream) -> Iterator[Fact]:
    ids = connection.execute(f"{_LINKED} LIMIT {LINKS_READ}", (workstream.org_id, workstream.workstream_id)).fetchall()
    query = f"SELECT {', '.join(FACTS.read_columns)} FROM {FACTS.name} WHERE org_id = ? AND fact_id = ?"
    for (fact_id,) in ids:
        row = connection.execute(query, (workstream.org_id, fact_id)).fetchone()
        if row is not None:
            yield document_of(Fact, row)
