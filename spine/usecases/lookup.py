"""Finding what a request points at: one document by its id, or a page of a list by its cursor.

A path that names no organisation has only an id, which is unique inside an organisation alone.
See docs/api.md#ids-and-organisations.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from hashlib import sha256

from spine.domain.documents import Document, Tombstone, tombstone_key
from spine.errors import AmbiguousId, Invalid, NotFound
from spine.schemas.queries import Paging
from spine.schemas.responses.service import NextCursor
from spine.store.protocol import PageRequest
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

    Raises NotFound, and AmbiguousId where several organisations have the id and `org` does not say which.
    """
    return only(candidates(service, kind, key, org), kind, key)


def locate_tombstone(service: Service, kind: type[Document], key: str, org: str | None) -> Tombstone:
    """The tombstone of a deletion that was cut short. Raises NotFound and AmbiguousId."""
    return only(candidates(service, Tombstone, tombstone_key(kind, key), org), kind, key)


def candidates[D: Document](service: Service, kind: type[D], key: str, org: str | None) -> list[D]:
    """The documents of this id that the caller may see."""
    if org is not None:
        found = service.store.get(kind, org, key)
        return [found] if found else []
    return [document for document in service.store.find(kind, key) if service.caller.covers(document.org_id)]


def only[D: Document](found: Sequence[D], kind: type[Document], key: str) -> D:
    """The only one of some candidates. Raises NotFound and AmbiguousId."""
    name = NAMES[kind.kind]
    if not found:
        raise NotFound(f"There is no {name} {key!r}.")
    if len({document.org_id for document in found}) > 1:
        raise AmbiguousId(name, key)
    return found[0]


def page_request(query: Paging, scope: object) -> PageRequest:
    """The page that a query asks for. Raises Invalid for a cursor of another scope."""
    return PageRequest(query.limit, decode_cursor(query.cursor, scope))


def next_cursor(position: str | None, scope: object) -> NextCursor:
    """The part of a response that leads to the next page; empty on the last page."""
    return {} if position is None else {"next_cursor": encode_cursor(position, scope)}


def _checksum(position: str, scope: object) -> str:
    text = json.dumps(scope, sort_keys=True, ensure_ascii=True, default=str)
    return sha256(f"{text}\0{position}".encode()).hexdigest()[:12]


def encode_cursor(position: str, scope: object) -> str:
    """A cursor for the store's own position in a list of this scope."""
    return base64.urlsafe_b64encode(f"{_checksum(position, scope)}{position}".encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, scope: object) -> str | None:
    """The position in a cursor, None without a cursor. Raises Invalid for one that is altered or of another scope."""
    if cursor is None:
        return None
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Invalid.field("cursor", "is not a cursor of this service") from None
    checksum, position = text[:12], text[12:]
    if checksum != _checksum(position, scope) or encode_cursor(position, scope) != cursor:
        raise Invalid.field("cursor", "belongs to another list, or to other filters")
    return position
