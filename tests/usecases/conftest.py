"""Use cases on a store in memory, at a time that stands still."""

import pytest

from tests.store.memory_store import MemoryStore
from tests.usecases.app import App

__all__ = ["app", "store"]


@pytest.fixture
def store() -> MemoryStore:
    """An empty store."""
    return MemoryStore()


@pytest.fixture
def app(store: MemoryStore) -> App:
    """The use cases on an empty store."""
    return App(store)
