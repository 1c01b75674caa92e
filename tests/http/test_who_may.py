"""Every endpoint, asked by every kind of caller."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import pytest

from spine.domain.callers import Access
from tests.http.edge import ENDPOINTS, SIGN_IN, Call, Edge, configured, principal
from tests.http.requests_of_endpoints import Reach, Row, rows
from tests.store.builders import create, fact, link, meeting_link, organisation, proposal, snapshot, workstream
from tests.store.memory_store import MemoryStore

SECRET = "segredo"
"""A word of every text of acme; no caller without access to acme may see it."""

EASY_AUTH_OFF = {"SPINE_REQUIRE_ORG_CLAIM": "true"}


@dataclass(frozen=True)
class Sign:
    """A kind of caller: the header, the access that it gives to acme and to all, and the settings of the app.

    `refusal` is the status where the caller gets in nowhere. `home` says whether it has one other organisation.
    """

    header: str | None
    access: Access = Access.NONE
    everywhere: bool = False
    refusal: int | None = None
    home: bool = False
    settings: Mapping[str, str] = field(default_factory=lambda: SIGN_IN)


SIGNS = {
    "right claim": Sign(principal(org_id="acme"), Access.WRITE),
    "right role": Sign(principal("org:acme"), Access.WRITE),
    "read role": Sign(principal("org:acme:read"), Access.READ),
    "admin role": Sign(principal("org:acme:admin"), Access.ADMIN),
    "all": Sign(principal("org:*"), Access.ADMIN, everywhere=True),
    "read all": Sign(principal("org:*:read"), Access.READ, everywhere=True),
    "wrong": Sign(principal("org:beta:admin"), home=True),
    "none": Sign(principal("Spine.Reader")),
    "malformed": Sign("e30", refusal=401),
    "absent": Sign(None, refusal=401),
    "another provider": Sign(principal("org:*", auth_typ="github"), refusal=401),
    "forged, Easy Auth off": Sign(principal("org:*"), refusal=503, settings=EASY_AUTH_OFF),
}


@cache
def seeded() -> MemoryStore:
    """Two organisations, with everything that the rows ask for."""
    store = MemoryStore()
    for org in ("acme", "beta"):
        said = f"{SECRET} de {org}" if org == "acme" else "contrato de beta"
        create(
            store,
            organisation(org, org, name=said),
            workstream(f"ws_{org}", org, title=said),
            fact(f"f_{org}", org, text=f"contrato {said}"),
            link(f"ws_{org}", f"f_{org}", org),
            meeting_link(f"m_{org}", f"ws_{org}", org),
            proposal(f"agd_{org}", org, subject=said),
            snapshot(org_id=org, summary=said),
        )
    return store


def expected(row: Row, sign: Sign) -> int:
    """The status of the answer; 200 for any success."""
    if row.reach is Reach.NONE:
        return 200
    if sign.refusal:
        return sign.refusal
    if row.reach is Reach.OWN:
        return 200
    if row.reach is Reach.ALL:
        return 200 if sign.everywhere else 403
    if sign.access is Access.NONE:
        default = 200 if sign.home else 422
        return {Reach.NAMED: 403, Reach.BY_ID: 404, Reach.DEFAULT: default}[row.reach]
    return 200 if sign.access >= row.needs else 403


def test_every_endpoint_has_a_row() -> None:
    assert {row.call.endpoint for row in rows()} == ENDPOINTS.keys()


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.call.endpoint} {row.reach.name} {row.needs.name}")
def test_an_endpoint_answers_who_may_and_refuses_the_others(row: Row, sign: str) -> None:
    caller, store = SIGNS[sign], seeded().copy()
    headers = {} if caller.header is None else {"X_MS_CLIENT_PRINCIPAL": caller.header}
    with configured(DEFAULT_ORG_ID="acme", **caller.settings):
        response = Edge(store)(row.call, **headers)
    status, body = response.status_code, response.get_body().decode()
    assert (200 if status in (200, 204, 302) else status) == expected(row, caller), body
    if status >= 400:
        assert json.loads(body)["status"] == status
        assert store.everything() == seeded().everything()
    if caller.access is Access.NONE and row.reach is not Reach.NONE:
        assert SECRET not in body
    if status == 401:
        assert response.headers["WWW-Authenticate"] == "Bearer"
    if status == 503:
        assert all(name in body for name in ("SPINE_HTTP_AUTH", "SPINE_REQUIRE_ORG_CLAIM", "WEBSITE_AUTH_ENABLED"))


def test_the_rows_find_what_they_ask_for() -> None:
    with configured(DEFAULT_ORG_ID="acme"):
        for row in rows():
            assert Edge(seeded().copy())(row.call).status_code in (200, 204, 302), row


def test_a_header_is_not_believed_where_easy_auth_is_off() -> None:
    """Keys open every organisation, and nobody has taken a forged header away."""
    with configured(DEFAULT_ORG_ID="acme"):
        edge, call = Edge(seeded().copy()), Call("organisations_list")
        answers = {
            edge(call, X_MS_CLIENT_PRINCIPAL=header).get_body()
            for header in (principal("org:beta"), principal(org_id="acme"), "e30", "")
        }
    assert len(answers) == 1
    assert b"acme" in answers.pop()


def test_easy_auth_alone_limits_nobody() -> None:
    with configured(DEFAULT_ORG_ID="acme", SPINE_HTTP_AUTH="anonymous", WEBSITE_AUTH_ENABLED="true"):
        for header in (principal("org:beta"), principal()):
            assert Edge(seeded())(rows()[6].call, X_MS_CLIENT_PRINCIPAL=header).status_code == 200


def test_a_setting_names_the_claim() -> None:
    with configured(**SIGN_IN, SPINE_ORG_CLAIM="extn.org"):
        edge, call = Edge(seeded()), Call("organisation_get", {"org_id": "acme"})
        assert edge(call, X_MS_CLIENT_PRINCIPAL=principal(**{"extn.org": "acme"})).status_code == 200
        assert edge(call, X_MS_CLIENT_PRINCIPAL=principal(org_id="acme")).status_code == 403


def test_of_two_organisations_with_an_id_the_readable_one_is_told_apart_first() -> None:
    """A 403 for the one that may only be read would say nothing of the one that may be changed."""
    store = seeded().copy()
    create(store, fact("f_acme", "beta"), fact("f_acme", "gamma"))
    delete = Call("fact_delete", {"fact_id": "f_acme"})
    statuses = []
    with configured(**SIGN_IN):
        for roles in (["org:acme:read", "org:beta"], ["org:acme:read"], ["org:acme"], ["org:delta"]):
            statuses.append(Edge(store)(delete, X_MS_CLIENT_PRINCIPAL=principal(*roles)).status_code)
        named = replace(delete, query={"org": "beta"})
        for roles in (["org:acme:read", "org:beta"], ["org:beta:read"], ["org:acme"]):
            statuses.append(Edge(store)(named, X_MS_CLIENT_PRINCIPAL=principal(*roles)).status_code)
    assert statuses == [409, 403, 204, 404, 204, 403, 403]
