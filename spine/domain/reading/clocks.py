"""A clock time as it is said, and the minute of the day that it means (docs/planning.md#times-of-a-request)."""

from enum import Enum, IntEnum, auto
from typing import NamedTuple

HOUR, DAY = 60, 24 * 60
_FIRST_AFTERNOON_HOUR, LAST_AFTERNOON_HOUR = 1, 6
_FIRST_EVENING_HOUR = 4


class Part(Enum):
    """A part of the day, which says what an hour up to twelve means."""

    MORNING = auto()
    AFTERNOON = auto()
    EVENING = auto()
    NIGHT = auto()

    def hour(self, hour: int) -> int:
        """The hour that is meant by an hour that is said with this part of the day; 24 is the midnight that ends it."""
        if hour > 12:
            return hour
        if self is Part.AFTERNOON:
            return hour % 12 + 12
        if self is Part.EVENING:
            return hour + 12 if hour >= _FIRST_EVENING_HOUR else hour
        return hour % 12


class Form(IntEnum):
    """How surely a text is a clock time: a number alone, one that needs a sign beside it, one that needs none."""

    BARE = auto()
    MARKED = auto()
    SURE = auto()


class Clock(NamedTuple):
    """A clock time as it is said, and the index of the token behind it."""

    hour: int
    minute: int
    form: Form
    end: int
    part: Part | None = None
    is_plain: bool = False
    """Whether it is said without h, without minutes in digits and without a part of the day."""
    is_fixed: bool = False
    """Whether no part of the day can move it: noon and midnight."""
    has_hour_word: bool = False
    """Whether its hour could be a length in words: "7 horas"."""
    has_h: bool = False
    """Whether it could be a length with an h: "1h30"."""
    has_point: bool = False
    """Whether a point stands between hours and minutes, as of those who count hours up to twelve: "1.30"."""

    @property
    def is_in_the_afternoon(self) -> bool:
        """Whether it is in the afternoon because nothing says otherwise: "às 3"."""
        return self.is_plain and _FIRST_AFTERNOON_HOUR <= self.hour <= LAST_AFTERNOON_HOUR

    @property
    def is_possible(self) -> bool:
        """Whether a clock shows it."""
        return self.minute < HOUR and (self.hour < 24 or (self.hour, self.minute) == (24, 0))

    def minutes(self, part: Part | None = None) -> int:
        """The minutes since midnight, with a part of the day that is said elsewhere."""
        part = self.part or part
        if self.is_fixed:
            hour = self.hour
        elif part is not None:
            hour = part.hour(self.hour)
        else:
            hour = self.hour + 12 * self.is_in_the_afternoon
        return HOUR * hour + self.minute
