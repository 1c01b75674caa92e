"""The stale sweep: passes over all organisations that flag neglected workstreams and take each account's picture.

A pass goes on where the last tick left it, for its place stands in a book that is written after every page. Two
sweeps at once see by the book that they are two, and one of them stops; what both did meanwhile is done once.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep as really_sleep
from typing import Any

from pydantic import ValidationError

from spine.domain import times
from spine.domain.documents import Tombstone
from spine.domain.staleness import stale_cutoff
from spine.domain.sweeps import (
    CHECKPOINT_NAME,
    CHECKPOINT_ORG,
    TICK_LIMIT,
    Phase,
    SweepCheckpoint,
    SweepPosition,
    Task,
    a_week_before,
    begun,
    completed,
    task_of_tick,
)
from spine.domain.workstreams import WorkstreamSummary
from spine.errors import Unavailable, database_status
from spine.store import charges
from spine.store.protocol import BadPosition, Create, Page, PageRequest, Replace, Upsert, WriteConflict
from spine.usecases.rate_limiter import RateLimiter
from spine.usecases.service import Service
from spine.usecases.sweep_visits import SweepTimeout, Visits, is_away

logger = logging.getLogger("spine.sweep")

AT_ONCE = 25
"""How many items a page has; the book is written after each page."""
AGAIN_AFTER = (2.0, 10.0)
"""Seconds to wait before an item that found the database away is tried again."""
TROUBLES = 3
"""After so many items in a row that found the database away whenever they were tried, a sweep ends."""
CHECKPOINT_EVERY = timedelta(seconds=5)
"""The book is written after this long within a page, too."""
OTHER_AT_WORK = 30.0
"""Seconds after which a sweep that wrote nothing has ended, as it seems to another one; each time twice as many."""

type Sleep = Callable[[float], None]
type Seen = Callable[[SweepCheckpoint], None]


class ConcurrentSweep(Exception):
    """Another sweep has written the book meanwhile."""


@dataclass(frozen=True)
class Walk:
    """One phase of a pass: how its items are read, named and visited."""

    page: Callable[[PageRequest], Page[Any]]
    name: Callable[[Any], str]
    visit: Callable[[Any], None]


def tick(service: Service, sleep: Sleep = really_sleep) -> None:
    """What the timer does: go on with an unfinished pass, begin a new one, or rest. It ends after 20 minutes."""
    checkpoint = read(service)
    task = task_of_tick(checkpoint, service.clock())
    if task is Task.REST:
        return
    beginning = begun(checkpoint, service.clock()) if checkpoint is None or task is Task.BEGIN else checkpoint
    with charges.metered() as meter:
        sweep = Sweep(service, beginning, meter, sleep, service.clock() + TICK_LIMIT)
        try:
            sweep.run()
        except ConcurrentSweep:
            logger.info("Another stale sweep is at work; this one ends.")
        except Unavailable as fault:
            logger.warning("Interrupted, the next tick goes on: %s %s", fault.detail, summary(sweep.checkpoint))
            sweep.tell_failure(fault)


def sweep_whole(service: Service, sleep: Sleep = really_sleep, seen: Seen = lambda checkpoint: None) -> SweepCheckpoint:
    """A whole pass, however long it takes; the book it leaves. `seen` is called after every page."""
    checkpoint, patience = begun(read(service), service.clock()), OTHER_AT_WORK
    while not checkpoint.is_complete:
        try:
            with charges.metered() as meter:
                checkpoint = Sweep(service, checkpoint, meter, sleep, None, seen).run()
        except ConcurrentSweep:
            checkpoint = _left_by_other(service, sleep, patience)
            patience *= 2  # two with long pages would overtake one another for ever
    return checkpoint


def read(service: Service) -> SweepCheckpoint | None:
    """The book as it is stored; None before the first pass, and where it cannot be read: then a new one is begun."""
    try:
        return service.store.get(SweepCheckpoint, CHECKPOINT_ORG, CHECKPOINT_NAME)
    except ValidationError:
        logger.warning("The sweep's book cannot be read.")
        return None


def summary(checkpoint: SweepCheckpoint) -> str:
    """What a pass came to."""
    tally = checkpoint.tally
    return (
        f"Stale sweep: {tally.orgs} organisations, {tally.workstreams} workstreams, {tally.flagged} flagged, "
        f"{tally.stale} stale, {tally.deletions} deletions completed, {tally.failed} failed, {checkpoint.worked_ms} ms."
    )


def _left_by_other(service: Service, sleep: Sleep, patience: float) -> SweepCheckpoint:
    """The book once another sweep has completed the pass, or works on it no more."""
    seen, checkpoint = None, read(service)
    while checkpoint is not None and not checkpoint.is_complete and checkpoint != seen:
        sleep(patience)
        seen, checkpoint = checkpoint, read(service)
    return checkpoint or begun(None, service.clock())


class Sweep:
    """One sweep's work on a pass, up to the end of the pass or to a moment. `book` is what was last written."""

    def __init__(
        self,
        service: Service,
        checkpoint: SweepCheckpoint,
        meter: charges.Meter,
        sleep: Sleep,
        end: datetime | None,
        seen: Seen = lambda checkpoint: None,
    ) -> None:
        self._service, self._store, self._seen = service, service.store, seen
        self._writer, self._began, self._worked = service.token(), service.clock(), checkpoint.worked_ms
        self._pace = RateLimiter(meter, service.settings.sweep_ru_per_second, service.clock, sleep, end)
        self._visits = Visits(service, self._pace, checkpoint.tally)
        self.checkpoint, self._place = checkpoint, checkpoint.place
        self._steady, self._troubles, self._written_at = checkpoint.place, 0, self._began

    def run(self) -> SweepCheckpoint:
        """Work on the pass; the book as it was left. Raises Overtaken, and Unavailable."""
        self._write()
        while not self.checkpoint.is_complete and not self._pace.is_over:
            try:
                self._page()
            except BadPosition:  # the store cannot go on from there any more, for it was reorganised, say
                self._begin_again()
        self._tell_end()
        return self.checkpoint

    def tell_failure(self, fault: Exception) -> None:
        """Tell that the database was away, and what it answered last: 429 where it had no time."""
        told = {"endpoint": "flag_stale_workstreams", "method": "TIMER", "status": Unavailable.status}
        told |= {"code": Unavailable.code, "database_status": database_status(fault)}
        self._service.track_event("request_failed", told)

    def _page(self) -> None:
        phase, position = self._place.phase, self._place.position
        walk = self._walk(phase)
        page = walk.page(PageRequest(AT_ONCE, position))
        self._pace.keep()
        for item in _behind(page.items, self._place.after, walk.name):
            self._visit(walk, item)
            if self._pace.is_over:
                return self._write()
            if self._service.clock() - self._written_at >= CHECKPOINT_EVERY:
                self._write()
        following = phase if page.position is not None else phase.following
        self._place = SweepPosition(phase=following, position=page.position)
        return self._write()

    def _visit(self, walk: Walk, item: Any) -> None:
        name = walk.name(item)
        try:
            self._try(walk, item)
            self._troubles = 0
        except SweepTimeout:
            return
        except Exception as fault:  # one bad record does not stop the run
            self._visits.failed(f"{self._place.phase.value} {name}", fault)
            self._troubles = self._troubles + 1 if is_away(fault) else 0
            if self._troubles >= TROUBLES:
                self._give_up()
                raise
            if self._troubles:
                self.tell_failure(fault)
        self._place = self._place.model_copy(update={"after": name})
        if not self._troubles:
            self._steady = self._place
        self._pace.keep()

    def _try(self, walk: Walk, item: Any) -> None:
        """Visit an item, and again after a while where the database was away. Raises what the last visit raised."""
        for seconds in AGAIN_AFTER:
            try:
                return walk.visit(item)
            except Unavailable as fault:
                if not is_away(fault):
                    raise
            self._pace.wait(seconds)
        return walk.visit(item)

    def _give_up(self) -> None:
        """Leave the place before the first item that found the database away, if the book can be written at all."""
        self._visits.tally = self._visits.tally.plus(failed=-self._troubles)
        self._place = self._steady
        self._write()

    def _begin_again(self) -> None:
        if self._place.position is None:
            raise ValueError("The store does not know its own position.")
        logger.warning("The stale sweep begins anew: the store knows its place no more.")
        fresh = begun(self.checkpoint, self._service.clock())
        self.checkpoint, self._place, self._steady, self._visits.tally = fresh, fresh.place, fresh.place, fresh.tally
        self._write()

    def _walk(self, phase: Phase) -> Walk:
        store, visits = self._store, self._visits
        if phase is Phase.ORGANISATIONS:
            return Walk(store.registered_organisations_across_partitions, str, visits.organisation)
        if phase is Phase.WORKSTREAMS:
            return Walk(self._neglected, _standing_name, visits.workstream)
        return Walk(store.tombstones_across_partitions, _tombstone_name, visits.tombstone)

    def _neglected(self, page: PageRequest) -> Page[WorkstreamSummary]:
        """One question for the whole pass, for a store's positions hold for the same question alone."""
        began = times.parse(self.checkpoint.started_at)
        until = stale_cutoff(began, self._service.settings.stale_after_days)
        return self._store.stale_candidates_across_partitions(until, page)

    def _write(self) -> None:
        """Write how far the pass is. Raises Overtaken where another sweep has written meanwhile."""
        now = self._service.clock()
        worked = self._worked + max(0, round((now - self._began).total_seconds() * 1000))
        changes = {"place": self._place, "tally": self._visits.tally, "worked_ms": worked, "writer": self._writer}
        checkpoint = self.checkpoint.model_copy(update=changes)
        checkpoint = completed(checkpoint, now) if checkpoint.is_complete else checkpoint
        try:
            self._store.commit(CHECKPOINT_ORG, [Replace(checkpoint) if checkpoint.etag else Create(checkpoint)])
        except WriteConflict as fault:
            if read(self._service) is not None:
                raise ConcurrentSweep from fault
            self._store.commit(CHECKPOINT_ORG, [Upsert(checkpoint)])  # over one that cannot be read
        stored = read(self._service)
        if stored is None or stored.writer != self._writer:
            raise ConcurrentSweep
        self.checkpoint, self._written_at = stored, now
        self._seen(stored)

    def _tell_end(self) -> None:
        if not self.checkpoint.is_complete:
            minutes = int(TICK_LIMIT.total_seconds() // 60)
            logger.warning(
                "Not complete after %d minutes, at %s. %s", minutes, self._place.phase, summary(self.checkpoint)
            )
            return
        logger.info("%s", summary(self.checkpoint))
        self._service.track_event("stale_sweep_finished", _told(self.checkpoint, self._service.clock()))


def _told(checkpoint: SweepCheckpoint, now: datetime) -> dict[str, object]:
    """What the event of a complete pass says; the numbers of a week before are left out where they are not known."""
    tally, before = checkpoint.tally, a_week_before(checkpoint, now)
    return {
        "orgs": tally.orgs,
        "orgs_with_workstream": tally.orgs_with_workstream,
        "workstreams": tally.workstreams,
        "flagged": tally.flagged,
        "stale_total": tally.stale,
        "failed": tally.failed,
        "duration_ms": checkpoint.worked_ms,
        "workstreams_week_before": before and before.workstreams,
        "stale_total_week_before": before and before.stale,
    }


def _behind[A](items: Sequence[A], after: str | None, name: Callable[[A], str]) -> Sequence[A]:
    """The items of a page behind the last one that was dealt with; all where it is not among them."""
    names = [name(item) for item in items]
    return items[names.index(after) + 1 :] if after in names else items


def _standing_name(standing: WorkstreamSummary) -> str:
    return f"{standing.org_id}/{standing.workstream_id}"


def _tombstone_name(stone: Tombstone) -> str:
    return f"{stone.org_id}/{stone.buried}"
