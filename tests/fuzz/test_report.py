"""A run that left something out differs from one that did not."""

import json
from typing import Any

from tests.fuzz.report import read

DOCUMENT = {"paths": {"/facts/{fact_id}": {"get": {}, "delete": {}}}}


def event(method: str, status: int | None, *checks: str) -> str:
    recorder: dict[str, Any] = {
        "cases": {"a": {"value": {"method": method, "path": "/facts/{fact_id}"}}},
        "checks": {"a": [{"name": name, "status": "success"} for name in checks]},
        "interactions": {"a": {"response": None if status is None else {"status_code": status}}},
    }
    return json.dumps({"ScenarioFinished": {"recorder": recorder}})


def test_a_run_that_did_everything_missed_nothing() -> None:
    done = read([json.dumps({"Initialize": {}}), event("GET", 200, "one"), event("DELETE", 204, "two"), ""])
    assert done.missed(DOCUMENT, ["one", "two"]) == []


def test_an_operation_that_only_failed_or_was_never_called_is_missed() -> None:
    done = read([event("GET", 404, "one"), event("GET", 401, "one"), event("DELETE", None, "one")])
    assert done.missed(DOCUMENT, ["one"]) == ["GET /facts/{fact_id}: [404]", "DELETE /facts/{fact_id}: not called"]


def test_a_check_that_was_not_run_is_missed() -> None:
    done = read([event("GET", 200, "one"), event("DELETE", 204, "one")])
    assert done.missed(DOCUMENT, ["one", "two"]) == ["the check two"]
