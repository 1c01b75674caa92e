"""What a store does, designed for Cosmos DB first.

Every call but a few names the organisation, which is the partition. Those that cross partitions are `find`, for an
id on a path without an organisation, `organisations_named`, for the names in a request, and the walks of the sweep
and of an export, whose names say so. A write is conditional: `Create` wants that nothing has the id, `Replace` and
`Bury` that the document is the one that was read.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact
from spine.domain.links import Link, MeetingLink
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.snapshots import OrganisationCounts, Snapshot
from spine.domain.workstreams import Workstream, WorkstreamSummary
from spine.errors import FieldError, Invalid, Unavailable

ATOMIC_WRITES = 100
"""The most writes that one `commit` takes: Cosmos DB's limit for a transactional batch."""


class WriteConflict(Exception):
    """A conditional write met another document than it wanted; nothing of the commit was written."""


class BadPosition(Invalid):
    """A position that is none of the list that is asked for: a cursor that somebody made up."""

    def __init__(self) -> None:
        msg = "is no place in this list"
        super().__init__(f"cursor: {msg}", errors=[FieldError(loc=["cursor"], msg=msg)])


class PartialWrite(Unavailable):
    """Writing in parts ended before the last part; `written` documents are stored, the rest is not."""

    def __init__(self, written: int, *, retry_after: int = 1) -> None:
        super().__init__(f"The call was cut short after {written} documents; repeat it to complete it.",
                         retry_after=retry_after, extra={"written": written})  # fmt: skip
        self.written = written


@dataclass(frozen=True)
class Create:
    """Store a new document; `Changed` if its kind and key are taken, by a tombstone too."""

    document: Document


@dataclass(frozen=True)
class Replace:
    """Store a document in place of the one that was read, told by its etag; else `Changed`."""

    document: Document


@dataclass(frozen=True)
class Upsert:
    """Store a document whatever was there; only for content that its key determines."""

    document: Document


@dataclass(frozen=True)
class SoftDelete:
    """Turn the document that was read into a tombstone; `Changed` if it is not that one any more."""

    document: Document
    deleted_at: str


@dataclass(frozen=True)
class Delete:
    """Remove a document by its kind and key; nothing happens where it is gone already."""

    document: Document


type Write = Create | Replace | Upsert | SoftDelete | Delete


@dataclass(frozen=True)
class PageRequest:
    """How many items a caller wants, and where the last page ended (the store's own mark, or None)."""

    limit: int
    position: str | None = None


@dataclass(frozen=True)
class Page[D]:
    """Some items in order. `position` is None at the end, else where the next page begins."""

    items: list[D]
    position: str | None = None


@dataclass(frozen=True)
class WorkstreamFilter:
    """Which workstreams a list holds; times in the stored form. None leaves a condition out."""

    status: str | None = None
    statuses: Collection[str] = field(default=())
    """Only those of one of these; all where it is empty."""
    min_priority: int = 0
    updated_until: str | None = None
    """Only those last updated at this moment or before."""
    updated_after: str | None = None
    """Only those updated after this moment."""


@dataclass(frozen=True)
class FactFilter:
    """Which facts a list or search holds. Empty or None leaves a condition out."""

    types: Collection[str] = field(default=())
    statuses: Collection[str] = field(default=())
    since: str | None = None
    """Only facts created at this moment or later."""
    meetings: Collection[str] = field(default=())
    """Only facts of these meetings."""


@dataclass
class Repair:
    """What was brought into shape of documents that another service wrote."""

    moved: int = 0
    """Links that stand in their organisation now."""
    completed: int = 0
    """Workstreams and snapshots that have all their fields now."""
    left: int = 0
    """Documents that nobody can repair: links of a workstream that no organisation or more than one has, say."""
    organisations: set[str] = field(default_factory=set)
    """Those that have a workstream or a fact, and no document of their own."""


