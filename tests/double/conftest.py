"""The double's own tests speak to it by the real SDK."""

from collections.abc import Iterator

import pytest
from azure.cosmos import ContainerProxy, CosmosClient

from tests.double.fixtures import Container, cosmos_account, cosmos_container, double, double_container

__all__ = ["cosmos_account", "cosmos_container", "double", "double_container", "items"]


@pytest.fixture
def items(double_container: Container) -> Iterator[ContainerProxy]:
    """A fresh container, by the SDK."""
    endpoint, key, database, name = double_container
    with CosmosClient(endpoint, key, retry_throttle_total=2) as client:
        yield client.get_database_client(database).get_container_client(name)
