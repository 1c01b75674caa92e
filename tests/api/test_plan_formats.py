"""An agenda as text, Markdown, HTML or an invitation."""

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest

from tests.api.client import Api, body_of, refused

MEDIA = {"nl": "text/plain", "markdown": "text/markdown", "html": "text/html", "ics": "text/calendar"}
START = "2026-03-12T14:00:00-03:00"
NASTY = "Contrato <script>alert(1)</script> & *ênfase* [x](y); vírgula, barra \\ e\nlinha nova"


@pytest.fixture(autouse=True)
def _one_fact(api: Api) -> None:
    api.seeded(
        "byd", "Integrações, fase 2", {"text": NASTY, "owner": "Ana", "due_iso": "2026-03-01", "fact_type": "task"}
    )


def ask(api: Api, accept: str | None = None, **options: Any) -> Any:
    headers = {"Accept": accept} if accept else {}
    body = {"text": "pauta da reunião", "org": "byd", "start_iso": START, **options}
    return api.call("POST", "/agenda/plan-nl", json=body, headers=headers)


@pytest.mark.parametrize("form", list(MEDIA))
def test_a_format_is_told_as_json(api: Api, form: str) -> None:
    answer = body_of(ask(api, format=form))
    assert (answer["org_id"], answer["language"], answer["subject"]) == ("byd", "pt-BR", None)
    assert "Contrato" in answer["text"]


@pytest.mark.parametrize("form", list(MEDIA))
def test_an_accept_of_the_media_type_gets_it_bare(api: Api, form: str) -> None:
    answer = ask(api, accept=MEDIA[form])
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] == MEDIA[form]
    assert "charset=utf-8" in answer.headers["content-type"].lower()
    if form != "ics":  # each invitation has a UID of its own
        assert answer.body.decode() == body_of(ask(api, format=form))["text"]


@pytest.mark.parametrize(
    "accept", [None, "*/*", "application/json", "application/json, text/plain, */*", "image/png", "text/*"]
)
def test_other_accepts_get_json(api: Api, accept: str | None) -> None:
    assert "proposal" in body_of(ask(api, accept=accept))


def test_a_browser_gets_html(api: Api) -> None:
    answer = ask(api, accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert answer.headers["content-type"].startswith("text/html")


def test_an_explicit_format_wins_over_accept(api: Api) -> None:
    assert "proposal" in body_of(ask(api, accept="text/markdown", format="json"))
    assert body_of(ask(api, accept="text/html", format="markdown"))["text"].startswith("# ")


def test_get_and_raw_give_formats_too(api: Api) -> None:
    query = {"org": "byd", "format": "markdown"}
    assert body_of(api.get("/agenda/plan-nl", text="pauta da reunião", **query))["text"].startswith("# ")
    raw = body_of(api.call("POST", "/agenda/plan-nl-raw", query, body="pauta da reunião"))
    assert raw["text"].startswith("# ")
    assert (raw["language"], raw["parsed_minutes"]) == ("pt-BR", None)
    bare = api.call("GET", "/agenda/plan-nl", {"text": "pauta", "org": "byd"}, headers={"Accept": "text/html"})
    assert bare.headers["content-type"].startswith("text/html")


def event_of(text: str) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    (event,) = calendar.walk("VEVENT")
    assert not event.errors
    return event


def test_an_invitation_is_a_calendar_that_others_read(api: Api) -> None:
    text = body_of(ask(api, format="ics", duration_minutes=45))["text"]
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    event = event_of(text)
    assert event.decoded("DTSTART") == datetime(2026, 3, 12, 17, 0, tzinfo=UTC)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=45)
    assert event["SUMMARY"] == "Reunião: Integrações, fase 2"
    assert event["DESCRIPTION"] == (
        "Integrações, fase 2 (45 min)\n"
        "- Contrato <script>alert(1)</script> & *ênfase* [x](y); vírgula, barra \\ e linha nova"
    )
    assert event["UID"]
    assert event.decoded("DTSTAMP") == datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def test_an_empty_agenda_is_an_invitation_of_the_minutes_asked_for(api: Api) -> None:
    event = event_of(body_of(ask(api, format="ics", org="nobody"))["text"])
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=30)


def test_control_characters_do_not_break_an_invitation(api: Api) -> None:
    api.patch("/orgs/byd", {"name": "B\x01Y\x07D\r\nATTENDEE:x"})
    api.fact("byd", "Fato \x00 com \x0b sinais \x1b[31m")
    text = body_of(ask(api, format="ics", macro="off"))["text"]
    assert not any(line.startswith("ATTENDEE") for line in text.split("\r\n"))
    event_of(text)


@pytest.mark.parametrize("given", [{"format": "ics"}, {"format": "ICS"}])
def test_an_invitation_needs_its_start(api: Api, given: dict[str, str]) -> None:
    refused(ask(api, start_iso=None, **given), 422, "start_iso")
    refused(api.get("/agenda/plan-nl", text="pauta", org="byd", **given), 422, "start_iso")
    refused(ask(api, accept="text/calendar", start_iso=None), 422, "start_iso")


def test_a_start_at_the_end_of_time_is_422_or_works_but_never_breaks(api: Api) -> None:
    for path in ("/agenda/plan-nl", "/agenda/propose"):
        body = {"text": "pauta", "org": "byd", "start_iso": "9999-12-31T23:59:00Z", "format": "ics"}
        assert api.post(path, body).status in (200, 422)
    assert ask(api).status == 200


def test_a_media_type_with_weight_0_is_not_wanted(api: Api) -> None:
    for accept in ("text/html;q=0, */*", "text/html; q=0.00", "text/markdown;q=0"):
        assert "proposal" in body_of(ask(api, accept=accept))
    assert ask(api, accept="text/html;q=0.5").headers["content-type"].startswith("text/html")


def proposed(api: Api, **options: Any) -> str:
    body = {"text": "pauta da reunião", "org": "byd", "start_iso": START, **options}
    return f"/agenda/proposals/{body_of(api.post('/agenda/propose', body))['proposal_id']}"


@pytest.mark.parametrize("form", list(MEDIA))
def test_a_stored_agenda_is_told_in_each_format(api: Api, form: str) -> None:
    path = proposed(api)
    answer = body_of(api.get(path, format=form))
    assert answer.keys() == {"org_id", "text", "language", "subject", "notes"}
    bare = api.call("GET", path, headers={"Accept": MEDIA[form]})
    assert bare.headers["content-type"] == f"{MEDIA[form]}; charset=utf-8"
    assert bare.body.decode() == answer["text"]


def test_a_stored_agenda_is_json_unless_asked_otherwise(api: Api) -> None:
    path = proposed(api)
    stored = body_of(api.get(path))
    assert stored == body_of(api.get(path, format="JSON"))
    assert stored == body_of(api.call("GET", path, {"format": "json"}, headers={"Accept": "text/html"}))
    assert "payload" in stored


def test_a_stored_agenda_without_a_start_is_no_invitation(api: Api) -> None:
    path = proposed(api, start_iso=None)
    refused(api.get(path, format="ics"), 422, "start_iso")
    refused(api.get(path, format="pdf"), 422, "format")


@pytest.mark.parametrize("given", ["x" * 256, " ", 7])
def test_the_uid_of_an_event_is_a_short_text(api: Api, given: object) -> None:
    refused(ask(api, ical_uid=given), 422, "ical_uid")
