"""When a workstream is stale: the one rule, for whole workstreams, for the sweep's summaries and for queries.

See docs/data-model.md#staleness.
"""

from datetime import datetime, timedelta

from spine.domain import times
from spine.domain.workstreams import Colour, Workstream, WorkstreamSummary


def is_stale(workstream: Workstream | WorkstreamSummary, now: datetime, after_days: int) -> bool:
    """Whether nobody updated it for `after_days` days: exactly that many is stale, a time in the future is not.

    A summary without any readable time is stale: else nobody would ever hear of it.
    """
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
