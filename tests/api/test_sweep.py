"""The timer, snapshots and coverage, through the host."""

import logging
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from devhost.server import Server
from spine import bootstrap
from spine.errors import Unavailable
from tests import demo_database
from tests.agendas import metadata
from tests.api.client import Api, body_of, refused
from tests.api.environment import Environment
from tests.api.stores import ON_BOTH
from tests.clock import Clock

TIMER = "flag_stale_workstreams"
DEMO_STALE = {"org_demo": "ws_seguranca_alimentos", "org_harbor": "ws_resellers"}


@pytest.fixture
def seeded(api: Api, store: str) -> Api:
    """The app with the demo organisations."""
    demo_database.seed(store)
    return api


@pytest.fixture
def stale(api: Api, clock: Clock) -> Api:
    """The app with one workstream, which nobody updated for 20 days."""
    api.workstream("byd", workstream_id="stale")
    clock.pass_by(days=20)
    return api


def swept(api: Api) -> None:
    outcome = api.app.invoke_timer(TIMER)
    assert outcome.ok, outcome.stack


def plan(api: Api) -> Any:
    return api.plan("pauta sobre certificação de segurança dos alimentos", org="org_demo")


@ON_BOTH
def test_the_timer_flags_the_demos_stale_workstreams(seeded: Api, caplog: pytest.LogCaptureFixture) -> None:
    swept(seeded)
    for org, workstream_id in DEMO_STALE.items():
        answer = body_of(seeded.get(f"/workstreams/{workstream_id}", org=org))
        assert (answer["stale"], answer["status"], answer["effective_status"]) == (True, "green", "yellow")
        assert answer["stale_flagged_at"] is not None
        assert ("WARNING", f"Workstream {workstream_id} stale (14+ days)") in lines(caplog)
    listed = body_of(seeded.get("/orgs/org_demo/workstreams"))["workstreams"]
    assert [one["workstream_id"] for one in listed if one["stale_flagged_at"]] == [DEMO_STALE["org_demo"]]


def test_an_admin_request_to_the_local_host_runs_the_timer(stale: Api) -> None:
    said: list[str] = []
    asked = {
        "REQUEST_METHOD": "POST", "RAW_URI": f"/admin/functions/{TIMER}", "REQUEST_URI": f"/admin/functions/{TIMER}",
        "PATH_INFO": f"/admin/functions/{TIMER}", "QUERY_STRING": "", "wsgi.input": BytesIO(b'{"input": ""}'),
    }  # fmt: skip
    Server(stale.app)(asked, lambda status, _: said.append(status))
    assert said == ["202 Accepted"]
    assert body_of(stale.get("/workstreams/stale", org="byd"))["stale_flagged_at"] is not None


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.getMessage()) for record in caplog.records]


def test_a_plan_shows_the_staleness_and_an_update_clears_it(seeded: Api) -> None:
    swept(seeded)
    answer = metadata(plan(seeded))
    assert answer["health"] == "stale_macro"
    assert [(w["workstream_id"], w["status"]) for w in answer["workstreams"]] == [(DEMO_STALE["org_demo"], "yellow")]
    answer = body_of(seeded.patch(f"/workstreams/{DEMO_STALE['org_demo']}", {"priority": 60}, org="org_demo"))
    assert (answer["stale"], answer["stale_flagged_at"], answer["effective_status"]) == (False, None, "green")
    answer = metadata(plan(seeded))
    assert "health" not in answer
    assert [w["status"] for w in answer["workstreams"]] == ["green"]


@ON_BOTH
def test_an_if_match_from_before_the_flag_still_holds(stale: Api) -> None:
    path = "/workstreams/stale"
    etag = stale.get(path, org="byd").headers["etag"]
    swept(stale)
    assert body_of(stale.get(path, org="byd"))["stale_flagged_at"] is not None
    answer = stale.call("PATCH", path, {"org": "byd"}, json={"priority": 3}, headers={"If-Match": etag})
    assert body_of(answer)["priority"] == 3


