"""Running the commands of a page's blocks in this process."""

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spine.operations.cli.application import application
from tests.api.environment import Environment
from tests.tooling.docs.pages import ELSEWHERE, ROOT, Page, lines

_CALL = ".venv/bin/python -m spine "


def run(line: str, environment: Environment) -> str:
    """What a line like `NAME=value .venv/bin/python -m spine COMMAND …` writes; it must end with 0."""
    settings, command = line.split(_CALL)
    environment.set(SPINE_STORE="sqlite", SPINE_DB_PATH="spine.sqlite3")
    environment.set(**dict(one.split("=") for one in settings.split()))
    ran = CliRunner().invoke(application(), shlex.split(command))
    assert ran.exit_code == 0, f"{line}\n{ran.output}"
    return ran.stdout


def run_blocks(page: Page, environment: Environment, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Run every block of a page that needs nothing else, in order, in a folder that sees the project's pages."""
    (folder / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(folder)
    for script in page.scripts:
        if not script.startswith(ELSEWHERE):
            for line in lines(script):
                run(line, environment)
