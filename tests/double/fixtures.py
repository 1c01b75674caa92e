"""Fixtures for the suites that need Cosmos DB; a conftest imports those that it uses.

`cosmos_container` is in the account that COSMOS_ENDPOINT names, or else in the double: so a suite that only reads and
writes runs against a real account or Microsoft's emulator too, by COSMOS_KEY or by the Azure CLI's sign-in. `double`
and `double_container` are always the double, for faults and request counts.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from typing import NamedTuple

import pytest

from tests.double import DATABASE, Double
from tests.double.container import Account, OneContainer


class Container(NamedTuple):
    """Where a container is, and the key to it; none for a sign-in."""

    endpoint: str
    key: str
    database: str
    name: str


RUNNING = pytest.StashKey[Double]()


@pytest.fixture(scope="session")
def double(request: pytest.FixtureRequest) -> Double:
    """The double, started once for all conftests that import this; its replica lags as `--replica-lag` says."""
    config = request.config
    if RUNNING not in config.stash:
        with ExitStack() as starting:
            config.stash[RUNNING] = starting.enter_context(Double(config.getoption("--replica-lag")))
            config.add_cleanup(starting.pop_all().close)
    return config.stash[RUNNING]


@pytest.fixture
def double_container(double: Double) -> Iterator[Container]:
    """A fresh container of the double, which has no faults in force and no requests recorded."""
    name = double.container()
    double.forget()
    yield Container(double.endpoint, double.key, DATABASE, name)
    double.clear_faults()


class NamedAccount(NamedTuple):
    """The account that an environment names; without a key the Azure CLI's sign-in is used."""

    endpoint: str
    key: str | None
    database: str
    container: str


def named_account(environment: Mapping[str, str]) -> NamedAccount | None:
    """The account that an environment names, if it names any."""
    if not environment.get("COSMOS_ENDPOINT"):
        return None
    key, database = environment.get("COSMOS_KEY") or None, environment.get("COSMOS_DATABASE", "")
    container = environment.get("COSMOS_CONTAINER", "")
    assert key or (database and container), "Without a key, COSMOS_DATABASE and COSMOS_CONTAINER must be set."
    return NamedAccount(environment["COSMOS_ENDPOINT"], key, database, container)


NAMED = named_account(os.environ)
"""What the environment names when the tests begin: some fixtures take the app's settings out of it."""


@pytest.fixture(scope="session")
def cosmos_account(request: pytest.FixtureRequest) -> Iterator[tuple[Account | OneContainer, str, str | None]]:
    """The account that the environment names, or else the double's, with its endpoint and key."""
    if NAMED and not NAMED.key:
        from azure.identity import AzureCliCredential  # 100 ms, which a key does not need

        account = OneContainer(NAMED.endpoint, AzureCliCredential(), NAMED.database, NAMED.container)
        yield account, NAMED.endpoint, None
        account.close()
        return
    if NAMED and NAMED.key:
        endpoint, key = NAMED.endpoint, NAMED.key
    else:
        double: Double = request.getfixturevalue("double")
        endpoint, key = double.endpoint, double.key
    with closing(Account(endpoint, key)) as containers:
        yield containers, endpoint, key


@pytest.fixture
def cosmos_container(cosmos_account: tuple[Account | OneContainer, str, str | None]) -> Iterator[Container]:
    """A fresh container, deleted after the test."""
    account, endpoint, key = cosmos_account
    name = account.create()
    yield Container(endpoint, key or "", account.database, name)
    account.delete(name)
