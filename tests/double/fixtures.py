"""Fixtures for the suites that need Cosmos DB; a conftest imports those that it uses.

`cosmos_container` is in the account that COSMOS_ENDPOINT and COSMOS_KEY name, or else in the double: so a suite that
only reads and writes runs against a real account or Microsoft's emulator too. `double` and `double_container` are
always the double, for faults and request counts.
"""

import os
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.double import DATABASE, Double
from tests.double.container import Account


class Container(NamedTuple):
    """Where a container is, and the key to it."""

    endpoint: str
    key: str
    database: str
    name: str


@pytest.fixture(scope="session")
def double(request: pytest.FixtureRequest) -> Iterator[Double]:
    """The double, started once; its replica lags as `--replica-lag` says."""
    with Double(request.config.getoption("--replica-lag")) as running:
        yield running


@pytest.fixture
def double_container(double: Double) -> Iterator[Container]:
    """A fresh container of the double, which has no faults in force and no requests recorded."""
    name = double.container()
    double.forget()
    yield Container(double.endpoint, double.key, DATABASE, name)
    double.clear_faults()


def named_account() -> tuple[str, str] | None:
    """The endpoint and the key that the environment names, if it names any."""
    endpoint, key = os.environ.get("COSMOS_ENDPOINT"), os.environ.get("COSMOS_KEY")
    assert key or not endpoint, "COSMOS_ENDPOINT is set, so COSMOS_KEY must be, too."
    return (endpoint, key) if endpoint and key else None


@pytest.fixture(scope="session")
def cosmos_account(request: pytest.FixtureRequest) -> Iterator[tuple[Account, str, str]]:
    """The account that the environment names, or else the double's, with its endpoint and key."""
    named = named_account()
    if not named:
        double: Double = request.getfixturevalue("double")
        named = double.endpoint, double.key
    account = Account(*named)
    yield account, *named
    account.close()


@pytest.fixture
def cosmos_container(cosmos_account: tuple[Account, str, str]) -> Iterator[Container]:
    """A fresh container, deleted after the test."""
    account, endpoint, key = cosmos_account
    name = account.create()
    yield Container(endpoint, key, DATABASE, name)
    account.delete(name)
