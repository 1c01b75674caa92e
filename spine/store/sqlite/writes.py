"""Conditional writes, each inside the transaction of its commit."""

import sqlite3
from collections.abc import Sequence
from itertools import groupby

from spine.domain.documents import Document, ExpiringDocument, Tombstone, tombstone_key
from spine.store.protocol import Create, Delete, Replace, SoftDelete, Upsert, Write, WriteConflict
from spine.store.sqlite.definitions import insert_terms_from
from spine.store.sqlite.rows import row_of
from spine.store.sqlite.schema import TOMBSTONES, table_of
from spine.store.sqlite.sql import EXPIRED, Value


def apply_all(connection: sqlite3.Connection, writes: Sequence[Write]) -> int:
    """Carry out some writes in order; how many changed anything. Raises WriteConflict."""
    changed = 0
    for kind, some in groupby(writes, key=_kind_created):
        if kind:
            changed += _create_together(connection, kind, list(some))
        else:
            changed += sum(apply(connection, write) for write in some)
    return changed


def _kind_created(write: Write) -> type[Document] | None:
    """The kind of a new document that has terms; None for any other write."""
    kind = type(write.document)
    return kind if isinstance(write, Create) and table_of(kind).terms else None


def _create_together(connection: sqlite3.Connection, kind: type[Document], writes: Sequence[Write]) -> int:
    """Create documents of a kind; how many. Raises WriteConflict.

    Their terms are added last, all in order: the trigger adds those of one document after the other, and so writes to
    the same pages of a large table again and again.
    """
    table = table_of(kind)
    (first,) = connection.execute(f"SELECT coalesce(max(rowid), 0) + 1 FROM {table.name}").fetchone()
    connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
    try:
        for write in writes:
            _create(connection, write.document)
    finally:
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, True)
    connection.execute(insert_terms_from(table), (first,))
    return len(writes)


def apply(connection: sqlite3.Connection, write: Write) -> bool:
    """Carry out one write; whether it changed anything. Raises WriteConflict."""
    document = write.document
    match write:
        case Create():
            _create(connection, document)
        case Replace():
            _replace(connection, document)
        case Upsert():
            _upsert(connection, document)
        case SoftDelete():
            if not _delete(connection, document, "AND etag = :read_etag"):
                raise WriteConflict(f"The {document.kind} has changed since it was read.")
            _upsert(connection, Tombstone.of(document, write.deleted_at))
        case Delete():
            return _delete(connection, document)
    return True


def _create(connection: sqlite3.Connection, document: Document) -> None:
    query = f"SELECT 1 FROM {TOMBSTONES.name} WHERE org_id = ? AND buried = ?"
    if connection.execute(query, (document.org_id, tombstone_key(type(document), document.key))).fetchone():
        raise WriteConflict(f"The {document.kind} is being deleted.")
    if isinstance(document, ExpiringDocument):
        _delete(connection, document, f"AND {EXPIRED}")
    row = row_of(document)
    if not connection.execute(f"{_insert(document, row)} ON CONFLICT DO NOTHING", row).rowcount:
        raise WriteConflict(f"The {document.kind} exists already.")


def _replace(connection: sqlite3.Connection, document: Document) -> None:
    table, row = table_of(type(document)), row_of(document)
    changes = ", ".join(f"{name} = :{name}" for name in row)
    statement = f"UPDATE {table.name} SET {changes} WHERE {table.is_row} AND etag = :read_etag"
    if not connection.execute(statement, row | {"read_etag": document.etag}).rowcount:
        raise WriteConflict(f"The {document.kind} has changed since it was read.")


def _upsert(connection: sqlite3.Connection, document: Document) -> None:
    removal = f"DELETE FROM {TOMBSTONES.name} WHERE org_id = ? AND buried = ?"
    connection.execute(removal, (document.org_id, tombstone_key(type(document), document.key)))
    table, row = table_of(type(document)), row_of(document)
    key = ", ".join(table.primary_key)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row)
    connection.execute(f"{_insert(document, row)} ON CONFLICT ({key}) DO UPDATE SET {changes}", row)


def _insert(document: Document, row: dict[str, Value]) -> str:
    placeholders = ", ".join(f":{name}" for name in row)
    return f"INSERT INTO {table_of(type(document)).name} ({', '.join(row)}) VALUES ({placeholders})"


def _delete(connection: sqlite3.Connection, document: Document, condition: str = "") -> bool:
    """Remove the row of a document, if it fulfils a further condition; whether there was one."""
    table = table_of(type(document))
    key = {"org_id": document.org_id, table.key: document.key, "read_etag": document.etag}
    return bool(connection.execute(f"DELETE FROM {table.name} WHERE {table.is_row} {condition}", key).rowcount)
