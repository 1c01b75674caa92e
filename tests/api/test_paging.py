"""Lists: limits, order, cursors to the end, and cursors that do not belong."""

from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from spine import bootstrap
from spine.domain.snapshots import Snapshot
from spine.store.protocol import Upsert
from spine.usecases.cursors import encode_cursor
from tests.api.client import FACT_KEYS, WORKSTREAM_KEYS, Api, body_of, refused
from tests.api.stores import ON_SQLITE

LISTS = {
    "workstreams": ("/orgs/byd/workstreams", "workstreams", "workstream_id"),
    "facts": ("/orgs/byd/facts", "facts", "fact_id"),
    "linked": ("/workstreams/ws/facts", "facts", "fact_id"),
    "proposals": ("/agenda/proposals", "items", "proposal_id"),
    "snapshots": ("/orgs/byd/snapshots", "snapshots", "snapshot_id"),
}
COUNT = 7


def snapshot(org: str, day: int) -> None:
    service = bootstrap.service()
    made = Snapshot(
        org_id=org, day=f"2026-03-0{day}", snapshot_id=f"snap_{day}", as_of_iso=f"2026-03-0{day}T00:00:00Z",
        summary="tudo bem", created_at=f"2026-03-0{day}T00:00:00Z",
    )  # fmt: skip
    service.store.commit(org, [Upsert(made)])


def fill(api: Api, name: str) -> None:
    """Seven items in a list."""
    if name == "workstreams":
        for n in range(COUNT):
            api.workstream("byd", f"Frente {n}", priority=n % 3)
    elif name == "proposals":
        for n in range(COUNT):
            api.clock.pass_by(minutes=1)
            api.propose(text="reunião", org="byd", duration_minutes=30 + n)
    elif name == "snapshots":
        for n in range(COUNT):
            snapshot("byd", n + 1)
    else:
        facts = [{"text": f"fato número {n}", "created_at": f"2026-01-0{n // 2 + 1}"} for n in range(COUNT)]
        api.seeded("byd", "Integrações", *facts, workstream_id="ws")


@pytest.fixture(params=list(LISTS))
def filled(request: pytest.FixtureRequest, api: Api) -> tuple[str, str, str, dict[str, str]]:
    """A list of seven items: its path, the name of its items, the name of their ids, and its query."""
    api.workstream("byd", "Semente", workstream_id="seed") if request.param != "workstreams" else None
    fill(api, request.param)
    return *LISTS[request.param], {"org": "byd"} if request.param == "proposals" else {}


type Filled = tuple[str, str, str, dict[str, str]]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_of_any_size_give_the_whole_list_once_in_order(api: Api, filled: Filled, limit: int) -> None:
    path, name, key, query = filled
    whole = body_of(api.get(path, **query))
    assert "next_cursor" not in whole
    pages = api.pages(path, name, limit=limit, **query)
    assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert [item[key] for item in chain(*pages)] == [item[key] for item in whole[name]]
    assert len({item[key] for item in chain(*pages)}) == COUNT


@ON_SQLITE
@pytest.mark.parametrize("limit", ["0", "201", "-1", "ten", "1.5", "1e2", "5,6"])
def test_a_limit_is_1_to_200(api: Api, filled: Filled, limit: str) -> None:
    path, _, _, query = filled
    refused(api.get(path, limit=limit, **query), 422, "limit")


@pytest.mark.parametrize("limit", ["1", "200"])
def test_the_limits_bounds_are_taken(api: Api, filled: Filled, limit: str) -> None:
    path, _, _, query = filled
    assert api.get(path, limit=limit, **query).status == 200


@pytest.mark.parametrize(
    "alter",
    [lambda c: c[:-2], lambda c: "A" + c[1:], lambda c: c + "A", lambda _: "nonsense", lambda _: "é", lambda _: "="],
)
def test_an_altered_cursor_is_422(api: Api, filled: Filled, alter: Callable[[str], str]) -> None:
    path, _, _, query = filled
    cursor = body_of(api.get(path, limit=2, **query))["next_cursor"]
    refused(api.get(path, limit=2, cursor=alter(cursor), **query), 422, "cursor")


