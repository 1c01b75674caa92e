"""The store of production: one Cosmos DB container, partitioned by organisation."""

from spine.store.cosmos.client import Account
from spine.store.cosmos.store import CosmosStore

__all__ = ["Account", "CosmosStore"]
