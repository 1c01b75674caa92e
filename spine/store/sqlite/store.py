"""The store that keeps everything in one SQLite file, for local runs."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import batched

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact
from spine.domain.links import Link, MeetingLink
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.snapshots import OrganisationCounts, Snapshot
from spine.domain.workstreams import Workstream, WorkstreamSummary
from spine.store.protocol import ATOMIC_WRITES, FactFilter, Page, PageRequest, Repair, WorkstreamFilter, Write
from spine.store.sqlite import error_mapping, migrations, queries, schema, sweeping, writes
from spine.store.sqlite.connections import Connections
from spine.store.sqlite.fact_filters import passing
from spine.store.sqlite.rows import Value, document_of
from spine.store.sqlite.selects import (
    ALL,
    Order,
    Sql,
    after,
    among,
    both,
    equal,
    no_less,
    ordered,
    position_of,
    select,
)
from spine.store.sqlite.transactions import writing
from spine.store.sqlite.word_search import WordSearch

KEYS_AT_ONCE = 500
ORGANISATIONS_NAMED = 20


class SqliteStore:
    """`spine.store.protocol.Store` over one file; nothing is opened before the first call.

    Every call raises BadSettings for a path that Spine cannot use, and Unavailable where the file is busy, full,
    read-only or damaged. Tables that somebody dropped by hand are made anew, empty.
    """

    name = "sqlite"

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._connections = Connections(path)

    def migrate(self) -> None:
        """Make the file, or bring it to the version of today, with every table that is missing."""
        self._run(migrations.remake)

    def rollback(self) -> list[str]:
        """Drop the guide's three tables, nothing else; the names of those that were there."""
        return self._run(migrations.roll_back)

    def repair(self, sign: Callable[[str, Iterable[str]], None]) -> Repair:
        """Nothing: older files are brought into shape when they are opened."""
        return Repair()

    def close(self) -> None:
        """Close the connections of all threads; no thread may be at work."""
        self._connections.close()

    def ping(self) -> None:
        """Read the file's header."""
        self._run(lambda connection: connection.execute(queries.PING).fetchone())

    def run_concurrently[A](self, *calls: Callable[[], A]) -> list[A]:
        """The results of the calls, made one after the other: side by side a local file is no faster."""
        return [call() for call in calls]

    def get[D: Document](self, kind: type[D], org_id: str, key: str) -> D | None:
        """The document of this kind and natural id, or None."""
        return self.get_many(kind, org_id, [key]).get(key)

    def get_many[D: Document](
        self, kind: type[D], org_id: str, keys: Sequence[str], *, retry_missing: bool = False
    ) -> dict[str, D]:
        """The documents that exist of these, by natural id; here everything stored is seen at once."""
        found = self._of_values(kind, equal("org_id", org_id), schema.table_of(kind).key, keys)
        return {document.key: document for document in found}

    def find[D: Document](self, kind: type[D], key: str) -> list[D]:
        """The documents of this kind and natural id (a MeetingLink: of this meeting) in all organisations."""
        table = schema.table_of(kind)
        return self._documents(kind, select(table, equal(table.found_by or table.key, key)))

    def organisations_named(self, keys: Sequence[str]) -> list[Organisation]:
        """At most 20 organisations, in order of their ids, of which a name key is among these."""
        terms = among("term", keys)
        named = Sql(queries.NAMED.format(terms=terms.text), terms.values)
        selected = select(schema.ORGANISATIONS, named)
        return self._documents(Organisation, ordered([selected], ("org_id",), ORGANISATIONS_NAMED))

    def organisation_exists(self, org_id: str) -> bool:
        """Whether the organisation has a document of its own, a workstream or a fact."""
        return bool(self._number(queries.KNOWS, {"org": org_id}))

    def commit(self, org_id: str, writes: Sequence[Write]) -> None:
        """Write all or nothing, at most `ATOMIC_WRITES` documents, all of this organisation.

        Raises Changed, and ValueError for more documents or one of another organisation.
        """
        if len(writes) > ATOMIC_WRITES:
            raise ValueError(f"{len(writes)} documents are too many for one commit.")
        self.commit_in_parts(org_id, writes)

    def commit_in_parts(self, org_id: str, writes: Sequence[Write]) -> None:
        """Write any number in order. Here all of them are one part. Raises Changed."""
        self._run(lambda connection: _write(connection, org_id, writes))

    def delete_batch(self, org_id: str, limit: int) -> int:
        """Remove at most `limit` documents of an organisation, its own document excepted; how many were removed."""
        return self._run(lambda connection: _erase(connection, org_id, limit))

    def workstreams(self, org_id: str, wanted: WorkstreamFilter, page: PageRequest) -> Page[Workstream]:
        """Workstreams by priority DESC, status, updated_at DESC, id."""
        conditions = [equal("org_id", org_id), *_fulfilling(wanted)]
        return self._page(Workstream, [both(conditions)], queries.WORKSTREAM_ORDER, page)

    def workstreams_with_stems(self, org_id: str, stems: Sequence[str], limit: int) -> list[Workstream]:
        """Workstreams of which any stem is among these, in the order of `workstreams`."""
        terms = among("term", stems)
        holding = Sql(queries.WORKSTREAM_HOLDS.format(terms=terms.text), (org_id, *terms.values))
        selected = select(schema.WORKSTREAMS, both([equal("org_id", org_id), holding]))
        return self._documents(Workstream, ordered([selected], queries.WORKSTREAM_ORDER, limit))

    def count_workstreams(self, org_id: str) -> int:
        """How many workstreams the organisation has."""
        return self._number(queries.COUNT_WORKSTREAMS, (org_id,))

    def facts(self, org_id: str, wanted: FactFilter, page: PageRequest) -> Page[Fact]:
        """Facts, newest first, then by id."""
        return self._page(Fact, passing(org_id, wanted), queries.FACT_ORDER, page)

    def facts_with_stems(
        self, org_id: str, stems: Sequence[str], at_least: int, wanted: FactFilter, limit: int
    ) -> list[Fact]:
        """The newest facts that hold at least so many of these distinct stems, newest first, then by id."""
        distinct = list(dict.fromkeys(stems))
        if limit < 1 or not 1 <= at_least <= len(distinct):
            return []
        rows = self._run(lambda c: WordSearch(c, org_id, distinct, at_least, wanted).rows(limit))
        return [document_of(Fact, schema.FACTS, row) for row in rows]

    def links(self, org_id: str, workstream_id: str, page: PageRequest) -> Page[Link]:
        """Links of one workstream by weight DESC, the fact's created_at DESC, the fact's id."""
        conditions = [equal("org_id", org_id), equal("workstream_id", workstream_id)]
        return self._page(Link, [both(conditions)], queries.LINK_ORDER, page)

    def links_of_facts(self, org_id: str, fact_ids: Sequence[str]) -> list[Link]:
        """All links of these facts, in no order."""
        return self._of_values(Link, equal("org_id", org_id), "fact_id", fact_ids)

    def links_of_meeting(self, org_id: str, meeting_id: str) -> list[MeetingLink]:
        """The links of one meeting inside an organisation, in no order."""
        return self._of_values(MeetingLink, equal("org_id", org_id), "meeting_id", [meeting_id])

    def meeting_links(self, org_id: str, workstream_id: str) -> list[MeetingLink]:
        """The meetings of a workstream, newest link first, then by meeting id."""
        conditions = [equal("org_id", org_id), equal("workstream_id", workstream_id)]
        selected = select(schema.MEETING_LINKS, both(conditions))
        return self._documents(MeetingLink, ordered([selected], queries.MEETING_ORDER))

    def proposals(self, org_id: str, page: PageRequest, over_by: str | None = None) -> Page[Proposal]:
        """Stored agendas, newest first, then by id; with `over_by` only those whose meeting was over by then."""
        over = ALL if over_by is None else Sql("over_at < ?", (over_by,))
        return self._page(Proposal, [both([equal("org_id", org_id), over])], queries.PROPOSAL_ORDER, page)

    def snapshots(self, org_id: str, page: PageRequest) -> Page[Snapshot]:
        """Snapshots, newest day first."""
        return self._page(Snapshot, [equal("org_id", org_id)], queries.SNAPSHOT_ORDER, page)

    def documents[D: Document](self, kind: type[D], org_id: str, page: PageRequest) -> Page[D]:
        """All documents of one kind in an organisation, by natural id."""
        return self._page(kind, [equal("org_id", org_id)], (schema.table_of(kind).key,), page)

    def existing_organisations_across_partitions(self) -> list[str]:
        """The ids of all organisations that exist, in their order."""
        return [str(row[0]) for row in self._rows(Sql(queries.KNOWN))]

    def registered_organisations_across_partitions(self, page: PageRequest) -> Page[str]:
        """The ids of all organisations that have a document, in their order."""
        return self._run(lambda connection: sweeping.organisations(connection, page))

    def stale_candidates_across_partitions(self, until: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """Workstreams of all organisations without a flag, updated until then or at no readable time."""
        return self._run(lambda connection: sweeping.neglected(connection, until, page))

    def tombstones_across_partitions(self, page: PageRequest) -> Page[Tombstone]:
        """The tombstones of all organisations."""
        return self._page(Tombstone, [ALL], queries.TOMBSTONE_ORDER, page)

    def workstream_summaries(self, org_id: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """How each workstream of an organisation stands."""
        return self._run(lambda connection: sweeping.workstream_summaries(connection, org_id, page))

    def flag_stale(self, standing: WorkstreamSummary, flagged_at: str) -> bool:
        """Set a workstream's flag if it is still as it was seen, without one; whether this call did it."""
        return self._run(lambda connection: sweeping.flag(connection, standing, flagged_at))

    def counts(self, org_id: str, today: str) -> OrganisationCounts:
        """What an organisation has; `today` is a UTC day."""
        return self._run(lambda connection: sweeping.counts(connection, org_id, today))

    def count_linked_facts(self, org_id: str, workstream_ids: Sequence[str]) -> dict[str, int]:
        """How many facts each of these workstreams has."""
        return self._run(lambda connection: sweeping.count_linked_facts(connection, org_id, workstream_ids))

    def _page[D: Document](self, kind: type[D], parts: Iterable[Sql], order: Order, page: PageRequest) -> Page[D]:
        """A page of the rows that fulfil one of `parts`, which overlap nowhere."""
        table = schema.table_of(kind)
        behind = after(order, page.position)
        selects = [select(table, both([part, behind])) for part in parts]
        rows = self._rows(ordered(selects, order, page.limit + 1))
        shown = rows[: page.limit]
        position = position_of(order, table, shown[-1]) if len(rows) > page.limit else None
        return Page([document_of(kind, table, row) for row in shown], position)

    def _of_values[D: Document](self, kind: type[D], where: Sql, column: str, values: Sequence[str]) -> list[D]:
        """The documents with one of these values, asked for in parts: SQLite takes a limited number of values."""
        table = schema.table_of(kind)
        parts = [both([where, among(column, some)]) for some in _few(values)]
        return [document for part in parts for document in self._documents(kind, select(table, part))]

    def _documents[D: Document](self, kind: type[D], statement: Sql) -> list[D]:
        table = schema.table_of(kind)
        return [document_of(kind, table, row) for row in self._rows(statement)]

    def _rows(self, statement: Sql) -> list[Sequence[Value]]:
        return self._run(lambda connection: connection.execute(*statement).fetchall())

    def _number(self, statement: str, values: dict[str, str] | tuple[str, ...]) -> int:
        return int(self._run(lambda connection: connection.execute(statement, values).fetchone()[0]))

    def _run[A](self, call: Callable[[sqlite3.Connection], A]) -> A:
        """A call's result; it is repeated once where it met a table that somebody dropped, after making it anew."""
        with error_mapping.told():
            connection = self._connections.mine()
            try:
                return call(connection)
            except sqlite3.OperationalError as error:
                if not error_mapping.is_missing_table(error):
                    raise
            migrations.remake(connection)
            return call(connection)


def _write(connection: sqlite3.Connection, org_id: str, commit: Sequence[Write]) -> None:
    with writing(connection):
        for write in commit:
            writes.apply(connection, org_id, write)


def _erase(connection: sqlite3.Connection, org_id: str, limit: int) -> int:
    removed = 0
    with writing(connection):
        for table in schema.ERASED:
            removed += connection.execute(queries.delete_some(table), (org_id, limit - removed)).rowcount
    return removed


def _few(values: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return batched(dict.fromkeys(values), KEYS_AT_ONCE, strict=False)


def _fulfilling(wanted: WorkstreamFilter) -> list[Sql]:
    status = ALL if wanted.status is None else equal("status", wanted.status)
    statuses = among("status", wanted.statuses) if wanted.statuses else ALL
    until = ALL if wanted.updated_until is None else Sql("updated_at <= ?", (wanted.updated_until,))
    later = ALL if wanted.updated_after is None else Sql("updated_at > ?", (wanted.updated_after,))
    return [status, statuses, no_less("priority", wanted.min_priority), until, later]
