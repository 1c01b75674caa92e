"""What a store does, in parts, designed for Cosmos DB first.

A call names the organisation, which is the partition. The exceptions are `find`, for an id on a path without an
organisation, `organisations_named`, for the names in a request, and the calls whose names end in `_across_partitions`.
A write is conditional: `Create` needs a free id; `Replace` and `SoftDelete` need the document that was read. A document
whose `expires_at` is past by the database's own clock is gone: nothing reads or counts it, and its id is free.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from spine.domain.documents import Document, KeywordRefresh, Link, MeetingLink, Tombstone
from spine.domain.fact_states import FactState
from spine.domain.facts import PLANNABLE, Fact
from spine.domain.organisations import Organisation
from spine.domain.people import Person
from spine.domain.planning.pressing import PressingWindow
from spine.domain.proposals import Proposal
from spine.domain.snapshots import OrganisationCounts, Snapshot
from spine.domain.times import DueBefore
from spine.domain.workstreams import Workstream, WorkstreamSummary


class WriteConflict(Exception):
    """The stored document is not the one that a conditional write needs; nothing of its part was written."""

    written = 0
    """How many of the writes the parts before have carried out."""


@dataclass(frozen=True)
class Create:
    """Store a new document; a conflict if its kind and key are taken, also by a tombstone."""

    document: Document


@dataclass(frozen=True)
class Replace:
    """Store a document in place of the one that was read; a conflict if the stored etag differs."""

    document: Document


@dataclass(frozen=True)
class Upsert:
    """Store a document whatever was there; only for content that its key determines."""

    document: Document


@dataclass(frozen=True)
class SoftDelete:
    """Turn the document that was read into a tombstone; a conflict if the stored etag differs."""

    document: Document
    deleted_at: str


@dataclass(frozen=True)
class Delete:
    """Remove a document by its kind and key; nothing happens if it is gone already."""

    document: Document


type Write = Create | Replace | Upsert | SoftDelete | Delete


@dataclass(frozen=True)
class PageRequest:
    """At most `limit` items, from the `position` that the page before ended with; None for the first page."""

    limit: int
    position: str | None = None


@dataclass(frozen=True)
class Page[D]:
    """Some items in order. `position` is where the next page begins, None at the end."""

    items: list[D]
    position: str | None = None


@dataclass(frozen=True)
class WorkstreamFilter:
    """Which workstreams a list holds; times in the stored form. None, or nothing in a collection, filters nothing."""

    status: str | None = None
    statuses: Collection[str] = field(default=())
    min_priority: int = 0
    updated_until: str | None = None
    """Last updated at this moment or before."""
    updated_after: str | None = None
    """Last updated after this moment."""
    states: Collection[str] = field(default=())
    """A workstream without a state is active."""


@dataclass(frozen=True)
class FactFilter:
    """Which facts a list or search holds. None, or nothing in a collection, filters nothing."""

    types: Collection[str] = field(default=())
    statuses: Collection[str] = field(default=())
    since: str | None = None
    """Created at this moment or later."""
    meetings: Collection[str] = field(default=())
    states: Collection[str] = field(default=())
    """A fact without a state is open."""
    owner_words: Collection[str] = field(default=())
    """Folded words that all stand in the owner."""
    due: DueBefore | None = None
    linked: bool | None = None
    """Whether it belongs to a workstream; of lists alone, no search asks for it."""


PLANNABLE_FACTS = FactFilter(statuses=PLANNABLE, states=(FactState.OPEN.value,))
"""What agendas are planned from, and workstreams suggested from: what was checked and is still to be dealt with."""


class Database(Protocol):
    """The database as a whole."""

    name: str
    """What `/health` says: `sqlite` or `cosmos`."""

    address: str
    """Which database this is: the checkpoint of an export names it, so that no other one's export is continued."""

    def migrate(self) -> None:
        """Create what the store needs, or bring it to today's version. Raises Unavailable."""

    def rollback(self) -> list[str]:
        """Remove all workstreams, their links and the snapshots; the names of those tables that were there."""

    def ping(self) -> None:
        """One cheap request to the database. Raises Unavailable."""

    def run_concurrently[A](self, *calls: Callable[[], A]) -> list[A]:
        """The results of independent reads, made at the same time where that saves time. The first error is raised.

        The first call may itself read concurrently; the others then read in sequence.
        """


class DocumentStore(Protocol):
    """Documents by id, and conditional writes."""

    def get[D: Document](self, kind: type[D], org_id: str, key: str) -> D | None:
        """The document of this kind and natural id, or None."""

    def get_many[D: Document](
        self, kind: type[D], org_id: str, keys: Sequence[str], *, retry_missing: bool = False
    ) -> dict[str, D]:
        """The documents that exist of these, by natural id.

        `retry_missing` asks once more for those not found: another instance may just have stored them.
        """

    def find[D: Document](self, kind: type[D], key: str, org_ids: Collection[str] | None = None) -> list[D]:
        """The documents of this kind and natural id in some organisations, or all: the only lookup by id alone.

        For a MeetingLink the key is the meeting's id, and all its links are returned.
        """

    def organisation_exists(self, org_id: str) -> bool:
        """Whether the organisation has a document of its own, a workstream or a fact."""

    def commit(self, org_id: str, writes: Sequence[Write]) -> None:
        """Write all or nothing, all of this organisation.

        Raises WriteConflict, and ValueError for more than `MAX_ATOMIC_WRITES` or another organisation's document.
        """

    def commit_in_parts(self, org_id: str, writes: Sequence[Write]) -> int:
        """Write any number in order, each part atomic; how many changed anything: a deletion of what is gone does not.

        Raises WriteConflict, PartialWrite, and ValueError for another organisation's document.
        """

    def delete_batch(self, org_id: str, limit: int) -> int:
        """Remove at most `limit` documents of an organisation, but not its own document; how many were removed."""


