"""The alerts that are deployed: every one of `alerts.json`, word for word, and the database's own."""

import json
import re
from typing import Any

import pytest

from spine.events import EVENTS
from tests.telemetry.queries import ALERTS, query_of
from tests.telemetry.tables import duration
from tests.tooling.infra.snapshots import INFRA, NAMES, snapshot

QUERY_RULES, METRIC_RULES = "Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/metricAlerts"
WEB_TESTS = "Microsoft.Insights/webtests"
LONGEST_RANGE = duration("P2D")


def short_name(rule: dict[str, Any]) -> str:
    match = re.fullmatch(r"alert-(.+)-spine-prod-\w+", rule["name"])
    assert match
    return match[1]


DEPLOYED = {short_name(rule): rule["properties"] for rule in snapshot("prod").all(QUERY_RULES)}
each_alert = pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["name"])


def condition(name: str) -> dict[str, Any]:
    [only] = DEPLOYED[name]["criteria"]["allOf"]
    return dict(only)


def test_prod_has_every_alert() -> None:
    assert DEPLOYED.keys() == {alert["name"] for alert in ALERTS}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "prod"])
def test_elsewhere_nobody_is_told(name: str) -> None:
    for kind in (QUERY_RULES, METRIC_RULES, WEB_TESTS, "Microsoft.Insights/actionGroups"):
        assert snapshot(name).all(kind) == []


@each_alert
def test_the_query_that_is_deployed_is_the_files(alert: dict[str, Any]) -> None:
    assert condition(alert["name"])["query"] == query_of(alert)


@each_alert
def test_an_alert_is_deployed_as_it_is_described(alert: dict[str, Any]) -> None:
    rule, asked = DEPLOYED[alert["name"]], condition(alert["name"])
    assert rule["description"] == alert["description"]
    assert rule["severity"] == alert["severity"]
    assert rule["evaluationFrequency"] == alert["frequency"]
    assert rule["windowSize"] == alert["window"]
    assert rule["overrideQueryTimeRange"] == alert.get("range")
    assert asked["metricMeasureColumn"] == alert["measure"]
    assert (asked["operator"], asked["threshold"]) == (alert["operator"], alert["threshold"])
    assert rule["enabled"] is True


@pytest.mark.parametrize("name", DEPLOYED)
def test_an_alert_measures_the_worst_row(name: str) -> None:
    asked = condition(name)
    assert asked["timeAggregation"] == ("Minimum" if asked["operator"].startswith("LessThan") else "Maximum")


@pytest.mark.parametrize("name", DEPLOYED)
def test_azure_takes_the_times_of_an_alert(name: str) -> None:
    rule = DEPLOYED[name]
    periods = condition(name)["failingPeriods"]
    seen = periods["numberOfEvaluationPeriods"] * duration(rule["windowSize"])
    assert 1 <= periods["minFailingPeriodsToAlert"] <= periods["numberOfEvaluationPeriods"] <= 6
    assert duration(rule["evaluationFrequency"]) <= duration(rule["windowSize"]) <= seen <= LONGEST_RANGE
    if rule.get("overrideQueryTimeRange"):
        assert duration(rule["windowSize"]) <= duration(rule["overrideQueryTimeRange"]) <= LONGEST_RANGE


@each_alert
def test_an_alert_over_several_periods_tells_each_by_its_time(alert: dict[str, Any]) -> None:
    periods = alert.get("periods", {"of": 1, "failing": 1})
    deployed = condition(alert["name"])["failingPeriods"]
    assert (deployed["numberOfEvaluationPeriods"], deployed["minFailingPeriodsToAlert"]) == tuple(periods.values())
    query = condition(alert["name"])["query"]
    minutes = duration(alert["window"]).seconds // 60
    assert (f"by timestamp = bin(timestamp, {minutes}m)" in query) == (periods["of"] > 1)


@pytest.mark.parametrize("name", DEPLOYED)
def test_an_alert_can_be_made_before_the_first_telemetry(name: str) -> None:
    assert DEPLOYED[name]["skipQueryValidation"] is True


@pytest.mark.parametrize("name", DEPLOYED)
def test_an_alert_asks_for_what_is_told(name: str) -> None:
    query = condition(name)["query"]
    events = set(re.findall(r'\bname == "(\w+)"', query))
    assert events <= EVENTS.keys()
    known = {field for event in events for field in EVENTS[event]}
    assert set(re.findall(r"customDimensions\.(\w+)", query)) <= known


@pytest.mark.parametrize("name", DEPLOYED)
def test_an_alert_asks_where_its_table_is(name: str) -> None:
    [scope] = DEPLOYED[name]["scopes"]
    asks_insights = re.search(r"^(requests|customEvents)\n", condition(name)["query"], re.MULTILINE)
    assert scope.split("/")[-2] == ("components" if asks_insights else "workspaces")


