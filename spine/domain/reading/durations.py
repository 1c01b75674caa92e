"""Lengths of time as people write and say them, each with its minutes and where it stands."""

from typing import NamedTuple

from spine.domain.languages.packs import PACKS, TIMES
from spine.domain.limits import LONGEST_MEETING, SHORTEST_MEETING
from spine.domain.reading import numbers
from spine.domain.reading.sentence import Span
from spine.domain.reading.time_tokens import Tokens

HOUR, HALF, QUARTER = 60, 30, 15
_HOUR_SIGNS = frozenset(("h", "hs", "hr", "hrs"))
_MINUTE_SIGNS = frozenset(("min", "mins", "mn"))
_GLUED_MINUTE_SIGNS = frozenset(("m", "'", "’", "′"))
_FRACTIONS = {("1", "/", "2"): 1 / 2, ("1", "/", "4"): 1 / 4, ("3", "/", "4"): 3 / 4}
_DASHES = frozenset("-–—")


class Duration(NamedTuple):
    """A length of time in a text: its minutes as written, and where it stands."""

    minutes: float
    span: Span


class Length(NamedTuple):
    """A length of time, and the index of the token behind it."""

    minutes: float
    end: int


def clamp(minutes: float) -> tuple[int, bool]:
    """Whole minutes from 5 to 480, and whether they had to be changed to get there."""
    kept = min(max(minutes, SHORTEST_MEETING), LONGEST_MEETING)
    return round(kept), kept != minutes


def length_at(tokens: Tokens, index: int) -> Length | None:
    """The length of time that starts at a token, such as "1h30", "uma hora e meia", "90'" and "30-45 min"."""
    if not tokens.starts_word(index):
        return None
    found = _range(tokens, index) or _single(tokens, index)
    if found is None:
        return None
    end = found.end
    if tokens.text(end) == "-" and tokens.is_glued(end) and tokens.text(end + 1) in TIMES.longs:
        end += 2
    elif tokens.text(end) in TIMES.longs:
        end += 1
    return Length(found.minutes, end) if tokens.ends_word(end) else None


def _range(tokens: Tokens, index: int) -> Length | None:
    """The longer one of two lengths, such as "30-45 min", "entre 30 e 45 minutos" and "1 to 2 hours"."""
    is_led = tokens.text(index) in TIMES.length_range_leads
    first = index + 1 if is_led else index
    lower = numbers.number_at(tokens, first)
    if lower is None:
        return None
    join, has_unit = lower.end, False
    if tokens.text(join) in _HOUR_SIGNS | _MINUTE_SIGNS | _GLUED_MINUTE_SIGNS | TIMES.hours | TIMES.minutes:
        join, has_unit = join + 1, True
    text = tokens.text(join)
    if not (text in TIMES.length_range_joins or text in _DASHES or (is_led and text in TIMES.ands)):
        return None
    number = numbers.number_at(tokens, join + 1)
    if number is None or (number.value <= lower.value and not has_unit):
        return None
    upper = _single(tokens, join + 1)
    return upper if upper and lower.value < upper.minutes else None


def _single(tokens: Tokens, index: int) -> Length | None:
    text = tokens.text(index)
    if text in TIMES.hour_longs:
        return Length(HOUR, index + 1)
    if text in TIMES.hours or text in _HOUR_SIGNS:
        return _uncounted_hour(tokens, index)
    is_numbered = text.isdecimal() and tokens.text(index - 1) in TIMES.numbered and not tokens.is_broken(index)
    if is_numbered and tokens.text(index + 1) not in TIMES.hours | TIMES.minutes | _MINUTE_SIGNS:
        return None
    return _written_fraction(tokens, index) or _fraction_of_hour(tokens, index) or _counted(tokens, index)


def _uncounted_hour(tokens: Tokens, index: int) -> Length | None:
    """ "hora e meia" and "hour-long"."""
    dash = index + 1 if tokens.text(index + 1) == "-" else index
    if tokens.text(dash + 1) in TIMES.longs:
        return Length(HOUR, dash + 2)
    more, end = _fraction_after_and(tokens, index + 1)
    return Length(HOUR + more, end) if more and tokens.text(index) in TIMES.hours else None


def is_fraction_of_hour(tokens: Tokens, index: int) -> bool:
    """Whether two numbers are a fraction of an hour and no date: "3/4 of an hour"."""
    return _written_fraction(tokens, index) is not None


def _written_fraction(tokens: Tokens, index: int) -> Length | None:
    parts = tokens.text(index), tokens.text(index + 1), tokens.text(index + 2)
    if parts not in _FRACTIONS:
        return None
    unit = _past_links(tokens, index + 3)
    return Length(HOUR * _FRACTIONS[parts], unit + 1) if _is_hour(tokens, unit) else None


def _past_links(tokens: Tokens, index: int) -> int:
    """The index behind what may stand between a fraction and its unit."""
    end = index
    while end < index + 2 and (tokens.text(end) in TIMES.fraction_links or tokens.text(end) == "-"):
        end += 1
    return end


