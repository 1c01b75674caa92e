"""Responses about an organisation: its settings, and how it stood day by day."""

from typing import NotRequired, TypedDict

from spine.domain.planning.modes import MacroMode
from spine.schemas.responses.service import Timestamp


class OrganisationResponse(TypedDict):
    """An organisation's settings; null means the service's default."""

    org_id: str
    name: str | None
    aliases: list[str]
    language: str | None
    time_zone: str | None
    macro_mode: MacroMode | None
    context_text: str | None
    created_at: Timestamp
    updated_at: Timestamp


class OrganisationName(TypedDict):
    """An organisation and what people call it."""

    org_id: str
    name: str | None


class OrganisationPage(TypedDict):
    """The organisations that the caller may see, each page by id; `next_cursor` where there are more."""

    orgs: list[OrganisationName]
    next_cursor: NotRequired[str]


class SnapshotResponse(TypedDict):
    """The state of an organisation on one UTC day: top three workstreams, a summary sentence, and counts."""

    org_id: str
    snapshot_id: str
    as_of_iso: Timestamp
    summary: str
    top_workstreams: list[dict[str, object]]
    metrics: dict[str, object]


class SnapshotPage(TypedDict):
    """Snapshots of an organisation, newest first; `next_cursor` where there are more."""

    org_id: str
    snapshots: list[SnapshotResponse]
    next_cursor: NotRequired[str]