def test_a_cursor_does_not_serve_another_list(api: Api, filled: Filled) -> None:
    path, _, _, query = filled
    cursor = body_of(api.get(path, limit=2, **query))["next_cursor"]
    for other, other_query in (
        ("/orgs/acme/facts", {}), ("/orgs/acme/workstreams", {}), ("/agenda/proposals", {"org": "acme"}),
        ("/orgs/acme/snapshots", {}),
    ):  # fmt: skip
        refused(api.get(other, cursor=cursor, **other_query), 422, "cursor")


@pytest.mark.parametrize(
    ("path", "first", "then"),
    [
        ("/orgs/byd/facts", {}, {"types": "risk"}),
        ("/orgs/byd/facts", {"types": "decision"}, {}),
        ("/orgs/byd/facts", {}, {"status": "proposed"}),
        ("/orgs/byd/facts", {}, {"since": "2026-01-01"}),
        ("/orgs/byd/workstreams", {}, {"status": "green"}),
        ("/orgs/byd/workstreams", {}, {"min_priority": "1"}),
        ("/orgs/byd/workstreams", {}, {"stale": "false"}),
        ("/orgs/byd/workstreams", {"stale": "false"}, {}),
    ],
)
def test_a_cursor_is_bound_to_its_filters(api: Api, path: str, first: dict[str, str], then: dict[str, str]) -> None:
    fill(api, "workstreams")
    fill(api, "facts")
    cursor = body_of(api.get(path, limit=2, **first))["next_cursor"]
    assert api.get(path, limit=3, cursor=cursor, **first).status == 200
    refused(api.get(path, limit=2, cursor=cursor, **then), 422, "cursor")


def test_what_is_stored_meanwhile_does_not_shift_the_pages(api: Api) -> None:
    fill(api, "facts")
    first = body_of(api.get("/orgs/byd/facts", limit=3))
    api.fact("byd", "chegou agora")
    rest = body_of(api.get("/orgs/byd/facts", cursor=first["next_cursor"]))
    assert len({f["fact_id"] for f in first["facts"] + rest["facts"]}) == COUNT


def test_the_defaults_are_200_workstreams_and_50_of_everything_else(api: Api) -> None:
    api.facts("byd", *({"text": f"fato {n}"} for n in range(51)))
    for n in range(201):
        api.workstream("byd", f"Frente {n}")
    assert len(body_of(api.get("/orgs/byd/workstreams"))["workstreams"]) == 200
    assert len(body_of(api.get("/orgs/byd/facts"))["facts"]) == 50
    assert len(body_of(api.get("/facts/search", org="byd"))["items"]) == 50


def test_cursors_stay_short_for_the_longest_ids_and_filters(api: Api) -> None:
    org, types = "o" * 128, ",".join(f"type_{n}_{'x' * 20}" for n in range(20))
    facts = [{"text": "a", "fact_id": f"{n}{'f' * 127}", "fact_type": types.split(",")[0]} for n in range(3)]
    api.facts(org, *facts)
    pages = api.pages(f"/orgs/{org}/facts", "facts", limit=1, types=types)
    assert [len(page) for page in pages] == [1, 1, 1]


def test_workstreams_come_by_priority_then_status_then_update_then_id(api: Api) -> None:
    for workstream_id, fields in {
        "c": {"priority": 5}, "b": {"priority": 5}, "red": {"priority": 5, "status": "red"}, "low": {"priority": 1},
        "yellow": {"priority": 5, "status": "yellow"}, "top": {"priority": 9},
    }.items():  # fmt: skip
        api.workstream("byd", workstream_id=workstream_id, **fields)
    api.clock.pass_by(hours=1)
    api.workstream("byd", workstream_id="newer", priority=5)
    answer = body_of(api.get("/orgs/byd/workstreams"))
    assert answer.keys() == {"org_id", "workstreams"}
    assert answer["workstreams"][0].keys() == WORKSTREAM_KEYS
    order = [w["workstream_id"] for w in answer["workstreams"]]
    assert order == ["top", "newer", "b", "c", "red", "yellow", "low"]


