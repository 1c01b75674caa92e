"""When a workstream counts as neglected, as the sweep sees it: told from dates that may be missing or unreadable."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from spine.domain import times


@dataclass(frozen=True)
class WorkstreamSummary:
    """How a workstream stands: what a sweep reads of it.

    `updated_at` is what the document holds, whatever it is, None where it holds nothing: the flag is set only while
    it holds just that. `item` is the store's own name for the document.
    """

    org_id: str
    workstream_id: str
    title: str = ""
    status: str = "green"
    priority: int = 1
    created_at: object = None
    updated_at: object = None
    stale_flagged_at: str | None = None
    item: str = ""


def last_looked_after(standing: WorkstreamSummary) -> datetime | None:
    """When somebody last updated it: without a readable time when it was made, None without either."""
    return _moment(standing.updated_at) or _moment(standing.created_at)


def is_neglected(standing: WorkstreamSummary, now: datetime, after_days: int) -> bool:
    """Whether nobody updated it for `after_days` days: exactly that many is neglect, a time in the future none.

    One without any readable time counts as neglected: else nobody would ever be told of it.
    """
    then = last_looked_after(standing)
    return then is None or now - then >= timedelta(days=after_days)


def days_idle(standing: WorkstreamSummary, now: datetime, after_days: int) -> int:
    """Whole days since somebody looked after it; `after_days`, the least there can be, where no time is readable."""
    then = last_looked_after(standing)
    return after_days if then is None else max(0, (now - then).days)


def neglected_since(now: datetime, after_days: int) -> str:
    """The stored form of the last moment at which an update is too long ago."""
    return times.iso(now - timedelta(days=after_days))


def _moment(value: object) -> datetime | None:
    try:
        return times.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None
