"""The process's only client, created at the first call that needs it."""

import logging
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock, local
from typing import Any
from urllib.parse import urlsplit

from azure.core.credentials import TokenCredential
from azure.cosmos import ContainerProxy, CosmosClient
from azure.cosmos.documents import ConnectionPolicy
from azure.cosmos.exceptions import CosmosResourceNotFoundError

from spine.config import limit_health_checks
from spine.errors import BadSettings, Unavailable
from spine.store.cosmos import error_mapping
from spine.store.cosmos.retry import READ_SECONDS, with_retry
from spine.store.deadlines import seconds_left

ACCOUNT_SECONDS = 1.0
"""The timeout of one request for the account's properties."""

_REAL_ACCOUNT = ".documents.azure."


@dataclass(frozen=True)
class Account:
    """Where the container is, and who signs in: the key of an emulator, else one of the two identities."""

    endpoint: str
    database: str
    container: str
    key: str | None = field(default=None, repr=False)
    client_id: str | None = None
    managed: bool = False
    """Whether the host offers a managed identity."""


class Connection:
    """The container behind one client, which the first call creates under a lock; a failed call leaves none."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._lock = Lock()
        self._client: CosmosClient | None = None
        self._container: ContainerProxy | None = None

    def container(self) -> ContainerProxy:
        """The container, which was read once. Raises BadSettings if there is none, and Unavailable."""
        if self._container:
            return self._container
        left = seconds_left()
        if not self._lock.acquire(timeout=READ_SECONDS if left is None else max(0.0, left)):
            raise Unavailable(error_mapping.NO_ANSWER)
        try:
            if self._container is None:
                self._client, self._container = _open(self._account)
            return self._container
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the client's connections; the next call opens new ones."""
        with self._lock:
            if self._client:
                self._client.close()
            self._client = self._container = None


def _open(account: Account) -> tuple[CosmosClient, ContainerProxy]:
    try:
        client = with_retry(lambda timeouts: _client(account, timeouts["read_timeout"]))
        _keep_headers_by_thread(client.client_connection)
        container = client.get_database_client(account.database).get_container_client(account.container)
        with_retry(lambda timeouts: container.read(**timeouts))
        # Otherwise the first query reads them. The SDK's tries are nested here: it sleeps three times after a 503.
        with_retry(lambda timeouts: list(container.read_feed_ranges(**timeouts)), sdk_sleeps=3)
    except CosmosResourceNotFoundError as error:
        raise BadSettings(
            f"COSMOS_DATABASE={account.database!r}, COSMOS_CONTAINER={account.container!r}: the account has no such "
            "container. The deployment creates it; the service does not."
        ) from error
    if (session := container.client_connection.session) is not None:  # None: the account has another consistency
        session.session_container.rid_to_session_token = _SessionTokens()
    _remember_sessions(container)
    return client, container


def _remember_sessions(container: ContainerProxy) -> None:
    """Let a session outlast replicas that are behind it.

    After two of them (404/1002) the SDK forgets the session (azure-cosmos 4.17.1, `clear_session_token`): the next try
    would read what was there before this client's own writes, and take it for today's.
    """
    session = container.client_connection.session
    if session is not None:  # the account has another consistency
        session.clear_session_token = lambda response_headers: None  # type: ignore[method-assign]


class _HeadersByThread:
    """Keeps the headers of the last answer for each thread, in place of one set for all."""

    _of_thread = local()

    @property
    def last_response_headers(self) -> Any:
        """Those of the last answer that this thread got."""
        return getattr(self._of_thread, "headers", {})

    @last_response_headers.setter
    def last_response_headers(self, headers: Any) -> None:
        self._of_thread.headers = headers


def _keep_headers_by_thread(connection: Any) -> None:
    """Keep the SDK's threads apart.

    It writes into the headers of the last answer, whosever it was, while their own thread copies them (azure-cosmos
    4.17.1, `_retry_utility.Execute` and `__QueryFeed`): with concurrent requests "OrderedDict mutated during iteration"
    made some of them a 500.
    """
    kind = type(connection)
    connection.__class__ = type(kind.__name__, (_HeadersByThread, kind), {})


class _SessionTokens(dict[str, Any]):
    """The tokens of a client's session, by container.

    The SDK forgets them when a replica lags (404/1002), and fails with KeyError if it has forgotten them already
    (azure-cosmos 4.17.1, `SessionContainer.clear_session_token`): callers would get a 500.
    """

    def __delitem__(self, container_rid: str) -> None:
        self.pop(container_rid, None)


def keep_session(container: ContainerProxy, headers: Mapping[str, str]) -> None:
    """Continue the session from a batch's answer: whatever is read next is at least as new.

    The SDK does so after every request but a batch (azure-cosmos 4.17.1, `_Batch`): under Session consistency a read
    might then miss what the batch wrote, or the item that it met.
    """
    connection = container.client_connection
    if connection.session is not None:  # None: the account has another consistency
        connection.session.update_session(connection, {}, headers)  # type: ignore[no-untyped-call]


def _client(account: Account, seconds: float = ACCOUNT_SECONDS) -> CosmosClient:
    """The client. Its constructor sends a request, with no other timeouts than the policy's."""
    logging.getLogger("azure").setLevel(logging.WARNING)
    limit_health_checks()
    policy = ConnectionPolicy()
    policy.DBAReadTimeout = min(ACCOUNT_SECONDS, seconds)  # type: ignore[assignment]  # a socket takes fractions too
    policy.DBAConnectionTimeout = policy.DBAReadTimeout
    return CosmosClient(
        account.endpoint,
        _credential(account),
        connection_policy=policy,
        connection_timeout=3,
        read_timeout=READ_SECONDS,
        retry_read=0,
        retry_connect=0,
        retry_write=0,
        retry_throttle_total=-1,  # none: the SDK knows no deadline, so `with_retry` waits instead; 0 means the default
        enable_compact_utf8_item_writes=True,
        user_agent_suffix="spine",
    )


def _credential(account: Account) -> str | TokenCredential:
    if account.key:
        if _REAL_ACCOUNT in (urlsplit(account.endpoint).hostname or ""):
            raise BadSettings("COSMOS_KEY is for an emulator only: use an identity for an account in Azure.")
        try:
            b64decode(account.key)
        except ValueError:
            raise BadSettings("COSMOS_KEY=(not shown) is not allowed: a key is base64.") from None
        return account.key
    from azure import identity  # 100 ms, which a key does not need

    chosen: Any = (
        identity.ManagedIdentityCredential(client_id=account.client_id)
        if account.managed
        else identity.AzureCliCredential()
    )
    return chosen  # type: ignore[no-any-return]
