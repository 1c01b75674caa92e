"""The app behind the production worker library, on a fresh database for each test, at a time that stands still."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devhost import FunctionsApp
from spine import bootstrap, config
from spine.errors import BadSettings
from tests.api.client import Api, Clock
from tests.double.fixtures import cosmos_account, cosmos_container, double

__all__ = [
    "api", "clock", "cosmos_account", "cosmos_container", "db_path", "double", "environment", "functions_app", "store",
]  # fmt: skip

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SETTINGS = """USE_MACRO_PLAN MACRO_DEFAULT_MODE DEFAULT_ORG_ID SPINE_STORE SPINE_DB_PATH COSMOS_ENDPOINT COSMOS_DATABASE
    COSMOS_CONTAINER COSMOS_KEY AZURE_CLIENT_ID IDENTITY_ENDPOINT STALE_AFTER_DAYS STALE_SWEEP_SCHEDULE
    SWEEP_RU_PER_SECOND APPLICATIONINSIGHTS_CONNECTION_STRING SPINE_HTTP_AUTH SPINE_REQUIRE_ORG_CLAIM SPINE_ORG_CLAIM
    WEBSITE_AUTH_ENABLED WEBSITE_INSTANCE_ID WEBSITE_POD_NAME CONTAINER_NAME LEGION_SERVICE_HOST WEBSITE_SKU""".split()


class Environment:
    """The app's settings, which a test may change while the app runs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        self.set(AZURE_FUNCTIONS_ENVIRONMENT="Development")

    def set(self, **values: str) -> None:
        """Give settings these values; the app reads them at the next call."""
        self.forget()
        for name, value in values.items():
            self._monkeypatch.setenv(name, value)

    def forget(self) -> None:
        """Close the store, and let the app read its settings again."""
        with suppress(BadSettings):
            close = getattr(bootstrap.store_of(config.settings()), "close", None)
            if close is not None:
                close()
        bootstrap.store_of.cache_clear()
        config.forget_settings()


@pytest.fixture(scope="session")
def functions_app() -> Iterator[FunctionsApp]:
    """The indexed app; one in a process."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        Environment(monkeypatch)
        with FunctionsApp(ROOT) as app:
            yield app


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[Environment]:
    """No setting but that the run is local; what a test sets is forgotten after it."""
    environment = Environment(monkeypatch)
    yield environment
    environment.forget()


@pytest.fixture(params=["sqlite", "cosmos"])
def store(request: pytest.FixtureRequest, environment: Environment, tmp_path: Path) -> str:
    """A fresh, empty store, by its name."""
    environment.set(SPINE_STORE=request.param, **_place(request, tmp_path))
    return str(request.param)


def _place(request: pytest.FixtureRequest, folder: Path) -> dict[str, str]:
    """The settings that say where the store is."""
    if request.param == "sqlite":
        return {"SPINE_DB_PATH": str(folder / "spine.sqlite3")}
    names = ("COSMOS_ENDPOINT", "COSMOS_KEY", "COSMOS_DATABASE", "COSMOS_CONTAINER")
    return dict(zip(names, request.getfixturevalue("cosmos_container"), strict=True))


@pytest.fixture
def db_path(store: str) -> Path:
    """The database file of a test that changes it behind the app's back; such tests are ON_SQLITE."""
    assert store == "sqlite"
    return Path(os.environ["SPINE_DB_PATH"])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The app's clock."""
    clock = Clock(NOW)
    monkeypatch.setattr(bootstrap, "_now", clock)
    return clock


@pytest.fixture
def api(functions_app: FunctionsApp, store: str, clock: Clock) -> Api:
    """The app with an empty store."""
    return Api(functions_app, clock)
