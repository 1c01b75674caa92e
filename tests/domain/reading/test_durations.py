import pytest

from spine.domain.reading.durations import clamp
from spine.domain.reading.moments import find
from spine.domain.reading.requests import read
from spine.domain.tokenizer import fold


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("45 min", 45), ("45min", 45), ("45 minutos", 45), ("20 minutinhos", 20), ("60m", 60), ("30'",
        30),
        ("90-minute", 90), ("1 minuto", 1), ("120 mins", 120),
        ("1h", 60), ("1h30", 90), ("1h30min", 90), ("1h30'", 90), ("2h15m", 135), ("1:30h", 90),
        ("2hrs", 120),
        ("1 hr 15 mins", 75), ("1 hour and 20 minutes", 80), ("1 hora e 15 minutos", 75),
        ("1 hora e 15", 75),
        ("1.5 hours", 90), ("1,5 hora", 90), ("0.5h", 30), ("½ hour", 30), ("1½ hours", 90),
        ("meia hora", 30), ("meia horinha", 30), ("half an hour", 30), ("half hour", 30), ("half-hour",
        30),
        ("a half hour", 30), ("uma hora", 60), ("uma horinha", 60), ("an hour", 60), ("one hour", 60),
        ("hour-long", 60), ("hourlong", 60), ("2-hour-long", 120), ("duas horas", 120),
        ("couple of hours", 120),
        ("uma hora e meia", 90), ("hora e meia", 90), ("1h e meia", 90), ("duas horas e meia", 150),
        ("an hour and a half", 90), ("two and a half hours", 150), ("one and a half hours", 90),
        ("três quartos de hora", 45), ("three quarters of an hour", 45), ("quarter of an hour", 15),
        ("a quarter hour", 15), ("um quarto de hora", 15), ("uma hora e um quarto", 75),
        ("an hour and three quarters", 105),
        ("quarenta e cinco minutos", 45), ("forty-five minutes", 45), ("forty five minutes", 45),
        ("trinta minutos", 30), ("ninety minutes", 90), ("cento e vinte minutos", 120),
        ("a hundred and twenty minutes", 120), ("sixty minutes", 60), ("sessenta minutos", 60),
        ("30-45 min", 45), ("30 a 45 minutos", 45), ("entre 30 e 45 minutos", 45), ("1-2 hours", 120),
    ],
)  # fmt: skip
def test_a_length_is_understood_in_every_ordinary_spelling(said: str, minutes: float) -> None:
    assert [d.minutes for d in find(fold(said)).lengths] == [minutes]


@pytest.mark.parametrize(
    "said",
    [
        "R$ 5m",
        "30m/s",
        "5 mil",
        "horas extras",
        "minuta",
        "H2",
        "v1.5",
        "1h2x",
        "10 meses",
        "60 mph",
        "happy hour",
    ],
)
def test_what_is_no_length_of_time_is_not_taken_for_one(said: str) -> None:
    assert find(fold(said)).lengths == []


@pytest.mark.parametrize(
    ("written", "kept"), [(0, (5, True)), (5, (5, False)), (480, (480, False)), (481, (480, True))]
)
def test_minutes_are_kept_between_five_and_480(written: float, kept: tuple[int, bool]) -> None:
    assert clamp(written) == kept


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("discutir a entrega em 2 horas", 120),
        ("reunião sobre entrega em 2 horas", None),
        ("reunião sobre SLA de 4 horas", None),
        ("meeting about how to reduce the downtime below 5 minutes", None),
        ("meeting about the 48 hours notice", None),
        ("reunião sobre como baixar o setup de 2h para 30 min", None),
        ("meeting about uptime in the last 24 hours, 30 min", 30),
        ("reunião de 45 min sobre SLA de 4 horas", 45),
        ("reunião sobre SLA de 4 horas, 45 min", 45),
        ("a 2-hour outage postmortem, 45 minutes", 45),
        ("talk about pricing for 20 minutes", 20),
        ("reunião sobre preços 45 min amanhã", 45),
        ("meeting with John in 30 minutes about pricing", None),
        ("reunião às 15h sobre preços", None),
        ("pricing, tomorrow at 3pm for 3/4 hr", 45),
        ("pricing 1 1/2 hrs tomorrow 2pm", 90),
        ("escala da rota 45 minutos amanhã às 15h", 45),
        ("escala da rota 45, amanhã às 15h", None),
        ("reunião das 14h às 15h sobre preços", 60),
        ("reunião das 14h às 15h, 45 min, sobre preços", 45),
    ],
)
def test_only_the_length_of_the_meeting_itself_is_taken(said: str, minutes: int | None) -> None:
    assert read(said).minutes == minutes
