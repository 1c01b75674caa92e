"""Making, changing, reading and deleting one workstream."""

import pytest

from tests.api.client import WORKSTREAM_KEYS, Api, body_of, refused

WHOLE = {
    "workstream_id": "ws_api",
    "org_id": "byd",
    "title": "Integração de API",
    "description": "Ligar os dois ERPs",
    "status": "yellow",
    "priority": 7,
    "owner": "Ana",
    "start_iso": "2026-01-05",
    "target_iso": "2026-06-30",
    "tags": ["api", "erp"],
    "created_at": "2026-01-01T00:00:00Z",
}


def test_a_whole_workstream_comes_back_as_it_was_given(api: Api) -> None:
    answer = body_of(api.post("/orgs/byd/workstreams", WHOLE))
    assert answer.keys() == WORKSTREAM_KEYS
    assert answer == {
        **WHOLE,
        "updated_at": "2026-03-10T12:00:00Z",
        "stale": False,
        "days_since_update": 0,
        "stale_flagged_at": None,
        "effective_status": "yellow",
    }
    assert body_of(api.get("/workstreams/ws_api")) == answer


def test_a_title_is_enough(api: Api) -> None:
    made = api.workstream("byd", "Integrações")
    assert made["workstream_id"].startswith("ws_")
    assert len(made["workstream_id"]) == len("ws_") + 16
    assert (made["status"], made["priority"], made["tags"]) == ("green", 1, [])
    assert made["created_at"] == made["updated_at"] == "2026-03-10T12:00:00Z"


def test_two_posts_without_id_and_key_make_two_workstreams(api: Api) -> None:
    assert api.workstream("byd")["workstream_id"] != api.workstream("byd")["workstream_id"]


@pytest.mark.parametrize("given", [{}, {"title": None}, {"title": ""}, {"title": "   "}, {"status": "red"}])
def test_a_new_workstream_needs_a_title_that_is_not_blank(api: Api, given: dict[str, object]) -> None:
    refused(api.post("/orgs/byd/workstreams", given), 422, "title")
    assert body_of(api.get("/orgs/byd/workstreams"))["workstreams"] == []


def test_the_body_may_not_name_another_organisation_than_the_path(api: Api) -> None:
    refused(api.post("/orgs/byd/workstreams", {"title": "a", "org_id": "acme"}), 422, "org_id")
    assert api.get("/orgs/byd").status == api.get("/orgs/acme").status == 404


def test_null_counts_as_not_given_in_a_post(api: Api) -> None:
    api.post("/orgs/byd/workstreams", WHOLE)
    nulls = {"workstream_id": "ws_api", "description": None, "owner": None, "tags": None, "priority": None}
    after = body_of(api.post("/orgs/byd/workstreams", nulls))
    assert (after["description"], after["owner"], after["tags"], after["priority"]) == (
        "Ligar os dois ERPs", "Ana", ["api", "erp"], 7
    )  # fmt: skip


def test_created_at_is_taken_only_on_creation(api: Api) -> None:
    api.post("/orgs/byd/workstreams", WHOLE)
    moved = {"workstream_id": "ws_api", "created_at": "2020-01-01"}
    assert body_of(api.post("/orgs/byd/workstreams", moved))["created_at"] == "2026-01-01T00:00:00Z"
    assert body_of(api.patch("/workstreams/ws_api", moved))["created_at"] == "2026-01-01T00:00:00Z"


def test_a_patch_changes_the_fields_given(api: Api) -> None:
    api.post("/orgs/byd/workstreams", WHOLE)
    api.clock.pass_by(hours=1)
    after = body_of(api.patch("/workstreams/ws_api", {"status": "red", "priority": 0}))
    before = {**WHOLE, "status": "red", "priority": 0}
    assert {name: after[name] for name in before} == before
    assert after["updated_at"] == "2026-03-10T13:00:00Z"


@pytest.mark.parametrize("method", ["patch", "post"])
def test_equal_values_still_say_that_somebody_looked(api: Api, method: str) -> None:
    made = api.workstream("byd", "a")
    api.clock.pass_by(days=20)
    if method == "patch":
        after = body_of(api.patch(f"/workstreams/{made['workstream_id']}", {"title": "a"}))
    else:
        after = api.workstream("byd", "a", workstream_id=made["workstream_id"])
    assert (after["updated_at"], after["stale"]) == ("2026-03-30T12:00:00Z", False)


def test_null_clears_an_optional_field_in_a_patch(api: Api) -> None:
    api.post("/orgs/byd/workstreams", WHOLE)
    cleared = dict.fromkeys(("description", "owner", "start_iso", "target_iso", "tags"))
    after = body_of(api.patch("/workstreams/ws_api", cleared))
    assert {name: after[name] for name in cleared} == {**cleared, "tags": []}


