"""Deleting a workstream or a fact with its links.

No transaction holds everything, so the document becomes a tombstone first: from then on its id is unknown
everywhere. Then its links go in parts, then the tombstone. A repeated DELETE, a create under the id, and the sweep
complete a deletion that was cut short.
"""

from collections.abc import Callable, Sequence

from spine.domain.documents import Document, Tombstone, tombstone_key
from spine.domain.facts import Fact
from spine.domain.links import Link, MeetingLink
from spine.domain.workstreams import Workstream
from spine.store.protocol import Delete, PageRequest, SoftDelete
from spine.usecases.keyword_index import refresh_keywords
from spine.usecases.service import Service

LINKS_AT_ONCE = 100


def delete_document(service: Service, document: Workstream | Fact) -> None:
    """Delete the document that was read. Raises Changed if it is not that one any more."""
    service.store.commit(document.org_id, [SoftDelete(document, service.stamp())])
    complete(service, Tombstone.of(document, service.stamp()))


def complete_under(service: Service, kind: type[Document], org_id: str, key: str) -> bool:
    """Complete the deletion that an id still stands for; False where there is none."""
    tombstone = service.store.get(Tombstone, org_id, tombstone_key(kind, key))
    if tombstone is None:
        return False
    complete(service, tombstone)
    return True


def complete_all_under(service: Service, kind: type[Document], org_id: str, keys: Sequence[str]) -> None:
    """Complete the deletions that any of some ids still stand for."""
    buried = [tombstone_key(kind, key) for key in keys]
    for tombstone in service.store.get_many(Tombstone, org_id, buried).values():
        complete(service, tombstone)


def complete(service: Service, tombstone: Tombstone, rest: Callable[[], None] = lambda: None) -> None:
    """Remove what a deleted document leaves behind, and its tombstone last; `rest` is called after each part.

    What `rest` raises cuts the deletion short, and a repeat goes on.
    """
    org_id, key = tombstone.org_id, tombstone.deleted_key
    if tombstone.buried == tombstone_key(Workstream, key):
        _remove_links_of_workstream(service, org_id, key, rest)
    else:
        _remove_links_of_fact(service, org_id, key)
    service.store.commit(org_id, [Delete(tombstone)])


def _remove_links_of_workstream(service: Service, org_id: str, workstream_id: str, rest: Callable[[], None]) -> None:
    while links := service.store.links(org_id, workstream_id, PageRequest(LINKS_AT_ONCE)).items:
        _remove(service, org_id, links)
        rest()
    _remove(service, org_id, service.store.meeting_links(org_id, workstream_id))


def _remove_links_of_fact(service: Service, org_id: str, fact_id: str) -> None:
    links = service.store.links_of_facts(org_id, [fact_id])
    # The links lead to the workstreams whose words change, so they go last: a repeat finds both again.
    refresh_keywords(service, org_id, (link.workstream_id for link in links))
    _remove(service, org_id, links)


def _remove(service: Service, org_id: str, links: list[Link] | list[MeetingLink]) -> None:
    service.store.commit_in_parts(org_id, [Delete(link) for link in links])
