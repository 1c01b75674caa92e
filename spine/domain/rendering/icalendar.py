"""An agenda as an iCalendar event (RFC 5545): CRLF, lines folded at 75 octets, text escaped."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from spine.domain.language import Language
from spine.domain.rendering.plain import as_plain

LINE_OCTETS = 75


def as_ics(
    agenda: dict[str, Any], language: Language, *, start: datetime, minutes: int, uid: str, now: datetime
) -> str:
    """One event, from `start` for so many minutes, with the agenda as its description."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Spine//Agenda//" + ("PT" if language is Language.PORTUGUESE else "EN"),
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_stamp(now)}",
        f"DTSTART:{_stamp(start)}",
        f"DTEND:{_stamp(start + timedelta(minutes=minutes))}",
        f"SUMMARY:{_escaped(agenda['title'])}",
        f"DESCRIPTION:{_escaped(as_plain(agenda, language).strip())}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    kept = "".join(c for c in text.replace("\r\n", "\n") if c in "\n\t" or c.isprintable() or ord(c) > 127)
    for sign in "\\;,":
        kept = kept.replace(sign, "\\" + sign)
    return kept.replace("\n", "\\n")


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
