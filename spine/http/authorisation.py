"""Who may call, and for which organisations. Keys are the host's business; this is what the app itself refuses.

It is decided here, once for each request; below, a use case asks the `Caller` that it gets. 403: the request names, in
path, query or body, an organisation that the caller may not see, or not use in this way. 404: an id exists only in such
an organisation (`spine.usecases.lookup`). See docs/api.md#404-and-403.
"""

from collections.abc import Mapping
from dataclasses import replace

from spine.config import Settings
from spine.domain.callers import EVERYONE, Caller, caller_with
from spine.errors import BadSettings
from spine.http.endpoints import Endpoint
from spine.http.principal import ROLE_TYPES, principal_of
from spine.schemas.queries import InOrganisation
from spine.schemas.validation import RequestModel


def caller_of(configured: Settings, endpoint: Endpoint, headers: Mapping[str, str]) -> Caller:
    """The caller of an endpoint: everyone, unless the settings limit callers to the organisations of their sign-in.

    Raises BadSettings where nobody would check who calls, and Unauthorized without a sign-in that can be read.
    """
    if endpoint.anonymous:
        return EVERYONE
    if configured.open_without_sign_in:
        raise BadSettings(
            "SPINE_HTTP_AUTH=anonymous and SPINE_REQUIRE_ORG_CLAIM need Easy Auth: WEBSITE_AUTH_ENABLED is not true."
        )
    if not configured.require_org_claim:
        return EVERYONE
    principal = principal_of(headers)
    return caller_with(principal.values(configured.org_claim), principal.values(*ROLE_TYPES))


def authorise(
    caller: Caller, endpoint: Endpoint, path: Mapping[str, str], query: RequestModel, body: RequestModel
) -> Caller:
    """The caller, held to what this request needs of every organisation that it touches.

    Checks each organisation that the request names by its id; raises Forbidden where the caller may not do there what
    the request asks for. The `org` of a planning request may be a name as well, so the use case that looks names up
    checks that one.
    """
    caller = replace(caller, needs=endpoint.access_needed(query, body))
    if endpoint.all_organisations:
        caller.must_cover_all()
    named = (
        path.get("org_id"),
        query.org if isinstance(query, InOrganisation) else None,
        getattr(body, "org_id", None),
    )
    for org_id in named:
        if org_id is not None:
            caller.must_cover(org_id)
    return caller
