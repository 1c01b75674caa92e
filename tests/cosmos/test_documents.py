"""Items that Spine did not write as they are: under other ids, not readable, or without an organisation."""

from datetime import UTC, datetime

import pytest
from azure.cosmos import ContainerProxy

from spine.domain.documents import Document
from spine.domain.facts import Fact
from spine.store.cosmos.items import LONGEST_TTL, item_of
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Create, FactFilter, PageRequest, Replace, WorkstreamFilter
from spine.usecases import facts
from tests.cosmos.services import service_on
from tests.store.builders import ORG, create, fact, keys, link, organisation, proposal, snapshot, workstream


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


def test_a_fact_that_was_stored_under_a_synonym_is_listed_as_its_type(
    store: CosmosStore, items: ContainerProxy
) -> None:
    create(store, fact("f"), fact("g", fact_type="risk"))
    items.patch_item("fact|f", ORG, [{"op": "set", "path": "/fact_type", "value": "pendencia"}])
    [found] = store.facts(ORG, FactFilter(types=["action_item"]), PageRequest(9)).items
    assert (found.fact_id, found.fact_type) == ("f", "action_item")


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


NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
EXPIRIES = {"2025-03-03T12:00:00Z": 172_800, "2025-03-01T11:00:00Z": 1, "9999-12-31T23:59:59Z": LONGEST_TTL}


@pytest.mark.parametrize(("expires_at", "seconds"), EXPIRIES.items())
def test_an_item_lives_until_its_document_expires(expires_at: str, seconds: int) -> None:
    assert item_of(proposal(expires_at=expires_at), "id", NOW)["ttl"] == seconds


@pytest.mark.parametrize("document", [proposal(), snapshot(), fact()])
def test_an_item_that_does_not_expire_has_no_time_to_live(document: Document) -> None:
    assert "ttl" not in item_of(document, "id", NOW)


def test_the_time_to_live_follows_the_document(store: CosmosStore, items: ContainerProxy) -> None:
    create(store, proposal(expires_at="9998-01-01T00:00:00Z"))
    read = store.proposals(ORG, PageRequest(1)).items[0]
    store.commit(ORG, [Replace(read.model_copy(update={"rating": 5}))])
    assert items.read_item("agenda|agd_1", ORG)["ttl"] > 200_000_000
    read = store.proposals(ORG, PageRequest(1)).items[0]
    store.commit(ORG, [Replace(read.model_copy(update={"expires_at": None}))])
    assert "ttl" not in items.read_item("agenda|agd_1", ORG)


def test_a_look_up_in_one_organisation_crosses_no_partition(
    store: CosmosStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(store, fact("f", "a"), fact("f", "b"), organisation("a", "banco"), organisation("b", "banco"))
    with monkeypatch.context() as closed:
        closed.delattr(type(store.container), "across_partitions_unsafe")
        assert [found.org_id for found in store.find(Fact, "f", {"b"})] == ["b"]
        assert keys(store.organisations_named(["banco"], {"b"})) == ["b"]
    assert {found.org_id for found in store.find(Fact, "f", {"a", "b"})} == {"a", "b"}
