"""Days as they are said, and which day of the calendar each is (docs/planning.md#times-of-a-request)."""

from abc import ABC, abstractmethod
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_MONTH = 31
_MONTHS = 12
_LEAP_CYCLE = 8
"""Years in which every date, 29 February too, comes at least once."""


class Day(ABC):
    """A day as it is said."""

    is_ambiguous = False
    """Whether it is another day where the month is written first."""

    @property
    def is_past(self) -> bool:
        """Whether it lies before today, whatever today is."""
        return False

    @abstractmethod
    def on(self, today: date, *, month_first: bool) -> date:
        """The day of the calendar that is meant, seen from today."""


@dataclass(frozen=True)
class Offset(Day):
    """A number of days from today."""

    days: int

    @property
    def is_past(self) -> bool:
        """Whether it lies before today."""
        return self.days < 0

    def on(self, today: date, *, month_first: bool) -> date:
        """The day of the calendar."""
        return today + timedelta(days=self.days)


A_PAST_DAY = Offset(-1)
"""A day in the past, whichever: "last Friday" starts no meeting."""


@dataclass(frozen=True)
class Weekday(Day):
    """A weekday, 0 for Monday: the first after today, or the one of the next week."""

    number: int
    is_in_next_week: bool = False

    def on(self, today: date, *, month_first: bool) -> date:
        """The day of the calendar."""
        if self.is_in_next_week:
            return today + timedelta(days=7 - today.weekday() + self.number)
        return today + timedelta(days=(self.number - today.weekday() - 1) % 7 + 1)


@dataclass(frozen=True)
class Later(Day):
    """A number of days after another day: "a week from Friday"."""

    day: Day
    days: int

    def on(self, today: date, *, month_first: bool) -> date:
        """The day of the calendar."""
        return self.day.on(today, month_first=month_first) + timedelta(days=self.days)


@dataclass(frozen=True)
class Date(Day):
    """A day of a month; without month or year it is the next such day, today included."""

    day: int
    month: int | None = None
    year: int | None = None

    def on(self, today: date, *, month_first: bool) -> date:
        """The day of the calendar."""
        if self.year is not None and self.month is not None:
            return date(self.year, self.month, self.day)
        first = today.year * _MONTHS + today.month - 1
        for count in range(first, first + _LEAP_CYCLE * _MONTHS + 1):
            year, month = divmod(count, _MONTHS)
            if self.month in (None, month + 1) and exists(self.day, month + 1, year):
                found = date(year, month + 1, self.day)
                if found >= today:
                    return found
        return today


@dataclass(frozen=True)
class Numeric(Day):
    """A date in numbers whose order the language and the zone tell."""

    first: int
    second: int
    year: int | None = None
    is_ambiguous = True

    def on(self, today: date, *, month_first: bool) -> date:
        """The day of the calendar."""
        day, month = (self.second, self.first) if month_first else (self.first, self.second)
        return Date(day, month, self.year).on(today, month_first=month_first)


@dataclass(frozen=True)
class EndOfMonth(Day):
    """The last day of a month; without a name it is that of today."""

    month: int | None = None
    year: int | None = None

    def on(self, today: date, *, month_first: bool) -> date:
        """The day of the calendar."""
        month = self.month or today.month
        year = self.year or today.year + (month < today.month)
        return date(year, month, monthrange(year, month)[1])


def exists(day: int, month: int, year: int | None) -> bool:
    """Whether the calendar has a date, in some year where none is named."""
    if not 1 <= month <= _MONTHS or not 1 <= day <= LONGEST_MONTH:
        return False
    return day <= monthrange(year if year is not None else 2000, month)[1]
