"""Each alert over telemetry that was really sent: once where it must fire, once where it must not."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from spine import bootstrap, telemetry
from spine.errors import Unavailable
from tests.api.client import Api
from tests.api.environment import Environment
from tests.double import Double, Fault
from tests.double.fixtures import Container, double, double_container
from tests.telemetry.ingestion import Ingestion
from tests.telemetry.queries import ALERTS, of_workbook
from tests.telemetry.tables import Tables

__all__ = ["double", "double_container"]

BY_NAME = {alert["name"]: alert for alert in ALERTS}


@pytest.fixture
def tables(connected: Ingestion) -> Tables:
    return Tables()


@pytest.fixture
def fires(tables: Tables, connected: Ingestion) -> Callable[[str], bool]:
    """Whether an alert fires on what was sent until now."""

    def asked(name: str) -> bool:
        telemetry.flush()
        tables.take(connected)
        return tables.fires(BY_NAME[name])

    return asked


def plans(api: Api, org: str, count: int, **options: str) -> None:
    for _ in range(count):
        api.plan("pauta", org=org, **options)


def swept(stale: int, week_before: tuple[int, int] | None = None) -> None:
    """Tell of a complete pass over 40 workstreams; `week_before`: the stale ones and all, seven days ago."""
    counted = {"orgs": 9, "orgs_with_workstream": 8, "workstreams": 40, "flagged": 0, "stale_total": stale}
    before = zip(("stale_total_week_before", "workstreams_week_before"), week_before or (), strict=False)
    telemetry.track_event("stale_sweep_finished", counted | dict(before))


def test_more_than_half_of_twenty_plans_without_workstreams(api: Api, fires: Callable[[str], bool]) -> None:
    api.workstream("acme")
    api.fact("beta")
    plans(api, "beta", 11)
    plans(api, "beta", 20, macro="off")
    assert not fires("no-workstreams-found")  # eleven plans say nothing
    plans(api, "acme", 9)
    assert fires("no-workstreams-found")
    plans(api, "acme", 2)
    assert not fires("no-workstreams-found")  # exactly half


def test_one_agenda_that_took_more_than_five_seconds(
    api: Api, fires: Callable[[str], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    plans(api, "acme", 3)
    assert not fires("agenda-slow")
    seconds = iter(range(0, 1000, 2))
    monkeypatch.setattr(bootstrap, "perf_counter", lambda: next(seconds))
    plans(api, "acme", 1)
    assert fires("agenda-slow")


def test_one_agenda_in_ten_that_took_more_than_three_seconds(api: Api, tables: Tables) -> None:
    def planned(seconds: float, count: int) -> None:
        for _ in range(count):
            tables.answered(api.get("/agenda/plan-nl", text="pauta", org="acme"), seconds)

    planned(2.0, 18)
    assert not tables.fires(BY_NAME["agenda-p95"])
    planned(4.0, 2)
    assert tables.fires(BY_NAME["agenda-p95"])


def test_one_workstream_request_in_ten_that_failed(api: Api, tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    def listed(count: int) -> None:
        for _ in range(count):
            tables.answered(api.get("/orgs/acme/workstreams"))

    tables.answered(api.get("/workstreams/ws_none", org="acme"))
    listed(8)
    with monkeypatch.context() as patch:
        patch.setattr("spine.bootstrap.service", _away)
        listed(1)
    assert tables.fires(BY_NAME["workstream-errors"])
    listed(10)
    assert not tables.fires(BY_NAME["workstream-errors"])  # exactly 5 %


def test_few_workstream_requests_say_nothing(api: Api, tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spine.bootstrap.service", _away)
    for _ in range(9):
        tables.answered(api.get("/orgs/acme/workstreams"))
    assert not tables.fires(BY_NAME["workstream-errors"])


def test_planning_that_fails_altogether(api: Api, tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans that give up tell no event, and are no requests for workstreams."""
    monkeypatch.setattr("spine.bootstrap.service", _away)
    plan = api.get("/agenda/plan-nl", text="pauta", org="acme")
    assert plan.status == 503
    for minutes in (10, 5, 0):
        tables.answered(plan, seconds=2.5, minutes_ago=minutes, count=67)
    assert [name for name, alert in BY_NAME.items() if name != "sweep-missing" and tables.fires(alert)] == ["errors"]


