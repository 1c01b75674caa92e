"""Items that Spine did not write as they are: under other ids, not readable, or without an organisation."""

import pytest
from azure.cosmos import ContainerProxy

from spine.domain.facts import Fact
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Create, FactFilter, PageRequest, WorkstreamFilter
from spine.usecases import facts
from tests.cosmos.services import service_on
from tests.store.builders import ORG, create, fact, keys, link, organisation, snapshot, workstream


def listed(store: CosmosStore) -> list[str]:
    return keys(store.workstreams(ORG, WorkstreamFilter(), PageRequest(50)).items)


def spoil(items: ContainerProxy, item_id: str) -> None:
    items.patch_item(item_id, ORG, [{"op": "set", "path": "/status", "value": "purple"}])


def test_one_that_cannot_be_read_is_left_out_with_a_warning(
    store: CosmosStore, items: ContainerProxy, caplog: pytest.LogCaptureFixture
) -> None:
    create(store, workstream("ws_a"), workstream("ws_b"))
    spoil(items, "workstream|ws_a")
    assert listed(store) == ["ws_b"]
    assert "The workstream workstream|ws_a cannot be read (status" in caplog.text


def test_one_that_lacks_a_field_is_left_out_with_a_warning(
    store: CosmosStore, items: ContainerProxy, caplog: pytest.LogCaptureFixture
) -> None:
    items.create_item({"id": "x", "type": "fact", "org_id": ORG, "fact_id": "f", "created_at": "2025-02-01T10:00:00Z"})
    assert store.facts(ORG, FactFilter(), PageRequest(9)).items == []
    assert "The fact x cannot be read (fact_type: Field required); it is skipped" in caplog.text


def test_warnings_of_the_stores_threads_are_logged_by_the_callers(
    store: CosmosStore, items: ContainerProxy, caplog: pytest.LogCaptureFixture
) -> None:
    create(store, workstream("ws_a"))
    spoil(items, "workstream|ws_a")
    store.run_concurrently(lambda: 1, lambda: len(listed(store)))
    assert [record.threadName for record in caplog.records if "cannot be read" in record.message] == ["MainThread"]


def test_a_fact_under_any_id_is_found_changed_and_deleted(store: CosmosStore, items: ContainerProxy) -> None:
    create(store, fact("f"))
    item = items.read_item("fact|f", ORG)
    items.delete_item("fact|f", ORG)
    items.create_item(item | {"id": "any id of f"})
    found = store.get(Fact, ORG, "f")
    assert found is not None
    assert store.find(Fact, "f") == [found]
    assert store.get(Fact, ORG, "unknown") is None
    facts.delete(service_on(store), "f", ORG)
    assert store.get(Fact, ORG, "f") is None
    assert keys(store.facts(ORG, FactFilter(), PageRequest(9)).items) == []


def test_the_rollback_takes_the_three_kinds_and_nothing_else(store: CosmosStore, items: ContainerProxy) -> None:
    create(store, fact("f1"), workstream("w"), link("w", "f1"), workstream("w", "other"), snapshot())
    items.create_item({"id": "any id", "type": "workstream", "org_id": ORG})
    items.create_item({"id": "without an organisation", "type": "workstream_fact"})
    assert store.rollback() == ["workstreams", "workstream_facts", "account_snapshots"]
    assert [item["type"] for item in items.read_all_items()] == ["fact"]
    assert store.rollback() == []


def test_the_first_twenty_of_a_name_are_the_first_by_id(store: CosmosStore) -> None:
    names = [f"o{number:03}" for number in range(130)]
    for name in reversed(names):
        store.commit(name, [Create(organisation(name, "acme"))])
    assert keys(store.organisations_named(["acme"])) == names[:20]
