"""Documents by id, and conditional writes, in the file."""

import sqlite3
from collections.abc import Collection, Sequence

from spine.domain.documents import Document
from spine.store import write_checks
from spine.store.protocol import DocumentStore, Write
from spine.store.sqlite import queries, schema
from spine.store.sqlite.reader import SqliteReader
from spine.store.sqlite.sql import all_of, among, equal
from spine.store.sqlite.writes import Prepared, apply_all


class SqliteDocuments(SqliteReader, DocumentStore):
    """`DocumentStore` on SQLite, where everything stored is seen at once."""

    def get[D: Document](self, kind: type[D], org_id: str, key: str) -> D | None:
        return self.get_many(kind, org_id, [key]).get(key)

    def get_many[D: Document](
        self, kind: type[D], org_id: str, keys: Sequence[str], *, retry_missing: bool = False
    ) -> dict[str, D]:
        found = self._documents_in(kind, equal("org_id", org_id), schema.table_of(kind).key, keys)
        return {document.key: document for document in found}

    def find[D: Document](self, kind: type[D], key: str, org_ids: Collection[str] | None = None) -> list[D]:
        table = schema.table_of(kind)
        return self._documents(kind, all_of([equal(table.found_by or table.key, key), among("org_id", org_ids)]))

    def organisation_exists(self, org_id: str) -> bool:
        return bool(self._number(queries.ORGANISATION_EXISTS, {"org": org_id}))

    def commit(self, org_id: str, writes: Sequence[Write]) -> None:
        write_checks.check(org_id, writes, at_once=True)
        prepared = list(map(Prepared.of, writes))
        self._write(lambda connection: apply_all(connection, prepared))

    def commit_in_parts(self, org_id: str, writes: Sequence[Write]) -> int:
        write_checks.check(org_id, writes)
        prepared = list(map(Prepared.of, writes))
        return self._write(lambda connection: apply_all(connection, prepared))

    def delete_batch(self, org_id: str, limit: int) -> int:
        def delete(connection: sqlite3.Connection) -> int:
            removed = 0
            for table in schema.DELETED_WITH_ORGANISATION:
                rows = f"SELECT rowid FROM {table.name} WHERE org_id = ? LIMIT ?"
                statement = f"DELETE FROM {table.name} WHERE rowid IN ({rows})"
                removed += connection.execute(statement, (org_id, limit - removed)).rowcount
            return removed

        return self._write(delete)
