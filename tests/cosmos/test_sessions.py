"""A replica that lags behind the writes: a client sees what it wrote, and what it met, all the same.

`pytest --replica-lag 0.1 tests/store tests/api -k cosmos` runs the suites on such a double.
"""

from collections.abc import Iterator
from contextlib import closing
from time import sleep

import pytest
from azure.core.exceptions import AzureError
from azure.cosmos import ContainerProxy, CosmosClient

from spine.domain.facts import Fact
from spine.domain.workstreams import Workstream
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Create, Delete, Replace, WriteConflict
from tests.cosmos.opening import cosmos_store
from tests.double import Double, Fault
from tests.double.container import Account as Containers
from tests.store.builders import ORG, at, create, fact, keys, read, workstream
from tests.usecases.app import App

LAG = 1.5
"""Seconds. What a test reads right after a write, on a busy machine too, is what the replica had before it."""


def settle() -> None:
    """Wait until the replica has everything: the point in the session that a client names from then on is no help."""
    sleep(LAG * 1.2)


@pytest.fixture(scope="module")
def lagging() -> Iterator[Double]:
    """A double whose replica lags."""
    with Double(lag=LAG) as double:
        yield double


@pytest.fixture(scope="module")
def account(lagging: Double) -> Iterator[tuple[Containers, str, str]]:
    """It, as an account."""
    with closing(Containers(lagging.endpoint, lagging.key)) as containers:
        yield containers, lagging.endpoint, lagging.key


@pytest.fixture
def store(account: tuple[Containers, str, str]) -> Iterator[CosmosStore]:
    """A store on it."""
    with cosmos_store(account) as store:
        yield store


@pytest.fixture
def items(store: CosmosStore, account: tuple[Containers, str, str]) -> Iterator[ContainerProxy]:
    """The same container to another client, whose session is its own."""
    _, endpoint, key = account
    container = store.container._connection.container()
    with CosmosClient(endpoint, key) as client:
        database = client.get_database_client(container.container_link.split("/")[1])
        yield database.get_container_client(container.id)


def test_another_client_reads_what_was_there_before(store: CosmosStore, items: ContainerProxy) -> None:
    create(store, fact("f1"))
    assert list(items.query_items("SELECT * FROM c", partition_key=ORG)) == []
    with pytest.raises(AzureError, match="NotFound"):
        items.read_item("fact|f1", ORG)


def test_a_batch_is_seen_by_the_client_that_sent_it(store: CosmosStore) -> None:
    create(store, workstream("w1"), fact("f1"), fact("f2"))
    assert set(store.get_many(Fact, ORG, ["f1", "f2"])) == {"f1", "f2"}
    assert keys(store.find(Workstream, "w1")) == ["w1"]
    store.commit(ORG, [Replace(read(store, fact(name)).model_copy(update={"text": "New"})) for name in ("f1", "f2")])
    assert [one.text for one in store.get_many(Fact, ORG, ["f1", "f2"]).values()] == ["New", "New"]
    store.commit(ORG, [Delete(fact("f1")), Delete(fact("f2"))])
    assert store.get_many(Fact, ORG, ["f1", "f2"]) == {}


def test_what_a_batch_met_is_seen_by_the_client_that_sent_it(store: CosmosStore, items: ContainerProxy) -> None:
    store.get(Fact, ORG, "f1")
    body = {"id": "fact|f1", "org_id": ORG, "type": "fact", "fact_id": "f1", "fact_type": "insight"}
    items.create_item({**body, "text": "Of the other", "created_at": at(0), "updated_at": at(0)})
    assert store.get(Fact, ORG, "f1") is None
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Create(fact("f1")), Create(fact("f2"))])
    assert read(store, fact("f1")).text == "Of the other"


def test_a_workstream_that_facts_were_linked_to_is_found_by_their_words(store: CosmosStore) -> None:
    app = App(store)
    made = app.workstream(ORG, "Expansão")
    linked = app.facts(ORG, {"text": "Contrato da Foxconn"}, {"text": "Frete de Manaus"})
    settle()
    app.link(made["workstream_id"], *linked, org=ORG)
    assert keys(store.workstreams_with_stems(ORG, ["foxconn"], 10)) == [made["workstream_id"]]


def test_a_session_outlasts_replicas_that_have_not_come_so_far(store: CosmosStore, lagging: Double) -> None:
    store.migrate()
    settle()
    create(store, fact("f1"), fact("f2"))
    lagging.inject(Fault(404, substatus=1002, times=2))
    assert store.get(Fact, ORG, "f1") is not None
    assert set(store.get_many(Fact, ORG, ["f1", "f2"])) == {"f1", "f2"}
    lagging.clear_faults()
