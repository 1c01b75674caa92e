"""The contract of the protocol, held by three stores: the two of Spine, and the one of the use-case tests."""

from contextlib import closing

import pytest

from tests.double.fixtures import cosmos_account, double
from tests.store.fixtures import OpenStore, opener, store
from tests.store.memory_store import MemoryStore

__all__ = ["cosmos_account", "double", "open_store", "store"]


@pytest.fixture(scope="session", params=["memory", "sqlite", "cosmos"])
def open_store(request: pytest.FixtureRequest) -> OpenStore:
    """Opens an empty store, as often as it is called."""
    if request.param == "memory":
        return lambda: closing(MemoryStore())
    return opener(request)
