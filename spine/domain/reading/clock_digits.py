"""Clock times in digits: "14:30", "14h30min", "9.15", "9am" (docs/planning.md#times-of-a-request)."""

from spine.domain.languages.packs import TIMES
from spine.domain.reading.clock_parts import (
    HOUR_SIGNS,
    MERIDIEMS,
    MINUTE_SIGNS,
    meridiem_at,
    minutes_after_and,
    part_of_letter,
)
from spine.domain.reading.clocks import HOUR, Clock, Form, Part
from spine.domain.reading.time_tokens import Tokens

FIRST_SURE_HOUR = 9
"""From this hour on, hours with an h are a clock time without any further sign."""
_DASHES = frozenset("-–—")
_FIRST_HOUR_LIKE_A_YEAR = 20


def in_digits(tokens: Tokens, index: int) -> Clock | None:
    """ "14:30", "14h30min", "9.15", "9h", "9 horas", "9am", "1430h" and a number alone."""
    digits = tokens.text(index)
    if len(digits) in (3, 4) and tokens.text(index + 1) in HOUR_SIGNS:
        return Clock(int(digits[:-2]), int(digits[-2:]), Form.SURE, index + 2)
    if len(digits) > 2:
        return _without_sign(tokens, index)
    hour, sign, behind = int(digits), tokens.text(index + 1), tokens.text(index + 2)
    is_one = tokens.is_glued(index + 1) and tokens.is_glued(index + 2)
    if is_one and len(behind) == 2 and behind.isdecimal() and sign in {":", ".", "h"}:
        return _with_minutes(tokens, index, hour)
    if is_one and sign in {".", ","} and behind.isdecimal():
        return None
    if sign in HOUR_SIGNS or sign in TIMES.hour_marks:
        return _with_hour_mark(tokens, index, hour)
    if is_one and sign == "-" and behind in TIMES.oclocks:
        return Clock(hour, 0, Form.SURE, index + 3, is_plain=True)
    if sign in TIMES.oclocks:
        return Clock(hour, 0, Form.SURE, index + 2, is_plain=True)
    clock = Clock(hour, 0, Form.BARE, index + 1, is_plain=True)
    if (meridiem := meridiem_at(tokens, index + 1)) is not None:
        return clock._replace(part=meridiem[0], end=meridiem[1], form=Form.SURE)
    if (part := _letter_for_meridiem(tokens, index + 1)) is not None:
        return clock._replace(part=part, end=index + 2, form=Form.MARKED)
    minute, end = minutes_after_and(tokens, index + 1)
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
        end += tokens.text(end) == "min" or (tokens.text(end) in MINUTE_SIGNS and tokens.is_glued(end))
    elif tokens.text(end) in HOUR_SIGNS or (sign == ":" and tokens.text(end) in TIMES.hour_marks):
        form, end = _form_of_mark(hour), end + 1
    if (meridiem := meridiem_at(tokens, end)) is not None:
        return Clock(hour, minute, Form.SURE, meridiem[1], part=meridiem[0])
    if sign == ":" and (part := _letter_for_meridiem(tokens, end, is_sure=True)) is not None:
        return Clock(hour, minute, Form.SURE, end + 1, part=part)
    return Clock(hour, minute, form, end, has_h=sign == "h", has_point=sign == ".")


def _without_sign(tokens: Tokens, index: int) -> Clock | None:
    """ "1253am", "0800" and, where more says that it is one, "1430"; from 20:00 on it is rather a year."""
    digits = tokens.text(index)
    if len(digits) > 4:
        return None
    clock = Clock(int(digits[:-2]), int(digits[-2:]), Form.MARKED if digits[0] == "0" else Form.BARE, index + 1)
    if (meridiem := meridiem_at(tokens, index + 1)) is not None:
        return clock._replace(part=meridiem[0], end=meridiem[1], form=Form.SURE)
    is_clock = len(digits) == 4 and clock.hour < _FIRST_HOUR_LIKE_A_YEAR and clock.minute in range(0, HOUR, 5)
    return clock if is_clock and tokens.text(index - 1) not in TIMES.numbered else None


def _with_hour_mark(tokens: Tokens, index: int, hour: int) -> Clock:
    """ "9h", "9 horas", "14h e 30", "9 horas e meia" and "15 h 30 min"; a length follows in "15h 30 min"."""
    is_word = tokens.text(index + 1) not in HOUR_SIGNS
    minute, end = minutes_after_and(tokens, index + 2)
    behind = tokens.text(end)
    if not minute and not tokens.is_glued(index + 1) and len(behind) == 2 and behind.isdecimal() and int(behind) < HOUR:
        has_unit = tokens.text(end + 1) in MINUTE_SIGNS | TIMES.minutes
        if has_unit or tokens.ends_phrase(end + 1):
            minute, end = int(behind), end + 1 + has_unit
    if tokens.text(end) in TIMES.oclocks:
        end += 1
    form = Form.MARKED if is_word else _form_of_mark(hour)
    return Clock(hour, minute, form, end, has_hour_word=is_word, has_h=not is_word)


def _form_of_mark(hour: int) -> Form:
    return Form.SURE if FIRST_SURE_HOUR <= hour < 24 else Form.MARKED


def _letter_for_meridiem(tokens: Tokens, index: int, *, is_sure: bool = False) -> Part | None:
    """The part of the day of "8a" and "4p". An a that goes on is the ending of a Portuguese ordinal: "8a edicao"."""
    text = tokens.text(index)
    if text not in MERIDIEMS or not tokens.is_glued(index) or not tokens.ends_word(index + 1):
        return None
    is_sure |= text == "p" or tokens.ends_phrase(index + 1) or tokens.text(index + 1) in _DASHES
    return part_of_letter(text) if is_sure else None
