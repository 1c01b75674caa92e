"""Each endpoint's time for the database."""

from time import sleep

import function_app
from spine.http.deadlines import _SECONDS, seconds_of
from spine.store.deadlines import deadline, seconds_left


def test_every_deadline_is_an_endpoints() -> None:
    assert set(_SECONDS) <= {endpoint.name for endpoint in function_app.route.endpoints}


def test_plans_are_answered_in_two_and_a_half_seconds() -> None:
    assert {seconds_of(name) for name in ("agenda_plan", "agenda_plan_get", "agenda_plan_raw")} == {2.5}


def test_a_deadline_ends_with_its_call() -> None:
    assert seconds_left() is None
    with deadline(5):
        assert 4 < (seconds_left() or 0) <= 5
    assert seconds_left() is None


def test_a_deadline_inside_another_makes_no_more_time() -> None:
    with deadline(0.02), deadline(5):
        sleep(0.03)
        assert (seconds_left() or 0) < 0
