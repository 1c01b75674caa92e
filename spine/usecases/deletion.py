"""Deleting a workstream or a fact with its links.

No transaction holds everything, so the document becomes a tombstone first: from then on its id is unknown
everywhere. Then its links go in parts, then the tombstone. A repeated DELETE, a create under the id, and the sweep
complete a deletion that was cut short. See docs/data-model.md#deletion.
"""

from collections.abc import Callable, Sequence

from spine.domain.documents import Document, KeywordRefresh, Link, MeetingLink, Tombstone, tombstone_key
from spine.domain.facts import Fact
from spine.domain.identifiers import derived
from spine.domain.workstreams import Workstream
from spine.store.protocol import Delete, PageRequest, SoftDelete, Upsert
from spine.usecases import keyword_index
from spine.usecases.service import Service

LINKS_AT_ONCE = 100


def delete_document(service: Service, document: Workstream | Fact) -> None:
    """Delete the document that was read. Raises WriteConflict where it has changed since."""
    now = service.stamp()
    service.store.commit(document.org_id, [SoftDelete(document, now)])
    complete(service, Tombstone.of(document, now))


def complete_under(service: Service, kind: type[Document], org_id: str, keys: Sequence[str]) -> None:
    """Complete the deletions whose tombstones hold any of some ids."""
    tombstone_keys = [tombstone_key(kind, key) for key in keys]
    for tombstone in service.store.get_many(Tombstone, org_id, tombstone_keys).values():
        complete(service, tombstone)


def complete(service: Service, tombstone: Tombstone, after_part: Callable[[], None] = lambda: None) -> None:
    """Delete the links of a deleted document, and its tombstone last; `after_part` is called after each part.

    What `after_part` raises cuts the deletion short, and a repeat continues.
    """
    org_id, key = tombstone.org_id, tombstone.deleted_key
    if tombstone.buried == tombstone_key(Workstream, key):
        while links := service.store.links(org_id, key, PageRequest(LINKS_AT_ONCE)).items:
            _delete_links(service, org_id, links)
            after_part()
        _delete_links(service, org_id, service.store.meeting_links(org_id, key))
    else:
        _delete_links_of_fact(service, org_id, key)
    service.store.commit(org_id, [Delete(tombstone)])


def _delete_links_of_fact(service: Service, org_id: str, fact_id: str) -> None:
    """Delete the links; a repeat finds by the refresh's id which workstreams the first call has left as they were."""
    refresh_id = derived("refresh", Fact.kind, fact_id)
    links = service.store.links_of_facts(org_id, [fact_id])
    begun = service.store.get(KeywordRefresh, org_id, refresh_id)
    workstream_ids = sorted({*(link.workstream_id for link in links), *(begun.workstream_ids if begun else ())})
    if workstream_ids:
        refresh = keyword_index.due(service, org_id, workstream_ids=workstream_ids, refresh_id=refresh_id)
        service.store.commit_in_parts(org_id, [Upsert(refresh), *map(Delete, links)])
        keyword_index.refresh_keywords(service, org_id, workstream_ids, refresh)


def _delete_links(service: Service, org_id: str, links: Sequence[Link | MeetingLink]) -> None:
    service.store.commit_in_parts(org_id, [Delete(link) for link in links])
