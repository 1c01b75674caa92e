"""Warnings and errors that reach the log from any thread.

The Functions host drops what is logged outside the invocation's own thread. So a thread of the store keeps its
warnings, and the thread that waits for it logs them.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

logger = logging.getLogger("spine.store")

DATABASE_FAILED = "The database failed: %s"
"""Logged for operators when a caller gets an error of the database."""


class DeferredWarning(NamedTuple):
    """A warning, or an error, that was not logged yet."""

    level: int
    message: str
    values: tuple[object, ...]


_deferred: ContextVar[list[DeferredWarning] | None] = ContextVar("deferred_warnings", default=None)


def warn(message: str, *values: object, level: int = logging.WARNING) -> None:
    """Log a warning, or an error, or keep it for the thread that waits for this one."""
    deferred = _deferred.get()
    if deferred is None:
        logger.log(level, message, *values)
    else:
        deferred.append(DeferredWarning(level, message, values))


@contextmanager
def deferring() -> Iterator[list[DeferredWarning]]:
    """Collects the warnings inside in a list instead of logging them."""
    warnings: list[DeferredWarning] = []
    token = _deferred.set(warnings)
    try:
        yield warnings
    finally:
        _deferred.reset(token)
