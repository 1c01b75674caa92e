from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from spine.store.protocol import Store
from spine.store.sqlite import SqliteStore

type OpenStore = Callable[[], AbstractContextManager[Store]]

STORES: dict[str, Callable[[Path], AbstractContextManager[Store]]] = {
    "sqlite": lambda folder: closing(SqliteStore(folder / "spine.sqlite3")),
}
"""How to open an empty store of each kind, given an empty folder."""


@pytest.fixture(scope="session", params=sorted(STORES))
def open_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> OpenStore:
    """Opens an empty store, as often as it is called."""
    return lambda: STORES[request.param](tmp_path_factory.mktemp("store"))


@pytest.fixture
def store(open_store: OpenStore) -> Iterator[Store]:
    """An empty store."""
    with open_store() as opened:
        yield opened
