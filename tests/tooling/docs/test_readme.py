"""README.md: its agenda and its answer are what the code makes of the demo data; it is short and names every page."""

import re
from pathlib import Path

import pytest

from spine.schemas.planning import PlanOptions
from spine.usecases.handouts import text_of_plan
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.service import Service
from tests.api.environment import Environment
from tests.tooling.docs.pages import ROOT, Page, lines, pages
from tests.tooling.docs.running import run

PAGE = Page("README.md")
LONGEST = 95
FIRST_SCREEN = 25


def test_the_readme_is_at_most_two_screens() -> None:
    assert len(PAGE.text.splitlines()) <= LONGEST


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first = PAGE.text.splitlines()[:FIRST_SCREEN]
    assert {"make run", "make test"} <= {line.partition("#")[0].strip() for line in first}


def test_the_agenda_is_what_the_request_gives(demo_service: Service) -> None:
    section = PAGE.section("An agenda")
    (request,) = re.findall(r"“(plan a meeting[^”]+)”", section)
    quoted = "\n".join(line[1:].removeprefix(" ") for line in section.splitlines() if line.startswith(">"))
    options = PlanOptions()
    plan = plan_agenda(demo_service, request, options)
    assert quoted.strip() == text_of_plan(demo_service, plan, "markdown").strip()


def test_the_picture_of_an_agenda_is_there_and_small() -> None:
    (picture,) = re.findall(r"!\[[^\]]+\]\((docs/[^)]+\.png)\)", PAGE.section("An agenda"))
    assert 10_000 < (ROOT / picture).stat().st_size < 150_000


def test_the_way_from_notes_to_an_agenda_is_the_command_line_and_works(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    installing, reading, printing = [line for script in PAGE.scripts[1:] for line in lines(script)]
    assert (installing, [block.text for block in PAGE.blocks if block.language == "text"]) == (
        "make install", [run(reading, environment)],
    )  # fmt: skip
    command, file = printing.strip().split(" > ")
    assert (file, run(command, environment)[:15].lower()) == ("agenda.html", "<!doctype html>")


def test_the_readme_names_every_page() -> None:
    ours = [page.path for page in pages() if page != PAGE and not page.path.startswith("tests/")]
    assert [path for path in ours if f"({path})" not in PAGE.text] == []
