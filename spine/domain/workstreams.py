"""Workstreams: the initiatives that meetings are about; when a workstream is stale, and which come first.

See docs/data-model.md#staleness and docs/data-model.md#order-of-importance.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from pydantic import Field

from spine.domain import times
from spine.domain.documents import Document
from spine.domain.workstream_states import Colour, WorkstreamState

AT_REST = (WorkstreamState.PAUSED.value, WorkstreamState.CLOSED.value)
"""The states of workstreams that are never stale, and that stand last in lists."""

_WORST_FIRST = [Colour.RED, Colour.YELLOW, Colour.GREEN]


class Workstream(Document):
    """An initiative with a colour, a priority (0–1000, higher is more important) and an owner.

    A person's fields are `title` to `state`; `rev` changes with them alone. The machine writes `stems`,
    `weights`, `words_version`, `verdicts` and `stale_flagged_at` without a new `rev`: no client's `If-Match` notices.
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
    state: WorkstreamState = WorkstreamState.ACTIVE
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
    words_version: int = 0
    """The version of the tokenizer that made `stems`; 0 where it is not known."""
    verdicts: dict[str, tuple[int, int]] = Field(default_factory=dict)
    """Accepted and rejected bullets by type of fact."""
    stale_flagged_at: str | None = None

    @property
    def last_update(self) -> datetime:
        """When somebody last updated it. Raises ValueError for a stored time that is not readable."""
        return times.parse(self.updated_at)


@dataclass(frozen=True)
class WorkstreamSummary:
    """What a sweep reads of a workstream, whose document may hold anything.

    `updated_at` is what the document holds, None where it holds nothing: the flag is set only while it holds just
    that. `item` is the store's own name for the document.
    """

    org_id: str
    workstream_id: str
    title: str = ""
    status: str = "green"
    priority: int = 1
    created_at: object = None
    updated_at: object = None
    stale_flagged_at: str | None = None
    state: str | None = None
    item: str = ""

    @classmethod
    def of(cls, fields: Mapping[str, Any], item: str = "") -> "WorkstreamSummary":
        """The summary of a document with these fields: somebody may have left out or written whatever they liked."""
        priority, flagged_at, state = fields.get("priority"), fields.get("stale_flagged_at"), fields.get("state")
        return cls(
            fields["org_id"],
            str(fields.get("workstream_id") or item),
            title=str(fields.get("title") or ""),
            status=str(fields.get("status") or "green"),
            priority=int(priority) if isinstance(priority, int | float) else 1,
            created_at=fields.get("created_at"),
            updated_at=fields.get("updated_at"),
            stale_flagged_at=flagged_at if isinstance(flagged_at, str) else None,
            state=state if isinstance(state, str) else None,
            item=item,
        )

    @property
    def last_update(self) -> datetime | None:
        """When somebody last updated it; without a readable time when it was made, None without either."""
        for value in (self.updated_at, self.created_at):
            with suppress(ValueError):
                if isinstance(value, str):
                    return times.parse(value)
        return None


def is_stale(workstream: Workstream | WorkstreamSummary, now: datetime, after_days: int) -> bool:
    """Whether nobody updated it for `after_days` days: exactly that many is stale, a time in the future is not.

    One that is paused or closed never is. A summary without any readable time is: else nobody would ever hear of it.
    """
    if workstream.state in AT_REST:
        return False
    updated = workstream.last_update
    return updated is None or now - updated >= timedelta(days=after_days)


def stale_cutoff(now: datetime, after_days: int) -> str:
    """The same rule for queries: whatever was last updated at this stored time or before is stale."""
    return times.iso(now - timedelta(days=after_days))


def days_since_update(workstream: Workstream | WorkstreamSummary, now: datetime, after_days: int) -> int:
    """Whole days since the last update; 0 for a time in the future.

    Without a readable time it is `after_days`, the least that a stale workstream can have.
    """
    updated = workstream.last_update
    return after_days if updated is None else max(0, (now - updated).days)


def effective_status(workstream: Workstream, now: datetime, after_days: int) -> Colour:
    """The colour to show: a stale green reads yellow, yellow and red stay."""
    if workstream.status is Colour.GREEN and is_stale(workstream, now, after_days):
        return Colour.YELLOW
    return workstream.status


def by_importance(workstream: Workstream, now: datetime, after_days: int) -> tuple[int, int, float, str]:
    """Sort key: priority, the worst effective colour, the latest update, the id."""
    colour = _WORST_FIRST.index(effective_status(workstream, now, after_days))
    return -workstream.priority, colour, -workstream.last_update.timestamp(), workstream.workstream_id


def by_stored_importance(summary: WorkstreamSummary) -> tuple[bool, int, int, str]:
    """Sort key of a snapshot: active ones first, priority, the worst colour as it is set (an unknown one last), id."""
    is_known = summary.status in set(Colour)
    colour = _WORST_FIRST.index(Colour(summary.status)) if is_known else len(_WORST_FIRST)
    return summary.state in AT_REST, -summary.priority, colour, summary.workstream_id
