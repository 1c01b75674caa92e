from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.importance import by_importance
from spine.domain.staleness import days_since_update, effective_status, is_stale
from spine.domain.times import iso
from spine.domain.workstreams import Colour
from tests.domain.planning.builders import NOW, workstream, workstreams

AFTER = 14
SECOND = timedelta(seconds=1)


def updated(ago: timedelta, colour: Colour = Colour.GREEN) -> object:
    return workstream(updated_at=iso(NOW - ago), status=colour)


@pytest.mark.parametrize(
    ("ago", "stale"),
    [
        (timedelta(days=14), True),
        (timedelta(days=14) - SECOND, False),
        (timedelta(days=14) + SECOND, True),
        (-SECOND, False),
    ],
    ids=["exactly 14 days", "a second less", "a second more", "in the future"],
)
def test_a_workstream_is_stale_from_exactly_fourteen_days_on(ago: timedelta, stale: bool) -> None:
    assert is_stale(updated(ago), NOW, AFTER) is stale


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_workstream_is_stale_when_as_many_days_passed_as_are_set(days: int, after: int) -> None:
    assert is_stale(updated(timedelta(days=days)), NOW, after) == (days >= after)


@given(st.integers(0, 4000), st.integers(0, 86_399))
def test_days_since_the_update_are_whole(days: int, seconds: int) -> None:
    assert days_since_update(updated(timedelta(days=days, seconds=seconds)), NOW, AFTER) == days


def test_an_update_in_the_future_was_zero_days_ago() -> None:
    assert days_since_update(updated(timedelta(days=-3)), NOW, AFTER) == 0


@pytest.mark.parametrize(
    ("colour", "ago", "shown"),
    [
        (Colour.GREEN, 13, Colour.GREEN),
        (Colour.GREEN, 14, Colour.YELLOW),
        (Colour.YELLOW, 13, Colour.YELLOW),
        (Colour.YELLOW, 14, Colour.YELLOW),
        (Colour.RED, 13, Colour.RED),
        (Colour.RED, 14, Colour.RED),
    ],
)
def test_only_a_stale_green_reads_yellow(colour: Colour, ago: int, shown: Colour) -> None:
    assert effective_status(updated(timedelta(days=ago), colour), NOW, AFTER) is shown


def test_the_order_is_priority_then_colour_then_update_then_id() -> None:
    ranked = [
        workstream("ws_z", priority=9, status=Colour.GREEN),
        workstream("ws_y", priority=5, status=Colour.RED, updated_at="2026-11-01T00:00:00Z"),
        workstream("ws_x", priority=5, status=Colour.YELLOW, updated_at="2026-11-24T00:00:00Z"),
        workstream("ws_w", priority=5, status=Colour.GREEN, updated_at="2026-11-02T00:00:00Z"),  # stale: reads yellow
        workstream("ws_a", priority=5, status=Colour.GREEN, updated_at="2026-11-24T00:00:00Z"),
        workstream("ws_b", priority=5, status=Colour.GREEN, updated_at="2026-11-24T00:00:00Z"),
        workstream("ws_c", priority=5, status=Colour.GREEN, updated_at="2026-11-23T00:00:00Z"),
    ]
    for order in [*permutations(ranked)][::97]:
        assert sorted(order, key=lambda w: by_importance(w, NOW, AFTER)) == ranked


@given(st.lists(workstreams(), max_size=8, unique_by=lambda w: w.workstream_id))
def test_no_two_workstreams_are_equally_important(some: list) -> None:
    assert len({by_importance(w, NOW, AFTER) for w in some}) == len(some)
