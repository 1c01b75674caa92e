"""The command line in this process, on a fresh file, or on both stores where a command has its own way to them."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from spine import bootstrap
from spine.operations.cli.application import application
from spine.usecases.service import Service
from tests import demo_database
from tests.api.conftest import clock, db_path, environment
from tests.api.stores import store
from tests.double.fixtures import cosmos_account, cosmos_container, double

__all__ = [
    "clock",
    "cosmos_account",
    "cosmos_container",
    "db_path",
    "double",
    "environment",
    "service",
    "spine",
    "store",
]

type Spine = Callable[..., Result]


@pytest.fixture
def spine(store: str, clock: object) -> Spine:
    """Runs a command without a terminal; `typed` is its standard input."""

    def run(*words: str, typed: str | bytes | None = None) -> Result:
        return CliRunner().invoke(application(), list(words), input=typed)

    return run


@pytest.fixture
def service(spine: Spine) -> Service:
    """The service that the commands work on."""
    return bootstrap.service()


@pytest.fixture
def seeded(store: str, clock: object) -> Service:
    """The service with the two demo organisations."""
    return demo_database.seed(store)
