"""What the parts of the store share: the container, the threads, and documents from queries."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from spine.domain.documents import Document
from spine.store.cosmos.client import Account, Connection
from spine.store.cosmos.container import PAGE_SIZE, Container
from spine.store.cosmos.items import Item, Upgrade, document_of
from spine.store.cosmos.statements import Statement
from spine.store.cosmos.thread_pool import ThreadPool
from spine.store.document_cache import CACHED, DocumentCache
from spine.store.protocol import Page, PageRequest

MISSING_RETRY_SECONDS = 0.1
"""Seconds after which an unknown id is looked for again: another instance may just have stored it."""


class CosmosReader:
    """Reads documents. Nothing is sent before the first call.

    `upgrade` completes the items that another service wrote; without it they are read as they are, and left out where
    they lack what a document needs.
    """

    def __init__(
        self,
        account: Account,
        *,
        upgrade: Upgrade = lambda _, fields: fields,
        missing_retry_seconds: float = MISSING_RETRY_SECONDS,
    ) -> None:
        self.address = f"cosmos {account.endpoint} {account.database} {account.container}"
        self._connection = Connection(account)
        self.container = Container(self._connection)
        self._threads = ThreadPool()
        self._cache = DocumentCache[str]()
        self._upgrade = upgrade
        self._missing_retry_seconds = missing_retry_seconds

    def documents_of[D: Document](self, kind: type[D], items: Iterable[Item]) -> list[D]:
        """The documents of those items that can be read as one; an error in the log for each other item."""
        read = self._cached if kind in CACHED else self._read
        documents = (read(kind, item) for item in items)
        return [document for document in documents if document is not None]

    def _read[D: Document](self, kind: type[D], item: Item) -> D | None:
        return document_of(kind, item, self._upgrade)

    def _cached[D: Document](self, kind: type[D], item: Item) -> D | None:
        place, etag = (kind, str(item.get("org_id")), str(item["id"])), str(item["_etag"])
        kept = self._cache.get(place, etag)
        if isinstance(kept, kind):
            return kept
        document = self._read(kind, item)
        if document is not None:
            self._cache.keep(place, etag, document, len(str(item)))
        return document

    def _page[D: Document](self, kind: type[D], org_id: str, statement: Statement, page: PageRequest) -> Page[D]:
        found = self.container.page(org_id, statement, page.limit, page.position)
        return Page(self.documents_of(kind, found.items), found.position)

    def _among(
        self, org_ids: Collection[str] | None, statement: Statement, page_size: int = PAGE_SIZE
    ) -> Iterable[Item]:
        """The items of a look-up in some organisations, or all; for one its partition is asked, which costs less."""
        if org_ids is not None and len(org_ids) == 1:
            return self.container.all(next(iter(org_ids)), statement)
        return self.container.across_partitions_unsafe(statement, page_size)

    def _all[D: Document](self, kind: type[D], org_id: str, statements: Sequence[Statement]) -> list[D]:
        """The documents of several statements, read concurrently."""
        if not statements:
            return []
        calls = [partial(self.container.all, org_id, statement) for statement in statements]
        return [
            document for items in self._threads.run_concurrently(calls) for document in self.documents_of(kind, items)
        ]
