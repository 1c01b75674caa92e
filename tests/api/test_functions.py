"""The functions that the host finds, and what the host itself answers."""

from collections.abc import Callable
from datetime import datetime

import pytest

from spine import bootstrap
from spine.errors import Unavailable
from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_BOTH
from tests.clock import Clock

FUNCTION, ANONYMOUS = "function", "anonymous"

EXPECTED = {
    ("home", "GET", "/", ANONYMOUS),
    ("health", "GET HEAD", "/health", ANONYMOUS),
    ("ready", "GET HEAD", "/ready", ANONYMOUS),
    ("workstreams_save", "POST", "/orgs/{org_id}/workstreams", FUNCTION),
    ("workstreams_list", "GET", "/orgs/{org_id}/workstreams", FUNCTION),
    ("workstreams_suggest", "POST", "/orgs/{org_id}/workstreams:suggest", FUNCTION),
    ("workstream_get", "GET", "/workstreams/{workstream_id}", FUNCTION),
    ("workstream_patch", "PATCH", "/workstreams/{workstream_id}", FUNCTION),
    ("workstream_delete", "DELETE", "/workstreams/{workstream_id}", FUNCTION),
    ("workstream_link_facts", "POST", "/workstreams/{workstream_id}/link-facts", FUNCTION),
    ("workstream_unlink_facts", "POST", "/workstreams/{workstream_id}/unlink-facts", FUNCTION),
    ("workstream_facts", "GET", "/workstreams/{workstream_id}/facts", FUNCTION),
    ("workstream_meetings", "GET", "/workstreams/{workstream_id}/meetings", FUNCTION),
    ("facts_store", "POST", "/orgs/{org_id}/facts", FUNCTION),
    ("facts_list", "GET", "/orgs/{org_id}/facts", FUNCTION),
    ("bundles_store", "POST", "/orgs/{org_id}/bundles", FUNCTION),
    ("facts_search", "GET", "/facts/search", FUNCTION),
    ("fact_get", "GET", "/facts/{fact_id}", FUNCTION),
    ("fact_delete", "DELETE", "/facts/{fact_id}", FUNCTION),
    ("fact_status", "POST", "/facts/{fact_id}/status", FUNCTION),
    ("meeting_link", "POST", "/meetings/{meeting_id}/link-workstream", FUNCTION),
    ("meeting_unlink", "DELETE", "/meetings/{meeting_id}/link-workstream/{workstream_id}", FUNCTION),
    ("meeting_workstreams", "GET", "/meetings/{meeting_id}/workstreams", FUNCTION),
    ("organisations_list", "GET", "/orgs", FUNCTION),
    ("organisation_get", "GET", "/orgs/{org_id}", FUNCTION),
    ("organisation_put", "PUT", "/orgs/{org_id}", FUNCTION),
    ("organisation_patch", "PATCH", "/orgs/{org_id}", FUNCTION),
    ("organisation_delete", "DELETE", "/orgs/{org_id}", FUNCTION),
    ("snapshots_list", "GET", "/orgs/{org_id}/snapshots", FUNCTION),
    ("agenda_plan", "POST", "/agenda/plan-nl", FUNCTION),
    ("agenda_plan_get", "GET", "/agenda/plan-nl", FUNCTION),
    ("notes_store", "POST", "/orgs/{org_id}/notes", FUNCTION),
    ("agenda_plan_raw", "POST", "/agenda/plan-nl-raw", FUNCTION),
    ("agenda_propose", "POST", "/agenda/propose", FUNCTION),
    ("proposals_list", "GET", "/agenda/proposals", FUNCTION),
    ("proposal_get", "GET", "/agenda/proposals/{proposal_id}", FUNCTION),
    ("proposal_feedback", "POST", "/agenda/{proposal_id}/feedback", FUNCTION),
    ("metrics_coverage", "GET", "/metrics/coverage", FUNCTION),
}

ELSEWHERE = ("/openapi.json", "/docs", "/console")
"""Endpoints, with the assets below them, that have tests of their own."""


def test_the_function_table_is_exactly_the_documented_one(api: Api) -> None:
    table = {
        (f.name, " ".join(sorted(f.methods)), f"/{f.route.lstrip('/')}", f.auth)
        for f in api.app.functions
        if f.trigger == "httpTrigger"
    }
    assert {line for line in table if not line[2].startswith(ELSEWHERE)} == EXPECTED


def test_the_one_timer_runs_on_the_default_schedule(api: Api) -> None:
    timers = [(f.name, f.schedule) for f in api.app.functions if f.trigger == "timerTrigger"]
    assert timers == [("flag_stale_workstreams", "0 0 * * * *")]


def test_the_host_has_nothing_to_complain_of(api: Api) -> None:
    assert api.app.problems() == []


@ON_BOTH
def test_health_says_version_and_store(api: Api, store: str) -> None:
    health = body_of(api.get("/health"))
    assert (health["ok"], health["store"]) == (True, store)
    assert body_of(api.get("/ready")) == health


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_head_answers_as_get_but_without_a_body(api: Api, path: str) -> None:
    answer = api.call("HEAD", path)
    assert (answer.status, answer.body) == (200, b"")


@pytest.fixture
def away(api: Api, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A way to take the database away."""

    def take_away() -> None:
        store = bootstrap.service().store

        def refuse(*_: object, **__: object) -> None:
            raise Unavailable("The database is away.")

        reads = ("ping", "get", "get_many", "find", "facts", "workstreams", "organisation_exists")
        for name in (*reads, "commit", "commit_in_parts"):
            monkeypatch.setattr(store, name, refuse)

    return take_away


def test_a_database_that_is_away_is_503_with_retry_after(api: Api, away: Callable[[], None]) -> None:
    away()
    for answer in (
        api.get("/ready"),
        api.get("/orgs/o/facts"),
        api.post("/orgs/o/workstreams", {"title": "a"}),
        api.get("/workstreams/w"),
        api.post("/agenda/plan-nl", {"text": "reunião", "org": "o"}),
    ):
        refused(answer, 503)
        assert int(answer.headers["retry-after"]) >= 1


def test_a_deletion_that_takes_too_long_is_503_with_what_is_removed(
    api: Api, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow() -> datetime:
        clock.pass_by(seconds=61)
        return clock.now

    api.seeded("byd", "Integrações", {"text": "Contrato"})
    with monkeypatch.context() as slowly:
        slowly.setattr(bootstrap, "_now", slow)
        answer = api.delete("/orgs/byd", confirm="byd")
    assert refused(answer, 503)["removed"] == 3
    assert int(answer.headers["retry-after"]) >= 1
    assert api.delete("/orgs/byd", confirm="byd").status == 204


def test_health_touches_no_database(api: Api, away: Callable[[], None]) -> None:
    away()
    assert api.get("/health").status == 200


def test_an_unexpected_fault_is_500_without_stack_and_with_a_body(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr(bootstrap.service().store, "find", fail)
    answer = api.get("/workstreams/w")
    refused(answer, 500)
    assert b"secret inside" not in answer.body
    assert b"RuntimeError" not in answer.body


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/nothing/here"), ("PUT", "/workstreams/w"), ("DELETE", "/health"), ("GET", "/orgs//workstreams")],
)
def test_the_host_answers_404_without_a_body_where_no_route_is(api: Api, method: str, path: str) -> None:
    answer = api.call(method, path)
    assert (answer.status, answer.body) == (404, b"")
