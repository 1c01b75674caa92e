"""The calls that the guide of the legacy service prints, as it prints them."""

import pytest

from tests.agendas import metadata
from tests.api.client import Api, body_of

WORKSTREAM = {"title": "Test Workstream", "status": "green", "priority": 5}
REQUEST = {"text": "test meeting", "org": "test_org"}


def test_a_workstream_is_made_filled_and_planned(api: Api) -> None:
    assert body_of(api.get("/health"))["ok"] is True
    made = body_of(api.post("/orgs/test_org/workstreams", WORKSTREAM))
    assert {name: made[name] for name in ("org_id", *WORKSTREAM)} == {"org_id": "test_org", **WORKSTREAM}
    answer = body_of(api.post("/agenda/plan-nl", REQUEST, macro="auto"))
    assert answer["proposal"]["choice"] == "macro"
    assert metadata(answer)["mode"] == {"value": "auto", "source": "request"}
    facts = api.facts("test_org", {"text": "um"}, {"text": "dois"})
    answer = body_of(api.post(f"/workstreams/{made['workstream_id']}/link-facts", {"fact_ids": facts, "weight": 1.0}))
    assert answer["linked_count"] == 2
    plan = body_of(api.post("/agenda/plan-nl", REQUEST, macro="auto"))
    assert plan["proposal"]["agenda"]["title"] == "Meeting: Test Workstream"
    assert set(plan["proposal"]["supporting_fact_ids"]) == set(facts)


@pytest.mark.parametrize("macro", ["auto", "strict", "off"])
def test_a_plan_for_an_organisation_that_nobody_made_is_empty(api: Api, macro: str) -> None:
    answer = body_of(api.post("/agenda/plan-nl", REQUEST, macro=macro))
    assert answer["proposal"]["agenda"]["sections"] == []
