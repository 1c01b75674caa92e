"""docs/migration.md: every command, name and number in it is one that the project has, and what can run here runs."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer._click.exceptions import UsageError

from spine.config import Settings
from spine.operations.cli.criteria import criteria
from spine.operations.cli.verification_checks import CHECKS
from tests.delivery.test_workflows import TEXTS, targets
from tests.devhost.local_server import local_server
from tests.docs.pages import ELSEWHERE, ROOT, Page, commands, lines
from tests.docs.surface import alerts, endpoints, nameless, options_of, parse
from tests.legacy import old_database

PAGE = Page("docs/migration.md")
TEXT = PAGE.text
BLOCKS, PROSE = PAGE.scripts, PAGE.prose

BREAKS = (
    "key", "sign-in", "progress stream", "auto-create", "auto-suggested", "problem+json", "400 became 404 or 422",
    "500 became 4xx", "`limit` over 200", "unknown `macro`", "unknown `format`", "unknown\n   language", "alphabet",
)  # fmt: skip
"""The deliberate breaks, in the words of section 1."""


def section(number: int) -> str:
    return TEXT.split(f"\n## {number}. ")[1].split("\n## ")[0]


def rows(number: int) -> Iterator[list[str]]:
    """The cells of the rows of a section's table."""
    table = [line for line in section(number).splitlines() if line.startswith("|")]
    yield from ([cell.strip() for cell in line.strip("|").split(" | ")] for line in table[2:])


def test_what_changes_for_callers_is_said_first() -> None:
    first = re.search(r"^## (.+)$", TEXT, re.MULTILINE)
    assert first and first[1] == "1. What changes for callers"
    assert [words for words in BREAKS if words not in section(1)] == []
    to_callers = section(2).split("To the users of the API")[1].replace("\n> ", " ")
    for words in ("x-functions-key", "no longer stream", "auto-create", "problem+json", "422", "other characters"):
        assert words in to_callers, words


def test_containers_are_named_as_out_of_scope() -> None:
    assert "**Out of scope: containers.**" in TEXT.split("## 1.")[0]


@pytest.mark.parametrize("words", [words for block in BLOCKS for words in commands(block)], ids=" ".join)
def test_every_command_of_a_block_is_one_of_the_command_line(words: list[str]) -> None:
    parse(words)


@pytest.mark.parametrize("words", [["seed", "--organisation", "byd"], ["migrate"], ["link"], ["mode", "byd", "loud"]])
def test_what_the_command_line_would_refuse_is_seen(words: list[str]) -> None:
    with pytest.raises(UsageError):
        parse(words)


def test_every_command_in_the_text_has_the_options_that_it_is_named_with() -> None:
    for words in commands(PROSE):
        assert {word for word in words if word.startswith("--")} <= options_of(words[0]), words


def test_what_is_not_run_here_is_marked_and_nothing_else_is() -> None:
    for block in BLOCKS:
        away = any(re.match(r"(az|azd|gh|scripts/|make package)\b", line.strip()) for line in lines(block))
        named = "documents.azure.com" in block
        assert block.startswith(ELSEWHERE) == (away or named), block


