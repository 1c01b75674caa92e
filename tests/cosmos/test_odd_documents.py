"""One odd document of the guide's service spoils nothing beside it, and the repair leaves it."""

from typing import Any

import pytest
from azure.cosmos import ContainerProxy

from spine.domain.documents import Tombstone
from spine.domain.facts import Fact
from spine.domain.links import pair_key
from spine.domain.organisations import Organisation
from spine.domain.workstreams import Workstream
from spine.legacy.repair import repair, summary
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Create, FactFilter, PageRequest, Replace, SoftDelete, WorkstreamFilter
from spine.usecases import facts, workstreams
from tests.cosmos import legacy_documents
from tests.cosmos.legacy_documents import ORG
from tests.cosmos.services import service_on
from tests.store.builders import all_of, at, create, fact, keys, link, organisation, workstream

SYSTEM = {"_rid", "_self", "_etag", "_attachments", "_ts"}


def guide_fact(items: ContainerProxy, fact_id: str, **fields: Any) -> None:
    made = {
        "id": f"any id of {fact_id}", "type": "fact", "org_id": ORG, "fact_id": fact_id, "fact_type": "task",
        "text": "Frete urgente", "status": "proposed", "created_at": at(0), "updated_at": at(0),
    }  # fmt: skip
    items.create_item(made | fields)


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
    legacy_documents.workstream(items, "fine")
    legacy_documents.workstream(items, "odd", **odd)
    assert listed(store) == (["fine", "odd"] if shown else ["fine"])
    assert sorted(keys(store.workstreams_with_stems(ORG, ["contrato"], 9))) == listed(store)
    said = summary(repair(service_on(store)))
    assert said.endswith(f"; {0 if shown else 1} documents could not be repaired.")
    assert listed(store) == (["fine", "odd"] if shown else ["fine"])


def test_the_repair_leaves_what_it_cannot_repair_and_does_the_rest(
    store: CosmosStore, items: ContainerProxy, caplog: pytest.LogCaptureFixture
) -> None:
    legacy_documents.workstream(items, "fine")
    legacy_documents.workstream(items, "bad", org_id="")
    create(store, fact("f1"), fact("f2"))
    items.create_item({"id": "fact|f3", "type": "fact", "org_id": ORG, "fact_id": "f3", "text": "x", "terms": []})
    for one in ("f1", "f2", "f3"):
        legacy_documents.link(items, "fine", one)
    items.create_item({"id": "seven", "type": "workstream_fact", "workstream_id": "fine", "fact_id": 7})
    items.create_item({"id": "null", "org_id": None, "type": "workstream_fact", "workstream_id": "fine"})
    for moved in (3, 0):
        said = summary(repair(service_on(store)))
        assert said.startswith(f"{moved} links were moved")
        assert said.endswith("; 3 documents could not be repaired.")
    assert sorted(one.fact_id for one in store.links(ORG, "fine", PageRequest(9)).items) == ["f1", "f2", "f3"]
    assert "any id of bad could not be repaired (ValueError)" in caplog.text
    assert "The link null has" in caplog.text


def test_workstreams_that_hold_nothing_hide_none_that_does(store: CosmosStore, items: ContainerProxy) -> None:
    for number in range(12):
        legacy_documents.workstream(
            items, f"g{number:02}", title=f"Projeto {number}", description="", tags=[], priority=5
        )
    legacy_documents.workstream(items, "target", title="Auditoria", description="", tags=[], priority=1)
    create(store, workstream("signed", stems=("auditor",), weights=(1.0,)))
    stems = sorted({*store.find(Workstream, "target")[0].stems, "auditor"})
    assert sorted(keys(store.workstreams_with_stems(ORG, stems, 5))) == ["signed", "target"]
    assert len(store.workstreams_with_stems(ORG, stems, 1)) == 1
    assert store.workstreams_with_stems(ORG, stems, 0) == []


def test_a_fact_under_any_id_is_found_changed_and_deleted(store: CosmosStore, items: ContainerProxy) -> None:
    guide_fact(items, "gf")
    service = service_on(store)
    found = store.get(Fact, ORG, "gf")
    assert found is not None
    assert store.find(Fact, "gf") == [found]
    assert store.get(Fact, ORG, "unknown") is None
    facts.delete(service, "gf", ORG)
    assert store.get(Fact, ORG, "gf") is None
    assert keys(store.facts(ORG, FactFilter(), PageRequest(9)).items) == []


def test_the_repair_gives_facts_their_terms(store: CosmosStore, items: ContainerProxy) -> None:
    guide_fact(items, "gf")
    assert store.facts_with_stems(ORG, ["fret"], 1, FactFilter(), 9) == []
    assert "1 documents completed" in summary(repair(service_on(store)))
    terms = items.read_item("any id of gf", ORG)["terms"]
    assert keys(store.facts_with_stems(ORG, terms[:1], 1, FactFilter(), 9)) == ["gf"]
    assert "0 documents completed" in summary(repair(service_on(store)))


def test_fields_that_spine_does_not_know_stay(store: CosmosStore, items: ContainerProxy) -> None:
    custom = {"region": "LATAM", "custom": {"a": [1, None]}, "nothing": None}
    legacy_documents.workstream(items, "w", item_id="x")
    items.upsert_item({**items.read_item("x", ORG), **custom})
    legacy_documents.link(items, "w", "f", region="EMEA")
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


def test_the_first_twenty_of_a_name_are_the_first_by_id(store: CosmosStore) -> None:
    names = [f"o{number:03}" for number in range(130)]
    for name in reversed(names):
        store.commit(name, [Create(organisation(name, "acme"))])
    found: list[Organisation] = store.organisations_named(["acme"])
    assert keys(found) == names[:20]
