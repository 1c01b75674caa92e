"""Days as people write and say them in a text (docs/planning.md#times-of-a-request)."""

from collections.abc import Callable
from typing import NamedTuple

from spine.domain.languages import REQUESTS, TIMES
from spine.domain.reading import numbers
from spine.domain.reading.calendar_days import LONGEST_MONTH, Date, Day, Numeric, Offset, Weekday, exists
from spine.domain.reading.clock_times import clock_at, part_at, part_of
from spine.domain.reading.clocks import Part
from spine.domain.reading.time_tokens import Tokens

_SHORT_UNITS = frozenset(("h", "min", "mins"))
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


class Said(NamedTuple):
    """A day in a text, with the part of it that is said, and the index of the token behind it.

    `day` is None where no day is named ("next week"); `is_possible` is whether the calendar has it.
    """

    end: int
    day: Day | None = None
    part: Part | None = None
    is_possible: bool = True


def day_at(tokens: Tokens, index: int, *, follows_clock: bool = False) -> Said | None:
    """The day that starts at a token, with what leads to it ("na próxima"), its part, and an owner's ending.

    A clock time before it is as good as a lead.
    """
    first = index + 1 if tokens.text(index) in TIMES.day_leads else index
    if first > index and tokens.text(first) in TIMES.day_leads and tokens.text(first) not in TIMES.ordinal_endings:
        first += 1
    is_led = first > index
    for start in dict.fromkeys((first, index)):
        if start >= tokens.count or not tokens.starts_word(start):
            continue
        for form in _FORMS:
            said = form(tokens, start, follows_clock or (is_led and start == first))
            if said is not None and tokens.ends_word(said.end):
                return _with_owner(tokens, _with_part(tokens, said))
    return None


def _with_part(tokens: Tokens, said: Said) -> Said:
    part = part_at(tokens, said.end)
    if part is None and said.day is not None:
        part = part_of(TIMES.bare_parts.get(tokens.text(said.end), ""))
    return said if part is None else said._replace(part=part, end=said.end + 1)


def _with_owner(tokens: Tokens, said: Said) -> Said:
    """The day with the ending of an owner where the meeting is what it owns: "Friday's weekly call"."""
    if tokens.text(said.end) not in {"'", "’"} or tokens.text(said.end + 1) not in TIMES.possessive_endings:
        return said
    if clock_at(tokens, said.end + 2) is not None:
        return said._replace(end=said.end + 2)
    behind = {tokens.text(said.end + more) for more in range(2, 7)}
    return said if REQUESTS.meeting_nouns.isdisjoint(behind) else said._replace(end=said.end + 2)


