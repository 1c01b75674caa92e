"""docs/quickstart.md: a new user's first quarter of an hour, word for word."""

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.processes import command
from tests.tooling.devhost.local_server import local_server
from tests.tooling.docs.conversations import ANY, says
from tests.tooling.docs.pages import ROOT, Block, Page

PAGE = Page("docs/quickstart.md")
ADDRESS = "http://127.0.0.1:7071"
RUN = Block("sh", "make run\n")
INSTALL = Block("sh", "make install\n")


def played(blocks: list[Block]) -> list[tuple[str, Block | None]]:
    """The commands in order, each block with the answer that the page shows right after it."""
    pairs = zip(blocks, [*blocks[1:], Block("sh", "")], strict=True)
    return [(one.text, None if after.language == "sh" else after) for one, after in pairs if one.language == "sh"]


def agrees(shown: Block, said: str) -> bool:
    """Whether an answer is what the page shows: JSON by its fields, any other text by its lines."""
    if shown.language == "json":
        return says(json.loads(shown.text), json.loads(said))
    pattern = ".*".join(map(re.escape, shown.text.strip().split(ANY)))
    return re.fullmatch(pattern, said.strip()) is not None


def test_every_command_answers_what_the_page_shows(tmp_path: Path) -> None:
    assert {RUN, INSTALL} <= set(PAGE.blocks)
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    local = {"AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_STORE": "sqlite"}
    local |= {"SPINE_DB_PATH": str(tmp_path / "spine_dev.sqlite3")}
    with local_server("--before", "spine init", "--before", "spine seed", **local) as server:
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **local}
        for script, shown in played([block for block in PAGE.blocks if block not in (RUN, INSTALL)]):
            here = script.replace(ADDRESS, f"http://127.0.0.1:{server.port}")
            here = here.replace(".venv/bin/python -m spine", shlex.join(command("spine")))
            ran = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", here],
                cwd=tmp_path,
                env=env,
                capture_output=True,
                text=True,
                check=False,
            )
            assert ran.returncode == 0, f"{script}{ran.stderr}"
            assert shown is not None, f"the page does not show what comes of {script}"
            assert agrees(shown, ran.stdout), f"{script}{ran.stdout}"


def test_make_run_does_what_the_test_does_in_its_place() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "--before 'spine init' --before 'spine seed'" in recipe
    assert "PORT ?= 7071" in recipe


def test_the_fact_on_the_page_is_one_of_the_file() -> None:
    bundle = json.loads((ROOT / "docs" / "examples" / "acme.json").read_text(encoding="utf-8"))
    (fact,) = (json.loads(block.text) for block in PAGE.blocks if block.text.startswith('{\n  "id"'))
    assert fact in bundle["facts"]
    assert len(bundle["facts"]) == 7


@pytest.mark.parametrize(
    ("language", "shown", "said"),
    [
        ("text", "Facts: 7 inserted.", "Facts: 6 inserted."),
        ("markdown", "# A\n…\n# C", "# A\n# B"),
        ("json", '{"title": "A", "id": "…"}', '{"title": "B", "id": "x"}'),
        ("json", '{"created": true}', "{}"),
    ],
)
def test_another_answer_is_seen(language: str, shown: str, said: str) -> None:
    assert not agrees(Block(language, shown), said)
