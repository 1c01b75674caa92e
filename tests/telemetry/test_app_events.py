"""The events that the app tells of its requests, as they arrive."""

import json
from types import SimpleNamespace
from uuid import UUID

import pytest

from spine import bootstrap, telemetry
from spine.errors import Unavailable
from spine.events import EVENTS
from tests.api.client import Api, body_of
from tests.api.environment import Environment
from tests.double import Double, Fault
from tests.double.fixtures import Container, double, double_container
from tests.telemetry.ingestion import Ingestion

__all__ = ["double", "double_container"]


class Ticking:
    """A timer that has gone on by a quarter of a second each time it is read."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.25
        return self.now


def only(ingestion: Ingestion, name: str) -> dict[str, str]:
    telemetry.flush()
    [event] = ingestion.events(name)
    return event


def test_a_macro_plan_is_told_with_its_figures(api: Api, connected: Ingestion, monkeypatch: pytest.MonkeyPatch) -> None:
    api.seeded("acme", "Integrações", {"text": "Usar a API nova"}, {"text": "Trocar o fornecedor de nuvem"})
    monkeypatch.setattr(bootstrap, "perf_counter", Ticking())
    api.plan("pauta da próxima reunião, 45 min", org="acme", macro_query="strict")
    event = only(connected, "agenda_planned")
    assert event == {
        "org_id": "acme", "mode": "strict", "mode_source": "request", "planner": "macro", "choice": "macro",
        "workstreams": "1", "facts": "2", "minutes": "45", "language": "pt-BR", "select_ms": "250",
        "retrieve_ms": "250", "duration_ms": "1250",
    }  # fmt: skip


def test_a_micro_plan_is_told_with_its_nudge_and_what_was_assumed(api: Api, connected: Ingestion) -> None:
    api.fact("acme")
    api.plan("agenda for the meeting", org="acme")
    event = only(connected, "agenda_planned")
    assert event["nudge"] == "macro_context_missing"
    assert event["assumed"] == "duration_minutes"
    assert (event["planner"], event["mode"], event["mode_source"]) == ("micro", "auto", "default")
    assert event.keys() == EVENTS["agenda_planned"]


def test_a_proposal_is_told_as_a_plan_once(api: Api, connected: Ingestion) -> None:
    api.seeded("acme", "Integrações", {"text": "Usar a API nova"})
    api.propose(org="acme", text="pauta")
    assert only(connected, "agenda_planned")["planner"] == "macro"


def test_stored_facts_are_told_in_numbers(api: Api, connected: Ingestion) -> None:
    api.facts("acme", {"fact_id": "f1", "text": "Usar a API nova"}, {"fact_id": "f2", "text": "Trocar de nuvem"})
    assert only(connected, "facts_ingested") == {
        "org_id": "acme", "inserted": "2", "updated": "0", "unchanged": "0"
    }  # fmt: skip


def test_feedback_is_told_in_numbers(api: Api, connected: Ingestion) -> None:
    api.seeded("acme", "Integrações", {"fact_id": "f1", "text": "Usar a API nova"})
    proposal_id = api.propose(org="acme", text="pauta")["proposal_id"]
    feedback = {"rating": 4, "comment": "Maria gostou", "bullets": [{"fact_id": "f1", "verdict": "accept"}]}
    body_of(api.post(f"/agenda/{proposal_id}/feedback", feedback, org="acme"))
    assert only(connected, "feedback_given") == {
        "org_id": "acme", "proposal_id": proposal_id, "rating": "4", "accepted": "1", "rejected": "0", "done": "0",
        "not_now": "0",
    }  # fmt: skip


def test_a_sweep_is_told_with_all_its_fields_and_each_flag(api: Api, connected: Ingestion) -> None:
    made = api.workstream("acme")
    api.clock.pass_by(days=7)
    assert api.app.invoke_timer("flag_stale_workstreams").ok
    telemetry.flush()
    connected.envelopes.clear()
    api.clock.pass_by(days=8)
    assert api.app.invoke_timer("flag_stale_workstreams").ok
    assert only(connected, "workstream_flagged_stale") == {
        "org_id": "acme", "workstream_id": made["workstream_id"], "days_idle": "15"
    }  # fmt: skip
    event = only(connected, "stale_sweep_finished")
    assert event.keys() == EVENTS["stale_sweep_finished"]
    assert (event["orgs"], event["orgs_with_workstream"], event["workstreams"]) == ("1", "1", "1")
    assert (event["flagged"], event["stale_total"], event["failed"]) == ("1", "1", "0")
    assert (event["workstreams_week_before"], event["stale_total_week_before"]) == ("1", "0")


def test_a_failed_request_is_told(api: Api, connected: Ingestion, monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*_: object) -> None:
        raise Unavailable("The database is away.")

    monkeypatch.setattr("spine.bootstrap.service", unavailable)
    assert api.get("/orgs/acme").status == 503
    event = only(connected, "request_failed")
    assert int(event.pop("duration_ms")) >= 0
    assert event == {"endpoint": "organisation_get", "method": "GET", "status": "503", "code": "unavailable"}


def test_a_refused_request_is_no_failure(api: Api, connected: Ingestion) -> None:
    assert api.get("/orgs/nobody").status == 404
    telemetry.flush()
    assert connected.events("request_failed") == []


def test_a_request_that_the_database_has_no_time_for_says_429(
    api: Api, connected: Ingestion, environment: Environment, double: Double, double_container: Container
) -> None:
    names = ("COSMOS_ENDPOINT", "COSMOS_KEY", "COSMOS_DATABASE", "COSMOS_CONTAINER")
    environment.set(SPINE_STORE="cosmos", **dict(zip(names, double_container, strict=True)))
    api.workstream("acme")
    double.inject(Fault(429, times=None, retry_after=7))
    assert api.get("/orgs/acme/workstreams").status == 503
    event = only(connected, "request_failed")
    assert (event["status"], event["database_status"]) == ("503", "429")


def test_an_event_carries_the_operation_that_the_host_records(
    api: Api, connected: Ingestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (7, 8):
        monkeypatch.setattr("devhost.worker.uuid", SimpleNamespace(uuid4=lambda n=number: UUID(int=n << 64)))
        api.fact("acme", f"Usar a API número {number}")
    telemetry.flush()
    operations = [envelope["tags"]["ai.operation.id"] for envelope in connected.envelopes]
    assert operations == [UUID(int=number << 64).hex for number in (7, 8)]


def test_nobodys_words_leave(api: Api, connected: Ingestion) -> None:
    words = "Sigilosa"
    api.seeded("acme", f"{words} fusão", {"text": f"{words} decisão", "owner": words}, description=words)
    api.plan(f"pauta sobre {words}", org="acme")
    api.plan("pauta", org=words)
    api.plan("pauta", org=f"{words} & Filhos")
    telemetry.flush()
    assert connected.names().count("agenda_planned") == 3
    assert words not in json.dumps(connected.envelopes)


def test_the_event_of_a_plan_is_as_large_as_the_quota_of_logs_was_sized_for(api: Api, connected: Ingestion) -> None:
    """docs/operations.md#limits-and-capacity counts 0.9 KB."""
    api.seeded("an_organisation_with_a_name", "Integrações", {"text": "Usar a API nova"})
    api.plan("pauta da próxima reunião sobre integrações, 45 min", org="an_organisation_with_a_name")
    telemetry.flush()
    (planned,) = [one for one in connected.envelopes if one["data"]["baseData"]["name"] == "agenda_planned"]
    assert 700 < len(json.dumps(planned)) < 1000
