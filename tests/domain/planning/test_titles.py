"""What an agenda is called, beyond the plain cases that whole agendas show."""

import pytest

from spine.domain.planning.matching import Chosen
from spine.domain.planning.titles import Naming, title_of
from tests.domain.planning.builders import EN, PT, carrying


def title(subject: str | None = None, language: object = PT, **names: object) -> str:
    return title_of(Naming("BYD", subject, **names), [], [], language, about_subject=True)


@pytest.mark.parametrize(
    ("language", "people", "expected"),
    [
        (PT, ("Ana Lima",), "Ana Lima: pendências"),
        (PT, ("Ana Lima", "Rui Sá"), "Ana Lima e Rui Sá: pendências"),
        (EN, ("Ana Lima", "Rui Sá", "Bia"), "Ana Lima, Rui Sá and Bia: open items"),
    ],
)
def test_people_are_listed_as_a_sentence_lists_them(language: object, people: tuple[str, ...], expected: str) -> None:
    assert title(language=language, people=people) == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("conector: renovar ou fazer o nosso", "Reunião: conector – renovar ou fazer o nosso"),
        ("conector : renovar", "Reunião: conector – renovar"),
        ("clínica das 9:30", "Reunião: clínica das 9:30"),
        ("razão 2:1", "Reunião: razão 2:1"),
    ],
)
def test_a_title_has_one_colon_of_its_own(subject: str, expected: str) -> None:
    assert title(subject) == expected


def test_the_names_of_meetings_and_workstreams_keep_to_one_colon_too() -> None:
    assert title(meeting="Obra: semanal") == "BYD: Obra – semanal"
    assert title("taxa", meeting="Obra: semanal") == "Obra – semanal: taxa"
    only = Chosen(carrying("ws_1", "Inverno: a peça"))
    section = type("", (), {"workstream_id": "ws_1"})
    assert title_of(Naming("BYD"), [only], [section], PT, about_subject=False) == "Reunião: Inverno – a peça"


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        ("assembleia", "Assembleia: taxa"), ("board meeting", "Board meeting: taxa"),
        ("iFood review", "iFood review: taxa"),
        ("Diretoria", "Diretoria: taxa"), ("5S semanal", "5S semanal: taxa"),
    ],
)  # fmt: skip
def test_a_meetings_name_at_the_start_has_a_capital(meeting: str, expected: str) -> None:
    assert title("taxa", meeting=meeting) == expected


@pytest.mark.parametrize("subject", ["reseller sync", "the Reseller Sync", "reseller"])
def test_a_subject_that_only_repeats_the_meetings_name_is_said_once(subject: str) -> None:
    assert title(subject, EN, meeting="Reseller sync") == "BYD: Reseller sync"
    assert title(f"{subject} prices", EN, meeting="Reseller sync") == f"Reseller sync: {subject} prices"
