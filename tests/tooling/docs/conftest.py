"""What tests of pages share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest

from spine.config import read
from spine.operations import seeding
from spine.store.sqlite.store import SqliteStore
from spine.usecases.service import Service
from tests.api.conftest import api, clock, environment, functions_app
from tests.api.stores import store

__all__ = ["api", "clock", "demo_service", "environment", "functions_app", "store"]

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service on the demo data, at noon of 10 March 2026."""
    numbers = count()
    database = SqliteStore(str(tmp_path_factory.mktemp("demo") / "demo.sqlite3"))
    service = Service(database, read({}), lambda: NOON, lambda: f"{next(numbers):016x}")
    seeding.seed_demo(service)
    yield service
    database.close()
