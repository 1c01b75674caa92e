"""By when something is to be done, as notes say it (docs/notes.md#due-dates)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from spine.domain.languages.notation import any_of, longest_of
from spine.domain.languages.packs import MEETING_NOTES, TIMES
from spine.domain.reading import moments
from spine.domain.reading.calendar_days import Date, Day, EndOfMonth, Numeric
from spine.domain.reading.moments import Moment
from spine.domain.reading.sentence import Sentence, Span

LOOKS_BACK = timedelta(days=92)
"""A date without a year lies at most so long before the meeting, for what is overdue stands in notes too."""
LONGEST_DATE = 14
"""Words that a date may have with all that leads to it: more are looked at no further."""
LONGEST_MARK = 300
"""Characters that a day may have with all that leads to it, and so may all marks at the end of a line."""
PIECES_KEPT = 1_024
"""Pieces of lines whose parts are kept, for a line is read more than once."""
LONGEST_UNREAD = 8
"""Words behind a label for a due date that are taken for one that cannot be read."""
_NEAR = 4
"""Characters between a day and the clock time, or the end of the day, that belongs to it."""

_LEAD = longest_of(MEETING_NOTES.due_leads)
_LABEL = longest_of(MEETING_NOTES.due_labels)
_ENDS_IN_LEAD = re.compile(
    rf"(?:(?<=\s)|(?<=[(\[,;–—-])|^)(?:{_LABEL}\s*[:=]?|{_LEAD})\s*(?:[oa]s?\s+|the\s+|dia\s+)*$"
)
_OPENS_WITH_DAY_LEAD = re.compile(rf"{any_of(MEETING_NOTES.day_leads)}\s")
_ENDS_IN_DAY_LEAD = re.compile(rf"(?<=\s){any_of(MEETING_NOTES.day_leads)}\s*(?:[oa]s?\s+|the\s+|dia\s+)*$")
_OPENS_WITH_LEAD = re.compile(rf"(?:{_LEAD})\s")
_LABELLED = re.compile(rf"{_LABEL}\s*[:=]?\s*(?={_LEAD}\s|\S)")
_START = re.compile(rf"{longest_of(MEETING_NOTES.starts)}\b")
_END_OF_MONTH = re.compile(
    rf"\b(?:{any_of(MEETING_NOTES.month_ends)}|{any_of(MEETING_NOTES.ends_of)}\s+(?P<month>{any_of(TIMES.months)})"
    r"(?:\s+(?:de\s+|of\s+)?(?P<year>\d{4}))?)\b"
)
_SIGN = re.compile("[📅🗓⏰⏳\ufe0f]")
_FRAME = re.compile(rf"(?:{_LABEL}|{_LEAD}|[\s:=,.()\[\]–—/-]|\b(?:o|a|os|as|the|on|em|no|na|dia|de)\b)*")


class Said(NamedTuple):
    """A day that a text says. `day` is None where none can be told."""

    day: date | None
    is_relative: bool = False
    """Whether no day can be told because that of the meeting is not known."""


@dataclass(frozen=True)
class Calendar:
    """What days of notes are seen from: the day of the meeting, if it is known, and how people write dates."""

    today: date | None
    month_first: bool = False

    def day(self, day: Day) -> Said:
        """The day of the calendar; one that depends on the meeting's day needs it."""
        has_month = isinstance(day, Numeric) or (isinstance(day, Date | EndOfMonth) and day.month is not None)
        if isinstance(day, Date | EndOfMonth | Numeric) and day.year is not None:
            return Said(day.on(date(day.year, 1, 1), month_first=self.month_first))
        if self.today is None:
            return Said(None, is_relative=True)
        return Said(day.on(self.today - LOOKS_BACK if has_month else self.today, month_first=self.month_first))


