"""Workstreams: the macro initiatives that an organisation's meetings are about."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from spine.domain import times
from spine.domain.documents import Document


class Colour(StrEnum):
    """How a person says that a workstream goes."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


_WORST_FIRST = {Colour.RED: 0, Colour.YELLOW: 1, Colour.GREEN: 2}


class Workstream(Document):
    """An initiative with a colour, a priority (0–1000, higher is more important) and an owner.

    A person's fields are `title` to `tags`; `rev` changes with them alone. The machine writes `stems`,
    `weights`, `verdicts` and `stale_flagged_at` beside, and no client's `If-Match` notices.
    """

    kind: ClassVar[str] = "workstream"
    key_field: ClassVar[str] = "workstream_id"

    workstream_id: str
    title: str
    description: str | None = None
    status: Colour = Colour.GREEN
    priority: int = 1
    owner: str | None = None
    start_iso: str | None = None
    target_iso: str | None = None
    tags: tuple[str, ...] = ()
    created_at: str
    updated_at: str
    rev: str
    made_by: str | None = None
    """Hash of the request that made it under an Idempotency-Key."""
    stems: tuple[str, ...] = ()
    """Its heaviest stems, own words and linked facts', heaviest first."""
    weights: tuple[float, ...] = ()
    """The weight of each of `stems`, in the same order."""
    length: float = 0.0
    """The weight of all its words together, for normalising by length."""
    verdicts: dict[str, tuple[int, int]] = Field(default_factory=dict)
    """Accepted and turned-down bullets by type of fact."""
    stale_flagged_at: str | None = None


def is_stale(workstream: Workstream, now: datetime, after_days: int) -> bool:
    """Whether nobody updated it for `after_days` days; exactly that many is stale."""
    return now - times.parse(workstream.updated_at) >= timedelta(days=after_days)


def days_since_update(workstream: Workstream, now: datetime) -> int:
    """Whole days since somebody looked after it; 0 for a time in the future."""
    return max(0, int(times.days_since(workstream.updated_at, now)))


def effective_status(workstream: Workstream, now: datetime, after_days: int) -> Colour:
    """The colour to show: a stale green reads yellow, yellow and red stay."""
    if workstream.status is Colour.GREEN and is_stale(workstream, now, after_days):
        return Colour.YELLOW
    return workstream.status


def by_importance(workstream: Workstream, now: datetime, after_days: int) -> tuple[int, int, float, str]:
    """Sort key: priority, then the worst effective colour, then the latest update, then the id."""
    colour = _WORST_FIRST[effective_status(workstream, now, after_days)]
    return -workstream.priority, colour, -times.parse(workstream.updated_at).timestamp(), workstream.workstream_id
