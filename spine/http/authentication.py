"""Who may call (contract §8). Keys are the host's business; this is what the app itself has to refuse."""

from spine.config import Settings
from spine.domain.callers import EVERYONE, Caller
from spine.errors import BadSettings


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
