"""How long a request may wait for the database: set once where it arrives, read wherever something waits.

SQLite waits only for its own lock and ignores the deadline.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_end: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Limits the time that the calls inside may wait for the database, all together."""
    end, outer = monotonic() + seconds, _end.get()
    token = _end.set(end if outer is None else min(outer, end))
    try:
        yield
    finally:
        _end.reset(token)


def seconds_left() -> float | None:
    """The seconds that are left, negative after the deadline; None without one."""
    end = _end.get()
    return None if end is None else end - monotonic()
