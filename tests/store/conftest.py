from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from functools import partial
from pathlib import Path

import pytest

from spine.store.protocol import Store
from spine.store.sqlite.store import SqliteStore
from tests.cosmos.opening import cosmos_store
from tests.double.fixtures import cosmos_account, double

__all__ = ["cosmos_account", "double", "open_store", "store"]

type OpenStore = Callable[[], AbstractContextManager[Store]]


def sqlite_store(new_folder: Callable[[str], Path]) -> AbstractContextManager[Store]:
    """A store on a file of its own."""
    return closing(SqliteStore(new_folder("store") / "spine.sqlite3"))


@pytest.fixture(scope="session", params=["sqlite", "cosmos"])
def open_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> OpenStore:
    """Opens an empty store, as often as it is called."""
    if request.param == "cosmos":
        return partial(cosmos_store, request.getfixturevalue("cosmos_account"))
    return partial(sqlite_store, tmp_path_factory.mktemp)


@pytest.fixture
def store(open_store: OpenStore) -> Iterator[Store]:
    """An empty store."""
    with open_store() as opened:
        yield opened
