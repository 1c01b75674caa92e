"""Databases and containers as the infrastructure makes them: partitioned by organisation, with its index policy."""

import contextlib
import json
from pathlib import Path
from uuid import uuid4

from azure.core.credentials import TokenCredential
from azure.cosmos import CosmosClient, PartitionKey
from azure.cosmos.exceptions import CosmosResourceExistsError
from azure.cosmos.partition_key import NonePartitionKeyValue

DATABASE = "spine"
INDEX_POLICY = json.loads((Path(__file__).parents[2] / "infra" / "cosmos-index-policy.json").read_text("utf-8"))
SETUP = "spine-tests-setup"
"""In the user agent of the requests that prepare a test, so that they are not counted among its own."""

_NO_EXPIRY = -1  # documents may carry a time to live, and without one they stay


class Account:
    """An account to make containers in: the double's, or any that is reached by a key."""

    database = DATABASE

    def __init__(self, endpoint: str, key: str) -> None:
        self._client = CosmosClient(endpoint, key, user_agent_suffix=SETUP)
        self._database = self._client.create_database_if_not_exists(DATABASE)

    def create(self, name: str = "") -> str:
        """Make a container under this name, or a new one; its name."""
        name = name or f"test-{uuid4().hex[:12]}"
        with contextlib.suppress(CosmosResourceExistsError):
            self._database.create_container(
                name, PartitionKey("/org_id"), indexing_policy=INDEX_POLICY, default_ttl=_NO_EXPIRY
            )
        return name

    def delete(self, name: str) -> None:
        """Delete a container and all in it."""
        self._database.delete_container(name)

    def close(self) -> None:
        """Close its connections."""
        self._client.__exit__()  # type: ignore[no-untyped-call]


class OneContainer:
    """One container of an account, emptied for each test: who signs in with a data role can make no other."""

    def __init__(self, endpoint: str, credential: str | TokenCredential, database: str, name: str) -> None:
        self.database, self._name, self._in_use = database, name, False
        self._client = CosmosClient(endpoint, credential, user_agent_suffix=SETUP)
        self._container = self._client.get_database_client(database).get_container_client(name)
        if self._empty(at_most=0):
            raise ValueError(f"The container {name!r} is not empty: the tests would remove what is in it.")

    def create(self) -> str:
        """The name of the container, which is empty."""
        assert not self._in_use, "There is one container: the tests that need it run one after the other."
        self._in_use = True
        return self._name

    def delete(self, name: str) -> None:
        """Remove all that is in it."""
        self._empty()
        self._in_use = False

    def close(self) -> None:
        """Close its connections."""
        self._client.__exit__()  # type: ignore[no-untyped-call]

    def _empty(self, at_most: int | None = None) -> bool:
        """Remove the items, if there are no more than this; whether some are left."""
        found = self._container.query_items("SELECT c.id, c.org_id FROM c", enable_cross_partition_query=True)
        items = list(found)
        if at_most is not None and len(items) > at_most:
            return True
        for item in items:
            self._container.delete_item(item["id"], item.get("org_id", NonePartitionKeyValue))
        return False
