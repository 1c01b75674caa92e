"""Sign-in through the worker: 403 where a request names an organisation, 404 where an id exists only there, 401."""

from typing import Any

import pytest

from devhost import Answer
from tests.api.client import Api, body_of, refused
from tests.api.environment import Environment
from tests.api.stores import ON_BOTH
from tests.http.edge import SIGN_IN, principal

pytestmark = ON_BOTH


class SignedIn:
    """The API as a signed-in caller calls it."""

    def __init__(self, api: Api, header: str) -> None:
        self._api, self._headers = api, {"X-MS-CLIENT-PRINCIPAL": header}

    def get(self, path: str) -> Answer:
        return self._api.call("GET", path, headers=self._headers)

    def post(self, path: str, json: Any) -> Answer:
        return self._api.call("POST", path, headers=self._headers, json=json)


@pytest.fixture
def both(api: Api, environment: Environment) -> Api:
    """acme and other have one fact each, one of them under the same id; callers are limited from now on."""
    for org_id in ("acme", "other"):
        said = {"fact_type": "decision", "text": "Yes."}
        facts = [{**said, "fact_id": f"f_{org_id}"}, {**said, "fact_id": "shared"}]
        assert api.put(f"/orgs/{org_id}", {"name": "Banco"}).status == 200
        assert api.post(f"/orgs/{org_id}/facts", {"facts": facts}).status == 200
    environment.set(**SIGN_IN)
    return api


def test_a_foreign_organisation_is_403_where_it_is_named_else_404(both: Api) -> None:
    acme = SignedIn(both, principal(org_id="acme"))
    assert acme.get("/facts/f_acme").status == 200
    assert body_of(acme.get("/facts/shared"))["org_id"] == "acme"
    for path in ("/orgs/other", "/orgs/other/facts", "/orgs/other/workstreams", "/orgs/other/snapshots"):
        refused(acme.get(path), 403, "other")
    for path in ("/facts/f_other?org=other", "/facts/search?org=other", "/agenda/proposals?org=other"):
        refused(acme.get(path), 403, "other")
    refused(acme.post("/agenda/plan-nl", {"text": "reunião", "org": "other"}), 403, "other")
    refused(acme.get("/facts/f_other"), 404)
    refused(acme.get("/metrics/coverage"), 403)
    assert body_of(acme.get("/orgs"))["orgs"] == [{"org_id": "acme", "name": "Banco"}]
    assert body_of(acme.post("/agenda/plan-nl", {"text": "reunião com o Banco"}))["org_id"] == "acme"


def test_a_caller_of_two_organisations_says_which_is_meant(both: Api) -> None:
    caller = SignedIn(both, principal("org:acme", "org:other:read"))
    refused(caller.get("/facts/shared"), 409, "?org=")
    assert body_of(caller.get("/facts/shared?org=other"))["org_id"] == "other"
    refused(caller.get("/facts/search?q=yes"), 422, "org")
    refused(caller.post("/facts/f_other/status", {"status": "draft"}), 403, "other")
    assert [one["org_id"] for one in body_of(caller.get("/orgs"))["orgs"]] == ["acme", "other"]


def test_who_covers_all_organisations_lists_them_page_by_page(both: Api) -> None:
    caller = SignedIn(both, principal("org:*"))
    first = body_of(caller.get("/orgs?limit=1"))
    second = body_of(caller.get(f"/orgs?limit=1&cursor={first['next_cursor']}"))
    assert sorted(one["org_id"] for page in (first, second) for one in page["orgs"]) == ["acme", "other"]
    refused(SignedIn(both, principal("org:acme")).get(f"/orgs?cursor={first['next_cursor']}"), 422, "cursor")


@pytest.mark.parametrize("header", ["", "e30=", principal("org:acme", auth_typ="github")])
def test_what_is_no_sign_in_is_401_with_a_challenge(both: Api, header: str) -> None:
    answer = SignedIn(both, header).get("/orgs/acme/facts")
    refused(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"
    assert both.get("/health").status == 200
