"""Keeping the load on the database under a rate, so that the sweep leaves room for people."""

from collections.abc import Callable
from datetime import datetime

from spine.store import charges


class RateLimiter:
    """Waits after each step for as long as its charge is worth; a slow step earns nothing for later ones.

    From `end` on it waits no more: what is then under way is to be done quickly.
    """

    def __init__(
        self,
        meter: charges.Meter,
        units_per_second: int,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        end: datetime | None = None,
    ) -> None:
        self._meter, self._rate, self._clock, self._sleep, self._end = meter, units_per_second, clock, sleep, end
        self._units, self._since = meter.units, clock()

    def end_step(self) -> None:
        """Wait until the step that ends here is within the rate."""
        took = max(0.0, (self._clock() - self._since).total_seconds())  # a clock that is set back earns nothing
        self.wait((self._meter.units - self._units) / self._rate - took)
        self._units, self._since = self._meter.units, self._clock()

    def wait(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        left = seconds if self._end is None else min(seconds, (self._end - self._clock()).total_seconds())
        if left > 0:
            self._sleep(left)

    @property
    def is_past_end(self) -> bool:
        """Whether the end has come."""
        return self._end is not None and self._clock() >= self._end
