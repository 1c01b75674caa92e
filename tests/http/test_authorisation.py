"""An organisation that path, query or body name is 403 for a caller who may not see it."""

import pytest

from spine.domain.organisations import EVERYONE, Caller
from spine.errors import Forbidden
from spine.http.authorisation import authorise
from spine.schemas.organisations import OrganisationFields
from spine.schemas.queries import FactSearch, InOrganisation, ProposalList
from spine.schemas.validation import NoBody, NoQuery, RequestModel

ACME = Caller(frozenset({"acme"}))


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
        authorise(ACME, path, query, body)
    authorise(EVERYONE, path, query, body)


def test_what_names_no_organisation_or_the_callers_own_passes() -> None:
    authorise(ACME, {"fact_id": "f"}, InOrganisation(), NoBody())
    authorise(ACME, {"org_id": "acme"}, InOrganisation(org="acme"), OrganisationFields(org_id="acme"))
