from datetime import UTC, datetime, timedelta

import pytest

from spine.domain import times
from spine.domain.sweeps import Book, Phase, Place, Tally, Task, begun, completed, coverage, task_of_tick

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DONE = Place(phase=Phase.DONE)


def book(hours_ago: float, worked_ms: int, place: Place = DONE) -> Book:
    return Book(started_at=times.iso(NOW - timedelta(hours=hours_ago)), worked_ms=worked_ms, place=place)


@pytest.mark.parametrize(
    ("last", "task"),
    [
        (None, Task.BEGIN),
        (book(1, 10_000), Task.BEGIN),
        (book(1, 10_001), Task.REST),
        (book(19.99, 600_000), Task.REST),
        (book(20, 600_000), Task.BEGIN),
        (book(-1, 600_000), Task.REST),
        (book(0.5, 1_200_000, Place(phase=Phase.WORKSTREAMS)), Task.GO_ON),
        (book(50, 5, Place()), Task.GO_ON),
    ],
    ids="first quick slow almost-old old future unfinished unfinished-and-old".split(),
)
def test_a_tick_goes_on_begins_or_rests(last: Book | None, task: Task) -> None:
    assert task_of_tick(last, NOW) is task


def test_a_new_pass_counts_from_zero_and_keeps_the_last_totals() -> None:
    last = completed(book(5, 3, DONE).model_copy(update={"tally": Tally(orgs=7, failed=1)}), NOW)
    fresh = begun(last, NOW)
    assert (fresh.place, fresh.tally, fresh.worked_ms) == (Place(), Tally(), 0)
    assert (fresh.totals.orgs, fresh.as_of) == (7, times.iso(NOW))


def test_coverage_before_the_first_pass_is_zeros() -> None:
    told = coverage(None)
    assert told["as_of"] is None
    assert {told[name] for name in told if name not in ("as_of", "ratings")} == {0}
    assert told["ratings"] == {"count": 0, "mean": 0}
    assert coverage(begun(None, NOW)) == told


def test_coverage_is_shares_and_averages_of_the_last_complete_pass() -> None:
    tally = Tally(
        orgs=4, orgs_with_workstream=3, workstreams=10, linked_facts=25, stale=2, empty=1, ratings=3, rating_sum=13
    )
    assert coverage(completed(book(0, 1).model_copy(update={"tally": tally}), NOW)) == {
        "as_of": times.iso(NOW),
        "orgs": 4,
        "orgs_with_workstream": 3,
        "share": 0.75,
        "workstreams_per_org": 2.5,
        "facts_per_workstream": 2.5,
        "stale_share": 0.2,
        "empty_share": 0.1,
        "ratings": {"count": 3, "mean": 4.3333},
    }
