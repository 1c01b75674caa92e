"""The invitation of every organisation that there is to test with, as two calendars read it, one of them strict."""

import json
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from spine.operations.seeding import seed_demo
from tests.store.memory_store import MemoryStore
from tests.usecases.app import App

CHAIR = json.loads((Path(__file__).parents[1] / "quality/chair/agendas.json").read_text("utf-8"))["orgs"]
ORGANISATIONS = ["org_demo", "org_harbor", *(one["org_id"] for one in CHAIR)]
REQUESTS = ["pauta da próxima reunião", "board meeting", "o que falta do orçamento"]
START = "2026-03-17T15:30"


@pytest.fixture(scope="module", params=ORGANISATIONS)
def org(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def app(org: str) -> App:
    """The use cases on an organisation with its facts, workstreams and links; no invitation changes them."""
    made = App(MemoryStore())
    if org.startswith("org_"):
        seed_demo(made.service)
    else:
        _store(made, org)
    return made


def _store(app: App, org_id: str) -> None:
    [known] = [_dated(one, app) for one in CHAIR if one["org_id"] == org_id]
    app.put_organisation(org_id, **{name: known[name] for name in ("name", "aliases", "language", "time_zone")})
    quoted = ({**one, "evidence": [{"quote": one["quote"]}]} if "quote" in one else one for one in known["facts"])
    app.store_facts(org_id, *({k: v for k, v in one.items() if k != "quote"} for one in quoted))
    for workstream in known["workstreams"]:
        fields = {name: value for name, value in workstream.items() if name not in ("title", "facts")}
        app.workstream(org_id, workstream["title"], **fields)
        app.link(workstream["workstream_id"], *workstream["facts"], org=org_id)


def _dated(value: Any, app: App) -> Any:
    """The same with its relative dates worked out: `{+3d}` is in three days."""
    text = re.sub(r"\{([+-]\d+)d(?: \d\d:\d\d)?\}", lambda m: app.clock.date(int(m[1])), json.dumps(value))
    return json.loads(text)


def invitation(app: App, org: str, text: str, **options: Any) -> str:
    return app.plan_text(text, "ics", **{"org": org, "start_iso": START, **options})


def event_in(text: str) -> tuple[icalendar.Event, Event]:
    """The one event of an invitation, as each of the calendars reads it."""
    calendar = icalendar.Calendar.from_ical(text)
    [event], [strict] = calendar.walk("VEVENT"), IcsCalendarStream.calendar_from_ics(text).events
    assert not calendar.errors
    assert not event.errors
    return event, strict


@pytest.mark.parametrize("language", ["pt-BR", "en-US"])
@pytest.mark.parametrize("text", REQUESTS)
def test_two_calendars_read_the_same_event(app: App, org: str, text: str, language: str) -> None:
    agenda = app.plan(text, org=org, start_iso=START, language=language)["proposal"]["agenda"]
    event, strict = event_in(invitation(app, org, text, language=language))
    assert str(event["SUMMARY"]) == strict.summary == agenda["title"]
    assert str(event["DESCRIPTION"]) == strict.description
    assert all(section["title"] in strict.description for section in agenda["sections"])
    assert event.decoded("DTSTART") == strict.dtstart
    assert (strict.dtend - strict.dtstart).seconds == 30 * 60


@pytest.mark.parametrize("text", REQUESTS)
def test_other_minutes_are_the_same_event_and_next_week_another(app: App, org: str, text: str) -> None:
    first, longer = invitation(app, org, text), invitation(app, org, text, duration_minutes=90)
    later = invitation(app, org, text, start_iso="2026-03-24T15:30")
    assert first != longer
    assert event_in(first)[1].uid == event_in(longer)[1].uid != event_in(later)[1].uid
