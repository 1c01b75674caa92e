"""The days, clock times, ranges and lengths of a text, each found once (docs/planning.md#times-of-a-request)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import IntEnum, auto
from functools import cache
from typing import NamedTuple

from spine.domain.languages import REQUESTS, TIMES
from spine.domain.limits import LONGEST_MEETING
from spine.domain.reading.calendar_days import LONGEST_MONTH, Date, Day, Weekday
from spine.domain.reading.clock_ranges import span_of_range
from spine.domain.reading.clock_times import FIRST_SURE_HOUR, clock_at
from spine.domain.reading.clocks import HOUR, Clock, Form, Part
from spine.domain.reading.days import Said, day_at
from spine.domain.reading.durations import Duration, is_fraction_of_hour, length_at
from spine.domain.reading.sentence import Span
from spine.domain.reading.time_tokens import Tokens

TIMES_READ = 30
"""Days, clock times and lengths that are read; a text with more of them is no sentence about one meeting."""
_SIGNS_BESIDE_A_DAY = frozenset(",;:-–—(")
_RANGE_SIGNS = frozenset("-–—→~")
_AT_SIGN = "@"
_MOST_LEADS = 3
_FIRST_HOUR_BESIDE_A_SIGN = 5
"""From this hour on, what follows a day and a comma is rather a clock time than a length: "sexta, 8h"."""
_HIGHEST_HOUR_MEANT = 99


@dataclass(frozen=True)
class Moment:
    """A day, a clock time or a range of clock times in a text, and where it stands.

    A day may be one that is not named ("next week"). `start` is in minutes since midnight; `minutes` says how long a
    range lasts. What is not possible, such as 25h70 or 31/02, has neither.
    """

    span: Span
    day: Day | None = None
    part: Part | None = None
    clock: Clock | None = None
    until: Clock | None = None
    is_possible: bool = True
    start: int | None = None
    minutes: int | None = None

    @property
    def is_clock(self) -> bool:
        """Whether it is a clock time or a range of them, possible or not."""
        return self.clock is not None


class Times(NamedTuple):
    """The moments and the lengths of a text, each in order; no two of all these overlap."""

    moments: Sequence[Moment] = ()
    lengths: Sequence[Duration] = ()


class _Beside(IntEnum):
    """Whether a day stands right before a token, but for a comma, or not at all."""

    NO = auto()
    BEHIND_A_SIGN = auto()
    YES = auto()


def find(folded: str) -> Times:
    """The days, clock times and lengths of time in a folded text, the first 30 of them."""
    tokens, starts = Tokens(folded), _starts()
    moments: list[Moment] = []
    lengths: list[Duration] = []
    index, day_end, clock_end = 0, -1, -1
    while index < tokens.count and len(moments) + len(lengths) < TIMES_READ:
        text, end = tokens.texts[index], index + 1
        if text.isdecimal() or text in starts:
            if not _may_go_on(tokens, index):
                index = end
                continue
            beside = _beside(tokens, index, day_end)
            is_fraction = is_fraction_of_hour(tokens, index)
            said = None if is_fraction else day_at(tokens, index, follows_clock=clock_end == index)
            if said is not None:
                end = day_end = said.end
                moments.append(Moment(_labelled(tokens, index, end), said.day, said.part, is_possible=said.is_possible))
            elif (ranged := _range_at(tokens, index, beside)) is not None:
                end = clock_end = ranged.end
                moments.append(ranged.moment(tokens, index))
            elif (clock := _led_clock_at(tokens, index, beside)) is not None:
                end = clock_end = clock.end
                moments.append(Moment(_labelled(tokens, index, end), clock=clock, is_possible=clock.is_possible))
            elif (number := _day_number(tokens, index, moments, beside)) is not None:
                end = day_end = index + 1
                moments.append(Moment(tokens.span(index, end), number))
            elif (length := length_at(tokens, index)) is not None:
                end = length.end
                lengths.append(Duration(length.minutes, _labelled(tokens, index, end)))
        index = end
    return Times(_timed(moments), lengths)


@cache
def _starts() -> frozenset[str]:
    """The tokens that a moment or a length starts with, besides digits."""
    return frozenset(
        [
            *TIMES.units, *TIMES.teens, *TIMES.tens, *TIMES.hundreds, *TIMES.pairs, *TIMES.articles, *TIMES.halves,
            *TIMES.quarters, *TIMES.hours, "h", *TIMES.hour_longs, *TIMES.length_range_leads, *TIMES.noons,
            *TIMES.midnights, *TIMES.at, *TIMES.at_one, *TIMES.near, *TIMES.range_leads, *TIMES.weak_range_leads,
            *TIMES.day_offsets, *TIMES.part_days, *TIMES.weekdays, *TIMES.short_weekdays, *TIMES.day_leads,
            *TIMES.nexts, *TIMES.day_nouns, *TIMES.months, *TIMES.in_days, *TIMES.vague_days, _AT_SIGN,
        ]
    )  # fmt: skip


def _may_go_on(tokens: Tokens, index: int) -> bool:
    """Whether a token is a moment by itself, or is followed by what times are made of: most are not."""
    text, following = tokens.text(index), tokens.text(index + 1)
    if text in _complete() or following in _parts():
        return True
    return following.isdecimal() and not text.isdecimal()


@cache
def _complete() -> frozenset[str]:
    """The tokens that are a moment without anything behind them."""
    return (
        frozenset(
            [*TIMES.day_offsets, *TIMES.part_days, *TIMES.weekdays, *TIMES.vague_days, *TIMES.noons, *TIMES.midnights]
        )
        | TIMES.hour_longs
    )


@cache
def _parts() -> frozenset[str]:
    """The tokens that stand inside moments and lengths, behind their first one, besides digits."""
    words = (value for field in fields(TIMES) for value in getattr(TIMES, field.name))
    return frozenset([*words, *".:,/-–—→~@'’′⁄", *"h hs hr hrs min mins mn m am pm a p".split()])


def _labelled(tokens: Tokens, index: int, end: int) -> Span:
    """The stretch from one token to the one before another, with a label before it: "quando: amanhã"."""
    has_label = tokens.text(index - 1) == ":" and tokens.text(index - 2) in TIMES.labels
    return tokens.span(index - 2 if has_label else index, end)


def _beside(tokens: Tokens, index: int, day_end: int) -> _Beside:
    if day_end == index:
        return _Beside.YES
    is_sign = day_end == index - 1 and tokens.text(day_end) in _SIGNS_BESIDE_A_DAY
    return _Beside.BEHIND_A_SIGN if is_sign else _Beside.NO


def _day_number(tokens: Tokens, index: int, moments: Sequence[Moment], beside: _Beside) -> Date | None:
    """The day of the month that follows a weekday, where a clock time is next: "terça 8, 10h"."""
    if beside is not _Beside.YES or not isinstance(moments[-1].day, Weekday):
        return None
    digits, behind = tokens.text(index), index + 1
    if not digits.isdecimal() or not 1 <= int(digits[:3]) <= LONGEST_MONTH or not tokens.ends_phrase(behind):
        return None
    behind += tokens.text(behind) in {",", "-"}
    has_clock = _range_at(tokens, behind, _Beside.YES) or _led_clock_at(tokens, behind, _Beside.YES)
    return Date(int(digits)) if has_clock else None


def _day_follows(tokens: Tokens, index: int) -> bool:
    index += tokens.text(index) in {",", ";"}
    said = day_at(tokens, index)
    return said is not None and said.day is not None


class _Range(NamedTuple):
    """Two clock times, the index of the token behind them, and a day that stands between them."""

    first: Clock
    last: Clock
    end: int
    day: Said | None = None

    def moment(self, tokens: Tokens, index: int) -> Moment:
        """The range in a text, from the token that opens it."""
        is_possible = self.first.is_possible and self.last.is_possible
        span = _labelled(tokens, index, self.end)
        day, part = (self.day.day, self.day.part) if self.day else (None, None)
        return Moment(span, day, part, clock=self.first, until=self.last, is_possible=is_possible)


def _range_at(tokens: Tokens, index: int, beside: _Beside) -> _Range | None:
    """The range of clock times that starts at a token: numbers alone only beside a day or behind a lead."""
    opening = tokens.text(index)
    is_strong = opening in TIMES.range_leads or opening in TIMES.at or opening == _AT_SIGN
    is_led = is_strong or opening in TIMES.weak_range_leads or opening in TIMES.near
    first = clock_at(tokens, index + 1 if is_led else index, in_range=opening not in TIMES.at)
    if first is None or (first.form is Form.BARE and tokens.text(index - 1) in TIMES.numbered):
        return None
    day = day_at(tokens, first.end) if first.form is Form.SURE else None
    join_at = day.end if day and day.day else first.end
    join = tokens.text(join_at)
    is_joined = join in TIMES.range_joins or join in _RANGE_SIGNS or (join == "/" and first.form is not Form.BARE)
    if not (is_joined or (join in TIMES.range_ands and opening in TIMES.between)):
        return None
    last = clock_at(tokens, join_at + 1)
    if last is None or max(first.hour, last.hour) > _HIGHEST_HOUR_MEANT:
        return None
    if join in _RANGE_SIGNS and not tokens.is_glued(join_at) and _is_rather_length(first, last):
        return None
    found = _Range(first, last, last.end, day if join_at > first.end else None)
    return found if _is_range(tokens, found, is_strong, join in TIMES.at, beside) else None


def _is_rather_length(first: Clock, last: Clock) -> bool:
    """Whether what follows a dash is rather how long the meeting takes: "18h30 - 2 horas"."""
    return last.has_hour_word and HOUR * last.hour + last.minute < HOUR * first.hour + first.minute


def _is_range(tokens: Tokens, found: _Range, is_strong: bool, is_at_join: bool, beside: _Beside) -> bool:
    first, last, end, _ = found
    if _unit_follows(tokens, end) or (max(first.hour, last.hour) > 24 and Form.BARE in (first.form, last.form)):
        return False
    if Form.SURE in (first.form, last.form) or (last.has_hour_word and last.hour >= FIRST_SURE_HOUR):
        return True
    if beside is not _Beside.NO or _day_follows(tokens, end):
        return True
    is_marked = Form.MARKED in (first.form, last.form)
    return (is_strong or (is_at_join and is_marked)) and (is_marked or tokens.ends_phrase(end))


def _unit_follows(tokens: Tokens, end: int) -> bool:
    """Whether a unit of time follows, so that a number counts something and is no clock time."""
    text = tokens.text(end + 1) if tokens.text(end) == "-" and tokens.is_glued(end) else tokens.text(end)
    return text in TIMES.hours or text in TIMES.minutes or text in {"min", "mins", "hours", "h"}


def _led_clock_at(tokens: Tokens, index: int, beside: _Beside) -> Clock | None:
    """The clock time that starts at a token with what leads to it: "a partir das 9h", "at 3", "14:30"."""
    first, is_at, is_near = index, False, False
    while first < index + _MOST_LEADS:
        text = tokens.text(first)
        if text in TIMES.at or text == _AT_SIGN:
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
    is_at |= is_near and (beside is _Beside.YES or _day_follows(tokens, clock.end))
    if is_at and tokens.text(index - 1) in REQUESTS.with_words and clock.form is Form.BARE:
        return None  # "com as duas" are two people
    return clock if _is_clock(tokens, clock, is_at, beside) else None


def _one_oclock(tokens: Tokens, index: int, beside: _Beside) -> Clock | None:
    """ "à uma", "à 1h": the article alone leads to no other hour."""
    clock = clock_at(tokens, index)
    if clock is None or clock.hour != 1 or (clock.form is not Form.SURE and beside is _Beside.NO):
        return None
    return clock if clock.form is not Form.BARE or tokens.ends_phrase(clock.end) else None


def _is_clock(tokens: Tokens, clock: Clock, is_at: bool, beside: _Beside) -> bool:
    if not clock.is_possible:
        is_time = clock.form is not Form.BARE and clock.hour <= _HIGHEST_HOUR_MEANT
        return is_time and (is_at or beside is not _Beside.NO or (clock.minute > 0 and clock.form is Form.SURE))
    match clock.form:
        case Form.SURE:
            return True
        case Form.MARKED:
            is_late = clock.hour >= _FIRST_HOUR_BESIDE_A_SIGN
            if is_at or (beside is not _Beside.NO and is_late):
                return True
            if clock.has_h or clock.has_hour_word:
                return beside is _Beside.YES and not clock.has_hour_word
            return beside is _Beside.YES or _day_follows(tokens, clock.end)
        case Form.BARE:
            return is_at and (tokens.ends_phrase(clock.end) or _day_follows(tokens, clock.end))


def _timed(moments: Sequence[Moment]) -> list[Moment]:
    """The moments with their minutes; a part of the day that is said with a day holds for hours without one."""
    part = next((moment.part for moment in moments if moment.part is not None), None)
    timed = []
    for moment in moments:
        if moment.clock is None or not moment.is_possible:
            timed.append(moment)
        elif moment.until is None:
            timed.append(replace(moment, start=moment.clock.minutes(part)))
        else:
            start, minutes = span_of_range(moment.clock, moment.until, part, LONGEST_MEETING)
            timed.append(replace(moment, start=start, minutes=minutes))
    return timed
