"""What a call asks of the database: how many requests, how many of them one after the other, and what they read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any
from unittest.mock import patch

from spine.store.cosmos import container
from spine.store.cosmos.container import Part
from tests.double import Double, Fault

LATENCY = 0.04
"""Every request is answered so late, so that those that begin together overlap."""


@dataclass(frozen=True)
class Seen:
    """One request, retries and all: when it began and ended, and how many documents it gave."""

    began: float
    ended: float
    documents: int


@dataclass
class Observation:
    """The requests of some calls."""

    seen: list[Seen] = field(default_factory=list)
    request_units: float = 0.0

    @property
    def requests(self) -> int:
        """How many there were."""
        return len(self.seen)

    @property
    def documents(self) -> int:
        """How many documents they read."""
        return sum(one.documents for one in self.seen)

    @property
    def in_sequence(self) -> int:
        """The most that had to wait for one another."""
        depth: dict[Seen, int] = {}
        for one in sorted(self.seen, key=lambda seen: seen.began):
            depth[one] = 1 + max((d for other, d in depth.items() if other.ended <= one.began), default=0)
        return max(depth.values(), default=0)


@contextmanager
def observing(double: Double) -> Iterator[Observation]:
    """What the calls inside ask of the double."""
    observed, lock, attempt = Observation(), Lock(), container.attempt

    def watched(request: Callable[[dict[str, Any]], Any]) -> Any:
        began, answer = monotonic(), None
        try:
            answer = attempt(request)
        finally:
            with lock:
                observed.seen.append(Seen(began, monotonic(), _documents(answer)))
        return answer

    double.clear_faults()
    double.inject(Fault("slow", times=None, seconds=LATENCY))
    double.forget()
    with patch.object(container, "attempt", watched):
        yield observed
    double.clear_faults()
    observed.request_units = double.request_units


def _documents(answer: object) -> int:
    if isinstance(answer, Part):
        return sum(isinstance(item, dict) for item in answer.items)
    return isinstance(answer, dict)
