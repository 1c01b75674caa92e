"""The Cosmos store on the double: requests are counted, faults are injected."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from azure.cosmos import ContainerProxy, CosmosClient

from spine.store.cosmos.client import Account
from spine.store.cosmos.store import CosmosStore
from tests.double import Double
from tests.double.fixtures import Container, double, double_container

__all__ = ["account", "double", "double_container", "items", "opened", "store"]


@pytest.fixture
def account(double_container: Container) -> Account:
    """A fresh container, as the store names it."""
    endpoint, key, database, name = double_container
    return Account(endpoint, database, name, key)


@pytest.fixture
def opened(account: Account) -> Iterator[Callable[[], CosmosStore]]:
    """Opens one more store on the container, as another instance of the service would."""
    stores: list[CosmosStore] = []

    def open_store() -> CosmosStore:
        stores.append(CosmosStore(account, missing_retry_seconds=0))
        return stores[-1]

    yield open_store
    for one in stores:
        one.close()


@pytest.fixture
def store(account: Account, double: Double) -> Iterator[CosmosStore]:
    """A store whose client is made already, on an empty container."""
    with closing(CosmosStore(account, missing_retry_seconds=0)) as opened:
        opened.migrate()
        double.forget()
        yield opened


@pytest.fixture
def items(account: Account) -> Iterator[ContainerProxy]:
    """The container by the SDK, for what the store does not write."""
    with CosmosClient(account.endpoint, account.key) as client:
        yield client.get_database_client(account.database).get_container_client(account.container)
