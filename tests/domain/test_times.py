from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spine.domain import times
from spine.domain.zones import zone

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
moments = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC))


@given(moments)
@example(datetime(999, 1, 1, tzinfo=UTC))
def test_a_stored_time_has_one_form_and_is_read_back(moment: datetime) -> None:
    stored = times.iso(moment)
    assert len(stored) == len("YYYY-MM-DDTHH:MM:SSZ")
    assert times.parse(stored) == moment.replace(microsecond=0)


@given(moments, moments)
@example(datetime(999, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
def test_text_order_is_time_order(one: datetime, other: datetime) -> None:
    one, other = one.replace(microsecond=0), other.replace(microsecond=0)
    assert (times.iso(one) < times.iso(other)) == (one < other)


@pytest.mark.parametrize(
    ("given_", "stored"),
    [
        ("2026-11-25T14:00:00Z", "2026-11-25T14:00:00Z"),
        ("2026-11-25T14:00:00-03:00", "2026-11-25T17:00:00Z"),
        ("2026-11-25T14:00:00", "2026-11-25T14:00:00Z"),
        ("2026-11-25T14:00:00.999999Z", "2026-11-25T14:00:00Z"),
        ("2026-11-25", "2026-11-25T00:00:00Z"),
        (" 2026-11-25T14:00Z ", "2026-11-25T14:00:00Z"),
    ],
)
def test_moments_are_stored_in_utc(given_: str, stored: str) -> None:
    assert times.normal(given_) == stored


@pytest.mark.parametrize("text", ["next Friday", "", "2026-13-01", "2026-02-30", "25/11/2026", "2026-11-25T25:00:00Z"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        times.normal(text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00"])
def test_what_utc_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="range"):
        times.normal(text)


def test_a_due_date_alone_stays_a_date() -> None:
    assert times.normal_due("2026-11-25") == "2026-11-25"


def test_a_due_moment_becomes_utc() -> None:
    assert times.normal_due("2026-11-25T22:00:00-03:00") == "2026-11-26T01:00:00Z"


@pytest.mark.parametrize("text", ["2026-02-30", "٢٠٢٦-١١-٢٥", "soon"])
def test_what_is_no_due_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        times.normal_due(text)


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("2026-11-25", 0),
        ("2026-11-25T00:00:00Z", 0),
        ("2026-11-25T23:59:59Z", 0),
        ("2026-11-24T23:59:59Z", -1),
        ("2026-11-26", 1),
        ("2026-12-02", 7),
        ("2026-10-26", -30),
    ],
)
def test_days_to_a_due_date_are_calendar_days_in_utc(due: str, days: int) -> None:
    assert times.days_until(due, NOON) == days


def test_days_since_counts_fractions_and_the_future_is_negative() -> None:
    assert times.days_since("2026-11-24T00:00:00Z", NOON) == 1.5
    assert times.days_since("2026-11-26T12:00:00Z", NOON) == -1


@pytest.mark.parametrize(
    ("due_iso", "zone_name", "day"),
    [
        ("2026-03-11T02:59:00Z", "America/Sao_Paulo", "2026-03-10"),
        ("2026-03-10T14:00:00Z", "Australia/Melbourne", "2026-03-11"),
        ("2026-03-11T00:00:00Z", "America/Sao_Paulo", "2026-03-11"),
        ("2026-03-11T00:00:00", "America/Sao_Paulo", "2026-03-11"),
        ("2026-03-11", "Australia/Melbourne", "2026-03-11"),
    ],
)
def test_a_due_moment_falls_on_a_day_of_the_zone_and_a_date_stays(due_iso: str, zone_name: str, day: str) -> None:
    assert times.due_day(due_iso, zone(zone_name)).isoformat() == day


def test_today_is_the_day_of_the_zone_of_now() -> None:
    late = datetime(2026, 3, 11, 1, tzinfo=UTC)  # still the 10th in São Paulo
    assert times.days_until("2026-03-10", late) == -1
    assert times.days_until("2026-03-10", late.astimezone(zone("America/Sao_Paulo"))) == 0
    assert times.iso(times.end_of_day(late.astimezone(zone("America/Sao_Paulo")))) == "2026-03-11T02:59:59Z"


@pytest.mark.parametrize(
    ("given_", "stored"),
    [
        ("2026-03-10T14:00", "2026-03-10T17:00:00Z"),
        ("2026-03-10T14:00Z", "2026-03-10T14:00:00Z"),
        ("2026-03-10T14:00+01:00", "2026-03-10T13:00:00Z"),
        ("2026-03-10", "2026-03-10T03:00:00Z"),
    ],
)
def test_a_moment_without_offset_is_local(given_: str, stored: str) -> None:
    assert times.iso(times.moment_in(given_, zone("America/Sao_Paulo"))) == stored


@pytest.mark.parametrize("name", ["UTC", "America/Sao_Paulo", "Asia/Tokyo", "Pacific/Kiritimati", "Asia/Beirut"])
def test_what_is_due_before_a_day_is_due_on_a_day_before_it(name: str) -> None:
    day, there = date(2026, 3, 29), zone(name)
    bound = times.due_before(day.isoformat(), there)
    dues = [(day + timedelta(days=n)).isoformat() for n in (-2, -1, 0, 1)]
    dues += [times.iso(datetime(2026, 3, 28, tzinfo=UTC) + timedelta(minutes=30 * n)) for n in range(150)]
    for due in dues:
        is_before = due < bound.text and due not in bound.excluded
        assert is_before == (times.due_day(due, there) < day), due
