"""When a meeting is and how long it lasts, in whole requests and in every spelling (docs/planning.md)."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spine.domain.limits import LONGEST_MEETING, SHORTEST_MEETING
from spine.domain.reading.moments import find
from spine.domain.reading.requests import Reading, read
from spine.domain.tokenizer import fold
from spine.domain.zones import zone

NOW = datetime(2026, 12, 2, 10, 0, tzinfo=zone("America/Sao_Paulo"))
"""A Wednesday."""
TABLE = Path(__file__).with_name("times.txt").read_text(encoding="utf-8").splitlines()[1:]


def started(reading: Reading) -> str | None:
    return reading.start.at(NOW, month_first=False).strftime("%Y-%m-%d %H:%M") if reading.start else None


@pytest.mark.parametrize("line", TABLE)
def test_a_request_says_how_long_when_and_about_what(line: str) -> None:
    said, *expected = (None if part == "-" else part for part in line.split(" | "))
    assert said is not None
    reading = read(said)
    minutes = None if reading.minutes is None else str(reading.minutes)
    assert [minutes, started(reading), reading.subject] == expected


def test_the_table_has_both_languages_and_many_requests() -> None:
    assert len(set(TABLE)) >= 350


WORDS = {
    "pt": "zero uma duas três quatro cinco seis sete oito nove dez onze doze".split(),
    "en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
}
CLOCKS: dict[str, Callable[[int, int], str]] = {
    "às {h}h{mm}": lambda h, m: f"amanhã às {h}h{m:02}",
    "às {h}h{mm}min": lambda h, m: f"amanhã às {h}h{m:02}min",
    "às {hh}h{mm}m": lambda h, m: f"amanhã às {h:02}h{m:02}m",
    "às {h}:{mm}": lambda h, m: f"amanhã às {h}:{m:02}",
    "às {hh}:{mm}h": lambda h, m: f"amanhã às {h:02}:{m:02}h",
    "{h}h{mm}": lambda h, m: f"amanhã {h}h{m:02}",
    "{hh}:{mm}": lambda h, m: f"amanhã {h:02}:{m:02}",
    "às {h} horas e {m} minutos": lambda h, m: f"amanhã às {h} horas e {m} minutos" if m else f"amanhã às {h} horas",
    "@{h}h{mm}": lambda h, m: f"amanhã @{h}h{m:02}",
    "a partir das {h}h{mm}": lambda h, m: f"amanhã a partir das {h}h{m:02}",
    "at {h}:{mm}": lambda h, m: f"tomorrow at {h}:{m:02}",
    "{hh}:{mm} tomorrow": lambda h, m: f"{h:02}:{m:02} tomorrow",
    "at {h12}:{mm}pm": lambda h, m: f"tomorrow at {(h - 1) % 12 + 1}:{m:02}{'pm' if h >= 12 else 'am'}",
    "{h12}.{mm} p.m.": lambda h, m: f"{(h - 1) % 12 + 1}.{m:02} {'p.m.' if h >= 12 else 'a.m.'} tomorrow",
}


@pytest.mark.parametrize("spelling", list(CLOCKS))
def test_every_minute_of_the_day_is_a_clock_time_in_every_spelling(spelling: str) -> None:
    wrong = []
    for minute in range(24 * 60):
        said = CLOCKS[spelling](*divmod(minute, 60))
        times = find(fold(said))
        if times.lengths or [m.start for m in times.moments if m.is_clock] != [minute]:
            wrong.append(said)
    assert wrong == []


@pytest.mark.parametrize("spelling", list(CLOCKS))
def test_a_clock_time_with_a_day_is_a_start_and_no_length(spelling: str) -> None:
    for minute in range(0, 24 * 60, 37):
        said = CLOCKS[spelling](*divmod(minute, 60))
        reading = read(f"reunião {said} sobre frete")
        expected = (None, f"2026-12-03 {minute // 60:02}:{minute % 60:02}", "frete")
        assert (reading.minutes, started(reading), reading.subject) == expected, said


PARTS_OF_DAY = [
    ("da manhã", 0, range(1, 12)), ("da tarde", 12, range(1, 8)), ("da noite", 12, range(6, 12)),
    ("in the morning", 0, range(1, 12)), ("in the afternoon", 12, range(1, 8)), ("in the evening", 12, range(5, 12)),
]  # fmt: skip


@pytest.mark.parametrize(("part", "more", "hours"), PARTS_OF_DAY)
def test_hours_in_words_with_a_part_of_the_day_are_read(part: str, more: int, hours: range) -> None:
    words = WORDS["en"] if part.startswith("in") else WORDS["pt"]
    spoken = (
        [("{}", 0), ("half past {}", 30), ("quarter past {}", 15), ("ten past {}", 10), ("{} twenty", 20)]
        if part.startswith("in")
        else [("{}", 0), ("{} e meia", 30), ("{} e um quarto", 15), ("{} e dez", 10), ("{} e vinte e cinco", 25)]
    )
    lead = "tomorrow at" if part.startswith("in") else "amanhã às"
    for hour in hours:
        for form, minute in spoken:
            said = f"{lead} {form.format(words[hour])} {part}, frete"
            assert started(read(said)) == f"2026-12-03 {hour + more:02}:{minute:02}", said


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("ten to four in the afternoon", "15:50"), ("onze menos dez", "10:50"), ("11 menos um quarto", "10:45"),
        ("uma menos vinte e cinco", "12:35"), ("duas menos cinco", "13:55"), ("nove menos dez da noite", "20:50"),
        ("quarter to seven", "06:45"), ("half past six", "18:30"), ("quinze para as duas", "13:45"), ("six", "18:00"),
        ("seven", "07:00"), ("quarter to one", "12:45"), ("uma e meia", "13:30"),
    ],
)  # fmt: skip
def test_an_hour_from_one_to_six_without_a_sign_is_in_the_afternoon(said: str, start: str) -> None:
    assert started(read(f"tomorrow at {said}, freight")) == f"2026-12-03 {start}"


@pytest.mark.parametrize("hour", range(2, 13))
def test_minutes_to_an_hour_are_read(hour: int) -> None:
    before = f"{hour - 1:02}"
    assert started(read(f"amanhã às quinze para as {WORDS['pt'][hour]} da manhã, frete")) == f"2026-12-03 {before}:45"
    assert started(read(f"tomorrow at ten to {WORDS['en'][hour]} in the morning: freight")) == f"2026-12-03 {before}:50"


@pytest.mark.parametrize(
    ("said", "minutes", "start"),
    [
        ("ten to three tomorrow afternoon", None, "14:50"), ("five to nine tomorrow morning", None, "08:55"),
        ("twenty to five tomorrow", None, "16:40"), ("tomorrow, ten to four", None, "15:50"),
        ("ten to four tomorrow", None, "15:50"), ("tomorrow from ten to four", 360, "10:00"),
        ("tomorrow nine to five", 480, "09:00"), ("10 to 2pm tomorrow", 240, "10:00"),
        ("ten to twelve tomorrow", 120, "10:00"),
    ],
)  # fmt: skip
def test_minutes_to_an_hour_are_told_from_a_range(said: str, minutes: int | None, start: str) -> None:
    reading = read(f"{said}, freight")
    assert (reading.minutes, started(reading), reading.subject) == (minutes, f"2026-12-03 {start}", "freight")


@pytest.mark.parametrize(
    ("said", "minutes", "start"),
    [
        ("14h (até as 15h)", 60, "14:00"), ("3pm (until 4)", 60, "15:00"), ("começa 14h termina 15h20", 80, "14:00"),
        ("começa às 14h e acaba às 15h", 60, "14:00"), ("starts at 9am and ends at 10:15", 75, "09:00"),
        ("0800-0915", 75, "08:00"), ("1300-1430", 90, "13:00"), ("at 1430", None, "14:30"), ("8a-9:15a", 75, "08:00"),
        ("@ 2", None, "14:00"), ("at 2", None, "14:00"), ("10 para as três", None, "14:50"),
        ("faltando dez para as três", None, "14:50"),
        ("4p", None, "16:00"), ("12:53a", None, "00:53"),
        ("1253am", None, "00:53"), ("1:30p-2p", 30, "13:30"),
    ],
)  # fmt: skip
def test_a_time_with_its_end_apart_or_with_few_signs_is_read(said: str, minutes: int | None, start: str) -> None:
    reading = read(f"freight, thu {said}")
    assert (reading.minutes, started(reading), reading.subject) == (minutes, f"2026-12-03 {start}", "freight")


@pytest.mark.parametrize(
    "said", ["8a edição", "sala 4a", "plano 2025-2030", "linha 0800", "taxa 2p", "menos papel", "3 menos 2"]
)
def test_what_only_looks_like_a_time_with_few_signs_is_none(said: str) -> None:
    reading = read(f"amanhã às 14h30, {said}")
    assert (reading.minutes, started(reading), reading.subject) == (None, "2026-12-03 14:30", said)


RANGES: dict[str, Callable[[str, str], str]] = {
    "das … às …": lambda one, other: f"amanhã das {one} às {other}",
    "de … a …": lambda one, other: f"amanhã de {one} a {other}",
    "… - …": lambda one, other: f"amanhã {one} - {other}",
    "entre as … e as …": lambda one, other: f"amanhã, entre as {one} e as {other}",
    "from … to …": lambda one, other: f"tomorrow from {one} to {other}",
    "…–… tomorrow": lambda one, other: f"{one}–{other} tomorrow",
    "between … and …": lambda one, other: f"between {one} and {other} tomorrow",
    "…/…": lambda one, other: f"amanhã {one}/{other}",
    "… until …": lambda one, other: f"tomorrow {one} until {other}",
}
ENDS: list[Callable[[int], str]] = [
    lambda minute: f"{minute // 60}h{minute % 60:02}",
    lambda minute: f"{minute // 60:02}:{minute % 60:02}",
    lambda minute: f"{minute // 60}h{minute % 60:02}min",
]
MINUTE = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize("form", list(RANGES))
@given(first=MINUTE, last=MINUTE, end=st.sampled_from(ENDS))
@settings(max_examples=60)
def test_two_clock_times_are_their_span(form: str, first: int, last: int, end: Callable[[int], str]) -> None:
    span: int | None = last - first
    if last <= first:
        overnight = last + 24 * 60 - first
        span = overnight if last != first and overnight <= LONGEST_MEETING else None
    reading = read(f"reunião {RANGES[form](end(first), end(last))} sobre frete")
    kept = None if span is None else min(max(span, SHORTEST_MEETING), LONGEST_MEETING)
    assert (reading.minutes, reading.clamped) == (kept, kept != span)
    assert started(reading) == f"2026-12-03 {first // 60:02}:{first % 60:02}"
    assert reading.subject == "frete"


@pytest.mark.parametrize(
    ("said", "minutes", "start"),
    [
        ("11 to 1pm", 120, "11:00"), ("2-3.30pm", 90, "14:00"), ("10 to 2pm", 240, "10:00"),
        ("9 to 11am", 120, "09:00"), ("2pm to 4", 120, "14:00"), ("10pm-1am", 180, "22:00"),
        ("from 9 to 5", 480, "09:00"), ("from 1:30 to 3", 90, "13:30"), ("das 6 às 8", 120, "18:00"),
        ("das 11 às 2", 180, "11:00"), ("das 8 às 18", 480, "08:00"), ("das 8 às 8", None, "08:00"),
        ("das 22h às 2h", 240, "22:00"), ("das 18h às 9h", None, "18:00"), ("das 2 às 3 da tarde", 60, "14:00"),
        ("das 10 às 12 da noite", 120, "22:00"), ("das onze ao meio-dia e meia", 90, "11:00"),
    ],
)  # fmt: skip
def test_a_part_of_the_day_holds_for_both_ends_of_a_range(said: str, minutes: int | None, start: str) -> None:
    reading = read(f"tomorrow {said}, freight")
    assert (reading.minutes, started(reading)) == (minutes, f"2026-12-03 {start}")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("hoje", "2026-12-02"), ("amanhã", "2026-12-03"), ("depois de amanhã", "2026-12-04"),
        ("quarta", "2026-12-09"), ("na próxima sexta-feira", "2026-12-04"), ("2ª feira", "2026-12-07"),
        ("seg", "2026-12-07"), ("dia 2", "2026-12-02"), ("dia 1", "2027-01-01"), ("dia 31/12", "2026-12-31"),
        ("7 de fevereiro", "2027-02-07"), ("29/02", "2028-02-29"), ("terça da semana que vem", "2026-12-08"),
        ("daqui a 10 dias", "2026-12-12"), ("em duas semanas", "2026-12-16"), ("2026-12-24", "2026-12-24"),
        ("24/12/26", "2026-12-24"), ("24.12.2026", "2026-12-24"), ("today", "2026-12-02"),
        ("the day after tomorrow", "2026-12-04"), ("next Wednesday", "2026-12-09"),
        ("friday next week", "2026-12-11"), ("December 24th", "2026-12-24"), ("24 Dec 2026", "2026-12-24"),
        ("on the 1st", "2027-01-01"), ("Jan 5, 2027", "2027-01-05"), ("in three days", "2026-12-05"),
        ("Thursday 10 December", "2026-12-10"), ("domingo que vem", "2026-12-06"),
        ("2.ª feira", "2026-12-07"), ("3.ª-feira", "2026-12-08"), ("na 6.ª feira", "2026-12-04"),
        ("a week from Friday", "2026-12-11"), ("two weeks from tomorrow", "2026-12-17"),
        ("uma semana depois de sexta", "2026-12-11"), ("primeiro de fevereiro", "2027-02-01"),
        ("first of February", "2027-02-01"), ("dia 1.º de fevereiro", "2027-02-01"), ("Sat Dec 5", "2026-12-05"),
        ("Thu, 10 Dec", "2026-12-10"), ("dia 09.12", "2026-12-09"), ("dia 9.12.", "2026-12-09"),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_spelling(said: str, day: str) -> None:
    for request in (f"{said} às 14h30, frete", f"reunião sobre frete {said} às 14h30", f"14:30 {said}: frete"):
        assert (started(read(request)), read(request).subject) == (f"{day} 14:30", "frete"), request


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("02.12 às 15h", "2026-12-02 15:00"), ("4.02, 15h", "2027-02-04 15:00"), ("9.12. 15h30", "2026-12-09 15:30"),
        ("das 9.10 às 10.10", "2026-12-03 09:10"), ("às 9.10", "2026-12-03 09:10"),
        ("9.10 às 10.10", "2026-12-03 09:10"), ("2026-12-09T14:00", "2026-12-09 14:00"),
        ("2026-12-09T14:00:00", "2026-12-09 14:00"), ("2026-12-09 14:30:15", "2026-12-09 14:30"),
        ("on 2026-12-09t08:05", "2026-12-09 08:05"), ("8am wed", "2026-12-09 08:00"),
        ("2pm Fri 4th", "2026-12-04 14:00"),
        ("sábado 12 às 9h", "2026-12-12 09:00"), ("quarta da outra semana às 9h", "2026-12-09 09:00"),
        ("sábado 9 às 10h", "2026-12-05 09:00"), ("in a fortnight, 9am", "2026-12-16 09:00"),
        ("amanhã entre 9 e 10", "2026-12-03 09:00"), ("amanhã entre nove e dez e meia", "2026-12-03 09:00"),
        ("amanhã entre 9 e meia e 10", "2026-12-03 09:30"),
        ("8am, wed", "2026-12-09 08:00"), ("tues half 9", "2026-12-08 09:30"), ("ter duas e meia", "2026-12-08 14:30"),
        ("8h30 de terça", "2026-12-08 08:30"), ("quinta (10.12.), 14h", "2026-12-10 14:00"),
        ("fri 4th 2pm", "2026-12-04 14:00"),
        ("2ªf 9h", "2026-12-07 09:00"), ("nxt fri 3pm", "2026-12-04 15:00"), ("9h30 ter", "2026-12-08 09:30"),
    ],
)  # fmt: skip
def test_a_date_in_numbers_or_short_beside_a_clock_time_is_read(said: str, start: str) -> None:
    assert (started(read(f"frete, {said}")), read(f"frete, {said}").subject) == (start, "frete")


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("8am weds freight", "2026-12-09 08:00"), ("9h qui freight", "2026-12-03 09:00"),
        ("freight thurs pm, 4:30pm", "2026-12-03 16:30"), ("9h ter freight", "2026-12-03 09:00"),
    ],
)  # fmt: skip
def test_a_short_weekday_that_is_no_everyday_word_is_read_beside_a_clock_time(said: str, start: str) -> None:
    assert started(read(said)) == start


@pytest.mark.parametrize(
    "said", ["versão 4.12", "release 4.2", "orçamento de 3.50", "T14:00:22", "holiday cover for a week from Friday"]
)
def test_numbers_with_a_point_or_a_length_are_no_dates(said: str) -> None:
    assert read(f"{said}, às 15h").subject == said
    assert started(read(f"{said}, às 15h")) in {"2026-12-02 15:00", "2026-12-04 15:00"}


@pytest.mark.parametrize(
    ("said", "clock"), [("09:59", "2026-12-03 09:59"), ("10:01", "2026-12-02 10:01"), ("às 3", "2026-12-02 15:00")]
)
def test_a_clock_time_alone_is_its_first_occurrence_after_now(said: str, clock: str) -> None:
    assert started(read(f"reunião {said} sobre frete")) == clock


def test_a_named_day_stands_even_where_it_is_past() -> None:
    assert started(read("hoje às 8h, frete")) == "2026-12-02 08:00"


@pytest.mark.parametrize("said", ["amanhã", "reunião na sexta sobre frete", "next week", "semana que vem", "30 min"])
def test_a_day_without_a_clock_time_sets_no_start(said: str) -> None:
    assert started(read(said)) is None


@pytest.mark.parametrize(
    "said",
    [
        "às",
        "das às",
        "às às",
        "from to",
        "٣:٣٠",
        "\u200f14:30\u200f",
        "14:",
        ":30",
        "h",
        "das 99 às 99",
        "0/0",
        "½",
        "1⁄",
        "at at at 3",
    ],
)
def test_odd_texts_are_read_without_a_fault(said: str) -> None:
    assert read(said).minutes is None


def test_marks_of_direction_hide_no_time() -> None:
    assert started(read("amanhã \u200fàs\u200f 14h30\u200e, frete")) == "2026-12-03 14:30"


SUBJECTS = st.sampled_from(
    ["frete", "fase 5 do metrô", "sala 17", "ward 17 staffing", "v4.2", "câmara fria", "rent arrears"]
)
DAYS = st.sampled_from(
    [("amanhã", "2026-12-03"), ("sexta", "2026-12-04"), ("dia 15", "2026-12-15"), ("on Monday", "2026-12-07")]
)
TIMES_OF_DAY = st.sampled_from(
    [("às 14h30", "14:30"), ("at 3pm", "15:00"), ("11:15", "11:15"), ("ao meio-dia", "12:00")]
)
LENGTHS = st.sampled_from([("45 min", 45), ("uma hora e meia", 90), ("two hours", 120), ("90'", 90)])


@given(SUBJECTS, DAYS, TIMES_OF_DAY, LENGTHS, st.permutations(range(4)))
@settings(max_examples=150)
def test_day_clock_and_length_leave_the_subject_in_any_order(
    subject: str, day: tuple[str, str], clock: tuple[str, str], length: tuple[str, int], order: list[int]
) -> None:
    pieces = [subject, day[0], clock[0], length[0]]
    reading = read(", ".join(pieces[place] for place in order))
    assert (reading.subject, reading.minutes, started(reading)) == (subject, length[1], f"{day[1]} {clock[1]}")
