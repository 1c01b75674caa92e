"""The use cases on a store of a test."""

from datetime import UTC, datetime
from itertools import count

from spine.config import Settings
from spine.store.protocol import Store
from spine.usecases.service import Service

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def service_on(store: Store, now: datetime = NOW) -> Service:
    """A service on this store, at a time that stands still; ids that it makes are counted."""
    numbers = count(1)
    return Service(store, Settings(), lambda: now, lambda: f"{next(numbers):016x}")
