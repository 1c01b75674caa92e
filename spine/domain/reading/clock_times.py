"""Clock times as people write and say them, in digits and in words (docs/planning.md#times-of-a-request)."""

from functools import cache

from spine.domain.languages.packs import TIMES
from spine.domain.reading import numbers
from spine.domain.reading.clock_digits import in_digits
from spine.domain.reading.clock_parts import HALF, HOUR_SIGNS, QUARTER, meridiem_at, minutes_after_and, part_at
from spine.domain.reading.clocks import DAY, HOUR, LAST_AFTERNOON_HOUR, Clock, Form
from spine.domain.reading.time_tokens import Tokens, once_a_token

_WRITTEN_HOURS = frozenset(map(str, range(1, 13)))
_SPOKEN_MINUTES = frozenset(range(5, 60, 5))


@once_a_token
def clock_at(tokens: Tokens, index: int, *, in_range: bool = False) -> Clock | None:
    """The clock time that may start at a token, whatever stands before it.

    In a range, "ten to four" is not ten minutes before four.
    """
    text = tokens.text(index)
    if not text or not (tokens.starts_word(index) or _follows_a_slash(tokens, index)):
        return None
    if text in TIMES.noons or text in TIMES.midnights:
        found: Clock | None = _noon_or_midnight(tokens, index)
    else:
        found = _minutes_to_or_past(tokens, index, in_range=in_range) or (
            in_digits(tokens, index) if text.isdecimal() else _in_words(tokens, index)
        )
    return _with_part(tokens, _less_minutes(tokens, found)) if found else None


def _less_minutes(tokens: Tokens, clock: Clock) -> Clock:
    """The clock time with what is taken off its hour: "onze menos dez", "11 menos um quarto"."""
    if clock.minute or tokens.text(clock.end) not in TIMES.minus:
        return clock
    fraction, end = _fraction(tokens, clock.end + 1)
    number = None if fraction else numbers.number_at(tokens, clock.end + 1)
    if number is not None and number.value in _SPOKEN_MINUTES:
        fraction, end = int(number.value), number.end
        end += tokens.text(end) in TIMES.minutes
    if not fraction or not (tokens.ends_phrase(end) or part_at(tokens, end)):
        return clock
    return _minutes_before(clock.hour, fraction, Form.MARKED, end, is_fixed=clock.is_fixed)


def _minutes_before(hour: int, minutes: int, form: Form, end: int, *, is_fixed: bool) -> Clock:
    """A clock time that is so many minutes before an hour. "Quarter to seven" says seven, which is in the morning."""
    if hour == 1:
        return Clock(12, HOUR - minutes, form, end, is_fixed=is_fixed)
    before, minute = divmod((HOUR * hour - minutes) % DAY, HOUR)
    return Clock(before, minute, form, end, is_plain=hour <= LAST_AFTERNOON_HOUR, is_fixed=is_fixed)


def _with_part(tokens: Tokens, clock: Clock) -> Clock | None:
    """The clock time with the part of the day and the time zone that follow it."""
    part = part_at(tokens, clock.end)
    if part is not None:
        clock = clock._replace(part=part, end=clock.end + 1, form=Form.SURE)
    if tokens.text(clock.end) in TIMES.oclocks:
        clock = clock._replace(end=clock.end + 1)
    if tokens.text(clock.end) in TIMES.zones:
        clock = clock._replace(end=clock.end + 1)
    is_joined = clock.form is not Form.BARE and tokens.text(clock.end) == "/" and tokens.text(clock.end + 1).isdecimal()
    return clock if tokens.ends_word(clock.end) or is_joined else None


def _follows_a_slash(tokens: Tokens, index: int) -> bool:
    """Whether a slash joins digits to what ends in a unit or digits: "14h/15h30"."""
    return tokens.text(index - 1) == "/" and tokens.text(index).isdecimal() and tokens.text(index - 2).isalnum()


def _noon_or_midnight(tokens: Tokens, index: int) -> Clock:
    hour = 12 if tokens.text(index) in TIMES.noons else 0
    minute, end = minutes_after_and(tokens, index + 1)
    return Clock(hour, minute, Form.SURE, end, is_fixed=True)


