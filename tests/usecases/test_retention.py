"""How long snapshots and stored agendas are kept, where a setting says so."""

from datetime import UTC, datetime
from typing import Any

import pytest

from spine.domain.documents import expiry
from spine.errors import NotFound
from spine.usecases import sweep
from tests.agendas import bullets
from tests.usecases.app import App

LONG_AGO, FAR_AHEAD = datetime(2001, 3, 10, 12, tzinfo=UTC), datetime(2901, 3, 10, 12, tzinfo=UTC)
"""Moments on either side of the real one, which databases go by."""


@pytest.fixture
def kept(app: App) -> App:
    """An app that keeps snapshots and agendas for 30 days."""
    return app.with_settings(SNAPSHOT_RETENTION_DAYS="30", PROPOSAL_RETENTION_DAYS="30")


def proposed(app: App, at: datetime, **request: Any) -> Any:
    app.clock.now = at
    app.fact("byd", "Enviar o contrato", fact_type="action_item")
    return app.propose(text="pauta", org="byd", **request)


def expires_at(app: App, kind: str) -> Any:
    [fields] = [fields for found, fields in app.store.everything() if found == kind]  # type: ignore[attr-defined]
    return fields["expires_at"]


@pytest.mark.parametrize("at", [LONG_AGO, FAR_AHEAD])
def test_without_a_setting_nothing_expires(app: App, at: datetime) -> None:
    made = proposed(app, at)
    sweep.sweep_whole(app.service)
    assert app.read_proposal(made["proposal_id"])["proposal_id"] == made["proposal_id"]
    assert len(app.snapshots("byd")["snapshots"]) == 1


def test_an_agenda_that_has_expired_is_unknown_and_gives_nothing_to_carry_over(kept: App) -> None:
    made = proposed(kept, LONG_AGO)
    assert kept.proposals(org="byd")["items"] == []
    with pytest.raises(NotFound):
        kept.read_proposal(made["proposal_id"])
    with pytest.raises(NotFound):
        kept.give_feedback(made["proposal_id"], rating=5)
    kept.clock.pass_by(days=3)
    assert [bullet["carried_from"] for bullet in bullets(kept.plan("pauta", org="byd"))] == [None]
    assert kept.propose(text="pauta", org="byd")["proposal_id"]


def test_an_agenda_is_kept_from_its_last_proposal_or_the_end_of_its_meeting(kept: App) -> None:
    proposed(kept, FAR_AHEAD)
    assert expires_at(kept, "agenda") == "2901-04-09T23:59:59Z"
    kept.clock.pass_by(hours=1)
    kept.propose(text="pauta", org="byd", start_iso="2901-05-01T10:00:00Z", duration_minutes=30)
    kept.propose(text="pauta", org="byd", start_iso="2901-05-01T10:00:00Z", duration_minutes=30)
    assert "2901-05-31T10:30:00Z" in [f.get("expires_at") for _, f in kept.store.everything()]  # type: ignore[attr-defined]


def test_a_snapshot_is_kept_from_its_day(kept: App) -> None:
    proposed(kept, LONG_AGO)
    sweep.sweep_whole(kept.service)
    assert kept.snapshots("byd")["snapshots"] == []
    kept.clock.now = FAR_AHEAD
    sweep.sweep_whole(kept.service)
    assert expires_at(kept, "account_snapshot") == "2901-04-09T12:00:00Z"
    assert "expires_at" not in kept.snapshots("byd")["snapshots"][0]


def test_a_moment_beyond_the_calendar_never_comes() -> None:
    assert expiry("9999-12-01T00:00:00Z", 31) is None
