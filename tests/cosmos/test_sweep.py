"""The sweep over what the legacy service, or a person, left in the container, and what it asks of the database."""

from collections.abc import Iterator
from typing import Any

import pytest
from azure.cosmos import ContainerProxy

from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import PageRequest
from spine.usecases import organisations
from tests.double import Double
from tests.double.faults import Fault
from tests.store.builders import ORG, at, create, fact, link, organisation, read, workstream
from tests.usecases.sweeping import Instance

OLD, NEW = "2026-01-01T00:00:00Z", "2026-03-09T00:00:00Z"

MISSHAPEN: dict[str, tuple[dict[str, Any], bool]] = {
    "no times at all": ({}, True),
    "no updated_at, made long ago": ({"created_at": OLD}, True),
    "no updated_at, made yesterday": ({"created_at": NEW}, False),
    "updated_at is null": ({"updated_at": None, "created_at": OLD}, True),
    "updated_at is a number": ({"updated_at": 1_700_000_000, "created_at": OLD}, True),
    "updated_at is a word": ({"updated_at": 'it\'s "never" \\ said', "created_at": OLD}, True),
    "updated_at is no day": ({"updated_at": "2026-13-45T00:00:00Z"}, True),
    "updated_at is empty": ({"updated_at": "", "created_at": NEW}, False),
    "updated_at lies in the future": ({"updated_at": "2031-01-01T00:00:00Z", "created_at": OLD}, False),
    "everything is odd": ({"title": 7, "status": ["red"], "priority": "high", "tags": 3}, True),
}


@pytest.fixture
def app(store: CosmosStore) -> Iterator[Instance]:
    yield Instance(store)


def put(items: ContainerProxy, org_id: str, number: int, fields: dict[str, Any]) -> str:
    item_id = f"legacy-{number}"
    items.upsert_item({"id": item_id, "org_id": org_id, "type": "workstream", "workstream_id": f"w{number}", **fields})
    return item_id


@pytest.mark.parametrize("with_document", [True, False])
def test_misshapen_documents_are_judged_and_flagged_like_the_others(
    app: Instance, items: ContainerProxy, with_document: bool
) -> None:
    if with_document:
        create(app.store, organisation("legacy"))
    ids = [put(items, "legacy", number, fields) for number, (fields, _) in enumerate(MISSHAPEN.values())]
    app.tick()
    flagged = {
        name: "stale_flagged_at" in items.read_item(item_id, "legacy")
        for name, item_id in zip(MISSHAPEN, ids, strict=True)
    }
    expected = {name: stale for name, (_, stale) in MISSHAPEN.items()}
    if not with_document:  # the walk over all organisations asks the index, which takes this for a time to come
        expected["updated_at is no day"] = False
    assert flagged == expected
    assert [one["failed"] for one in app.finished()] == [0]
    app.advance(hours=1)
    app.tick()
    assert len(app.flags()) == sum(expected.values())


def test_a_workstream_without_an_organisation_stops_nothing(app: Instance, items: ContainerProxy) -> None:
    items.upsert_item({"id": "nobodys", "type": "workstream", "workstream_id": "w"})
    app.fill("alfa")
    app.tick()
    assert (app.flags(), app.finished()[0]["failed"]) == (["old_alfa"], 0)


def test_a_flag_of_which_the_reply_was_lost_is_told_once(app: Instance, store: CosmosStore, double: Double) -> None:
    app.fill("alfa")
    [summary] = [
        one for one in store.workstream_summaries("alfa", PageRequest(9)).items if one.workstream_id == "old_alfa"
    ]
    double.inject(Fault("reset", on=["patch"], applied=True))
    assert store.flag_stale(summary, app.ago(days=0))
    assert not store.flag_stale(summary, app.ago(days=0))


def asked(app: Instance, double: Double) -> tuple[int, float]:
    """Requests and units of a tick that has nothing to change."""
    app.tick()
    app.advance(hours=1)
    double.forget()
    app.tick()
    return len(double.document_requests), double.request_units


def test_what_a_sweep_asks_grows_with_organisations_and_not_with_facts(app: Instance, double: Double) -> None:
    app.fill("alfa")
    requests, units = asked(app, double)
    facts = [fact(f"f{n:03}", "alfa", fact_type="task", due_iso="2026-01-01") for n in range(300)]
    create(app.store, *facts, *(link("new_alfa", one.fact_id, "alfa") for one in facts))
    more_requests, more_units = asked(app, double)
    assert (more_requests, more_units) == (requests, pytest.approx(units, rel=0.2))
    app.fill("beta")
    double.forget()
    with_two = asked(app, double)
    print("one more organisation of two workstreams:", with_two[0] - requests, with_two[1] - more_units)
    assert with_two[0] - requests <= 14
    assert with_two[1] - more_units <= 45


def test_coverage_is_one_point_read(app: Instance, double: Double) -> None:
    app.fill("alfa")
    app.tick()
    double.forget()
    organisations.coverage(app.service)
    assert [record.operation for record in double.document_requests] == ["read"]


@pytest.mark.parametrize("written", [None, False])
def test_a_flag_that_is_no_moment_is_none(store: CosmosStore, items: ContainerProxy, written: object) -> None:
    create(store, workstream("w", updated_at=at(0)))
    items.patch_item("workstream|w", ORG, [{"op": "set", "path": "/stale_flagged_at", "value": written}])
    [found] = store.stale_candidates_across_partitions(at(1), PageRequest(9)).items
    assert store.flag_stale(found, at(2))
    assert read(store, workstream("w")).stale_flagged_at == at(2)
