"""The clock of tests: it stands still until it is moved."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
"""When most tests begin."""


class Clock:
    """Gives a moment that stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        """Let some days, hours, minutes or seconds go by."""
        self.now += timedelta(**time)

    def date(self, days: int = 0) -> str:
        """The day that lies so many days ahead, YYYY-MM-DD."""
        return (self.now + timedelta(days=days)).date().isoformat()

    def iso(self, **ahead: float) -> str:
        """A moment some time ahead, as the API writes it."""
        return (self.now + timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M:%SZ")
