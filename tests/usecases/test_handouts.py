"""Agendas as text: the stored ones say what the planned ones said, and one meeting is one event."""

import re
from typing import Any

import icalendar
import pytest

from spine.domain.proposals import Proposal
from spine.errors import Invalid
from spine.store.protocol import Replace
from tests.agendas import bullets
from tests.usecases.app import App, refused

FORMATS = ["nl", "markdown", "html", "ics"]
START = "2026-03-12T14:00"
TEXT = "pauta sobre o frete"


@pytest.fixture(autouse=True)
def _one_organisation(app: App) -> None:
    app.put_organisation("byd", name="BYD Brasil", language="pt-BR", time_zone="America/Sao_Paulo")
    quote = {"quote": "até sexta eu mando", "who_said_label": "Ana"}
    app.seeded("byd", "Frete", {"text": "Cotar o frete", "fact_type": "task", "due_iso": "2026-03-01", "owner": "Ana",
                                "evidence": [quote]})  # fmt: skip


def stored(app: App, form: str, **request: Any) -> str:
    made = app.propose(**{"text": TEXT, "org": "byd", "start_iso": START, **request})
    return app.proposal_text(made["proposal_id"], form)


def uid(text: str) -> str:
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return str(event["UID"])


def invitation(app: App, text: str = TEXT, **request: Any) -> str:
    return app.plan_text(text, "ics", **{"org": "byd", "start_iso": START, **request})


@pytest.mark.parametrize("form", FORMATS)
def test_a_stored_agenda_is_the_text_that_the_plan_was(app: App, form: str) -> None:
    assert stored(app, form) == app.plan_text(TEXT, form, org="byd", start_iso=START)


@pytest.mark.parametrize("form", ["nl", "markdown", "html"])
def test_a_text_names_organisation_time_quote_and_what_is_overdue(app: App, form: str) -> None:
    text = app.plan_text(TEXT, form, org="byd", start_iso=START)
    for said in ("BYD Brasil", "quinta, 12 de março de 2026", "14:00–14:30", "“até sexta eu mando” — Ana"):
        assert said in text
    assert "atrasado" in text


@pytest.mark.parametrize("form", FORMATS)
def test_a_stored_agenda_keeps_its_language_notes_and_start(app: App, form: str) -> None:
    made = app.propose(text="pauta", subject="navios", org="byd", language="en", start_iso=START)
    before = app.proposal_text(made["proposal_id"], form)
    assert app.plan_text("pauta", form, subject="navios", org="byd", language="en", start_iso=START) == before
    app.patch_organisation("byd", language="pt-BR")
    app.fact("byd", "Cotar navios")
    assert app.proposal_text(made["proposal_id"], form) == before
    assert ("navios" in before.replace("\r\n ", "")) == (form != "ics")


def test_an_older_proposal_is_in_the_organisations_language(app: App) -> None:
    proposal_id = app.propose(text=TEXT, org="byd", language="en")["proposal_id"]
    assert "owner: Ana" in app.proposal_text(proposal_id, "nl")
    _age(app, proposal_id)
    assert "responsável: Ana" in app.proposal_text(proposal_id, "nl")


def test_an_older_proposal_is_the_event_of_its_meeting(app: App) -> None:
    proposal_id = app.propose(text=TEXT, org="byd", start_iso=START, meeting_id="weekly")["proposal_id"]
    before = app.proposal_text(proposal_id, "ics")
    _age(app, proposal_id)
    assert app.proposal_text(proposal_id, "ics") == before


def _age(app: App, proposal_id: str) -> None:
    """Take from a proposal what older versions did not store."""
    proposal = app.store.get(Proposal, "byd", proposal_id)
    assert proposal
    older = proposal.model_copy(update={"language": None, "series": "", "day": "", "notes": (), "people": ()})
    app.store.commit("byd", [Replace(older)])


def test_a_stored_agenda_without_a_start_is_no_invitation(app: App) -> None:
    with refused(Invalid, "start_iso"):
        stored(app, "ics", start_iso=None)


@pytest.mark.parametrize(
    "other",
    [
        {"duration_minutes": 60}, {"language": "en"}, {"start_iso": "2026-03-12T16:30"}, {"macro": "off"},
        {"text": "quero uma pauta sobre frete, por favor"}, {"start_iso": "2026-03-12T17:00:00Z"},
    ],
)  # fmt: skip
def test_the_same_meeting_asked_otherwise_is_one_event(app: App, other: dict[str, Any]) -> None:
    assert uid(invitation(app, **other)) == uid(invitation(app))


