"""What the legacy service wrote works at once."""

import pytest
from azure.cosmos import ContainerProxy

from spine.domain.documents import Tombstone, tombstone_key
from spine.domain.workstreams import Workstream
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Create, Delete, PageRequest, Replace, SoftDelete, WorkstreamFilter, WriteConflict
from tests.legacy.cosmos import items as legacy_items
from tests.legacy.cosmos.items import ORG
from tests.store.builders import at, create, keys, workstream


def listed(store: CosmosStore) -> list[str]:
    return keys(store.workstreams(ORG, WorkstreamFilter(), PageRequest(50)).items)


def test_a_workstream_is_read_listed_found_and_counted_whatever_its_id(
    store: CosmosStore, items: ContainerProxy
) -> None:
    legacy_items.workstream(items, "ws_a")
    legacy_items.workstream(items, "ws_b", priority=5)
    create(store, workstream("ws_c", priority=3))
    assert listed(store) == ["ws_b", "ws_c", "ws_a"]
    found = store.get(Workstream, ORG, "ws_a")
    assert found is not None
    assert (found.title, found.priority, found.tags) == ("Renovação BYD", 2, ("frete",))
    assert store.find(Workstream, "ws_a") == [found]
    assert store.get_many(Workstream, ORG, ["ws_a"]) == {"ws_a": found}
    assert (store.count_workstreams(ORG), store.organisation_exists(ORG)) == (3, True)


def test_its_own_words_count(store: CosmosStore, items: ContainerProxy) -> None:
    legacy_items.workstream(items, "ws_a")
    legacy_items.workstream(items, "ws_b", title="Outra coisa", description="", tags=[])
    assert keys(store.workstreams_with_stems(ORG, ["contrato"], 10)) == ["ws_a"]
    assert store.workstreams_with_stems(ORG, ["nada"], 10) == []


def test_its_revision_changes_only_with_what_a_person_wrote(store: CosmosStore, items: ContainerProxy) -> None:
    legacy_items.workstream(items, "ws_a", item_id="x")
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
    legacy_items.workstream(items, "ws_a", item_id="x")
    read = store.get(Workstream, ORG, "ws_a")
    assert read is not None
    store.commit(ORG, [Replace(read.model_copy(update={"title": "Novo"}))])
    assert items.read_item("x", ORG)["title"] == "Novo"
    assert listed(store) == ["ws_a"]
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Replace(read)])


def test_its_tombstone_has_the_id_that_a_new_one_would_have(store: CosmosStore, items: ContainerProxy) -> None:
    legacy_items.workstream(items, "ws_a", item_id="x")
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


@pytest.mark.parametrize("missing", ["priority", "status", "updated_at", "created_at", "tags", "description", "owner"])
def test_one_that_lacks_a_field_is_in_the_list(store: CosmosStore, items: ContainerProxy, missing: str) -> None:
    legacy_items.workstream(items, "ws_a", **{missing: None})
    create(store, workstream("ws_b", priority=1))
    assert set(listed(store)) == {"ws_a", "ws_b"}
