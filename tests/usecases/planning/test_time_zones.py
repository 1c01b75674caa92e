"""What an organisation's time zone changes in a plan (docs/data-model.md#time-zones)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from spine.errors import Invalid
from tests.clock import Clock
from tests.usecases.app import App, refused

LATE = datetime(2026, 3, 11, 1, 0, tzinfo=UTC)
"""22:00 on 10 March in São Paulo."""


@pytest.fixture
def late(app: App) -> App:
    app.put_organisation("acme", time_zone="America/Sao_Paulo")
    return App(app.store, app.settings, Clock(LATE))


def bullet(app: App, **options: Any) -> Any:
    agenda = app.plan("pauta", org="acme", **options)["proposal"]["agenda"]
    return agenda["sections"][0]["items"][0]["bullets"][0]


def test_what_is_due_today_in_the_zone_is_not_overdue(late: App) -> None:
    late.fact("acme", "Enviar a nota", fact_type="action_item", due_iso="2026-03-10")
    assert bullet(late)["due_state"] == "due_soon"
    late.patch_organisation("acme", time_zone=None)
    assert bullet(late)["due_state"] == "overdue"


def test_a_due_moment_is_shown_on_its_own_day(late: App) -> None:
    late.fact("acme", "Enviar a nota", fact_type="action_item", due_iso="2026-03-12T23:59:00-03:00")
    assert "12/03/2026" in late.plan_text("pauta", "markdown", org="acme")
    late.fact("acme", "Assinar o contrato", fact_type="action_item", due_iso="2026-03-15T00:00:00Z")
    assert "15/03/2026" in late.plan_text("pauta", "markdown", org="acme")


def test_a_proposal_belongs_to_the_day_of_the_zone(late: App) -> None:
    first = late.propose(text="pauta", org="acme")["proposal_id"]
    late.clock.pass_by(hours=1)
    assert late.propose(text="pauta", org="acme")["proposal_id"] == first
    late.clock.pass_by(hours=2)  # past midnight in São Paulo
    assert late.propose(text="pauta", org="acme")["proposal_id"] != first


def test_a_start_without_offset_is_local_to_the_organisation(late: App) -> None:
    said = late.plan("pauta", org="acme", start_iso="2026-03-12T14:00")["understood"]
    assert said["start"] == "2026-03-12T14:00:00-03:00"
    assert "DTSTART:20260312T170000Z" in late.plan_text("pauta", "ics", org="acme", start_iso="2026-03-12T14:00")


def test_the_deployment_has_a_zone_for_organisations_without_one(late: App) -> None:
    late.put_organisation("acme")
    elsewhere = late.with_settings(DEFAULT_TIME_ZONE="Atlantic/Azores")
    assert elsewhere.plan("pauta", org="acme", start_iso="2026-03-12T14:00")["understood"]["start"].endswith("-01:00")


def test_an_invitation_without_a_start_is_refused(late: App) -> None:
    with refused(Invalid, "start_iso"):
        late.plan_text("pauta", "ics", org="acme")


def test_the_text_says_when_the_meeting_starts(late: App) -> None:
    said = late.plan("pauta amanhã das 14h30min às 16h sobre preços", org="acme")["understood"]
    assert (said["start"], said["duration_minutes"]) == ("2026-03-11T14:30:00-03:00", 90)
    assert "DTSTART:20260311T173000Z" in late.plan_text("pauta amanhã às 14h30", "ics", org="acme")


def test_start_iso_wins_over_the_text(late: App) -> None:
    said = late.plan("pauta amanhã às 14h30", org="acme", start_iso="2026-03-20T09:00")["understood"]
    assert said["start"] == "2026-03-20T09:00:00-03:00"


def test_a_start_without_any_zone_is_utc_and_told(late: App) -> None:
    late.put_organisation("acme")
    said = late.plan("pauta amanhã às 14h30", org="acme")["understood"]
    assert said["start"] == "2026-03-12T14:30:00+00:00"
    assert "time_zone" in said["assumed"]
    with_zone = late.with_settings(DEFAULT_TIME_ZONE="Europe/Lisbon").plan("pauta amanhã às 14h30", org="acme")
    assert "time_zone" not in with_zone["understood"]["assumed"]


@pytest.mark.parametrize(
    ("zone_name", "text", "day"),
    [
        ("America/New_York", "agenda on 7/12 at 10am about pricing", "2026-07-12"),
        ("Europe/London", "agenda on 7/12 at 10am about pricing", "2026-12-07"),
        ("America/New_York", "pauta para 7/12 às 10h sobre preços", "2026-12-07"),
        ("America/New_York", "agenda on 25/12 at 10am about pricing", "2026-12-25"),
    ],
)
def test_the_month_stands_first_only_in_english_in_the_united_states(
    app: App, zone_name: str, text: str, day: str
) -> None:
    app.put_organisation("acme", time_zone=zone_name)
    said = app.plan(text, org="acme")["understood"]
    assert said["start"].startswith(f"{day}T10:00:00")
    assert ("date_order" in said["assumed"]) is ("7/12" in text)
