"""Warnings that reach the log from any thread.

The Functions host drops what is logged outside the invocation's own thread. So a thread of the store keeps its
warnings, and the thread that waits for it logs them.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

logger = logging.getLogger("spine.store")

FAILED = "The database failed: %s"
"""Goes before a fault that the caller is told of, for those who read the service's log."""


class DeferredWarning(NamedTuple):
    """A warning that was not logged yet."""

    message: str
    values: tuple[object, ...]


_kept: ContextVar[list[DeferredWarning] | None] = ContextVar("findings", default=None)


def warn(message: str, *values: object) -> None:
    """Log a warning, or keep it for the thread that waits for this one."""
    kept = _kept.get()
    if kept is None:
        logger.warning(message, *values)
    else:
        kept.append(DeferredWarning(message, values))


@contextmanager
def keeping() -> Iterator[list[DeferredWarning]]:
    """The list that warnings inside are put on."""
    kept: list[DeferredWarning] = []
    token = _kept.set(kept)
    try:
        yield kept
    finally:
        _kept.reset(token)
