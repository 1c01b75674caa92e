import pytest

from spine.domain.planning.candidates import fact_stems
from spine.domain.planning.selection import Subject, content_stems
from tests.domain.planning.builders import evidence, fact

MEETING_WORDS = "meeting reunião test status semanal weekly review kickoff"
PLURALS = "meetings reuniões tests semanais reviews kickoffs"


@pytest.mark.parametrize("word", f"{MEETING_WORDS} {MEETING_WORDS.upper()} reuniao {PLURALS}".split())
def test_words_for_a_kind_of_meeting_are_no_content(word: str) -> None:
    assert content_stems(word) == []


def test_the_names_of_organisations_are_no_content() -> None:
    assert content_stems("integrações com a BYD do Brasil", ["BYD", "byd_br", "BYD do Brasil"]) == ["integracao"]


def test_a_subject_of_empty_words_alone_counts_as_not_named() -> None:
    assert content_stems("reunião semanal de status com a BYD", ["BYD"]) == []
    assert content_stems("  ") == content_stems(None) == []


def test_content_stems_stand_once_in_the_order_of_the_words() -> None:
    assert content_stems("prazo do contrato e contratos") == ["prazo", "contrato"]


def test_a_subject_is_met_from_a_quarter_of_its_weight_on() -> None:
    subject = Subject("", {"a": 1.0, "b": 3.0})
    assert subject.matches({"a"})
    assert not Subject("", {"a": 1.0, "b": 3.01}).matches({"a"})
    assert subject.share({"a", "b", "c"}) == 1
    assert subject.share(set()) == 0


def test_nothing_is_about_a_subject_without_content() -> None:
    assert not Subject("", {}).matches({"a"})


def test_a_fact_is_about_what_its_title_text_and_quotes_say() -> None:
    found = fact_stems(fact(text="contratos", title="Baterias", evidence=(evidence("o prazo"), evidence("multa"))))
    assert found == {"contrato", "bateria", "prazo", "multa"}
