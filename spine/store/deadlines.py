"""How long a request may take: set once where it arrives, read wherever something waits or begins to compute.

SQLite waits only for its own lock and ignores the deadline.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from spine.errors import Unavailable

_end: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Limits the time that the calls inside may wait and compute, all together."""
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


def check_deadline() -> None:
    """Raises Unavailable where no time is left. Work of several steps calls it before each."""
    left = seconds_left()
    if left is not None and left <= 0:
        raise Unavailable("The request took too long; try again.")
