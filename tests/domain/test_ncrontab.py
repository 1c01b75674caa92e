import pytest

from spine.domain.ncrontab import is_schedule, schedule_error


@pytest.mark.parametrize(
    "expression",
    [
        "0 0 * * * *",
        "0 */5 * * * *",
        "*/5 * * * *",
        "0 30 9 1,15 jan-mar mon-fri",
        "0 0 0 31 12 6",
        "0 5/15 * * * *",
    ],
)
def test_the_host_takes_these_schedules(expression: str) -> None:
    assert schedule_error(expression) == ""


@pytest.mark.parametrize(
    ("expression", "field"),
    [
        ("60 0 * * * *", "second"),
        ("0 60 * * * *", "minute"),
        ("0 0 24 * * *", "hour"),
        ("0 0 0 0 * *", "day"),
        ("0 0 0 * 13 *", "month"),
        ("0 0 0 * * 7", "weekday"),
        ("0 */0 * * * *", "minute"),
        ("0 mon * * * *", "minute"),
        ("every 0 * * * *", "second"),
    ],
)
def test_a_wrong_field_is_named(expression: str, field: str) -> None:
    assert schedule_error(expression).startswith(f"the {field} field")


@pytest.mark.parametrize("expression", ["", "hourly", "0 0 * *", "0 0 * * * * *"])
def test_a_schedule_has_five_or_six_fields(expression: str) -> None:
    assert schedule_error(expression) == "six fields are wanted"


@pytest.mark.parametrize(
    "schedule",
    [
        "0 0 * * * *", "*/5 * * * * *", "0 30 9-17 * * 1-5", "0 0 0 1 1 0", "0 0,30 * * * *", "0 0 8 * * MON-FRI",
        "0 0 8 * Jan *", "59 59 23 31 12 6", "0 0 */2 * * *", "0 0-30/5 * * * *",
    ],
)  # fmt: skip
def test_schedules_of_ncrontab(schedule: str) -> None:
    assert is_schedule(schedule)


@pytest.mark.parametrize(
    "schedule",
    [
        "", "hourly", "0 0 * * *", "0 0 * * * * *", "60 0 * * * *", "0 0 24 * * *", "0 0 0 0 * *", "0 0 0 32 * *",
        "0 0 0 * 13 *", "0 0 0 * * 7", "0 */0 * * * *", "0 0 * * * ?", "@hourly", "%SCHEDULE%", "0 -1 * * * *",
        "01:00:00", "0 0 * * foo *", "0 0 * * * sunshine",
    ],
)  # fmt: skip
def test_what_is_no_schedule(schedule: str) -> None:
    assert not is_schedule(schedule)
