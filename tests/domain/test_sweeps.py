from datetime import UTC, datetime, timedelta

import pytest

from spine.domain import times
from spine.domain.sweeps import (
    Phase,
    SweepCheckpoint,
    SweepCounts,
    SweepPosition,
    TickAction,
    a_week_before,
    completed,
    started,
    tick_action,
)

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DONE = SweepPosition(phase=Phase.DONE)


def checkpoint(hours_ago: float, worked_ms: int, place: SweepPosition = DONE) -> SweepCheckpoint:
    return SweepCheckpoint(started_at=times.iso(NOW - timedelta(hours=hours_ago)), worked_ms=worked_ms, place=place)


@pytest.mark.parametrize(
    ("last", "action"),
    [
        (None, TickAction.START),
        (checkpoint(1, 10_000), TickAction.START),
        (checkpoint(1, 10_001), TickAction.REST),
        (checkpoint(19.99, 600_000), TickAction.REST),
        (checkpoint(20, 600_000), TickAction.START),
        (checkpoint(-1, 600_000), TickAction.START),
        (checkpoint(0.5, 1_200_000, SweepPosition(phase=Phase.WORKSTREAMS)), TickAction.RESUME),
        (checkpoint(50, 5, SweepPosition()), TickAction.RESUME),
    ],
    ids="first quick slow almost-old old future unfinished unfinished-and-old".split(),
)
def test_a_tick_resumes_starts_or_rests(last: SweepCheckpoint | None, action: TickAction) -> None:
    assert tick_action(last, NOW) is action


def test_a_new_pass_counts_from_zero_and_keeps_the_last_totals() -> None:
    last = completed(checkpoint(5, 3, DONE).model_copy(update={"tally": SweepCounts(orgs=7, failed=1)}), NOW)
    fresh = started(last, NOW)
    assert (fresh.place, fresh.tally, fresh.worked_ms) == (SweepPosition(), SweepCounts(), 0)
    assert (fresh.totals.orgs, fresh.as_of) == (7, times.iso(NOW))


def passes(*days_ago: float, stale: int = 1) -> SweepCheckpoint:
    """The checkpoint after complete passes so many days ago, each with one stale workstream more than the last."""
    last = checkpoint(0, 1)
    for n, ago in enumerate(days_ago):
        counted = last.model_copy(update={"tally": SweepCounts(workstreams=40, stale=stale + n)})
        last = completed(counted, NOW - timedelta(days=ago))
    return last


def test_the_first_pass_of_each_of_the_last_days_is_remembered() -> None:
    last = passes(12, 9, 8.4, 8.3, 7, 0.1, 0)
    assert [(one.day, one.stale) for one in last.days] == [
        ("2026-03-01", 2), ("2026-03-02", 3), ("2026-03-03", 5), ("2026-03-10", 6)
    ]  # fmt: skip


def test_hourly_passes_over_a_month_leave_ten_days() -> None:
    assert len(passes(*(hours / 24 for hours in range(24 * 30, -1, -1))).days) == 10


@pytest.mark.parametrize(
    ("days_ago", "stale"),
    [((7, 0), 1), ((9, 8, 0), 2), ((9, 6, 0), 1), ((6, 0), None), ((10, 0), None), ((), None)],
    ids="a-week latest-of-two none-on-the-day too-young too-old none".split(),
)
def test_the_numbers_of_a_week_before_are_of_the_latest_day_7_to_9_days_ago(
    days_ago: tuple[float, ...], stale: int | None
) -> None:
    found = a_week_before(passes(*days_ago), NOW)
    assert (found and found.stale) == stale


def test_a_day_that_has_not_come_yet_is_forgotten() -> None:
    assert [one.day for one in passes(-30, 0).days] == ["2026-03-10"]
