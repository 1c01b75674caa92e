"""The sweep's checkpoint: how far a pass is, what it counted, and what the last complete one came to.

See docs/operations.md#the-sweep.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, field_validator

from spine.domain import times
from spine.domain.documents import Document
from spine.domain.snapshots import OrganisationState

CHECKPOINT_ORG = "_sweep"
"""The partition of the checkpoint: no public id begins like this."""
CHECKPOINT_NAME = "stale"

TICK_LIMIT = timedelta(minutes=20)
SHORT_PASS = timedelta(seconds=10)
"""A pass that took longer is made once a day, a shorter one at every tick."""
DAILY = timedelta(hours=20)
WEEK = timedelta(days=7)
REMEMBERED = timedelta(days=9)
"""How long the checkpoint keeps a day's counts: a week, and two days more on which no pass may have been completed."""


class Phase(StrEnum):
    """The parts of a pass, in their order."""

    ORGANISATIONS = "organisations"
    WORKSTREAMS = "workstreams"
    DELETIONS = "deletions"
    KEYWORDS = "keywords"
    DONE = "done"

    @property
    def following(self) -> "Phase":
        """The part that comes next."""
        phases = list(Phase)
        return phases[phases.index(self) + 1]


class SweepPosition(BaseModel):
    """How far a pass is: the page that it is in, and the last of its items that was visited."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    phase: Phase = Phase.ORGANISATIONS
    position: str | None = None
    after: str | None = None


class SweepCounts(BaseModel):
    """What a pass counted so far."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    orgs: int = 0
    orgs_with_workstream: int = 0
    workstreams: int = 0
    linked_facts: int = 0
    stale: int = 0
    empty: int = 0
    ratings: int = 0
    rating_sum: int = 0
    flagged: int = 0
    deletions: int = 0
    failed: int = 0

    def plus(self, **more: int) -> "SweepCounts":
        """The counts with more of some things."""
        return self.model_copy(update={name: getattr(self, name) + number for name, number in more.items()})

    def with_organisation(self, state: OrganisationState, now: datetime, after_days: int) -> "SweepCounts":
        """The counts with one more organisation."""
        return self.plus(
            orgs=1,
            orgs_with_workstream=int(bool(state.workstreams)),
            workstreams=len(state.workstreams),
            linked_facts=state.linked_facts,
            stale=len(state.stale_workstreams(now, after_days)),
            empty=state.empty_workstreams,
            ratings=state.counts.ratings,
            rating_sum=state.counts.rating_sum,
        )


class DailyCounts(BaseModel):
    """How many workstreams there were on one UTC day, and how many of them were stale: its first complete pass."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    day: str
    stale: int
    workstreams: int


class SweepCheckpoint(Document):
    """One pass, under way or complete, and the totals of the last complete one.

    Stored names: `place` is the position, `tally` the counts.
    """

    kind: ClassVar[str] = "sweep"
    key_field: ClassVar[str] = "name"

    org_id: str = CHECKPOINT_ORG
    name: str = CHECKPOINT_NAME
    writer: str = ""
    """A mark of the sweep that wrote this last: concurrent sweeps detect each other by it."""
    started_at: str
    worked_ms: int = 0
    """How long sweeps worked on this pass, without the time between ticks."""
    place: SweepPosition = SweepPosition()
    tally: SweepCounts = SweepCounts()
    as_of: str | None = None
    """When the last complete pass was completed; None before the first one."""
    totals: SweepCounts = SweepCounts()
    days: tuple[DailyCounts, ...] = ()
    """The last days on which a pass was completed, oldest first."""

    @field_validator("started_at")
    @classmethod
    def _normal(cls, value: str) -> str:
        return times.normal(value)

    @property
    def is_complete(self) -> bool:
        """Whether nothing of the pass is left to do."""
        return self.place.phase is Phase.DONE


class TickAction(StrEnum):
    """What a tick does."""

    START = "start"
    RESUME = "resume"
    REST = "rest"


def tick_action(checkpoint: SweepCheckpoint | None, now: datetime) -> TickAction:
    """A tick resumes an unfinished pass.

    Else it starts a new one, unless the last took longer than ten seconds and started less than 20 hours ago: small
    stores are swept at every tick, large ones once a day.
    """
    if checkpoint is None:
        return TickAction.START
    if not checkpoint.is_complete:
        return TickAction.RESUME
    was_long = timedelta(milliseconds=checkpoint.worked_ms) > SHORT_PASS
    # A pass in the future was started by a clock that was ahead: it delays nothing.
    was_today = timedelta() <= now - times.parse(checkpoint.started_at) < DAILY
    return TickAction.REST if was_long and was_today else TickAction.START


def started(checkpoint: SweepCheckpoint | None, now: datetime) -> SweepCheckpoint:
    """The checkpoint at the start of a new pass; the totals of the last complete one stay."""
    last = checkpoint or SweepCheckpoint(started_at=times.iso(now))
    return last.model_copy(
        update={"started_at": times.iso(now), "worked_ms": 0, "place": SweepPosition(), "tally": SweepCounts()}
    )


def completed(checkpoint: SweepCheckpoint, now: datetime) -> SweepCheckpoint:
    """The checkpoint at the end of a pass: its counts are the totals, and those of the day if it is the day's first."""
    counts, today, oldest = checkpoint.tally, _day_of(now), _day_of(now - REMEMBERED)
    by_day = {today: DailyCounts(day=today, stale=counts.stale, workstreams=counts.workstreams)}
    by_day |= {earlier.day: earlier for earlier in checkpoint.days if oldest <= earlier.day <= today}
    days = tuple(by_day[day] for day in sorted(by_day))
    return checkpoint.model_copy(update={"totals": counts, "as_of": times.iso(now), "days": days})


def a_week_before(checkpoint: SweepCheckpoint, now: datetime) -> DailyCounts | None:
    """The latest day on which a pass was completed, at least 7 days before today; None where none is remembered."""
    until = _day_of(now - WEEK)
    return next((counts for counts in reversed(checkpoint.days) if counts.day <= until), None)


def _day_of(moment: datetime) -> str:
    return times.iso(moment)[:10]
