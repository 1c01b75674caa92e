"""What the guide's service wrote works at once, and is brought into shape by the repair."""

import pytest
from azure.cosmos import ContainerProxy
from azure.cosmos.partition_key import NonePartitionKeyValue

from spine.domain.documents import Tombstone, tombstone_key
from spine.domain.links import Link, pair_key
from spine.domain.organisations import Organisation
from spine.domain.workstreams import Workstream
from spine.legacy.repair import repair, summary
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Create, Delete, PageRequest, Replace, SoftDelete, WorkstreamFilter, WriteConflict
from tests.cosmos import legacy_documents
from tests.cosmos.legacy_documents import ORG
from tests.cosmos.services import service_on
from tests.double import Double, Fault
from tests.store.builders import at, create, fact, keys, link, workstream


def listed(store: CosmosStore) -> list[str]:
    return keys(store.workstreams(ORG, WorkstreamFilter(), PageRequest(50)).items)


def test_a_workstream_is_read_listed_found_and_counted_whatever_its_id(
    store: CosmosStore, items: ContainerProxy
) -> None:
    legacy_documents.workstream(items, "ws_a")
    legacy_documents.workstream(items, "ws_b", priority=5)
    create(store, workstream("ws_c", priority=3))
    assert listed(store) == ["ws_b", "ws_c", "ws_a"]
    found = store.get(Workstream, ORG, "ws_a")
    assert found is not None
    assert (found.title, found.priority, found.tags) == ("Renovação BYD", 2, ("frete",))
    assert store.find(Workstream, "ws_a") == [found]
    assert store.get_many(Workstream, ORG, ["ws_a"]) == {"ws_a": found}
    assert (store.count_workstreams(ORG), store.organisation_exists(ORG)) == (3, True)


def test_its_own_words_count(store: CosmosStore, items: ContainerProxy) -> None:
    legacy_documents.workstream(items, "ws_a")
    legacy_documents.workstream(items, "ws_b", title="Outra coisa", description="", tags=[])
    assert keys(store.workstreams_with_stems(ORG, ["contrato"], 10)) == ["ws_a"]
    assert store.workstreams_with_stems(ORG, ["nada"], 10) == []


def test_its_revision_changes_only_with_what_a_person_wrote(store: CosmosStore, items: ContainerProxy) -> None:
    legacy_documents.workstream(items, "ws_a", item_id="x")
    first = store.get(Workstream, ORG, "ws_a")
    assert first is not None
    items.patch_item("x", ORG, [{"op": "set", "path": "/stale_flagged_at", "value": at(1)}])
    flagged = store.get(Workstream, ORG, "ws_a")
    assert flagged is not None
    assert (flagged.rev, flagged.stale_flagged_at) == (first.rev, at(1))
    items.patch_item("x", ORG, [{"op": "set", "path": "/title", "value": "Outro"}])
    renamed = store.get(Workstream, ORG, "ws_a")
    assert renamed is not None
    assert renamed.rev != first.rev


def test_a_change_is_stored_where_it_was_read(store: CosmosStore, items: ContainerProxy) -> None:
    legacy_documents.workstream(items, "ws_a", item_id="x")
    read = store.get(Workstream, ORG, "ws_a")
    assert read is not None
    store.commit(ORG, [Replace(read.model_copy(update={"title": "Novo"}))])
    assert items.read_item("x", ORG)["title"] == "Novo"
    assert listed(store) == ["ws_a"]
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Replace(read)])


def test_its_tombstone_has_the_id_that_a_new_one_would_have(store: CosmosStore, items: ContainerProxy) -> None:
    legacy_documents.workstream(items, "ws_a", item_id="x")
    read = store.get(Workstream, ORG, "ws_a")
    assert read is not None
    store.commit(ORG, [SoftDelete(read, at(1))])
    assert listed(store) == []
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Create(workstream("ws_a"))])
    tombstone = store.get(Tombstone, ORG, tombstone_key(Workstream, "ws_a"))
    assert tombstone is not None
    store.commit(ORG, [Delete(tombstone)])
    create(store, workstream("ws_a"))
    assert listed(store) == ["ws_a"]


def test_one_that_cannot_be_read_is_left_out_with_a_warning(
    store: CosmosStore, items: ContainerProxy, caplog: pytest.LogCaptureFixture
) -> None:
    legacy_documents.workstream(items, "ws_a", item_id="bad", status="purple")
    legacy_documents.workstream(items, "ws_b")
    assert listed(store) == ["ws_b"]
    assert "The workstream bad cannot be read (status" in caplog.text


def test_warnings_of_the_stores_threads_are_logged_by_the_callers(
    store: CosmosStore, items: ContainerProxy, caplog: pytest.LogCaptureFixture
) -> None:
    legacy_documents.workstream(items, "ws_a", item_id="bad", status="purple")
    store.run_concurrently(lambda: 1, lambda: len(listed(store)))
    assert [record.threadName for record in caplog.records if "cannot be read" in record.message] == ["MainThread"]