def test_a_sweep_writes_a_snapshot_for_each_organisation_and_day(seeded: Api, clock: Clock) -> None:
    swept(seeded)
    swept(seeded)
    [first] = body_of(seeded.get("/orgs/org_demo/snapshots"))["snapshots"]
    assert first["metrics"]["workstreams"] == 5
    assert [one["title"] for one in first["metrics"]["stale_workstreams"]] == [
        "Certificação de segurança dos alimentos"
    ]
    assert first["summary"].startswith("5 frentes de trabalho")
    clock.pass_by(days=1)
    swept(seeded)
    days = [one["as_of_iso"][:10] for one in body_of(seeded.get("/orgs/org_demo/snapshots"))["snapshots"]]
    assert days == [clock.date(0), clock.date(-1)]
    assert body_of(seeded.get("/orgs/org_harbor/snapshots"))["snapshots"][0]["summary"].startswith("5 workstreams")


def test_coverage_is_zeros_before_the_first_sweep_and_the_totals_after_it(seeded: Api, clock: Clock) -> None:
    assert body_of(seeded.get("/metrics/coverage")) == {
        "as_of": None, "orgs": 0, "orgs_with_workstream": 0, "share": 0, "workstreams_per_org": 0,
        "facts_per_workstream": 0, "stale_share": 0, "empty_share": 0, "ratings": {"count": 0, "mean": 0},
    }  # fmt: skip
    seeded.put("/orgs/empty", {"name": "Empty"})
    proposal = seeded.propose(text="pauta", org="org_demo")["proposal_id"]
    seeded.post(f"/agenda/{proposal}/feedback", {"rating": 4}, org="org_demo")
    swept(seeded)
    answer = body_of(seeded.get("/metrics/coverage"))
    assert answer["as_of"][:16] == clock.iso()[:16]
    assert (answer["orgs"], answer["orgs_with_workstream"], answer["share"]) == (3, 2, 0.6667)
    assert (answer["workstreams_per_org"], answer["stale_share"], answer["empty_share"]) == (3.3333, 0.2, 0)
    assert answer["facts_per_workstream"] > 5
    assert answer["ratings"] == {"count": 1, "mean": 4}


def test_the_sweep_is_of_no_organisation_that_a_caller_can_name(stale: Api) -> None:
    swept(stale)
    for path in ("/orgs/_sweep", "/orgs/_sweep/workstreams", "/orgs/_sweep/snapshots"):
        refused(stale.get(path), 422)


def test_documents_without_readable_dates_are_swept_like_the_others(api: Api, clock: Clock) -> None:
    org = "byd"
    api.workstream(org, workstream_id="future", created_at="2019-01-01T00:00:00Z")
    then = clock.now
    clock.now = then + timedelta(days=300)
    api.patch("/workstreams/future", {"priority": 2}, org=org)
    clock.now = then
    swept(api)
    answer = body_of(api.get("/workstreams/future", org=org))
    assert (answer["stale"], answer["stale_flagged_at"], answer["days_since_update"]) == (False, None, 0)


def test_a_sweep_that_cannot_begin_is_logged_and_returns(
    api: Api, environment: Environment, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Unavailable("The database is away.")

    with monkeypatch.context() as away:
        away.setattr(bootstrap.service().store, "get", refuse)
        assert api.app.invoke_timer(TIMER).ok
        away.setattr(bootstrap.service().store, "get", lambda *_: 1 / 0)
        assert api.app.invoke_timer(TIMER).ok
    environment.set(STALE_AFTER_DAYS="soon")
    assert api.app.invoke_timer(TIMER).ok
    said = [text for level, text in lines(caplog) if level == "ERROR"]
    assert [text.split(":")[0] for text in said] == [TIMER, f"{TIMER} failed", TIMER]
    assert "The database is away." in said[0]
    assert "STALE_AFTER_DAYS='soon'" in said[2]


def test_a_sweep_that_is_done_says_so_in_one_line(stale: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "spine.sweep")
    swept(stale)
    said = [text for level, text in lines(caplog) if level == "INFO" and text.startswith("Stale sweep: ")]
    assert len(said) == 1
    assert said[0].startswith("Stale sweep: 1 organisations, 1 workstreams, 1 flagged, 1 stale, ")
