"""How long the steps of one plan take."""

from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """A step of planning that asks the database."""

    SELECT = "select"
    RETRIEVE = "retrieve"


class Stopwatch:
    """Adds up the seconds of each step. `timer` counts seconds from any origin; `started` is its value at the start."""

    def __init__(self, timer: Callable[[], float], started: float) -> None:
        self._timer = timer
        self._started = started
        self._spent: defaultdict[Step, float] = defaultdict(float)

    def measured[A](self, step: Step, read: Callable[[], A]) -> A:
        """The result of a read, whose duration counts for a step."""
        started = self._timer()
        try:
            return read()
        finally:
            self._spent[step] += self._timer() - started

    def milliseconds(self, step: Step) -> int:
        """The milliseconds of a step so far."""
        return round(1000 * self._spent[step])

    def total(self) -> int:
        """The milliseconds since the start."""
        return round(1000 * (self._timer() - self._started))
