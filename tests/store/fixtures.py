"""Fixtures that open the two stores of Spine; a conftest imports those that it uses."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from functools import partial
from pathlib import Path

import pytest

from spine.store.protocol import Store
from spine.store.sqlite.store import SqliteStore
from tests.cosmos.opening import cosmos_store

type OpenStore = Callable[[], AbstractContextManager[Store]]


def sqlite_store(new_folder: Callable[[str], Path]) -> AbstractContextManager[Store]:
    """A store on a file of its own."""
    return closing(SqliteStore(new_folder("store") / "spine.sqlite3"))


def opener(request: pytest.FixtureRequest) -> OpenStore:
    """Opens an empty store of the kind that the fixture's parameter names, as often as it is called."""
    if request.param == "cosmos":
        return partial(cosmos_store, request.getfixturevalue("cosmos_account"))
    return partial(sqlite_store, request.getfixturevalue("tmp_path_factory").mktemp)


@pytest.fixture(scope="session", params=["sqlite", "cosmos"])
def open_store(request: pytest.FixtureRequest) -> OpenStore:
    """Opens an empty store of either kind."""
    return opener(request)


@pytest.fixture
def store(open_store: OpenStore) -> Iterator[Store]:
    """An empty store."""
    with open_store() as opened:
        yield opened
