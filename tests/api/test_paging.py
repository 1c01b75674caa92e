"""Lists: limits, order, cursors to the end, and cursors that do not belong."""

from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest

from spine import bootstrap
from spine.domain.snapshots import Snapshot
from spine.store.protocol import Upsert
from spine.usecases.cursors import encode_cursor
from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_BOTH

LISTS = {
    "workstreams": ("/orgs/byd/workstreams", "workstreams", "workstream_id"),
    "facts": ("/orgs/byd/facts", "facts", "fact_id"),
    "linked": ("/workstreams/ws/facts", "facts", "fact_id"),
    "proposals": ("/agenda/proposals", "items", "proposal_id"),
    "snapshots": ("/orgs/byd/snapshots", "snapshots", "snapshot_id"),
}
COUNT = 7


def fill(api: Api, name: str) -> None:
    """Seven items in a list."""
    if name == "workstreams":
        for n in range(COUNT):
            api.workstream("byd", f"Frente {n}", priority=n % 3)
    elif name == "proposals":
        api.workstream("byd")
        for n in range(COUNT):
            api.clock.pass_by(minutes=1)
            api.propose(text="reunião", org="byd", duration_minutes=30 + n)
    elif name == "snapshots":
        bootstrap.service().store.commit("byd", [Upsert(snapshot(day)) for day in range(1, COUNT + 1)])
    else:
        facts = [{"text": f"fato número {n}", "created_at": f"2026-01-0{n // 2 + 1}"} for n in range(COUNT)]
        api.seeded("byd", "Integrações", *facts, workstream_id="ws")


def snapshot(day: int) -> Snapshot:
    moment = f"2026-03-0{day}T00:00:00Z"
    return Snapshot(
        org_id="byd", day=moment[:10], snapshot_id=f"snap_{day}", as_of_iso=moment, created_at=moment, summary="bem"
    )


type Filled = tuple[str, str, str, dict[str, str]]


@pytest.fixture(params=LISTS)
def filled(request: pytest.FixtureRequest, api: Api) -> Filled:
    """A list of seven items: its path, the name of its items, the name of their ids, and its query."""
    fill(api, request.param)
    return *LISTS[request.param], {"org": "byd"} if request.param == "proposals" else {}


@ON_BOTH
def test_pages_of_any_size_give_the_whole_list_once_in_order(api: Api, filled: Filled) -> None:
    path, name, key, query = filled
    whole = body_of(api.get(path, **query))
    assert "next_cursor" not in whole
    assert len({item[key] for item in whole[name]}) == COUNT
    for limit in (1, 3, 7):
        pages = api.pages(path, name, limit=limit, **query)
        assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
        assert list(chain(*pages)) == whole[name]


def test_a_limit_is_1_to_200(api: Api, filled: Filled) -> None:
    path, _, _, query = filled
    for limit in ("0", "201", "-1", "ten", "1.5", "1e2", "5,6"):
        refused(api.get(path, limit=limit, **query), 422, "limit")
    for limit in ("1", "200"):
        assert api.get(path, limit=limit, **query).status == 200


def test_a_cursor_does_not_serve_another_list(api: Api, filled: Filled) -> None:
    path, _, _, query = filled
    cursor = body_of(api.get(path, limit=2, **query))["next_cursor"]
    for other, other_query in (
        ("/orgs/acme/facts", {}), ("/orgs/acme/workstreams", {}), ("/agenda/proposals", {"org": "acme"}),
        ("/orgs/acme/snapshots", {}),
    ):  # fmt: skip
        refused(api.get(other, cursor=cursor, **other_query), 422, "cursor")


ALTERED: list[Callable[[str], str]] = [
    lambda c: c[:-2], lambda c: "A" + c[1:], lambda c: c + "A", lambda _: "nonsense", lambda _: "é", lambda _: "=",
]  # fmt: skip


def test_an_altered_cursor_is_422(api: Api) -> None:
    fill(api, "facts")
    cursor = body_of(api.get("/orgs/byd/facts", limit=2))["next_cursor"]
    for alter in ALTERED:
        refused(api.get("/orgs/byd/facts", limit=2, cursor=alter(cursor)), 422, "cursor")


MADE_UP = [
    "garbage", "[]", "[null, null]", '["a"]', "{}", "", "a\nb", " a", '["é","f"]', "[[", "[" * 1500, "x" * 1500,
    '[99999999999999999999,"f"]', '["\\ud800","f"]', '[NaN,"f"]',
]  # fmt: skip


@pytest.mark.parametrize("position", MADE_UP)
def test_a_made_up_position_under_a_right_checksum_is_422(api: Api, position: str) -> None:
    api.fact("byd", "Contrato")
    forged = encode_cursor(position, ["facts", "byd", [], [], None])
    refused(api.get("/orgs/byd/facts", cursor=forged), 422, "cursor")


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


@ON_BOTH
def test_cursors_stay_short_for_the_longest_ids_and_filters(api: Api) -> None:
    org, types = "o" * 128, ",".join(f"type_{n}_{'x' * 20}" for n in range(20))
    facts = [{"text": "a", "fact_id": f"{n}{'f' * 127}", "fact_type": types.split(",")[0]} for n in range(3)]
    api.facts(org, *facts)
    pages = api.pages(f"/orgs/{org}/facts", "facts", limit=1, types=types)
    assert [len(page) for page in pages] == [1, 1, 1]


def test_values_of_a_repeated_name_are_a_list_as_those_between_commas(api: Api) -> None:
    kinds = ("risk", "decision", "question")
    api.facts("byd", *({"text": kind, "fact_id": kind, "fact_type": kind} for kind in kinds))

    def found(**query: Any) -> list[str]:
        return [fact["fact_id"] for fact in body_of(api.get("/orgs/byd/facts", **query))["facts"]]

    assert found(types="risk,question") == found(types=["risk", "question"]) == ["question", "risk"]


@pytest.mark.parametrize("name", ["org", "text", "duration_minutes"])
def test_a_repeated_name_that_takes_one_value_is_refused(api: Api, name: str) -> None:
    problem = refused(api.get("/agenda/plan-nl", **{"text": "frete"} | {name: ["30", "40"]}), 422)
    assert problem["errors"] == [{"loc": [name], "msg": "must be given once"}]
