"""Opening a Cosmos store on a fresh container."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from spine.store.cosmos.client import Account
from spine.store.cosmos.store import CosmosStore
from tests.double.container import Account as Containers
from tests.double.container import OneContainer

type CosmosAccount = tuple[Containers | OneContainer, str, str | None]
"""What the fixture `cosmos_account` gives: an account to make containers in, its endpoint and key."""


@contextmanager
def cosmos_store(account: CosmosAccount) -> Iterator[CosmosStore]:
    """A store on a container of its own, which is deleted at the end; unknown ids are not looked for twice."""
    containers, endpoint, key = account
    name = containers.create()
    with closing(CosmosStore(Account(endpoint, containers.database, name, key), missing_retry_seconds=0)) as store:
        yield store
    containers.delete(name)
