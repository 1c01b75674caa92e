"""Responses about the service itself, and what several responses have in common."""

from typing import Annotated, Literal, NotRequired, TypedDict

from pydantic import Field

from spine.errors import FieldError

Timestamp = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
"""A time in UTC, `YYYY-MM-DDTHH:MM:SSZ`."""

Share = Annotated[float, Field(ge=0, le=1)]
"""A number from 0 to 1."""

Count = Annotated[int, Field(ge=0)]
"""A whole number from 0."""


class NextCursor(TypedDict):
    """The part of a list's answer that leads to the next page; it is not there on the last one."""

    next_cursor: NotRequired[str]


type WarningCode = Literal[
    "unknown_field",
    "unknown_type",
    "unreadable_date",
    "unreadable_owner",
    "unknown_owner",
    "unknown_state",
    "no_meeting_day",
    "due_before_meeting",
    "several_meetings",
    "long_line",
    "repeated_column",
    "ambiguous_done",
    "formula",
    "unread_cut",
]


class InputWarning(TypedDict):
    """What a request says that has no effect: of one kind in one field, how often, and where first."""

    code: WarningCode
    field: str
    msg: str
    count: Count
    first: str


class Warned(TypedDict):
    """The part of an answer that tells what of the request had no effect; it is not there where all had one."""

    warnings: NotRequired[list[InputWarning]]


class Health(TypedDict):
    """That the service is up, in which version, on which store."""

    ok: bool
    version: str
    store: str


class Problem(TypedDict):
    """Problem details (RFC 9457).

    `errors` names the bad fields of a 422, the first 50 of them; `errors_count` is how many there are.
    In a 503, `written` and `removed` count what a request did before it stopped; repeat it to continue.
    """

    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[list[FieldError]]
    errors_count: NotRequired[int]
    written: NotRequired[Count]
    removed: NotRequired[Count]


class Ratings(TypedDict):
    """How many agendas were rated, and their mean: 1 to 5, 0 without a rating."""

    count: Count
    mean: Annotated[float, Field(ge=0, le=5)]


class Coverage(TypedDict):
    """Rollout coverage as of the last complete sweep; zeros and no `as_of` before the first."""

    as_of: Timestamp | None
    orgs: Count
    orgs_with_workstream: Count
    share: Share
    workstreams_per_org: Annotated[float, Field(ge=0)]
    facts_per_workstream: Annotated[float, Field(ge=0)]
    stale_share: Share
    empty_share: Share
    ratings: Ratings
