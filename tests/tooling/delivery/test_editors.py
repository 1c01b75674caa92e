"""Opening the project as any Functions project: VS Code, Core Tools, azd."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from spine.config import Settings
from tests.tooling.infra.snapshots import snapshot

ROOT = Path(__file__).parents[3]
HOST = {"FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage"}
"""Settings that Core Tools read, not Spine."""


def read(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((ROOT / name).read_text(encoding="utf-8"))
    return parsed


def test_f5_starts_the_host_and_attaches_to_its_worker() -> None:
    (launch,) = read(".vscode/launch.json")["configurations"]
    assert (launch["type"], launch["request"], launch["connect"]["port"]) == ("debugpy", "attach", 9091)
    tasks = {task["label"]: task for task in read(".vscode/tasks.json")["tasks"]}
    start = tasks[launch["preLaunchTask"]]
    assert (start["type"], start["command"], start["isBackground"]) == ("func", "host start", True)
    assert set(start["dependsOn"]) <= tasks.keys()


def test_what_the_tasks_call_is_there() -> None:
    commands = " ".join(task["command"] for task in read(".vscode/tasks.json")["tasks"])
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert ".venv/.installed" in re.findall(r"make (\S+)", commands)
    assert "INSTALLED := .venv/.installed" in makefile
    assert re.search(r"^package:", makefile, re.MULTILINE)
    assert (ROOT / "local.settings.json.example").exists()


def test_vs_code_deploys_the_package_as_it_is() -> None:
    settings = read(".vscode/settings.json")
    assert settings["azureFunctions.pythonVenv"] == ".venv"
    assert settings["azureFunctions.deploySubpath"] == "dist/package"
    assert settings["azureFunctions.scmDoBuildDuringDeployment"] is False
    assert "ms-azuretools.vscode-azurefunctions" in read(".vscode/extensions.json")["recommendations"]


def test_the_example_of_local_settings_holds_real_settings_with_allowed_values() -> None:
    values = read("local.settings.json.example")["Values"]
    aliases = {field.alias for field in Settings.model_fields.values()}
    assert values.keys() - HOST <= aliases
    given = {name: value for name, value in values.items() if value}
    assert Settings.model_validate(given, by_alias=True).store == "sqlite"
    assert values.keys() >= HOST


def test_azd_deploys_the_package_and_builds_nothing_in_azure() -> None:
    project = yaml.safe_load((ROOT / "azure.yaml").read_text(encoding="utf-8"))
    ((name, service),) = project["services"].items()
    [site] = snapshot("dev").all("Microsoft.Web/sites")
    assert site["tags"]["azd-service-name"] == name
    assert (service["host"], service["language"], service["project"]) == ("function", "python", ".")
    assert (service["dist"], service["remoteBuild"]) == ("dist/package", False)
    assert service["hooks"]["prepackage"]["run"] == "make package"
    assert project["infra"] == {"provider": "bicep", "path": "infra", "module": "dev"}
