"""Numbers, days and lengths that are not the meeting's: those of a thing, of a part, and impossible ones."""

from datetime import datetime

import pytest

from spine.domain.reading.requests import Ignored, Reading, Unread, read
from spine.domain.zones import zone

NOW = datetime(2026, 12, 2, 10, 0, tzinfo=zone("America/Sao_Paulo"))
"""A Wednesday."""


def started(reading: Reading) -> str | None:
    return reading.start.at(NOW, month_first=False).strftime("%Y-%m-%d %H:%M") if reading.start else None


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("reunião sobre a segunda fase, amanhã às 14h", "segunda fase"),
        ("amanhã 14h: visita à Quinta da Vessada", "visita à Quinta da Vessada"),
        ("amanhã 14h, dia das mães", "dia das mães"),
        ("amanhã 14h, descontos da Black Friday", "descontos da Black Friday"),
        ("amanhã às 14h sobre a sexta edição da feira", "sexta edição da feira"),
    ],
)
def test_ordinals_and_names_are_no_weekdays(said: str, subject: str) -> None:
    assert (started(read(said)), read(said).subject) == ("2026-12-03 14:00", subject)


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("meia hora sobre a regra dos 15 minutos", "regra dos 15 minutos"),
        ("30 min on the 15 min response time", "15 min response time"),
        ("half an hour on the 48-hour repair target", "48-hour repair target"),
        ("30 minutos sobre a sala 2H", "sala 2H"), ("meia hora sobre o atendimento 24 horas", "atendimento 24 horas"),
        ("30 min on phase 5", "phase 5"), ("30 min: v4.2", "v4.2"), ("meia hora: 3º ano", "3º ano"),
        ("30 min on ward 17", "ward 17"), ("30 min sobre a linha 4 e o lote 214", "linha 4 e o lote 214"),
        ("30 min about the 7:15 train", "7:15 train"), ("30 min on the 8am launch window", "8am launch window"),
        ("30 min, the 5pm cutoff", "5pm cutoff"), ("first phase of the lease, 30 min", "first phase of the lease"),
        ("reforma do bloco 7, 30 min", "reforma do bloco 7"), ("o bloco de 7 andares, 30 min", "bloco de 7 andares"),
        ("meia hora sobre o turno das 6h às 14h", "turno das 6h às 14h"),
        ("30 min: mudar o horário de abertura para as 7h", "mudar o horário de abertura para as 7h"),
        ("30 min to discuss moving the opening time to 7am", "moving the opening time to 7am"),
        ("the fri release, 30 min", "fri release"), ("30 min about 24/7 support", "24/7 support"),
        ("30 min sobre a resolução 9/10", None),
    ],
)  # fmt: skip
def test_numbers_of_a_thing_stay_with_it(said: str, subject: str | None) -> None:
    reading = read(said)
    assert (reading.minutes, started(reading)) == (30, None)
    assert subject is None or reading.subject == subject