@pytest.mark.parametrize(
    "other",
    [
        {"start_iso": "2026-03-19T14:00"}, {"subject": "seguro"}, {"meeting": "Diretoria"}, {"org": "acme"},
        {"people": ["Ana"]}, {"start_iso": "2026-03-13T02:00"},
    ],
)  # fmt: skip
def test_another_meeting_is_another_event(app: App, other: dict[str, Any]) -> None:
    assert uid(invitation(app, **other)) != uid(invitation(app))


def test_meetings_of_one_name_are_one_event_whatever_they_are_about(app: App) -> None:
    first = uid(invitation(app, meeting="Diretoria", subject="frete"))
    assert uid(invitation(app, meeting="diretoria", subject="seguro")) == first


def test_meetings_of_one_id_are_one_event_on_one_day(app: App) -> None:
    first = uid(invitation(app, meeting_id="weekly"))
    assert uid(invitation(app, "pauta sobre seguro", meeting_id="weekly", meeting="Diretoria")) == first
    assert uid(stored(app, "ics", meeting_id="weekly")) == first
    assert uid(invitation(app, meeting_id="weekly", start_iso="2026-03-19T14:00")) != first


def test_the_event_that_a_calendar_has_is_updated(app: App) -> None:
    given = "040000008200E00074C5B7101A82E008@outlook"
    assert uid(invitation(app, ical_uid=given)) == given
    assert uid(stored(app, "ics", ical_uid=given)) == given


def test_the_day_of_an_event_is_the_organisations(app: App) -> None:
    late = uid(invitation(app, start_iso="2026-03-13T01:00:00Z"))
    assert late == uid(invitation(app, start_iso="2026-03-12T08:00"))


def test_a_later_invitation_has_a_higher_sequence(app: App) -> None:
    [first] = icalendar.Calendar.from_ical(invitation(app)).walk("VEVENT")
    app.clock.pass_by(minutes=7)
    [second] = icalendar.Calendar.from_ical(invitation(app, duration_minutes=60)).walk("VEVENT")
    assert second["SEQUENCE"] - first["SEQUENCE"] == 7
    assert first.decoded("DTSTART") == second.decoded("DTSTART")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("verdict", ["reject", "not_now", "done"])
def test_what_the_meeting_settled_leaves_the_texts_of_its_stored_agenda(app: App, form: str, verdict: str) -> None:
    app.fact("byd", "Renovar o seguro do frete", fact_id="fact_insurance")
    proposal_id = app.propose(text=TEXT, org="byd", start_iso=START)["proposal_id"]
    before = app.proposal_text(proposal_id, form)
    assert "seguro" in before
    _judge(app, proposal_id, verdict)
    after = app.proposal_text(proposal_id, form)
    assert "seguro" not in after and "Cotar o frete" in after
    _judge(app, proposal_id, "accept")
    assert app.proposal_text(proposal_id, form) == before


def test_a_point_that_leaves_takes_its_minutes_along_and_the_others_keep_their_numbers(app: App) -> None:
    app.fact("byd", "Renovar o seguro do frete", fact_id="fact_insurance")
    proposal = app.propose(text=TEXT, org="byd", start_iso=START)
    points = bullets(proposal)
    [gone] = [point for point in points if point["fact_id"] == "fact_insurance"]
    number = 1 + points.index(gone)
    _judge(app, proposal["proposal_id"], "reject")
    text = app.proposal_text(proposal["proposal_id"], "nl")
    assert f"{30 - gone['minutes']} min" in text
    assert not re.search(rf"^{number}\. ", text, re.MULTILINE)
    assert all(f"{place}. {point['text']}" in text for place, point in enumerate(points, 1) if point is not gone)


def test_what_a_new_plan_shows_again_is_in_its_texts_again(app: App) -> None:
    app.fact("byd", "Renovar o seguro do frete", fact_id="fact_insurance")
    proposal_id = app.propose(text=TEXT, org="byd", start_iso=START)["proposal_id"]
    _judge(app, proposal_id, "done")
    app.set_status("fact_insurance", state="open")
    assert app.propose(text=TEXT, org="byd", start_iso=START)["proposal_id"] == proposal_id
    assert "seguro" in app.proposal_text(proposal_id, "nl")


def _judge(app: App, proposal_id: str, verdict: str) -> None:
    app.give_feedback(proposal_id, bullets=[{"fact_id": "fact_insurance", "verdict": verdict}])
