"""docs/operations.md: its tables are the project's and what is deployed, and its blocks run."""

import ast
import json
import re
from pathlib import Path

import pytest

from spine.config import Settings
from spine.domain import sweeps
from spine.events import EVENTS
from spine.operations.rollout.criteria import read_criteria
from spine.usecases import suggestions
from tests.api.environment import Environment
from tests.tooling.docs.pages import ELSEWHERE, ROOT, Page, lines, names, table, tables
from tests.tooling.docs.running import run, run_blocks
from tests.tooling.docs.surface import SETTINGS, SIGNS, alerts, deadlines
from tests.tooling.infra.snapshots import snapshot

PAGE = Page("docs/operations.md")
WINDOWS = {
    "PT5M": "5 minutes", "PT15M": "15 minutes", "PT1H": "1 hour", "P1D": "1 day", "P2D": "2 days",
    "2 of 3 × PT5M": "2 of 3 times 5 minutes",
}  # fmt: skip
ENVIRONMENTS = ("dev", "prod")
KB_OF_A_LINE, KB_OF_A_PLAN = 1, 2.4
"""Estimates of what a log line takes, and a request with its event."""


def rows(heading: str, number: int = 0) -> dict[str, str]:
    """The first two columns of a table under a heading."""
    return {row[0]: row[1] for row in tables(PAGE.section(heading))[number]}


def test_every_alert_stands_in_it_as_it_is_deployed() -> None:
    shown = {name.strip("`"): fires.replace("`", "") for name, fires in rows("Alerts").items()}
    assert shown == {name: f"{one.fires} over {WINDOWS[one.window]}" for name, one in alerts().items()}


def test_what_is_deployed_of_the_alerts_is_what_their_file_says() -> None:
    held = json.loads((ROOT / "infra" / "alerts" / "alerts.json").read_text(encoding="utf-8"))["alerts"]
    for alert in held:
        fires = f"{alert['measure']} {SIGNS[alert['operator']]} {alert['threshold']}"
        window = alert.get("range", alert["window"])
        if "periods" in alert:
            window = f"{alert['periods']['failing']} of {alert['periods']['of']} × {window}"
        assert alerts()[alert["name"]] == (alert["severity"], fires, window)


def test_the_criteria_are_the_workbooks() -> None:
    assert list(rows("Coverage and success criteria")) == [one.title for one in read_criteria()]


def test_the_settings_of_an_operator_have_the_parameters_of_the_infrastructure() -> None:
    template = (ROOT / "infra" / "main.bicep").read_text(encoding="utf-8")
    for setting, parameter in rows("Settings in Azure").items():
        name = setting.strip("`")
        assert name in SETTINGS
        assert re.search(rf"^ +{name}: .*\b{parameter.strip('`')}\b", template, re.MULTILINE), name


def test_every_parameter_that_is_named_exists() -> None:
    template = (ROOT / "infra" / "main.bicep").read_text(encoding="utf-8")
    parameters = set(re.findall(r"^param (\w+)", template, re.MULTILINE))
    named = set(re.findall(r"`([a-z]+(?:[A-Z][a-z]+)+)`", PAGE.text)) - {"customEvents"}
    assert len(named) > 5
    assert named <= parameters


def test_the_numbers_of_the_sweep_are_the_codes() -> None:
    defaults = Settings.model_validate({})
    assert list(rows("The sweep").values()) == [
        f"`{defaults.sweep_schedule}`",
        f"{defaults.stale_after_days} days",
        f"{defaults.sweep_ru_per_second}",
        f"{sweeps.TICK_LIMIT.seconds // 60} minutes",
        f"{sweeps.SHORT_PASS.seconds} seconds",
        f"{sweeps.DAILY.seconds // 3600} hours",
    ]


def test_the_backups_are_what_is_deployed() -> None:
    tiers = {one: snapshot(one).account["backupPolicy"]["continuousModeProperties"]["tier"] for one in ENVIRONMENTS}
    days = {name: f"{re.sub(r'\D', '', tier)} days" for name, tier in tiers.items()}
    assert rows("Backup") == days


def test_the_capacity_is_what_is_deployed_and_coded() -> None:
    shown = {re.sub(r" \(.*", "", name): value for name, value in rows("Limits and capacity").items()}
    scale = {name: snapshot(name).app["functionAppConfig"]["scaleAndConcurrency"] for name in ENVIRONMENTS}
    counts = {name: one["maximumInstanceCount"] for name, one in scale.items()}
    (concurrency,) = {one["triggers"]["http"]["perInstanceConcurrency"] for one in scale.values()}
    (throughput,) = re.findall(r"autoscaleMaxThroughput = (\d+)\n", (ROOT / "infra" / "prod.bicepparam").read_text())
    assert shown["concurrent requests per instance"] == str(concurrency)
    assert shown["instances"] == f"{counts['prod']} in prod, {counts['dev']} in dev"
    assert shown["throughput"].startswith(f"{throughput} RU/s in prod")
    assert str(suggestions.FACTS_READ) in re.findall(r"\d+", shown["facts that suggestions are made from"])
    assert str(suggestions.WORKSTREAMS_READ) in re.findall(
        r"\d+", shown["workstreams that suggestions are compared with"]
    )


def test_the_quota_of_logs_is_enough_for_what_is_said() -> None:
    said = next(value for name, value in rows("Limits and capacity").items() if name.startswith("logs"))
    in_prod, in_dev = map(int, re.findall(r"\d+", said))
    lines = json.loads((ROOT / "host.json").read_text())["logging"]["applicationInsights"]["samplingSettings"]
    for name, instances, shown in (("prod", 2, in_prod), ("dev", 1, in_dev)):
        workspace = snapshot(name).properties("Microsoft.OperationalInsights/workspaces")
        kb_per_second = workspace["workspaceCapping"]["dailyQuotaGb"] * 1e6 / 86400
        kept_lines = instances * lines["maxTelemetryItemsPerSecond"] * KB_OF_A_LINE
        assert int((kb_per_second - kept_lines) / KB_OF_A_PLAN) == shown


def test_the_deadlines_are_the_codes() -> None:
    shown = rows("Limits and capacity", 1)
    others = float(shown.pop("all others"))
    told = {name: float(seconds) for cell, seconds in shown.items() for name in names(cell)}
    real = {f"{method} {path}": seconds for (method, path), seconds in deadlines().items() if method != "HEAD"}
    assert told == {name: seconds for name, seconds in real.items() if seconds != others}


def templates() -> set[str]:
    """Every text of the code with places for values, written as the page writes them."""
    found = set()
    for path in (ROOT / "spine").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.sub(r"%[sd]", "…", node.value))
    return found


def test_every_line_of_the_log_is_one_that_the_code_writes() -> None:
    shown = {line.strip("`") for line in rows("Log lines")}
    assert len(shown) > 8
    assert shown <= templates()


def test_the_events_and_their_fields_are_the_codes() -> None:
    shown = {name.strip("`"): set(names(fields)) for name, fields in table(PAGE.section("Events"))}
    assert shown == EVENTS


@pytest.mark.parametrize("script", PAGE.scripts, ids=lambda script: script.splitlines()[0])
def test_what_needs_azure_is_marked_and_nothing_else_is(script: str) -> None:
    away = any(re.search(r"^(az|azd|gh)\b|--workspace|https://", line) for line in lines(script))
    assert script.startswith(ELSEWHERE) == away


def test_the_blocks_run_in_order(environment: Environment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    run(".venv/bin/python -m spine seed", environment)
    run_blocks(PAGE, environment, monkeypatch, tmp_path)
    assert (tmp_path / "restored.sqlite3").exists()
