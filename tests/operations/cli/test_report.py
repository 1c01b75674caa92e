"""`report`: the success criteria, from the store and from a workspace."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spine.operations.rollout.criteria import read_criteria
from spine.operations.rollout.workspace import AS_IN_APPLICATION_INSIGHTS, endpoint_at
from tests.api.stores import ON_BOTH
from tests.commands import unused_port
from tests.operations.cli.conftest import Spine
from tests.operations.cli.log_analytics import LogAnalytics, running

NO_ANSWER = "unexpected response; is a proxy in the way?"
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
    told = {one["name"]: one for one in json.loads(ran.stdout)["criteria"]}
    failing = any(one["verdict"] == "fail" for one in told.values())
    assert ran.exit_code == int(failing), ran.stderr
    return told


@ON_BOTH
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


def test_coverage_under_the_threshold_fails(spine: Spine) -> None:
    bundle = {"meeting": {"meeting_id": "m"}, "facts": [{"text": "Only a fact"}]}
    for org in ("a", "b"):
        spine("ingest", "-", "--org", org, typed=json.dumps(bundle))
    spine("seed", "--org", "c")
    spine("sweep")
    ran = spine("report", "--json")
    coverage = json.loads(ran.stdout)["criteria"][0]
    assert (coverage["numerator"], coverage["denominator"], coverage["verdict"]) == (1, 3, "fail")
    assert (ran.exit_code, ran.stderr) == (1, "spine: 1 of 5 criteria fails\n")


def test_a_report_is_read_in_80_columns(spine: Spine) -> None:
    spine("seed")
    spine("sweep")
    ran = spine("report")
    assert ran.exit_code == 0
    assert max(map(len, ran.stdout.splitlines())) <= 80
    assert "\n  pass: 100 %, 2 of 2, threshold 80 %; as of " in ran.stdout


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


def test_a_workspace_that_misses_them_fails_each_and_an_empty_one_says_so(
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


def test_the_workbooks_own_queries_are_asked_with_the_operators_sign_in(spine: Spine, workspace: LogAnalytics) -> None:
    verdicts(spine, workspace)
    asked = {one["query"].removeprefix(AS_IN_APPLICATION_INSIGHTS): one["timespan"] for one in workspace.asked}
    assert asked == {one.query: f"PT{one.looks_back_ms / 1000}S" for one in read_criteria() if one.name != "coverage"}
    assert set(workspace.seen) == {("/v1/workspaces/w-1/query", "Bearer the token")}


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, b"{}", "az login"), (403, b"{}", "Log Analytics Reader"), (404, b"{}", "no such workspace"),
        (500, b"{}", "answers 500"), (200, b"<html>", NO_ANSWER), (204, b"", "answers 204"),
        (200, b'{"error": {"code": "PartialError"}, "tables": []}', "a partial result"),
        (200, b'{"tables": [{"columns": [{"name": "other", "type": "int"}], "rows": [[1]]}]}', "lacks columns"),
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


def table(columns: list[str], *rows: list[Any]) -> bytes:
    return json.dumps(
        {"tables": [{"columns": [{"name": name, "type": "dynamic"} for name in columns], "rows": rows}]}
    ).encode()


COLUMNS = ["verdict", "numerator", "denominator", "value_pct", "threshold_pct"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"[]", NO_ANSWER), (b"null", NO_ANSWER), (b"5", NO_ANSWER), (b"{}", NO_ANSWER), (b"[" * 200_000, NO_ANSWER),
        (b'{"tables": []}', NO_ANSWER), (b'{"tables": [{"columns": [{"name": "verdict"}]}]}', NO_ANSWER),
        (b'{"tables": [{"columns": [], "rows": [[]]}]}', NO_ANSWER), (b"\xff", NO_ANSWER),
        (b'{"tables": {}}', NO_ANSWER), (table(["verdict", "numerator"], ["pass"]), NO_ANSWER),
        (table(COLUMNS[:1] + COLUMNS[2:], ["pass", 2, 3, 4]), "lacks columns"),
        (table(COLUMNS, [["pass"], 1, 2, 3, 4]), "lacks columns"),
        (table(COLUMNS, ["pass", {}, 2, 3, 4]), "lacks columns"),
        (table(COLUMNS, ["pass", 10**400, 2, 3, 4]), "lacks columns"),
        (table(COLUMNS, ["pass", "few", 2, 3, 4]), "lacks columns"),
        (table(COLUMNS, ["won", 1, 2, 3, 4]), "lacks columns"),
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_one_line(spine: Spine, workspace: LogAnalytics, body: bytes, said: str) -> None:
    workspace.body = body
    ran = asking(spine, workspace)
    assert (ran.exit_code, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert ran.stderr.startswith("spine: ")
    assert said in ran.stderr


@pytest.mark.parametrize("cell", [None, "NaN", "Infinity"])
def test_a_number_that_is_none_is_left_out(spine: Spine, workspace: LogAnalytics, cell: object) -> None:
    workspace.body = table(COLUMNS, ["too little data", 0, 0, cell, 30])
    share = verdicts(spine, workspace)["macro share"]
    assert (share["value"], share["threshold"], share["verdict"]) == (None, 30, "not enough data")


@pytest.mark.parametrize(
    "raw",
    [
        b"no status line\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
        b"HTTP/1.1 500 Oh\r\nContent-Length: 9\r\n\r\n{}", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz",
    ],
)  # fmt: skip
def test_an_answer_that_breaks_off_is_one_line(spine: Spine, workspace: LogAnalytics, raw: bytes) -> None:
    workspace.raw = raw
    ran = asking(spine, workspace)
    assert (ran.exit_code, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert ran.stderr.startswith("spine: the workspace does not answer: ")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_the_token_goes_nowhere_else(
    spine: Spine, workspace: LogAnalytics, status: int
) -> None:
    with running() as other:
        elsewhere = f"spine: the workspace answers {status}, a redirect"
        for location, said in (
            (f"{other.url}/v1/workspaces/w-1/query", elsewhere),
            ("file:///etc/passwd", elsewhere),
            ("http://[", f"spine: {NO_ANSWER}"),
        ):
            workspace.status, workspace.location = status, location
            ran = asking(spine, workspace)
            assert ran.exit_code == 1
            assert ran.stderr.startswith(said)
            assert ran.stderr.count("\n") == 1
        assert other.seen == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "ftp://a.example", "file:///etc", "foo", "http://a b/", "", "https://", "https://[", "https://a..b", "https://a:x",
        "https://user:word@a.example", "https://a.example/v1", "https://a.example?q", "https://a.example/#f",
        "http://a.example", "http://127.0.0.1.a.example", "https://\udcff",
    ],
)  # fmt: skip
def test_a_wrong_endpoint_gets_neither_question_nor_token(spine: Spine, signed_in: Path, endpoint: str) -> None:
    asked = signed_in.with_name("asked")
    signed_in.write_text(f"#!/bin/sh\ntouch {asked}\n")
    ran = spine("report", "--workspace", "w-1", "--endpoint", endpoint)
    assert (ran.exit_code, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert ran.stderr.startswith("spine: --endpoint: ")
    assert not asked.exists()


def test_an_endpoint_may_end_with_a_slash_and_is_https_or_here() -> None:
    assert endpoint_at("https://api.loganalytics.us/") == "https://api.loganalytics.us"
    assert endpoint_at("http://localhost:8080") == "http://localhost:8080"


def test_an_endpoint_without_a_workspace_is_wrong_usage(spine: Spine) -> None:
    ran = spine("report", "--endpoint", "https://api.loganalytics.us")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == "spine: --endpoint needs --workspace\n"


@pytest.mark.parametrize("workspace_id", ["", " ", "\udcff", "a/b", "w?1"])
def test_what_is_no_workspaces_id_is_refused(spine: Spine, workspace_id: str) -> None:
    ran = spine("report", "--workspace", workspace_id)
    assert (ran.exit_code, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert ran.stderr.startswith("spine: --workspace: not a workspace id")


def test_the_text_says_as_of_when_the_coverage_is(spine: Spine, workspace: LogAnalytics) -> None:
    _, coverage, *rest = spine("report").stdout.splitlines()
    assert coverage == "  not enough data: 0 of 0, threshold 80 %; no complete sweep yet"
    assert rest[1::2] == ["  not measured here"] * 4
    spine("seed")
    spine("sweep")
    swept = json.loads(spine("report", "--json").stdout)["coverage_as_of"]
    _, coverage, *rest = asking(spine, workspace).stdout.splitlines()
    assert coverage.endswith(f"; as of {swept}")
    assert all(line.startswith("  not enough data") for line in rest[1::2])


def test_a_workspace_out_of_reach_and_a_missing_sign_in_are_one_line(
    spine: Spine, signed_in: Path, workspace: LogAnalytics
) -> None:
    with unused_port() as port:
        ran = spine("report", "--workspace", "w", "--endpoint", f"http://127.0.0.1:{port}")
    assert (ran.exit_code, ran.stderr) == (1, f"spine: 127.0.0.1:{port} cannot be reached: Connection refused\n")
    signed_in.unlink()
    gone = asking(spine, workspace)
    assert (gone.exit_code, gone.stderr) == (1, "spine: not signed in to the Azure CLI: Azure CLI not found on path\n")
    assert workspace.asked == []
