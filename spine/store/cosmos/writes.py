"""The protocol's writes as operations on items, in parts that the database takes at once.

See docs/data-model.md#cosmos-db.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from spine.domain.documents import Document, Tombstone
from spine.errors import Unavailable
from spine.store.cosmos.container import Container, Operation, Verb
from spine.store.cosmos.items import item_of, new_id, version_of
from spine.store.errors import PartialWrite
from spine.store.protocol import Create, Delete, Replace, SoftDelete, Upsert, Write, WriteConflict

PART_OPERATIONS = 50
PART_BYTES = 1_000_000
"""The database takes at most 100 operations, 2 MB and 5 seconds of work in a batch; parts stay far below."""

TRIES = 3


class Commit:
    """Writes of one organisation, under an id of their own."""

    def __init__(self, container: Container, org_id: str, writes: Sequence[Write]) -> None:
        self._container, self._org_id, self._writes = container, org_id, writes
        self._id = uuid4().hex

    def at_once(self) -> None:
        """Carry out all of the writes or none. Raises WriteConflict."""
        # The removal of a tombstone reads the item first, which another write may change: then it is read again.
        removes_tombstone = any(isinstance(w, Delete) and isinstance(w.document, Tombstone) for w in self._writes)
        for tries in range(1, TRIES + 1):
            try:
                operations = [operation for write in self._writes for operation in self._operations(write)]
                self._container.write(self._org_id, operations, self._id)
                return
            except WriteConflict:
                if tries == TRIES or not removes_tombstone:
                    raise

    def in_parts(self) -> int:
        """Carry out the writes part by part, each part atomically; how many changed anything.

        Raises PartialWrite and WriteConflict.
        """
        written, gone = 0, 0
        for part in _parts(self._operations(write) for write in self._writes):
            try:
                operations = [operation for write in part for operation in write]
                gone += self._container.write(self._org_id, operations, self._id)
            except WriteConflict as conflict:
                conflict.written = written
                raise
            except Unavailable as error:
                if type(error) is Unavailable:
                    raise PartialWrite(written, retry_after=error.retry_after) from error
                error.extra["written"] = written
                raise
            written += len(part)
        return written - gone

    def _operations(self, write: Write) -> list[Operation]:
        document, version = write.document, version_of(write.document)
        if isinstance(write, Replace | SoftDelete) and not version.etag:
            raise WriteConflict(f"The {document.kind} was not read.")
        match write:
            case Create():
                return [self._stored(Verb.CREATE, document, new_id(document))]
            case Upsert():
                return [self._stored(Verb.UPSERT, document, new_id(document))]
            case Replace():
                return [self._stored(Verb.REPLACE, document, version.item_id, version.etag)]
            case SoftDelete():
                tombstone = Tombstone.of(document, write.deleted_at)
                if version.item_id == new_id(document):
                    return [self._stored(Verb.REPLACE, tombstone, version.item_id, version.etag)]
                # The tombstone takes the id that a new document would get, so that none can be created under it.
                created = self._stored(Verb.CREATE, tombstone, new_id(tombstone))
                return [created, Operation(Verb.DELETE, version.item_id, etag=version.etag)]
            case Delete():
                if isinstance(document, Tombstone):
                    return self._removed_tombstone(document)
                return [Operation(Verb.DELETE, version.item_id)]

    def _stored(self, verb: Verb, document: Document, item_id: str, etag: str = "") -> Operation:
        return Operation(verb, item_id, item_of(document, item_id, datetime.now(UTC)) | {"commit_id": self._id}, etag)

    def _removed_tombstone(self, tombstone: Tombstone) -> list[Operation]:
        """Removes a tombstone, but not a document that was created under its id meanwhile."""
        item = self._container.read(self._org_id, tombstone.buried)
        if item is None or item.get("type") != Tombstone.kind:
            return []
        return [Operation(Verb.DELETE, tombstone.buried, etag=item["_etag"])]


def _parts(writes: Iterable[list[Operation]]) -> Iterator[list[list[Operation]]]:
    """The operations of each write, in parts that stay under both bounds; a larger write is a part of its own."""
    part: list[list[Operation]] = []
    count, size = 0, 0
    for operations in writes:
        texts = (json.dumps(each.body, ensure_ascii=False, separators=(",", ":")) for each in operations)
        bytes_more = sum(len(text.encode("utf-8", "replace")) for text in texts)
        if part and (count + len(operations) > PART_OPERATIONS or size + bytes_more > PART_BYTES):
            yield part
            part, count, size = [], 0, 0
        part.append(operations)
        count, size = count + len(operations), size + bytes_more
    if part:
        yield part
