"""docs/sign-in.md: what it tells to create is what the deployment and the host expect."""

import json
import re
from pathlib import PurePosixPath
from uuid import UUID

import pytest

from spine.domain.callers import Access, Caller, caller_with
from spine.http.principal import MAX_HEADER_LENGTH
from tests.http.edge import principal
from tests.tooling.docs.pages import ELSEWHERE, ROOT, Page, lines, names, table
from tests.tooling.infra.snapshots import INFRA, snapshot

PAGE = Page("docs/sign-in.md")
ROLES = json.loads((ROOT / "docs" / "examples" / "app-roles.json").read_text(encoding="utf-8"))
OF_A_ROLE = re.compile(r"[A-Za-z0-9:!#$%&'()*+,\-./;=?@\[\]^_`{|}~]{1,120}")
"""What Microsoft Graph takes as the value of an app role; it does not begin with a point."""


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role["value"])
def test_a_role_is_one_that_entra_id_takes_and_spine_reads(role: dict[str, object]) -> None:
    assert role.keys() == {"id", "allowedMemberTypes", "displayName", "description", "value", "isEnabled"}
    assert UUID(str(role["id"]))
    assert role["allowedMemberTypes"] == ["User", "Application"]  # people and bots
    value = str(role["value"])
    assert OF_A_ROLE.fullmatch(value) and not value.startswith(".")
    assert caller_with([], [value]) != Caller()


def test_each_role_has_an_id_and_a_value_of_its_own() -> None:
    assert len({role["id"] for role in ROLES}) == len({role["value"] for role in ROLES}) == len(ROLES)


def test_the_table_names_every_kind_of_role() -> None:
    told = {names(row[0])[0]: row[1:] for row in table(PAGE.section("What a caller may do"))}
    assert told.keys() == {"org:acme", "org:acme:read", "org:acme:admin", "org:*", "org:*:read"}
    assert {str(role["value"]).replace("beta", "acme") for role in ROLES} <= told.keys()
    for role, (reads, writes, administers) in told.items():
        caller = caller_with([], [role])
        assert ("every" in reads) is bool(caller.everywhere), role
        assert (writes, administers) == tuple(
            "yes" if caller.access_to("acme") >= access else "no" for access in (Access.WRITE, Access.ADMIN)
        ), role


def test_the_page_says_how_long_the_header_may_be_and_what_fits() -> None:
    section = PAGE.section("The client principal")
    assert f"over {MAX_HEADER_LENGTH // 1024} KB" in section
    (fitting,) = re.findall(r"about (\d+) roles", section)
    assert len(principal(*["org:an-organisation"] * int(fitting))) <= MAX_HEADER_LENGTH


def test_the_registration_has_what_easy_auth_asks_for() -> None:
    made = PAGE.section("1. The app registration of Spine")
    assert "--web-redirect-uris https://APP.azurewebsites.net/.auth/login/aad/callback" in made
    assert "--requested-access-token-version 2" in made  # the issuer that is deployed ends in /v2.0
    assert "--enable-id-token-issuance true" in made
    audiences = snapshot("options/easy-auth").properties("Microsoft.Web/sites/config")["identityProviders"][
        "azureActiveDirectory"
    ]["validation"]["allowedAudiences"]
    assert audiences == [audiences[0], f"api://{audiences[0]}"]
    assert "--identifier-uris api://CLIENT_ID" in made
    (subject,) = re.findall(r'"subject": "(\w+)"', made)
    assert subject in snapshot("dev").outputs
    assert '"audiences": ["api://AzureADTokenExchange"]' in made


def test_the_parameter_has_the_fields_of_its_type() -> None:
    (block,) = [block.text for block in PAGE.blocks if block.language == "bicep"]
    given = set(re.findall(r"^  (\w+):", block, re.MULTILINE))
    declared = (INFRA / "easy-auth.bicep").read_text(encoding="utf-8")
    assert given <= set(re.findall(r"^  (\w+): ", declared, re.MULTILINE))


def test_the_paths_that_are_tried_are_one_that_is_excluded_and_two_that_are_not() -> None:
    asked = re.findall(r"azurewebsites\.net(/\S+)", PAGE.section("5. Verification"))
    excluded = snapshot("options/easy-auth").properties("Microsoft.Web/sites/config")["globalValidation"][
        "excludedPaths"
    ]
    lets_through = [any(PurePosixPath(path).match(one) for one in excluded) for path in asked]
    assert lets_through == [True, False, False, False, False, False]


@pytest.mark.parametrize("script", PAGE.scripts, ids=lambda script: lines(script)[0][:30])
def test_every_block_needs_azure(script: str) -> None:
    assert script.startswith(ELSEWHERE)