@pytest.mark.parametrize(
    "said",
    [
        "mudar a reunião para as 15h", "antecipar o encontro para as 15h", "move the meeting to 3pm",
        "mudar a assembleia para as 15h",
    ],
)  # fmt: skip
def test_a_meeting_that_is_moved_has_its_new_time(said: str) -> None:
    assert started(read(said)) == "2026-12-02 15:00"


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("2 hours on freight including 15 minutes of Q&A", 120), ("freight, 90 min, with a ten minute break", 90),
        ("duas horas com 15 min de intervalo: frete", 120), ("frete, 1h no total, 10 min pra dúvidas no fim", 60),
        ("com 20 minutos de café, três horas sobre frete", 180),
        ("freight: first 10 minutes for questions, one hour", 60),
        ("amanhã das 13h às 17h com 20 min de café, frete", 240),
        ("frete, 1h, incluindo 15 minutos de perguntas", 60),
        ("3 horas com pausa de 15 min, frete", 180), ("frete, 2h, com um intervalo de 20 minutos", 120),
        ("two hours tomorrow with a break of ten minutes: freight", 120),
    ],
)  # fmt: skip
def test_the_whole_beats_a_part_and_the_part_leaves_the_subject(said: str, minutes: int) -> None:
    reading = read(said)
    assert reading.minutes == minutes
    assert reading.subject in {"freight", "frete"}


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("bloco de 4h na sexta: frete", 240), ("preciso de um bloco de duas horas para o frete", 120),
        ("a block of 2 hours on Friday about freight", 120), ("a 4-hour block on Friday: freight", 240),
        ("reuniãozinha de dez minutos: frete", 10), ("papinho de 20 min sobre frete", 20),
        ("frete 8h30 amanhã", 480), ("frete 1h30 amanhã", 90),
    ],
)  # fmt: skip
def test_a_length_leaves_the_subject_with_what_has_it(said: str, minutes: int) -> None:
    assert (read(said).minutes, read(said).subject) in {(minutes, "frete"), (minutes, "freight")}


@pytest.mark.parametrize(
    ("said", "words", "is_date"),
    [
        ("reunião às 25h70 sobre frete", "às 25h70", False), ("amanhã às 14h75, frete", "às 14h75", False),
        ("frete 31/02 às 10h", "31/02", True), ("frete dia 32 às 10h", "dia 32", True),
        ("freight on February 30 at 10am", "on February 30", True), ("31 de abril, 10h: frete", "31 de abril", True),
        ("31/12/9999 23:59, frete", "31/12/9999", True), ("1/1/0001 10h frete", "1/1/0001", True),
        ("freight, 31 December 9999 at 10am", "31 December 9999", True), ("dia 0 às 10h, frete", "dia 0", True),
        ("frete, dia 7 de dezembro de 1826, 10h", "dia 7 de dezembro de 1826", True),
    ],
)  # fmt: skip
def test_an_impossible_time_or_date_is_ignored_and_told(said: str, words: str, is_date: bool) -> None:
    reading = read(said)
    assert reading.ignored == (Ignored(words, Unread.NO_DATE if is_date else Unread.NO_TIME),)
    assert started(reading) is None or not is_date
    assert reading.subject in {"frete", "freight"}
    assert reading.minutes is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("frete, amanhã das 8 às 8", "das 8 às 8"), ("frete, sexta das 18h às 9h", "das 18h às 9h"),
        ("freight tomorrow 17:00-8:00", "17:00-8:00"),
    ],
)  # fmt: skip
def test_a_range_that_does_not_end_after_it_starts_is_told(said: str, words: str) -> None:
    reading = read(said)
    assert reading.ignored == (Ignored(words, Unread.NO_SPAN),)
    assert reading.start is not None
    assert reading.minutes is None


@pytest.mark.parametrize("unit", ["12h ", "das 14h às 15h ", "amanhã ", "3pm "])
def test_a_text_of_nothing_but_times_has_no_subject(unit: str) -> None:
    assert read((unit * 4000)[:4000]).subject is None


def test_a_text_is_read_as_far_as_a_sentence_may_have_times() -> None:
    reading = read("reunião amanhã às 15h sobre frete, " + "12h " * 900 + "e mais um assunto")
    assert (reading.subject, started(reading)) == ("frete", "2026-12-03 15:00")


@pytest.mark.parametrize(
    "said",
    ["ontem às 15h, frete", "freight, last friday at 3pm", "frete, na sexta passada às 15h", "yesterday 3pm: freight"],
)
def test_the_clock_time_of_a_past_day_starts_no_meeting(said: str) -> None:
    assert (started(read(said)), read(said).subject) in ((None, "frete"), (None, "freight"))


def test_the_clock_time_of_another_day_does() -> None:
    assert started(read("ata de ontem às 15h, reunião amanhã às 16h")) == "2026-12-03 16:00"
