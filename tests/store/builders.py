"""Small documents, and what the tests of every store do with them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from spine.domain import times
from spine.domain.documents import Document, Link, MeetingLink, Tombstone, tombstone_key
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.store.protocol import Create, FactFilter, Page, PageRequest, Store

ORG = "acme"
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)


def at(minute: int) -> str:
    """A stored moment, so many minutes after a certain noon."""
    return times.iso(NOON + timedelta(minutes=minute))


def workstream(workstream_id: str = "ws_1", org_id: str = ORG, **fields: Any) -> Workstream:
    """A workstream of which nothing matters but what is given."""
    made: dict[str, Any] = {"title": "Renewal", "created_at": at(0), "updated_at": at(0), "rev": "r1"}
    return Workstream(org_id=org_id, workstream_id=workstream_id, **(made | fields))


def fact(fact_id: str = "fact_1", org_id: str = ORG, **fields: Any) -> Fact:
    """A fact of which nothing matters but what is given."""
    made: dict[str, Any] = {"fact_type": "insight", "text": "Something", "created_at": at(0), "updated_at": at(0)}
    return Fact(org_id=org_id, fact_id=fact_id, **(made | fields))


def link(workstream_id: str = "ws_1", fact_id: str = "fact_1", org_id: str = ORG, **fields: Any) -> Link:
    """A link of weight 1."""
    made: dict[str, Any] = {"created_at": at(0), "fact_created_at": at(0)}
    return Link(org_id=org_id, workstream_id=workstream_id, fact_id=fact_id, **(made | fields))


def meeting_link(
    meeting_id: str = "m_1", workstream_id: str = "ws_1", org_id: str = ORG, minute: int = 0
) -> MeetingLink:
    """A meeting's link to a workstream."""
    return MeetingLink(org_id=org_id, meeting_id=meeting_id, workstream_id=workstream_id, created_at=at(minute))


def organisation(org_id: str = ORG, *name_keys: str, **fields: Any) -> Organisation:
    """An organisation that is found by these keys."""
    return Organisation(org_id=org_id, name_keys=name_keys, created_at=at(0), updated_at=at(0), **fields)


def proposal(proposal_id: str = "agd_1", org_id: str = ORG, **fields: Any) -> Proposal:
    """A stored agenda without content."""
    made: dict[str, Any] = {
        "agenda": {}, "choice": "macro", "reason": "r", "minutes": 30, "created_at": at(0), "updated_at": at(0),
    }  # fmt: skip
    return Proposal(org_id=org_id, proposal_id=proposal_id, **(made | fields))


def snapshot(day: str = "2025-03-01", org_id: str = ORG, **fields: Any) -> Snapshot:
    """A day's snapshot of an organisation."""
    made: dict[str, Any] = {"snapshot_id": f"snap_{day}", "as_of_iso": at(0), "created_at": at(0)}
    return Snapshot(org_id=org_id, day=day, **(made | fields))


def create(store: Store, *documents: Document) -> None:
    """Store new documents, of any organisations."""
    for org_id in dict.fromkeys(document.org_id for document in documents):
        store.commit_in_parts(org_id, [Create(document) for document in documents if document.org_id == org_id])


def read[D: Document](store: Store, document: D) -> D:
    """A document as the store has it now, with its etag."""
    found = store.get(type(document), document.org_id, document.key)
    assert found is not None
    return found


def tombstone(store: Store, document: Document) -> Tombstone | None:
    """What stands for a deleted document."""
    return store.get(Tombstone, document.org_id, tombstone_key(type(document), document.key))


def keys[D: Document](documents: Iterable[D]) -> list[str]:
    """The natural ids of documents, in their order."""
    return [document.key for document in documents]


def pages[D: Document](a_page: Callable[[PageRequest], Page[D]], limit: int) -> list[list[D]]:
    """All pages of a list, of so many items, up to the end."""
    page = a_page(PageRequest(limit))
    found = [page.items]
    while page.position is not None:
        page = a_page(PageRequest(limit, page.position))
        found.append(page.items)
        assert len(found) < 1000, "the list does not end"
    return found


def all_of[D: Document](a_page: Callable[[PageRequest], Page[D]], limit: int = 100) -> list[D]:
    """All items of a list, read in pages."""
    return [document for page in pages(a_page, limit) for document in page]


def fact_ids_holding(store: Store, stems: Sequence[str], needed: int = 1, limit: int = 100) -> list[str]:
    """The ids that a search without a filter finds."""
    return keys(store.facts_with_stems(ORG, stems, needed, FactFilter(), limit))
