"""Whether calls to a database that fails end in time."""

from collections.abc import Callable
from time import monotonic

import pytest

from spine.errors import Unavailable
from spine.store.deadlines import deadline

LATENESS = 1.0
"""Seconds after a deadline in which a call that heeds it ends."""


def heeds_deadline(call: Callable[[], object], seconds: float) -> bool:
    """Whether a call that cannot succeed ends by a deadline: as Unavailable, and not much later.

    On a busy machine it may be late now and then. One that does not heed the deadline is late each time.
    """
    for _ in range(4):
        began = monotonic()
        with deadline(seconds), pytest.raises(Unavailable):
            call()
        if monotonic() - began < seconds + LATENESS:
            return True
    return False
