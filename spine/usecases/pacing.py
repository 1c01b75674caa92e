"""Keeping what is asked of the database under a rate, so that the sweep leaves room for people."""

from collections.abc import Callable
from datetime import datetime

from spine.store import charges


class Pace:
    """Waits after each step for as long as its charge is worth; a slow step earns nothing for later ones."""

    def __init__(
        self,
        meter: charges.Meter,
        units_per_second: int,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self._meter, self._rate, self._clock, self._sleep = meter, units_per_second, clock, sleep
        self._units, self._since = meter.units, clock()

    def keep(self) -> None:
        """End a step, late enough."""
        took = max(0.0, (self._clock() - self._since).total_seconds())  # a clock that is set back earns nothing
        wait = (self._meter.units - self._units) / self._rate - took
        if wait > 0:
            self._sleep(wait)
        self._units, self._since = self._meter.units, self._clock()
