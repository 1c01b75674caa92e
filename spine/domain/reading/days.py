"""Days as people write and say them in a text (docs/planning.md#times-of-a-request)."""

from collections.abc import Callable, Collection
from functools import lru_cache

from spine.domain.languages.packs import MEETING_LENGTHS, REQUESTS, TIMES
from spine.domain.reading import numbers
from spine.domain.reading.calendar_days import A_PAST_DAY, LONGEST_MONTH, Date, Later, Offset, Weekday
from spine.domain.reading.clock_parts import part_at, part_of
from spine.domain.reading.clock_times import clock_at
from spine.domain.reading.clocks import Form
from spine.domain.reading.dates_in_numbers import Said, date_said, day_and_month, in_numbers, is_near
from spine.domain.reading.time_tokens import Tokens

_SHORT_UNITS = frozenset(("h", "min", "mins"))
_SURE_ORDINAL_ENDINGS = TIMES.ordinal_endings - TIMES.weekday_endings - {"o"}
_MOST_UNITS = 366
_FIRST_NO_CLOCK_TIME = 2401
"""Four digits from here on are no clock time: "31 December 9999"."""


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
        for form in _forms_from(tokens.text(start)):
            said = form(tokens, start, follows_clock or (is_led and start == first))
            if said is not None and tokens.ends_word(said.end):
                said = said._replace(is_repeated=isinstance(said.day, Weekday) and _is_repeated(tokens, start))
                return _with_owner(tokens, _with_part(tokens, said))
    return None


def _is_repeated(tokens: Tokens, index: int) -> bool:
    """Whether a weekday comes again and again, and is no day of one meeting: "aos domingos", "on Sundays"."""
    return tokens.text(index) in TIMES.repeated_weekdays or tokens.text(index - 1) in TIMES.repeating_leads


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
    is_next = tokens.text(index) in TIMES.nexts or tokens.text(index) in TIMES.lasts
    name = index + 1 if is_next else index
    text, end = tokens.text(name), name + 1
    has_suffix = False
    ordinal_end = _ordinal_end(tokens, end, TIMES.weekday_endings)
    if text in TIMES.numbered_weekdays and ordinal_end > end:
        number, end = TIMES.numbered_weekdays[text], ordinal_end
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
    if tokens.text(end) in TIMES.lasts or tokens.text(index) in TIMES.lasts:
        return Said(end + (tokens.text(end) in TIMES.lasts), A_PAST_DAY)
    end += tokens.text(end) in TIMES.after_weekday
    if tokens.text(end) in TIMES.in_next_week:
        return Said(end + 1, Weekday(number, is_in_next_week=True))
    return Said(end, Weekday(number))


def _ordinal_end(tokens: Tokens, index: int, endings: Collection[str]) -> int:
    """The index behind the ending of an ordinal in digits ("2ª", "2.ª", "7th"), or the same index without one."""
    first = index + 1 if tokens.text(index) == "." and tokens.is_glued(index) else index
    return first + 1 if tokens.text(first) in endings and tokens.is_glued(first) else index


def _suffix_end(tokens: Tokens, end: int) -> int:
    """The index behind "-feira", or the same index where it does not follow."""
    dash = end + 1 if tokens.text(end) == "-" and tokens.is_glued(end) else end
    return dash + 1 if tokens.text(dash) in TIMES.weekday_suffixes else end


def _stands_as_day(tokens: Tokens, index: int, end: int, is_led: bool) -> bool:
    """Whether a word that is also a short weekday is one: a clock time follows, or a lead precedes and it ends."""
    if _time_follows(tokens, end) or (is_led and _ordinal_end(tokens, end + 1, _SURE_ORDINAL_ENDINGS) > end + 1):
        return True
    if tokens.text(end) in TIMES.bare_parts:
        return True
    is_a_things = tokens.text(index - 1) in REQUESTS.determiners or tokens.text(index) in TIMES.everyday_weekdays
    is_day = tokens.ends_phrase(end) or not is_a_things
    return is_led and is_day and tokens.text(index - 1) not in TIMES.ands


def _time_follows(tokens: Tokens, end: int) -> bool:
    """Whether a clock time or a date stands behind a weekday."""
    end += tokens.text(end) == ","
    text = tokens.text(end)
    if text in TIMES.at or text in TIMES.near or text in TIMES.range_leads or text == "@":
        return clock_at(tokens, end + 1) is not None
    if not text.isdecimal():
        clock = clock_at(tokens, end)
        is_clock = clock is not None and clock.form is not Form.BARE
        return is_clock or (text in TIMES.months and _month_first(tokens, end, True) is not None)
    dates = (in_numbers, _date_in_words)
    return clock_at(tokens, end) is not None or any(date(tokens, end, True) for date in dates)


def _is_no_ordinal(tokens: Tokens, end: int) -> bool:
    """Whether a weekday that is an ordinal number, too, is a weekday: its phrase ends, or goes on with when it is."""
    text = tokens.text(end)
    if text in TIMES.weekday_belongings:
        behind = end + 1
        return tokens.text(behind) in TIMES.in_next_week or _time_follows(tokens, behind)
    if text in REQUESTS.determiners or text in TIMES.after_weekday or text in TIMES.lasts or text in TIMES.in_next_week:
        return True
    if tokens.ends_phrase(end) and text not in REQUESTS.meeting_nouns:
        return True
    return part_at(tokens, end) is not None or _time_follows(tokens, end)