@pytest.mark.parametrize("alert", [alert for alert in ALERTS if alert.get("databaseLogs")], ids=lambda one: one["name"])
def test_the_databases_logs_that_an_alert_asks_are_kept(alert: dict[str, Any]) -> None:
    (table,) = re.findall(r"^CDB(\w+)$", condition(alert["name"])["query"], re.MULTILINE)
    kept = snapshot("prod").properties("Microsoft.Insights/diagnosticSettings")["logs"]
    assert {"category": table, "enabled": True} in kept


def metrics() -> dict[str, dict[str, Any]]:
    return {short_name(rule): rule["properties"] for rule in snapshot("prod").all(METRIC_RULES)}


def test_throughput_that_is_used_to_the_full_is_no_alert() -> None:
    """Azure's own advice: a normalised use of 100 % with few refusals is what was paid for."""
    assert metrics().keys() == {"cosmos-availability", "availability"}


@pytest.mark.parametrize(("hour", "fires"), [([100, 97.9], True), ([100, 98], False), ([98.9], True), ([100], False)])
def test_a_database_that_fails_one_request_in_a_hundred_for_an_hour(hour: list[float], fires: bool) -> None:
    rule = metrics()["cosmos-availability"]
    [asked] = rule["criteria"]["allOf"]
    assert (asked["metricName"], asked["timeAggregation"]) == ("ServiceAvailability", "Average")
    assert (rule["windowSize"], asked["operator"]) == ("PT1H", "LessThan")
    assert rule["scopes"] == [snapshot("prod").one("Microsoft.DocumentDB/databaseAccounts")["id"]]
    assert (sum(hour) / len(hour) < asked["threshold"]) is fires


@pytest.mark.parametrize(
    ("statuses", "fires"),
    [
        ([503, 503, 503, 200, 200], True),
        ([404, 404, 404, 404, 404], True),  # every function is gone
        ([503, 503, 200, 200, 200], False),  # two places' own network
        ([200, 200, 200, 200, 200], False),
    ],
)
def test_three_places_of_five_that_get_no_answer(statuses: list[int], fires: bool) -> None:
    test, criteria = snapshot("prod").properties(WEB_TESTS), metrics()["availability"]["criteria"]
    assert len({place["Id"] for place in test["Locations"]}) == len(statuses) == 5
    failed = [status for status in statuses if status != test["ValidationRules"]["ExpectedHttpStatusCode"]]
    assert (len(failed) >= criteria["failedLocationCount"]) is fires


def test_the_availability_test_asks_for_ready_and_belongs_to_the_apps_insights() -> None:
    prod = snapshot("prod")
    test, rule = prod.one(WEB_TESTS), metrics()["availability"]
    insights = prod.one("Microsoft.Insights/components")["id"]
    assert (test["kind"], test["properties"]["Kind"]) == ("standard", "standard")
    asked = test["properties"]["Request"]
    site = prod.one("Microsoft.Web/sites")["id"]
    assert asked["RequestUrl"].startswith("[format('{0}/ready', format('https://{0}', reference(")
    assert f"'{site}'" in asked["RequestUrl"] and "defaultHostName" in asked["RequestUrl"]
    assert (asked["HttpVerb"], asked["ParseDependentRequests"]) == ("GET", False)
    assert test["tags"][f"hidden-link:{insights}"] == "Resource"
    assert (test["properties"]["Frequency"], test["properties"]["Timeout"]) == (300, 30)
    assert rule["scopes"] == [test["id"], insights]
    assert (rule["criteria"]["webTestId"], rule["criteria"]["componentId"]) == (test["id"], insights)


def test_every_rule_of_prod_tells_the_one_action_group() -> None:
    group = snapshot("prod").one("Microsoft.Insights/actionGroups")
    assert [one["emailAddress"] for one in group["properties"]["emailReceivers"]] == ["spine-operators@example.com"]
    assert all(rule["actions"] == {"actionGroups": [group["id"]]} for rule in DEPLOYED.values())
    assert all(rule["actions"] == [{"actionGroupId": group["id"]}] for rule in metrics().values())


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_is_the_files(name: str) -> None:
    deployed = json.loads(snapshot(name).properties("Microsoft.Insights/workbooks")["serializedData"])
    assert deployed == json.loads((INFRA / "workbook.json").read_text(encoding="utf-8"))


def test_a_deployment_of_prod_stops_where_nobody_is_named_to_be_told() -> None:
    parameters = (INFRA / "prod.bicepparam").read_text(encoding="utf-8")
    assert "split(readEnvironmentVariable('SPINE_ALERT_EMAIL'), ',')" in parameters  # no default
    assert "address => !empty(address)" in parameters  # a secret that is not set arrives as an empty text
    main = (INFRA / "main.bicep").read_text(encoding="utf-8")
    assert re.search(r"empty\(alertEmails\) && empty\(alertWebhookUri\)\s+\? fail\(", main)
