"""One odd document of the legacy service does no harm to the others, and the repair leaves it."""

from typing import Any

import pytest
from azure.cosmos import ContainerProxy

from spine.domain.documents import Tombstone
from spine.domain.identifiers import pair_key
from spine.domain.workstreams import Workstream
from spine.legacy.migration.repair import repair, summary
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Replace, SoftDelete, WorkstreamFilter
from spine.usecases import workstreams
from tests.cosmos.services import service_on
from tests.legacy.cosmos import items as legacy_items
from tests.legacy.cosmos.items import ORG
from tests.store.builders import all_of, at, create, fact, keys, link, workstream

SYSTEM = {"_rid", "_self", "_etag", "_attachments", "_ts"}


def listed(store: CosmosStore) -> list[str]:
    return sorted(keys(all_of(lambda page: store.workstreams(ORG, WorkstreamFilter(), page))))


@pytest.mark.parametrize(
    ("odd", "shown"),
    [
        ({"priority": "inf"}, True),
        ({"priority": "nan"}, True),
        ({"priority": "9e99"}, True),
        ({"tags": 5}, False),
        ({"tags": [1, {}]}, False),
        ({"title": 7}, False),
        ({"updated_at": "0001-01-01T00:00:00+10:00"}, True),
        ({"status": "Green"}, False),
    ],
)
def test_an_odd_workstream_is_shown_or_left_out(
    store: CosmosStore, items: ContainerProxy, odd: dict[str, Any], shown: bool
) -> None:
    legacy_items.workstream(items, "fine")
    legacy_items.workstream(items, "odd", **odd)
    assert listed(store) == (["fine", "odd"] if shown else ["fine"])
    assert sorted(keys(store.workstreams_with_stems(ORG, ["contrato"], 9))) == listed(store)
    report = summary(repair(service_on(store)))
    assert report.endswith(f"; {0 if shown else 1} documents could not be repaired.")
    assert listed(store) == (["fine", "odd"] if shown else ["fine"])


def test_workstreams_that_hold_nothing_hide_none_that_does(store: CosmosStore, items: ContainerProxy) -> None:
    for number in range(12):
        legacy_items.workstream(items, f"g{number:02}", title=f"Projeto {number}", description="", tags=[], priority=5)
    legacy_items.workstream(items, "target", title="Auditoria", description="", tags=[], priority=1)
    create(store, workstream("signed", stems=("auditor",), weights=(1.0,)))
    stems = sorted({*store.find(Workstream, "target")[0].stems, "auditor"})
    assert sorted(keys(store.workstreams_with_stems(ORG, stems, 5))) == ["signed", "target"]
    assert len(store.workstreams_with_stems(ORG, stems, 1)) == 1
    assert store.workstreams_with_stems(ORG, stems, 0) == []


def test_fields_that_spine_does_not_know_stay(store: CosmosStore, items: ContainerProxy) -> None:
    custom = {"region": "LATAM", "custom": {"a": [1, None]}, "nothing": None}
    legacy_items.workstream(items, "w", item_id="x")
    items.upsert_item({**items.read_item("x", ORG), **custom})
    legacy_items.link(items, "w", "f", region="EMEA")
    create(store, fact("f"))

    def stored(item_id: str) -> dict[str, Any]:
        item = items.read_item(item_id, ORG)
        assert not [name for name in item if name.startswith("_") and name not in SYSTEM]
        return dict(item)

    repair(service_on(store))
    assert stored("x") | custom == stored("x")
    assert stored(f"workstream_fact|{pair_key('w', 'f')}")["region"] == "EMEA"
    for title in ("Novo", "Mais novo"):
        read = store.get(Workstream, ORG, "w")
        assert read is not None
        store.commit(ORG, [Replace(read.model_copy(update={"title": title, "owner": None}))])
    assert stored("x") | custom | {"title": "Mais novo"} == stored("x")
    assert "owner" not in stored("x")
    again = store.get(Workstream, ORG, "w")
    assert again is not None
    store.commit(ORG, [SoftDelete(again, at(1))])
    assert not custom.keys() & stored("workstream|w").keys()
    assert keys(store.find(Tombstone, "workstream|w")) == ["workstream|w"]


def test_a_deletion_takes_links_that_nobody_can_read(store: CosmosStore, items: ContainerProxy) -> None:
    create(store, workstream("w"), fact("f"), link("w", "f"))
    odd: list[dict[str, Any]] = [{"fact_id": {"a": 1}}, {"weight": "heavy"}, {"fact_created_at": 5}, {"created_at": []}]
    for number, fields in enumerate(odd):
        made = {"id": f"bad{number}", "type": "workstream_fact", "org_id": ORG, "workstream_id": "w", "fact_id": "g",
                "weight": 1, "fact_created_at": at(0), "created_at": at(0)}  # fmt: skip
        items.create_item(made | fields)
    items.create_item({"id": "m", "type": "meeting_workstream", "org_id": ORG, "workstream_id": "w", "meeting_id": 5})
    workstreams.delete(service_on(store), "w", ORG, None)
    assert [one["id"] for one in items.read_all_items()] == ["fact|f"]
