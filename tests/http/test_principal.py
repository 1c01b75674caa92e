"""The header by which Easy Auth tells who signed in."""

import base64
import json

import pytest

from spine.errors import Unauthorized
from spine.http.principal import HEADER, MAX_HEADER_LENGTH, ROLE_TYPES, Claim, principal_of
from tests.http.edge import principal


def encoded(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.b64encode(text.encode()).decode()


def test_the_claims_of_a_sign_in_are_read() -> None:
    read = principal_of({HEADER: principal("org:acme", "org:byd:read", org_id="acme")})
    assert read.values("org_id") == ["acme"]
    assert read.values(*ROLE_TYPES) == ["org:acme", "org:byd:read"]
    assert read.values("name") == ["Ana"]
    assert read.values("other") == []


@pytest.mark.parametrize("typ", sorted(ROLE_TYPES))
def test_a_role_is_known_by_either_of_its_names(typ: str) -> None:
    read = principal_of({HEADER: encoded({"auth_typ": "aad", "claims": [{"typ": typ, "val": "org:acme"}]})})
    assert read.values(*ROLE_TYPES) == ["org:acme"]
    assert read.claims == [Claim(typ=typ, val="org:acme")]


AAD = {"auth_typ": "aad"}
MALFORMED = {
    "no base64": "{}",
    "base64 of an address": "e30_",
    "half of it": principal("org:acme")[:-3],
    "two of them": f"{principal('org:acme')},{principal('org:byd')}",
    "with a space": f" {principal('org:acme')}",
    "other digits": "４" * 8,
    "no text": base64.b64encode(b"\xff\xfe").decode(),
    "no JSON": encoded("auth_typ=aad"),
    "null": encoded(None),
    "a list": encoded([AAD]),
    "a text": encoded('"aad"'),
    "no provider": encoded({"claims": []}),
    "no claims": encoded(AAD),
    "claims that are null": encoded(AAD | {"claims": None}),
    "claims that are an object": encoded(AAD | {"claims": {"typ": "org_id", "val": "acme"}}),
    "a claim that is a text": encoded(AAD | {"claims": ["org_id"]}),
    "a claim without a value": encoded(AAD | {"claims": [{"typ": "org_id"}]}),
    "a claim that is a list": encoded(AAD | {"claims": [{"typ": "org_id", "val": ["acme", "*"]}]}),
    "a claim that is a number": encoded(AAD | {"claims": [{"typ": "org_id", "val": 7}]}),
    "a type that is no text": encoded(AAD | {"claims": [{"typ": None, "val": "acme"}]}),
    "too deep": encoded('{"auth_typ": "aad", "claims": [], "x": ' + "[" * 5000 + "]" * 5000 + "}"),
    "cut short": encoded('{"auth_typ": "aad", "claims": ['),
    "too large": encoded(AAD | {"claims": [{"typ": "roles", "val": "org:acme"}] * 1000}),
    "empty": "",
}


@pytest.mark.parametrize("header", MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_sign_in_is_401_and_not_shown(header: str) -> None:
    with pytest.raises(Unauthorized) as raised:
        principal_of({HEADER: header})
    assert "acme" not in raised.value.detail
    assert "\n" not in raised.value.detail


@pytest.mark.parametrize("provider", ["", "AAD", "aad ", "github", "google", "staticwebapp"])
def test_a_sign_in_by_another_provider_is_401(provider: str) -> None:
    with pytest.raises(Unauthorized, match="Entra ID"):
        principal_of({HEADER: principal("org:acme", auth_typ=provider)})


def test_a_sign_in_may_have_hundreds_of_roles() -> None:
    roles = [f"org:organisation-{number}" for number in range(250)]
    header = principal(*roles)
    assert len(header) < MAX_HEADER_LENGTH
    assert principal_of({HEADER: header}).values("roles") == roles


def test_a_request_without_a_sign_in_is_401() -> None:
    with pytest.raises(Unauthorized, match="bearer token"):
        principal_of({})
