"""`report`: the success criteria, from the store and from a workspace."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spine.cli.criteria import criteria
from spine.cli.workspace import AS_IN_APPLICATION_INSIGHTS
from tests.api.stores import ON_SQLITE
from tests.cli.conftest import Spine
from tests.cli.log_analytics import LogAnalytics, running
from tests.kql import check

AZ = """#!/bin/sh
echo '{"accessToken": "the token", "expiresOn": "2099-01-01 00:00:00.000000", "expires_on": 4070908800,
       "subscription": "s", "tenant": "t", "tokenType": "Bearer"}'
"""


@pytest.fixture
def signed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An Azure CLI whose user has signed in."""
    program = tmp_path / "az"
    program.write_text(AZ)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return program


@pytest.fixture
def workspace(signed_in: Path) -> Iterator[LogAnalytics]:
    with running() as api:
        yield api


def asking(spine: Spine, api: LogAnalytics, *words: str) -> Any:
    return spine("report", "--workspace", "w-1", "--endpoint", api.url, *words)


def verdicts(spine: Spine, api: LogAnalytics) -> dict[str, Any]:
    ran = asking(spine, api, "--json")
    assert ran.exit_code == 0, ran.stderr
    return {one["name"]: one for one in json.loads(ran.stdout)["criteria"]}


def test_coverage_is_what_the_last_sweep_counted_and_the_rest_is_not_measured_here(spine: Spine) -> None:
    before = json.loads(spine("report", "--json").stdout)
    assert (before["coverage_as_of"], before["criteria"][0]["verdict"]) == (None, "not enough data")
    spine("seed")
    spine("sweep")
    told = json.loads(spine("report", "--json").stdout)["criteria"]
    assert told[0] == {
        "name": "coverage", "title": told[0]["title"], "verdict": "pass", "numerator": 2, "denominator": 2,
        "value": 100.0, "threshold": 80.0, "unit": "%",
    }  # fmt: skip
    assert {one["verdict"] for one in told[1:]} == {"not measured here"}
    assert "100 %" in spine("report").stdout


@ON_SQLITE
def test_coverage_under_the_threshold_fails(spine: Spine) -> None:
    bundle = {"meeting": {"meeting_id": "m"}, "facts": [{"text": "Only a fact"}]}
    for org in ("a", "b"):
        spine("ingest", "-", "--org", org, typed=json.dumps(bundle))
    spine("seed", "--org", "c")
    spine("sweep")
    coverage = json.loads(spine("report", "--json").stdout)["criteria"][0]
    assert (coverage["numerator"], coverage["denominator"], coverage["verdict"]) == (1, 3, "fail")


@ON_SQLITE
def test_a_workspace_that_meets_the_criteria_passes_each(spine: Spine, workspace: LogAnalytics) -> None:
    for number in range(20):
        workspace.event("agenda_planned", planner="macro" if number < 8 else "micro")
        workspace.request("agenda_plan", milliseconds=2000 + number)
        workspace.request("workstream_get", status=500 if number == 0 else 200)
        workspace.event("feedback_given", rating=4, proposal_id=f"now{number}")
        workspace.event("feedback_given", rating=3, proposal_id=f"before{number}", days_ago=40)
    told = verdicts(spine, workspace)
    assert {name: one["verdict"] for name, one in told.items() if name != "coverage"} == {
        "macro share": "pass", "errors": "pass", "p95": "pass", "satisfaction": "pass",
    }  # fmt: skip
    share = told["macro share"]
    assert [share[key] for key in ("numerator", "denominator", "value", "threshold", "unit")] == [8, 20, 40, 30, "%"]
    assert (told["errors"]["numerator"], told["errors"]["denominator"]) == (1, 20)
    assert (told["p95"]["threshold"], told["p95"]["unit"]) == (3000, "ms")


@ON_SQLITE
def test_a_workspace_that_misses_them_fails_each_and_an_empty_one_has_not_enough_data(
    spine: Spine, workspace: LogAnalytics
) -> None:
    empty = verdicts(spine, workspace)
    assert {one["verdict"] for one in empty.values()} == {"not enough data"}
    for number in range(20):
        workspace.event("agenda_planned", planner="micro")
        workspace.request("agenda_plan", milliseconds=4000)
        workspace.request("workstream_get", status=500 if number < 5 else 200)
        workspace.event("feedback_given", rating=2, proposal_id=f"now{number}")
        workspace.event("feedback_given", rating=3, proposal_id=f"before{number}", days_ago=40)
    told = verdicts(spine, workspace)
    assert {one["verdict"] for name, one in told.items() if name != "coverage"} == {"fail"}


@ON_SQLITE
def test_the_workbooks_own_queries_are_asked_with_the_operators_sign_in(spine: Spine, workspace: LogAnalytics) -> None:
    verdicts(spine, workspace)
    asked = {one["query"].removeprefix(AS_IN_APPLICATION_INSIGHTS): one["timespan"] for one in workspace.asked}
    assert asked == {one.query: f"PT{one.looks_back_ms // 1000}S" for one in criteria() if one.name != "coverage"}
    assert set(workspace.seen) == {("/v1/workspaces/w-1/query", "Bearer the token")}


def test_kusto_understands_the_queries_over_a_workspaces_tables() -> None:
    checked = check({one.name: AS_IN_APPLICATION_INSIGHTS + one.query for one in criteria()})
    assert len(checked) == 5
    for name, one in checked.items():
        assert one["problems"] == [], name
        assert {"numerator", "denominator", "verdict"} <= one["columns"].keys()


@ON_SQLITE
@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, b"{}", "az login"), (403, b"{}", "Log Analytics Reader"), (404, b"{}", "no such workspace"),
        (500, b"{}", "answers 500"), (200, b"<html>", "no JSON"),
        (200, b'{"error": {"code": "PartialError"}, "tables": []}', "a part of the answer"),
        (200, b'{"tables": [{"columns": [{"name": "other"}], "rows": [[1]]}]}', "other columns"),
    ],
)  # fmt: skip
def test_what_a_workspace_refuses_is_one_line(
    spine: Spine, workspace: LogAnalytics, status: int, body: bytes, said: str
) -> None:
    workspace.status, workspace.body = status, body
    ran = asking(spine, workspace)
    assert (ran.exit_code, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert ran.stderr.startswith("spine: ")
    assert said in ran.stderr


@ON_SQLITE
def test_a_workspace_out_of_reach_and_a_missing_sign_in_are_one_line(
    spine: Spine, signed_in: Path, workspace: LogAnalytics
) -> None:
    ran = spine("report", "--workspace", "w", "--endpoint", "http://127.0.0.1:9")
    assert (ran.exit_code, ran.stderr.startswith("spine: the workspace cannot be reached")) == (1, True)
    signed_in.unlink()
    gone = asking(spine, workspace)
    assert (gone.exit_code, gone.stderr) == (1, "spine: no sign-in of the Azure CLI: Azure CLI not found on path\n")
    assert workspace.asked == []
