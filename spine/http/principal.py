"""The client principal: what Easy Auth says about the sign-in of a request (docs/sign-in.md#the-client-principal).

Easy Auth replaces the header that a caller sends. Where it is off nobody does, so there the header means nothing.
"""

import base64
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from spine.errors import Unauthorized

HEADER = "x-ms-client-principal"
MAX_HEADER_LENGTH = 32 * 1024
"""Of the header, which has some forty characters for each claim; the Functions host takes no longer one."""

ENTRA_ID = "aad"
ROLE_TYPES = frozenset({"roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"})
"""What Easy Auth calls a role: as the token does, or as .NET does, by its default mapping of claims."""


class _Part(BaseModel):
    """Strict, so that a number or a list never passes for the text that it might be printed as."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", defer_build=True)


class Claim(_Part):
    """One claim; a claim of several values comes once for each."""

    typ: str
    val: str


class Principal(_Part):
    """A sign-in: its identity provider and its claims."""

    auth_typ: str
    claims: list[Claim]

    def values(self, *types: str) -> list[str]:
        """The values of the claims of some types."""
        return [claim.val for claim in self.claims if claim.typ in types]


def principal_of(headers: Mapping[str, str]) -> Principal:
    """The sign-in of a request by Entra ID. Raises Unauthorized where there is none, or one that cannot be read."""
    header = headers.get(HEADER, "")
    if not header:
        raise Unauthorized("The request has no sign-in: send a bearer token.")
    if len(header) > MAX_HEADER_LENGTH:
        raise Unauthorized(f"The sign-in has too many claims: its header is over {MAX_HEADER_LENGTH // 1024} KB.")
    try:
        principal = Principal.model_validate_json(base64.b64decode(header, validate=True))
    except ValueError:  # no base64, no UTF-8, no JSON, or not of this shape
        raise Unauthorized("The sign-in cannot be read: X-MS-CLIENT-PRINCIPAL is malformed.") from None
    if principal.auth_typ != ENTRA_ID:
        raise Unauthorized("The sign-in is not one of Entra ID.")
    return principal
