"""Which store the API runs on: on a file, where nothing depends on it, and on both where one may answer otherwise."""

from pathlib import Path

import pytest

from tests.api.environment import Environment

ON_BOTH = pytest.mark.parametrize("store", ["sqlite", "cosmos"], indirect=True)
"""For what each store has to answer: every endpoint, and what once went wrong on one of them."""


def opened(name: str, request: pytest.FixtureRequest, environment: Environment, folder: Path) -> str:
    """The name of a store, once the app's settings name a fresh and empty one of that kind."""
    if name == "sqlite":
        environment.set(SPINE_STORE=name, SPINE_DB_PATH=str(folder / "spine.sqlite3"))
    else:
        names = ("COSMOS_ENDPOINT", "COSMOS_KEY", "COSMOS_DATABASE", "COSMOS_CONTAINER")
        settings = zip(names, request.getfixturevalue("cosmos_container"), strict=True)
        environment.set(SPINE_STORE=name, **dict(settings))
    return name


@pytest.fixture
def store(request: pytest.FixtureRequest, environment: Environment, tmp_path: Path) -> str:
    """A fresh, empty store, by its name: a file, unless the test is marked otherwise."""
    return opened(getattr(request, "param", "sqlite"), request, environment, tmp_path)


@pytest.fixture(name="store", params=["sqlite", "cosmos"])
def each_store(request: pytest.FixtureRequest, environment: Environment, tmp_path: Path) -> str:
    """A fresh, empty store of either kind, by its name."""
    return opened(request.param, request, environment, tmp_path)
