"""The days, clock times, ranges and lengths of a text, each found once (docs/planning.md#times-of-a-request)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from spine.domain.languages.packs import TIMES
from spine.domain.limits import LONGEST_MEETING
from spine.domain.reading.calendar_days import LONGEST_MONTH, Date, Day, Weekday
from spine.domain.reading.clock_phrases import Beside, led_clock_at, range_at
from spine.domain.reading.clock_ranges import span_of_range
from spine.domain.reading.clocks import Clock, Part
from spine.domain.reading.dates_in_numbers import Said
from spine.domain.reading.days import day_at
from spine.domain.reading.durations import Duration, length_at
from spine.domain.reading.sentence import Span
from spine.domain.reading.time_starts import starts
from spine.domain.reading.time_tokens import Tokens

TIMES_READ = 20
"""Days, clock times and lengths that are read; a text is read up to there, for no sentence about a meeting has more."""
TIMES_TRIED = 120
"""Words and numbers that are tried whether a time starts there; 4,000 characters of prose have at most some 100."""
_SIGNS_BESIDE_A_DAY = frozenset(",;:-–—(")


@dataclass(frozen=True)
class Moment:
    """A day, a clock time or a range of clock times in a text, and where it stands.

    A day may be one that is not named ("next week"), or `is_repeated` ("on Sundays"). `start` is in minutes since
    midnight; `minutes` says how long a range lasts. What is not possible, such as 25h70 or 31/02, has neither.
    """

    span: Span
    day: Day | None = None
    part: Part | None = None
    clock: Clock | None = None
    until: Clock | None = None
    is_possible: bool = True
    is_repeated: bool = False
    start: int | None = None
    minutes: int | None = None

    @property
    def is_clock(self) -> bool:
        """Whether it is a clock time or a range of them, possible or not."""
        return self.clock is not None


class Times(NamedTuple):
    """The moments and the lengths of a text, each in order; no two of all these overlap.

    `end` is where the text was read to, where it has more of them than are read.
    """

    moments: Sequence[Moment] = ()
    lengths: Sequence[Duration] = ()
    end: int | None = None


def find(folded: str) -> Times:
    """The days, clock times and lengths of time in a folded text, the first 20 of them."""
    return _Search(folded).times()


class _Search:
    """The search for times in a text, from its first token to its last."""

    def __init__(self, folded: str) -> None:
        self.tokens = Tokens(folded)
        self.moments: list[Moment] = []
        self.lengths: list[Duration] = []
        self.day_end = self.clock_end = -1

    def times(self) -> Times:
        """What is found."""
        tried = behind = 0
        for index in starts(self.tokens):
            if index < behind:
                continue
            if len(self.moments) + len(self.lengths) == TIMES_READ or tried == TIMES_TRIED:
                return Times(_timed(self.moments), self.lengths, self.tokens.start(index))
            behind = self.take(index) or behind
            tried += 1
        return Times(_timed(self.moments), self.lengths, self.tokens.read_to)

    def take(self, index: int) -> int | None:
        """The index behind the moment or length that starts at a token, which is kept, or None."""
        tokens, beside = self.tokens, self.beside(index)
        is_set_off = self.clock_end == index - 1 and tokens.text(index - 1) == ","
        follows_clock = self.clock_end == index or (is_set_off and tokens.text(index) in TIMES.short_weekdays)
        said = day_at(tokens, index, follows_clock=follows_clock)
        if said is not None:
            return self.keep_day(index, said.end, said)
        found = range_at(tokens, index, beside)
        if found and found.may_start_with_a_day and (number := self.day_number(index, beside)) is not None:
            return self.keep_day(index, number.end, number)
        if found is not None:
            day, part = (found.day.day, found.day.part) if found.day else (None, None)
            span = _labelled(tokens, index, found.end)
            self.moments.append(Moment(span, day, part, found.first, found.last, is_possible=found.is_possible))
            self.clock_end = found.end
            return found.end
        if (clock := led_clock_at(tokens, index, beside)) is not None:
            span = _labelled(tokens, index, clock.end)
            self.moments.append(Moment(span, clock=clock, is_possible=clock.is_possible))
            self.clock_end = clock.end
            return clock.end
        if (number := self.day_number(index, beside)) is not None:
            return self.keep_day(index, number.end, number)
        if (length := length_at(tokens, index)) is not None:
            self.lengths.append(Duration(length.minutes, _labelled(tokens, index, length.end)))
            return length.end
        return None

    def keep_day(self, index: int, end: int, said: Said) -> int:
        """Keep a day, and return the index behind it."""
        span = _labelled(self.tokens, index, end)
        self.moments.append(Moment(span, said.day, said.part, None, None, said.is_possible, said.is_repeated))
        self.day_end = end
        return end

    def beside(self, index: int) -> Beside:
        """Whether a day stands right before a token."""
        if self.day_end == index:
            return Beside.YES
        is_sign = self.day_end == index - 1 and self.tokens.text(self.day_end) in _SIGNS_BESIDE_A_DAY
        return Beside.BEHIND_A_SIGN if is_sign else Beside.NO

    def day_number(self, index: int, beside: Beside) -> Said | None:
        """The day of the month that follows a weekday: "Monday 7th", or, where a clock time is next, "terça 8, 10h"."""
        if beside is not Beside.YES or not isinstance(self.moments[-1].day, Weekday):
            return None
        tokens, digits, end = self.tokens, self.tokens.text(index), index + 1
        if not digits.isdecimal() or not 1 <= int(digits[:3]) <= LONGEST_MONTH:
            return None
        if tokens.text(end) in TIMES.ordinal_endings and tokens.is_glued(end):
            return Said(end + 1, Date(int(digits)))
        behind = end + (tokens.text(end) in {",", "-"})
        has_clock = range_at(tokens, behind, Beside.YES) or led_clock_at(tokens, behind, Beside.YES)
        return Said(end, Date(int(digits))) if has_clock and tokens.ends_phrase(end) else None


def _labelled(tokens: Tokens, index: int, end: int) -> Span:
    """The stretch from one token to the one before another, with what is said of it: "quando: amanhã", "9am works"."""
    has_label = tokens.text(index - 1) == ":" and tokens.text(index - 2) in TIMES.labels
    end += tokens.text(end) in TIMES.suiting and tokens.ends_phrase(end + 1)
    return tokens.span(index - 2 if has_label else index, end)


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
