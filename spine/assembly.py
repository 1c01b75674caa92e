"""Putting the service together: the one place that chooses a store, a clock and a source of chance."""

import secrets
from datetime import UTC, datetime
from functools import lru_cache
from time import perf_counter

from spine.config import Settings, StoreName, settings
from spine.domain.callers import EVERYONE, Caller
from spine.store.protocol import Store
from spine.telemetry import tell
from spine.usecases.service import Service


def _now() -> datetime:
    return datetime.now(UTC)


def _timer() -> float:
    return perf_counter()


def _token() -> str:
    return secrets.token_hex(8)


@lru_cache(maxsize=4)
def store_of(configured: Settings) -> Store:
    """The store that the settings name; one for the life of the process."""
    if configured.store is StoreName.COSMOS:
        return _cosmos_store(configured)
    from spine.store.sqlite.store import SqliteStore  # the driver is loaded only where it is used

    return SqliteStore(configured.db_path)


def _cosmos_store(configured: Settings) -> Store:
    from spine.store.cosmos.client import Account
    from spine.store.cosmos.store import CosmosStore  # 200 ms

    assert configured.cosmos_endpoint, "the settings hold one where they name this store"
    return CosmosStore(
        Account(
            configured.cosmos_endpoint,
            configured.cosmos_database,
            configured.cosmos_container,
            key=configured.cosmos_key,
            client_id=configured.azure_client_id,
            managed=configured.identity_endpoint is not None,
        )
    )


def service(caller: Caller = EVERYONE) -> Service:
    """The service for one caller, on the configured store. Raises BadSettings."""
    configured = settings()
    return Service(store_of(configured), configured, _now, _token, caller, tell, _timer)