def _relative(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    text = tokens.text(index)
    if text in TIMES.day_offsets:
        return Said(index + 1, Offset(TIMES.day_offsets[text]))
    if text in TIMES.part_days:
        return Said(index + 1, Offset(0), part_of(TIMES.part_days[text]))
    return Said(index + 1, part=part_of(text)) if text in TIMES.vague_days else None


def _weekday(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    """ "sexta", "na próxima terça-feira", "friday next week", "2ª feira", "wed"."""
    if tokens.text(index) in TIMES.weekday_names:
        return None
    is_next = tokens.text(index) in TIMES.nexts
    name = index + 1 if is_next else index
    text, end = tokens.text(name), name + 1
    has_suffix = False
    if text in TIMES.numbered_weekdays and tokens.text(end) in TIMES.weekday_endings and tokens.is_glued(end):
        number, end = TIMES.numbered_weekdays[text], end + 1
        has_suffix = _suffix_end(tokens, end) > end
        if not (has_suffix or ((is_next or is_led) and tokens.ends_phrase(end)) or _time_follows(tokens, end)):
            return None
    elif text in TIMES.weekdays:
        number = TIMES.weekdays[text]
    elif text in TIMES.short_weekdays:
        number = TIMES.short_weekdays[text]
        end += tokens.text(end) == "." and tokens.is_glued(end)
        has_suffix = _suffix_end(tokens, end) > end
        if not (has_suffix or is_next or _stands_as_day(tokens, name, end, is_led)):
            return None
    else:
        return None
    suffixed = _suffix_end(tokens, end)
    if text in TIMES.ordinal_weekdays and suffixed == end and not _is_no_ordinal(tokens, end):
        return None
    end = suffixed
    end += tokens.text(end) in TIMES.after_weekday
    if tokens.text(end) in TIMES.in_next_week:
        return Said(end + 1, Weekday(number, is_in_next_week=True))
    return Said(end, Weekday(number))


def _suffix_end(tokens: Tokens, end: int) -> int:
    """The index behind "-feira", or the same index where it does not follow."""
    dash = end + 1 if tokens.text(end) == "-" and tokens.is_glued(end) else end
    return dash + 1 if tokens.text(dash) in TIMES.weekday_suffixes else end


def _stands_as_day(tokens: Tokens, index: int, end: int, is_led: bool) -> bool:
    """Whether a word that is also a short weekday is one: a clock time follows, or a lead precedes and it ends."""
    if _time_follows(tokens, end):
        return True
    return is_led and tokens.ends_phrase(end) and tokens.text(index - 1) not in TIMES.ands


def _time_follows(tokens: Tokens, end: int) -> bool:
    """Whether a clock time or a date stands behind a weekday."""
    end += tokens.text(end) == ","
    text = tokens.text(end)
    if text in TIMES.at or text in TIMES.near or text in TIMES.range_leads or text == "@":
        return clock_at(tokens, end + 1) is not None
    if not text.isdecimal():
        return text in TIMES.noons
    return clock_at(tokens, end) is not None or _numeric(tokens, end, True) is not None


def _is_no_ordinal(tokens: Tokens, end: int) -> bool:
    """Whether a weekday that is an ordinal number, too, is a weekday: its phrase ends, or goes on with when it is."""
    text = tokens.text(end)
    if text in TIMES.weekday_belongings:
        behind = end + 1
        return tokens.text(behind) in TIMES.in_next_week or _time_follows(tokens, behind)
    if text in REQUESTS.determiners or text in TIMES.after_weekday or text in TIMES.in_next_week:
        return True
    if tokens.ends_phrase(end) and text not in REQUESTS.meeting_nouns:
        return True
    return part_at(tokens, end) is not None or _time_follows(tokens, end)


def _date_in_words(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    """ "dia 7", "dia 7/12", "7 de dezembro de 2026", "7th of December", "the 15th"."""
    has_noun = tokens.text(index) in TIMES.day_nouns
    first = index + 1 if has_noun else index
    ordinal = numbers.ordinal_at(tokens, first)
    number = ordinal or numbers.number_at(tokens, first)
    if number is None or number.value != int(number.value) or not 0 < number.value < 100:
        return None
    day, end = int(number.value), number.end
    is_ordinal = tokens.text(end) in TIMES.ordinal_endings and tokens.is_glued(end)
    end += is_ordinal
    if has_noun and tokens.text(end) in {"/", "."} and tokens.text(end + 1).isdecimal() and tokens.is_glued(end + 1):
        month, behind = int(tokens.text(end + 1)), end + 2
        year, behind = _year_after_sign(tokens, behind, tokens.text(end))
        return _date(behind, day, month, year)
    month_at = end + 1 if tokens.text(end) in TIMES.month_links or tokens.text(end) in {"-", "/"} else end
    if tokens.text(month_at) in TIMES.months:
        if not tokens.starts_word(month_at) and not tokens.is_glued(month_at):
            return None
        year, behind = _year(tokens, month_at + 1)
        return _date(behind, day, TIMES.months[tokens.text(month_at)], year)
    is_day = has_noun or (is_led and _is_ordinal_day(tokens, end, in_words=ordinal is not None, in_digits=is_ordinal))
    if not is_day:
        return None
    return Said(end, Date(day)) if 1 <= day <= LONGEST_MONTH else Said(end, is_possible=False)


def _is_ordinal_day(tokens: Tokens, end: int, *, in_words: bool, in_digits: bool) -> bool:
    """Whether an ordinal number without a month is a day: "the 15th", or, where a clock time is next, "the seventh"."""
    if in_words:
        return _time_follows(tokens, end)
    return in_digits and tokens.ends_phrase(end) and tokens.text(end - 1) not in TIMES.weekday_endings | {"o"}


def _month_first(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    """ "December 7th, 2026"."""
    month, first = TIMES.months.get(tokens.text(index)), index + 1
    first += tokens.text(first) == "." and tokens.is_glued(first)
    digits = tokens.text(first)
    number = numbers.ordinal_at(tokens, first)
    if number is None and digits.isdecimal() and len(digits) <= 2:
        number = numbers.Number(int(digits), first + 1)
    if month is None or number is None or number.value < 1:
        return None
    end = number.end
    if tokens.text(end) in TIMES.ordinal_endings and tokens.is_glued(end):
        end += 1
    elif tokens.text(end) in {":", "h", "am", "pm"} and tokens.is_glued(end):
        return None
    year, end = _year(tokens, end)
    return _date(end, int(number.value), month, year)


def _year(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The year of four digits behind a month, and the index behind it."""
    first = index + 1 if tokens.text(index) in TIMES.month_links or tokens.text(index) in {",", "/"} else index
    text = tokens.text(first)
    if text.isdecimal() and len(text) == 4 and _FIRST_YEAR <= int(text) <= _LAST_YEAR and tokens.ends_word(first + 1):
        return int(text), first + 1
    return None, index


def _date(end: int, day: int, month: int, year: int | None) -> Said:
    if exists(day, month, year):
        return Said(end, Date(day, month, year))
    return Said(end, is_possible=False)


def _numeric(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    """ "2026-12-07", "7/12", "07/12/2026", "07.12.2026", "7-12-2026"."""
    parts = [tokens.text(index + more) for more in range(5)]
    if not (parts[0].isdecimal() and parts[2].isdecimal() and all(map(tokens.is_glued, (index + 1, index + 2)))):
        return None
    sign, is_whole = parts[1], parts[3] == parts[1] and parts[4].isdecimal() and tokens.is_glued(index + 4)
    if sign in {"-", "/"} and is_whole and len(parts[0]) == 4:
        return _date(index + 5, int(parts[4]), int(parts[2]), int(parts[0][:4]))
    if max(len(parts[0]), len(parts[2])) > 2 or (sign != "/" and not (sign in {"-", "."} and is_whole)):
        return None
    year, end = _year_after_sign(tokens, index + 3, sign)
    if sign != "/" and year is None:
        return None
    return _in_either_order(end, int(parts[0]), int(parts[2]), year, is_sure=is_led or year is not None)


def _year_after_sign(tokens: Tokens, index: int, sign: str) -> tuple[int | None, int]:
    """The year of two or four digits behind a sign, and the index behind it."""
    text = tokens.text(index + 1)
    if tokens.text(index) != sign or not text.isdecimal() or len(text) not in (2, 4) or not tokens.is_glued(index + 1):
        return None, index
    return int(text) + (_FIRST_YEAR if len(text) == 2 else 0), index + 2


def _in_either_order(end: int, first: int, second: int, year: int | None, *, is_sure: bool) -> Said | None:
    """A date in numbers. One that is led by nothing and has no year may be a fraction or a rate, as 1/3 and 24/7."""
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


def _in_days(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    """ "em 3 dias", "in two weeks", "a week from now"; "daqui a 2 horas" names no day."""
    first = index + 1 if tokens.text(index) in TIMES.in_days else index
    number = numbers.number_at(tokens, first)
    if number is None and tokens.text(first) in TIMES.articles:
        number = numbers.Number(1, first + 1)
    if first == index and (number is None or tokens.text(number.end) not in TIMES.units_from_now):
        return None
    if number is None or number.value != int(number.value) or number.value > 366:
        return None
    unit = tokens.text(number.end)
    size = TIMES.day_units.get(unit) or TIMES.units_from_now.get(unit)
    if size is not None:
        return Said(number.end + 1, Offset(size * int(number.value)))
    is_delay = tokens.text(index) in TIMES.from_now and unit in TIMES.hours | TIMES.minutes | _SHORT_UNITS
    return Said(number.end + 1) if is_delay else None


_FORMS: tuple[Callable[[Tokens, int, bool], Said | None], ...] = (
    _relative, _weekday, _in_days, _date_in_words, _month_first, _numeric,
)  # fmt: skip
