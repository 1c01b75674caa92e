"""Requests that bring meeting notes (docs/notes.md)."""

from spine.domain.notes.forms import Form
from spine.schemas.fields import LocalMoment, MeetingId, Title
from spine.schemas.organisations import LanguageTag
from spine.schemas.validation import RequestModel


class NotesQuery(RequestModel):
    """Which meeting notes are of. One of `meeting_id`, `title` and `started_at` is needed."""

    meeting_id: MeetingId | None = None
    title: Title | None = None
    started_at: LocalMoment | None = None
    language: LanguageTag | None = None
    dry_run: bool = False


class NotesText(RequestModel):
    """A body that is meeting notes: Markdown, plain text or CSV."""

    text: str
    form: Form
