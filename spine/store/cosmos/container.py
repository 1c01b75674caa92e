"""The container as the store uses it: reads that name their partition, and conditional writes.

Only this module sends requests for items. A method that crosses partitions says so in its name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from azure.core import MatchConditions
from azure.core.exceptions import AzureError
from azure.cosmos import ContainerProxy
from azure.cosmos.exceptions import CosmosBatchOperationError, CosmosHttpResponseError
from azure.cosmos.partition_key import NonePartitionKeyValue

from spine.store.charges import SdkOptions
from spine.store.cosmos import error_mapping, queries
from spine.store.cosmos.client import Connection, keep_session
from spine.store.cosmos.items import Item
from spine.store.cosmos.retry import with_retry
from spine.store.cosmos.statements import Statement, statement_in
from spine.store.errors import BadPosition
from spine.store.protocol import WriteConflict

PAGE_SIZE = 1000
"""The most items in a page of an unlimited query; the service also ends a page at 4 MB."""

CONTINUATION_TOKEN_KILOBYTES = 1
"""The longest continuation token. In base64 it is part of a URL, of which the Functions host takes 4,096 bytes."""

CONTINUATION = "x-ms-continuation"

NO_ORGANISATION = NonePartitionKeyValue
"""The partition of items without `org_id`: only the legacy service wrote such items."""

type Partition = str | type[NonePartitionKeyValue]


class Verb(StrEnum):
    """What a write does, as the SDK's batches name it."""

    CREATE = "create"
    REPLACE = "replace"
    UPSERT = "upsert"
    DELETE = "delete"


@dataclass(frozen=True)
class Operation:
    """One write of one item. With an etag it needs the stored item to have that; a replacement always has one."""

    verb: Verb
    item_id: str
    body: Item | None = None
    etag: str = ""

    @property
    def batched(self) -> tuple[str, tuple[Any, ...], SdkOptions]:
        """The operation as the SDK takes it in a batch."""
        arguments = {Verb.DELETE: (self.item_id,), Verb.REPLACE: (self.item_id, self.body)}
        options = {"if_match_etag": self.etag} if self.etag else {}
        return self.verb.value, arguments.get(self.verb, (self.body,)), options


@dataclass(frozen=True)
class ItemPage:
    """Some items, and where the next ones begin; None at the end."""

    items: list[Any]
    position: str | None


