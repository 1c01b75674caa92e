"""What presses, so that a meeting deals with it first (docs/planning.md#pressing)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from spine.domain import times
from spine.domain.fact_types import FACT_TYPES
from spine.domain.facts import Fact

DUE_SOON_DAYS = 7
LONG_OVERDUE_DAYS = 30
"""Something that is overdue for longer is half forgotten, and presses no more."""


def presses(fact: Fact, now: datetime) -> bool:
    """Whether a fact presses: due soon or lately overdue, a recent blocker, or a decision that waits.

    Days are counted in the zone of `now`.
    """
    kind = fact.type_info
    if kind.presses_for and times.days_since(fact.created_at, now) <= kind.presses_for:
        return True
    if fact.due_iso is None or not kind.has_a_date:
        return False
    return -LONG_OVERDUE_DAYS <= times.days_until(fact.due_iso, now) <= DUE_SOON_DAYS


def most_pressing(fact: Fact, now: datetime) -> tuple[bool, int]:
    """Sort key: pressing first, then the earliest due day; no date, or long overdue, last."""
    days = times.days_until(fact.due_iso, now) if fact.due_iso else None
    is_dated = days is not None and days >= -LONG_OVERDUE_DAYS
    return not presses(fact, now), days if is_dated and days is not None else 10**6


@dataclass(frozen=True)
class PressingWindow:
    """Bounds that no pressing fact lies outside of, to look for them: due dates by day, and creation times by type."""

    due_from: str
    due_before: str
    dated_types: tuple[str, ...]
    created_since: Mapping[str, str]


def pressing_window(now: datetime) -> PressingWindow:
    """The bounds of what presses now; a day wider on each side, for a due moment may be another day elsewhere."""
    return PressingWindow(
        due_from=(now - timedelta(days=LONG_OVERDUE_DAYS + 1)).date().isoformat(),
        due_before=(now + timedelta(days=DUE_SOON_DAYS + 2)).date().isoformat(),
        dated_types=tuple(name for name, kind in FACT_TYPES.items() if kind.has_a_date),
        created_since={
            name: times.iso(now - timedelta(days=kind.presses_for))
            for name, kind in FACT_TYPES.items()
            if kind.presses_for
        },
    )
