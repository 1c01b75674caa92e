"""Stored agendas."""

from typing import Any

import pytest

from tests.api.client import Api, body_of, refused, shown

ITEM = {"fact_id", "proposal_id", "status", "payload", "created_at", "updated_at"}
PAYLOAD = {"subject", "agenda", "choice", "reason", "supporting_fact_ids"}


@pytest.fixture(autouse=True)
def _one_workstream(api: Api) -> None:
    api.seeded("byd", "Frete", {"text": "Cotar o frete", "fact_id": "f", "fact_type": "task"})


def propose(api: Api, **request: Any) -> Any:
    return api.propose(**{"text": "pauta sobre o frete", "org": "byd", **request})


def items(api: Api, **query: Any) -> list[Any]:
    return body_of(api.get("/agenda/proposals", org="byd", **query))["items"]


def test_a_proposal_is_planned_stored_and_told(api: Api) -> None:
    made = propose(api)
    assert made.keys() == {"fact_id", "proposal_id", "agenda", "subject", "status", "created_at", "proposal"}
    assert made["proposal_id"].startswith("agd_")
    assert made["fact_id"] == made["proposal_id"]
    assert (made["subject"], made["status"], made["created_at"]) == ("frete", "proposed", "2026-03-10T12:00:00Z")
    assert made["proposal"].keys() == {"agenda", "choice", "reason", "subject", "supporting_fact_ids"}
    assert made["agenda"] == made["proposal"]["agenda"]
    assert shown(made) == ["f"]


def test_a_proposal_is_read_alone_and_in_the_list(api: Api) -> None:
    made = propose(api)
    listed = body_of(api.get("/agenda/proposals", org="byd"))
    assert listed.keys() == {"org_id", "items"}
    (item,) = listed["items"]
    assert item.keys() == ITEM
    assert item["payload"].keys() == PAYLOAD
    assert item["payload"]["agenda"] == made["agenda"]
    assert item["payload"]["supporting_fact_ids"] == ["f"]
    assert (item["payload"]["choice"], item["payload"]["subject"]) == ("macro", "frete")
    assert body_of(api.get(f"/agenda/proposals/{made['proposal_id']}")) == item


def test_the_newest_proposal_comes_first(api: Api) -> None:
    ids = []
    for minutes in (30, 40, 50):
        ids.append(propose(api, duration_minutes=minutes)["proposal_id"])
        api.clock.pass_by(minutes=1)
    assert [item["proposal_id"] for item in items(api)] == ids[::-1]


def test_the_same_request_updates_one_proposal(api: Api) -> None:
    first = propose(api)
    api.post(f"/facts/{first['proposal_id']}/status", {"status": "validated"})
    api.fact("byd", "Seguro do frete", fact_id="new")
    api.clock.pass_by(hours=1)
    again = propose(api)
    assert (again["proposal_id"], again["created_at"]) == (first["proposal_id"], first["created_at"])
    assert again["status"] == "validated"
    (item,) = items(api)
    assert item["updated_at"] == "2026-03-10T13:00:00Z"
    assert item["payload"]["agenda"] == again["agenda"]


@pytest.mark.parametrize(
    "other",
    [
        {"meeting_id": "m1"}, {"text": "pauta sobre o frete marítimo"}, {"subject": "frete"}, {"duration_minutes": 45},
        {"language": "en"}, {"macro": "off"},
    ],
)  # fmt: skip
def test_another_request_makes_another_proposal(api: Api, other: dict[str, Any]) -> None:
    assert propose(api)["proposal_id"] != propose(api, **other)["proposal_id"]
    assert len(items(api)) == 2


def test_without_a_meeting_each_utc_day_has_its_own_proposal(api: Api) -> None:
    first = propose(api)["proposal_id"]
    api.clock.pass_by(hours=11, minutes=59)
    assert propose(api)["proposal_id"] == first
    api.clock.pass_by(minutes=1)
    assert propose(api)["proposal_id"] != first


def test_with_a_meeting_the_day_does_not_matter(api: Api) -> None:
    first = propose(api, meeting_id="m1")["proposal_id"]
    api.clock.pass_by(days=3)
    assert propose(api, meeting_id="m1")["proposal_id"] == first


def test_what_is_written_otherwise_but_means_the_same_is_the_same_request(api: Api) -> None:
    api.put("/orgs/byd", {"name": "BYD Brasil"})
    first = propose(api, language="pt-BR", macro="auto")
    assert propose(api, language="pt", macro="AUTO", org="BYD Brasil")["proposal_id"] == first["proposal_id"]
    body = {"prompt": "pauta sobre o frete", "org": "byd", "language": "PT"}
    assert body_of(api.post("/agenda/propose", body, macro="auto"))["proposal_id"] == first["proposal_id"]


def test_other_organisations_have_proposals_of_their_own(api: Api) -> None:
    api.fact("acme", "Cotar o frete")
    ids = {propose(api, org=org)["proposal_id"] for org in ("byd", "acme")}
    assert len(ids) == 2
    assert len(items(api)) == 1


@pytest.mark.parametrize(
    "said", [{"text": "pauta"}, {"prompt": "pauta"}, {"subject": "frete"}, {"text": None, "prompt": "pauta"}]
)
def test_one_of_text_prompt_and_subject_is_enough(api: Api, said: dict[str, Any]) -> None:
    assert body_of(api.post("/agenda/propose", {"org": "byd", **said}))["proposal_id"]


@pytest.mark.parametrize("said", [{}, {"text": " "}, {"text": None, "subject": None}, {"context": "muito"}])
def test_without_any_of_them_it_is_422(api: Api, said: dict[str, Any]) -> None:
    refused(api.post("/agenda/propose", {"org": "byd", **said}), 422, "text", "prompt", "subject")
    assert items(api) == []


@pytest.mark.parametrize(("field", "value"), [("meeting_id", "a/b"), ("meeting_id", 5), ("transcript_id", "x" * 201)])
def test_a_bad_meeting_is_422(api: Api, field: str, value: Any) -> None:
    refused(api.post("/agenda/propose", {"text": "pauta", "org": "byd", field: value}), 422, field)


def test_an_unknown_proposal_is_404(api: Api) -> None:
    refused(api.get("/agenda/proposals/none"), 404, "none")
    refused(api.post("/agenda/none/feedback", {"rating": 5}), 404, "none")


def test_a_fact_is_no_proposal(api: Api) -> None:
    refused(api.get("/agenda/proposals/f"), 404)
    refused(api.post("/agenda/f/feedback", {"rating": 5}), 404)


def test_a_stored_agenda_does_not_change_with_its_facts(api: Api) -> None:
    made = propose(api)
    api.fact("byd", "Outro texto", fact_id="f")
    api.delete("/facts/f")
    assert body_of(api.get(f"/agenda/proposals/{made['proposal_id']}"))["payload"]["agenda"] == made["agenda"]


def test_listing_without_an_organisation_lists_the_defaults(api: Api) -> None:
    made = api.propose(text="pauta")
    answer = body_of(api.get("/agenda/proposals"))
    assert (answer["org_id"], [i["proposal_id"] for i in answer["items"]]) == ("org_demo", [made["proposal_id"]])


def test_a_proposal_reads_formats_of_its_own_nowhere(api: Api) -> None:
    """`format` shapes what plan-nl answers; a proposal is always told whole."""
    made = propose(api, format="markdown")
    assert made["agenda"]["sections"]