class Store(Protocol):
    """The documents of all organisations."""

    name: str
    """What `/health` says: `sqlite` or `cosmos`."""

    def migrate(self) -> None:
        """Make what the store needs, or bring it to the version of today. Raises Unavailable."""

    def rollback(self) -> list[str]:
        """Remove the guide's three tables of macro planning, nothing else; the names of those that were there."""

    def repair(self, sign: Callable[[str, Iterable[str]], None]) -> Repair:
        """Bring documents of another service into shape. It may be cut short at any place: a repeat goes on.

        `sign` is called with an organisation and workstreams whose links were moved, to gather their words anew.
        """

    def ping(self) -> None:
        """One cheap call to the database. Raises Unavailable."""

    def run_concurrently[A](self, *calls: Callable[[], A]) -> list[A]:
        """The results of independent reads, made side by side where that saves time; the first fault is raised.

        The first call may itself read side by side, the others do so one after the other.
        """

    def get[D: Document](self, kind: type[D], org_id: str, key: str) -> D | None:
        """The document of this kind and natural id, or None."""

    def get_many[D: Document](
        self, kind: type[D], org_id: str, keys: Sequence[str], *, retry_missing: bool = False
    ) -> dict[str, D]:
        """The documents that exist of these, by natural id.

        `patiently`: what is not found is asked for once more, for another instance may just have stored it.
        """

    def find[D: Document](self, kind: type[D], key: str) -> list[D]:
        """The documents of this kind and natural id in all organisations: the one look-up by id alone.

        Of a MeetingLink, the key is the meeting's id: all its links come back.
        """

    def organisations_named(self, keys: Sequence[str]) -> list[Organisation]:
        """At most 20 organisations, in order of their ids, of which a name key is among these."""

    def organisation_exists(self, org_id: str) -> bool:
        """Whether the organisation has a document of its own, a workstream or a fact."""

    def commit(self, org_id: str, writes: Sequence[Write]) -> None:
        """Write all or nothing, at most `ATOMIC_WRITES` documents, all of this organisation. Raises Changed."""

    def commit_in_parts(self, org_id: str, writes: Sequence[Write]) -> None:
        """Write any number in order, each part atomic. Raises Changed (nothing of its part written) and CutShort."""

    def delete_batch(self, org_id: str, limit: int) -> int:
        """Remove at most `limit` documents of an organisation, its own document excepted; how many were removed."""

    def workstreams(self, org_id: str, wanted: WorkstreamFilter, page: PageRequest) -> Page[Workstream]:
        """Workstreams by priority DESC, status, updated_at DESC, id."""

    def workstreams_with_stems(self, org_id: str, stems: Sequence[str], limit: int) -> list[Workstream]:
        """Workstreams of which any stem is among these, in the order of `workstreams`."""

    def count_workstreams(self, org_id: str) -> int:
        """How many workstreams the organisation has."""

    def facts(self, org_id: str, wanted: FactFilter, page: PageRequest) -> Page[Fact]:
        """Facts, newest first, then by id."""

    def facts_with_stems(
        self, org_id: str, stems: Sequence[str], at_least: int, wanted: FactFilter, limit: int
    ) -> list[Fact]:
        """The newest facts that hold at least so many of these distinct stems, newest first, then by id."""

    def links(self, org_id: str, workstream_id: str, page: PageRequest) -> Page[Link]:
        """Links of one workstream by weight DESC, the fact's created_at DESC, the fact's id."""

    def links_of_facts(self, org_id: str, fact_ids: Sequence[str]) -> list[Link]:
        """All links of these facts, in no order."""

    def links_of_meeting(self, org_id: str, meeting_id: str) -> list[MeetingLink]:
        """The links of one meeting inside an organisation, in no order."""

    def meeting_links(self, org_id: str, workstream_id: str) -> list[MeetingLink]:
        """The meetings of a workstream, newest link first, then by meeting id."""

    def proposals(self, org_id: str, page: PageRequest, over_by: str | None = None) -> Page[Proposal]:
        """Stored agendas, newest first, then by id; with `over_by` only those whose meeting was over by then."""

    def snapshots(self, org_id: str, page: PageRequest) -> Page[Snapshot]:
        """Snapshots, newest day first."""

    def documents[D: Document](self, kind: type[D], org_id: str, page: PageRequest) -> Page[D]:
        """All documents of one kind in an organisation, by natural id, code point by code point.

        A position stays good for ever, whatever is written meanwhile. Raises Conflict where the documents of another
        service stand in the way, until `repair` has brought them into shape.
        """

    def existing_organisations_across_partitions(self) -> list[str]:
        """The ids of all organisations that `organisation_exists` knows, in their order.

        Raises Conflict where documents have no organisation, until `repair` has brought them into one.
        """

    def registered_organisations_across_partitions(self, page: PageRequest) -> Page[str]:
        """The ids of all organisations that have a document, in no order."""

    def stale_candidates_across_partitions(self, until: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """Workstreams of all organisations without a flag, updated until then or at no readable time, in no order.

        Some may turn out not to be neglected: a readable `created_at` stands for an `updated_at` that is none.
        """

    def tombstones_across_partitions(self, page: PageRequest) -> Page[Tombstone]:
        """The tombstones of all organisations, in no order."""

    def workstream_summaries(self, org_id: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """How each workstream of an organisation stands, in no order."""

    def flag_stale(self, standing: WorkstreamSummary, flagged_at: str) -> bool:
        """Set a workstream's flag, and nothing else that a person sees; whether this call did it.

        It is set only if `updated_at` is still the one that was seen, and no flag is there.
        """

    def counts(self, org_id: str, today: str) -> OrganisationCounts:
        """What an organisation has, at a cost that its number of facts hardly moves; `today` is a UTC day."""

    def count_linked_facts(self, org_id: str, workstream_ids: Sequence[str]) -> dict[str, int]:
        """How many facts each of these workstreams has."""


__all__ = [
    "ATOMIC_WRITES", "BadPosition", "Create", "Delete", "FactFilter", "Page", "PageRequest", "PartialWrite",
    "Repair", "Replace", "SoftDelete", "Store", "Tombstone", "Upsert", "WorkstreamFilter", "Write", "WriteConflict",
]  # fmt: skip