class PlanningQueries(Protocol):
    """Lists and searches, as planning and the API ask for them."""

    def organisations_named(self, keys: Sequence[str], org_ids: Collection[str] | None = None) -> list[Organisation]:
        """For each of these name keys at most `MAX_ORGANISATIONS_NAMED` organisations that have it, by id.

        Whose id it is comes before whose name it is, and that before whose alias it is.

        Of `org_ids` alone, where they are given: no other organisation counts, and no document of theirs is read.
        """

    def organisations_across_partitions(self, page: PageRequest) -> Page[Organisation]:
        """All organisations that have a document of their own, in no order."""

    def people_with_names(self, org_id: str, keys: Sequence[str]) -> list[Person]:
        """At most `MAX_PEOPLE_FOUND` people of whose names one of these words is a part, by id."""

    def count_people(self, org_id: str) -> int:
        """How many people the organisation knows."""

    def workstreams(self, org_id: str, filters: WorkstreamFilter, page: PageRequest) -> Page[Workstream]:
        """Workstreams by priority DESC, status, updated_at DESC, id."""

    def workstreams_with_stems(self, org_id: str, stems: Sequence[str], limit: int) -> list[Workstream]:
        """Workstreams with at least one of these stems, in the order of `workstreams`."""

    def count_workstreams(self, org_id: str) -> int:
        """How many workstreams the organisation has."""

    def facts(self, org_id: str, filters: FactFilter, page: PageRequest) -> Page[Fact]:
        """Facts, newest first, then by id. With `linked`, a page may be short although there are more."""

    def facts_with_stems(
        self, org_id: str, stems: Sequence[str], at_least: int, filters: FactFilter, limit: int
    ) -> list[Fact]:
        """The facts with at least so many of these distinct stems, newest first, then by id."""

    def pressing_facts(self, org_id: str, window: PressingWindow, limit: int) -> list[Fact]:
        """Plannable facts inside the window, newest first, then by id: of a dated type and due in it, or new enough."""

    def links(self, org_id: str, workstream_id: str, page: PageRequest) -> Page[Link]:
        """Links of one workstream by weight DESC, the fact's created_at DESC, the fact's id."""

    def links_of_facts(self, org_id: str, fact_ids: Sequence[str]) -> list[Link]:
        """All links of these facts, in no order."""

    def links_of_meeting(self, org_id: str, meeting_id: str) -> list[MeetingLink]:
        """The links of one meeting in an organisation, in no order."""

    def meeting_links(self, org_id: str, workstream_id: str) -> list[MeetingLink]:
        """The meetings of a workstream, newest link first, then by meeting id."""

    def proposals(
        self, org_id: str, page: PageRequest, over_by: str | None = None, series: str | None = None
    ) -> Page[Proposal]:
        """Stored agendas, newest first, then by id.

        With `over_by` only those whose meeting was over by then; with `series` only those of a series of meetings, and
        those that were stored without one.
        """

    def snapshots(self, org_id: str, page: PageRequest) -> Page[Snapshot]:
        """Snapshots, newest day first."""


class SweepQueries(Protocol):
    """What the sweep reads of all organisations and counts in one, and the flag that it sets."""

    def registered_organisations_across_partitions(self, page: PageRequest) -> Page[str]:
        """The ids of all organisations that have a document of their own, in no order."""

    def stale_candidates_across_partitions(self, until: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """Active workstreams without a flag, last updated until then or at no readable time, in no order.

        Not each is stale: a readable `created_at` stands in for an `updated_at` that is not readable.
        """

    def unfinished_across_partitions[D: Tombstone | KeywordRefresh](self, kind: type[D], page: PageRequest) -> Page[D]:
        """What calls of all organisations have left to do, of one kind, in no order."""

    def workstream_summaries(self, org_id: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """A summary of each workstream of an organisation, in no order."""

    def flag_stale(self, summary: WorkstreamSummary, flagged_at: str) -> bool:
        """Set a workstream's flag, and nothing else that a person sees; whether this call did it.

        Only if `updated_at` is still the one of the summary, and no flag is there.
        """

    def delete_expired(self) -> None:
        """Remove the documents that have expired, where the database does not do it by itself."""

    def counts(self, org_id: str, today: str) -> OrganisationCounts:
        """What an organisation has; `today` is a UTC day. The cost hardly grows with the number of facts."""

    def count_linked_facts(self, org_id: str, workstream_ids: Sequence[str]) -> dict[str, int]:
        """How many facts are linked to each of these workstreams."""


class ExportQueries(Protocol):
    """What an export reads: everything."""

    def existing_organisations_across_partitions(self) -> list[str]:
        """The ids of all organisations for which `organisation_exists`, sorted: also those without a document.

        Raises Conflict where a document has no organisation, until `repair` has moved it into one.
        """

    def documents[D: Document](self, kind: type[D], org_id: str, page: PageRequest) -> Page[D]:
        """All documents of one kind in an organisation, by natural id in code point order.

        A position stays good whatever is written meanwhile. Raises Conflict where legacy documents break the order,
        until `repair` has brought them into shape.
        """


class Store(Database, DocumentStore, PlanningQueries, SweepQueries, ExportQueries, Protocol):
    """The documents of all organisations."""
