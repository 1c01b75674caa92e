"""An invitation, as two calendars read it: the library that writes it, and a strict one."""

import re
from datetime import UTC, datetime, timedelta

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as StrictEvent

from spine.domain.rendering.icalendar import Event, as_ics
from tests.domain.rendering.handouts import HOSTILE, NOW, START, agenda, bullet, parked, shown, texts


def ics(text: str = "Assinar", title: str = "Baterias", minutes: int = 30, now: datetime = NOW) -> str:
    made = agenda(bullet(text), title=title, **parked("Seguro"))
    return as_ics(shown(made, minutes=minutes, notes=("Uma nota.",)), Event(START, "uid_1@spine", now))


def read(text: str) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")
    assert not calendar.errors and not event.errors
    return event


def strictly(text: str) -> StrictEvent:
    [event] = IcsCalendarStream.calendar_from_ics(text).events
    return event


@given(texts, texts, st.integers(5, 480))
@settings(max_examples=40)
def test_an_invitation_is_read_back_by_two_calendars(title: str, text: str, minutes: int) -> None:
    written = ics(text, title, minutes)
    event, strict = read(written), strictly(written)
    assert event["UID"] == strict.uid == "uid_1@spine"
    assert event.decoded("DTSTART") == strict.dtstart == START
    assert event.decoded("DTEND") == strict.dtend == START + timedelta(minutes=minutes)
    assert event.decoded("DTSTAMP") == strict.dtstamp == NOW
    assert str(event["SUMMARY"]) == strict.summary
    assert str(event["DESCRIPTION"]) == strict.description


def test_its_description_is_short() -> None:
    assert read(ics("a; b, c \\ d"))["DESCRIPTION"] == "Baterias (30 min)\n- a; b, c \\ d"
    assert len(read(ics("palavra " * 500))["DESCRIPTION"]) < 200
    assert read(ics("palavra " * 500))["DESCRIPTION"].endswith("palavra…")


def test_its_summary_is_the_agendas_title() -> None:
    assert read(ics())["SUMMARY"] == "Reunião: Baterias"


def test_its_sequence_is_the_minutes_since_2026() -> None:
    assert read(ics(now=datetime(2026, 1, 1, 0, 59, 59, tzinfo=UTC)))["SEQUENCE"] == 59
    assert (
        read(ics(now=datetime(2026, 1, 2, tzinfo=UTC)))["SEQUENCE"]
        == strictly(ics(now=datetime(2026, 1, 2, tzinfo=UTC))).sequence
        == 1440
    )


def test_a_start_elsewhere_is_written_in_utc() -> None:
    assert "DTSTART:20261201T170000Z\r\n" in ics()


@given(texts, texts)
@settings(max_examples=30)
def test_its_lines_are_short_and_end_as_the_format_asks(title: str, text: str) -> None:
    written = ics(text, title)
    assert written.endswith("END:VCALENDAR\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", written)
    assert max(len(line.encode()) for line in written.split("\r\n")) <= 75


def test_a_text_forges_no_second_event() -> None:
    forged = next(text for text in HOSTILE if "VEVENT" in text)
    assert len(re.findall("^BEGIN:VEVENT", ics(forged, forged), re.MULTILINE)) == 1
    assert strictly(ics(forged, forged)).dtstart == START
