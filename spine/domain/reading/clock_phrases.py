"""Clock times with what leads to them, ranges of them, and when numbers are neither.

Whether a number is a clock time depends on what stands around it: "2h" is one after "às" and after a day, and a length
elsewhere (docs/planning.md#times-of-a-request).
"""

from enum import IntEnum, auto
from typing import NamedTuple

from spine.domain.languages.packs import REQUESTS, TIMES
from spine.domain.reading.clock_digits import FIRST_SURE_HOUR
from spine.domain.reading.clock_times import clock_at
from spine.domain.reading.clocks import HOUR, Clock, Form
from spine.domain.reading.dates_in_numbers import Said
from spine.domain.reading.days import day_at
from spine.domain.reading.time_tokens import Tokens
from spine.domain.reading.vocabulary import FRAME_WORDS

AT_SIGN = "@"
_RANGE_SIGNS = frozenset("-–—→~")
_SIGNS_BEFORE_END = frozenset(",;")
_MOST_LEADS = 3
_FIRST_HOUR_BESIDE_A_SIGN = 5
"""From this hour on, what follows a day and a comma is rather a clock time than a length: "sexta, 8h"."""
_HIGHEST_HOUR_MEANT = 99


class Beside(IntEnum):
    """Whether a day stands right before a token, but for a comma, or not at all."""

    NO = auto()
    BEHIND_A_SIGN = auto()
    YES = auto()


class ClockRange(NamedTuple):
    """Two clock times, the index of the token behind them, and a day that stands between them."""

    first: Clock
    last: Clock
    end: int
    day: Said | None = None

    @property
    def is_possible(self) -> bool:
        """Whether a clock shows both."""
        return self.first.is_possible and self.last.is_possible

    @property
    def may_start_with_a_day(self) -> bool:
        """Whether its first number is rather a day of the month: "sábado 12 às 9h" ends before it starts."""
        is_bare = self.first.form is Form.BARE and self.last.form is not Form.BARE
        return is_bare and self.first.hour >= self.last.hour >= _FIRST_HOUR_BESIDE_A_SIGN


def range_at(tokens: Tokens, index: int, beside: Beside) -> ClockRange | None:
    """The range of clock times that starts at a token: numbers alone only beside a day or behind a lead."""
    opening = tokens.text(index)
    is_strong = opening in TIMES.range_leads or opening in TIMES.at or opening == AT_SIGN
    is_led = is_strong or opening in TIMES.weak_range_leads or opening in TIMES.near
    first = clock_at(tokens, index + 1 if is_led else index, in_range=opening not in TIMES.at)
    before = tokens.text(index - 1)
    if first is None or (first.form is Form.BARE and (before == "/" or before in TIMES.numbered)):
        return None  # "15/13 às 10h", "sala 9 às 10h"
    if opening in TIMES.between and first.form is Form.MARKED and clock_at(tokens, first.end + 1) is None:
        first = _without_minutes_after_and(tokens, index + 1, first)
    day = day_at(tokens, first.end) if first.form is Form.SURE else None
    join = day.end if day and day.day else first.end
    has_bracket = tokens.text(join) == "(" and tokens.text(join + 1) in TIMES.range_joins | TIMES.range_ends
    join += has_bracket or (tokens.text(join) in _SIGNS_BEFORE_END and tokens.text(join + 1) in TIMES.range_ends)
    last = clock_at(tokens, join + 1)
    if last is None or not _joins(tokens, join, opening, first, last):
        return None
    if not is_led and _are_minutes_to(tokens, index, first, last):
        return None
    end = last.end + (has_bracket and tokens.text(last.end) == ")")
    found = ClockRange(first, last, end, day if day and day.day else None)
    is_certain = is_strong and (tokens.text(join) in TIMES.at or _opens_the_request(tokens, index))
    if not _are_clock_times(tokens, found):
        return None
    if is_certain or _has_a_sign(tokens, found, beside):
        return found
    is_marked = Form.MARKED in (first.form, last.form)
    if is_marked:
        return found if is_strong or tokens.text(join) in TIMES.at else None
    return found if is_strong and tokens.ends_phrase(last.end) else None


def _without_minutes_after_and(tokens: Tokens, index: int, clock: Clock) -> Clock:
    """The hour alone of "entre 9 e 10", which is no ten minutes past nine."""
    is_hour_alone = clock.minute > 0 and tokens.text(index + 1) in TIMES.range_ands
    return clock._replace(minute=0, end=index + 1, form=Form.BARE, is_plain=True) if is_hour_alone else clock


def _joins(tokens: Tokens, index: int, opening: str, first: Clock, last: Clock) -> bool:
    """Whether a token joins two clock times to a range."""
    join = tokens.text(index)
    if join == "/":
        return tokens.is_glued(index) and Form.BARE not in (first.form, last.form)
    if join in _RANGE_SIGNS:
        return tokens.is_glued(index) or not _is_rather_length(first, last)
    if join in TIMES.range_ands and opening in TIMES.between:
        return True
    return join in TIMES.range_joins or join in TIMES.range_ends


