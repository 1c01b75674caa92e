"""Measuring what the database charges: request units on Cosmos DB, nothing on SQLite.

A meter also counts the requests of the threads that a store starts, for they run in a copy of the context.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any

HEADER = "x-ms-request-charge"

type SdkOptions = dict[str, Any]
"""Keyword arguments of the SDK's methods."""


class Meter:
    """The request units charged so far."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.units = 0.0

    def add(self, units: float) -> None:
        """Count what one request was charged."""
        with self._lock:
            self.units += units


_meter: ContextVar[Meter | None] = ContextVar("meter", default=None)


@contextmanager
def metered() -> Iterator[Meter]:
    """Counts what the requests inside are charged."""
    meter = Meter()
    token = _meter.set(meter)
    try:
        yield meter
    finally:
        _meter.reset(token)


def sdk_options() -> SdkOptions:
    """The options of an SDK request that count its charge; none outside `metered`."""
    return {} if _meter.get() is None else {"response_hook": _count}


def _count(headers: Mapping[str, str], *_: object) -> None:
    meter = _meter.get()
    if meter is not None:
        meter.add(float(headers.get(HEADER) or 0))
