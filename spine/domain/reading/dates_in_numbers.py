"""Dates in numbers, as "7/12", "07.12.2026" and "2026-12-07" (docs/planning.md#times-of-a-request)."""

from typing import NamedTuple

from spine.domain.languages.packs import TIMES
from spine.domain.reading.calendar_days import LONGEST_MONTH, Date, Day, Numeric, exists
from spine.domain.reading.clock_times import clock_at
from spine.domain.reading.clocks import Form, Part
from spine.domain.reading.durations import is_fraction_of_hour
from spine.domain.reading.time_tokens import DATE_TIME_SIGN, Tokens

_BETWEEN_DATE_AND_TIME = frozenset(".,)")
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


class Said(NamedTuple):
    """A day in a text, with the part of it that is said, and the index of the token behind it.

    `day` is None where no day is named ("next week"); `is_possible` is whether the calendar has it, and `is_repeated`
    whether it comes again and again ("on Sundays").
    """

    end: int
    day: Day | None = None
    part: Part | None = None
    is_possible: bool = True
    is_repeated: bool = False


def is_near(year: int | None) -> bool:
    """Whether a meeting may be in a year, or none is named."""
    return year is None or _FIRST_YEAR <= year <= _LAST_YEAR


def date_said(end: int, day: int, month: int, year: int | None) -> Said:
    """A date, which is not possible where the calendar lacks it or its year is none of these."""
    if exists(day, month, year) and is_near(year):
        return Said(end, Date(day, month, year))
    return Said(end, is_possible=False)


def in_numbers(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    """ "2026-12-07", "7/12", "07/12/2026", "07.12.2026", "7-12-2026"."""
    if is_fraction_of_hour(tokens, index):
        return None
    parts = [tokens.text(index + more) for more in range(5)]
    if not (parts[0].isdecimal() and parts[2].isdecimal() and all(map(tokens.is_glued, (index + 1, index + 2)))):
        return None
    sign, is_whole = parts[1], parts[3] == parts[1] and parts[4].isdecimal() and tokens.is_glued(index + 4)
    if sign in {"-", "/"} and is_whole and len(parts[0]) == 4:
        end = index + 5 + (tokens.text(index + 5) == DATE_TIME_SIGN)
        return date_said(end, int(parts[4]), int(parts[2]), int(parts[0][:4]))
    if sign == "." and not is_whole and _is_date_before_time(tokens, index):
        return day_and_month(tokens, index)
    if max(len(parts[0]), len(parts[2])) > 2 or (sign != "/" and not (sign in {"-", "."} and is_whole)):
        return None
    year, end = year_after_sign(tokens, index + 3, sign)
    if sign != "/" and year is None:
        return None
    return _in_either_order(end, int(parts[0]), int(parts[2]), year, is_sure=is_led or year is not None)


def _is_date_before_time(tokens: Tokens, index: int) -> bool:
    """Whether two numbers with a point between are a date, as "02.12 às 15h" and "2.12. 15h", and no clock time.

    The month has two digits, nothing that bears a number or leads to a clock time stands before, and a clock time
    follows that is written in another way.
    """
    end = index + 3
    if len(tokens.text(index + 2)) != 2 or tokens.text(index - 1) in TIMES.numbered | TIMES.at:
        return False
    if not exists(int(tokens.text(index)[:3]), int(tokens.text(index + 2)), None):
        return False
    while end < index + 6 and tokens.text(end) in _BETWEEN_DATE_AND_TIME:
        end += 1
    is_led = tokens.text(end) in TIMES.at | TIMES.range_leads | {"@"}
    first = end + is_led
    clock = clock_at(tokens, first)
    return clock is not None and (is_led or clock.form is Form.SURE) and tokens.text(first + 1) != "."


def day_and_month(tokens: Tokens, index: int) -> Said | None:
    """A day and a month in numbers, with or without a year, whose order is known: "7/12", "02.12", "2.12."."""
    sign, end = tokens.text(index + 1), index + 3
    digits = tokens.text(index), tokens.text(index + 2)
    are_numbers = all(text.isdecimal() and len(text) <= 2 for text in digits)
    if sign not in {"/", "."} or not are_numbers or not (tokens.is_glued(index + 1) and tokens.is_glued(index + 2)):
        return None
    year, end = year_after_sign(tokens, end, sign)
    end += tokens.text(end) == "." == sign and tokens.is_glued(end) and not tokens.is_glued(end + 1)
    return date_said(end, int(digits[0]), int(digits[1]), year)


def year_after_sign(tokens: Tokens, index: int, sign: str) -> tuple[int | None, int]:
    """The year of two or four digits behind a sign, and the index behind it."""
    text = tokens.text(index + 1)
    if tokens.text(index) != sign or not text.isdecimal() or len(text) not in (2, 4) or not tokens.is_glued(index + 1):
        return None, index
    return int(text) + (_FIRST_YEAR if len(text) == 2 else 0), index + 2


def _in_either_order(end: int, first: int, second: int, year: int | None, *, is_sure: bool) -> Said | None:
    """A date in numbers. One that is led by nothing and has no year may be a fraction or a rate, as 1/3 and 24/7."""
    if not is_near(year):
        return Said(end, is_possible=False)
    day_first, month_first = exists(first, second, year), exists(second, first, year)
    if not is_sure and ((first == 1 and second < 10) or (first, second) == (24, 7)):
        return None
    if day_first and month_first and first != second:
        return Said(end, Numeric(first, second, year))
    if day_first:
        return Said(end, Date(first, second, year))
    if month_first:
        return Said(end, Date(second, first, year))
    is_date = first <= LONGEST_MONTH and second <= 12
    return Said(end, is_possible=False) if first and second and (is_date or year is not None) else None
