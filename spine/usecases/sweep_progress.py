"""How far a sweep is and how fast it may go: position and counts, the checkpoint to resume from, the rate of reads.

Concurrent sweeps detect each other through the checkpoint: each writes it under its own mark, on the condition that
nobody else has, and the one that fails stops.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import ValidationError

from spine.domain.sweeps import CHECKPOINT_NAME, CHECKPOINT_ORG, SweepCheckpoint, completed, started
from spine.store import charges
from spine.store.protocol import Create, Replace, Upsert, WriteConflict
from spine.usecases.service import Service

logger = logging.getLogger("spine.sweep")

CHECKPOINT_EVERY = timedelta(seconds=5)
"""The checkpoint is written after this long within a page, too."""

type Observer = Callable[[SweepCheckpoint], None]


class ConcurrentSweep(Exception):
    """Another sweep has written the checkpoint meanwhile."""


def read_checkpoint(service: Service) -> SweepCheckpoint | None:
    """The checkpoint as it is stored; None before the first pass, and where it cannot be read: a new pass starts."""
    try:
        return service.store.get(SweepCheckpoint, CHECKPOINT_ORG, CHECKPOINT_NAME)
    except ValidationError:
        logger.warning("The sweep's checkpoint cannot be read; a new pass starts.")
        return None


class Progress:
    """The position and counts of one sweep. `checkpoint` is the last one written; `observer` gets each."""

    def __init__(self, service: Service, checkpoint: SweepCheckpoint, observer: Observer) -> None:
        self._service, self._observer = service, observer
        self._writer, self._began, self._worked_before = service.token(), service.clock(), checkpoint.worked_ms
        self._written_at = self._began
        self.checkpoint, self.position, self.counts = checkpoint, checkpoint.place, checkpoint.tally

    def count(self, **more: int) -> None:
        """Add to some of the counts."""
        self.counts = self.counts.plus(**more)

    def restart(self) -> None:
        """Begin the pass again, from its first item."""
        self.checkpoint = started(self.checkpoint, self._service.clock())
        self.position, self.counts = self.checkpoint.place, self.checkpoint.tally

    def write_if_due(self) -> None:
        """Write the checkpoint if the last one is 5 seconds old. Raises ConcurrentSweep."""
        if self._service.clock() - self._written_at >= CHECKPOINT_EVERY:
            self.write()

    def write(self) -> None:
        """Write the checkpoint. Raises ConcurrentSweep where another sweep has written meanwhile."""
        now = self._service.clock()
        worked = self._worked_before + max(0, round((now - self._began).total_seconds() * 1000))
        changes = {"place": self.position, "tally": self.counts, "worked_ms": worked, "writer": self._writer}
        checkpoint = self.checkpoint.model_copy(update=changes)
        self._commit(completed(checkpoint, now) if checkpoint.is_complete else checkpoint)
        stored = read_checkpoint(self._service)
        if stored is None or stored.writer != self._writer:
            raise ConcurrentSweep
        self.checkpoint, self._written_at = stored, now
        self._observer(stored)

    def _commit(self, checkpoint: SweepCheckpoint) -> None:
        store = self._service.store
        try:
            store.commit(CHECKPOINT_ORG, [Replace(checkpoint) if checkpoint.etag else Create(checkpoint)])
        except WriteConflict as conflict:
            if read_checkpoint(self._service) is not None:
                raise ConcurrentSweep from conflict
            store.commit(CHECKPOINT_ORG, [Upsert(checkpoint)])  # over one that cannot be read


class RateLimiter:
    """Waits after each step for as long as its charge is worth; a slow step earns nothing for later ones.

    From `end` on it waits no more: what is then under way is to be done quickly.
    """

    def __init__(
        self,
        meter: charges.Meter,
        units_per_second: int,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        end: datetime | None = None,
    ) -> None:
        self._meter, self._rate, self._clock, self._sleep, self._end = meter, units_per_second, clock, sleep, end
        self._units, self._since = meter.units, clock()

    def end_step(self) -> None:
        """Wait until the step that ends here is within the rate."""
        took = max(0.0, (self._clock() - self._since).total_seconds())  # a clock that is set back earns nothing
        self.wait((self._meter.units - self._units) / self._rate - took)
        self._units, self._since = self._meter.units, self._clock()

    def wait(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        left = seconds if self._end is None else min(seconds, (self._end - self._clock()).total_seconds())
        if left > 0:
            self._sleep(left)

    @property
    def is_past_end(self) -> bool:
        """Whether the end has come."""
        return self._end is not None and self._clock() >= self._end
