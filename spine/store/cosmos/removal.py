"""Taking macro planning away again: the documents of the guide's three kinds, in all organisations."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import batched
from uuid import uuid4

from spine.domain.documents import Document
from spine.domain.links import Link
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.store.cosmos import queries
from spine.store.cosmos.container import UNDEFINED, Container, Operation, Partition, Verb
from spine.store.cosmos.items import Item
from spine.store.cosmos.statements import Statement
from spine.store.cosmos.writes import PART_OPERATIONS

ROLLED_BACK: dict[type[Document], str] = {
    Workstream: "workstreams",
    Link: "workstream_facts",
    Snapshot: "account_snapshots",
}
"""What the guide calls the tables of these kinds."""

AT_ONCE = 1000


def roll_back(container: Container) -> list[str]:
    """Remove all documents of the three kinds; the names of those that were there.

    It may be cut short at any place: what is removed is removed, and a repeat goes on with the rest.
    """
    return [name for kind, name in ROLLED_BACK.items() if _removed(container, kind.kind)]


def _removed(container: Container, type_name: str) -> int:
    statement = Statement(queries.IDS_OF_TYPE_ACROSS_PARTITIONS_UNSAFE, {"type": type_name})
    removed = 0
    for some in batched(container.across_partitions_unsafe(statement, AT_ONCE), AT_ONCE, strict=False):
        removed += len(some)
        _remove(container, some)
    return removed


def _remove(container: Container, items: Iterable[Item]) -> None:
    by_partition: dict[Partition, list[str]] = defaultdict(list)
    for item in items:
        by_partition[item.get("org_id", UNDEFINED)].append(item["id"])
    for partition, ids in by_partition.items():
        for part in batched(ids, PART_OPERATIONS, strict=False):
            container.write(partition, [Operation(Verb.DELETE, one) for one in part], uuid4().hex)
