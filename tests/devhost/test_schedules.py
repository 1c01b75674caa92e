import pytest

from devhost.schedules import schedule_fault


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
    assert schedule_fault(expression) == ""


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
    assert schedule_fault(expression).startswith(f"the {field} field")


@pytest.mark.parametrize("expression", ["", "hourly", "0 0 * *", "0 0 * * * * *"])
def test_a_schedule_has_five_or_six_fields(expression: str) -> None:
    assert schedule_fault(expression) == "six fields are wanted"
