"""A process that is killed in the middle of a write: after one sweep nothing is left over, and a repeat completes it.

On SQLite a child process kills itself at a statement; on Cosmos DB the double carries out no request from some request
on. `pytest --every-kill tests/kills` kills at each of them; otherwise a few are chosen.
"""

import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from spine.errors import NotFound, SpineError
from spine.store.cosmos import retry
from spine.store.cosmos.client import Account
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Store
from spine.store.sqlite.store import SqliteStore
from spine.usecases.sweep import tick
from tests.double import DATABASE, Double, Fault
from tests.double.fixtures import double
from tests.kills.paths import COMPLETED_BY_A_REPEAT_ALONE, PATHS, arrange
from tests.kills.state import faults, meant
from tests.usecases.app import App

__all__ = ["double"]

CHOSEN = (0.7,)
"""How far a call has come, as a share of its statements or requests, where it is killed in every run."""
CHOSEN_ON_COSMOS = ("change facts", "link", "delete a workstream")


@pytest.fixture
def places(request: pytest.FixtureRequest) -> Callable[[int], list[int]]:
    """Where a call of so many statements or requests is killed."""
    if request.config.getoption("--every-kill"):
        return lambda count: list(range(count))
    return lambda count: sorted({int(count * share) for share in CHOSEN})


def check_recovery(store: Store, path: str, expected: dict[str, object]) -> None:
    """Another process finds what the killed one left, sweeps once, and repeats the call."""
    app = App(store)
    app.clock.pass_by(minutes=10)
    tick(app.service, lambda seconds: None)
    if path not in COMPLETED_BY_A_REPEAT_ALONE:
        assert list(faults(app)) == []
    with suppress(NotFound):  # a deletion was complete
        PATHS[path](app)
    assert meant(store) == expected
    assert list(faults(app)) == []


# SQLite


def statements_of(store: SqliteStore, act: Callable[[], object], kill_at: int | None = None) -> int:
    """How many statements a call makes; before the one at `kill_at` this process kills itself."""
    count = 0

    def trace(statement: str) -> None:
        nonlocal count
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1

    connection = store._connections.mine()
    connection.set_trace_callback(trace)
    act()
    connection.set_trace_callback(None)
    return count


def killed_in_child(path: Path, act: Callable[[App], object], kill_at: int) -> None:
    """Let a child process make the call, and kill it before a statement."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child uses none of this process's threads
        child = os.fork()
    if not child:
        with suppress(BaseException):
            store = SqliteStore(path)
            statements_of(store, lambda: act(App(store)), kill_at)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the call ended before it was killed"


@pytest.mark.parametrize("path", PATHS)
def test_a_process_killed_at_a_statement_leaves_what_a_sweep_and_a_repeat_complete(
    tmp_path: Path, places: Callable[[int], list[int]], path: str
) -> None:
    with closing(SqliteStore(tmp_path / "whole")) as store:
        app = App(store)
        arrange(app)
        store._connections.mine().execute("VACUUM INTO ?", (str(tmp_path / "arranged"),))
        count = statements_of(store, lambda: PATHS[path](app))
        expected = meant(store)
    for place in places(count):
        file = tmp_path / f"killed_at_{place}"
        file.write_bytes((tmp_path / "arranged").read_bytes())
        killed_in_child(file, PATHS[path], place)
        with closing(SqliteStore(file)) as store:
            check_recovery(store, path, expected)


# Cosmos DB


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that is not answered is not sent again: the process that would do so is gone."""
    monkeypatch.setattr(retry, "TRIES", 1)


@pytest.fixture
def open_container(double: Double) -> Iterator[Callable[[str], CosmosStore]]:
    """Opens a store with a client of its own on a container."""
    opened: list[CosmosStore] = []

    def open_store(name: str) -> CosmosStore:
        opened.append(CosmosStore(Account(double.endpoint, DATABASE, name, double.key), missing_retry_seconds=0))
        opened[-1].migrate()
        return opened[-1]

    yield open_store
    double.clear_faults()
    for store in opened:
        store.close()


def killing(place: int, answer_lost: bool) -> list[Fault]:
    """No request from this one on is carried out; or this one is, and its answer is lost."""
    lost = [Fault("reset", skip=place, times=1, applied=True)] if answer_lost else []
    return [*lost, Fault("reset", skip=place, times=None)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The calls that are killed on Cosmos DB, each at requests that are not carried out or whose answer is lost."""
    if "answer_lost" in metafunc.fixturenames:
        every = metafunc.config.getoption("--every-kill")
        cases = [(path, lost) for path in PATHS for lost in (True, False)]
        chosen = cases if every else [(path, True) for path in CHOSEN_ON_COSMOS]
        ids = [f"{path}-{'answer lost' if lost else 'not carried out'}" for path, lost in chosen]
        metafunc.parametrize(("path", "answer_lost"), chosen, ids=ids)


def test_a_process_killed_at_a_request_leaves_what_a_sweep_and_a_repeat_complete(
    double: Double, open_container: Callable[[str], CosmosStore], impatient: None,
    places: Callable[[int], list[int]], path: str, answer_lost: bool,
) -> None:  # fmt: skip
    whole = open_container(double.container())
    app = App(whole)
    arrange(app)
    double.forget()
    PATHS[path](app)
    count, expected = len(double.document_requests), meant(whole)
    for place in places(count):
        name = double.container()
        before = open_container(name)
        arrange(App(before))
        for fault in killing(place, answer_lost):
            double.inject(fault)
        with suppress(SpineError):
            PATHS[path](App(before))
        double.clear_faults()
        check_recovery(open_container(name), path, expected)
