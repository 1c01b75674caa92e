"""The sweep's own book: how far a pass is, what it counted, and what the last complete one came to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, field_validator

from spine.domain import times
from spine.domain.documents import Document
from spine.domain.snapshots import OrganisationState

CHECKPOINT_ORG = "_sweep"
"""The partition of the book: no public id begins like this."""
CHECKPOINT_NAME = "stale"

TICK_LIMIT = timedelta(minutes=20)
QUICK = timedelta(seconds=10)
"""A pass that took longer is made once a day, a quicker one at every tick."""
DAILY = timedelta(hours=20)
WEEK = timedelta(days=7)
REMEMBERED = timedelta(days=9)
"""How long the book remembers a day: a week, and two days more in which no pass may have been completed."""


class Phase(StrEnum):
    """The parts of a pass, in their order."""

    ORGANISATIONS = "organisations"
    WORKSTREAMS = "workstreams"
    DELETIONS = "deletions"
    DONE = "done"

    @property
    def following(self) -> "Phase":
        """The part that comes next."""
        phases = list(Phase)
        return phases[phases.index(self) + 1]


class SweepPosition(BaseModel):
    """How far a pass is: the page that it is in, and the last of its items that was dealt with."""

    model_config = ConfigDict(frozen=True)

    phase: Phase = Phase.ORGANISATIONS
    position: str | None = None
    after: str | None = None


class SweepCounts(BaseModel):
    """What a pass counted so far."""

    model_config = ConfigDict(frozen=True)

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
        """The tally with more of some things."""
        return self.model_copy(update={name: getattr(self, name) + number for name, number in more.items()})

    def with_account(self, account: OrganisationState, now: datetime, after_days: int) -> "SweepCounts":
        """The tally with one more organisation."""
        return self.plus(
            orgs=1,
            orgs_with_workstream=int(bool(account.workstream_summaries)),
            workstreams=len(account.workstream_summaries),
            linked_facts=account.linked_facts,
            stale=len(account.neglected(now, after_days)),
            empty=account.empty,
            ratings=account.counts.ratings,
            rating_sum=account.counts.rating_sum,
        )


class DailyCounts(BaseModel):
    """How many workstreams there were on one UTC day, and how many of them were stale: its first complete pass."""

    model_config = ConfigDict(frozen=True)

    day: str
    stale: int
    workstreams: int


class SweepCheckpoint(Document):
    """One pass, under way or done, and the totals of the last one that was completed."""

    kind: ClassVar[str] = "sweep"
    key_field: ClassVar[str] = "name"

    org_id: str = CHECKPOINT_ORG
    name: str = CHECKPOINT_NAME
    writer: str = ""
    """A mark of the sweep that wrote this last: two at once see by it that they are two."""
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
    def _a_moment(cls, value: str) -> str:
        return times.normal(value)

    @property
    def is_complete(self) -> bool:
        """Whether nothing of the pass is left to do."""
        return self.place.phase is Phase.DONE


class Task(StrEnum):
    """What a tick does."""

    BEGIN = "begin"
    GO_ON = "go on"
    REST = "rest"


def task_of_tick(checkpoint: SweepCheckpoint | None, now: datetime) -> Task:
    """A tick goes on with an unfinished pass.

    Else it begins a new one, unless the last took longer than ten seconds and began less than 20 hours ago: small
    stores are swept at every tick, large ones once a day.
    """
    if checkpoint is None:
        return Task.BEGIN
    if not checkpoint.is_complete:
        return Task.GO_ON
    is_long = timedelta(milliseconds=checkpoint.worked_ms) > QUICK
    is_young = (
        timedelta() <= now - times.parse(checkpoint.started_at) < DAILY
    )  # a clock that was ahead silences nothing
    return Task.REST if is_long and is_young else Task.BEGIN


def begun(checkpoint: SweepCheckpoint | None, now: datetime) -> SweepCheckpoint:
    """The book at the beginning of a new pass; the totals of the last complete one stay."""
    fresh: dict[str, Any] = {
        "started_at": times.iso(now),
        "worked_ms": 0,
        "place": SweepPosition(),
        "tally": SweepCounts(),
    }
    return checkpoint.model_copy(update=fresh) if checkpoint else SweepCheckpoint(**fresh)


def completed(checkpoint: SweepCheckpoint, now: datetime) -> SweepCheckpoint:
    """The book at the end of a pass: what it counted are the totals, and those of the day if it is the day's first."""
    days = _remembered(checkpoint.days, checkpoint.tally, now)
    return checkpoint.model_copy(update={"totals": checkpoint.tally, "as_of": times.iso(now), "days": days})


def a_week_before(checkpoint: SweepCheckpoint, now: datetime) -> DailyCounts | None:
    """The latest day on which a pass was completed, at least 7 days before today; None where no such is remembered."""
    until = _day_of(now - WEEK)
    return next((one for one in reversed(checkpoint.days) if one.day <= until), None)


def _remembered(days: Iterable[DailyCounts], tally: SweepCounts, now: datetime) -> tuple[DailyCounts, ...]:
    today, oldest = _day_of(now), _day_of(now - REMEMBERED)
    first = DailyCounts(day=today, stale=tally.stale, workstreams=tally.workstreams)
    by_day = {first.day: first} | {one.day: one for one in days if oldest <= one.day <= today}
    return tuple(by_day[day] for day in sorted(by_day))


def _day_of(moment: datetime) -> str:
    return times.iso(moment)[:10]
