"""A cold client: its first requests are retried, within the deadline."""

import threading
from collections.abc import Iterator
from contextlib import closing
from time import monotonic
from typing import Any

import pytest

from spine import bootstrap
from spine.config import Settings
from spine.domain.facts import Fact
from spine.errors import PartitionFull, Unavailable
from spine.store.cosmos.client import Account
from spine.store.cosmos.store import CosmosStore
from spine.store.deadlines import deadline
from spine.store.protocol import Create, FactFilter, PageRequest, Store
from tests.cosmos.deadlines import heeds_deadline
from tests.double import Double, Fault
from tests.double.records import Operation
from tests.store.builders import ORG, fact

METADATA = [Operation.METADATA]
EVERYTHING = list(Operation)


@pytest.fixture
def cold(account: Account, double: Double) -> Iterator[CosmosStore]:
    with closing(CosmosStore(account, missing_retry_seconds=0)) as opened:
        yield opened
        double.clear_faults()


@pytest.mark.parametrize("what", ["reset", 429, 449, 503])
@pytest.mark.parametrize("skip", range(4))
def test_one_fault_of_the_opening_is_not_noticed(cold: CosmosStore, double: Double, what: Any, skip: int) -> None:
    double.inject(Fault(what, on=METADATA, skip=skip, retry_after=0.01 if what == 429 else None))
    with deadline(10):
        assert cold.facts(ORG, FactFilter(), PageRequest(5)).items == []


@pytest.mark.parametrize("skip", range(5))
@pytest.mark.parametrize(  # the SDK sleeps for 1.5 s at a 503, whatever the deadline
    ("what", "seconds"), [("silent", 0.7), ("silent", 2.5), (503, 2.5), ("reset", 0.7), ("reset", 2.5), (429, 2.5)]
)
def test_an_opening_that_fails_without_end_heeds_the_deadline(
    cold: CosmosStore, double: Double, what: Any, skip: int, seconds: float
) -> None:
    def call() -> None:
        double.clear_faults()
        double.inject(Fault(what, on=EVERYTHING, skip=skip, times=None))
        cold.facts(ORG, FactFilter(), PageRequest(5))

    assert heeds_deadline(call, seconds)


@pytest.mark.parametrize("seconds", [1.2, 2.5])
def test_an_endless_503_heeds_the_deadline_call_after_call(store: CosmosStore, double: Double, seconds: float) -> None:
    double.inject(Fault(503, times=None))

    def call() -> None:
        for _ in range(5):
            with pytest.raises(Unavailable):
                store.run_concurrently(*[lambda: store.get(Fact, ORG, "f")] * 3)
            with pytest.raises(Unavailable):
                store.facts(ORG, FactFilter(), PageRequest(5))
        store.get(Fact, ORG, "f")

    assert heeds_deadline(call, seconds)
    double.clear_faults()
    with deadline(10):
        assert store.get(Fact, ORG, "f") is None


def test_many_threads_make_one_store(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    threads = 12
    start = threading.Barrier(threads)

    def make(_: Settings) -> Store:
        made.append(threading.Event().wait(0.05))
        return object()  # type: ignore[return-value]

    stores = bootstrap._Stores(make)
    configured = Settings()

    def ask() -> None:
        start.wait()
        stores(configured)

    running = [threading.Thread(target=ask) for _ in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    assert len(made) == 1
    stores.cache_clear()
    stores(configured)
    assert len(made) == 2


def test_a_full_partition_met_by_one_operation_is_507(store: CosmosStore, double: Double) -> None:
    double.inject(Fault(403, on=[Operation.BATCH], times=None, substatus=1014, operation=1))
    with pytest.raises(PartitionFull):
        store.commit(ORG, [Create(fact("a")), Create(fact("b"))])


def test_an_operation_that_is_throttled_waits_as_long_as_it_is_told(store: CosmosStore, double: Double) -> None:
    double.inject(Fault(429, on=[Operation.BATCH], operation=1, retry_after=0.4))
    began = monotonic()
    store.commit(ORG, [Create(fact("a")), Create(fact("b"))])
    assert monotonic() - began >= 0.4
    double.inject(Fault(429, on=[Operation.BATCH], operation=1, retry_after=7, times=None))
    with deadline(5), pytest.raises(Unavailable) as raised:
        store.commit(ORG, [Create(fact("c")), Create(fact("d"))])
    assert raised.value.retry_after == 7


def test_operators_can_tell_what_failed(store: CosmosStore, double: Double, caplog: pytest.LogCaptureFixture) -> None:
    double.inject(Fault(449, times=None, substatus=5))
    with deadline(5), pytest.raises(Unavailable):
        store.run_concurrently(lambda: 1, lambda: store.get(Fact, ORG, "secret"))
    (record,) = [one for one in caplog.records if one.name == "spine.store"]
    assert "status 449, substatus 5, activity " in record.getMessage()
    assert record.threadName == "MainThread"
    assert "secret" not in caplog.text


def test_a_name_that_is_not_known_is_told_from_a_fault_of_the_database(caplog: pytest.LogCaptureFixture) -> None:
    account = Account("http://nowhere.invalid/", "spine", "spine", "a2V5")
    with closing(CosmosStore(account)) as store, deadline(5), pytest.raises(Unavailable):
        store.ping()
    assert "NameResolutionError" in caplog.text
