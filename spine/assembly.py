"""Putting the service together: the one place that chooses a store, a clock and a source of chance."""

import secrets
from datetime import UTC, datetime
from functools import lru_cache

from spine.config import Settings, StoreName, settings
from spine.domain.callers import EVERYONE, Caller
from spine.errors import BadSettings
from spine.store.protocol import Store
from spine.usecases.service import Service


def _now() -> datetime:
    return datetime.now(UTC)


def _token() -> str:
    return secrets.token_hex(8)


@lru_cache(maxsize=4)
def store_of(configured: Settings) -> Store:
    """The store that the settings name; one for the life of the process."""
    if configured.store is StoreName.COSMOS:
        raise BadSettings("SPINE_STORE=cosmos is not available in this version: use SPINE_STORE=sqlite.")
    from spine.store.sqlite.store import SqliteStore  # the driver is loaded only where it is used

    return SqliteStore(configured.db_path)


def service(caller: Caller = EVERYONE) -> Service:
    """The service for one caller, on the configured store. Raises BadSettings."""
    configured = settings()
    return Service(store_of(configured), configured, _now, _token, caller)
