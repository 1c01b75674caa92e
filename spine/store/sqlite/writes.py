"""Conditional writes, each inside the transaction of its commit.

Rows are made before it begins: other writers wait for its end, and a fact's words take longer than storing them.
"""

import sqlite3
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from spine.domain.documents import Document, ExpiringDocument, Tombstone, tombstone_key
from spine.store.protocol import Create, Delete, Replace, SoftDelete, Upsert, Write, WriteConflict
from spine.store.sqlite.definitions import insert_terms_from
from spine.store.sqlite.rows import row_of
from spine.store.sqlite.schema import TOMBSTONES, table_of
from spine.store.sqlite.sql import EXPIRED, Value

type Row = dict[str, Value]


class Prepared(NamedTuple):
    """A write, and the row that it stores."""

    write: Write
    row: Row

    @classmethod
    def of(cls, write: Write) -> "Prepared":
        """A write with its row, which is that of a tombstone where it deletes, and none where it only removes."""
        match write:
            case Delete():
                return cls(write, {})
            case SoftDelete(document, deleted_at):
                return cls(write, row_of(Tombstone.of(document, deleted_at)))
        return cls(write, row_of(write.document))


def apply_all(connection: sqlite3.Connection, writes: Sequence[Prepared]) -> int:
    """Carry out some writes in order; how many changed anything. Raises WriteConflict."""
    changed = 0
    for kind, some in groupby(writes, key=_kind_created):
        if kind:
            changed += _create_together(connection, kind, list(some))
        else:
            changed += sum(_apply(connection, *one) for one in some)
    return changed


def _kind_created(prepared: Prepared) -> type[Document] | None:
    """The kind of a new document that has terms; None for any other write."""
    kind = type(prepared.write.document)
    return kind if isinstance(prepared.write, Create) and table_of(kind).terms else None


def _create_together(connection: sqlite3.Connection, kind: type[Document], writes: Sequence[Prepared]) -> int:
    """Create documents of a kind; how many. Raises WriteConflict.

    Their terms are added last, all in order: the trigger adds those of one document after the other, and so writes to
    the same pages of a large table again and again.
    """
    table = table_of(kind)
    (first,) = connection.execute(f"SELECT coalesce(max(rowid), 0) + 1 FROM {table.name}").fetchone()
    connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
    try:
        for write, row in writes:
            _create(connection, write.document, row)
    finally:
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, True)
    connection.execute(insert_terms_from(table), (first,))
    return len(writes)


def _apply(connection: sqlite3.Connection, write: Write, row: Row) -> bool:
    """Carry out one write; whether it changed anything. Raises WriteConflict."""
    document = write.document
    match write:
        case Create():
            _create(connection, document, row)
        case Replace():
            _replace(connection, document, row)
        case Upsert():
            _upsert(connection, document, row)
        case SoftDelete():
            if not _delete(connection, document, "AND etag = :read_etag"):
                raise WriteConflict(f"The {document.kind} has changed since it was read.")
            _upsert(connection, Tombstone.of(document, write.deleted_at), row)
        case Delete():
            return _delete(connection, document)
    return True


def _create(connection: sqlite3.Connection, document: Document, row: Row) -> None:
    query = f"SELECT 1 FROM {TOMBSTONES.name} WHERE org_id = ? AND buried = ?"
    if connection.execute(query, (document.org_id, tombstone_key(type(document), document.key))).fetchone():
        raise WriteConflict(f"The {document.kind} is being deleted.")
    if isinstance(document, ExpiringDocument):
        _delete(connection, document, f"AND {EXPIRED}")
    if not connection.execute(f"{_insert(document, row)} ON CONFLICT DO NOTHING", row).rowcount:
        raise WriteConflict(f"The {document.kind} exists already.")


def _replace(connection: sqlite3.Connection, document: Document, row: Row) -> None:
    table = table_of(type(document))
    changes = ", ".join(f"{name} = :{name}" for name in row)
    statement = f"UPDATE {table.name} SET {changes} WHERE {table.is_row} AND etag = :read_etag"
    if not connection.execute(statement, row | {"read_etag": document.etag}).rowcount:
        raise WriteConflict(f"The {document.kind} has changed since it was read.")


def _upsert(connection: sqlite3.Connection, document: Document, row: Row) -> None:
    removal = f"DELETE FROM {TOMBSTONES.name} WHERE org_id = ? AND buried = ?"
    connection.execute(removal, (document.org_id, tombstone_key(type(document), document.key)))
    table = table_of(type(document))
    key = ", ".join(table.primary_key)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row)
    connection.execute(f"{_insert(document, row)} ON CONFLICT ({key}) DO UPDATE SET {changes}", row)


def _insert(document: Document, row: Row) -> str:
    placeholders = ", ".join(f":{name}" for name in row)
    return f"INSERT INTO {table_of(type(document)).name} ({', '.join(row)}) VALUES ({placeholders})"


def _delete(connection: sqlite3.Connection, document: Document, condition: str = "") -> bool:
    """Remove the row of a document, if it fulfils a further condition; whether there was one."""
    table = table_of(type(document))
    key = {"org_id": document.org_id, table.key: document.key, "read_etag": document.etag}
    return bool(connection.execute(f"DELETE FROM {table.name} WHERE {table.is_row} {condition}", key).rowcount)
