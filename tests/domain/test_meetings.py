"""Which meeting a request is for."""

from datetime import date

import pytest

from spine.domain.meetings import Meeting, series_of

TODAY, TOMORROW = date(2026, 11, 30), date(2026, 12, 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"meeting_id": "m"}, {"meeting_id": "m", "name": "board", "people": ["Ana"], "stems": ["budget"]}),
        ({"name": "Reunião do  Conselho"}, {"name": "reuniao do conselho", "people": ["Ana"]}),
        ({"people": ["Ana Souza", "Rui Sá"]}, {"people": ["rui sa", "ana souza"], "stems": ["budget"]}),
        ({"stems": ["budget", "phase"]}, {"stems": ["phase", "budget", "phase"]}),
        ({}, {"name": "", "people": []}),
    ],
)
def test_the_first_thing_known_of_a_meeting_names_its_series(first: dict[str, str], second: dict[str, str]) -> None:
    assert series_of(**first) == series_of(**second)  # type: ignore[arg-type]


def test_different_things_name_different_series() -> None:
    series = [
        series_of(meeting_id="ana"), series_of(name="ana"), series_of(people=["ana"]), series_of(stems=["ana"]),
        series_of(name="rui"), series_of(people=["ana", "rui"]), series_of(),
    ]  # fmt: skip
    assert len(set(series)) == len(series)


def test_a_series_on_another_day_is_another_meeting() -> None:
    assert Meeting("id m", TODAY).key == Meeting("id m", TODAY).key
    assert len({Meeting("id m", TODAY).key, Meeting("id m", TOMORROW).key, Meeting("id n", TODAY).key}) == 3
