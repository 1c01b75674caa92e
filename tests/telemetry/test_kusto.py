"""Kusto understands every query: of the alerts and the workbook, as deployed, and as `report` asks a workspace."""

from typing import Any

import pytest

from spine.operations.rollout.criteria import read_criteria
from spine.operations.rollout.workspace import AS_IN_APPLICATION_INSIGHTS
from tests.kql import check
from tests.npm import CannotStart
from tests.telemetry.queries import ALERTS, everything
from tests.tooling.infra.snapshots import snapshot

NUMBERS = {"int", "long", "real", "decimal"}
DEPLOYED = {
    f"deployed as {rule['name']}": rule["properties"]["criteria"]["allOf"][0]
    for rule in snapshot("prod").all("Microsoft.Insights/scheduledQueryRules")
}
REPORTED = {f"reported as {one.name}": AS_IN_APPLICATION_INSIGHTS + one.query for one in read_criteria()}
UNDERSTOOD = everything() | {name: condition["query"] for name, condition in DEPLOYED.items()} | REPORTED
WRONG = "a column that is none"


@pytest.fixture(scope="module")
def checked() -> dict[str, dict[str, Any]]:
    """All of them at once: Kusto's language service takes two seconds to start."""
    return check({**UNDERSTOOD, WRONG: "customEvents | where nothing == 1"})


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_kusto_understands_the_query(checked: dict[str, dict[str, Any]], name: str) -> None:
    assert checked[name]["problems"] == []
    assert checked[name]["columns"]


def test_the_check_finds_a_column_that_is_none(checked: dict[str, dict[str, Any]]) -> None:
    assert checked[WRONG]["problems"]


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["name"])
def test_an_alert_measures_a_number(checked: dict[str, dict[str, Any]], alert: dict[str, Any]) -> None:
    assert checked[alert["query"]]["columns"][alert["measure"]] in NUMBERS


@pytest.mark.parametrize("name", DEPLOYED)
def test_what_is_deployed_measures_a_number(checked: dict[str, dict[str, Any]], name: str) -> None:
    assert checked[name]["columns"][DEPLOYED[name]["metricMeasureColumn"]] in NUMBERS


@pytest.mark.parametrize("name", REPORTED)
def test_what_is_reported_has_its_columns(checked: dict[str, dict[str, Any]], name: str) -> None:
    assert {"numerator", "denominator", "verdict"} <= checked[name]["columns"].keys()


def test_a_machine_without_node_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotStart, match=r"check of the Kusto queries needs node.*install Node\.js 20"):
        check({})
