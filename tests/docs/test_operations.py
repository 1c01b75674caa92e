"""docs/operations.md: its numbers are the project's, its alerts and criteria the deployed ones, and its blocks run."""

import ast
import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spine.config import Settings
from spine.domain import sweeps
from spine.events import EVENTS
from spine.http import deadlines, parsing
from spine.operations.cli.application import application
from spine.operations.cli.criteria import criteria
from spine.schemas.bundles import Bundle
from spine.schemas.facts import FactBatch
from spine.usecases import suggestions
from tests.api.conftest import Environment, environment
from tests.docs.pages import ELSEWHERE, ROOT, Page, lines, tables
from tests.docs.surface import SETTINGS, SIGNS, alerts
from tests.infra.snapshots import snapshot

__all__ = ["environment"]

PAGE = Page("docs/operations.md")
WINDOWS = {"PT15M": "15 minutes", "PT1H": "1 hour", "P1D": "1 day", "P2D": "2 days"}


def limits() -> dict[str, str]:
    """The table of limits."""
    (table,) = tables(PAGE.section("Capacity and limits"))
    return {what: f"{much} | {beyond}" for what, much, beyond in table}


def test_every_alert_stands_in_it_as_it_is_deployed() -> None:
    (table,) = tables(PAGE.section("Alerts: what to do"))
    told = {name.strip("`"): fires.replace("`", "") for name, fires, _ in table}
    assert told == {name: f"{one.fires} over {WINDOWS[one.window]}" for name, one in alerts().items()}


def test_what_is_deployed_of_the_alerts_is_what_their_file_says() -> None:
    held = json.loads((ROOT / "infra" / "alerts" / "alerts.json").read_text(encoding="utf-8"))["alerts"]
    for alert in held:
        fires = f"{alert['measure']} {SIGNS[alert['operator']]} {alert['threshold']}"
        assert alerts()[alert["name"]] == (alert["severity"], fires, alert.get("range", alert["window"]))


def test_the_criteria_are_the_workbooks() -> None:
    (table,) = tables(PAGE.section("Coverage and the report"))
    assert [row[0] for row in table] == [one.title for one in criteria()]


def test_the_settings_of_an_operator_have_the_parameters_of_the_infrastructure() -> None:
    (table,) = tables(PAGE.section("Settings"))
    template = (ROOT / "infra" / "main.bicep").read_text(encoding="utf-8")
    for setting, parameter, _ in table:
        name = setting.strip("`")
        assert name in SETTINGS
        assert re.search(rf"^ +{name}: .*\b{parameter.strip('`')}\b", template, re.MULTILINE), name


def test_every_parameter_that_is_named_exists() -> None:
    template = (ROOT / "infra" / "main.bicep").read_text(encoding="utf-8")
    parameters = set(re.findall(r"^param (\w+)", template, re.MULTILINE))
    named = set(re.findall(r"`([a-z]+(?:[A-Z][a-z]+)+)`", PAGE.text)) - {"customEvents"}
    assert len(named) > 5
    assert named <= parameters


def test_the_sweep_is_as_the_page_says() -> None:
    defaults = Settings.model_validate({})
    for words in (
        f"(`{defaults.sweep_schedule}`, UTC)",
        f"longer than {sweeps.QUICK.seconds} seconds and began less than {sweeps.DAILY.seconds // 3600} hours ago",
        f"nobody updated for {defaults.stale_after_days} days",
        f"`SWEEP_RU_PER_SECOND` ({defaults.sweep_ru_per_second}) request units",
        f"ends itself after {sweeps.TICK_LIMIT.seconds // 60} minutes",
    ):
        assert words in PAGE.flowing
    assert (ROOT / "function_app.py").read_text(encoding="utf-8").count("def flag_stale_workstreams(") == 1


