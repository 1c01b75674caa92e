import pytest

from spine.domain.reading.moments import find
from spine.domain.tokenizer import fold


@pytest.mark.parametrize(
    "said",
    [
        "às 14h30", "as 15h", "15h", "às 9h da manhã", "14:30", "a partir das 9h", "às 15 horas",
        "às três da tarde",
        "ao meio-dia", "at 3pm", "at 3:30 pm", "3pm", "at noon", "at 10", "10:00", "at 9 o'clock",
        "das 14h às 15h", "from 2pm to 3pm", "2-3pm", "14:00-15:30", "entre 14h e 15h",
        "amanhã", "hoje", "depois de amanhã", "amanhã de manhã", "hoje à tarde", "sexta",
        "na sexta-feira",
        "na próxima terça", "segunda que vem", "semana que vem", "próxima semana", "dia 15",
        "no dia 15/03",
        "15 de março", "12/03", "12/03/2026", "2026-03-12", "sexta 14h", "em 2 dias", "daqui a 2 horas",
        "tomorrow", "tomorrow morning", "today", "next Tuesday", "on Monday", "this Friday",
        "next week",
        "on the 15th", "March 3", "on March 3rd", "3 March 2026", "next Mon", "the day after tomorrow",
    ],
)  # fmt: skip
def test_a_date_or_time_is_found_whole(said: str) -> None:
    folded = fold(said)
    found = find(folded)
    assert " ".join(folded[m.span.start : m.span.end] for m in found.moments) == folded.replace(",", "")
    assert not found.lengths


@pytest.mark.parametrize(
    "said",
    [
        "1h30", "1h", "45 min", "segunda fase", "quarta revisão do contrato", "24/7", "roadmap 2026",
        "1:1", "Q4",
        "dia das mães", "as 3 prioridades", "50/50", "reforma", "marco", "may", "de 1h a 2h", "3 and 4",
        "at 3 sites", "sundae", "20 e 30",
    ],
)  # fmt: skip
def test_what_is_neither_date_nor_time_is_left_alone(said: str) -> None:
    assert find(fold(said)).moments == []


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("das 14h às 15h", 60), ("das 9h às 10h30", 90), ("from 2pm to 3:30pm", 90), ("11am-1pm", 120),
        ("14:00-14:45", 45), ("das 8h às 18h", 600), ("das 18h às 8h", None), ("às 14h", None),
    ],
)  # fmt: skip
def test_a_range_of_clock_times_has_its_minutes_unless_it_is_no_meeting(said: str, minutes: int | None) -> None:
    assert [m.minutes for m in find(fold(said)).moments] == [minutes]
