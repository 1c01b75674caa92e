"""docs/migration.md: its names and numbers are the project's, and its blocks run on a legacy database."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import yaml

from spine.config import Settings
from spine.operations.rollout.criteria import read_criteria
from spine.operations.verification.checks import CHECKS
from tests.legacy import legacy_database
from tests.processes import command
from tests.tooling.delivery.test_workflows import TEXTS, targets
from tests.tooling.devhost.local_server import local_server
from tests.tooling.docs.pages import ELSEWHERE, ROOT, Page, lines, names, table
from tests.tooling.docs.surface import alerts

PAGE = Page("docs/migration.md")
CHECKS_IN_ALL = len(CHECKS) + len(("key wanted", "cleaned up"))
STATUSES_THAT_CHANGED = {401, 404, 409, 411, 412, 422, 503}
NAMES_THAT_CALLERS_NEED = (
    "x-functions-key", "auto-create", "auto-suggested", "workstreams:suggest", "apply=true", "application/problem+json",
    "Retry-After", "`limit`", "`macro`", "`format`", "`_ . : -`",
)  # fmt: skip


def section(number: int) -> str:
    return PAGE.text.split(f"\n## {number}. ")[1].split("\n## ")[0]


def test_the_changes_for_callers_are_named_in_the_table_and_in_the_message() -> None:
    for text in (section(1), section(2).split("API, a week before")[1]):
        assert [name for name in NAMES_THAT_CALLERS_NEED if name not in text] == []
    assert {int(number) for number in re.findall(r"\b[45]\d\d\b", section(1))} >= STATUSES_THAT_CHANGED


def test_what_is_not_run_here_is_marked_and_nothing_else_is() -> None:
    for block in PAGE.scripts:
        away = any(re.match(r"(az|azd|gh|scripts/|make package)\b", line.strip()) for line in lines(block))
        named = "documents.azure.com" in block
        assert block.startswith(ELSEWHERE) == (away or named), block


def test_every_block_that_can_run_here_runs_in_order(tmp_path: Path) -> None:
    old = legacy_database.make(tmp_path / "legacy.sqlite3")
    here = [block for block in PAGE.scripts if not block.startswith(ELSEWHERE)]
    moved = tmp_path / "move"
    moved.mkdir()
    local = {"SPINE_STORE": "sqlite", "AZURE_FUNCTIONS_ENVIRONMENT": "Development"}
    database = str(moved / "rehearsal.sqlite3")
    script = "set -euo pipefail\n" + "\n".join(here).replace("$(mktemp -d)", str(moved)).replace(
        ".venv/bin/python -m", shlex.join(command())
    )
    with local_server(**local, SPINE_DB_PATH=database) as server:
        env = {"PATH": os.environ["PATH"], "OLD_DATABASE": str(old), "SPINE_URL": f"http://127.0.0.1:{server.port}"}
        ran = subprocess.run(
            ["bash", "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False
        )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"all {CHECKS_IN_ALL} checks passed" in ran.stderr


def test_the_number_of_checks_is_that_of_the_verification() -> None:
    assert {int(number) for number in re.findall(r"(\d+) checks", PAGE.text)} == {CHECKS_IN_ALL}


def test_the_settings_that_it_changes_exist() -> None:
    changed = set(re.findall(r"--settings ([A-Z_]+)=", PAGE.text))
    assert changed
    assert changed <= {field.alias for field in Settings.model_fields.values()}


def test_every_secret_in_it_is_one_of_the_workflows() -> None:
    secrets = {name for text in TEXTS.values() for name in re.findall(r"secrets\.(\w+)", text)}
    assert {name for name in names(section(3)) if re.fullmatch(r"[A-Z_]+", name)} == secrets


def test_every_parameter_of_the_infrastructure_in_it_exists() -> None:
    template = (ROOT / "infra" / "main.bicep").read_text(encoding="utf-8")
    parameters = set(re.findall(r"^param (\w+)", template, re.MULTILINE))
    named = set(re.findall(r"`(?:param )?([a-z]+(?:[A-Z][a-z]+)+)(?: = [^`]+)?`", PAGE.flowing))
    assert {"useMacroPlan", "macroDefaultMode"} <= named
    assert named <= parameters


def test_every_alert_stands_in_it_with_its_threshold() -> None:
    told = {name.strip("`"): (int(severity), fires.replace("`", "")) for name, severity, fires in table(section(11))}
    assert told == {name: (one.severity, one.fires) for name, one in alerts().items()}


def test_the_success_criteria_are_the_workbooks() -> None:
    assert [row[0] for row in table(section(12))] == [one.title for one in read_criteria()]


def test_the_rollout_has_a_command_or_parameter_for_each_phase() -> None:
    assert [names(how)[0] for _, _, how, _ in table(section(9))] == [
        "macroDefaultMode = 'off'",
        "python -m spine mode ORG auto",
        "macroDefaultMode = 'auto'",
        "python -m spine mode ORG strict",
    ]


def test_the_steps_of_the_rollback_stand_in_their_order() -> None:
    steps = (
        "USE_MACRO_PLAN=0", "spine mode ORG off", "spine rollback --yes", "gh run download", "az cosmosdb restore",
    )  # fmt: skip
    places = [section(10).index(step) for step in steps]
    assert places == sorted(places)


def test_every_make_target_and_script_in_it_is_there() -> None:
    for script in re.findall(r"(?<!\S)(scripts/[\w-]+)", PAGE.text):
        assert os.access(ROOT / script, os.X_OK), script
    code = " ".join(re.findall(r"`[^`]+`|^make \w+$", PAGE.text, re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)`?", code)) <= targets()


def test_the_names_of_githubs_environments_are_the_workflows() -> None:
    used = {
        job["environment"]
        for text in TEXTS.values()
        for job in yaml.safe_load(text)["jobs"].values()
        if "environment" in job
    }
    assert used == {"dev", "prod", "${{ matrix.environment }}-what-if"}
    named = {name for row in table(section(3)) for name in names(row[0])}
    assert named == {"dev", "prod", "dev-what-if", "prod-what-if"}
