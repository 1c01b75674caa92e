"""Ids: their alphabet, two organisations with the same one, and calls that are made twice."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_SQLITE

BAD_IDS = {
    "a slash": "a%2Fb", "a question mark": "a%3Fb", "dots": "..", "200 characters": "x" * 200, "a space": "a%20b",
    "an accent": "a%C3%A7", "a leading dot": ".a", "a percent sign": "a%25", "a newline": "a%0A", "a NUL": "a%00",
    "a quote": "a'", "a hash": "a%23b", "an underscore first": "_a",
}  # fmt: skip
ON_PATHS = [
    ("GET", "/orgs/{}", "org_id"), ("PUT", "/orgs/{}", "org_id"), ("DELETE", "/orgs/{}?confirm={}", "org_id"),
    ("GET", "/orgs/{}/workstreams", "org_id"), ("POST", "/orgs/{}/workstreams", "org_id"),
    ("POST", "/orgs/{}/facts", "org_id"), ("POST", "/orgs/{}/bundles", "org_id"),
    ("POST", "/orgs/{}/workstreams:suggest", "org_id"), ("GET", "/orgs/{}/snapshots", "org_id"),
    ("GET", "/workstreams/{}", "workstream_id"), ("PATCH", "/workstreams/{}", "workstream_id"),
    ("DELETE", "/workstreams/{}", "workstream_id"), ("POST", "/workstreams/{}/link-facts", "workstream_id"),
    ("GET", "/facts/{}", "fact_id"), ("DELETE", "/facts/{}", "fact_id"), ("POST", "/facts/{}/status", "fact_id"),
    ("GET", "/meetings/{}/workstreams", "meeting_id"), ("POST", "/meetings/{}/link-workstream", "meeting_id"),
    ("GET", "/agenda/proposals/{}", "proposal_id"), ("POST", "/agenda/{}/feedback", "proposal_id"),
]  # fmt: skip
BODY = {
    "title": "a", "facts": [{"fact_type": "risk", "text": "a"}], "meeting": {"meeting_id": "m"}, "fact_ids": ["f"],
    "status": "draft", "workstream_id": "ws", "rating": 5,
}  # fmt: skip


@ON_SQLITE
@pytest.mark.parametrize("bad", list(BAD_IDS))
def test_a_bad_id_on_a_path_is_422(api: Api, bad: str) -> None:
    for method, path, name in ON_PATHS:
        body = {k: v for k, v in BODY.items() if k != "status"} if path.endswith(("workstreams", "{}")) else BODY
        refused(api.call(method, path.format(BAD_IDS[bad], "x"), json=body), 422, name)


@ON_SQLITE
@pytest.mark.parametrize("org", ["a/b", "a b", "x" * 129, "é"])
@pytest.mark.parametrize("path", ["/workstreams/ws", "/facts/f", "/meetings/m/workstreams", "/agenda/proposals"])
def test_a_bad_id_in_the_query_is_422(api: Api, path: str, org: str) -> None:
    refused(api.get(path, org=org), 422, "org")


@pytest.mark.parametrize("good", ["a", "A9_.:-", "9" * 128, "org:1.2-x"])
def test_every_id_of_the_alphabet_works(api: Api, good: str) -> None:
    api.seeded(good, "Integrações", {"text": "um", "fact_id": good}, workstream_id=good)
    assert body_of(api.get(f"/workstreams/{good}/facts"))["facts"][0]["fact_id"] == good
    assert body_of(api.get(f"/orgs/{good}"))["org_id"] == good
    body_of(api.post(f"/meetings/{good}/link-workstream", {"workstream_id": good}))
    assert body_of(api.get(f"/meetings/{good}/workstreams"))["meeting_id"] == good
    assert body_of(api.post(f"/orgs/{good}/workstreams:suggest"))["org_id"] == good


def test_ids_tell_upper_from_lower_case(api: Api) -> None:
    api.workstream("byd", "a", workstream_id="ws")
    api.workstream("byd", "b", workstream_id="WS")
    assert body_of(api.get("/workstreams/WS"))["title"] == "b"
    refused(api.get("/workstreams/Ws"), 404)


@pytest.fixture
def twins(api: Api) -> None:
    """Two organisations whose things have the same ids."""
    for org in ("byd", "acme"):
        api.seeded(org, f"Frente de {org}", {"text": f"Fato de {org}", "fact_id": "f"}, workstream_id="ws")


TWIN_CALLS: dict[str, Callable[[Api, str | None], Any]] = {
    "read a workstream": lambda api, org: api.get("/workstreams/ws", org=org),
    "change a workstream": lambda api, org: api.patch("/workstreams/ws", {"owner": "Ana"}, org=org),
    "delete a workstream": lambda api, org: api.delete("/workstreams/ws", org=org),
    "link facts": lambda api, org: api.post("/workstreams/ws/link-facts", {"fact_ids": ["f"], "weight": 0.5}, org=org),
    "unlink facts": lambda api, org: api.post("/workstreams/ws/unlink-facts", {"fact_ids": ["f"]}, org=org),
    "list facts": lambda api, org: api.get("/workstreams/ws/facts", org=org),
    "list meetings": lambda api, org: api.get("/workstreams/ws/meetings", org=org),
    "read a fact": lambda api, org: api.get("/facts/f", org=org),
    "delete a fact": lambda api, org: api.delete("/facts/f", org=org),
    "set a status": lambda api, org: api.post("/facts/f/status", {"status": "rejected"}, org=org),
    "link a meeting": lambda api, org: api.post("/meetings/m/link-workstream", {"workstream_id": "ws"}, org=org),
    "unlink a meeting": lambda api, org: api.delete("/meetings/m/link-workstream/ws", org=org),
}


def of(api: Api, org: str) -> list[bytes]:
    paths = (f"/workstreams/ws?org={org}", f"/workstreams/ws/facts?org={org}", f"/facts/f?org={org}")
    return [api.get(path).body for path in (*paths, f"/workstreams/ws/meetings?org={org}")]


@pytest.mark.parametrize("call", list(TWIN_CALLS))
def test_an_id_of_two_organisations_is_409_until_one_is_named(api: Api, twins: None, call: str) -> None:
    before = of(api, "byd"), of(api, "acme")
    problem = refused(TWIN_CALLS[call](api, None), 409, "ambiguous_id", "?org=")
    assert "byd" not in str(problem)
    assert "acme" not in str(problem)
    assert (of(api, "byd"), of(api, "acme")) == before
    refused(TWIN_CALLS[call](api, "globex"), 404)
    assert TWIN_CALLS[call](api, "acme").status in (200, 204)
    assert of(api, "byd") == before[0]


def test_once_only_one_is_left_the_id_is_enough(api: Api, twins: None) -> None:
    api.delete("/workstreams/ws", org="acme")
    assert body_of(api.get("/workstreams/ws"))["org_id"] == "byd"


def test_a_second_organisation_with_the_same_id_is_seen_by_the_next_write(api: Api) -> None:
    """A cache of which organisation has an id would let the write land in the first one."""
    api.workstream("byd", "a", workstream_id="ws")
    for _ in range(3):
        body_of(api.get("/workstreams/ws"))
        body_of(api.patch("/workstreams/ws", {"owner": "Ana"}))
    api.workstream("acme", "b", workstream_id="ws")
    refused(api.patch("/workstreams/ws", {"owner": "Bia"}), 409)
    assert body_of(api.get("/workstreams/ws", org="byd"))["owner"] == "Ana"


def test_an_id_of_another_organisation_is_unknown_here(api: Api, twins: None) -> None:
    api.delete("/facts/f", org="byd")
    refused(api.get("/facts/f", org="byd"), 404)
    assert body_of(api.get("/facts/f", org="acme"))["org_id"] == "acme"


def keyed(api: Api, path: str, body: Any, key: str) -> Any:
    return api.call("POST", path, json=body, headers={"Idempotency-Key": key})


def test_the_same_facts_posted_twice_are_stored_once(api: Api) -> None:
    body = {"facts": [{"fact_type": "risk", "text": "um"}, {"fact_type": "risk", "text": "um"}]}
    first = body_of(api.post("/orgs/byd/facts", body))
    again = body_of(api.post("/orgs/byd/facts", body))
    assert (first["inserted"], again["inserted"], again["unchanged"]) == (2, 0, 2)
    assert first["fact_ids"] == again["fact_ids"]
    assert len(set(first["fact_ids"])) == 2


def test_a_key_tells_equal_facts_of_two_calls_apart(api: Api) -> None:
    body = {"facts": [{"fact_type": "risk", "text": "um"}]}
    ids = [body_of(keyed(api, "/orgs/byd/facts", body, key))["fact_ids"][0] for key in ("k1", "k2", "k1")]
    assert ids[0] == ids[2] != ids[1]


def test_the_same_facts_of_two_organisations_have_ids_of_their_own(api: Api) -> None:
    body = {"facts": [{"fact_type": "risk", "text": "um"}]}
    ids = [body_of(api.post(f"/orgs/{org}/facts", body))["fact_ids"] for org in ("byd", "acme")]
    assert ids[0] != ids[1]


def test_the_same_bundle_posted_twice_is_stored_once(api: Api) -> None:
    body = {"meeting": {"meeting_id": "m"}, "facts": [{"text": "um"}, {"text": "dois"}]}
    first, again = (body_of(api.post("/orgs/byd/bundles", body)) for _ in range(2))
    assert (first["inserted"], again["inserted"], again["unchanged"]) == (2, 0, 2)
    assert first["fact_ids"] == again["fact_ids"]


def test_the_same_workstream_under_one_key_is_made_once(api: Api) -> None:
    first, again = (body_of(keyed(api, "/orgs/byd/workstreams", {"title": "a"}, "k")) for _ in range(2))
    assert first == again
    assert first["workstream_id"].startswith("ws_")
    assert len(body_of(api.get("/orgs/byd/workstreams"))["workstreams"]) == 1


def test_a_key_with_another_body_is_422_and_changes_nothing(api: Api) -> None:
    first = body_of(keyed(api, "/orgs/byd/workstreams", {"title": "a"}, "k"))
    refused(keyed(api, "/orgs/byd/workstreams", {"title": "b"}, "k"), 422, "Idempotency-Key")
    assert body_of(api.get("/orgs/byd/workstreams"))["workstreams"] == [first]


def test_a_key_belongs_to_one_organisation(api: Api) -> None:
    ids = [body_of(keyed(api, f"/orgs/{o}/workstreams", {"title": "a"}, "k"))["workstream_id"] for o in ("byd", "acme")]
    assert ids[0] != ids[1]


def test_a_key_does_not_keep_a_given_id_from_being_changed(api: Api) -> None:
    for title in ("a", "b"):
        keyed(api, "/orgs/byd/workstreams", {"workstream_id": "ws", "title": title}, "k")
    assert body_of(api.get("/workstreams/ws"))["title"] == "b"


def test_a_persons_change_survives_a_repeated_post_under_the_key(api: Api) -> None:
    made = body_of(keyed(api, "/orgs/byd/workstreams", {"title": "a"}, "k"))
    api.patch(f"/workstreams/{made['workstream_id']}", {"title": "b"})
    assert body_of(keyed(api, "/orgs/byd/workstreams", {"title": "a"}, "k"))["title"] == "b"
