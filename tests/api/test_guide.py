"""The calls that the guide prints, as it prints them."""

import pytest

from tests.api.client import Api, body_of, metadata


def test_health(api: Api) -> None:
    assert body_of(api.get("/health"))["ok"] is True


def test_a_workstream_with_title_status_and_priority(api: Api) -> None:
    body = {"title": "Test Workstream", "status": "green", "priority": 5}
    made = body_of(api.post("/orgs/test_org/workstreams", body))
    assert (made["org_id"], made["title"], made["status"], made["priority"]) == (
        "test_org", "Test Workstream", "green", 5
    )  # fmt: skip


def test_a_plan_with_macro_in_the_query(api: Api) -> None:
    body_of(api.post("/orgs/test_org/workstreams", {"title": "Test Workstream", "status": "green", "priority": 5}))
    answer = body_of(api.post("/agenda/plan-nl", {"text": "test meeting", "org": "test_org"}, macro="auto"))
    assert answer["proposal"]["choice"] == "macro"
    assert metadata(answer)["mode"] == {"value": "auto", "source": "request"}


@pytest.mark.parametrize("macro", ["auto", "strict", "off"])
def test_a_plan_for_an_organisation_that_nobody_made(api: Api, macro: str) -> None:
    answer = body_of(api.post("/agenda/plan-nl", {"text": "test meeting", "org": "test_org"}, macro=macro))
    assert answer["proposal"]["agenda"]["sections"] == []


def test_suggestions_with_a_limit(api: Api) -> None:
    assert body_of(api.call("POST", "/orgs/test_org/workstreams:suggest?limit=5"))["org_id"] == "test_org"
    assert body_of(api.call("POST", "/orgs/test_org/workstreams%3Asuggest?limit=5"))["suggestions"] == []


def test_linking_facts(api: Api) -> None:
    made = body_of(
        api.post("/orgs/test_org/workstreams", {"title": "Test Workstream", "status": "green", "priority": 5})
    )
    facts = api.facts("test_org", {"text": "um"}, {"text": "dois"})
    answer = body_of(api.post(f"/workstreams/{made['workstream_id']}/link-facts", {"fact_ids": facts, "weight": 1.0}))
    assert answer["linked_count"] == 2
    plan = body_of(api.post("/agenda/plan-nl", {"text": "test meeting", "org": "test_org"}, macro="auto"))
    assert plan["proposal"]["agenda"]["title"] == "Meeting: Test Workstream"
    assert set(plan["proposal"]["supporting_fact_ids"]) == set(facts)
