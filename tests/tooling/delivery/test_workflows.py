"""What GitHub runs: read by actionlint and zizmor, and held to the project's own rules."""

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tooling.infra.snapshots import snapshot
from tests.workflows import check

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in FILES}

PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
SIGNS_IN = "Azure/login@"

BAD = """
on: pull_request_target
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}"
"""


def parsed(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in FILES:
        yield from ((f"{path.stem}/{name}", job) for name, job in parsed(path)["jobs"].items())


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in jobs():
        yield from ((name, step) for step in job["steps"])


def zizmor(path: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sysconfig.get_path("scripts"), "zizmor")
    command = [program, "--offline", "--no-progress", path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))


def test_actionlint_finds_nothing() -> None:
    assert check(TEXTS) == []


def test_zizmor_finds_nothing() -> None:
    ran = zizmor(ROOT / ".github")
    assert (ran.returncode, "No findings to report" in ran.stdout) == (0, True), ran.stdout + ran.stderr


def test_both_find_what_is_wrong(tmp_path: Path) -> None:
    bad = tmp_path / ".github" / "workflows" / "bad.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text(BAD)
    assert any("untrusted" in finding["message"] for finding in check({str(bad): BAD}))
    ran = zizmor(bad)
    assert ran.returncode != 0
    assert {"template-injection", "unpinned-uses"} <= set(re.findall(r"\[([a-z-]+)\]", ran.stdout))


def test_every_action_is_pinned_by_commit_and_says_its_version() -> None:
    used = [line for text in TEXTS.values() for line in re.findall(r"uses: (.+)", text)]
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


def test_an_action_has_one_version_everywhere() -> None:
    used = {line for text in TEXTS.values() for line in re.findall(r"uses: (\S+)", text)}
    assert len(used) == len({line.partition("@")[0] for line in used})


def test_a_job_may_read_and_one_that_signs_in_may_ask_for_a_token_too() -> None:
    assert [parsed(path)["permissions"] for path in FILES] == [{}] * len(FILES)
    for name, job in jobs():
        signs_in = any(step.get("uses", "").startswith(SIGNS_IN) for step in job["steps"])
        token = {"id-token": "write"} if signs_in else {}
        assert job["permissions"] == {"contents": "read"} | token, name


def test_no_checkout_leaves_its_token_behind() -> None:
    checkouts = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert {step["with"]["persist-credentials"] for step in checkouts} == {False}


def test_nothing_is_pasted_into_a_shell() -> None:
    assert [name for name, step in steps() if "${{" in step.get("run", "")] == []


def test_the_sign_in_knows_no_password() -> None:
    named = {name for text in TEXTS.values() for name in re.findall(r"secrets\.(\w+)", text)}
    ours = {"RESOURCE_GROUP", "SPINE_ALERT_EMAIL", "SPINE_OPERATOR_PRINCIPAL_IDS"}
    assert named == {"AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID"} | ours


def test_a_deployment_is_given_what_its_parameter_file_asks_the_environment_for() -> None:
    for name, jobs_of_it in (("dev", ("deploy/dev", "ci/what-if")), ("prod", ("deploy/prod", "ci/what-if"))):
        parameters = (ROOT / "infra" / f"{name}.bicepparam").read_text(encoding="utf-8")
        asked = set(re.findall(r"readEnvironmentVariable\('(SPINE_\w+)'", parameters))
        assert "SPINE_OPERATOR_PRINCIPAL_IDS" in asked
        for job in jobs_of_it:
            assert asked <= dict(jobs())[job]["env"].keys()


def test_what_the_scripts_read_of_a_deployment_is_one_of_its_outputs() -> None:
    read = set(re.findall(r"\.(\w+)\.value", (ROOT / "scripts" / "deploy-infra").read_text(encoding="utf-8")))
    assert read == {"SERVICE_API_NAME"}
    assert read <= snapshot("prod").outputs.keys()


def test_a_command_that_fails_within_a_pipe_fails_its_step() -> None:
    """GitHub gives the shell pipefail only where its name stands."""
    assert [parsed(path)["defaults"] for path in FILES] == [{"run": {"shell": "bash"}}] * len(FILES)
    assert [name for name, step in steps() if "shell" in step] == []


def test_every_workflow_ends_what_it_overtakes_or_waits() -> None:
    cancels = {path.stem: parsed(path)["concurrency"]["cancel-in-progress"] for path in FILES}
    assert cancels == {"ci": True, "deploy": False}


