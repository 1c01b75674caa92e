"""Requests that bring meeting notes (docs/notes.md)."""

from typing import Annotated

from pydantic import Field

from spine.domain.notes.forms import Form
from spine.schemas.fields import LocalMoment, MeetingId, Title
from spine.schemas.organisations import LanguageTag
from spine.schemas.validation import RequestModel

_MEETING_ID = "The id of the meeting, or of its series. Without it, title and day make one."
_TITLE = "What the meeting is called."
_STARTED_AT = "When the meeting was, as a date or a time; due dates such as “by Friday” are seen from its day."
_LANGUAGE = "The language of the notes; by default it is told from their words."
_DRY_RUN = "Answer what would be stored, and store nothing."


class NotesQuery(RequestModel):
    """Which meeting notes are of. One of `meeting_id`, `title` and `started_at` is needed."""

    meeting_id: Annotated[MeetingId, Field(description=_MEETING_ID)] | None = None
    title: Annotated[Title, Field(description=_TITLE)] | None = None
    started_at: Annotated[LocalMoment, Field(description=_STARTED_AT)] | None = None
    language: Annotated[LanguageTag, Field(description=_LANGUAGE)] | None = None
    dry_run: Annotated[bool, Field(description=_DRY_RUN)] = False


class NotesText(RequestModel):
    """A body that is meeting notes: Markdown, plain text or CSV."""

    text: str
    form: Form
