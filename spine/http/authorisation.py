"""Who may call, and for which organisations. Keys are the host's business; this is what the app itself refuses.

403: the request names, in path, query or body, an organisation that the caller may not see (`authorise`). 404: an id
exists only in such an organisation (`spine.usecases.lookup.candidates`). See docs/api.md#404-and-403.
"""

from collections.abc import Mapping

from spine.config import Settings
from spine.domain.organisations import EVERYONE, Caller
from spine.errors import BadSettings
from spine.schemas.queries import InOrganisation
from spine.schemas.validation import RequestModel


def caller_of(configured: Settings) -> Caller:
    """The caller of an endpoint that is not anonymous. Raises BadSettings where nobody would check who calls.

    Claims are not read in this version, so a setting that asks for them closes the endpoints instead of leaving
    them open.
    """
    if configured.open_without_sign_in:
        raise BadSettings(
            "SPINE_HTTP_AUTH=anonymous and SPINE_REQUIRE_ORG_CLAIM need Easy Auth: WEBSITE_AUTH_ENABLED is not true."
        )
    if configured.require_org_claim:
        raise BadSettings("SPINE_REQUIRE_ORG_CLAIM=true is not supported by this version, which reads no claims.")
    return EVERYONE


def authorise(caller: Caller, path: Mapping[str, str], query: RequestModel, body: RequestModel) -> None:
    """Check every organisation that a request names by its id. Raises Forbidden where the caller may not see it.

    The `org` of a planning request may be a name as well, so the use case that looks names up checks that one.
    """
    named = (
        path.get("org_id"),
        query.org if isinstance(query, InOrganisation) else None,
        getattr(body, "org_id", None),
    )
    for org_id in named:
        if org_id is not None:
            caller.must_cover(org_id)
