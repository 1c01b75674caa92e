"""The alerts that are deployed: every one of `alerts.json`, word for word, and the database's own."""

import json
import re
from typing import Any

import pytest

from spine.events import EVENTS
from tests.infra.snapshots import INFRA, NAMES, snapshot
from tests.kql import check
from tests.telemetry.queries import ALERTS, query_of
from tests.telemetry.tables import duration

QUERY_RULES, METRIC_RULES = "Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/metricAlerts"
PARTITION_SIZE = (INFRA / "alerts" / "cosmos" / "partition_size.kql").read_text(encoding="utf-8")
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


def test_prod_has_every_alert_and_one_on_the_size_of_partitions() -> None:
    assert DEPLOYED.keys() == {alert["name"] for alert in ALERTS} | {"partition-size"}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "prod"])
def test_elsewhere_nobody_is_told(name: str) -> None:
    for kind in (QUERY_RULES, METRIC_RULES, "Microsoft.Insights/actionGroups"):
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
    assert periods == {"numberOfEvaluationPeriods": 1, "minFailingPeriodsToAlert": 1}  # more need a datetime column
    assert duration(rule["evaluationFrequency"]) <= duration(rule["windowSize"]) <= LONGEST_RANGE
    if rule.get("overrideQueryTimeRange"):
        assert duration(rule["windowSize"]) <= duration(rule["overrideQueryTimeRange"]) <= LONGEST_RANGE


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
    where = "workspaces" if name == "partition-size" else "components"
    [scope] = DEPLOYED[name]["scopes"]
    assert scope.split("/")[-2] == where


def test_kusto_understands_what_is_deployed_and_its_measures_are_numbers() -> None:
    checked = check({name: condition(name)["query"] for name in DEPLOYED})
    for name, found in checked.items():
        assert found["problems"] == []
        assert found["columns"][condition(name)["metricMeasureColumn"]] in {"int", "long", "real", "decimal"}


def test_the_alert_on_partitions_warns_well_before_the_20_gb_of_one_key() -> None:
    asked = condition("partition-size")
    assert asked["query"] == PARTITION_SIZE
    assert (asked["metricMeasureColumn"], asked["operator"], asked["threshold"]) == ("largest_gb", "GreaterThan", 14)


def metrics() -> dict[str, dict[str, Any]]:
    return {short_name(rule): rule["properties"] for rule in snapshot("prod").all(METRIC_RULES)}


@pytest.mark.parametrize(
    ("name", "metric", "aggregation", "window"),
    [
        ("cosmos-throttling", "TotalRequests", "Count", "PT15M"),
        ("cosmos-availability", "ServiceAvailability", "Average", "PT1H"),
        ("cosmos-throughput", "NormalizedRUConsumption", "Maximum", "PT15M"),
    ],
)
def test_the_databases_own_metrics_are_asked_as_azure_keeps_them(
    name: str, metric: str, aggregation: str, window: str
) -> None:
    [asked] = metrics()[name]["criteria"]["allOf"]
    assert (asked["metricName"], asked["timeAggregation"]) == (metric, aggregation)
    assert metrics()[name]["windowSize"] == window
    assert metrics()[name]["scopes"] == [snapshot("prod").one("Microsoft.DocumentDB/databaseAccounts")["id"]]


def test_throttling_counts_refusals_alone() -> None:
    [asked] = metrics()["cosmos-throttling"]["criteria"]["allOf"]
    assert asked["dimensions"] == [{"name": "StatusCode", "operator": "Include", "values": ["429"]}]


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
