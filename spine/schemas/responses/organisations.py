"""Answers about an organisation's own settings."""

from typing import TypedDict

from spine.domain.organisations import MacroMode
from spine.schemas.responses.service import Stamp


class OrganisationResponse(TypedDict):
    """An organisation's settings; null is what it leaves to the service."""

    org_id: str
    name: str | None
    aliases: list[str]
    language: str | None
    macro_mode: MacroMode | None
    context_text: str | None
    created_at: Stamp
    updated_at: Stamp
