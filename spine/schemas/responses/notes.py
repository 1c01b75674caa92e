"""Responses about meeting notes."""

from typing import NotRequired, TypedDict

from spine.schemas.responses.facts import FactResponse
from spine.schemas.responses.service import Count, InputWarning


class UnreadLine(TypedDict):
    """A line of the notes that no fact was read from; `line` counts from 1."""

    line: Count
    text: str


class NotesStored(TypedDict):
    """The facts that notes state, and what was left of them; with `dry_run` as they would be stored.

    `closed` are the ids of open facts of other meetings that the notes report as done. `columns` says which field each
    column of a CSV was read as; null: none.
    """

    org_id: str
    meeting_id: str
    external_meeting_id: str | None
    facts: list[FactResponse]
    inserted: Count
    updated: Count
    unchanged: Count
    closed: list[str]
    unread: list[UnreadLine]
    columns: NotRequired[dict[str, str | None]]
    warnings: list[InputWarning]
