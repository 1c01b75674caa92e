"""The app, and an ingestion endpoint that it sends its events to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devhost import FunctionsApp
from spine import telemetry
from tests.api.client import Api
from tests.api.conftest import clock, environment, functions_app
from tests.api.environment import Environment
from tests.clock import Clock
from tests.telemetry.ingestion import Ingestion, running

__all__ = ["api", "clock", "connected", "environment", "functions_app", "ingestion"]


@pytest.fixture
def ingestion() -> Iterator[Ingestion]:
    """An endpoint that nothing is sent to yet."""
    with running() as endpoint:
        yield endpoint


@pytest.fixture
def connected(environment: Environment, ingestion: Ingestion, tmp_path: Path) -> Iterator[Ingestion]:
    """The endpoint that the settings name."""
    telemetry.reset()
    environment.set(
        SPINE_DB_PATH=str(tmp_path / "spine.sqlite3"), APPLICATIONINSIGHTS_CONNECTION_STRING=ingestion.connection_string
    )
    yield ingestion
    ingestion.let_go.set()
    telemetry.reset()


@pytest.fixture
def api(functions_app: FunctionsApp, connected: Ingestion, clock: Clock) -> Api:
    """The app with an empty store, connected."""
    return Api(functions_app, clock)
