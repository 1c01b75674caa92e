from datetime import datetime

import pytest

from spine.domain.zones import existing, writes_month_first, zone


@pytest.mark.parametrize(
    "name",
    [
        "Mars/Olympus",
        "",
        "../etc/passwd",
        "America",
        "/etc/localtime",
        "BRT\0",
        "localtime",
        "posixrules",
        "Factory",
        "right/UTC",
    ],
)
def test_a_name_that_no_zone_has_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="IANA"):
        zone(name)


@pytest.mark.parametrize(
    ("local", "name", "happens"),
    [
        ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T02:30:00+02:00"),
        ("2026-03-08T02:00", "America/New_York", "2026-03-08T03:00:00-04:00"),
        ("2018-11-04T00:15", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00"),
        ("2026-03-10T02:30", "America/Sao_Paulo", "2026-03-10T02:30:00-03:00"),
    ],
)
def test_a_skipped_time_is_the_first_after_it_and_a_repeated_one_the_first(local: str, name: str, happens: str) -> None:
    assert existing(datetime.fromisoformat(local).replace(tzinfo=zone(name))).isoformat() == happens


@pytest.mark.parametrize(
    ("name", "month_first"),
    [
        ("America/New_York", True), ("US/Pacific", True), ("America/Indiana/Knox", True), ("Pacific/Honolulu", True),
        ("America/Toronto", False), ("America/Sao_Paulo", False), ("Europe/London", False), ("UTC", False),
    ],
)  # fmt: skip
def test_only_the_zones_of_the_united_states_write_the_month_first(name: str, month_first: bool) -> None:
    assert writes_month_first(zone(name)) is month_first
