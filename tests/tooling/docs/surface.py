"""What the project really has, for pages to be held against: commands, endpoints, settings, alerts."""

import json
import re
import subprocess
import sys
from functools import lru_cache
from typing import NamedTuple

import typer

from spine.config import Settings
from spine.operations.cli.application import application
from tests.tooling.docs.pages import ROOT
from tests.tooling.infra.snapshots import snapshot

COMMANDS = typer.main.get_command(application())
SETTINGS = {str(field.alias) for field in Settings.model_fields.values()} | {"AZURE_FUNCTIONS_ENVIRONMENT"}

SIGNS = {"GreaterThan": ">", "GreaterThanOrEqual": "≥", "LessThan": "<"}
_LISTING = (
    "import function_app as f, json; "
    "print(json.dumps([[e.methods, '/' + e.route, e.deadline] for e in f.route.endpoints]))"
)


class Alert(NamedTuple):
    """When an alert fires: `measure > threshold`, over an ISO 8601 duration."""

    severity: int
    fires: str
    window: str


def parse(words: list[str]) -> str:
    """The name of a command that is read as the command line does, without running it. Raises UsageError."""
    context = COMMANDS.make_context("spine", list(words))
    name, command, rest = COMMANDS.resolve_command(context, [*context._protected_args, *context.args])  # type: ignore[attr-defined]
    command.make_context(name, rest, parent=context)
    return str(name)


def options_of(command: str) -> set[str]:
    """The options of a command, and those that stand before it."""
    parameters = [*COMMANDS.params, *COMMANDS.commands[command].params]  # type: ignore[attr-defined]
    return {option for one in parameters for option in (*one.opts, *one.secondary_opts)}


def nameless(path: str) -> str:
    """A path whose parameters have no names."""
    return re.sub(r"\{\w+\}", "{}", path)


@lru_cache
def deadlines() -> dict[tuple[str, str], float]:
    """The deadline of each method and path in seconds; indexed in a process of its own, as Azure does."""
    ran = subprocess.run([sys.executable, "-c", _LISTING], cwd=ROOT, capture_output=True, text=True, check=True)
    return {(method, path): seconds for methods, path, seconds in json.loads(ran.stdout) for method in methods}


def endpoints() -> frozenset[tuple[str, str]]:
    """The methods and paths that exist, parameters without their names."""
    return frozenset((method, nameless(path)) for method, path in deadlines())


def alerts() -> dict[str, Alert]:
    """The alerts of prod, as they are deployed, by name."""
    prod = snapshot("prod")
    kinds = ("Microsoft.Insights/scheduledQueryRules", "Microsoft.Insights/metricAlerts")
    return {
        re.sub(r"-spine-prod-\w+$", "", one["name"]).removeprefix("alert-"): _alert(one["properties"])
        for kind in kinds
        for one in prod.all(kind)
    }


def _alert(properties: dict) -> Alert:  # type: ignore[type-arg]
    window = properties.get("overrideQueryTimeRange") or properties["windowSize"]
    if "failedLocationCount" in properties["criteria"]:
        return Alert(properties["severity"], f"failed places ≥ {properties['criteria']['failedLocationCount']}", window)
    (criterion,) = properties["criteria"]["allOf"]
    measure = criterion.get("metricMeasureColumn") or criterion["metricName"]
    fires = f"{measure} {SIGNS[criterion['operator']]} {criterion['threshold']}"
    periods = criterion.get("failingPeriods", {}).get("numberOfEvaluationPeriods", 1)
    if periods > 1:
        window = f"{criterion['failingPeriods']['minFailingPeriodsToAlert']} of {periods} × {window}"
    return Alert(properties["severity"], fires, window)
