"""An agenda as an iCalendar event (RFC 5545): CRLF, lines folded at 75 octets, text escaped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from spine.domain import times
from spine.domain.planning.agenda import Agenda
from spine.domain.rendering.formats import as_plain

LINE_OCTETS = 75


@dataclass(frozen=True)
class Invitation:
    """The event that carries an agenda: when it begins, how many minutes were asked for, its UID, when it is made."""

    start: datetime
    minutes: int
    uid: str
    now: datetime


def as_ics(agenda: Agenda, note: str, invitation: Invitation) -> str:
    """One event, with the agenda as its description."""
    end = invitation.start + timedelta(minutes=invitation.minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Spine//Agenda//" + agenda.language.pack.code.upper(),
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{invitation.uid}",
        f"DTSTAMP:{_stamp(invitation.now)}",
        f"DTSTART:{_stamp(invitation.start)}",
        f"DTEND:{_stamp(end)}",
        f"SUMMARY:{_escaped(agenda.title)}",
        f"DESCRIPTION:{_escaped(as_plain(agenda, note).strip())}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _stamp(moment: datetime) -> str:
    return times.iso(moment).replace("-", "").replace(":", "")


def _escaped(text: str) -> str:
    allowed = "".join(c for c in text.replace("\r\n", "\n") if c in "\n\t" or c.isprintable() or ord(c) > 127)
    for sign in "\\;,":
        allowed = allowed.replace(sign, "\\" + sign)
    return allowed.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never cut inside a character; each but the first starts with a space."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece
