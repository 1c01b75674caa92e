"""The store in its simplest form, for tests: dictionaries, and lists that are filtered and sorted whole.

It is the third store of the contract suite, the store of the use-case tests, and what the other two are compared with.
"""

import json
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from threading import RLock
from typing import Any

from spine.domain import times
from spine.domain.documents import Document, KeywordRefresh, Link, MeetingLink, Tombstone, tombstone_key
from spine.domain.fact_states import FactState, FactStatus
from spine.domain.fact_types import ACTION_TYPES
from spine.domain.facts import Fact, owner_term, search_terms
from spine.domain.organisations import Organisation
from spine.domain.people import Person
from spine.domain.planning.pressing import PressingWindow
from spine.domain.proposals import Proposal
from spine.domain.reading.organisation_names import most_entitled
from spine.domain.snapshots import OrganisationCounts, Snapshot
from spine.domain.workstream_states import WorkstreamState
from spine.domain.workstreams import Workstream, WorkstreamSummary
from spine.store import write_checks
from spine.store.errors import BadPosition
from spine.store.limits import MAX_ORGANISATIONS_NAMED, MAX_PEOPLE_FOUND
from spine.store.protocol import (
    PLANNABLE_FACTS,
    Create,
    Delete,
    FactFilter,
    Page,
    PageRequest,
    Replace,
    SoftDelete,
    Store,
    Upsert,
    WorkstreamFilter,
    Write,
    WriteConflict,
)

type Key = tuple[type[Document], str, str]
"""Kind, organisation and natural id."""

type Order = list[Any]
"""What a document is sorted by; JSON holds it, so it is the document's position in a list, too."""


@dataclass(frozen=True)
class Row:
    """A stored document: its key, and its fields as JSON holds them, which are checked when they are read."""

    kind: type[Document]
    org_id: str
    key: str
    fields: dict[str, Any]
    etag: str
    terms: frozenset[str]

    @property
    def is_expired(self) -> bool:
        """Whether the store has to behave as if it were gone."""
        expires_at = self.fields.get("expires_at")
        return expires_at is not None and expires_at <= times.iso(datetime.now(UTC))

    def document(self) -> Any:
        """The document, with its etag."""
        return self.kind.model_validate({**self.fields, "etag": self.etag})

    def summary(self) -> WorkstreamSummary:
        """What a sweep reads of a workstream."""
        names = "title status priority created_at updated_at stale_flagged_at state".split()
        return WorkstreamSummary(self.org_id, self.key, **{name: self.fields[name] for name in names})


class MemoryStore(Store):
    """`Store` in the memory of this process; a lock makes each commit one step."""

    name = "memory"
    address = "memory"

    def __init__(self) -> None:
        self._rows: dict[Key, Row] = {}
        self._etags = (f"etag_{number}" for number in count(1))
        self._lock = RLock()

    # Database

    def migrate(self) -> None:
        pass

    def rollback(self) -> list[str]:
        with self._lock:
            kinds = {kind for kind, _, _ in self._rows} & {Workstream, Link, Snapshot}
            self._rows = {key: row for key, row in self._rows.items() if row.kind not in kinds}
        return sorted(kind.kind for kind in kinds)

    def ping(self) -> None:
        pass

    def run_concurrently[A](self, *calls: Callable[[], A]) -> list[A]:
        return [call() for call in calls]

    def close(self) -> None:
        """Nothing is open."""

    def copy(self) -> "MemoryStore":
        """Another store with the same documents."""
        copied = MemoryStore()
        copied._rows = dict(self._rows)
        return copied

    def everything(self) -> list[tuple[str, dict[str, Any]]]:
        """Each document's kind and fields."""
        return [(key[0].kind, row.fields) for key, row in self._rows.items()]

    # Documents

    def get[D: Document](self, kind: type[D], org_id: str, key: str) -> D | None:
        row = self._rows.get((kind, org_id, key))
        return row.document() if row and not row.is_expired else None

    def get_many[D: Document](
        self, kind: type[D], org_id: str, keys: Sequence[str], *, retry_missing: bool = False
    ) -> dict[str, D]:
        found = {key: self.get(kind, org_id, key) for key in keys}
        return {key: document for key, document in found.items() if document}

    def find[D: Document](self, kind: type[D], key: str, org_ids: Collection[str] | None = None) -> list[D]:
        rows = [row for row in self._of(kind) if org_ids is None or row.org_id in org_ids]
        if kind is MeetingLink:
            return [row.document() for row in rows if row.fields["meeting_id"] == key]
        return [row.document() for row in rows if row.key == key]

    def organisation_exists(self, org_id: str) -> bool:
        return any(self._of(kind, org_id) for kind in (Organisation, Workstream, Fact))

    def commit(self, org_id: str, writes: Sequence[Write]) -> None:
        write_checks.check(org_id, writes, at_once=True)
        self.commit_in_parts(org_id, writes)

    def commit_in_parts(self, org_id: str, writes: Sequence[Write]) -> int:
        write_checks.check(org_id, writes)
        with self._lock:
            before = dict(self._rows)
            try:
                return sum(self._apply(write) for write in writes)
            except WriteConflict:
                self._rows = before
                raise

    def _apply(self, write: Write) -> bool:
        """Carry out a write; whether it changed anything."""
        document = write.document
        key = _key_of(document)
        tombstone = (Tombstone, document.org_id, tombstone_key(type(document), document.key))
        match write:
            case Create():
                self.delete_expired()
                if key in self._rows or tombstone in self._rows:
                    raise WriteConflict(f"The {document.kind} exists already, or is being deleted.")
                self._put(document)
            case Replace():
                self._check_etag(document)
                self._put(document)
            case Upsert():
                self._rows.pop(tombstone, None)
                self._put(document)
            case SoftDelete():
                self._check_etag(document)
                del self._rows[key]
                self._put(Tombstone.of(document, write.deleted_at))
            case Delete():
                return self._rows.pop(key, None) is not None
        return True

    def _check_etag(self, document: Document) -> None:
        row = self._rows.get(_key_of(document))
        if row is None or row.etag != document.etag:
            raise WriteConflict(f"The {document.kind} has changed since it was read.")

    def _put(self, document: Document) -> None:
        terms = search_terms(document) if isinstance(document, Fact) else getattr(document, "stems", ())
        fields = document.model_dump(mode="json")
        key = _key_of(document)
        self._rows[key] = Row(*key, fields, next(self._etags), frozenset(terms))

    def delete_batch(self, org_id: str, limit: int) -> int:
        with self._lock:
            kept = [key for key in self._rows if key[1] == org_id and key[0] is not Organisation]
            for key in kept[:limit]:
                del self._rows[key]
        return len(kept[:limit])

    # Lists and searches of an organisation

    def organisations_named(self, keys: Sequence[str], org_ids: Collection[str] | None = None) -> list[Organisation]:
        rows = [row for row in self._of(Organisation) if org_ids is None or row.org_id in org_ids]
        named = [row for row in rows if set(row.fields["name_keys"]) & set(keys)]
        return most_entitled([row.document() for row in named], keys, MAX_ORGANISATIONS_NAMED)

    def organisations_across_partitions(self, page: PageRequest) -> Page[Organisation]:
        return _page(self._of(Organisation), _by_organisation, page)

    def people_with_names(self, org_id: str, keys: Sequence[str]) -> list[Person]:
        named = [row for row in self._of(Person, org_id) if set(row.fields["name_keys"]) & set(keys)]
        return [row.document() for row in sorted(named, key=lambda row: row.key)[:MAX_PEOPLE_FOUND]]

    def count_people(self, org_id: str) -> int:
        return len(self._of(Person, org_id))

    def workstreams(self, org_id: str, filters: WorkstreamFilter, page: PageRequest) -> Page[Workstream]:
        passing = (row for row in self._of(Workstream, org_id) if _passes(row.fields, filters))
        return _page(passing, _by_priority, page)

    def workstreams_with_stems(self, org_id: str, stems: Sequence[str], limit: int) -> list[Workstream]:
        carriers = (row for row in self._of(Workstream, org_id) if row.terms & set(stems))
        return _page(carriers, _by_priority, PageRequest(limit)).items

    def count_workstreams(self, org_id: str) -> int:
        return len(self._of(Workstream, org_id))

    def facts(self, org_id: str, filters: FactFilter, page: PageRequest) -> Page[Fact]:
        passing = (row for row in self._of(Fact, org_id) if _is_wanted(row, filters) and self._is_listed(row, filters))
        return _page(passing, _newest_first, page)

    def _is_listed(self, row: Row, filters: FactFilter) -> bool:
        if filters.linked is None:
            return True
        return bool(self._with_value(Link, row.org_id, "fact_id", {row.key})) is filters.linked

    def facts_with_stems(
        self, org_id: str, stems: Sequence[str], at_least: int, filters: FactFilter, limit: int
    ) -> list[Fact]:
        if at_least < 1:
            return []
        matches = (row for row in self._of(Fact, org_id) if len(row.terms & set(stems)) >= at_least)
        return _page((row for row in matches if _is_wanted(row, filters)), _newest_first, PageRequest(limit)).items

    def pressing_facts(self, org_id: str, window: PressingWindow, limit: int) -> list[Fact]:
        plannable = (row for row in self._of(Fact, org_id) if _is_wanted(row, PLANNABLE_FACTS))
        pressing = (row for row in plannable if _presses(row.fields, window))
        return _page(pressing, _newest_first, PageRequest(limit)).items

    def links(self, org_id: str, workstream_id: str, page: PageRequest) -> Page[Link]:
        def order(row: Row) -> Order:
            return [-row.fields["weight"], _descending(row.fields["fact_created_at"]), row.fields["fact_id"]]

        return _page(self._with_value(Link, org_id, "workstream_id", {workstream_id}), order, page)

    def links_of_facts(self, org_id: str, fact_ids: Sequence[str]) -> list[Link]:
        return [row.document() for row in self._with_value(Link, org_id, "fact_id", set(fact_ids))]

    def links_of_meeting(self, org_id: str, meeting_id: str) -> list[MeetingLink]:
        return [row.document() for row in self._with_value(MeetingLink, org_id, "meeting_id", {meeting_id})]

    def meeting_links(self, org_id: str, workstream_id: str) -> list[MeetingLink]:
        found = self._with_value(MeetingLink, org_id, "workstream_id", {workstream_id})
        found.sort(key=lambda row: [_descending(row.fields["created_at"]), row.fields["meeting_id"]])
        return [row.document() for row in found]

    def proposals(
        self, org_id: str, page: PageRequest, over_by: str | None = None, series: str | None = None
    ) -> Page[Proposal]:
        over = (row for row in self._of(Proposal, org_id) if over_by is None or row.fields["over_at"] < over_by)
        of_series = (row for row in over if series is None or row.fields["series"] in ("", series))
        return _page(of_series, _newest_first, page)

    def snapshots(self, org_id: str, page: PageRequest) -> Page[Snapshot]:
        return _page(self._of(Snapshot, org_id), lambda row: [_descending(row.key)], page)

    # The sweep

    def registered_organisations_across_partitions(self, page: PageRequest) -> Page[str]:
        found: Page[Organisation] = _page(self._of(Organisation), _by_organisation, page)
        return Page([organisation.org_id for organisation in found.items], found.position)

    def stale_candidates_across_partitions(self, until: str, page: PageRequest) -> Page[WorkstreamSummary]:
        active = (row for row in self._of(Workstream) if row.fields["state"] == WorkstreamState.ACTIVE)
        unflagged = (row for row in active if row.fields["stale_flagged_at"] is None)
        stale = (
            row for row in unflagged if row.fields["updated_at"] <= until or not _is_moment(row.fields["updated_at"])
        )
        return _page(stale, _by_organisation, page, Row.summary)

    def unfinished_across_partitions[D: Tombstone | KeywordRefresh](self, kind: type[D], page: PageRequest) -> Page[D]:
        return _page(self._of(kind), _by_organisation, page)

    def workstream_summaries(self, org_id: str, page: PageRequest) -> Page[WorkstreamSummary]:
        return _page(self._of(Workstream, org_id), _by_organisation, page, Row.summary)

    def flag_stale(self, summary: WorkstreamSummary, flagged_at: str) -> bool:
        with self._lock:
            row = self._rows.get((Workstream, summary.org_id, summary.workstream_id))
            if not row or row.fields["stale_flagged_at"] or row.fields["updated_at"] != summary.updated_at:
                return False
            self._put(row.document().model_copy(update={"stale_flagged_at": flagged_at}))
            return True

    def delete_expired(self) -> None:
        with self._lock:
            self._rows = {key: row for key, row in self._rows.items() if not row.is_expired}

    def counts(self, org_id: str, today: str) -> OrganisationCounts:
        facts = [row.fields for row in self._of(Fact, org_id)]
        by_status = {status.value: sum(fact["status"] == status for fact in facts) for status in FactStatus}
        open_actions = [
            fact
            for fact in facts
            if fact["fact_type"] in ACTION_TYPES
            and fact["status"] != FactStatus.REJECTED
            and not fact["hidden"]
            and fact["state"] == FactState.OPEN
        ]
        overdue = sum(bool(fact["due_iso"]) and fact["due_iso"] < today for fact in open_actions)
        ratings = [row.fields["rating"] for row in self._of(Proposal, org_id) if row.fields["rating"] is not None]
        return OrganisationCounts(by_status, overdue, len(ratings), sum(ratings))

    def count_linked_facts(self, org_id: str, workstream_ids: Sequence[str]) -> dict[str, int]:
        return {one: len(self._with_value(Link, org_id, "workstream_id", {one})) for one in workstream_ids}

    # Exports

    def existing_organisations_across_partitions(self) -> list[str]:
        return sorted({row.org_id for kind in (Organisation, Workstream, Fact) for row in self._of(kind)})

    def documents[D: Document](self, kind: type[D], org_id: str, page: PageRequest) -> Page[D]:
        return _page(self._of(kind, org_id), lambda row: [row.key], page)

    def _of(self, kind: type[Document], org_id: str | None = None) -> list[Row]:
        """The rows of a kind, in one organisation or in all."""
        rows = self._rows  # a commit that fails puts another dictionary in its place
        of_kind = [row for key, row in list(rows.items()) if key[0] is kind and org_id in (None, key[1])]
        return [row for row in of_kind if not row.is_expired]

    def _with_value(self, kind: type[Document], org_id: str, field: str, values: Collection[str]) -> list[Row]:
        return [row for row in self._of(kind, org_id) if row.fields[field] in values]


def _key_of(document: Document) -> Key:
    return type(document), document.org_id, document.key


def _page(
    rows: Iterable[Row], order: Callable[[Row], Order], page: PageRequest, read: Callable[[Row], Any] = Row.document
) -> Page[Any]:
    """The rows behind a position in an order."""
    ordered = sorted(rows, key=order)
    begin = _place(ordered, order, page.position)
    shown = ordered[begin : begin + page.limit]
    has_more = begin + page.limit < len(ordered)
    return Page([read(row) for row in shown], json.dumps(order(shown[-1])) if shown and has_more else None)


def _place(ordered: Sequence[Row], order: Callable[[Row], Order], position: str | None) -> int:
    """How many rows stand before a position or at it. Raises BadPosition for one of another order."""
    if position is None:
        return 0
    try:
        return bisect_right(ordered, json.loads(position), key=order)
    except (ValueError, TypeError):
        raise BadPosition from None


def _descending(text: str) -> list[int]:
    """Sorts texts the other way round; what is longer comes before its own beginning."""
    return [*(-ord(sign) for sign in text), 0]


def _by_priority(row: Row) -> Order:
    return [-row.fields["priority"], row.fields["status"], _descending(row.fields["updated_at"]), row.key]


def _newest_first(row: Row) -> Order:
    return [_descending(row.fields["created_at"]), row.key]


