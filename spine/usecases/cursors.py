"""Cursors: where a list goes on, bound to its scope, that is its path and filters.

Each list composes its scope of everything that decides which items it has and in which order. See docs/api.md#lists.
A checksum keeps cursors from being mixed up, no more: anybody can compute it, so a position may be any text. Here it
has to be text that every store can take, ASCII without control characters; the store checks the rest.
"""

import base64
import binascii
import json
import re
from hashlib import sha256

from spine.errors import Invalid
from spine.schemas.queries import Paging
from spine.schemas.responses.service import NextCursor
from spine.store.errors import BadPosition
from spine.store.protocol import PageRequest

_POSITION = re.compile(r"[!-~](?:[ -~]*[!-~])?")
"""Cosmos DB takes a position in a header, where neither another character nor blanks at its ends may stand."""


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
        raise Invalid.field("cursor", "is invalid") from None
    checksum, position = text[:12], text[12:]
    if checksum != _checksum(position, scope) or encode_cursor(position, scope) != cursor:
        raise Invalid.field("cursor", "is invalid here: it comes from another list or other filters")
    if _POSITION.fullmatch(position) is None:
        raise BadPosition
    return position
