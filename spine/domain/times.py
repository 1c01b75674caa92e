"""Times as Spine stores them: UTC, to the second, `YYYY-MM-DDTHH:MM:SSZ`, so that text order is time order.

See docs/data-model.md#times.
"""

import re
from datetime import UTC, datetime, time

DAY_SECONDS = 86_400

_DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}")


def iso(moment: datetime) -> str:
    """A moment as it is stored, cut to the second."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def parse(text: str) -> datetime:
    """An ISO 8601 moment or date as an aware UTC moment; a date is its midnight, a time without zone is UTC.

    Raises ValueError where the text is neither, or lies outside what UTC can hold.
    """
    moment = datetime.fromisoformat(text.strip())
    if not 1 < moment.year < 9999:  # so that no sum of days, and no time zone, leaves the calendar
        raise ValueError(f"{text!r} is out of range")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def normal(text: str) -> str:
    """An ISO 8601 moment or date in the stored form. Raises ValueError."""
    return iso(parse(text))


def normal_due(text: str) -> str:
    """A due date in the stored form: a date alone stays a date, a moment becomes UTC. Raises ValueError."""
    text = text.strip()
    if _DATE_ONLY.fullmatch(text):
        return parse(text).date().isoformat()
    return normal(text)


def days_until(due_iso: str, now: datetime) -> int:
    """Whole UTC calendar days from today to a due date; negative when it has passed."""
    return (parse(due_iso).date() - now.astimezone(UTC).date()).days


def days_since(then_iso: str, now: datetime) -> float:
    """Days, with fractions, since a stored moment; negative when it lies in the future."""
    return (now - parse(then_iso)).total_seconds() / DAY_SECONDS


def start_of_day(now: datetime) -> datetime:
    """Midnight, UTC, of the day that a moment falls in."""
    return datetime.combine(now.astimezone(UTC).date(), time(0), tzinfo=UTC)
