"""The container as the store uses it: reads that name their partition, and conditional writes.

Nothing else speaks to the SDK. What crosses partitions says so in its name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from azure.core import MatchConditions
from azure.core.exceptions import AzureError
from azure.cosmos import ContainerProxy
from azure.cosmos.exceptions import CosmosBatchOperationError, CosmosHttpResponseError
from azure.cosmos.partition_key import NonePartitionKeyValue

from spine.store.cosmos import error_mapping, queries
from spine.store.cosmos.client import Connection
from spine.store.cosmos.items import Item
from spine.store.cosmos.retry import with_retry
from spine.store.cosmos.statements import Statement, of_values
from spine.store.protocol import BadPosition, WriteConflict

PAGE = 1000
"""The most items that a page of an unlimited query holds; the service ends a page at 4 MB anyway."""
TOKEN_KILOBYTES = 1
"""The longest continuation token: it stands, in base64, in a URL of which the Functions host takes 4,096 bytes."""


UNDEFINED = NonePartitionKeyValue
"""The partition of documents without org_id, which only the guide's service wrote."""

type Partition = str | type[NonePartitionKeyValue]


class Verb(StrEnum):
    """What a write does, as the SDK's batches name it."""

    CREATE = "create"
    REPLACE = "replace"
    UPSERT = "upsert"
    DELETE = "delete"


@dataclass(frozen=True)
class Operation:
    """One write of one item. A replacement always has the etag that it wants to meet, a deletion may have one."""

    verb: Verb
    item_id: str
    body: Item | None = None
    etag: str = ""


@dataclass(frozen=True)
class Part:
    """Some items, and where the next ones begin; None at the end."""

    items: list[Any]
    position: str | None