def _date_in_words(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    """ "dia 7", "dia 7/12", "7 de dezembro de 2026", "7th of December", "the 15th"."""
    has_noun = tokens.text(index) in TIMES.day_nouns
    first = index + 1 if has_noun else index
    if has_noun and (said := day_and_month(tokens, first)) is not None:
        return said
    ordinal = numbers.ordinal_at(tokens, first)
    number = ordinal or numbers.number_at(tokens, first)
    if number is None or number.value != int(number.value) or not (has_noun or number.value > 0) or number.value > 99:
        return None
    day, end = int(number.value), _ordinal_end(tokens, number.end, TIMES.ordinal_endings)
    is_ordinal = end > number.end
    month_at = end + 1 if tokens.text(end) in TIMES.month_links or tokens.text(end) in {"-", "/"} else end
    if tokens.text(month_at) in TIMES.months:
        if not tokens.starts_word(month_at) and not tokens.is_glued(month_at):
            return None
        year, behind = _year(tokens, month_at + 1)
        return date_said(behind, day, TIMES.months[tokens.text(month_at)], year)
    is_day = has_noun or (is_led and _is_ordinal_day(tokens, end, in_words=ordinal is not None, in_digits=is_ordinal))
    if not is_day:
        return None
    return Said(end, Date(day)) if 1 <= day <= LONGEST_MONTH else Said(end, is_possible=False)


def _is_ordinal_day(tokens: Tokens, end: int, *, in_words: bool, in_digits: bool) -> bool:
    """Whether an ordinal number without a month is a day: "the 15th", or, where a clock time is next, "the seventh"."""
    if in_words:
        return _time_follows(tokens, end)
    is_closed = tokens.ends_phrase(end) or (tokens.text(end).isdecimal() and clock_at(tokens, end) is not None)
    return in_digits and is_closed and tokens.text(end - 1) in _SURE_ORDINAL_ENDINGS


def _some_time_after(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    """ "a week from now", "two weeks from Friday", "uma semana depois de sexta"; "for a week from" is a length."""
    number = numbers.number_at(tokens, index)
    if number is None and tokens.text(index) in TIMES.articles:
        number = numbers.Number(1, index + 1)
    unit = number.end if number else index
    if number is None or tokens.text(unit) not in TIMES.day_units or not 1 <= number.value <= _MOST_UNITS:
        return None
    days = TIMES.day_units[tokens.text(unit)] * int(number.value)
    if tokens.text(unit + 1) in TIMES.after_now:
        return Said(unit + 2, Offset(days))
    is_length = tokens.text(index - 1) in MEETING_LENGTHS.closing_prepositions
    if tokens.text(unit + 1) not in TIMES.after_day or is_length:
        return None
    said = _weekday(tokens, unit + 2, True) or _relative(tokens, unit + 2, True)
    if said is None or said.day is None:
        return None
    return said._replace(day=Later(said.day, days))


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
    elif tokens.is_glued(end) and (
        tokens.text(end) in {"h", "am", "pm"} or (tokens.text(end) == ":" and tokens.is_glued(end + 1))
    ):
        return None
    year, end = _year(tokens, end)
    return date_said(end, int(number.value), month, year)


def _year(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The year of four digits behind a month, and the index behind it."""
    first = index + 1 if tokens.text(index) in TIMES.month_links or tokens.text(index) in {",", "/"} else index
    text = tokens.text(first)
    if not text.isdecimal() or len(text) != 4 or not tokens.ends_word(first + 1):
        return None, index
    is_year = tokens.text(index) in TIMES.month_links or (
        first == index and int(text) >= _FIRST_NO_CLOCK_TIME and tokens.ends_phrase(first + 1)
    )
    return (int(text), first + 1) if is_year or is_near(int(text)) else (None, index)


def _in_days(tokens: Tokens, index: int, is_led: bool) -> Said | None:
    """ "em 3 dias", "in two weeks", "daqui a uma semana"; "daqui a 2 horas" names no day."""
    if tokens.text(index) not in TIMES.in_days:
        return None
    number = numbers.number_at(tokens, index + 1)
    if number is None and tokens.text(index + 1) in TIMES.articles:
        number = numbers.Number(1, index + 2)
    if number is None or number.value != int(number.value) or number.value > _MOST_UNITS:
        return None
    unit = tokens.text(number.end)
    if unit in TIMES.day_units:
        end = number.end + 1 + (tokens.text(number.end + 1) in TIMES.after_now)
        return Said(end, Offset(TIMES.day_units[unit] * int(number.value)))
    is_delay = tokens.text(index) in TIMES.from_now and unit in TIMES.hours | TIMES.minutes | _SHORT_UNITS
    return Said(number.end + 1) if is_delay else None


type _Form = Callable[[Tokens, int, bool], Said | None]

_NUMBERS = frozenset(TIMES.pairs) | TIMES.units.keys() | TIMES.teens.keys() | TIMES.tens.keys() | TIMES.hundreds.keys()
_FORMS: tuple[tuple[_Form, Collection[str], bool], ...] = (
    (_relative, TIMES.day_offsets.keys() | TIMES.part_days.keys() | TIMES.vague_days, False),
    (_weekday, TIMES.weekdays.keys() | TIMES.short_weekdays.keys() | TIMES.nexts | TIMES.lasts, True),
    (_in_days, TIMES.in_days, False),
    (_some_time_after, _NUMBERS | TIMES.articles, True),
    (_date_in_words, _NUMBERS | TIMES.ordinals.keys() | TIMES.day_nouns, True),
    (_month_first, TIMES.months.keys(), False),
    (in_numbers, (), True),
)
"""The forms of a day, each with the words that it starts with, and whether it may start with digits."""


@lru_cache(maxsize=1_024)
def _forms_from(text: str) -> list[_Form]:
    """The forms that may start with a token."""
    return [form for form, words, has_digits in _FORMS if text in words or (has_digits and text.isdecimal())]
