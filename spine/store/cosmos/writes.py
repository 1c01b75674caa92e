"""The protocol's writes as operations on items, in parts that the database takes at once."""

import json
from collections.abc import Iterator, Sequence
from uuid import uuid4

from spine.domain.documents import Document, Tombstone
from spine.errors import Unavailable
from spine.store.cosmos.container import Container, Operation, Verb
from spine.store.cosmos.items import Item, item_of, own_id, seen_etag, seen_id
from spine.store.protocol import Create, Delete, PartialWrite, Replace, SoftDelete, Upsert, Write, WriteConflict

PART_OPERATIONS = 50
PART_BYTES = 1_000_000
"""A batch of the database is at most 100 operations, 2 MB and 5 seconds of work; parts stay far below."""

TRIES = 3

type Operations = list[Operation]


class Commit:
    """Writes of one organisation, under one mark that tells them from all others'.

    Raises ValueError for a document of no organisation or of another one: nothing is written without its partition.
    """

    def __init__(self, container: Container, org_id: str, writes: Sequence[Write]) -> None:
        for write in writes:
            _check(org_id, write.document)
        self._container, self._org_id, self._writes = container, org_id, writes
        self._id = uuid4().hex

    def at_once(self) -> None:
        """Carry out all of the writes or none. Raises Changed."""
        for with_retry in range(TRIES):
            try:
                operations = [operation for write in self._writes for operation in self._operations(write)]
                return self._container.write(self._org_id, operations, self._id)
            except WriteConflict:
                if with_retry == TRIES - 1 or not any(_frees_an_id(write) for write in self._writes):
                    raise
        return None

    def in_parts(self) -> None:
        """Carry out the writes part by part, each of them whole. Raises CutShort, and Changed."""
        written = 0
        for part in _parts(self._operations(write) for write in self._writes):
            try:
                self._container.write(self._org_id, [one for operations in part for one in operations], self._id)
            except Unavailable as fault:
                if type(fault) is Unavailable:
                    raise PartialWrite(written, retry_after=fault.retry_after) from fault
                fault.extra["written"] = written
                raise
            written += len(part)

    def _operations(self, write: Write) -> Operations:
        document = write.document
        match write:
            case Create():
                return [self._storing(Verb.CREATE, document)]
            case Upsert():
                return [self._storing(Verb.UPSERT, document)]
            case Replace():
                seen = _seen(document)
                return [Operation(Verb.REPLACE, seen, self._item(document, seen), seen_etag(document))]
            case SoftDelete():
                return self._soft_delete(document, Tombstone.of(document, write.deleted_at))
            case Delete():
                return self._freeing(document) if isinstance(document, Tombstone) else _removing(document)

    def _storing(self, verb: Verb, document: Document) -> Operation:
        return Operation(verb, own_id(document), self._item(document, own_id(document)))

    def _soft_delete(self, document: Document, tombstone: Tombstone) -> Operations:
        """The tombstone always has the id that a new document would have: so none is made under it."""
        seen, etag = _seen(document), seen_etag(document)
        if seen == own_id(document):
            return [Operation(Verb.REPLACE, seen, self._item(tombstone, seen), etag)]
        return [self._storing(Verb.CREATE, tombstone), Operation(Verb.DELETE, seen, etag=etag)]

    def _freeing(self, tombstone: Tombstone) -> Operations:
        """The removal of a tombstone, never of what somebody made under its id meanwhile."""
        item = self._container.read(self._org_id, tombstone.buried)
        if item is None or item.get("type") != Tombstone.kind:
            return []
        return [Operation(Verb.DELETE, tombstone.buried, etag=item["_etag"])]

    def _item(self, document: Document, item_id: str) -> Item:
        return item_of(document, item_id) | {"commit_id": self._id}


def _check(org_id: str, document: Document) -> None:
    if not org_id or document.org_id != org_id:
        raise ValueError(f"A {document.kind} of organisation {document.org_id!r} is not written under {org_id!r}.")


def _seen(document: Document) -> str:
    if not seen_etag(document):
        raise WriteConflict(f"The {document.kind} was not read.")
    return seen_id(document)


def _removing(document: Document) -> Operations:
    return [Operation(Verb.DELETE, seen_id(document))]


def _frees_an_id(write: Write) -> bool:
    return isinstance(write, Delete) and isinstance(write.document, Tombstone)


def _parts(writes: Iterator[Operations]) -> Iterator[list[Operations]]:
    """The operations of each write, in parts that stay under both bounds; one that is larger is a part of its own."""
    part: list[Operations] = []
    count, size = 0, 0
    for operations in writes:
        bytes_more = sum(map(_bytes, operations))
        if part and (count + len(operations) > PART_OPERATIONS or size + bytes_more > PART_BYTES):
            yield part
            part, count, size = [], 0, 0
        part.append(operations)
        count, size = count + len(operations), size + bytes_more
    if part:
        yield part


def _bytes(operation: Operation) -> int:
    return len(json.dumps(operation.body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