class Container:
    """Reads and writes, tried again where that may help. Raises Unavailable, PartitionFull and TooLarge."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, org_id: str, item_id: str) -> Item | None:
        """One item by its id; None where there is none."""
        container = self._connection.container()
        try:
            return with_retry(lambda timeouts: dict(container.read_item(item_id, org_id, **timeouts)))
        except AzureError as fault:
            if error_mapping.is_missing(fault):
                return None
            raise

    def page(self, partition: Partition, statement: Statement, limit: int, position: str | None = None) -> Part:
        """The next items of a query inside one partition, at most `limit`.

        A page of the database may be short, or empty, before the end: so as many are read as it takes. Raises
        BadPosition for what is no position in this query's answer.
        """
        items: list[Any] = []
        while True:
            part = self._page(statement, limit - len(items), position, partition_key=partition)
            items += part.items
            position = part.position
            if position is None or len(items) >= limit:
                return Part(items, position)

    def all(self, partition: Partition, statement: Statement) -> list[Any]:
        """All items of a query inside one partition."""
        items: list[Any] = []
        position: str | None = None
        while True:
            part = self._page(statement, PAGE, position, partition_key=partition)
            items += part.items
            position = part.position
            if position is None:
                return items

    def across_partitions_unsafe(self, statement: Statement, most: int = PAGE) -> Iterator[Any]:
        """The items of a query over all organisations, page by page; each page costs as much as there are partitions.

        The SDK carries this out without a query plan only for what has no ORDER BY, TOP or aggregate.
        """
        position: str | None = None
        while True:
            part = self._page(statement, most, position, enable_cross_partition_query=True)
            yield from part.items
            position = part.position
            if position is None:
                return

    def page_across_partitions_unsafe(self, statement: Statement, limit: int, position: str | None) -> Part:
        """The next items of such a query; a page may hold fewer than `limit`, or none, before the end."""
        return self._page(statement, limit, position, enable_cross_partition_query=True)

    def _page(self, statement: Statement, limit: int, position: str | None, **where: Any) -> Part:
        container = self._connection.container()

        def read(timeouts: dict[str, Any]) -> Part:
            pages = container.query_items(
                statement.text,
                parameters=statement.as_sent,
                max_item_count=limit,
                continuation_token_limit=TOKEN_KILOBYTES,
                **where,
                **timeouts,
            ).by_page(position)
            page = next(pages, None)
            if page is None:  # nothing is left; the SDK still holds the token that it was given
                return Part([], None)
            return Part(list(page), pages.continuation_token or None)  # type: ignore[attr-defined]

        try:
            return with_retry(read)
        except AzureError as fault:
            if position is not None and error_mapping.is_bad_request(fault):
                raise BadPosition from fault
            raise

    def write(self, partition: Partition, operations: Sequence[Operation], commit_id: str) -> None:
        """Carry out all operations or none; deleting what is gone is done already. Raises Changed.

        A write whose reply was lost is tried again, by the SDK or by `attempt`, and then meets itself: the items of
        this commit, which carry its id, tell that it was carried out.
        """
        waiting = list(operations)
        while waiting:
            try:
                return with_retry(partial(self._send, partition, waiting))
            except (CosmosHttpResponseError, CosmosBatchOperationError) as fault:
                waiting = self._left_over(partition, waiting, commit_id, fault)
        return None

    def patch(self, partition: Partition, item_id: str, changes: Item, predicate: str, commit_id: str) -> bool:
        """Set some fields of the item that a predicate holds for; False where there is none, or it holds for none.

        A patch whose reply was lost meets itself at the next try: the item carries its commit's id then.
        """
        container = self._connection.container()
        setting = {**changes, "commit_id": commit_id}
        operations = [{"op": "set", "path": f"/{name}", "value": value} for name, value in setting.items()]
        wanted: dict[str, Any] = {"filter_predicate": predicate, "no_response": True}
        try:
            with_retry(lambda timeouts: container.patch_item(item_id, partition, operations, **wanted, **timeouts))
        except AzureError as fault:
            if not error_mapping.is_conflict(fault):
                raise
            found = self.all(partition, of_values(queries.COMMITS_OF_ITEMS, [item_id]))
            return any(item.get("commit_id") == commit_id for item in found)
        return True

    def _left_over(
        self, partition: Partition, waiting: list[Operation], commit_id: str, fault: AzureError
    ) -> list[Operation]:
        """What of a refused write is left to do: nothing if it was carried out before, else all but what is gone."""
        if not error_mapping.is_conflict(fault):
            raise fault
        stored = self._commits(partition, waiting)
        if commit_id in stored.values():
            return []
        refused = waiting[getattr(fault, "error_index", None) or 0]
        if refused.verb is not Verb.DELETE or refused.etag:
            raise WriteConflict(f"The document {refused.item_id!r} is not the one that was wanted.") from fault
        return [one for one in waiting if one.verb is not Verb.DELETE or one.item_id in stored]

    def _commits(self, partition: Partition, operations: Sequence[Operation]) -> dict[str, str]:
        """The items that are there of these operations', each with the id of the commit that wrote it."""
        ids = [operation.item_id for operation in operations]
        found = self.all(partition, of_values(queries.COMMITS_OF_ITEMS, ids))
        return {item["id"]: item.get("commit_id", "") for item in found}

    def _send(self, partition: Partition, operations: Sequence[Operation], timeouts: dict[str, Any]) -> None:
        container = self._connection.container()
        if len(operations) == 1:
            _send_one(container, partition, operations[0], timeouts)
        else:
            container.execute_item_batch([*map(_batched, operations)], partition, **timeouts)


def _send_one(container: ContainerProxy, partition: Partition, one: Operation, timeouts: dict[str, Any]) -> None:
    wanted: dict[str, Any] = {"etag": one.etag, "match_condition": MatchConditions.IfNotModified} if one.etag else {}
    match one.verb:
        case Verb.CREATE:
            container.create_item(_body(one), no_response=True, **timeouts)
        case Verb.UPSERT:
            container.upsert_item(_body(one), no_response=True, **timeouts)
        case Verb.REPLACE:
            container.replace_item(one.item_id, _body(one), no_response=True, **wanted, **timeouts)
        case Verb.DELETE:
            container.delete_item(one.item_id, partition, **wanted, **timeouts)


def _batched(one: Operation) -> Any:
    wanted = {"if_match_etag": one.etag} if one.etag else {}
    if one.verb is Verb.DELETE:
        return one.verb.value, (one.item_id,), wanted
    return one.verb.value, (one.item_id, _body(one)) if one.verb is Verb.REPLACE else (_body(one),), wanted


def _body(one: Operation) -> Item:
    assert one.body is not None, "only a deletion has no body"
    return one.body
