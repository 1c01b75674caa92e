"""The store that keeps everything in one Cosmos DB container."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import batched, islice
from time import sleep
from typing import Any
from uuid import uuid4

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact
from spine.domain.links import Link, MeetingLink
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.snapshots import OrganisationCounts, Snapshot
from spine.domain.workstreams import Workstream, WorkstreamSummary
from spine.errors import Conflict, Unavailable
from spine.legacy.cosmos_repair import Repairing
from spine.store.cosmos import queries, statements
from spine.store.cosmos.client import Account, Connection
from spine.store.cosmos.container import Container, Operation, Verb
from spine.store.cosmos.items import Item, document_of, item_id, own_id, seen_id
from spine.store.cosmos.removal import roll_back
from spine.store.cosmos.statements import Statement, of_values
from spine.store.cosmos.sweeping import SweepQueries
from spine.store.cosmos.thread_pool import ThreadPool
from spine.store.cosmos.writes import PART_OPERATIONS, Commit
from spine.store.protocol import ATOMIC_WRITES, FactFilter, Page, PageRequest, Repair, WorkstreamFilter, Write

IDS_AT_ONCE = 200
ORGANISATIONS_NAMED, ORGANISATIONS_READ = 20, 1000
"""How many organisations of a name are given, and looked at for those that come first: the database sorts nothing
across partitions. Where more have a name, any of them count as the first."""
HOLDING_READ = 2000
"""How many workstreams are looked at for those that hold a stem. Only those of the guide's service that no repair
has seen can be looked at in vain."""

SECOND_LOOK = 0.1
"""Seconds after which an unknown id is looked for again: another instance may just have stored it."""

UNREPAIRED = "Organisation {!r} has documents of the old service: run `python -m spine repair` first."
NOWHERE = "The document {!r} is of no organisation: run `python -m spine repair` first, or remove it."

_BY_ID = {Workstream: queries.WORKSTREAMS_BY_ID, Fact: queries.FACTS_BY_ID}
"""What the guide's service may have stored under any item id is looked up by its natural id."""


