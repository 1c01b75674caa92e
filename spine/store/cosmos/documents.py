"""Documents by id, and conditional writes, on the container."""

from collections.abc import Collection, Sequence
from itertools import batched
from time import sleep
from uuid import uuid4

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.workstreams import Workstream
from spine.errors import Unavailable
from spine.store import write_checks
from spine.store.cosmos import queries
from spine.store.cosmos.container import Operation, Verb
from spine.store.cosmos.items import id_of
from spine.store.cosmos.reader import CosmosReader
from spine.store.cosmos.statements import Conditions, Statement, statement_in
from spine.store.cosmos.writes import PART_OPERATIONS, Commit
from spine.store.protocol import DocumentStore, Write

IDS_AT_ONCE = 200
"""The most ids in one query."""

UNDER_ANY_ID: dict[type[Document], str] = {Workstream: queries.WORKSTREAMS_BY_ID, Fact: queries.FACTS_BY_ID}
"""The kinds that the legacy service stored under any item id: they are read by their natural id."""


class CosmosDocuments(CosmosReader, DocumentStore):
    """`DocumentStore` on Cosmos DB."""

    def get[D: Document](self, kind: type[D], org_id: str, key: str) -> D | None:
        item = self.container.read(org_id, id_of(kind, key))
        if item is not None and item.get("type") == kind.kind:
            return next(iter(self.documents_of(kind, [item])), None)
        return self.get_many(kind, org_id, [key]).get(key) if kind in UNDER_ANY_ID else None

    def get_many[D: Document](
        self, kind: type[D], org_id: str, keys: Sequence[str], *, retry_missing: bool = False
    ) -> dict[str, D]:
        statements = []
        for some in batched(dict.fromkeys(keys), IDS_AT_ONCE, strict=False):
            if kind in UNDER_ANY_ID:
                statements.append(statement_in(UNDER_ANY_ID[kind], some, org_id=org_id))
            else:
                ids = [id_of(kind, key) for key in some]
                statements.append(statement_in(queries.ITEMS_BY_ID, ids, org_id=org_id, type=kind.kind))
        found = {document.key: document for document in self._all(kind, org_id, statements)}
        missing = [key for key in keys if key not in found]
        if retry_missing and missing and self._missing_retry_seconds:
            sleep(self._missing_retry_seconds)
            found |= self.get_many(kind, org_id, missing)
        return found

    def find[D: Document](self, kind: type[D], key: str, org_ids: Collection[str] | None = None) -> list[D]:
        conditions = Conditions()
        conditions.add_among(org_ids)
        statement = conditions.statement(queries.FIND_ACROSS_PARTITIONS_UNSAFE[kind.kind], key=key)
        items = list(self._among(org_ids, statement))
        if not items and kind is not Tombstone and self._missing_retry_seconds:
            sleep(self._missing_retry_seconds)
            items = list(self._among(org_ids, statement))
        return self.documents_of(kind, items)

    def organisation_exists(self, org_id: str) -> bool:
        statement = Statement(queries.ORGANISATION_EXISTS, {"org_id": org_id})
        return bool(self.container.page(org_id, statement, 1).items)

    def commit(self, org_id: str, writes: Sequence[Write]) -> None:
        write_checks.check(org_id, writes, at_once=True)
        Commit(self.container, org_id, writes).at_once()

    def commit_in_parts(self, org_id: str, writes: Sequence[Write]) -> int:
        write_checks.check(org_id, writes)
        return Commit(self.container, org_id, writes).in_parts()

    def delete_batch(self, org_id: str, limit: int) -> int:
        kept = id_of(Organisation, org_id)
        statement = Statement(queries.ALL_BUT_ONE_ITEM, {"limit": limit, "org_id": org_id, "kept": kept})
        removed = 0
        for ids in batched(self.container.all(org_id, statement), PART_OPERATIONS, strict=False):
            try:
                self.container.write(org_id, [Operation(Verb.DELETE, item_id) for item_id in ids], uuid4().hex)
            except Unavailable:
                if not removed:
                    raise
                break
            removed += len(ids)
        return removed