@pytest.mark.parametrize("name", ["title", "status", "priority"])
def test_null_for_a_required_field_in_a_patch_is_422(api: Api, name: str) -> None:
    api.post("/orgs/byd/workstreams", WHOLE)
    refused(api.patch("/workstreams/ws_api", {"owner": "Bia", name: None}), 422, name)
    assert body_of(api.get("/workstreams/ws_api"))["owner"] == "Ana"


def test_a_client_may_send_back_the_whole_answer_that_it_got(api: Api) -> None:
    api.post("/orgs/byd/workstreams", WHOLE)
    got = body_of(api.get("/workstreams/ws_api"))
    assert body_of(api.patch("/workstreams/ws_api", got)) == got
    assert body_of(api.post("/orgs/byd/workstreams", got)) == got


def test_unknown_and_read_only_fields_are_ignored(api: Api) -> None:
    noise = {
        "colour": "blue", "updated_at": "1999-01-01T00:00:00Z", "stale": True, "rev": "x", "effective_status": "red",
        "stale_flagged_at": "2026-01-01T00:00:00Z", "days_since_update": 99,
        "stems": ["x"], "kind": "fact", "etag": "e",
    }  # fmt: skip
    made = api.workstream("byd", "a", **noise)
    assert made.keys() == WORKSTREAM_KEYS
    assert (made["updated_at"], made["stale"], made["stale_flagged_at"]) == ("2026-03-10T12:00:00Z", False, None)


@pytest.mark.parametrize("read_only", [{"org_id": "acme"}, {"workstream_id": "other"}, {"workstream_id": "a/b"}])
def test_a_patch_ignores_the_ids_in_its_body(api: Api, read_only: dict[str, object]) -> None:
    made = api.workstream("byd", workstream_id="ws_api")
    after = body_of(api.patch("/workstreams/ws_api", {"owner": "Bia", **read_only}))
    assert (after["org_id"], after["workstream_id"], after["owner"]) == ("byd", made["workstream_id"], "Bia")


def test_the_status_that_a_person_set_stays_when_it_reads_otherwise(api: Api) -> None:
    made = api.workstream("byd", "a", status="green")
    api.clock.pass_by(days=14)
    seen = body_of(api.get(f"/workstreams/{made['workstream_id']}"))
    assert (seen["status"], seen["effective_status"], seen["stale"]) == ("green", "yellow", True)


@pytest.mark.parametrize(
    ("time", "stale", "days"),
    [({"days": 14, "seconds": -1}, False, 13), ({"days": 14}, True, 14), ({"days": 40}, True, 40)],
)
def test_exactly_fourteen_days_is_stale(api: Api, time: dict[str, int], stale: bool, days: int) -> None:
    made = api.workstream("byd")
    api.clock.pass_by(**time)
    seen = body_of(api.get(f"/workstreams/{made['workstream_id']}"))
    assert (seen["stale"], seen["days_since_update"]) == (stale, days)


@pytest.mark.parametrize(("status", "reads"), [("green", "yellow"), ("yellow", "yellow"), ("red", "red")])
def test_only_a_stale_green_reads_otherwise(api: Api, status: str, reads: str) -> None:
    made = api.workstream("byd", status=status)
    assert made["effective_status"] == status
    api.clock.pass_by(days=30)
    assert body_of(api.get(f"/workstreams/{made['workstream_id']}"))["effective_status"] == reads


def test_linking_facts_is_no_update(api: Api) -> None:
    made = api.workstream("byd")
    api.clock.pass_by(days=15)
    api.link(made["workstream_id"], api.fact("byd"))
    seen = body_of(api.get(f"/workstreams/{made['workstream_id']}"))
    assert (seen["updated_at"], seen["stale"]) == (made["updated_at"], True)


@pytest.mark.parametrize(
    "call",
    [
        ("GET", "/workstreams/none"), ("PATCH", "/workstreams/none"), ("DELETE", "/workstreams/none"),
        ("POST", "/workstreams/none/link-facts"), ("POST", "/workstreams/none/unlink-facts"),
        ("GET", "/workstreams/none/facts"), ("GET", "/workstreams/none/meetings"),
    ],
)  # fmt: skip
def test_an_unknown_workstream_is_404(api: Api, call: tuple[str, str]) -> None:
    method, path = call
    body = {"title": "a", "fact_ids": ["f"]} if method in ("PATCH", "POST") else None
    refused(api.call(method, path, json=body), 404, "none")
