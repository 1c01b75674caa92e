"""The log lines of a plan, letter by letter."""

import logging
import threading
from typing import Any

import pytest

from tests.api.client import Api
from tests.api.conftest import Environment


@pytest.fixture(autouse=True)
def _all_levels(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "spine")


def lines(api: Api, caplog: pytest.LogCaptureFixture, **options: Any) -> list[tuple[str, str]]:
    caplog.clear()
    api.plan("pauta", **{"org": "byd", **options})
    return [
        (r.levelname, r.getMessage())
        for r in caplog.records
        if r.name.startswith("spine.") and r.name != "spine.events"
    ]


def test_a_macro_plan_says_what_it_chose_and_read(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.seeded(
        "byd", "Alfa", {"text": "alfa"}, {"text": "beta", "fact_type": "risk"}, {"text": "gama"}, workstream_id="ws_b"
    )
    api.seeded(
        "byd", "Beta", {"text": "delta", "fact_type": "risk"}, {"text": "zeta"}, workstream_id="ws_a", priority=9
    )
    assert lines(api, caplog) == [
        ("INFO", "Selected 2 workstreams: ['ws_a', 'ws_b']"),
        ("INFO", "Retrieved 5 facts (decision=3, risk=2)"),
        ("INFO", "Planning mode=macro, choice=macro"),
    ]


def test_a_micro_plan_says_so(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.facts("byd", {"text": "alfa"})
    api.workstream("byd")
    assert lines(api, caplog, macro="off") == [
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
    api: Api, caplog: pytest.LogCaptureFixture, macro: str, last: str
) -> None:
    api.fact("byd", "alfa")
    written = lines(api, caplog, macro=macro)
    assert ("WARNING", "No workstreams found for byd") in written
    assert written[-1] == ("INFO", last)


def test_an_unknown_organisation_is_warned_of_too(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    assert ("WARNING", "No workstreams found for nobody") in lines(api, caplog, org="nobody")


def test_off_warns_of_nothing(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    assert all(level == "INFO" for level, _ in lines(api, caplog, macro="off"))


def test_the_choice_in_the_log_is_the_answers(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.seeded("byd", "Alfa", {"text": "alfa"})
    assert lines(api, caplog, macro="strict", subject="blockchain")[-1] == (
        "INFO", "Planning mode=macro, choice=macro-strict-empty"
    )  # fmt: skip
    assert lines(api, caplog, macro="off", subject="alfa")[-1] == ("INFO", "Planning mode=micro, choice=next-subject")


@pytest.mark.parametrize("days", [14, 3])
def test_a_stale_workstream_is_warned_of_with_the_settings_days(
    api: Api, environment: Environment, caplog: pytest.LogCaptureFixture, days: int
) -> None:
    api.seeded("byd", "Alfa", {"text": "alfa"}, workstream_id="ws_a")
    environment.set(STALE_AFTER_DAYS=str(days))
    api.clock.pass_by(days=days)
    assert ("WARNING", f"Workstream ws_a stale ({days}+ days)") in lines(api, caplog)


def test_a_stale_workstream_that_was_not_chosen_is_not_warned_of(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.seeded("byd", "Alfa", {"text": "alfa"}, workstream_id="ws_a")
    api.clock.pass_by(days=14)
    api.seeded("byd", "Blockchain", {"text": "beta"})
    assert all(level == "INFO" for level, _ in lines(api, caplog, subject="blockchain"))


def test_all_lines_are_written_by_the_invocations_own_thread(
    api: Api, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.seeded("byd", "Alfa", {"text": "alfa"})
    own: set[int] = set()

    def now() -> Any:
        own.add(threading.get_ident())
        return api.clock.now

    monkeypatch.setattr("spine.bootstrap._now", now)
    lines(api, caplog)
    assert {r.thread for r in caplog.records if r.name.startswith("spine.")} == own
    assert threading.get_ident() not in own


def test_a_propose_logs_as_a_plan_does(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.seeded("byd", "Alfa", {"text": "alfa"})
    caplog.clear()
    api.propose(text="pauta", org="byd")
    assert "Planning mode=macro, choice=macro" in [r.getMessage() for r in caplog.records]
