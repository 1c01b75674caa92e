"""Clock times as people write and say them, and ranges of them (docs/planning.md#times-of-a-request)."""

from functools import cache

from spine.domain.languages import TIMES
from spine.domain.reading import numbers
from spine.domain.reading.clocks import DAY, HOUR, LAST_AFTERNOON_HOUR, Clock, Form, Part
from spine.domain.reading.time_tokens import Tokens, once_a_token

FIRST_SURE_HOUR = 9
"""From this hour on, hours with an h are a clock time without any further sign."""
_HOUR_SIGNS = frozenset(("h", "hs", "hr", "hrs"))
_MINUTE_SIGNS = frozenset(("min", "mins", "mn", "m", "'", "’", "′"))
_MERIDIEMS = frozenset("ap")
_DASHES = frozenset("-–—")
_FIRST_HOUR_LIKE_A_YEAR = 20
_HALF, _QUARTER = 30, 15
_WRITTEN_HOURS = frozenset(map(str, range(1, 13)))
_SPOKEN_MINUTES = frozenset(range(5, 60, 5))


def part_at(tokens: Tokens, index: int) -> Part | None:
    """The part of the day that a token says."""
    return part_of(tokens.text(index))


def part_of(text: str) -> Part | None:
    """The part of the day that a phrase of the tables says."""
    if text in TIMES.mornings:
        return Part.MORNING
    if text in TIMES.afternoons:
        return Part.AFTERNOON
    if text in TIMES.evenings:
        return Part.EVENING
    return Part.NIGHT if text in TIMES.nights else None