def test_every_block_that_can_run_here_runs_in_order(tmp_path: Path) -> None:
    old = old_database.make(tmp_path / "former.sqlite3")
    here = [block for block in BLOCKS if not block.startswith(ELSEWHERE)]
    moved = tmp_path / "move"
    moved.mkdir()
    local = {"SPINE_STORE": "sqlite", "AZURE_FUNCTIONS_ENVIRONMENT": "Development"}
    database = str(moved / "rehearsal.sqlite3")
    script = "set -euo pipefail\n" + "\n".join(here).replace("$(mktemp -d)", str(moved)).replace(
        ".venv/bin/python", shlex.quote(sys.executable)
    )
    with local_server(**local, SPINE_DB_PATH=database) as server:
        env = {"PATH": os.environ["PATH"], "OLD_DATABASE": str(old), "SPINE_URL": f"http://127.0.0.1:{server.port}"}
        ran = subprocess.run(
            ["bash", "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False
        )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for words in ("('ok',)", "is now", "were found again", "all 19 checks passed", "Removed workstreams"):
        assert words in ran.stdout + ran.stderr, words


def test_the_number_of_checks_is_that_of_the_verification() -> None:
    (number,) = re.findall(r"All (\d+) checks pass", TEXT)
    assert int(number) == len(CHECKS) + len(("key wanted", "cleaned up"))


def test_every_setting_in_it_exists() -> None:
    ours = {field.alias for field in Settings.model_fields.values()}
    parameters = (ROOT / "infra" / "prod.bicepparam").read_text(encoding="utf-8")
    asked = set(re.findall(r"readEnvironmentVariable\('(\w+)'", parameters))
    of_github = {name for text in TEXTS.values() for name in re.findall(r"secrets\.(\w+)", text)}
    of_shell = {name for block in BLOCKS for name in re.findall(r"\b([A-Z_]+)=", block)} | {"OLD_DATABASE", "SPINE_URL"}
    settings = set(re.findall(r"--settings ([A-Z_]+)=", TEXT))
    named = set(re.findall(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b", TEXT))
    assert settings
    assert settings <= ours
    known = ours | asked | of_github | of_shell | {"AZURE_FUNCTIONS_ENVIRONMENT", "PRINCIPAL_ID", "CLIENT_ID"}
    assert named - known == set()


def test_every_parameter_of_the_infrastructure_in_it_exists() -> None:
    parameters = set(
        re.findall(r"^param (\w+)", (ROOT / "infra" / "main.bicep").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = set(re.findall(r"`(?:param )?([a-z]+(?:[A-Z][a-z]+)+)(?: = [^`]+)?`", TEXT))
    assert {"useMacroPlan", "macroDefaultMode"} <= named
    assert named <= parameters


def test_every_endpoint_in_it_exists() -> None:
    named = re.findall(r"\b(GET|HEAD|POST|PUT|PATCH|DELETE) (/[\w/{}:.-]+)", TEXT)
    assert len(named) > 8
    assert {(method, nameless(path)) for method, path in named} <= endpoints()


def test_every_alert_stands_in_it_with_its_threshold() -> None:
    told = {row[0].strip("`"): (int(row[1]), row[2].replace("`", "")) for row in rows(11)}
    assert told == {name: (one.severity, one.fires) for name, one in alerts().items()}


def test_the_success_criteria_are_the_workbooks() -> None:
    assert [row[0] for row in rows(12)] == [one.title for one in criteria()]


def test_the_rollout_has_four_phases_and_the_rollback_the_guides_order() -> None:
    assert [row[0][0] for row in rows(9)] == ["1", "2", "3", "4"]
    steps = re.findall(r"^\d\. \*\*(.+?)\*\*", section(10), re.MULTILINE)
    assert [step.split()[0] for step in steps] == ["Kill", "Mode", "Take", "The", "Restore"]


def test_every_file_make_target_and_script_in_it_is_there() -> None:
    for path in re.findall(r"`((?:infra|tests|docs|scripts|\.github)/[\w./-]+)`", TEXT):
        assert (ROOT / path).exists(), path
    for script in re.findall(r"(?<!\S)(scripts/[\w-]+)", TEXT):
        assert os.access(ROOT / script, os.X_OK), script
    assert (
        set(re.findall(r"\bmake ([a-z]+)`?", " ".join(re.findall(r"`[^`]+`|^make \w+$", TEXT, re.MULTILINE))))
        <= targets()
    )


def test_the_names_of_githubs_environments_are_the_workflows() -> None:
    used = {
        job["environment"]
        for text in TEXTS.values()
        for job in yaml.safe_load(text)["jobs"].values()
        if "environment" in job
    }
    assert used == {"dev", "prod", "${{ matrix.environment }}-what-if"}
    for name in ("`dev`", "`prod`", "`dev-what-if`", "`prod-what-if`"):
        assert name in section(3)
