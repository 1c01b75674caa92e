"""The stale sweep: passes over all organisations that flag stale workstreams and take each organisation's snapshot.

A pass resumes where the last tick left it, from a checkpoint that is written after every page. Of two concurrent
sweeps one stops; what both did meanwhile is done once. See docs/operations.md#the-sweep.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from time import sleep as really_sleep

from spine.domain import times
from spine.domain.documents import KeywordRefresh, Tombstone
from spine.domain.sweeps import (
    TICK_LIMIT,
    Phase,
    SweepCheckpoint,
    SweepPosition,
    TickAction,
    a_week_before,
    started,
    tick_action,
)
from spine.domain.workstreams import stale_cutoff
from spine.errors import Unavailable, database_status, is_database_away
from spine.store import charges
from spine.store.errors import BadPosition
from spine.store.protocol import Page, PageRequest
from spine.usecases.service import Service
from spine.usecases.sweep_progress import ConcurrentSweep, Observer, Progress, RateLimiter, read_checkpoint
from spine.usecases.sweep_visits import SweepTimeout, Visits

logger = logging.getLogger("spine.sweep")

PAGE_SIZE = 25
"""How many items a page has; the checkpoint is written after each page."""
RETRY_PAUSES = (2.0, 10.0)
"""Seconds to wait before an item that found the database away is tried again."""
MAX_AWAY = 3
"""After so many items in a row that found the database away at every try, a sweep ends."""
SILENT_AFTER = 30.0
"""Seconds without a new checkpoint after which another sweep seems to have ended; each time twice as many."""

type Sleep = Callable[[float], None]


def tick(service: Service, sleep: Sleep = really_sleep) -> None:
    """What the timer does: resume an unfinished pass, start a new one, or rest. It ends after 20 minutes."""
    checkpoint, now = read_checkpoint(service), service.clock()
    action = tick_action(checkpoint, now)
    if action is TickAction.REST:
        return
    beginning = started(checkpoint, now) if checkpoint is None or action is TickAction.START else checkpoint
    with charges.metered() as meter:
        sweep = Sweep(service, beginning, meter, sleep, now + TICK_LIMIT)
        try:
            sweep.run()
        except ConcurrentSweep:
            logger.info("Another stale sweep is running; this one ends.")
        except Unavailable as error:
            logger.warning("Interrupted; the next tick continues: %s %s", error.detail, summary(sweep.checkpoint))
            sweep.track_failure(error)


def sweep_whole(
    service: Service, sleep: Sleep = really_sleep, observer: Observer = lambda checkpoint: None
) -> SweepCheckpoint:
    """A whole pass, however long it takes; its last checkpoint. `observer` gets the checkpoint after every page."""
    checkpoint, patience = started(read_checkpoint(service), service.clock()), SILENT_AFTER
    while not checkpoint.is_complete:
        try:
            with charges.metered() as meter:
                checkpoint = Sweep(service, checkpoint, meter, sleep, None, observer).run()
        except ConcurrentSweep:
            checkpoint = _await_other(service, sleep, patience)
            patience *= 2  # two with long pages would overtake one another for ever
    return checkpoint


def _await_other(service: Service, sleep: Sleep, patience: float) -> SweepCheckpoint:
    """The checkpoint once another sweep has completed the pass, or has written nothing for a while."""
    seen, checkpoint = None, read_checkpoint(service)
    while checkpoint is not None and not checkpoint.is_complete and checkpoint != seen:
        sleep(patience)
        seen, checkpoint = checkpoint, read_checkpoint(service)
    return checkpoint or started(None, service.clock())


def summary(checkpoint: SweepCheckpoint) -> str:
    """What a pass came to, in one line."""
    counts = checkpoint.tally
    return (
        f"Stale sweep: {counts.orgs} organisations, {counts.workstreams} workstreams, {counts.flagged} flagged, "
        f"{counts.stale} stale, {counts.deletions} deletions completed, {counts.failed} failed, "
        f"{checkpoint.worked_ms} ms."
    )


class Sweep:
    """One sweep's work on a pass, up to the end of the pass or to a moment."""

    def __init__(
        self,
        service: Service,
        checkpoint: SweepCheckpoint,
        meter: charges.Meter,
        sleep: Sleep,
        end: datetime | None,
        observer: Observer = lambda checkpoint: None,
    ) -> None:
        self._service, self._store = service, service.store
        self._progress = Progress(service, checkpoint, observer)
        self._limiter = RateLimiter(meter, service.settings.sweep_ru_per_second, service.clock, sleep, end)
        self._visits = Visits(service, self._limiter, self._progress)
        self._away_in_a_row, self._before_away = 0, checkpoint.place

    @property
    def checkpoint(self) -> SweepCheckpoint:
        """The checkpoint as it was last written."""
        return self._progress.checkpoint

    def run(self) -> SweepCheckpoint:
        """Work on the pass; the checkpoint as it was left. Raises ConcurrentSweep and Unavailable."""
        self._progress.write()
        self._store.delete_expired()
        while not self.checkpoint.is_complete and not self._limiter.is_past_end:
            try:
                self._visit_next_page()
            except BadPosition:  # the store cannot continue from there any more, for it was reorganised, say
                self._restart()
        if self.checkpoint.is_complete:
            logger.info("%s", summary(self.checkpoint))
            self._service.track_event("stale_sweep_finished", _totals(self.checkpoint, self._service.clock()))
        else:
            minutes, phase = int(TICK_LIMIT.total_seconds() // 60), self._progress.position.phase
            logger.warning("Not complete after %d minutes, at %s. %s", minutes, phase, summary(self.checkpoint))
        return self.checkpoint

    def track_failure(self, error: Exception) -> None:
        """Record that the database was away, and what it answered last: 429 where it had no capacity."""
        fields = {"endpoint": "flag_stale_workstreams", "method": "TIMER", "status": Unavailable.status}
        fields |= {"code": Unavailable.code, "database_status": database_status(error)}
        self._service.track_event("request_failed", fields)

    def _visit_next_page(self) -> None:
        store, visits = self._store, self._visits
        match self._progress.position.phase:
            case Phase.ORGANISATIONS:
                self._visit_page(store.registered_organisations_across_partitions, str, visits.organisation)
            case Phase.WORKSTREAMS:
                # One cutoff for the whole pass, for a store's positions hold for the same query alone.
                cutoff = stale_cutoff(times.parse(self.checkpoint.started_at), self._service.settings.stale_after_days)
                read = partial(store.stale_candidates_across_partitions, cutoff)
                self._visit_page(read, lambda w: f"{w.org_id}/{w.workstream_id}", visits.workstream)
            case Phase.DELETIONS:
                tombstones = partial(store.unfinished_across_partitions, Tombstone)
                self._visit_page(tombstones, lambda t: f"{t.org_id}/{t.buried}", visits.tombstone)
            case _:
                refreshes = partial(store.unfinished_across_partitions, KeywordRefresh)
                self._visit_page(refreshes, lambda r: f"{r.org_id}/{r.refresh_id}", visits.keyword_refresh)

    def _visit_page[I](
        self, read: Callable[[PageRequest], Page[I]], name_of: Callable[[I], str], visit: Callable[[I], None]
    ) -> None:
        """Visit the items of a page that follow the last visited item; all items where the page does not have it."""
        progress, position = self._progress, self._progress.position
        page = read(PageRequest(PAGE_SIZE, position.position))
        self._limiter.end_step()
        names = [name_of(item) for item in page.items]
        first = names.index(position.after) + 1 if position.after in names else 0
        for name, item in zip(names[first:], page.items[first:], strict=True):
            self._visit(name, partial(visit, item))
            if self._limiter.is_past_end:
                return progress.write()
            progress.write_if_due()
        following = position.phase if page.position is not None else position.phase.following
        progress.position = SweepPosition(phase=following, position=page.position)
        return progress.write()

    def _visit(self, name: str, visit: Callable[[], None]) -> None:
        try:
            self._with_retries(visit)
            self._away_in_a_row = 0
        except SweepTimeout:
            return
        except Exception as error:  # one bad record does not stop the run
            self._visits.failed(f"{self._progress.position.phase.value} {name}", error)
            self._away_in_a_row = self._away_in_a_row + 1 if is_database_away(error) else 0
            if self._away_in_a_row >= MAX_AWAY:
                self._progress.count(failed=-self._away_in_a_row)  # the next tick tries them again
                self._progress.position = self._before_away
                self._progress.write()  # if the database takes it
                raise
            if self._away_in_a_row:
                self.track_failure(error)
        self._progress.position = self._progress.position.model_copy(update={"after": name})
        if not self._away_in_a_row:
            self._before_away = self._progress.position
        self._limiter.end_step()

    def _with_retries(self, visit: Callable[[], None]) -> None:
        """Make a visit, and again after a while where the database was away. Raises what the last try raised."""
        for seconds in RETRY_PAUSES:
            try:
                return visit()
            except Unavailable as error:
                if not is_database_away(error):
                    raise
            self._limiter.wait(seconds)
        return visit()

    def _restart(self) -> None:
        if self._progress.position.position is None:
            raise ValueError("The store does not know its own position.")
        logger.warning("The stale sweep starts again: its position is no longer valid in the store.")
        self._progress.restart()
        self._before_away = self._progress.position
        self._progress.write()


def _totals(checkpoint: SweepCheckpoint, now: datetime) -> dict[str, object]:
    """The event of a complete pass; the numbers of a week before are None where they are not known."""
    counts, before = checkpoint.tally, a_week_before(checkpoint, now)
    return {
        "orgs": counts.orgs,
        "orgs_with_workstream": counts.orgs_with_workstream,
        "workstreams": counts.workstreams,
        "flagged": counts.flagged,
        "stale_total": counts.stale,
        "failed": counts.failed,
        "duration_ms": checkpoint.worked_ms,
        "workstreams_week_before": before and before.workstreams,
        "stale_total_week_before": before and before.stale,
    }