def test_the_limits_are_the_codes() -> None:
    told = limits()
    (in_a_call,) = {
        rule.max_length
        for model in (Bundle, FactBatch)
        for rule in model.model_fields["facts"].metadata
        if hasattr(rule, "max_length")
    }
    assert told["body of a request"] == f"{parsing.MAX_BODY_BYTES // 2**20} MB | 413"
    assert told["facts in one call or bundle"] == f"{in_a_call} | 422"
    assert f"newest {suggestions.FACTS_READ} that" in told["facts that suggestions are made from"]
    seconds = (deadlines.PLANNING, deadlines.PROPOSING, deadlines.USUAL, deadlines.LONG)
    waiting = told["waiting for the database: a plan, proposing, most others, writes of hundreds"]
    assert waiting.startswith(", ".join(f"{one:g} s" for one in seconds))


def test_the_capacity_is_what_is_deployed() -> None:
    told = limits()
    scale = {name: snapshot(name).app["functionAppConfig"]["scaleAndConcurrency"] for name in ("dev", "prod")}
    counts = {name: one["maximumInstanceCount"] for name, one in scale.items()}
    assert told["instances"].startswith(f"{counts['prod']} in prod, {counts['dev']} in dev ")
    assert {one["triggers"]["http"]["perInstanceConcurrency"] for one in scale.values()} == {16}
    assert told["calls at once in one instance"].startswith("16 ")
    assert re.search(r"autoscaleMaxThroughput = 4000\n", (ROOT / "infra" / "prod.bicepparam").read_text())
    assert told["throughput"].startswith("4000 RU/s in prod ")
    tiers = {name: snapshot(name).account["backupPolicy"]["continuousModeProperties"]["tier"] for name in counts}
    assert tiers == {"dev": "Continuous7Days", "prod": "Continuous30Days"}
    assert "for 7 days in dev and 30 in prod" in PAGE.flowing


def templates() -> set[str]:
    """Every text of the code with places for values, written as the page writes them."""
    found = set()
    for path in (ROOT / "spine").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.sub(r"%[sd]", "…", node.value))
    return found


def test_every_line_of_the_log_is_one_that_the_code_writes() -> None:
    (table,) = tables(PAGE.section("What the logs say"))
    assert len(table) > 8
    assert {row[0].strip("`") for row in table} <= templates()


def test_every_event_is_named() -> None:
    listed = PAGE.section("What the logs say").rpartition("`spine/events.py`:")[2]
    assert set(re.findall(r"`(\w+)`", listed)) == set(EVENTS)


@pytest.mark.parametrize("script", PAGE.scripts, ids=lambda script: script.splitlines()[0])
def test_what_needs_azure_is_marked_and_nothing_else_is(script: str) -> None:
    away = any(re.search(r"^(az|azd|gh)\b|--workspace|https://", line) for line in lines(script))
    assert script.startswith(ELSEWHERE) == away


def run(line: str, environment: Environment, place: Mapping[str, str]) -> str:
    """What a line of a block says on standard output; the command line runs in this process."""
    given, command = re.split(r"\.venv/bin/python -m spine ", line)
    environment.set(**place, **dict(one.split("=") for one in given.split()))
    ran = CliRunner().invoke(application(), shlex.split(command))
    assert ran.exit_code == 0, f"{line}\n{ran.output}"
    return ran.stdout


def test_every_block_that_can_run_here_runs_in_order(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    here = [line for script in PAGE.scripts if not script.startswith(ELSEWHERE) for line in lines(script)]
    said = ""
    for line in [".venv/bin/python -m spine seed", *here]:
        place = {} if line.startswith("SPINE_DB_PATH=") else {"SPINE_DB_PATH": "spine.sqlite3"}
        said += run(line, environment, {"SPINE_STORE": "sqlite", **place})
    for words in (
        "org_harbor    strict       strict",
        "Stale sweep: 2 organisations",
        "not measured here",
        "harbor.jsonl is complete",
    ):
        assert words in said, words
    assert said.count("were found again in the store") == 2
    assert (tmp_path / "restored.sqlite3").exists()
