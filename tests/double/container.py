"""Databases and containers as the infrastructure makes them: partitioned by organisation, with its index policy."""

import contextlib
import json
from pathlib import Path
from uuid import uuid4

from azure.cosmos import CosmosClient, PartitionKey
from azure.cosmos.exceptions import CosmosResourceExistsError

DATABASE = "spine"
INDEX_POLICY = json.loads((Path(__file__).parents[2] / "infra" / "cosmos-index-policy.json").read_text("utf-8"))
SETUP = "spine-tests-setup"
"""In the user agent of the requests that prepare a test, so that they are not counted among its own."""

_NO_EXPIRY = -1  # documents may carry a time to live, and without one they stay


class Account:
    """An account to make containers in: the double's, or any that is reached by a key."""

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
