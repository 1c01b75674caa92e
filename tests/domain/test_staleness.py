from datetime import UTC, datetime, timedelta

import pytest

from spine.domain import times
from spine.domain.staleness import days_since_update, is_stale
from spine.domain.workstreams import WorkstreamSummary

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DAYS = 14


def ago(**time: float) -> str:
    return times.iso(NOW - timedelta(**time))


def standing(updated_at: object = None, created_at: object = None) -> WorkstreamSummary:
    return WorkstreamSummary("acme", "ws_1", updated_at=updated_at, created_at=created_at)


@pytest.mark.parametrize(
    ("updated_at", "neglected"),
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
def test_exactly_14_days_without_an_update_is_neglect(updated_at: str, neglected: bool) -> None:
    assert is_stale(standing(updated_at, ago(days=500)), NOW, DAYS) is neglected


@pytest.mark.parametrize("unreadable", [None, "", "yesterday", "2026-13-45T00:00:00Z", 1_700_000_000, True, [], {}])
def test_without_a_readable_update_the_creation_counts_and_without_either_it_is_stale(unreadable: object) -> None:
    assert not is_stale(standing(unreadable, ago(days=13)), NOW, DAYS)
    assert is_stale(standing(unreadable, ago(days=14)), NOW, DAYS)
    assert is_stale(standing(unreadable, unreadable), NOW, DAYS)


def test_days_idle_are_whole_days_and_never_negative() -> None:
    assert days_since_update(standing(ago(days=20, hours=23)), NOW, DAYS) == 20
    assert days_since_update(standing(ago(days=-3)), NOW, DAYS) == 0
    assert days_since_update(standing("never"), NOW, DAYS) == DAYS
