"""Why a bullet is in the agenda of today, as codes and in words (docs/planning.md#why-now)."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import Protocol

from spine.domain import times
from spine.domain.fact_types import Kind
from spine.domain.facts import Fact
from spine.domain.languages import Language
from spine.domain.planning.codes import BulletSignal
from spine.domain.planning.pressing import DUE_SOON_DAYS
from spine.domain.planning.subjects import Subject

WORDS_SHOWN = 2
"""So many reasons are told in words, and that a date was moved; the codes are all there."""
_WEEK = 7


class Occasion(Protocol):
    """What the words on a bullet need to know of the meeting."""

    @property
    def language(self) -> Language:
        """The language of the agenda."""

    @property
    def now(self) -> datetime:
        """The moment of the plan, in the organisation's zone."""

    @property
    def day(self) -> date:
        """The meeting's own day; that of the plan where no start is known."""

    @property
    def subject(self) -> Subject | None:
        """What the meeting is about, where one was named."""

    @property
    def people(self) -> tuple[str, ...]:
        """Those whose open work the meeting is about, by their full names."""

    @property
    def namesakes(self) -> tuple[str, ...]:
        """Others with the first name of one of these people, by their full names."""

    @property
    def attendees(self) -> tuple[str, ...]:
        """Who takes part, where that is known."""


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
        BulletSignal.MOVED: _was_moved(fact, variants, now),
    }
    return tuple(signal for signal in BulletSignal if holds[signal])


def times_said(facts: Collection[Fact]) -> int:
    """In how many meetings some facts were said, as far as these are known."""
    return len({fact.meeting_id for fact in facts if fact.meeting_id})


def why_now(fact: Fact, variants: Sequence[Fact], found: Sequence[BulletSignal], occasion: Occasion) -> str:
    """The most telling signals of a fact in words that are true on the meeting's day; empty where it has none."""
    wording, due = occasion.language.wording, _due(fact, occasion)
    told = {
        BulletSignal.OVERDUE: due,
        BulletSignal.DUE_TODAY: due,
        BulletSignal.DUE_SOON: due,
        BulletSignal.TO_DECIDE: wording.decision_pending,
        BulletSignal.CARRIED: wording.from_last_meeting,
        BulletSignal.REPEATED: wording.said_in_meetings.format(times_said([fact, *variants])),
        BulletSignal.MOVED: wording.moved,
    }
    moved = [BulletSignal.MOVED] if BulletSignal.MOVED in found[WORDS_SHOWN:] else []
    return ", ".join(told[signal] for signal in (*found[:WORDS_SHOWN], *moved))


def _days_left(fact: Fact, now: datetime) -> int | None:
    """Days until a fact is due; None where it has no date or is settled."""
    is_settled = fact.type_info.kind is Kind.DECIDED
    return times.days_until(fact.due_iso, now) if fact.due_iso and not is_settled else None


def _was_moved(fact: Fact, variants: Sequence[Fact], now: datetime) -> bool:
    """Whether the same thing was due on another day before."""
    zone = now.tzinfo or UTC
    if fact.due_iso is None:
        return False
    before = {times.due_day(other.due_iso, zone) for other in variants if other.due_iso}
    return bool(before - {times.due_day(fact.due_iso, zone)})


def _due(fact: Fact, occasion: Occasion) -> str:
    """How a due date stands on the meeting's day; where that is not today, in words that are true today, too."""
    if fact.due_iso is None:
        return ""
    wording, today = occasion.language.wording, occasion.now.date()
    due, meeting = times.due_day(fact.due_iso, occasion.now.tzinfo or UTC), max(occasion.day, today)
    if due < today:
        days = (meeting - due).days
        return wording.overdue_by_a_day if days == 1 else wording.overdue_by.format(days)
    if today < meeting and due <= meeting:
        return wording.due_at_the_meeting if due == meeting else wording.due_before_the_meeting
    days = (due - meeting).days
    if days < _WEEK:
        weekday = wording.due_on.format(wording.weekday_names[due.weekday()])
        return {0: wording.due_today, 1: wording.due_tomorrow}.get(days, weekday) if meeting == today else weekday
    return wording.due_in.format(days)
