"""Lists in pages: cursors around a store's own positions."""

from typing import Any

from spine.domain.cursors import decode_cursor, encode_cursor
from spine.schemas.queries import Paging
from spine.store.protocol import PageRequest


def request(query: Paging, scope: object) -> PageRequest:
    """Which page a query asks for. Raises Invalid for a cursor of another scope."""
    return PageRequest(query.limit, decode_cursor(query.cursor, scope))


def with_cursor(answer: dict[str, Any], position: str | None, scope: object) -> dict[str, Any]:
    """The answer, with `next_cursor` where there is more."""
    return answer if position is None else answer | {"next_cursor": encode_cursor(position, scope)}
