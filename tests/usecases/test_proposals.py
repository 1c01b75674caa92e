"""Stored agendas."""

from typing import Any

import pytest

from spine.errors import NotFound
from tests.agendas import shown
from tests.usecases.app import App, refused


@pytest.fixture(autouse=True)
def _one_workstream(app: App) -> None:
    app.seeded("byd", "Frete", {"text": "Cotar o frete", "fact_id": "f", "fact_type": "task"})


def propose(app: App, **request: Any) -> Any:
    return app.propose(**{"text": "pauta sobre o frete", "org": "byd", **request})


def items(app: App) -> list[Any]:
    return list(app.proposals(org="byd")["items"])


def test_a_proposal_is_planned_stored_and_told(app: App) -> None:
    made = propose(app)
    assert made["proposal_id"].startswith("agd_")
    assert made["fact_id"] == made["proposal_id"]
    assert (made["subject"], made["status"], made["created_at"]) == ("frete", "proposed", "2026-03-10T12:00:00Z")
    assert made["agenda"] == made["proposal"]["agenda"]
    assert shown(made) == ["f"]


def test_a_proposal_is_read_alone_and_in_the_list(app: App) -> None:
    made = propose(app)
    [item] = items(app)
    assert item["payload"]["agenda"] == made["agenda"]
    assert item["payload"]["supporting_fact_ids"] == ["f"]
    assert (item["payload"]["choice"], item["payload"]["subject"]) == ("macro", "frete")
    alone = app.read_proposal(made["proposal_id"])
    assert {name: alone[name] for name in item} == item


def test_one_alone_has_the_start_the_language_and_the_notes_of_its_plan(app: App) -> None:
    app.put_organisation("byd", name="BYD", time_zone="America/Sao_Paulo")
    made = propose(app, start_iso="2026-03-12T14:00", subject="navios", language="en")
    alone = app.read_proposal(made["proposal_id"])
    assert (alone["start"], alone["language"]) == ("2026-03-12T14:00:00-03:00", "en-US")
    assert alone["notes"] == made["notes"] != []


def test_one_alone_has_what_the_meeting_said_of_it_since_it_was_planned(app: App) -> None:
    proposal_id = propose(app)["proposal_id"]
    app.give_feedback(proposal_id, rating=4, comment="fine", bullets=[{"fact_id": "f", "verdict": "not_now"}])
    alone = app.read_proposal(proposal_id)
    assert (alone["rating"], alone["comment"]) == (4, "fine")
    assert alone["bullets"] == [{"fact_id": "f", "verdict": "not_now"}]
    propose(app)
    assert app.read_proposal(proposal_id)["bullets"] == []


def test_the_same_request_updates_one_proposal(app: App) -> None:
    first = propose(app)
    app.set_status(first["proposal_id"], "validated")
    app.fact("byd", "Seguro do frete", fact_id="new")
    app.clock.pass_by(hours=1)
    again = propose(app)
    assert (again["proposal_id"], again["created_at"]) == (first["proposal_id"], first["created_at"])
    assert again["status"] == "validated"
    [item] = items(app)
    assert item["updated_at"] == "2026-03-10T13:00:00Z"
    assert item["payload"]["agenda"] == again["agenda"]


@pytest.mark.parametrize(
    "other",
    [
        {"meeting_id": "m1"}, {"text": "pauta sobre o frete marítimo"}, {"subject": "frete"}, {"duration_minutes": 45},
        {"language": "en"}, {"macro": "off"},
    ],
)  # fmt: skip
def test_another_request_makes_another_proposal(app: App, other: dict[str, Any]) -> None:
    assert propose(app)["proposal_id"] != propose(app, **other)["proposal_id"]
    assert len(items(app)) == 2


def test_without_a_meeting_each_utc_day_has_its_own_proposal(app: App) -> None:
    first = propose(app)["proposal_id"]
    app.clock.pass_by(hours=11, minutes=59)
    assert propose(app)["proposal_id"] == first
    app.clock.pass_by(minutes=1)
    assert propose(app)["proposal_id"] != first


def test_a_meeting_with_a_start_has_one_proposal_whenever_it_is_planned(app: App) -> None:
    asked = {"meeting_id": "m1", "start_iso": "2026-03-16T09:00:00Z"}
    first = propose(app, **asked)["proposal_id"]
    app.clock.pass_by(days=3)
    assert propose(app, **asked)["proposal_id"] == first
    assert propose(app, **asked | {"start_iso": "2026-03-16T15:00:00Z"})["proposal_id"] == first


def test_the_next_meeting_of_a_series_has_a_proposal_of_its_own(app: App) -> None:
    first = propose(app, meeting_id="m1", start_iso="2026-03-16T09:00:00Z")["proposal_id"]
    assert propose(app, meeting_id="m1", start_iso="2026-03-23T09:00:00Z")["proposal_id"] != first


def test_what_is_written_otherwise_but_means_the_same_is_the_same_request(app: App) -> None:
    app.put_organisation("byd", name="BYD Brasil")
    first = propose(app, language="pt-BR", macro="auto")
    assert propose(app, language="pt", macro="AUTO", org="BYD Brasil")["proposal_id"] == first["proposal_id"]
    again = app.propose(prompt="pauta sobre o frete", org="byd", language="PT", macro="auto")
    assert again["proposal_id"] == first["proposal_id"]


def test_other_organisations_have_proposals_of_their_own(app: App) -> None:
    app.fact("acme", "Cotar o frete")
    assert propose(app, org="byd")["proposal_id"] != propose(app, org="acme")["proposal_id"]
    assert len(items(app)) == 1


@pytest.mark.parametrize(
    "said", [{"text": "pauta"}, {"prompt": "pauta"}, {"subject": "frete"}, {"text": None, "prompt": "pauta"}]
)
def test_one_of_text_prompt_and_subject_is_enough(app: App, said: dict[str, Any]) -> None:
    assert app.propose(org="byd", **said)["proposal_id"]


def test_a_fact_is_no_proposal(app: App) -> None:
    for unknown in ("none", "f"):
        with refused(NotFound, unknown):
            app.read_proposal(unknown)


def test_a_stored_agenda_does_not_change_with_its_facts(app: App) -> None:
    made = propose(app)
    app.fact("byd", "Outro texto", fact_id="f")
    app.delete_fact("f")
    assert app.read_proposal(made["proposal_id"])["payload"]["agenda"] == made["agenda"]


def test_listing_without_an_organisation_lists_the_defaults(app: App) -> None:
    made = app.propose(text="pauta")
    answer = app.proposals()
    assert (answer["org_id"], [i["proposal_id"] for i in answer["items"]]) == ("org_demo", [made["proposal_id"]])


def test_a_format_shapes_no_proposal(app: App) -> None:
    assert propose(app, format="markdown")["agenda"]["sections"]
