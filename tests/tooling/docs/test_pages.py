"""The pages together: each command, setting, endpoint, file and link in them exists."""

import re

import pytest
from typer._click.exceptions import UsageError

from tests.tooling.docs.pages import ROOT, Page, anchors, commands, names, pages
from tests.tooling.docs.surface import SETTINGS, endpoints, nameless, options_of, parse

PAGES = pages()
FILE = re.compile(r"(?:spine|infra|tests|docs|bench|devhost|scripts|\.github)/[\w./-]*")
VARIABLES = {
    "SPINE_OPERATOR_PRINCIPAL_IDS", "SPINE_ALERT_EMAIL", "AZURE_PRINCIPAL_ID", "AZURE_RESOURCE_GROUP",
    "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID", "RESOURCE_GROUP",
}  # fmt: skip
"""Variables of deployments: infra/*.bicepparam, azd and the workflows read them."""
OF_AZURE = {
    "SERVICE_API_IDENTITY_PRINCIPAL_ID", "WEBSITE_INSTANCE_ID", "WEBSITE_POD_NAME", "LEGION_SERVICE_HOST",
    "WEBSITE_SKU",
}  # fmt: skip
"""An output of the deployment, and what Azure sets."""
OF_TERMINALS = {"NO_COLOR"}
PLACEHOLDERS = {
    "WORKSPACE_ID",
    "SPINE_KEY",
    "OLD_DATABASE",
    "SPINE_URL",
    "PRINCIPAL_ID",
    "CLIENT_ID",
    "SPINE_SP",
    "BOT_ID",
    "BOT_SECRET",
    "BOT_TOKEN",
}
"""What the reader sets."""


@pytest.mark.parametrize(
    "words", [words for page in PAGES for one in page.scripts for words in commands(one)], ids=" ".join
)
def test_every_command_of_a_block_is_taken_by_the_command_line(words: list[str]) -> None:
    assert parse(words) in words


@pytest.mark.parametrize("words", [["plan"], ["export", "a", "--organisation", "b"], ["coverage"], ["sweep", "now"]])
def test_what_the_command_line_would_refuse_is_seen(words: list[str]) -> None:
    with pytest.raises(UsageError):
        parse(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_command_in_a_sentence_has_the_options_that_it_is_named_with(page: Page) -> None:
    for words in commands(page.prose):
        name = next(word for word in words if not word.startswith("--"))
        assert {word for word in words if word.startswith("--")} <= options_of(name), words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_variable_exists(page: Page) -> None:
    named = set(re.findall(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b", page.text))
    assert named - SETTINGS - VARIABLES - OF_AZURE - OF_TERMINALS - PLACEHOLDERS == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_endpoint_exists(page: Page) -> None:
    told = re.sub(r"^```http\n.*?^```$", "", page.text, flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"\b(GET|HEAD|POST|PUT|PATCH|DELETE)\s+(/[\w/{}:.-]+)", told)
    ours = {(method, nameless(path)) for method, path in named if not path.startswith("/admin/")}
    assert ours <= endpoints()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_link_leads_to_a_file_and_to_a_heading_in_it(page: Page) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.text):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / page.path).parent / path if path else ROOT / page.path
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_file_that_is_named_is_there(page: Page) -> None:
    for name in names(page.prose):
        if FILE.fullmatch(name):
            assert (ROOT / name).exists() or ((ROOT / page.path).parent / name).exists(), name
