"""Who may see which organisation: 403 where a request names it, 404 where an id exists only there."""

import pytest

from spine.domain.organisations import Caller
from spine.http import router
from tests.api.client import Api, refused


@pytest.fixture
def acme(api: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """The API as a caller sees it who may see acme alone; acme and other have one fact each."""
    for org_id in ("acme", "other"):
        fact = {"fact_id": f"f_{org_id}", "fact_type": "decision", "text": "Yes."}
        assert api.post(f"/orgs/{org_id}/facts", {"facts": [fact]}).status == 200
    monkeypatch.setattr(router, "caller_of", lambda _: Caller(frozenset({"acme"})))
    return api


def test_a_foreign_organisation_is_403_where_it_is_named_else_404(acme: Api) -> None:
    assert acme.get("/facts/f_acme").status == 200
    for path in ("/orgs/other", "/orgs/other/facts", "/orgs/other/workstreams", "/orgs/other/snapshots"):
        refused(acme.get(path), 403, "other")
    for path in ("/facts/f_other?org=other", "/facts/search?org=other", "/agenda/proposals?org=other"):
        refused(acme.get(path), 403, "other")
    refused(acme.post("/agenda/plan-nl", {"text": "reunião", "org": "other"}), 403, "other")
    refused(acme.get("/facts/f_other"), 404)
    refused(acme.get("/metrics/coverage"), 403)