def test_prod_gets_the_package_of_dev_after_it_and_from_main_alone() -> None:
    found = dict(jobs())
    dev, prod = found["deploy/dev"], found["deploy/prod"]
    assert (dev["environment"], prod["environment"]) == ("dev", "prod")
    assert "dev" in prod["needs"]
    assert {"test", "package"} <= set(dev["needs"])
    assert prod["if"] == "github.ref == 'refs/heads/main'"
    said = [
        [str(step).replace("deploy-infra dev", "deploy-infra prod") for step in one["steps"]] for one in (dev, prod)
    ]
    assert said[0] == said[1]
    assert sum("make package" in step.get("run", "") for _, step in steps()) == 1


@pytest.mark.parametrize("name", ["deploy/dev", "deploy/prod"])
def test_the_package_is_deployed_by_the_script_that_tries_three_times(name: str) -> None:
    commands = [step.get("run", "") for step in dict(jobs())[name]["steps"]]
    assert 'scripts/deploy-app "$RESOURCE_GROUP" "$APP" spine.zip' in commands


def test_every_job_that_needs_the_compiler_names_the_pinned_one_by_its_path() -> None:
    needs = re.compile(r"make infra|\.ci/run|make test$|deploy-infra|what-if", re.MULTILINE)
    for name, job in jobs():
        commands = "\n".join(step.get("run", "") for step in job["steps"])
        if needs.search(commands):
            assert "az bicep install --version" in commands, name
        if re.search(r"make infra|\.ci/run|make test$", commands, re.MULTILINE):
            assert 'echo "BICEP=$HOME/.azure/bin/bicep" >> "$GITHUB_ENV"' in commands, name
    assert all(parsed(path)["env"] == {"AZURE_BICEP_USE_BINARY_FROM_PATH": "false"} for path in FILES)


def test_a_deployment_is_verified_at_its_end() -> None:
    for name in ("deploy/dev", "deploy/prod"):
        assert "scripts/verify-app" in dict(jobs())[name]["steps"][-1]["run"]


def test_every_make_target_and_script_that_they_call_is_there() -> None:
    commands = "\n".join(step.get("run", "") for _, step in steps())
    called = set(re.findall(r"make ([a-z]+)", commands))
    lines = re.findall(r"make ([a-z ]+)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    of_a_change = {target for line in lines for target in line.split()}
    assert of_a_change | {"package"} <= called
    assert called <= targets()
    for script in {*re.findall(r"(?<!\S)(scripts/[\w-]+|\.ci/run)", commands)}:
        assert os.access(ROOT / script, os.X_OK), script


@pytest.mark.parametrize("script", ["deploy-infra", "deploy-app", "verify-app"])
def test_a_script_is_shell_that_stops_at_the_first_fault(script: str) -> None:
    text = (ROOT / "scripts" / script).read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert subprocess.run(["bash", "-n", ROOT / "scripts" / script], check=False).returncode == 0


def test_commits_are_checked_by_the_make_targets_of_the_pull_request() -> None:
    (repo,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    entries = {hook["entry"] for hook in repo["hooks"]}
    assert (repo["repo"], {hook["language"] for hook in repo["hooks"]}) == ("local", {"system"})
    assert {entry.removeprefix("make ") for entry in entries} == {"lint", "infra", "test"}
    assert {entry.removeprefix("make ") for entry in entries} <= targets()


def test_dependabot_sees_to_everything_that_is_pinned_but_the_retired_exporter() -> None:
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    kinds = {update["package-ecosystem"]: update for update in updates}
    assert {kind: update["schedule"]["interval"] for kind, update in kinds.items()} == {
        "pip": "weekly", "github-actions": "monthly", "npm": "monthly",
    }  # fmt: skip
    assert kinds["pip"]["ignore"] == [{"dependency-name": "opencensus*"}]
    folders = {f"/{lock.parent.relative_to(ROOT).as_posix()}" for lock in ROOT.glob("tests/*/package-lock.json")}
    assert set(kinds["npm"]["directories"]) == folders


def test_the_compiler_and_python_have_one_version_in_every_job() -> None:
    assert {*re.findall(r"az bicep install --version (\S+)", "\n".join(TEXTS.values()))} == {"v0.49.2"}
    assert f"{sys.version_info[0]}.{sys.version_info[1]}" == (ROOT / ".python-version").read_text().strip()
    with_python = [step["with"] for _, step in steps() if step.get("uses", "").startswith("actions/setup-python@")]
    assert with_python == [{"python-version-file": ".python-version"}] * len(with_python)