def _minutes_to_or_past(tokens: Tokens, index: int, *, in_range: bool) -> Clock | None:
    """ "half past two", "quarter to four", "quinze para as três", "ten past nine" and "half two"."""
    fraction, end = _fraction(tokens, index)
    form = Form.SURE if fraction else Form.MARKED
    if not fraction:
        number = numbers.number_at(tokens, index)
        if number is None or number.value not in _SPOKEN_MINUTES:
            return None
        fraction, end = int(number.value), number.end
        end += tokens.text(end) in TIMES.minutes
    link = tokens.text(end)
    is_to, is_past = link in TIMES.to, link in TIMES.past
    form = Form.SURE if is_to and link in TIMES.at else form  # "dez para as três" is nothing else
    if in_range and form is Form.MARKED and link in TIMES.range_joins:
        return None
    if fraction == HALF and not is_past and (link in _spoken_hours() or link in _WRITTEN_HOURS):
        is_past, form, end = True, Form.MARKED, end - 1
    if not (is_to or is_past):
        return None
    hour = _hour(tokens, end + 1)
    if hour is None:
        return None
    hour_value, is_fixed, behind = hour
    is_joined = tokens.text(behind) in TIMES.range_joins
    if not (tokens.ends_phrase(behind) or is_joined or part_at(tokens, behind)):
        return None
    if is_past:
        return Clock(hour_value % 24, fraction, form, behind, is_plain=True, is_fixed=is_fixed)
    return _minutes_before(hour_value, fraction, form, behind, is_fixed=is_fixed)


@cache
def _spoken_hours() -> frozenset[str]:
    """The hours from one to twelve in words."""
    return frozenset(word for word, value in {**TIMES.units, **TIMES.teens}.items() if value <= 12)


def _fraction(tokens: Tokens, index: int) -> tuple[int, int]:
    """The minutes of half or a quarter of an hour, and the index behind it; 0 where there is none."""
    first = index + 1 if TIMES.units.get(tokens.text(index)) == 1 else index
    if tokens.text(first) in TIMES.halves:
        return HALF, first + 1
    return (QUARTER, first + 1) if tokens.text(first) in TIMES.quarters else (0, index)


def _hour(tokens: Tokens, index: int) -> tuple[int, bool, int] | None:
    """An hour in words or digits, whether it is noon or midnight, and the index behind it."""
    text = tokens.text(index)
    if text in TIMES.noons or text in TIMES.midnights:
        return 12 if text in TIMES.noons else 24, True, index + 1
    number = numbers.number_at(tokens, index)
    if number is None or not 1 <= number.value <= 24 or number.value != int(number.value):
        return None
    end = number.end
    if tokens.text(end) in HOUR_SIGNS | TIMES.hour_marks:
        end += 1
    return int(number.value), False, end


def _in_words(tokens: Tokens, index: int) -> Clock | None:
    """ "duas e meia", "dez e um quarto", "vinte e uma horas", "two thirty", "nine o'clock" and an hour alone."""
    number = numbers.in_words(tokens, index)
    if number is None or not 1 <= number.value <= 24:
        return None
    hour, end = int(number.value), number.end
    if tokens.text(end) in TIMES.oclocks:
        return Clock(hour, 0, Form.SURE, end + 1, is_plain=True)
    if (meridiem := meridiem_at(tokens, end)) is not None:
        return Clock(hour, 0, Form.SURE, meridiem[1], part=meridiem[0])
    has_hour_word = tokens.text(end) in TIMES.hour_marks
    end += has_hour_word
    minute, end = minutes_after_and(tokens, end)
    if not minute and not has_hour_word:
        behind = numbers.in_words(tokens, end)
        if behind is not None and 10 <= behind.value < HOUR:
            minute, end = int(behind.value), behind.end
            if (meridiem := meridiem_at(tokens, end)) is not None:
                return Clock(hour, minute, Form.SURE, meridiem[1], part=meridiem[0])
    form = Form.MARKED if minute or has_hour_word else Form.BARE
    return Clock(hour, minute, form, end, is_plain=True, has_hour_word=has_hour_word)
