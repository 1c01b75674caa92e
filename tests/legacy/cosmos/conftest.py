"""The Cosmos store as the service opens it while the legacy service's documents are there."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from spine.legacy.cosmos_documents import upgrade
from spine.store.cosmos.client import Account
from spine.store.cosmos.store import CosmosStore
from tests.cosmos.conftest import account, items
from tests.double import Double
from tests.double.fixtures import double, double_container

__all__ = ["account", "double", "double_container", "items", "store"]


@pytest.fixture
def store(account: Account, double: Double) -> Iterator[CosmosStore]:
    """A store whose client is made already, on an empty container."""
    with closing(CosmosStore(account, upgrade=upgrade, missing_retry_seconds=0)) as opened:
        opened.migrate()
        double.forget()
        yield opened