class CosmosStore:
    """`spine.store.protocol.Store` over one container; nothing is asked before the first call.

    Every call raises Unavailable where the database is away, overloaded or full, and BadSettings where the account
    has no such container.
    """

    name = "cosmos"

    def __init__(self, account: Account, *, second_look: float = SECOND_LOOK) -> None:
        self._connection = Connection(account)
        self._container = Container(self._connection)
        self._threads = ThreadPool()
        self._sweeping = SweepQueries(self._container, self._threads)
        self._second_look = second_look

    def migrate(self) -> None:
        """Read the container, which the deployment makes with its index policy."""
        self._connection.container()

    def rollback(self) -> list[str]:
        """Remove the documents of the guide's three kinds, nothing else; the names of those that were there."""
        return roll_back(self._container)

    def repair(self, sign: Callable[[str, Iterable[str]], None]) -> Repair:
        """Bring the documents of the guide's service into shape; a repeat goes on where this was cut short."""
        return Repairing(self._container, sign).done()

    def close(self) -> None:
        """End the store's threads and connections; no thread may be at work."""
        self._threads.close()
        self._connection.close()

    def ping(self) -> None:
        """Read one item that is not there: 1 RU."""
        self._container.read("_ping", "ping")

    def run_concurrently[A](self, *calls: Callable[[], A]) -> list[A]:
        """The results of the calls, made side by side on the store's own threads."""
        return self._threads.run_concurrently(calls)

    def get[D: Document](self, kind: type[D], org_id: str, key: str) -> D | None:
        """The document of this kind and natural id, or None."""
        item = self._container.read(org_id, item_id(kind, key))
        if item is not None and item.get("type") == kind.kind:
            return document_of(kind, item)
        return self.get_many(kind, org_id, [key]).get(key) if kind in _BY_ID else None

    def get_many[D: Document](
        self, kind: type[D], org_id: str, keys: Sequence[str], *, retry_missing: bool = False
    ) -> dict[str, D]:
        """The documents that exist of these, by natural id; `patiently` asks again for those not found."""
        parts = [_by_id(kind, org_id, some) for some in batched(dict.fromkeys(keys), IDS_AT_ONCE, strict=False)]
        found = {document.key: document for document in self._all(kind, org_id, parts)}
        missing = [key for key in keys if key not in found]
        if retry_missing and missing and self._second_look:
            sleep(self._second_look)
            found |= self.get_many(kind, org_id, missing)
        return found

    def find[D: Document](self, kind: type[D], key: str) -> list[D]:
        """The documents of this kind and natural id (a MeetingLink: of this meeting) in all organisations."""
        statement = Statement(queries.FIND_ACROSS_PARTITIONS_UNSAFE[kind.kind], {"key": key})
        found = list(self._container.across_partitions_unsafe(statement))
        if not found and kind is not Tombstone and self._second_look:
            sleep(self._second_look)
            found = list(self._container.across_partitions_unsafe(statement))
        return _documents(kind, found)

    def organisations_named(self, keys: Sequence[str]) -> list[Organisation]:
        """At most 20 organisations, in order of their ids, of which a name key is among these."""
        if not keys:
            return []
        named = statements.numbered("n", keys)
        text = queries.ORGANISATIONS_NAMED_ACROSS_PARTITIONS_UNSAFE.format(
            names=statements.any_of(queries.HAS_NAME, named)
        )
        found = self._container.across_partitions_unsafe(Statement(text, named), ORGANISATIONS_READ)
        organisations = _documents(Organisation, islice(found, ORGANISATIONS_READ))
        return sorted(organisations, key=lambda one: one.org_id)[:ORGANISATIONS_NAMED]

    def organisation_exists(self, org_id: str) -> bool:
        """Whether the organisation has a document of its own, a workstream or a fact."""
        return bool(self._container.page(org_id, Statement(queries.KNOWS, {"org_id": org_id}), 1).items)

    def commit(self, org_id: str, writes: Sequence[Write]) -> None:
        """Write all or nothing, at most `ATOMIC_WRITES` documents, all of this organisation.

        Raises Changed, and ValueError for more documents or one of another organisation.
        """
        if len(writes) > ATOMIC_WRITES:
            raise ValueError(f"{len(writes)} documents are too many for one commit.")
        Commit(self._container, org_id, writes).at_once()

    def commit_in_parts(self, org_id: str, writes: Sequence[Write]) -> None:
        """Write any number in order, at most 50 documents and 1 MB at once. Raises Changed and CutShort."""
        Commit(self._container, org_id, writes).in_parts()

    def delete_batch(self, org_id: str, limit: int) -> int:
        """Remove at most `limit` documents of an organisation, its own document excepted; how many were removed."""
        kept = item_id(Organisation, org_id)
        statement = Statement(queries.ALL_BUT_ONE_ITEM, {"limit": limit, "org_id": org_id, "kept": kept})
        removed = 0
        for ids in batched(self._container.all(org_id, statement), PART_OPERATIONS, strict=False):
            try:
                self._container.write(org_id, [Operation(Verb.DELETE, one) for one in ids], uuid4().hex)
            except Unavailable:
                if not removed:
                    raise
                break
            removed += len(ids)
        return removed

    def workstreams(self, org_id: str, wanted: WorkstreamFilter, page: PageRequest) -> Page[Workstream]:
        """Workstreams by priority DESC, status, updated_at DESC, id."""
        return self._page(Workstream, org_id, statements.workstreams(org_id, wanted), page)

    def workstreams_with_stems(self, org_id: str, stems: Sequence[str], limit: int) -> list[Workstream]:
        """Workstreams of which any stem is among these, in the order of `workstreams`."""
        if not stems or limit < 1:
            return []
        statement = statements.workstreams_carrying(org_id, stems)
        found: list[Workstream] = []
        position: str | None = None
        for _ in range(0, HOLDING_READ, limit):
            page = self._page(Workstream, org_id, statement, PageRequest(limit, position))
            found += [one for one in page.items if not set(stems).isdisjoint(one.stems)]
            position = page.position
            if position is None or len(found) >= limit:
                break
        return found[:limit]

    def count_workstreams(self, org_id: str) -> int:
        """How many workstreams the organisation has."""
        return int(sum(self._container.all(org_id, Statement(queries.COUNT_WORKSTREAMS, {"org_id": org_id}))))

    def facts(self, org_id: str, wanted: FactFilter, page: PageRequest) -> Page[Fact]:
        """Facts, newest first, then by id."""
        return self._page(Fact, org_id, statements.facts(org_id, wanted), page)

    def facts_with_stems(
        self, org_id: str, stems: Sequence[str], at_least: int, wanted: FactFilter, limit: int
    ) -> list[Fact]:
        """The newest facts that hold at least so many of these distinct stems, newest first, then by id."""
        distinct = list(dict.fromkeys(stems))
        if limit < 1 or not 1 <= at_least <= len(distinct):
            return []
        statement = statements.facts_with_stems(org_id, distinct, at_least, wanted)
        return self._page(Fact, org_id, statement, PageRequest(limit)).items

    def links(self, org_id: str, workstream_id: str, page: PageRequest) -> Page[Link]:
        """Links of one workstream by weight DESC, the fact's created_at DESC, the fact's id."""
        statement = Statement(queries.LINKS, {"org_id": org_id, "workstream_id": workstream_id})
        return self._page(Link, org_id, statement, page)

    def links_of_facts(self, org_id: str, fact_ids: Sequence[str]) -> list[Link]:
        """All links of these facts, in no order."""
        parts = batched(dict.fromkeys(fact_ids), IDS_AT_ONCE, strict=False)
        return self._all(Link, org_id, [of_values(queries.LINKS_OF_FACTS, some, org_id=org_id) for some in parts])

    def links_of_meeting(self, org_id: str, meeting_id: str) -> list[MeetingLink]:
        """The links of one meeting inside an organisation, in no order."""
        parameters = {"org_id": org_id, "meeting_id": meeting_id}
        return self._all(MeetingLink, org_id, [Statement(queries.LINKS_OF_MEETING, parameters)])

    def meeting_links(self, org_id: str, workstream_id: str) -> list[MeetingLink]:
        """The meetings of a workstream, newest link first, then by meeting id."""
        parameters = {"org_id": org_id, "workstream_id": workstream_id}
        found = self._all(MeetingLink, org_id, [Statement(queries.MEETINGS_OF_WORKSTREAM, parameters)])
        by_id = sorted(found, key=lambda one: one.meeting_id)
        return sorted(by_id, key=lambda one: one.created_at, reverse=True)

    def proposals(self, org_id: str, page: PageRequest, over_by: str | None = None) -> Page[Proposal]:
        """Stored agendas, newest first, then by id; with `over_by` only those whose meeting was over by then."""
        return self._page(Proposal, org_id, statements.proposals(org_id, over_by), page)

    def snapshots(self, org_id: str, page: PageRequest) -> Page[Snapshot]:
        """Snapshots, newest day first."""
        return self._page(Snapshot, org_id, Statement(queries.SNAPSHOTS, {"org_id": org_id}), page)

    def documents[D: Document](self, kind: type[D], org_id: str, page: PageRequest) -> Page[D]:
        """All documents of one kind in an organisation, by natural id. Raises Conflict before a repair is made."""
        part = self._container.page(org_id, statements.documents(kind, org_id, page.position), page.limit)
        found = _documents(kind, part.items)
        if kind not in _BY_ID and any(seen_id(one) != own_id(one) for one in found):
            raise Conflict(UNREPAIRED.format(org_id))
        return Page(found, statements.place_of(kind, part.items[-1]) if part.position is not None else None)

    def existing_organisations_across_partitions(self) -> list[str]:
        """The ids of all organisations that exist, in their order. Raises Conflict before a repair is made."""
        nowhere = Statement(queries.OF_NO_ORGANISATION_ACROSS_PARTITIONS_UNSAFE, {})
        for one in self._container.across_partitions_unsafe(nowhere, 1):
            raise Conflict(NOWHERE.format(one))
        return sorted(
            set(self._container.across_partitions_unsafe(Statement(queries.KNOWN_ACROSS_PARTITIONS_UNSAFE, {})))
        )

    def registered_organisations_across_partitions(self, page: PageRequest) -> Page[str]:
        """The ids of all organisations that have a document, in no order."""
        return self._sweeping.organisations(page)

    def stale_candidates_across_partitions(self, until: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """Workstreams of all organisations without a flag, updated until then or at no readable time, in no order."""
        return self._sweeping.neglected(until, page)

    def tombstones_across_partitions(self, page: PageRequest) -> Page[Tombstone]:
        """The tombstones of all organisations, in no order."""
        return self._sweeping.tombstones(page)

    def workstream_summaries(self, org_id: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """How each workstream of an organisation stands, in no order."""
        return self._sweeping.workstream_summaries(org_id, page)

    def flag_stale(self, standing: WorkstreamSummary, flagged_at: str) -> bool:
        """Set a workstream's flag if it is still as it was seen, without one; whether this call did it."""
        return self._sweeping.flag(standing, flagged_at)

    def counts(self, org_id: str, today: str) -> OrganisationCounts:
        """What an organisation has; `today` is a UTC day."""
        return self._sweeping.counts(org_id, today)

    def count_linked_facts(self, org_id: str, workstream_ids: Sequence[str]) -> dict[str, int]:
        """How many facts each of these workstreams has."""
        return self._sweeping.count_linked_facts(org_id, workstream_ids)

    def _page[D: Document](self, kind: type[D], org_id: str, statement: Statement, page: PageRequest) -> Page[D]:
        part = self._container.page(org_id, statement, page.limit, page.position)
        return Page(_documents(kind, part.items), part.position)

    def _all[D: Document](self, kind: type[D], org_id: str, parts: Sequence[Statement]) -> list[D]:
        """The documents of several statements, asked for side by side."""
        if not parts:
            return []
        found = self._threads.run_concurrently([partial(self._container.all, org_id, part) for part in parts])
        return [document for items in found for document in _documents(kind, items)]


def _by_id(kind: type[Document], org_id: str, keys: Iterable[str]) -> Statement:
    if kind in _BY_ID:
        return of_values(_BY_ID[kind], keys, org_id=org_id)
    ids = [item_id(kind, key) for key in keys]
    return of_values(queries.ITEMS_BY_ID, ids, org_id=org_id, type=kind.kind)


def _documents[D: Document](kind: type[D], items: Iterable[Item | Any]) -> list[D]:
    read = (document_of(kind, item) for item in items)
    return [document for document in read if document is not None]
