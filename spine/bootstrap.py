"""Builds the service: the one place that chooses a store, a clock and a source of random ids."""

import random
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from threading import Lock
from time import perf_counter, sleep

from spine.config import Settings, StoreName, settings
from spine.domain.callers import EVERYONE, Caller
from spine.store.protocol import Store
from spine.telemetry import track_event
from spine.usecases.service import Service


def _now() -> datetime:
    return datetime.now(UTC)


def _pause(attempt: int) -> None:
    sleep(random.uniform(0.005, 0.02) * attempt)


def _token() -> str:
    return secrets.token_hex(8)


class _Stores:
    """The store that the settings name: one for each process, however many threads ask at once."""

    def __init__(self, make: Callable[[Settings], Store]) -> None:
        self._lock = Lock()
        self._made = lru_cache(maxsize=4)(make)

    def __call__(self, configured: Settings) -> Store:
        with self._lock:  # the cache alone lets each thread that comes before the first store make another
            return self._made(configured)

    def cache_clear(self) -> None:
        """Drop the stores. For tests and tools that change the settings."""
        self._made.cache_clear()


def _store(configured: Settings) -> Store:
    """A store; its driver is loaded here, where it is needed."""
    if configured.store is StoreName.SQLITE:
        from spine.store.sqlite.store import SqliteStore

        return SqliteStore(configured.db_path)
    from spine.legacy.cosmos_documents import upgrade
    from spine.store.cosmos.client import Account
    from spine.store.cosmos.store import CosmosStore  # 200 ms

    assert configured.cosmos_endpoint, "validated with the other settings"
    account = Account(
        configured.cosmos_endpoint,
        configured.cosmos_database,
        configured.cosmos_container,
        key=configured.cosmos_key,
        client_id=configured.azure_client_id,
        managed=configured.identity_endpoint is not None,
    )
    return CosmosStore(account, upgrade=upgrade)  # with spine.legacy


store_of = _Stores(_store)


def service(caller: Caller = EVERYONE) -> Service:
    """The service for one caller, on the configured store. Raises BadSettings."""
    configured = settings()
    return Service(
        store_of(configured),
        configured,
        _now,
        _token,
        caller,
        pause=_pause,
        track_event=track_event,
        timer=perf_counter,
    )
