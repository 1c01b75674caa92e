"""An organisation that path, query or body name is 403 for a caller who may not see it."""

import pytest

from spine.domain.callers import EVERYONE, Access, Caller
from spine.errors import Forbidden
from spine.http.authorisation import authorise
from spine.schemas.organisations import OrganisationFields
from spine.schemas.queries import FactSearch, InOrganisation, ProposalList, SuggestionQuery
from spine.schemas.validation import NoBody, NoQuery, RequestModel
from spine.schemas.workstreams import SuggestionChoices
from tests.http.edge import ENDPOINTS

ACME = Caller({"acme": Access.WRITE})
READING = ENDPOINTS["fact_get"]


@pytest.mark.parametrize(
    ("path", "query", "body"),
    [
        ({"org_id": "other"}, NoQuery(), NoBody()),
        ({"fact_id": "f"}, InOrganisation(org="other"), NoBody()),
        ({}, FactSearch(org="other"), NoBody()),
        ({}, ProposalList(org="other"), NoBody()),
        ({"org_id": "acme"}, NoQuery(), OrganisationFields(org_id="other")),
    ],
)
def test_an_organisation_that_a_request_names_is_checked(
    path: dict[str, str], query: RequestModel, body: RequestModel
) -> None:
    with pytest.raises(Forbidden, match="'other'"):
        authorise(ACME, READING, path, query, body)
    authorise(EVERYONE, READING, path, query, body)


def test_what_names_no_organisation_or_the_callers_own_passes() -> None:
    body = OrganisationFields(org_id="acme")
    for path, org, given in (({"fact_id": "f"}, None, NoBody()), ({"org_id": "acme"}, "acme", body)):
        assert authorise(ACME, READING, path, InOrganisation(org=org), given).access_to("acme") is Access.WRITE


@pytest.mark.parametrize(("apply", "needed"), [(False, Access.READ), (True, Access.WRITE)])
def test_suggestions_are_read_and_applied_with_different_access(apply: bool, needed: Access) -> None:
    caller = authorise(ACME, ENDPOINTS["workstreams_suggest"], {}, SuggestionQuery(apply=apply), NoBody())
    assert caller == Caller({"acme": Access.WRITE}, needs=needed)


@pytest.mark.parametrize("choice", ["accept", "dismiss"])
def test_deciding_on_a_suggestion_needs_write_access(choice: str) -> None:
    choices = SuggestionChoices.model_validate({choice: [{"fact_ids": ["f"], "title": "Nova"}]})
    asked = ENDPOINTS["workstreams_suggest"].access_needed(SuggestionQuery(), choices)
    assert asked is Access.WRITE
    assert ENDPOINTS["workstreams_suggest"].access_needed(SuggestionQuery(), SuggestionChoices()) is Access.READ


def test_an_endpoint_needs_the_access_of_what_it_does() -> None:
    administering = {name for name, one in ENDPOINTS.items() if one.administers}
    assert administering == {"organisation_put", "organisation_patch", "organisation_delete"}
    for name, one in ENDPOINTS.items():
        if not (one.administers or name in ("workstreams_suggest", "notes_store")):
            needed = Access.WRITE if one.writes else Access.READ
            assert one.access_needed(NoQuery(), NoBody()) is needed, name