def test_workstreams_are_filtered_by_what_a_person_set(api: Api) -> None:
    api.workstream("byd", workstream_id="old", status="green", priority=3)
    api.clock.pass_by(days=14)
    api.workstream("byd", workstream_id="new", status="red", priority=1)

    def found(**query: Any) -> list[str]:
        return [w["workstream_id"] for w in body_of(api.get("/orgs/byd/workstreams", **query))["workstreams"]]

    assert found(status="green") == ["old"]  # it reads yellow meanwhile
    assert found(status="yellow") == []
    assert found(min_priority=2) == ["old"]
    assert found(stale="true") == ["old"]
    assert found(stale="false") == ["new"]
    assert found(stale="true", status="red") == []


def test_facts_come_newest_first_and_filtered(api: Api) -> None:
    api.facts(
        "byd",
        {"text": "um", "fact_id": "b", "created_at": "2026-02-01", "fact_type": "risk"},
        {"text": "dois", "fact_id": "a", "created_at": "2026-02-01", "status": "validated"},
        {"text": "três", "fact_id": "c", "created_at": "2026-03-01", "fact_type": "question"},
    )

    def found(**query: Any) -> list[str]:
        return [f["fact_id"] for f in body_of(api.get("/orgs/byd/facts", **query))["facts"]]

    answer = body_of(api.get("/orgs/byd/facts"))
    assert answer.keys() == {"org_id", "facts"}
    assert answer["facts"][0].keys() == FACT_KEYS
    assert found() == ["c", "a", "b"]
    assert found(types="risk,question") == found(types=["risk", "question"]) == ["c", "b"]
    assert found(status="validated") == ["a"]
    assert found(status="validated,proposed") == ["c", "a", "b"]
    assert found(since="2026-02-15") == ["c"]
    assert found(since="2026-03-01T00:00:00Z") == ["c"]
    assert found(types="risk", status="validated") == []


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/orgs/byd/facts", {"status": "banana"}), ("/orgs/byd/facts", {"since": "yesterday"}),
        ("/orgs/byd/facts", {"types": "no spaces"}), ("/orgs/byd/workstreams", {"status": "blue"}),
        ("/orgs/byd/workstreams", {"min_priority": "-1"}), ("/orgs/byd/workstreams", {"min_priority": "high"}),
        ("/orgs/byd/workstreams", {"stale": "perhaps"}), ("/facts/search", {"status": "banana"}),
        ("/facts/search", {"limit": "0"}), ("/facts/search", {"limit": "201"}), ("/agenda/proposals", {"org": "a b"}),
    ],
)  # fmt: skip
def test_a_bad_filter_is_422_and_named(api: Api, path: str, query: dict[str, str]) -> None:
    refused(api.get(path, **query), 422, next(iter(query)))


def test_snapshots_come_newest_first(api: Api) -> None:
    for day in (2, 1, 3):
        snapshot("byd", day)
    answer = body_of(api.get("/orgs/byd/snapshots"))
    assert answer.keys() == {"org_id", "snapshots"}
    assert [one["snapshot_id"] for one in answer["snapshots"]] == ["snap_3", "snap_2", "snap_1"]
    assert answer["snapshots"][0].keys() == {
        "snapshot_id", "org_id", "as_of_iso", "summary", "top_workstreams", "metrics"
    }  # fmt: skip


@ON_SQLITE
@pytest.mark.parametrize("position", ["garbage", "[]", "[null, null]", '["a"]', "{}", ""])
def test_a_made_up_place_under_a_right_mark_is_422(api: Api, position: str) -> None:
    api.fact("byd", "Contrato")
    forged = encode_cursor(position, ["facts", "byd", [], [], None])
    refused(api.get("/orgs/byd/facts", cursor=forged), 422, "cursor")
