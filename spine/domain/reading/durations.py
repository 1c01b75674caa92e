"""Lengths of time as people write them, each with its minutes and where it stands."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from spine.domain.languages import DURATIONS, REQUESTS
from spine.domain.languages.notation import any_of, longest_of
from spine.domain.limits import LONGEST_MEETING, SHORTEST_MEETING
from spine.domain.reading.sentence import Marks, Span


class Duration(NamedTuple):
    """A length of time in a text: its minutes as written, and where it stands."""

    minutes: float
    span: Span


class _Form(NamedTuple):
    """A way of writing a length: patterns with groups `h` and `m` for its numbers, if any, and what comes on top."""

    patterns: tuple[str, ...]
    more: int = 0
    hours: str = "0"
    """The hours where the patterns have no number of them."""

    def minutes(self, found: re.Match[str]) -> float:
        """The minutes of a match of this form."""
        groups = found.groupdict()
        return 60 * _value(groups.get("h") or self.hours) + _value(groups.get("m") or "0") + self.more


_NUMBER_WORDS = {**DURATIONS.units, **DURATIONS.teens, **DURATIONS.tens, **DURATIONS.other_numbers}
_UNCOUNTED = re.compile(f"^{any_of(DURATIONS.uncounted)}")


def _value(number: str) -> float:
    """The value of a number in digits or in words, such as "1,5", "cento e vinte" and "a couple of"."""
    if number[0].isdigit():
        return float(number.replace(",", ".")[:12])
    return float(sum(_NUMBER_WORDS.get(word, 0) for word in re.findall(r"[a-z]+", _UNCOUNTED.sub("", number))))


_SPOKEN = (
    rf"(?:(?:{any_of(DURATIONS.hundred_prefixes)}?{longest_of(DURATIONS.tens)}"
    rf"(?:{any_of([*DURATIONS.tens_joins, r'\s+', '-'])}{longest_of(DURATIONS.units)})?"
    rf"|{longest_of(DURATIONS.teens)}|{longest_of(DURATIONS.units)}|{any_of(DURATIONS.number_phrases)})(?=[\s-]))"
)
_DIGITS = r"\d++(?:[.,]\d++)?+"
_NUMBER = rf"(?:{_DIGITS}|{_SPOKEN})"
_GAP = r"[\s-]{0,3}"
_HOUR = any_of(DURATIONS.hours)
_HOUR_NAME = rf"(?:{_HOUR}s?|hrs?|h)"
_HOURS = rf"{any_of([f'{_HOUR}s?', *DURATIONS.little_hours, 'hrs?', 'hs?'])}(?!\w)"
_MINUTES = rf"{any_of([*DURATIONS.minutes, 'mins?', 'mn', 'm', "'"])}(?![\w/%])"
_N_HOURS, _N_MINUTES = rf"(?P<h>{_NUMBER}){_GAP}{_HOURS}", rf"(?P<m>{_NUMBER}){_GAP}{_MINUTES}"
_AND = rf"(?:{any_of(REQUESTS.conjunctions)}\s+)?"
_FROM = rf"(?:{any_of(DURATIONS.range_openings)}\s+)?{_DIGITS}"
_TO = rf"\s*(?:-|–|\b{any_of(DURATIONS.range_joins)}\b)\s*"
_LONG = rf"{any_of(DURATIONS.long_suffixes)}?"
_MINUTES_END = rf"(?=\s*(?:$|[,.;:!?)\n-]|{any_of(DURATIONS.after_minutes)}\b))"

_FORMS = (
    _Form((rf"{_FROM}(?:\s*(?:m|min))?{_TO}(?P<m>{_DIGITS}){_GAP}{_MINUTES}",)),
    _Form((rf"{_FROM}(?:\s*h)?{_TO}(?P<h>{_DIGITS}){_GAP}{_HOURS}",)),
    _Form((rf"(?:(?P<h>{_NUMBER}){_GAP}|\b){_HOUR_NAME}\s+{any_of(DURATIONS.halves)}",), more=30, hours="1"),
    _Form((rf"(?P<h>{_NUMBER})\s+{any_of(DURATIONS.halves)}{_GAP}{_HOUR_NAME}",), more=30),
    *(
        _Form((rf"(?:(?P<h>{_NUMBER})\s+)?\b{_HOUR}\s+{any_of(tie)}\s+{any_of(DURATIONS.quarters)}",), more, hours="1")
        for tie, more in ((DURATIONS.one_quarter, 15), (DURATIONS.three_quarters, 45))
    ),
    _Form((rf"{_N_HOURS}\s*{_AND}{_N_MINUTES}",)),
    _Form((rf"(?P<h>{_NUMBER})\s*h(?P<m>\d\d)(?:{_GAP}{_MINUTES})?",)),
    _Form((rf"{_N_HOURS}\s+{_AND}(?P<m>\d\d|{_SPOKEN}){_MINUTES_END}",)),
    _Form((rf"(?P<h>\d):(?P<m>\d\d)\s*(?:{_HOUR_NAME}|hs)",)),
    _Form(DURATIONS.three_quarter_hours, more=45),
    _Form(DURATIONS.quarter_hours, more=15),
    _Form(DURATIONS.half_hours, more=30),
    _Form((rf"(?P<h>\d{{0,2}}?)1⁄2\s*{_HOUR_NAME}",), more=30),
    _Form((rf"{_N_HOURS}{_LONG}",)),
    _Form(DURATIONS.hour_longs, more=60),
    _Form((rf"{_N_MINUTES}{_LONG}",)),
)
_BEFORE = r"(?<![\w$€£#/])(?<![$€£]\s)(?<!\d[.,:])"
_AFTER = r"(?![\w/%])"
_SIGN = re.compile(any_of([r"\d", *DURATIONS.signs, r"min\b"]))


@cache
def _compiled_forms() -> list[tuple[_Form, re.Pattern[str]]]:
    """Each form with its pattern, in the order in which they are tried."""
    return [(form, re.compile(f"{_BEFORE}{any_of(form.patterns)}{_AFTER}")) for form in _FORMS]


def find(folded: str, taken: Iterable[Span] = ()) -> list[Duration]:
    """Every length of time in a folded text, in order, but for those that overlap a stretch already taken."""
    if not _SIGN.search(folded):
        return []
    marks = Marks(len(folded), taken)
    found = [
        Duration(form.minutes(match), span)
        for form, pattern in _compiled_forms()
        for match in pattern.finditer(folded)
        if marks.take(span := Span.of(match))
    ]
    return sorted(found, key=lambda duration: duration.span)


def clamp(minutes: float) -> tuple[int, bool]:
    """Whole minutes from 5 to 480, and whether they had to be changed to get there."""
    kept = min(max(minutes, SHORTEST_MEETING), LONGEST_MEETING)
    return round(kept), kept != minutes
