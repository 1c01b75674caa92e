"""How long a request may wait for the database: set once where it comes in, read wherever something waits.

SQLite waits for nothing but its own lock and never looks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_end: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Lets what is done inside wait for the database for at most so many seconds in all."""
    end, outer = monotonic() + seconds, _end.get()
    token = _end.set(end if outer is None else min(outer, end))
    try:
        yield
    finally:
        _end.reset(token)


def seconds_left() -> float | None:
    """The seconds that are left, negative after the end; None where no deadline was set."""
    end = _end.get()
    return None if end is None else end - monotonic()
