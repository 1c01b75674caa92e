"""The repair brings the legacy service's documents into shape."""

import re

import pytest
from azure.cosmos import ContainerProxy
from azure.cosmos.partition_key import NonePartitionKeyValue

from spine.domain.documents import Link
from spine.domain.identifiers import pair_key
from spine.domain.organisations import Organisation
from spine.domain.tokenizer import WORDS_VERSION
from spine.domain.workstreams import Workstream
from spine.legacy.migration import cosmos_repair
from spine.legacy.migration.repair import repair, summary
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import FactFilter, PageRequest
from tests.cosmos.orders import queries_of
from tests.cosmos.services import service_on
from tests.double import Double, Fault
from tests.legacy.cosmos import items as legacy_items
from tests.legacy.cosmos.items import ORG
from tests.store.builders import at, create, fact, fact_ids_holding, keys, link, workstream

QUERIES = queries_of(cosmos_repair)


def test_the_repair_moves_links_and_completes_documents(store: CosmosStore, items: ContainerProxy) -> None:
    create(store, fact("f1", text="alfa", created_at=at(5)), fact("f2", text="beta"))
    legacy_items.workstream(items, "ws_a", updated_at=None, priority=None)
    legacy_items.snapshot(items, "snap_1")
    legacy_items.link(items, "ws_a", "f1")
    legacy_items.link(items, "ws_a", "f2", org_id=ORG)
    legacy_items.link(items, "nobody", "f1")
    assert store.links(ORG, "ws_a", PageRequest(9)).items[0].fact_id == "f2"
    report = summary(repair(service_on(store)))
    assert report == (
        "2 links were moved, 2 documents completed and 1 organisations created; 1 documents could not be repaired."
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


def test_the_repair_makes_older_words_anew(store: CosmosStore, items: ContainerProxy) -> None:
    create(store, fact("f1", text="Fase 3 da obra"), workstream("ws_a", title="Bloco 7"), link("ws_a", "f1"))
    outdated = {"terms": ["fase", "obra"], "stems": ["bloco"], "weights": [3.0]}
    for one in items.query_items("SELECT * FROM c WHERE c.type IN ('fact', 'workstream')", partition_key=ORG):
        older = {name: outdated.get(name, value) for name, value in one.items() if name != "words_version"}
        items.replace_item(one["id"], older)
    repair(service_on(store))
    assert fact_ids_holding(store, ["3"]) == ["f1"]
    assert keys(store.workstreams_with_stems(ORG, ["3", "7"], 9)) == ["ws_a"]
    read = store.get(Workstream, ORG, "ws_a")
    assert read is not None
    assert {"3", "7", "obra"} <= set(read.stems)


def test_the_repair_keeps_the_revision_and_what_a_person_linked_since(
    store: CosmosStore, items: ContainerProxy
) -> None:
    legacy_items.workstream(items, "ws_a")
    legacy_items.link(items, "ws_a", "f1")
    create(store, fact("f1"), link("ws_a", "f1", weight=0.2))
    before = store.get(Workstream, ORG, "ws_a")
    repair(service_on(store))
    after = store.get(Workstream, ORG, "ws_a")
    assert before is not None
    assert after is not None
    assert after.rev == before.rev
    assert [one.weight for one in store.links(ORG, "ws_a", PageRequest(9)).items] == [0.2]


def test_a_second_repair_changes_nothing(store: CosmosStore, items: ContainerProxy, double: Double) -> None:
    legacy_items.workstream(items, "ws_a")
    legacy_items.link(items, "ws_a", "f1")
    repair(service_on(store))
    everything = sorted(items.read_all_items(), key=lambda one: one["id"])
    assert summary(repair(service_on(store))).startswith(
        "0 links were moved, 0 documents completed and 0 organisations created"
    )
    assert sorted(items.read_all_items(), key=lambda one: one["id"]) == everything


@pytest.mark.parametrize("skip", range(0, 24, 3))
def test_a_repair_cut_short_anywhere_is_completed_by_a_repeat(
    store: CosmosStore, items: ContainerProxy, double: Double, skip: int
) -> None:
    create(store, *(fact(f"f{i}", text=f"palavra{i}x") for i in range(4)))
    legacy_items.workstream(items, "ws_a")
    for i in range(4):
        legacy_items.link(items, "ws_a", f"f{i}")
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


def test_the_repair_leaves_what_it_cannot_repair_and_does_the_rest(
    store: CosmosStore, items: ContainerProxy, caplog: pytest.LogCaptureFixture
) -> None:
    legacy_items.workstream(items, "fine")
    legacy_items.workstream(items, "bad", org_id="")
    create(store, fact("f1"), fact("f2"))
    items.create_item(
        {
            "id": "fact|f3",
            "type": "fact",
            "org_id": ORG,
            "fact_id": "f3",
            "text": "x",
            "terms": [],
            "words_version": WORDS_VERSION,
        }
    )
    for one in ("f1", "f2", "f3"):
        legacy_items.link(items, "fine", one)
    items.create_item({"id": "seven", "type": "workstream_fact", "workstream_id": "fine", "fact_id": 7})
    items.create_item({"id": "null", "org_id": None, "type": "workstream_fact", "workstream_id": "fine"})
    for moved in (3, 0):
        report = summary(repair(service_on(store)))
        assert report.startswith(f"{moved} links were moved")
        assert report.endswith("; 3 documents could not be repaired.")
    assert sorted(one.fact_id for one in store.links(ORG, "fine", PageRequest(9)).items) == ["f1", "f2", "f3"]
    assert "any id of bad could not be repaired (ValueError)" in caplog.text
    assert "The link null has" in caplog.text


def test_the_repair_gives_facts_their_terms(store: CosmosStore, items: ContainerProxy) -> None:
    legacy_items.fact(items, "gf")
    assert store.facts_with_stems(ORG, ["fret"], 1, FactFilter(), 9) == []
    assert "1 documents completed" in summary(repair(service_on(store)))
    terms = items.read_item("any id of gf", ORG)["terms"]
    assert keys(store.facts_with_stems(ORG, terms[:1], 1, FactFilter(), 9)) == ["gf"]
    assert "0 documents completed" in summary(repair(service_on(store)))


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_across_partitions_says_so_and_needs_no_query_plan(name: str) -> None:
    assert ("c.id > @after" in QUERIES[name]) != ("_ACROSS_PARTITIONS_UNSAFE" in name)
    if "UNSAFE" in name:
        assert not re.search(r"ORDER BY|TOP|COUNT|SUM|DISTINCT|GROUP BY|OFFSET", QUERIES[name])
