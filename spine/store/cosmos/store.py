"""The store that keeps everything in one Cosmos DB container."""

from collections import defaultdict
from collections.abc import Callable
from itertools import batched
from uuid import uuid4

from spine.domain.documents import Document, Link
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.store.cosmos import queries
from spine.store.cosmos.container import NO_ORGANISATION, Operation, Partition, Verb
from spine.store.cosmos.documents import CosmosDocuments
from spine.store.cosmos.export import CosmosExportQueries
from spine.store.cosmos.planning import CosmosPlanningQueries
from spine.store.cosmos.statements import Statement
from spine.store.cosmos.sweep import CosmosSweepQueries
from spine.store.cosmos.writes import PART_OPERATIONS
from spine.store.protocol import Store

ROLLED_BACK: dict[type[Document], str] = {
    Workstream: "workstreams",
    Link: "workstream_facts",
    Snapshot: "account_snapshots",
}
"""The kinds that a rollback removes, and what their tables are called in SQLite."""

IDS_AT_ONCE = 1000


class CosmosStore(CosmosDocuments, CosmosPlanningQueries, CosmosSweepQueries, CosmosExportQueries, Store):
    """`Store` over one container; nothing is sent before the first call.

    Every call raises Unavailable if the database is away, overloaded or full, and BadSettings if the account has no
    such container.
    """

    name = "cosmos"

    def migrate(self) -> None:
        self._connection.container()  # which the deployment creates, with its index policy

    def rollback(self) -> list[str]:
        # It may be cut short anywhere: what is removed is removed, and a repeat goes on with the rest.
        return [name for kind, name in ROLLED_BACK.items() if self._remove_all(kind)]

    def ping(self) -> None:
        self.container.read("_ping", "ping")  # no such item: 1 RU

    def run_concurrently[A](self, *calls: Callable[[], A]) -> list[A]:
        return self._threads.run_concurrently(calls)

    def close(self) -> None:
        """End the store's threads and connections; no thread may be at work."""
        self._threads.close()
        self._connection.close()

    def _remove_all(self, kind: type[Document]) -> bool:
        """Remove a kind's items in all organisations; whether there were any."""
        statement = Statement(queries.IDS_OF_TYPE_ACROSS_PARTITIONS_UNSAFE, {"type": kind.kind})
        found = False
        items = self.container.across_partitions_unsafe(statement, IDS_AT_ONCE)
        for some in batched(items, IDS_AT_ONCE, strict=False):
            found, by_partition = True, defaultdict[Partition, list[str]](list)
            for item in some:
                by_partition[item.get("org_id", NO_ORGANISATION)].append(item["id"])
            for partition, ids in by_partition.items():
                for part in batched(ids, PART_OPERATIONS, strict=False):
                    self.container.write(partition, [Operation(Verb.DELETE, each) for each in part], uuid4().hex)
        return found
