"""The pages together: each command, setting, endpoint and link in them is there."""

import re

import pytest
from typer._click.exceptions import UsageError

from tests.docs.pages import ROOT, Page, anchors, commands
from tests.docs.surface import SETTINGS, endpoints, nameless, options_of, parse

PAGES = [
    Page(path.relative_to(ROOT).as_posix())
    for path in (ROOT / "README.md", ROOT / "infra" / "README.md", *sorted((ROOT / "docs").glob("*.md")))
]
OURS = [Page(f"docs/{name}.md") for name in ("quickstart", "planning", "operations")]
OF_THE_DEPLOYMENT = {"SPINE_OPERATOR_PRINCIPAL_IDS", "SPINE_KEY", "WORKSPACE_ID"}
"""What infra/prod.bicepparam asks for, what scripts/verify-app hands on, and a placeholder."""


@pytest.mark.parametrize(
    "words", [words for page in PAGES for one in page.scripts for words in commands(one)], ids=" ".join
)
def test_every_command_of_a_block_is_taken_by_the_command_line(words: list[str]) -> None:
    parse(words)


@pytest.mark.parametrize("words", [["plan"], ["export", "a", "--organisation", "b"], ["coverage"], ["sweep", "now"]])
def test_what_the_command_line_would_refuse_is_seen(words: list[str]) -> None:
    with pytest.raises(UsageError):
        parse(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_command_in_a_sentence_has_the_options_that_it_is_named_with(page: Page) -> None:
    for words in commands(page.prose):
        name = next(word for word in words if not word.startswith("--"))
        assert {word for word in words if word.startswith("--")} <= options_of(name), words


@pytest.mark.parametrize("page", OURS, ids=lambda page: page.path)
def test_every_setting_exists(page: Page) -> None:
    parameters = (ROOT / "infra" / "prod.bicepparam").read_text(encoding="utf-8")
    assert "SPINE_OPERATOR_PRINCIPAL_IDS" in parameters
    named = set(re.findall(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b", page.text))
    assert named - SETTINGS - OF_THE_DEPLOYMENT == set()


def test_the_readme_lists_every_setting_that_is_spines_own() -> None:
    section = Page("README.md").section("Settings")
    of_azure = {"AZURE_CLIENT_ID", "IDENTITY_ENDPOINT", "WEBSITE_AUTH_ENABLED", "AZURE_FUNCTIONS_ENVIRONMENT"}
    assert set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", section)) == SETTINGS - of_azure


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_endpoint_exists(page: Page) -> None:
    told = re.sub(r"^```http\n.*?^```$", "", page.text, flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"\b(GET|HEAD|POST|PUT|PATCH|DELETE)\s+(/[\w/{}:.-]+)", told)
    ours = {(method, nameless(path)) for method, path in named if not path.startswith("/admin/")}
    assert ours <= endpoints()


def test_endpoints_are_named_at_all() -> None:
    assert all(re.search(r"(GET|POST)\s+/", page.text) for page in OURS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_link_leads_to_a_file_and_to_a_heading_in_it(page: Page) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.text):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / page.path).parent / path if path else ROOT / page.path
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("page", OURS, ids=lambda page: page.path)
def test_every_file_that_is_named_is_there(page: Page) -> None:
    for path in re.findall(r"`((?:spine|infra|tests|docs)/[\w./-]+)`", page.text):
        assert (ROOT / path).exists(), path


def test_the_readme_names_every_page() -> None:
    readme = Page("README.md").text
    assert [page.path for page in PAGES if page.path.startswith("docs/") and f"({page.path})" not in readme] == []