def _by_organisation(row: Row) -> Order:
    return [row.org_id, row.key]


def _presses(fields: Mapping[str, Any], window: PressingWindow) -> bool:
    since = window.created_since.get(fields["fact_type"])
    if since is not None and fields["created_at"] >= since:
        return True
    due = fields["due_iso"] or ""
    return fields["fact_type"] in window.dated_types and window.due_from <= due < window.due_before


def _passes(fields: dict[str, Any], filters: WorkstreamFilter) -> bool:
    return (
        filters.status in (None, fields["status"])
        and (not filters.statuses or fields["status"] in filters.statuses)
        and (not filters.states or fields["state"] in filters.states)
        and fields["priority"] >= filters.min_priority
        and (filters.updated_until is None or fields["updated_at"] <= filters.updated_until)
        and (filters.updated_after is None or fields["updated_at"] > filters.updated_after)
    )


def _is_wanted(row: Row, filters: FactFilter) -> bool:
    fields, due = row.fields, filters.due
    return (
        (not filters.types or fields["fact_type"] in filters.types)
        and (not filters.statuses or fields["status"] in filters.statuses)
        and (not filters.states or fields["state"] in filters.states)
        and (not filters.meetings or fields["meeting_id"] in filters.meetings)
        and (filters.since is None or fields["created_at"] >= filters.since)
        and row.terms.issuperset(map(owner_term, filters.owner_words))
        and (due is None or ((fields["due_iso"] or "9") < due.text and fields["due_iso"] not in due.excluded))
    )


def _is_moment(text: str) -> bool:
    try:
        times.parse(text)
    except ValueError:
        return False
    return True
