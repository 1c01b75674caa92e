"""Clock times and relative dates: when a meeting is, not how long it lasts nor what it is about."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spine.domain.languages import MOMENTS, PACKS, REQUESTS
from spine.domain.languages.notation import any_of
from spine.domain.limits import LONGEST_MEETING
from spine.domain.reading.sentence import Marks, Span


class Moment(NamedTuple):
    """A date or time in a text, where it stands, and how long it lasts in minutes where it is a range."""

    span: Span
    minutes: int | None = None


_HALF_DAY = r"(?:\s*[ap]\.?m\b\.?)"
_HOUR_MARKS = any_of([*MOMENTS.hour_marks, "hs", "hrs?", "h"])
_ZONE = rf"(?:\s*{any_of([*'brt utc gmt est edt et pst pt cet'.split(), *MOMENTS.time_zones])}\b)?"
_AFTER_CLOCK = rf"{any_of(MOMENTS.parts_of_day)}?{_ZONE}"
_CLOCK = (
    rf"(?:\d{{1,2}}(?:h\d\d(?:min)?\b|\s?{_HOUR_MARKS}\b|:\d\d(?:\s?hs?\b)?{_HALF_DAY}?|{_HALF_DAY})"
    rf"|{any_of(MOMENTS.noons_and_midnights)}\b){_AFTER_CLOCK}"
)
_PHRASE_END = rf"(?=\s*(?:$|[,.;:!?)\n–—]|-\s|{any_of(MOMENTS.phrase_openings)}\b))"
_DATES = (
    *MOMENTS.dates,
    rf"{any_of(MOMENTS.before_numeric_date)}\d{{4}}-\d\d-\d\d",
    rf"{any_of(MOMENTS.before_numeric_date)}(?!24/7)(?!1/[2-9]\b)"
    r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?:/\d{2,4})?",
)
_TIMES = (
    rf"{any_of([*MOMENTS.before_clock, '@'])}\s*{_CLOCK}",
    *(
        rf"{any_of(own.before_certain_clock)}\s+(?:\d{{1,2}}(?::\d\d{_HALF_DAY}?|{_HALF_DAY}|\s?{any_of(own.hour_marks)}\b)"
        rf"|{any_of(own.noons_and_midnights)}\b){_AFTER_CLOCK}"
        for own in (pack.moments for pack in PACKS.values())
        if own.before_certain_clock
    ),
    *MOMENTS.spoken_times,
    rf"(?:{any_of(MOMENTS.before_hour)}|@)\s*\d{{1,2}}{any_of(MOMENTS.parts_of_day)}?{_PHRASE_END}",
    rf"\d{{1,2}}(?::\d\d)?{_HALF_DAY}{_ZONE}",
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?!\s?h)",
    r"(?:9|1\d|2[0-3])h(?:[0-5]\d)?",
    any_of(MOMENTS.noons),
)
_RANGE = (
    rf"(?<![\w/:.,])(?P<open>{any_of(MOMENTS.range_openings)})?\s*"
    r"(?P<h1>\d{1,2})(?:(?P<u1>h|:)(?P<m1>[0-5]\d)?)?\s*(?P<p1>[ap])?\.?(?(p1)m)"
    rf"\s*(?P<join>{any_of([*MOMENTS.range_joins, '-', '–'])})\s*"
    r"(?P<h2>\d{1,2})(?:(?P<u2>h|:)(?P<m2>[0-5]\d)?)?\s*(?P<p2>[ap])?\.?(?(p2)m)(?![\w/])"
)
_AFTER_DATE = any_of([r"\s+(?:[7-9]|1\d|2[0-3])(?:h(?:[0-5]\d)?|hs|hrs)(?!\w)", *MOMENTS.after_date])
_ORDINAL = f"{any_of(MOMENTS.ordinal_weekdays)}$"
_CONTENT = rf"\s+(?!{any_of(MOMENTS.after_weekday)}\b)[a-z]"
_FIRST_CLOCK_HOUR, _LAST_HOUR = 7, 24


class _Patterns:
    """The forms of dates and times, compiled."""

    def __init__(self) -> None:
        self.dates = [_between_words(form) for form in _DATES]
        self.times = [_between_words(form) for form in _TIMES]
        self.range = re.compile(_RANGE)
        self.after_date = re.compile(_AFTER_DATE)
        self.ordinal = re.compile(_ORDINAL)
        self.content = re.compile(_CONTENT)


def _between_words(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?:{form})(?!\w)")


@cache
def _patterns() -> _Patterns:
    return _Patterns()


def find(folded: str) -> list[Moment]:
    """Every date and clock time in a folded text, in order, none overlapping another."""
    marks = Marks(len(folded))
    times = (Moment(Span.of(match)) for form in _patterns().times for match in form.finditer(folded))
    found = [*_dates(folded), *_ranges(folded), *times]
    return sorted(moment for moment in found if marks.take(moment.span))


def _dates(folded: str) -> Iterator[Moment]:
    patterns = _patterns()
    for form in patterns.dates:
        for match in form.finditer(folded):
            start, end = match.span()
            if patterns.ordinal.search(match.group()) and patterns.content.match(folded, end):
                continue
            further = patterns.after_date.match(folded, end)
            yield Moment(Span(start, further.end() if further else end))


def _ranges(folded: str) -> Iterator[Moment]:
    """Clock times from one to another, such as "das 14h às 15h" or "2-3pm", with the minutes between them."""
    for match in _patterns().range.finditer(folded):
        if _is_clock_range(match):
            start, end = (60 * int(match[f"h{n}"]) + int(match[f"m{n}"] or 0) for n in (1, 2))
            length = (end - start) % (12 * 60 if match["p2"] else 24 * 60)
            yield Moment(Span.of(match), length if 0 < length <= LONGEST_MEETING else None)


def _is_clock_range(match: re.Match[str]) -> bool:
    """Whether two numbers are clock times, by am, pm or a colon, by their hours, or by what opens them."""
    first, last = int(match["h1"]), int(match["h2"])
    if max(first, last) > _LAST_HOUR:
        return False
    if match["join"] in REQUESTS.conjunctions and not (match["open"] and (match["u2"] or match["p2"])):
        return False  # "and" joins a range only after "between", where one of the numbers is a time
    if match["p2"] or match["p1"] or (match["u1"] == ":" and match["u2"] == ":"):
        return True
    has_hour_mark = "h" in (match["u1"], match["u2"])
    return has_hour_mark and (match["open"] in MOMENTS.clock_range_openings or min(first, last) >= _FIRST_CLOCK_HOUR)