def only_day(text: str, calendar: Calendar, *, needs_label: bool = False) -> Said | None:
    """The day that a text says and nothing besides, with or without what leads to it; None for another text."""
    if len(text) > LONGEST_MARK:
        return None
    sentence = Sentence.of(_SIGN.sub(" ", text))
    label = _LABELLED.match(sentence.folded)
    if needs_label and label is None:
        return None
    if len(sentence.words) > LONGEST_DATE:
        return None
    every = _moments(sentence.folded)
    if _START.match(sentence.folded):
        return None
    found = [moment for moment in every if _names_a_day(moment)]
    rest = _without(sentence.folded, [(moment.span.start, moment.span.end) for moment in every])
    if found and _FRAME.fullmatch(rest):
        return _said(found[0], calendar)
    is_short = len(sentence.words) <= LONGEST_UNREAD
    return Said(None) if label and ":" in label.group() and is_short else None


def due_in(text: str, calendar: Calendar, *, is_later: bool = False) -> tuple[str, Said] | None:
    """The day that something in a sentence leads to, and the sentence without both.

    In a sentence of what somebody will do, which `is_later` tells, it may be the day on which it ends.
    """
    sentence = Sentence.of(_SIGN.sub(" prazo: ", text))
    every = _moments(sentence.folded)
    for moment in every:
        start = _start_with_lead(sentence.folded, moment)
        if start is None and is_later and not sentence.folded[moment.span.end :].strip(" ."):
            start = _start_on_a_day(sentence.folded, moment)
        if start is None or moment.is_clock or not _names_a_day(moment):
            continue
        if moment.day is None:
            moment = next((m for m in every if m.day and 0 <= m.span.start - moment.span.end <= _NEAR), moment)
        end = next((m.span.end for m in every if m.is_clock and 0 <= m.span.start - moment.span.end < _NEAR), None)
        end = max(moment.span.end, end or 0)
        rest = sentence.own(0, start).rstrip(" ,;(–—-") + " " + sentence.own(end, len(sentence.folded)).lstrip(" )")
        return _tidy(rest), _said(moment, calendar)
    return None


@lru_cache(maxsize=PIECES_KEPT)
def _moments(folded: str) -> tuple[Moment, ...]:
    """The moments of a sentence, and the ends of months, which are no day on which people meet."""
    ends = [_end_of_month(found) for found in _END_OF_MONTH.finditer(folded)]
    others = (
        moment
        for moment in moments.find(folded).moments
        if not any(moment.span.start < end.span.end and end.span.start < moment.span.end for end in ends)
    )
    return tuple(sorted([*others, *ends], key=lambda moment: moment.span.start))


def _end_of_month(found: re.Match[str]) -> Moment:
    month, year = TIMES.months.get(found["month"] or ""), found["year"]
    return Moment(Span(*found.span()), EndOfMonth(month, int(year) if year else None))


def _names_a_day(moment: Moment) -> bool:
    """Whether a moment says on which day, if only on one that cannot be told."""
    return not moment.is_clock and not (moment.day is not None and moment.day.is_past)


def _said(moment: Moment, calendar: Calendar) -> Said:
    return calendar.day(moment.day) if moment.day is not None else Said(None)


def _start_with_lead(folded: str, moment: Moment) -> int | None:
    """Where the phrase begins that makes a moment the one by which something is due, or None."""
    if before := _ENDS_IN_LEAD.search(folded, 0, moment.span.start):
        return before.start()
    return moment.span.start if _OPENS_WITH_LEAD.match(folded, moment.span.start) else None


def _start_on_a_day(folded: str, moment: Moment) -> int | None:
    """Where the phrase begins that says on which day something will be done, or None."""
    if _OPENS_WITH_DAY_LEAD.match(folded, moment.span.start):
        return moment.span.start
    before = _ENDS_IN_DAY_LEAD.search(folded, 0, moment.span.start)
    return before.start() if before else None


def _without(folded: str, spans: list[tuple[int, int]]) -> str:
    return "".join(_between(folded, spans))


def _between(folded: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    end = 0
    for start, stop in spans:
        yield folded[end:start] + " "
        end = stop
    yield folded[end:]


def _tidy(text: str) -> str:
    """A sentence without the blanks and brackets that what was taken out of it leaves."""
    text = re.sub(r"\s+([,.;:!?)])", r"\1", " ".join(text.split()))
    return re.sub(r"[(\[]\s*[)\]]", "", text).strip(" ,;–—-")
