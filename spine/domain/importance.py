"""The order of workstreams by importance, most important first: priority, then the worst colour.

A snapshot orders by the colour as it is set, everything else by the effective one, where a stale green reads yellow.
See docs/data-model.md#order-of-importance.
"""

from datetime import datetime

from spine.domain.staleness import effective_status
from spine.domain.workstreams import Colour, Workstream, WorkstreamSummary

_WORST_FIRST = [Colour.RED, Colour.YELLOW, Colour.GREEN]


def by_importance(workstream: Workstream, now: datetime, after_days: int) -> tuple[int, int, float, str]:
    """Sort key: priority, the worst effective colour, the latest update, the id."""
    colour = _WORST_FIRST.index(effective_status(workstream, now, after_days))
    return -workstream.priority, colour, -workstream.last_update.timestamp(), workstream.workstream_id


def by_importance_as_set(summary: WorkstreamSummary) -> tuple[int, int, str]:
    """Sort key of a snapshot: priority, the worst colour as it is set (an unknown one last), the id."""
    is_known = summary.status in set(Colour)
    colour = _WORST_FIRST.index(Colour(summary.status)) if is_known else len(_WORST_FIRST)
    return -summary.priority, colour, summary.workstream_id
