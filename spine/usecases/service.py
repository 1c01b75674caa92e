"""What every use case works with."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter

from spine.config import Settings
from spine.domain import times
from spine.domain.callers import EVERYONE, Caller
from spine.errors import Unavailable
from spine.store.protocol import Store, WriteConflict

ATTEMPTS = 8
"""How often a read and the write that follows from it are tried when others change the document meanwhile."""


@dataclass(frozen=True)
class Service:
    """The store, the settings, the clock (aware UTC), the source of chance (hex digits) and the caller."""

    store: Store
    settings: Settings
    clock: Callable[[], datetime]
    token: Callable[[], str]
    caller: Caller = EVERYONE
    pause: Callable[[int], None] = field(default=lambda attempt: None)
    """Waits a little before the n-th new attempt, so that two who write the same thing do not meet again."""
    track_event: Callable[[str, Mapping[str, object]], None] = field(default=lambda name, fields: None)
    """Takes in an event, named in the past tense, with its fields: ids, counts, durations; no personal text."""
    timer: Callable[[], float] = perf_counter
    """Counts seconds from anywhere, for what is told of durations."""

    def stamp(self) -> str:
        """Now, as it is stored."""
        return times.iso(self.clock())


def retry_on_conflict[A](service: Service, what: str, attempt: Callable[[], A]) -> A:
    """What an attempt to read and write comes to, once nobody changed the document in between.

    Raises Unavailable, naming `what`, where others always do.
    """
    for number in range(ATTEMPTS):
        if number:
            service.pause(number)
        with suppress(WriteConflict):
            return attempt()
    raise Unavailable(f"{what} is being changed by others; try again.")
