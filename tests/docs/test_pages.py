"""The pages under docs/: their commands, settings, endpoints, alerts and links are ones that the project has."""

import json
import re
import shlex
from pathlib import Path

import pytest
import typer

from spine.cli.application import application
from spine.config import Settings
from tests.delivery.test_runbook import endpoints

ROOT = Path(__file__).parents[2]
NAMES = ("quickstart", "planning", "operations")
PAGES = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}
ALERTS = json.loads((ROOT / "infra" / "alerts" / "alerts.json").read_text(encoding="utf-8"))["alerts"]

pages = pytest.mark.parametrize("page", NAMES)


@pages
def test_every_command_is_one_of_the_command_line(page: str) -> None:
    group = typer.main.get_command(application())
    for line in re.findall(r"python -m spine ([^`|\n>]+)", PAGES[page]):
        name, *words = shlex.split(line)
        command = group.commands[name]  # type: ignore[attr-defined]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


@pages
def test_every_setting_is_one_that_config_reads(page: str) -> None:
    known = {field.alias for field in Settings.model_fields.values()}
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=\w+)?`", PAGES[page]))
    assert named <= known


@pages
def test_every_endpoint_is_a_route(page: str) -> None:
    named = set(re.findall(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`? ]*)", PAGES[page]))
    assert named <= set(endpoints())


@pages
def test_every_link_leads_to_a_file(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)", PAGES[page]):
        assert (ROOT / "docs" / target).exists(), target


def test_every_alert_has_a_row_with_its_threshold() -> None:
    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.*?) \|", PAGES["operations"], re.MULTILINE))
    assert set(rows) == {alert["name"] for alert in ALERTS}
    for alert in ALERTS:
        if alert["threshold"] > 1:
            assert f"{alert['threshold']:,}" in rows[alert["name"]], alert["name"]


def test_every_module_that_planning_names_is_there() -> None:
    named = re.findall(r"`((?:spine/domain|planning)/[\w/.]+)`", PAGES["planning"])
    assert len(named) >= 7
    for name in named:
        assert (ROOT / ("" if name.startswith("spine") else "spine/domain") / name).exists(), name
