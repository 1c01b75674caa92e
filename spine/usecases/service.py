"""What every use case works with: the service, its retries and concurrent reads, and the key of a repeated call."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import cast

from spine.config import Settings
from spine.domain import times
from spine.domain.callers import EVERYONE, Caller
from spine.errors import Unavailable
from spine.store.protocol import Store, Write, WriteConflict

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
    """Records an event, named in the past tense, with its fields: ids, counts, durations; no personal text."""
    timer: Callable[[], float] = perf_counter
    """Counts seconds from any start, to measure durations."""

    def stamp(self) -> str:
        """Now, as it is stored."""
        return times.iso(self.clock())


def retry_on_conflict[A](service: Service, what: str, attempt: Callable[[], A]) -> A:
    """The result of an attempt to read and write, repeated while others change the document in between.

    Raises Unavailable, naming `what`, after `ATTEMPTS`.
    """
    for number in range(ATTEMPTS):
        if number:
            service.pause(number)
        with suppress(WriteConflict):
            return attempt()
    raise Unavailable(f"{what} is being changed by other requests; try again.")


def commit_noting(service: Service, org_id: str, writes: Sequence[Write], done: list[Write]) -> None:
    """Write in parts; `done` gets what was carried out, also where a conflict ends the writing. Raises as the store."""
    try:
        service.store.commit_in_parts(org_id, writes)
    except WriteConflict as conflict:
        done += writes[: conflict.written]
        raise
    done += writes


def run_both[A, B](service: Service, first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """The results of two independent reads, made concurrently. The first may itself read concurrently."""
    calls: list[Callable[[], object]] = [first, second]
    results = service.store.run_concurrently(*calls)
    return cast(A, results[0]), cast(B, results[1])
