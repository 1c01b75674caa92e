from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain import times
from spine.domain.workstream_states import Colour
from spine.domain.workstreams import (
    Workstream,
    WorkstreamSummary,
    by_importance,
    by_stored_importance,
    days_since_update,
    effective_status,
    is_stale,
)
from tests.domain.planning.builders import NOW as PLANNED_AT
from tests.domain.planning.builders import workstream, workstreams

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DAYS = 14
SECOND = timedelta(seconds=1)


def ago(**time: float) -> str:
    return times.iso(NOW - timedelta(**time))


def summary(updated_at: object = None, created_at: object = None) -> WorkstreamSummary:
    return WorkstreamSummary("acme", "ws_1", updated_at=updated_at, created_at=created_at)


def workstream_updated(ago: timedelta, colour: Colour = Colour.GREEN) -> Workstream:
    return workstream(updated_at=times.iso(NOW - ago), status=colour)


@pytest.mark.parametrize(
    ("updated_at", "stale"),
    [
        (ago(days=14), True),
        (ago(days=14, seconds=1), True),
        (ago(days=13, hours=23, minutes=59, seconds=59), False),
        (ago(days=400), True),
        (ago(seconds=0), False),
        (ago(days=-1), False),
        ("2099-01-01T00:00:00Z", False),
        ("2026-02-24", True),
        ("2026-02-25", False),
        ("2026-02-24T09:00:00-03:00", True),
        ("2026-02-24T09:00:01-03:00", False),
    ],
)
def test_exactly_14_days_without_an_update_are_stale(updated_at: str, stale: bool) -> None:
    assert is_stale(summary(updated_at, ago(days=500)), NOW, DAYS) is stale


@pytest.mark.parametrize("unreadable", [None, "", "yesterday", "2026-13-45T00:00:00Z", 1_700_000_000, True, [], {}])
def test_without_an_update_the_creation_counts_and_without_either_it_is_stale(unreadable: object) -> None:
    assert not is_stale(summary(unreadable, ago(days=13)), NOW, DAYS)
    assert is_stale(summary(unreadable, ago(days=14)), NOW, DAYS)
    assert is_stale(summary(unreadable, unreadable), NOW, DAYS)


def test_days_idle_are_whole_days_and_never_negative() -> None:
    assert days_since_update(summary(ago(days=20, hours=23)), NOW, DAYS) == 20
    assert days_since_update(summary(ago(days=-3)), NOW, DAYS) == 0
    assert days_since_update(summary("never"), NOW, DAYS) == DAYS


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
    assert is_stale(workstream_updated(ago), NOW, DAYS) is stale


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_workstream_is_stale_when_as_many_days_passed_as_are_set(days: int, after: int) -> None:
    assert is_stale(workstream_updated(timedelta(days=days)), NOW, after) == (days >= after)


@given(st.integers(0, 4000), st.integers(0, 86_399))
def test_days_since_the_update_are_whole(days: int, seconds: int) -> None:
    assert days_since_update(workstream_updated(timedelta(days=days, seconds=seconds)), NOW, DAYS) == days


def test_an_update_in_the_future_was_zero_days_ago() -> None:
    assert days_since_update(workstream_updated(timedelta(days=-3)), NOW, DAYS) == 0


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
    assert effective_status(workstream_updated(timedelta(days=ago), colour), NOW, DAYS) is shown


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
        assert sorted(order, key=lambda w: by_importance(w, PLANNED_AT, DAYS)) == ranked


@given(st.lists(workstreams(), max_size=8, unique_by=lambda w: w.workstream_id))
def test_no_two_workstreams_are_equally_important(some: list) -> None:
    assert len({by_importance(w, PLANNED_AT, DAYS) for w in some}) == len(some)


def test_a_snapshot_orders_by_the_colour_as_it_is_set_and_an_unknown_one_comes_last() -> None:
    old = "2020-01-01T00:00:00Z"
    ranked = [
        WorkstreamSummary("acme", "a", status="green", priority=9, updated_at=old),
        WorkstreamSummary("acme", "d", status="red", priority=5, updated_at=old),
        WorkstreamSummary("acme", "c", status="yellow", priority=5, updated_at=old),
        WorkstreamSummary("acme", "b", status="green", priority=5, updated_at=old),  # stale, yet green here
        WorkstreamSummary("acme", "e", status="green", priority=5, updated_at=old),
        WorkstreamSummary("acme", "0", status="mauve", priority=5, updated_at=old),
    ]
    for order in [*permutations(ranked)][::97]:
        assert sorted(order, key=by_stored_importance) == ranked
