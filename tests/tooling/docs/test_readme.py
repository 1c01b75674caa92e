"""README.md: its agenda and its answer are what the code makes of the demo data; it is short and names every page."""

import json
import re

from spine.schemas.planning import PlanOptions, PlanRequest
from spine.usecases.handouts import text_of_plan
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.planning.presentation import present
from spine.usecases.service import Service
from tests.tooling.docs.conversations import says
from tests.tooling.docs.pages import ROOT, Page, pages

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


def test_the_answer_is_what_the_request_gives(demo_service: Service) -> None:
    command, answer = PAGE.blocks[1:3]
    body = re.search(r"-d '(.+)'", command.text)
    assert body
    request = PlanRequest.model_validate(json.loads(body[1]))
    plan = plan_agenda(demo_service, request.text, request)
    assert says(json.loads(answer.text), present(demo_service, plan, request))


def test_the_readme_names_every_page() -> None:
    ours = [page.path for page in pages() if page != PAGE and not page.path.startswith("tests/")]
    assert [path for path in ours if f"({path})" not in PAGE.text] == []