class Container:
    """Reads and writes with retries. Every method raises Unavailable, PartitionFull and TooLarge."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, org_id: str, item_id: str) -> Item | None:
        """One item by its id; None if there is none."""
        container = self._connection.container()
        try:
            return with_retry(lambda options: dict(container.read_item(item_id, org_id, **options)))
        except AzureError as error:
            if error_mapping.is_not_found(error):
                return None
            raise

    def page(self, partition: Partition, statement: Statement, limit: int, position: str | None = None) -> ItemPage:
        """The next items of a query in one partition, at most `limit`.

        A page of the database may be short, or empty, before the end, so as many are read as it takes. Raises
        BadPosition for a position that is not of this query.
        """
        return self._whole_page(statement, limit, position, partition_key=partition)

    def all(self, partition: Partition, statement: Statement) -> list[Any]:
        """All items of a query in one partition."""
        return list(self._items(statement, PAGE_SIZE, partition_key=partition))

    def across_partitions_unsafe(self, statement: Statement, page_size: int = PAGE_SIZE) -> Iterator[Any]:
        """The items of a query over all organisations. Each page is charged once for each physical partition.

        The SDK needs no query plan only for a query without ORDER BY, TOP and aggregates.
        """
        return self._items(statement, page_size, enable_cross_partition_query=True)

    def page_across_partitions_unsafe(self, statement: Statement, limit: int, position: str | None) -> ItemPage:
        """The next items of such a query; a page may hold fewer than `limit`, or none, before the end."""
        return self._page(statement, limit, position, enable_cross_partition_query=True)

    def whole_page_across_partitions_unsafe(self, statement: Statement, limit: int, position: str | None) -> ItemPage:
        """The next items of such a query, `limit` of them before the end."""
        return self._whole_page(statement, limit, position, enable_cross_partition_query=True)

    def _whole_page(self, statement: Statement, limit: int, position: str | None, **scope: Any) -> ItemPage:
        items: list[Any] = []
        while True:
            page = self._page(statement, limit - len(items), position, **scope)
            items += page.items
            position = page.position
            if position is None or len(items) >= limit:
                return ItemPage(items, position)

    def _items(self, statement: Statement, page_size: int, **scope: Any) -> Iterator[Any]:
        position: str | None = None
        while True:
            page = self._page(statement, page_size, position, **scope)
            yield from page.items
            position = page.position
            if position is None:
                return

    def _page(self, statement: Statement, limit: int, position: str | None, **scope: Any) -> ItemPage:
        container = self._connection.container()

        def read(options: SdkOptions) -> ItemPage:
            found = container.query_items(
                statement.query,
                parameters=statement.sdk_parameters,
                max_item_count=limit,
                continuation_token_limit=CONTINUATION_TOKEN_KILOBYTES,
                **scope,
                **options,
            )
            items = list(next(found.by_page(position), ()))
            # The page's own `continuation_token` may be that of a list which another thread reads.
            return ItemPage(items, found.get_response_headers().get(CONTINUATION) or None)

        try:
            return with_retry(read)
        except AzureError as error:
            if position is not None and error_mapping.is_bad_request(error):
                raise BadPosition from error
            raise

    def write(self, partition: Partition, operations: Sequence[Operation], commit_id: str) -> int:
        """Carry out all operations or none. Deleting an item that is gone is no conflict: how many of them were gone.
        Raises WriteConflict.

        A write whose reply was lost is tried again, by the SDK or by `with_retry`, and then conflicts with itself: the
        items that carry this commit's id show that it was carried out. Nothing shows that of deletions alone: after a
        lost reply, what is gone counts as removed by this write.
        """
        remaining, lost_reply, gone = list(operations), False, 0

        def send(options: SdkOptions) -> None:
            nonlocal lost_reply
            try:
                self._send(partition, remaining, options)
            except AzureError as error:
                lost_reply = lost_reply or error_mapping.is_transient(error)
                raise

        while remaining:
            try:
                with_retry(send)
                break
            except (CosmosHttpResponseError, CosmosBatchOperationError) as error:
                if not error_mapping.is_conflict(error):
                    raise
                left = self._remaining(partition, remaining, commit_id, error)
                if left is None:
                    break
                gone += 0 if lost_reply else len(remaining) - len(left)
                remaining = left
        return gone

    def patch(self, partition: Partition, item_id: str, changes: Item, predicate: str, commit_id: str) -> bool:
        """Set some fields of an item for which a predicate holds; False if there is none.

        A patch whose reply was lost conflicts with itself at the next try: the item carries this commit's id then.
        """
        container = self._connection.container()
        fields = {**changes, "commit_id": commit_id}
        operations = [{"op": "set", "path": f"/{name}", "value": value} for name, value in fields.items()]
        condition: SdkOptions = {"filter_predicate": predicate, "no_response": True}
        try:
            with_retry(lambda options: container.patch_item(item_id, partition, operations, **condition, **options))
        except AzureError as error:
            if not error_mapping.is_conflict(error):
                raise
            return commit_id in self._commit_ids(partition, [item_id]).values()
        return True

    def _send(self, partition: Partition, operations: Sequence[Operation], options: SdkOptions) -> None:
        container = self._connection.container()
        if len(operations) > 1:
            self._send_batch(container, partition, operations, options)
            return
        operation, body = operations[0], operations[0].body or {}
        if operation.etag:
            options = options | {"etag": operation.etag, "match_condition": MatchConditions.IfNotModified}
        match operation.verb:
            case Verb.CREATE:
                container.create_item(body, no_response=True, **options)
            case Verb.UPSERT:
                container.upsert_item(body, no_response=True, **options)
            case Verb.REPLACE:
                container.replace_item(operation.item_id, body, no_response=True, **options)
            case Verb.DELETE:
                container.delete_item(operation.item_id, partition, **options)

    def _send_batch(
        self, container: ContainerProxy, partition: Partition, operations: Sequence[Operation], options: SdkOptions
    ) -> None:
        batch = [operation.batched for operation in operations]
        try:
            keep_session(container, container.execute_item_batch(batch, partition, **options).get_response_headers())
        except CosmosBatchOperationError as error:
            keep_session(container, error.headers)
            raise

    def _remaining(
        self, partition: Partition, operations: list[Operation], commit_id: str, error: AzureError
    ) -> list[Operation] | None:
        """What is left to do after a conflict: None if this commit was carried out, else all but deletions of items
        that are gone. Raises WriteConflict for any other conflict."""
        stored = self._commit_ids(partition, [operation.item_id for operation in operations])
        if commit_id in stored.values():
            return None
        refused = operations[getattr(error, "error_index", None) or 0]
        if refused.verb is not Verb.DELETE or refused.etag:
            raise WriteConflict(f"The document {refused.item_id!r} has changed since it was read.") from error
        return [each for each in operations if each.verb is not Verb.DELETE or each.item_id in stored]

    def _commit_ids(self, partition: Partition, item_ids: Sequence[str]) -> dict[str, str]:
        """The ids of the commits that wrote these items, by the ids of those items that exist."""
        found = self.all(partition, statement_in(queries.COMMITS_OF_ITEMS, item_ids))
        return {item["id"]: item.get("commit_id", "") for item in found}
