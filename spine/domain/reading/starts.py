"""When a meeting starts, from the day and the clock time that a request says (docs/planning.md#times-of-a-request)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from spine.domain.reading.calendar_days import Date, Day, Numeric, Weekday
from spine.domain.reading.clocks import DAY, HOUR
from spine.domain.reading.moments import Moment
from spine.domain.zones import existing

_NEAR = 3
"""How many characters may stand between a day and the clock time that belongs to it, as in "sexta, 14h"."""


@dataclass(frozen=True)
class Start:
    """A start as it is said: a day, or None for today or tomorrow, and the minutes since its midnight."""

    minute: int
    day: Day | None = None

    @property
    def is_ambiguous(self) -> bool:
        """Whether the day would be another one with the month written first."""
        return self.day is not None and self.day.is_ambiguous

    def at(self, now: datetime, *, month_first: bool) -> datetime:
        """The moment in the zone of `now`: a clock time alone is its first occurrence after `now`."""
        if self.day is not None:
            return self._on(self.day.on(now.date(), month_first=month_first), now)
        today = self._on(now.date(), now)
        return today if today > now else self._on(now.date() + timedelta(days=1), now)

    def _on(self, day: date, now: datetime) -> datetime:
        days, minute = divmod(self.minute, DAY)
        clock = time(minute // HOUR, minute % HOUR)
        return existing(datetime.combine(day + timedelta(days=days), clock, tzinfo=now.tzinfo or UTC))


def start_of(moments: Sequence[Moment]) -> Start | None:
    """The start that some moments say, in order: the clock time that stands nearest to a day, else the first.

    One beside a date that the calendar lacks says none: it would be on another day than is meant; nor does one of a
    past day.
    """
    past = [moment for moment in moments if moment.day is not None and moment.day.is_past]
    clocks = [moment for moment in moments if moment.start is not None and not _is_near_any(moment, past)]
    days = [moment for moment in moments if _names_a_day(moment)]
    if not clocks:
        return None
    pairs = [(clock, day) for clock in clocks for day in days if _gap(clock, day) <= _NEAR]
    clock, day = min(pairs, key=lambda pair: _gap(*pair), default=(clocks[0], days[0] if days else None))
    if day is not None and day.day is None:
        return None
    if day is not None and isinstance(day.day, Weekday):
        dates = (other for other in days if isinstance(other.day, Date | Numeric) and _gap(day, other) <= _NEAR)
        day = next(dates, day)
    return Start(clock.start or 0, day.day if day else None)


def _names_a_day(moment: Moment) -> bool:
    """Whether a moment says on which day something is to be, if only on one that the calendar lacks."""
    is_impossible_date = not moment.is_possible and not moment.is_clock
    return is_impossible_date or (moment.day is not None and not moment.day.is_past)


def _is_near_any(moment: Moment, others: Sequence[Moment]) -> bool:
    return any(_gap(moment, other) <= _NEAR for other in others)


def _gap(one: Moment, other: Moment) -> int:
    """How many characters stand between two moments."""
    first, last = sorted((one.span, other.span))
    return max(0, last.start - first.end)