@pytest.mark.parametrize("missing", ["priority", "status", "updated_at", "created_at", "tags", "description", "owner"])
def test_one_that_lacks_a_field_is_in_the_list(store: CosmosStore, items: ContainerProxy, missing: str) -> None:
    legacy_documents.workstream(items, "ws_a", **{missing: None})
    create(store, workstream("ws_b", priority=1))
    assert set(listed(store)) == {"ws_a", "ws_b"}


def test_the_repair_moves_links_and_completes_documents(store: CosmosStore, items: ContainerProxy) -> None:
    create(store, fact("f1", text="alfa", created_at=at(5)), fact("f2", text="beta"))
    legacy_documents.workstream(items, "ws_a", updated_at=None, priority=None)
    legacy_documents.snapshot(items, "snap_1")
    legacy_documents.link(items, "ws_a", "f1")
    legacy_documents.link(items, "ws_a", "f2", org_id=ORG)
    legacy_documents.link(items, "nobody", "f1")
    assert store.links(ORG, "ws_a", PageRequest(9)).items[0].fact_id == "f2"
    said = summary(repair(service_on(store)))
    assert said == (
        "2 links were moved, 2 documents completed and 1 organisations made; 1 documents could not be repaired."
    )
    links = store.links(ORG, "ws_a", PageRequest(9)).items
    assert [(one.fact_id, one.weight, one.fact_created_at) for one in links] == [("f1", 0.7, at(5)), ("f2", 0.7, at(0))]
    assert store.get(Link, ORG, pair_key("ws_a", "f1")) == links[0]
    stored = items.read_item("any id of ws_a", ORG)
    assert (stored["priority"], stored["updated_at"]) == (1, "2025-02-01T10:00:00Z")
    assert {"alfa", "beta", "contrato"} <= set(stored["stems"])
    assert [one.day for one in store.snapshots(ORG, PageRequest(9)).items] == ["2025-02-03"]
    assert store.get(Organisation, ORG, ORG) is not None
    left = items.query_items("SELECT * FROM c", partition_key=NonePartitionKeyValue)
    assert [one["id"] for one in left] == ["nobody_f1"]


def test_the_repair_keeps_the_revision_and_what_a_person_linked_since(
    store: CosmosStore, items: ContainerProxy
) -> None:
    legacy_documents.workstream(items, "ws_a")
    legacy_documents.link(items, "ws_a", "f1")
    create(store, fact("f1"), link("ws_a", "f1", weight=0.2))
    before = store.get(Workstream, ORG, "ws_a")
    repair(service_on(store))
    after = store.get(Workstream, ORG, "ws_a")
    assert before is not None
    assert after is not None
    assert after.rev == before.rev
    assert [one.weight for one in store.links(ORG, "ws_a", PageRequest(9)).items] == [0.2]


def test_a_second_repair_changes_nothing(store: CosmosStore, items: ContainerProxy, double: Double) -> None:
    legacy_documents.workstream(items, "ws_a")
    legacy_documents.link(items, "ws_a", "f1")
    repair(service_on(store))
    everything = sorted(items.read_all_items(), key=lambda one: one["id"])
    assert summary(repair(service_on(store))).startswith(
        "0 links were moved, 0 documents completed and 0 organisations made"
    )
    assert sorted(items.read_all_items(), key=lambda one: one["id"]) == everything


@pytest.mark.parametrize("skip", range(0, 24, 3))
def test_a_repair_cut_short_anywhere_is_completed_by_a_repeat(
    store: CosmosStore, items: ContainerProxy, double: Double, skip: int
) -> None:
    create(store, *(fact(f"f{i}", text=f"palavra{i}x") for i in range(4)))
    legacy_documents.workstream(items, "ws_a")
    for i in range(4):
        legacy_documents.link(items, "ws_a", f"f{i}")
    double.inject(Fault("reset", skip=skip, times=3))
    try:
        repair(service_on(store))
    except Exception as fault:
        assert type(fault).__name__ in ("Unavailable", "PartialWrite")
    double.clear_faults()
    repair(service_on(store))
    assert sorted(one.fact_id for one in store.links(ORG, "ws_a", PageRequest(9)).items) == ["f0", "f1", "f2", "f3"]
    assert list(items.query_items("SELECT * FROM c", partition_key=NonePartitionKeyValue)) == []
    read = store.get(Workstream, ORG, "ws_a")
    assert read is not None
    assert {f"palavra{i}x" for i in range(4)} <= set(read.stems)


def test_the_rollback_takes_the_three_kinds_and_nothing_else(store: CosmosStore, items: ContainerProxy) -> None:
    create(store, fact("f1"), workstream("w"), link("w", "f1"), workstream("w", "other"))
    legacy_documents.workstream(items, "ws_a")
    legacy_documents.link(items, "ws_a", "f1")
    legacy_documents.snapshot(items, "snap_1")
    assert store.rollback() == ["workstreams", "workstream_facts", "account_snapshots"]
    assert [one["type"] for one in items.read_all_items()] == ["fact"]
    assert store.rollback() == []
