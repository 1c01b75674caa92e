"""Why a bullet is in the agenda of today, as codes and in words (docs/planning.md#why-now)."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from spine.domain import times
from spine.domain.fact_types import Kind
from spine.domain.facts import Fact
from spine.domain.languages.pack import Wording
from spine.domain.planning.pressing import DUE_SOON_DAYS

WORDS_SHOWN = 2
"""So many reasons are told in words; the codes are all there."""
_WEEK = 7


class BulletSignal(StrEnum):
    """Why a fact is in the agenda of today, the most telling first."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    TO_DECIDE = "to_decide"
    CARRIED = "carried"
    REPEATED = "repeated"
    MOVED = "moved"


def signals(fact: Fact, variants: Sequence[Fact], now: datetime, *, carried: bool) -> tuple[BulletSignal, ...]:
    """The signals of a fact that stands for some variants, which said the same before; today is the day of `now`."""
    days = _days_left(fact, now)
    holds = {
        BulletSignal.OVERDUE: days is not None and days < 0,
        BulletSignal.DUE_TODAY: days == 0,
        BulletSignal.DUE_SOON: days is not None and 0 < days <= DUE_SOON_DAYS,
        BulletSignal.TO_DECIDE: fact.type_info.kind is Kind.DECIDE,
        BulletSignal.CARRIED: carried,
        BulletSignal.REPEATED: times_said([fact, *variants]) > 1,
        BulletSignal.MOVED: any(other.due_iso and fact.due_iso != other.due_iso for other in variants),
    }
    return tuple(signal for signal in BulletSignal if holds[signal])


def times_said(facts: Collection[Fact]) -> int:
    """In how many meetings some facts were said, as far as these are known."""
    return len({fact.meeting_id for fact in facts if fact.meeting_id})


def why_now(
    fact: Fact, variants: Sequence[Fact], found: Sequence[BulletSignal], now: datetime, wording: Wording
) -> str:
    """The most telling signals of a fact in words; empty where it has none."""
    days = abs(_days_left(fact, now) or 0)
    told = {
        BulletSignal.OVERDUE: wording.overdue_by_a_day if days == 1 else wording.overdue_by.format(days),
        BulletSignal.DUE_TODAY: wording.due_today,
        BulletSignal.DUE_SOON: _due_in(fact, days, now, wording),
        BulletSignal.TO_DECIDE: wording.decision_pending,
        BulletSignal.CARRIED: wording.from_last_meeting,
        BulletSignal.REPEATED: wording.said_in_meetings.format(times_said([fact, *variants])),
        BulletSignal.MOVED: wording.moved,
    }
    return ", ".join(told[signal] for signal in found[:WORDS_SHOWN])


def _days_left(fact: Fact, now: datetime) -> int | None:
    """Days until a fact is due; None where no date makes it pressing."""
    return times.days_until(fact.due_iso, now) if fact.due_iso and fact.type_info.has_a_date else None


def _due_in(fact: Fact, days: int, now: datetime, wording: Wording) -> str:
    if days == 1:
        return wording.due_tomorrow
    if days >= _WEEK or fact.due_iso is None:
        return wording.due_in.format(days)
    return wording.due_on.format(wording.weekday_names[times.due_day(fact.due_iso, now.tzinfo or UTC).weekday()])
