"""What is told of a plan: how it was made and what it cost; nobody's words (contract §4)."""

from collections import defaultdict
from collections.abc import Callable

from spine.usecases.planned import Plan

SELECTING = "selecting"
RETRIEVING = "retrieving"


class Stopwatch:
    """How long parts of one piece of work take; the timer counts seconds from anywhere."""

    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._started = timer()
        self._spent: defaultdict[str, float] = defaultdict(float)

    def measured[A](self, part: str, read: Callable[[], A]) -> A:
        """What a read gives; its time counts for a part of the work."""
        started = self._timer()
        try:
            return read()
        finally:
            self._spent[part] += self._timer() - started

    def milliseconds(self, part: str) -> int:
        """What a part has taken so far."""
        return round(1000 * self._spent[part])

    def total(self, before: float = 0.0) -> int:
        """The milliseconds since the start, and the seconds before it."""
        return round(1000 * (before + self._timer() - self._started))


def agenda_planned(plan: Plan, watch: Stopwatch) -> dict[str, object]:
    """The fields of the event. An organisation that is not known is left out: its id may be any words."""
    understood = plan.understood
    return {
        "org_id": understood.party.org_id if understood.party.known else None,
        "mode": plan.mode.value.value,
        "mode_source": plan.mode.source,
        "planner": plan.planner,
        "choice": plan.choice,
        "nudge": plan.nudge,
        "workstreams": len(plan.chosen),
        "facts": plan.considered,
        "minutes": understood.minutes,
        "language": understood.language.value,
        "assumed": [*understood.party.assumed, *understood.assumed] or None,
        "select_ms": watch.milliseconds(SELECTING),
        "retrieve_ms": watch.milliseconds(RETRIEVING),
        "duration_ms": watch.total(before=understood.took),
    }
