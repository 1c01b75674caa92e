"""The app behind the production worker library, on a fresh database for each test, at a time that stands still."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from devhost import FunctionsApp
from spine import bootstrap
from tests.api.client import Api
from tests.api.environment import Environment
from tests.api.stores import store
from tests.clock import Clock
from tests.double.fixtures import cosmos_account, cosmos_container, double

__all__ = [
    "api", "clock", "cosmos_account", "cosmos_container", "db_path", "double", "environment", "functions_app", "store",
]  # fmt: skip

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def functions_app() -> Iterator[FunctionsApp]:
    """The indexed app; one in a process."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        Environment(monkeypatch)
        with FunctionsApp(ROOT) as app:
            yield app


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Environment]:
    """No setting but that the run is local; what a test sets is forgotten after it."""
    environment = Environment(monkeypatch, request.config.getoption("--replica-lag"))
    yield environment
    environment.forget()


@pytest.fixture
def db_path(store: str) -> Path:
    """The database file of a test that changes it behind the app's back."""
    assert store == "sqlite"
    return Path(os.environ["SPINE_DB_PATH"])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The app's clock."""
    clock = Clock()
    monkeypatch.setattr(bootstrap, "_now", clock)
    return clock


@pytest.fixture
def api(functions_app: FunctionsApp, store: str, clock: Clock) -> Api:
    """The app with an empty store."""
    return Api(functions_app, clock)