@once_a_token
def clock_at(tokens: Tokens, index: int, *, in_range: bool = False) -> Clock | None:
    """The clock time that may start at a token, whatever stands before it.

    In a range, "ten to four" is not ten minutes before four.
    """
    text = tokens.text(index)
    if not text or not tokens.starts_word(index):
        return None
    if text in TIMES.noons or text in TIMES.midnights:
        found: Clock | None = _noon_or_midnight(tokens, index)
    else:
        found = _minutes_to_or_past(tokens, index, in_range=in_range) or (
            _in_digits(tokens, index) if text.isdecimal() else _in_words(tokens, index)
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
    return clock if tokens.ends_word(clock.end) else None


def _noon_or_midnight(tokens: Tokens, index: int) -> Clock:
    hour = 12 if tokens.text(index) in TIMES.noons else 0
    minute, end = _minutes_after_and(tokens, index + 1)
    return Clock(hour, minute, Form.SURE, end, is_fixed=True)


def _minutes_after_and(tokens: Tokens, index: int) -> tuple[int, int]:
    """The minutes that "e" adds to an hour, and the index behind them; 0 where it adds none."""
    if tokens.text(index) not in TIMES.minutes_after_and:
        return 0, index
    first = index + 1
    if tokens.text(first) in TIMES.halves and tokens.text(first + 1) not in TIMES.hours:
        return _HALF, first + 1
    quarter = first + 1 if TIMES.units.get(tokens.text(first)) == 1 else first
    if tokens.text(quarter) in TIMES.quarters:
        return _QUARTER, quarter + 1
    number = numbers.number_at(tokens, first)
    if number is None or number.value >= HOUR or number.value != int(number.value):
        return 0, index
    end = number.end
    if tokens.text(end) in TIMES.minutes or tokens.text(end) in _MINUTE_SIGNS:
        end += 1
    elif not (tokens.ends_phrase(end) or part_at(tokens, end)) or tokens.text(end) in _HOUR_SIGNS | TIMES.hours:
        return 0, index
    return int(number.value), end


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
    if fraction == _HALF and not is_past and (link in _spoken_hours() or link in _WRITTEN_HOURS):
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
        return _HALF, first + 1
    return (_QUARTER, first + 1) if tokens.text(first) in TIMES.quarters else (0, index)


def _hour(tokens: Tokens, index: int) -> tuple[int, bool, int] | None:
    """An hour in words or digits, whether it is noon or midnight, and the index behind it."""
    text = tokens.text(index)
    if text in TIMES.noons or text in TIMES.midnights:
        return 12 if text in TIMES.noons else 24, True, index + 1
    number = numbers.number_at(tokens, index)
    if number is None or not 1 <= number.value <= 24 or number.value != int(number.value):
        return None
    end = number.end
    if tokens.text(end) in _HOUR_SIGNS | TIMES.hour_marks:
        end += 1
    return int(number.value), False, end


def _in_digits(tokens: Tokens, index: int) -> Clock | None:
    """ "14:30", "14h30min", "9.15", "9h", "9 horas", "9am", "1430h" and a number alone."""
    digits = tokens.text(index)
    if len(digits) in (3, 4) and tokens.text(index + 1) in _HOUR_SIGNS:
        return Clock(int(digits[:-2]), int(digits[-2:]), Form.SURE, index + 2)
    if len(digits) > 2:
        return _without_sign(tokens, index)
    hour, sign, behind = int(digits), tokens.text(index + 1), tokens.text(index + 2)
    is_one = tokens.is_glued(index + 1) and tokens.is_glued(index + 2)
    if is_one and len(behind) == 2 and behind.isdecimal() and sign in {":", ".", "h"}:
        return _with_minutes(tokens, index, hour)
    if is_one and sign in {".", ","} and behind.isdecimal():
        return None
    if sign in _HOUR_SIGNS or sign in TIMES.hour_marks:
        return _with_hour_mark(tokens, index, hour)
    if sign in TIMES.oclocks:
        return Clock(hour, 0, Form.SURE, index + 2, is_plain=True)
    clock = Clock(hour, 0, Form.BARE, index + 1, is_plain=True)
    if (meridiem := _meridiem(tokens, index + 1)) is not None:
        return clock._replace(part=meridiem[0], end=meridiem[1], form=Form.SURE)
    if (part := _letter_for_meridiem(tokens, index + 1)) is not None:
        return clock._replace(part=part, end=index + 2, form=Form.MARKED)
    minute, end = _minutes_after_and(tokens, index + 1)
    return clock._replace(minute=minute, end=end, form=Form.MARKED) if minute else clock


def _with_minutes(tokens: Tokens, index: int, hour: int) -> Clock | None:
    """Hours and minutes in digits with a sign between."""
    sign, minute, end = tokens.text(index + 1), int(tokens.text(index + 2)), index + 3
    if sign == tokens.text(end) == ":" and tokens.is_glued(end + 1) and len(tokens.text(end + 1)) == 2:
        end += 2  # seconds
    if tokens.text(end) in {":", "."} and tokens.is_glued(end) and tokens.text(end + 1).isdecimal():
        return None if tokens.is_glued(end + 1) else Clock(hour, minute, Form.MARKED, end)
    form = Form.SURE if sign == ":" else Form.MARKED
    if sign == "h":
        form = _form_of_mark(hour)
        end += tokens.text(end) == "min" or (tokens.text(end) in _MINUTE_SIGNS and tokens.is_glued(end))
    elif tokens.text(end) in _HOUR_SIGNS or (sign == ":" and tokens.text(end) in TIMES.hour_marks):
        form, end = _form_of_mark(hour), end + 1
    if (meridiem := _meridiem(tokens, end)) is not None:
        return Clock(hour, minute, Form.SURE, meridiem[1], part=meridiem[0])
    if sign == ":" and (part := _letter_for_meridiem(tokens, end, is_sure=True)) is not None:
        return Clock(hour, minute, Form.SURE, end + 1, part=part)
    return Clock(hour, minute, form, end, has_h=sign == "h")


def _without_sign(tokens: Tokens, index: int) -> Clock | None:
    """ "1253am", "0800" and, where more says that it is one, "1430"; from 20:00 on it is rather a year."""
    digits = tokens.text(index)
    if len(digits) > 4:
        return None
    clock = Clock(int(digits[:-2]), int(digits[-2:]), Form.MARKED if digits[0] == "0" else Form.BARE, index + 1)
    if (meridiem := _meridiem(tokens, index + 1)) is not None:
        return clock._replace(part=meridiem[0], end=meridiem[1], form=Form.SURE)
    is_clock = len(digits) == 4 and clock.hour < _FIRST_HOUR_LIKE_A_YEAR and clock.minute in range(0, HOUR, 5)
    return clock if is_clock and tokens.text(index - 1) not in TIMES.numbered else None


def _with_hour_mark(tokens: Tokens, index: int, hour: int) -> Clock:
    """ "9h", "9 horas", "14h e 30", "9 horas e meia" and "15 h 30 min"; a length follows in "15h 30 min"."""
    is_word = tokens.text(index + 1) not in _HOUR_SIGNS
    minute, end = _minutes_after_and(tokens, index + 2)
    behind = tokens.text(end)
    if not minute and not tokens.is_glued(index + 1) and len(behind) == 2 and behind.isdecimal() and int(behind) < HOUR:
        has_unit = tokens.text(end + 1) in _MINUTE_SIGNS | TIMES.minutes
        if has_unit or tokens.ends_phrase(end + 1):
            minute, end = int(behind), end + 1 + has_unit
    if tokens.text(end) in TIMES.oclocks:
        end += 1
    form = Form.MARKED if is_word else _form_of_mark(hour)
    return Clock(hour, minute, form, end, has_hour_word=is_word, has_h=not is_word)


def _form_of_mark(hour: int) -> Form:
    return Form.SURE if FIRST_SURE_HOUR <= hour < 24 else Form.MARKED


def _meridiem(tokens: Tokens, index: int) -> tuple[Part, int] | None:
    """am or pm, with or without points, and the index behind it."""
    text = tokens.text(index)
    if text in {"am", "pm"}:
        return _part_of_letter(text[0]), index + 1
    if text not in _MERIDIEMS or tokens.text(index + 1) != "." or tokens.text(index + 2) != "m":
        return None
    end = index + 4 if tokens.text(index + 3) == "." and tokens.is_glued(index + 3) else index + 3
    return _part_of_letter(text), end


def _letter_for_meridiem(tokens: Tokens, index: int, *, is_sure: bool = False) -> Part | None:
    """The part of the day of "8a" and "4p". An a that goes on is the ending of a Portuguese ordinal: "8a edicao"."""
    text = tokens.text(index)
    if text not in _MERIDIEMS or not tokens.is_glued(index) or not tokens.ends_word(index + 1):
        return None
    is_sure |= text == "p" or tokens.ends_phrase(index + 1) or tokens.text(index + 1) in _DASHES
    return _part_of_letter(text) if is_sure else None


def _part_of_letter(letter: str) -> Part:
    return Part.MORNING if letter == "a" else Part.AFTERNOON


def _in_words(tokens: Tokens, index: int) -> Clock | None:
    """ "duas e meia", "dez e um quarto", "vinte e uma horas", "two thirty", "nine o'clock" and an hour alone."""
    number = numbers.in_words(tokens, index)
    if number is None or not 1 <= number.value <= 24:
        return None
    hour, end = int(number.value), number.end
    if tokens.text(end) in TIMES.oclocks:
        return Clock(hour, 0, Form.SURE, end + 1, is_plain=True)
    if (meridiem := _meridiem(tokens, end)) is not None:
        return Clock(hour, 0, Form.SURE, meridiem[1], part=meridiem[0])
    has_hour_word = tokens.text(end) in TIMES.hour_marks
    end += has_hour_word
    minute, end = _minutes_after_and(tokens, end)
    if not minute and not has_hour_word:
        behind = numbers.in_words(tokens, end)
        if behind is not None and 10 <= behind.value < HOUR:
            minute, end = int(behind.value), behind.end
            if (meridiem := _meridiem(tokens, end)) is not None:
                return Clock(hour, minute, Form.SURE, meridiem[1], part=meridiem[0])
    form = Form.MARKED if minute or has_hour_word else Form.BARE
    return Clock(hour, minute, form, end, is_plain=True, has_hour_word=has_hour_word)
