"""Meetings at the ends of the calendar: refused by name, or planned, stored and written as any other."""

import re

import pytest

from spine.errors import Invalid
from tests.usecases.app import App

STARTS = [
    "0001-01-01T00:00:00Z", "0001-12-31T23:59:59-23:59", "0002-01-01T00:00:00Z", "0002-01-01T00:00:00+14:00",
    "0002-01-01T00:00", "0999-11-25T14:00:00Z", "0999-11-25T14:00", "9998-12-31T23:59:59Z", "9998-12-31T23:59:59-23:59",
    "9998-12-31T23:59", "9999-01-01T00:00:00+23:59", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59+23:59",
]  # fmt: skip


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Sao_Paulo", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("start", STARTS)
def test_an_extreme_start_is_refused_or_planned(app: App, start: str, zone: str) -> None:
    app.fact("byd")
    app.put_organisation("byd", time_zone=zone)
    try:
        invitation = app.plan_text("pauta", "ics", org="byd", start_iso=start, duration_minutes=480)
    except Invalid as refused:
        assert [error["loc"] for error in refused.errors] == [["start_iso"]]
        return
    assert len(re.findall(r"^DT(?:START|END|STAMP):\d{8}T\d{6}Z\r$", invitation, re.MULTILINE)) == 3
    app.propose(text="pauta", org="byd", start_iso=start, duration_minutes=480)
    assert app.plan("pauta", org="byd", start_iso=start)["proposal"]["agenda"]["minutes"] == 30