@pytest.mark.parametrize(
    ("path", "query"),
    [("/facts/search", {"q": "api", "org": "acme"}), ("/orgs/acme/facts", {}), ("/orgs/acme/workstreams", {})],
)
def test_errors_of_any_endpoint_in_two_periods_of_three(
    api: Api, tables: Tables, monkeypatch: pytest.MonkeyPatch, path: str, query: dict[str, str]
) -> None:
    fine = api.get("/health")
    monkeypatch.setattr("spine.bootstrap.service", _away)
    failed = api.get(path, **query)
    for minutes, failures in ((10, 4), (5, 0), (0, 2)):
        tables.answered(fine, minutes_ago=minutes, count=20)
        tables.answered(failed, minutes_ago=minutes, count=failures)
    assert not tables.fires(BY_NAME["errors"])  # four, none and two: one period of three
    tables.answered(failed)
    assert tables.fires(BY_NAME["errors"])


def test_errors_that_are_few_or_a_small_share_say_nothing(
    api: Api, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    fine = api.get("/health")
    monkeypatch.setattr("spine.bootstrap.service", _away)
    failed = api.get("/orgs/acme/workstreams")
    for minutes in (10, 5, 0):
        tables.answered(failed, minutes_ago=minutes, count=2)
    assert not tables.fires(BY_NAME["errors"])  # two each time
    for minutes in (10, 5, 0):
        tables.answered(fine, minutes_ago=minutes, count=95)
        tables.answered(failed, minutes_ago=minutes, count=3)
    assert not tables.fires(BY_NAME["errors"])  # exactly 5 %


def test_what_callers_do_wrong_is_no_error(api: Api, tables: Tables) -> None:
    for minutes in (10, 5, 0):
        tables.answered(api.get("/workstreams/ws_none", org="acme"), minutes_ago=minutes, count=50)
    assert not tables.fires(BY_NAME["errors"])


@pytest.mark.parametrize("status", [200, 503])
def test_three_slow_requests_whatever_their_result(tables: Tables, status: int) -> None:
    tables.requested("agenda_plan", str(status), seconds=5.1, count=2)
    tables.requested("workstreams_list", str(status), seconds=4.9, count=50)
    tables.requested("facts_store", str(status), seconds=30, count=50)  # it may write hundreds of documents
    tables.requested("flag_stale_workstreams", "0", seconds=1200)
    assert not tables.fires(BY_NAME["requests-slow"])
    tables.requested("workstreams_list", str(status), seconds=5.1)
    assert tables.fires(BY_NAME["requests-slow"])


def _away(*_: object) -> None:
    raise Unavailable("The database is away.")


def test_no_complete_sweep_in_26_hours(tables: Tables, connected: Ingestion, fires: Callable[[str], bool]) -> None:
    swept(stale=1)
    telemetry.flush()
    tables.take(connected, timedelta(hours=27))
    assert fires("sweep-missing")
    swept(stale=1)
    telemetry.flush()
    tables.take(connected, timedelta(hours=25))
    assert not fires("sweep-missing")


@pytest.mark.parametrize(("before", "after", "grown"), [(4, 8, True), (4, 7, False), (8, 4, False)])
def test_the_share_of_stale_workstreams_grew_by_ten_points_in_a_week(
    tables: Tables, connected: Ingestion, fires: Callable[[str], bool], before: int, after: int, grown: bool
) -> None:
    swept(stale=0, week_before=(30, 40))
    telemetry.flush()
    tables.take(connected, timedelta(hours=30))
    swept(stale=after, week_before=(2 * before, 80))
    assert fires("stale-share") is grown


@pytest.mark.parametrize("week_before", [None, (0, 0)])
def test_a_share_grows_only_from_one_that_is_known(
    fires: Callable[[str], bool], week_before: tuple[int, int] | None
) -> None:
    swept(stale=40, week_before=week_before)
    assert not fires("stale-share")


def test_the_app_itself_tells_how_the_share_of_stale_workstreams_grew(api: Api, fires: Callable[[str], bool]) -> None:
    for _ in range(3):
        api.workstream("acme")
    api.app.invoke_timer("flag_stale_workstreams")
    api.clock.pass_by(days=7)
    api.app.invoke_timer("flag_stale_workstreams")
    assert not fires("stale-share")
    api.clock.pass_by(days=7)
    api.app.invoke_timer("flag_stale_workstreams")
    assert fires("stale-share")


def test_no_alert_looks_back_further_than_azure_lets_it() -> None:
    """Azure caps what a log alert may look back to at two days."""
    days = {"PT5M": 1, "PT15M": 1, "PT1H": 1, "P1D": 1, "P2D": 2}
    assert all(days[alert.get("range", alert["window"])] <= 2 for alert in ALERTS)


def test_a_request_that_the_database_had_no_time_for(
    api: Api,
    environment: Environment,
    double: Double,
    double_container: Container,
    fires: Callable[[str], bool],
) -> None:
    names = ("COSMOS_ENDPOINT", "COSMOS_KEY", "COSMOS_DATABASE", "COSMOS_CONTAINER")
    environment.set(SPINE_STORE="cosmos", **dict(zip(names, double_container, strict=True)))
    api.workstream("acme")
    double.inject(Fault(500, times=None))
    assert api.get("/orgs/acme/workstreams").status == 503
    assert not fires("throttled")
    double.clear_faults()
    double.inject(Fault(429, times=None, retry_after=7))
    for _ in range(2):
        assert api.get("/orgs/acme/workstreams").status == 503
    assert not fires("throttled")
    assert api.get("/orgs/acme/workstreams").status == 503
    assert fires("throttled")


def test_a_share_of_the_databases_refusals(tables: Tables) -> None:
    """A partition whose throughput is used up refuses nothing yet; a few refusals are repeated with success."""
    tables.logged("CDBDataPlaneRequests5M", 200, 1900.0)
    tables.logged("CDBDataPlaneRequests5M", 429, 100.0)
    assert not tables.fires(BY_NAME["cosmos-throttling"])  # exactly 5 %
    tables.logged("CDBDataPlaneRequests5M", 429, 1.0)
    assert tables.fires(BY_NAME["cosmos-throttling"])


def test_few_refusals_of_the_database_say_nothing(tables: Tables) -> None:
    tables.logged("CDBDataPlaneRequests5M", 429, 99.0)
    tables.logged("CDBDataPlaneRequests5M", 201, 1.0)
    tables.logged("CDBDataPlaneRequests5M", 429, 500.0, minutes_ago=16)
    assert not tables.fires(BY_NAME["cosmos-throttling"])


def test_an_organisation_that_comes_near_the_size_of_a_partition(tables: Tables) -> None:
    tables.logged("CDBPartitionKeyStatistics", '["acme"]', 14 * 1024**2)
    assert not tables.fires(BY_NAME["partition-size"])
    tables.logged("CDBPartitionKeyStatistics", '["beta"]', 14 * 1024**2 + 1024)
    assert tables.fires(BY_NAME["partition-size"])


@pytest.mark.parametrize(
    ("category", "detail", "told"),
    [
        ("Ingestion", "OverQuota: the daily quota of 5 GB is reached; data collection stopped", True),
        ("ingestion", "Data collection stopped due to overquota", True),
        ("Ingestion", "Data of type AppEvents was dropped: a field is too long", False),
        ("Agent", "OverQuota", False),
    ],
)
def test_logs_that_are_taken_no_more(tables: Tables, category: str, detail: str, told: bool) -> None:
    assert not tables.fires(BY_NAME["log-cap"])
    tables.logged("_LogOperation", category, "Data collection stopped", detail)
    assert tables.fires(BY_NAME["log-cap"]) is told


def verdict(tables: Tables, criterion: str) -> str:
    """What the workbook says of a success criterion."""
    [row] = tables.ask(dict(of_workbook())[f"criterion {criterion}"], timedelta(days=56))
    return str(row["verdict"])


@pytest.mark.parametrize(("before", "after", "expected"), [(3, 4, "pass"), (4, 3, "fail"), (4, 4, "pass")])
def test_satisfaction_is_the_last_28_days_against_the_28_before(
    tables: Tables, connected: Ingestion, before: int, after: int, expected: str
) -> None:
    def rated(rating: int, part: str) -> None:
        for n in range(10):
            telemetry.track_event("feedback_given", {"proposal_id": f"{part}{n}", "rating": rating, "accepted": 1})
        telemetry.flush()

    rated(before, "old")
    tables.take(connected, timedelta(days=30))
    assert verdict(tables, "satisfaction") == "too little data"
    rated(5, "new")
    tables.take(connected, timedelta(days=1))
    rated(after, "new")  # of one agenda the last rating counts
    tables.take(connected)
    assert verdict(tables, "satisfaction") == expected


def test_the_share_of_macro_plans_passes_from_thirty_percent(api: Api, tables: Tables, connected: Ingestion) -> None:
    api.seeded("acme", "Integrações", {"text": "Usar a API nova"})
    plans(api, "beta", 14)
    telemetry.flush()
    tables.take(connected)
    assert verdict(tables, "macro share") == "too little data"
    plans(api, "acme", 6)
    telemetry.flush()
    tables.take(connected)
    assert verdict(tables, "macro share") == "pass"
    plans(api, "beta", 1)
    telemetry.flush()
    tables.take(connected)
    assert verdict(tables, "macro share") == "fail"


def test_coverage_passes_from_eighty_percent(tables: Tables, connected: Ingestion) -> None:
    swept(stale=1)
    telemetry.flush()
    tables.take(connected)
    assert verdict(tables, "coverage") == "pass"


@pytest.mark.parametrize("name", [name for name, _ in of_workbook()])
def test_every_query_of_the_workbook_runs(name: str, tables: Tables) -> None:
    swept(stale=1)
    tables.ask(dict(of_workbook())[name], timedelta(days=56))
