"""Finding the one document that an id in a request names, or 404.

A path that names no organisation has only an id, which is unique inside an organisation alone.
See docs/api.md#ids-and-organisations.
"""

from collections.abc import Sequence

from spine.domain.documents import Document, Tombstone, tombstone_key
from spine.errors import AmbiguousId, NotFound
from spine.usecases.service import Service

NAMES = {
    "workstream": "workstream",
    "fact": "fact",
    "agenda": "proposal",
    "meeting_workstream": "meeting",
    "organisation": "organisation",
}
"""What people call the kinds of documents."""


def locate[D: Document](service: Service, kind: type[D], key: str, org: str | None) -> D:
    """The one document of this id that the caller may see; always read from the database.

    Raises NotFound, Forbidden, and AmbiguousId where several organisations have the id and `org` does not say which.
    """
    return only(service, candidates(service, kind, key, org), kind, key)


def locate_tombstone(service: Service, kind: type[Document], key: str, org: str | None) -> Tombstone:
    """The tombstone of a deletion that was cut short. Raises NotFound and AmbiguousId."""
    return only(service, candidates(service, Tombstone, tombstone_key(kind, key), org), kind, key)


def candidates[D: Document](service: Service, kind: type[D], key: str, org: str | None) -> list[D]:
    """The documents of this id that the caller may see."""
    if org is not None:
        found = service.store.get(kind, org, key)
        return [found] if found else []
    return service.store.find(kind, key, service.caller.visible)


def only[D: Document](service: Service, found: Sequence[D], kind: type[Document], key: str) -> D:
    """The only one of some candidates.

    Raises NotFound, AmbiguousId, and Forbidden where the caller may see its organisation, but not change it.
    """
    name = NAMES[kind.kind]
    if not found:
        raise NotFound(f"No {name} {key!r}.")
    if len({document.org_id for document in found}) > 1:
        raise AmbiguousId(name, key)
    service.caller.must_cover(found[0].org_id)
    return found[0]
