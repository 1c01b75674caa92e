"""Lists in pages: cursors around a store's own positions."""

from typing import Any

from spine.contract.queries import Paging
from spine.domain.cursors import unwrap, wrap
from spine.store.protocol import PageRequest


def request(query: Paging, question: object) -> PageRequest:
    """Which page a query asks for. Raises Invalid for a cursor of another question."""
    return PageRequest(query.limit, unwrap(query.cursor, question))


def with_cursor(answer: dict[str, Any], position: str | None, question: object) -> dict[str, Any]:
    """The answer, with `next_cursor` where there is more."""
    return answer if position is None else answer | {"next_cursor": wrap(position, question)}
