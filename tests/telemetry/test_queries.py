"""The queries of the alerts and the workbook are about what the code tells."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import function_app
from spine.events import EVENTS
from spine.http.endpoints import LONG
from tests.telemetry.queries import ALERTS, INFRA, everything, of_workbook, query_of

SPINE = Path(__file__).parents[2] / "spine"
ENDPOINTS = {endpoint.name for endpoint in function_app.route.endpoints}


def test_every_query_of_the_folder_belongs_to_one_alert() -> None:
    assert sorted(path.name for path in (INFRA / "alerts").glob("*.kql")) == sorted(alert["query"] for alert in ALERTS)
    assert len({alert["name"] for alert in ALERTS}) == len(ALERTS)


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["name"])
def test_an_alert_is_described_whole(alert: dict[str, Any]) -> None:
    assert alert["severity"] in range(5)
    assert alert["operator"] in {"GreaterThan", "GreaterThanOrEqual", "LessThan"}
    assert isinstance(alert["threshold"], int)  # the API takes no fraction
    assert all(re.fullmatch(r"P(\d+D|T\d+[HM])", alert[part]) for part in ("frequency", "window"))
    assert alert["description"].endswith(".")


@pytest.mark.parametrize("name", everything())
def test_a_query_asks_for_events_and_fields_that_are_told(name: str) -> None:
    query = everything()[name]
    events = re.findall(r'\bname == "(\w+)"', query)
    assert events or "customEvents" not in query
    known = {field for event in events for field in EVENTS[event]}
    assert set(re.findall(r"customDimensions\.(\w+)", query)) <= known


def test_slow_requests_are_those_of_every_function_that_has_no_long_deadline() -> None:
    """An endpoint that may take longer, and each timer, belongs into infra/alerts/requests_slow.kql."""
    [names] = re.findall(r"operation_Name !in \(([^)]*)\)", everything()["requests_slow.kql"])
    long = {endpoint.name for endpoint in function_app.route.endpoints if endpoint.deadline >= LONG}
    assert set(re.findall(r'"(\w+)"', names)) == long | {"flag_stale_workstreams"}


@pytest.mark.parametrize("name", [name for name, query in everything().items() if "operation_Name in" in query])
def test_a_query_names_functions_of_the_app(name: str) -> None:
    [names] = re.findall(r"operation_Name in \(([^)]*)\)", everything()[name])
    named = set(re.findall(r'"(\w+)"', names))
    of = "agenda_" if "agenda_plan" in named else "workstream"
    assert named == {endpoint for endpoint in ENDPOINTS if endpoint.startswith(of)}


def told_in_code() -> set[str]:
    """The events that some module tells."""
    calls = [node for path in SPINE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    tracked = [call for call in calls if isinstance(call, ast.Call) and _name(call.func) == "track_event"]
    return {str(call.args[0].value) for call in tracked if isinstance(call.args[0], ast.Constant)}


def _name(function: ast.expr) -> str:
    return str(getattr(function, "attr", getattr(function, "id", "")))


def test_every_event_of_the_table_is_told_somewhere_and_no_other() -> None:
    assert told_in_code() == EVENTS.keys()


def test_the_workbook_has_the_guides_four_groups_and_its_success_criteria() -> None:
    text = (INFRA / "workbook.json").read_text(encoding="utf-8")
    for heading in ("Success criteria", "Coverage", "Mode usage and nudges", "Performance", "Quality and feedback"):
        assert f"## {heading}" in text
    criteria = [query for name, query in of_workbook() if name.startswith("criterion")]
    assert len(criteria) == 5
    assert all('"pass"' in query and '"fail"' in query and '"too little data"' in query for query in criteria)


def test_the_alerts_queries_hold_no_blank_line() -> None:
    assert [alert["query"] for alert in ALERTS if "\n\n" in query_of(alert)] == []
