"""The queries of the endpoints."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from spine.domain.fact_states import FactState, FactStatus
from spine.domain.limits import HIGHEST_PRIORITY, MAX_TEXT_LENGTH
from spine.domain.workstream_states import Colour
from spine.schemas.fields import AnyCase, Due, FactTypeName, Identifier, MeetingId, Moment, Name
from spine.schemas.validation import RequestModel


def listed(most: int) -> BeforeValidator:
    """Split a list at its commas, and each value of a repeated name. Empty parts count towards `most`."""

    def read(value: object) -> object:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            return value
        parts = [part.strip() for one in values for part in one.split(",")]
        if len(parts) > most:
            raise ValueError(f"must not list more than {most}")
        return [part for part in parts if part]

    return BeforeValidator(read)


OutputFormat = Literal["json", "nl", "markdown", "html", "ics"]
Format = Annotated[OutputFormat | None, AnyCase]
Limit = Annotated[int, Field(ge=1, le=200)]
_Type = Annotated[FactTypeName, WithJsonSchema({"type": "string", "maxLength": 64, "pattern": r"[A-Za-z]|^\s*$"})]
_Status = Annotated[FactStatus, WithJsonSchema({"type": "string", "enum": [*FactStatus, ""]})]
_State = Annotated[FactState, WithJsonSchema({"type": "string", "enum": [*FactState, ""]})]
"""The schemas allow empty parts, which are left out."""
Types = Annotated[tuple[_Type, ...], Field(max_length=50), listed(50)]
Statuses = Annotated[tuple[_Status, ...], Field(max_length=10), listed(10), AnyCase]
States = Annotated[tuple[_State, ...], Field(max_length=10), listed(10), AnyCase]


class InOrganisation(RequestModel):
    """Which organisation is meant, where the path names none."""

    org: Identifier | None = None


class ProposalQuery(InOrganisation):
    """Which form a stored agenda is wanted in."""

    format: Format = None


class Paging(RequestModel):
    """How much of a list is wanted, and where to go on."""

    limit: Limit = 50
    cursor: str | None = Field(default=None, max_length=2_000)


class PagingInOrganisation(Paging, InOrganisation):
    """A list below an id on a path without an organisation."""


class WorkstreamList(Paging):
    """Which workstreams of an organisation are wanted."""

    limit: Limit = 200
    status: Annotated[Colour | None, AnyCase] = None
    min_priority: Annotated[int, Field(ge=0, le=HIGHEST_PRIORITY)] = 0
    stale: bool | None = None


class FactList(Paging):
    """Which facts of an organisation are wanted."""

    types: Types = ()
    status: Statuses = ()
    state: States = ()
    owner: Name | None = None
    meeting_id: MeetingId | None = None
    due_before: Due | None = None
    linked: bool | None = None
    since: Moment | None = None


class FactSearch(InOrganisation):
    """What to search the facts of an organisation for; no words means the newest."""

    q: str = Field(default="", max_length=MAX_TEXT_LENGTH)
    types: Types = ()
    status: Statuses = ()
    limit: Limit = 50


class SuggestionQuery(RequestModel):
    """How many suggestions are wanted, and whether to make them workstreams at once."""

    limit: Annotated[int, Field(ge=1, le=50)] = 5
    apply: bool = False


class Confirmation(RequestModel):
    """The deletion of an organisation repeats its id."""

    confirm: str


class ProposalList(Paging, InOrganisation):
    """Whose proposals are wanted."""
