"""A hand-out as an invitation: one event of iCalendar (RFC 5545). See docs/planning.md#invitations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from spine.domain.identifiers import derived
from spine.domain.meetings import Meeting
from spine.domain.planning.agenda import shortened
from spine.domain.rendering import phrases
from spine.domain.rendering.handout import Handout, after

FIRST_SEQUENCE = datetime(2026, 1, 1, tzinfo=UTC)
"""The moment of sequence number 0."""
DESCRIPTION_LINE = 160
"""Characters of a bullet in the description, before it is cut at a word."""


@dataclass(frozen=True)
class Event:
    """The event that a hand-out becomes: when it starts, its UID, and the moment at which it is written."""

    start: datetime
    uid: str
    now: datetime


def event_uid(org_id: str, meeting: Meeting) -> str:
    """The UID of a meeting's event: the same whatever its agenda, its language and its hour."""
    return f"{derived('event', org_id, meeting.key)}@spine"


def as_ics(handout: Handout, event: Event) -> str:
    """A calendar that holds one event; a calendar that has an older version of the event takes this one."""
    from icalendar import Calendar
    from icalendar import Event as CalendarEvent  # most requests need none

    invitation = CalendarEvent()
    invitation.add("uid", event.uid)
    invitation.add("sequence", max(0, int((event.now - FIRST_SEQUENCE).total_seconds() // 60)))
    invitation.add("dtstamp", event.now.astimezone(UTC))
    invitation.add("dtstart", event.start.astimezone(UTC))
    invitation.add("dtend", after(event.start, handout.occasion.minutes).astimezone(UTC))
    invitation.add("summary", handout.title)
    invitation.add("description", "\n".join(_description(handout)))
    calendar = Calendar()
    calendar.add("prodid", f"-//Spine//Agenda//{handout.language.code.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(invitation)
    return str(calendar.to_ical(), "utf-8")


def _description(handout: Handout) -> Iterator[str]:
    """The sections with their minutes, and the words of their points."""
    if not handout.sections:
        yield shortened(handout.text, DESCRIPTION_LINE) or handout.language.wording.empty_agenda
    for section in handout.sections:
        yield f"{section.title} ({phrases.minutes(handout, section.minutes)})"
        for item in section.items:
            yield from (f"- {shortened(bullet.text, DESCRIPTION_LINE)}" for bullet in item.bullets)
