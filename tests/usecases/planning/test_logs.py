"""The log lines of a plan, letter by letter."""

import logging
from typing import Any

import pytest

from tests.usecases.app import App


@pytest.fixture(autouse=True)
def _all_levels(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "spine")


def lines(app: App, caplog: pytest.LogCaptureFixture, **options: Any) -> list[tuple[str, str]]:
    caplog.clear()
    app.plan("pauta", **{"org": "byd", **options})
    return [(r.levelname, r.getMessage()) for r in caplog.records if r.name.startswith("spine.")]


def test_a_macro_plan_says_what_it_chose_and_read(app: App, caplog: pytest.LogCaptureFixture) -> None:
    some = [{"text": "alfa"}, {"text": "beta", "fact_type": "risk"}, {"text": "gama"}]
    app.seeded("byd", "Alfa", *some, workstream_id="ws_b")
    others = [{"text": "delta", "fact_type": "risk"}, {"text": "zeta"}]
    app.seeded("byd", "Beta", *others, workstream_id="ws_a", priority=9)
    assert lines(app, caplog) == [
        ("INFO", "Selected 2 workstreams: ['ws_a', 'ws_b']"),
        ("INFO", "Retrieved 5 facts (decision=3, risk=2)"),
        ("INFO", "Planning mode=macro, choice=macro"),
    ]


def test_a_micro_plan_says_so_and_warns_of_nothing(app: App, caplog: pytest.LogCaptureFixture) -> None:
    app.facts("byd", {"text": "alfa"})
    app.workstream("byd")
    assert lines(app, caplog, macro="off") == [
        ("INFO", "Retrieved 1 facts (decision=1)"),
        ("INFO", "Planning mode=micro, choice=next-default"),
    ]


@pytest.mark.parametrize(
    ("macro", "last"),
    [
        ("auto", "Planning mode=micro, choice=next-default"),
        ("strict", "Planning mode=macro, choice=macro-strict-empty"),
    ],
)
def test_an_organisation_without_workstreams_is_warned_of(
    app: App, caplog: pytest.LogCaptureFixture, macro: str, last: str
) -> None:
    app.fact("byd", "alfa")
    written = lines(app, caplog, macro=macro)
    assert ("WARNING", "No workstreams found for byd") in written
    assert written[-1] == ("INFO", last)


def test_an_unknown_organisation_is_warned_of_too(app: App, caplog: pytest.LogCaptureFixture) -> None:
    assert ("WARNING", "No workstreams found for nobody") in lines(app, caplog, org="nobody")


def test_the_choice_in_the_log_is_the_answers(app: App, caplog: pytest.LogCaptureFixture) -> None:
    app.seeded("byd", "Alfa", {"text": "alfa"})
    last = lines(app, caplog, macro="strict", subject="blockchain")[-1]
    assert last == ("INFO", "Planning mode=macro, choice=macro-strict-empty")
    assert lines(app, caplog, macro="off", subject="alfa")[-1] == ("INFO", "Planning mode=micro, choice=next-subject")


@pytest.mark.parametrize("days", [14, 3])
def test_a_stale_workstream_is_warned_of_with_the_settings_days(
    app: App, caplog: pytest.LogCaptureFixture, days: int
) -> None:
    app.seeded("byd", "Alfa", {"text": "alfa"}, workstream_id="ws_a")
    app.clock.pass_by(days=days)
    configured = app.with_settings(STALE_AFTER_DAYS=str(days))
    assert ("WARNING", f"Workstream ws_a stale ({days}+ days)") in lines(configured, caplog)


def test_a_stale_workstream_that_was_not_chosen_is_not_warned_of(app: App, caplog: pytest.LogCaptureFixture) -> None:
    app.seeded("byd", "Alfa", {"text": "alfa"}, workstream_id="ws_a")
    app.clock.pass_by(days=14)
    app.seeded("byd", "Blockchain", {"text": "beta"})
    assert all(level == "INFO" for level, _ in lines(app, caplog, subject="blockchain"))


def test_a_proposal_logs_as_a_plan_does(app: App, caplog: pytest.LogCaptureFixture) -> None:
    app.seeded("byd", "Alfa", {"text": "alfa"})
    caplog.clear()
    app.propose(text="pauta", org="byd")
    assert "Planning mode=macro, choice=macro" in [r.getMessage() for r in caplog.records]
