"""Conditional writes, each inside the transaction of its commit."""

import sqlite3

from spine.domain.documents import Document, Tombstone, tombstone_key
from spine.store.protocol import Create, Delete, Replace, SoftDelete, Upsert, Write, WriteConflict
from spine.store.sqlite import queries
from spine.store.sqlite.rows import row_of
from spine.store.sqlite.schema import table_of


def apply(connection: sqlite3.Connection, org_id: str, write: Write) -> None:
    """Carry out one write. Raises Changed, and ValueError for a document of another organisation."""
    document = write.document
    if not org_id or document.org_id != org_id:
        raise ValueError(f"A {document.kind} of organisation {document.org_id!r} is not written under {org_id!r}.")
    match write:
        case Create():
            _create(connection, document)
        case Replace():
            _replace(connection, document)
        case Upsert():
            _put(connection, document)
        case SoftDelete():
            _bury(connection, document, write.deleted_at)
        case Delete():
            _remove(connection, document)


def _create(connection: sqlite3.Connection, document: Document) -> None:
    table = table_of(type(document))
    row = row_of(table, document)
    if connection.execute(queries.IS_BURIED, _grave(document)).fetchone():
        raise WriteConflict(f"The {document.kind} is being deleted.")
    if not connection.execute(queries.insert(table, row), row).rowcount:
        raise WriteConflict(f"The {document.kind} exists already.")


def _replace(connection: sqlite3.Connection, document: Document) -> None:
    table = table_of(type(document))
    row = row_of(table, document)
    if not connection.execute(queries.replace(table, row), row | {"seen": document.etag}).rowcount:
        raise WriteConflict(f"The {document.kind} is not the one that was read.")


def _put(connection: sqlite3.Connection, document: Document) -> None:
    table = table_of(type(document))
    row = row_of(table, document)
    connection.execute(queries.UNBURY, _grave(document))
    connection.execute(queries.put(table, row), row)


def _bury(connection: sqlite3.Connection, document: Document, deleted_at: str) -> None:
    table = table_of(type(document))
    seen = _named(document) | {"seen": document.etag}
    if not connection.execute(queries.delete_seen(table), seen).rowcount:
        raise WriteConflict(f"The {document.kind} is not the one that was read.")
    _put(connection, Tombstone.of(document, deleted_at))


def _remove(connection: sqlite3.Connection, document: Document) -> None:
    connection.execute(queries.delete(table_of(type(document))), _named(document))


def _named(document: Document) -> dict[str, str]:
    return {"org_id": document.org_id, document.key_field: document.key}


def _grave(document: Document) -> tuple[str, str]:
    return document.org_id, tombstone_key(type(document), document.key)