def _fraction_of_hour(tokens: Tokens, index: int) -> Length | None:
    """ "meia hora", "half an hour", "um quarto de hora", "three quarters of an hour"."""
    count, first = 1, index
    number = numbers.number_at(tokens, index)
    if number is not None and number.value in {1, 3}:
        count, first = int(number.value), number.end
    elif tokens.text(index) in TIMES.articles:
        first = index + 1
    first += tokens.text(first) == "-"
    part = tokens.text(first)
    size = HALF if part in TIMES.halves and count == 1 else QUARTER if part in TIMES.quarters else 0
    unit = _past_links(tokens, first + 1)
    if not size or not _is_hour(tokens, unit):
        return None
    return Length(count * size, unit + 1)


def _is_hour(tokens: Tokens, index: int) -> bool:
    return tokens.text(index) in TIMES.hours or tokens.text(index) in _HOUR_SIGNS


def _counted(tokens: Tokens, index: int) -> Length | None:
    """A number of hours or minutes, and what comes on top."""
    number = numbers.number_at(tokens, index)
    if number is None:
        if not _is_article_before_unit(tokens, index):
            return None
        number = numbers.Number(1, index + 1)
    fraction = _written_fraction(tokens, number.end)
    if fraction is not None and number.end == index + 1:
        return Length(HOUR * number.value + fraction.minutes, fraction.end)
    unit, minutes = _past_dash(tokens, number.end), HOUR * number.value
    colon = _hours_with_colon(tokens, index)
    if colon is not None:
        return colon
    half = _halves_before_unit(tokens, number.end)
    if half is not None:
        return Length(minutes + HALF, half)
    if tokens.text(unit) in TIMES.hour_longs:
        return Length(minutes, unit + 1)
    if _is_hour(tokens, unit):
        more, end = _on_top(tokens, unit + 1)
        return Length(minutes + more, end)
    if tokens.text(unit) in TIMES.minutes or tokens.text(unit) in _MINUTE_SIGNS:
        return Length(number.value, unit + 1)
    if tokens.text(unit) in _GLUED_MINUTE_SIGNS and tokens.is_glued(unit):
        return Length(number.value, unit + 1)
    return None


def _past_dash(tokens: Tokens, index: int) -> int:
    return index + 1 if tokens.text(index) == "-" and tokens.is_glued(index) else index


def _is_article_before_unit(tokens: Tokens, index: int) -> bool:
    """Whether an article means one, because a unit of its own language follows: "an hour", but not "a hora"."""
    text, unit = tokens.text(index), tokens.text(index + 1)
    return any(text in own.articles and unit in own.hours for own in (pack.times for pack in PACKS.values()))


def _hours_with_colon(tokens: Tokens, index: int) -> Length | None:
    """ "1:30h"."""
    if tokens.text(index + 1) != ":" or not tokens.is_glued(index + 1) or len(tokens.text(index + 2)) != 2:
        return None
    if not tokens.text(index + 2).isdecimal() or not _is_hour(tokens, index + 3):
        return None
    return Length(HOUR * int(tokens.text(index)[:3]) + int(tokens.text(index + 2)), index + 4)


def _halves_before_unit(tokens: Tokens, index: int) -> int | None:
    """The index behind "and a half hours", or None."""
    if tokens.text(index) not in TIMES.ands or tokens.text(index + 1) not in TIMES.halves:
        return None
    unit = _past_dash(tokens, index + 2)
    return unit + 1 if _is_hour(tokens, unit) else None


def _on_top(tokens: Tokens, index: int) -> tuple[float, int]:
    """The minutes that come on top of hours, and the index behind them; 0 where there are none."""
    more, end = _fraction_after_and(tokens, index)
    if more:
        return more, end
    first = index + 1 if tokens.text(index) in TIMES.ands else index
    number = numbers.number_at(tokens, first)
    if number is None or number.value >= HOUR:
        return 0, index
    unit = _past_dash(tokens, number.end)
    if tokens.text(unit) in TIMES.minutes or tokens.text(unit) in _MINUTE_SIGNS:
        return number.value, unit + 1
    if tokens.text(unit) in _GLUED_MINUTE_SIGNS and tokens.is_glued(unit):
        return number.value, unit + 1
    digits = tokens.text(first)
    if first == index and tokens.is_glued(index) and len(digits) == 2 and digits.isdecimal():
        return number.value, number.end
    is_alone = tokens.ends_phrase(number.end) and not _is_hour(tokens, number.end)
    if is_alone and number.value == int(number.value):
        is_minutes = len(digits) == 2 or not digits.isdecimal()
        return (number.value, number.end) if is_minutes else (0, index)
    return 0, index


def _fraction_after_and(tokens: Tokens, index: int) -> tuple[int, int]:
    """The minutes of "e meia", "and a quarter" and "e três quartos", and the index behind them."""
    if tokens.text(index) not in TIMES.ands:
        return 0, index
    first, count = index + 1, 1
    number = numbers.number_at(tokens, first)
    if number is not None and number.value in {1, 3}:
        first, count = number.end, int(number.value)
    elif tokens.text(first) in TIMES.articles:
        first += 1
    if tokens.text(first) in TIMES.quarters:
        return count * QUARTER, first + 1
    return (HALF, first + 1) if tokens.text(first) in TIMES.halves and count == 1 else (0, index)
