"""Times as Spine stores them: UTC, to the second, `YYYY-MM-DDTHH:MM:SSZ`, so that text order is time order.

See docs/data-model.md#times.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from spine.domain.zones import existing

DAY_SECONDS = 86_400
MOMENTS_KEPT = 4_096
"""How many of the moments read last stay at hand: a plan looks at each of some hundred many times."""

_DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}")


def iso(moment: datetime) -> str:
    """A moment as it is stored, cut to the second."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


@lru_cache(maxsize=MOMENTS_KEPT)
def parse(text: str) -> datetime:
    """An ISO 8601 moment or date as an aware UTC moment; a date is its midnight, a time without zone is UTC.

    Raises ValueError where the text is neither, or lies outside what UTC can hold.
    """
    moment = datetime.fromisoformat(text.strip())
    if _is_in_range(moment):
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    if not _is_in_range(moment):
        raise ValueError(f"{text!r} is out of range")
    return moment


def _is_in_range(moment: datetime) -> bool:
    """Whether no sum of days, and no time zone, takes a moment out of the calendar."""
    return 1 < moment.year < 9999


def normal(text: str) -> str:
    """An ISO 8601 moment or date in the stored form. Raises ValueError."""
    return iso(parse(text))


def normal_due(text: str) -> str:
    """A due date in the stored form: a date alone stays a date, a moment becomes UTC. Raises ValueError."""
    text = text.strip()
    if _DATE_ONLY.fullmatch(text):
        return parse(text).date().isoformat()
    return normal(text)


def moment_in(text: str, zone: tzinfo) -> datetime:
    """An ISO 8601 moment or date as an aware moment; without an offset it is local to a zone. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is not None:
        return parse(text).astimezone(zone)
    parse(text)
    local = existing(moment.replace(tzinfo=zone))
    parse(local.isoformat())
    return local


def due_day(due_iso: str, zone: tzinfo) -> date:
    """The day in a zone on which something is due. Midnight UTC is how many parsers write a date: it is that date."""
    due = parse(due_iso)
    return due.date() if due.time() == time(0) else due.astimezone(zone).date()


@dataclass(frozen=True)
class DueBefore:
    """A bound of due dates in the stored form: texts before `text`, but for those that are `excluded`."""

    text: str
    excluded: tuple[str, ...] = ()


def due_before(due: str, zone: tzinfo) -> DueBefore:
    """What is due before a stored moment, or before a day: on the days before it in a zone, as `due_day` tells them."""
    if not _DATE_ONLY.fullmatch(due):
        return DueBefore(due)
    begin = existing(datetime.combine(date.fromisoformat(due), time(0), tzinfo=zone))
    if begin.utcoffset() == timedelta(0):
        return DueBefore(due)
    return DueBefore(iso(begin), (due, f"{due}T00:00:00Z"))


def days_until(due_iso: str, now: datetime) -> int:
    """Whole calendar days from today to a due date, in the zone of `now`; negative when it has passed."""
    return (due_day(due_iso, now.tzinfo or UTC) - now.date()).days


def days_since(then_iso: str, now: datetime) -> float:
    """Days, with fractions, since a stored moment; negative when it lies in the future."""
    return (now - parse(then_iso)).total_seconds() / DAY_SECONDS


def end_of_day(now: datetime) -> datetime:
    """The last second of the day that a moment falls in, in the moment's own zone."""
    return datetime.combine(now.date(), time(23, 59, 59), tzinfo=now.tzinfo)