def _are_minutes_to(tokens: Tokens, index: int, first: Clock, last: Clock) -> bool:
    """Whether "ten to three" is 2:50: it has a part of the day, or three is not after ten."""
    clock = None if tokens.text(index).isdecimal() else clock_at(tokens, index)
    if clock is None or clock.end != last.end or first.form is not Form.BARE:
        return False
    day = day_at(tokens, last.end)
    has_part = bool(last.part or (day and day.part))
    return has_part or last.hour <= first.hour


def _is_rather_length(first: Clock, last: Clock) -> bool:
    """Whether what follows a dash is rather how long the meeting takes: "18h30 - 2 horas"."""
    return last.has_hour_word and HOUR * last.hour + last.minute < HOUR * first.hour + first.minute


def _opens_the_request(tokens: Tokens, index: int) -> bool:
    """Whether nothing that the request is about stands right before: "from 9 to 11", not "grow from 5 to 10"."""
    return index == 0 or tokens.is_broken(index) or tokens.is_broken(index - 1) or tokens.text(index - 1) in FRAME_WORDS


def _are_clock_times(tokens: Tokens, found: ClockRange) -> bool:
    """Whether two numbers may be clock times at all, and count nothing."""
    highest = max(found.first.hour, found.last.hour)
    if _unit_follows(tokens, found.end) or highest > _HIGHEST_HOUR_MEANT:
        return False
    return highest <= 24 or Form.BARE not in (found.first.form, found.last.form)


def _has_a_sign(tokens: Tokens, found: ClockRange, beside: Beside) -> bool:
    """Whether one end is plainly a clock time, or a day stands beside."""
    if Form.SURE in (found.first.form, found.last.form):
        return True
    if found.last.has_hour_word and found.last.hour >= FIRST_SURE_HOUR:
        return True
    return beside is not Beside.NO or _day_follows(tokens, found.end)


def _day_follows(tokens: Tokens, index: int) -> bool:
    index += tokens.text(index) in {",", ";"}
    said = day_at(tokens, index)
    return said is not None and said.day is not None


def _unit_follows(tokens: Tokens, end: int) -> bool:
    """Whether a unit of time follows, so that a number counts something and is no clock time."""
    text = tokens.text(end + 1) if tokens.text(end) == "-" and tokens.is_glued(end) else tokens.text(end)
    return text in TIMES.hours or text in TIMES.minutes or text in {"min", "mins", "hours", "h"}


def led_clock_at(tokens: Tokens, index: int, beside: Beside) -> Clock | None:
    """The clock time that starts at a token with what leads to it: "a partir das 9h", "at 3", "14:30"."""
    first, is_at, is_near = index, False, False
    while first < index + _MOST_LEADS:
        text = tokens.text(first)
        if text in TIMES.at or text == AT_SIGN:
            is_at = True
        elif text in TIMES.near:
            is_near = True
        else:
            break
        first += 1
    if first == index and tokens.text(index) in TIMES.at_one:
        return _one_oclock(tokens, index + 1, beside)
    clock = clock_at(tokens, first)
    if clock is None or _unit_follows(tokens, clock.end):
        return None
    is_at |= is_near and (beside is not Beside.NO or _day_follows(tokens, clock.end))
    if is_at and tokens.text(index - 1) in REQUESTS.with_words and clock.form is Form.BARE:
        return None  # "com as duas" are two people
    return clock if _is_clock(tokens, clock, is_at, beside) else None


def _one_oclock(tokens: Tokens, index: int, beside: Beside) -> Clock | None:
    """ "à uma", "à 1h": the article alone leads to no other hour."""
    clock = clock_at(tokens, index)
    if clock is None or clock.hour != 1 or (clock.form is not Form.SURE and beside is Beside.NO):
        return None
    return clock if clock.form is not Form.BARE or tokens.ends_phrase(clock.end) else None


def _is_clock(tokens: Tokens, clock: Clock, is_at: bool, beside: Beside) -> bool:
    """Whether what may be a clock time is one where it stands; an impossible one is, where nothing else is meant."""
    if not clock.is_possible:
        is_time = clock.form is not Form.BARE and clock.hour <= _HIGHEST_HOUR_MEANT
        return is_time and (is_at or beside is not Beside.NO or (clock.minute > 0 and clock.form is Form.SURE))
    match clock.form:
        case Form.SURE:
            return True
        case Form.MARKED:
            is_late = clock.hour >= _FIRST_HOUR_BESIDE_A_SIGN
            if is_at or (beside is not Beside.NO and is_late):
                return True
            if clock.has_h or clock.has_hour_word:
                is_of_a_day = tokens.text(clock.end) in TIMES.weekday_belongings and _day_follows(tokens, clock.end)
                return (beside is Beside.YES or is_of_a_day) and not clock.has_hour_word
            is_set_off = beside is not Beside.NO and clock.is_plain and tokens.ends_phrase(clock.end)
            return beside is Beside.YES or is_set_off or _day_follows(tokens, clock.end)
        case Form.BARE:
            is_closed = tokens.ends_phrase(clock.end) or _day_follows(tokens, clock.end)
            return is_at and (is_closed or beside is Beside.YES)
