import pytest

from spine.domain.facts import Fact, HidingVerdict, Verdict, best_quote, content_hash, hidden_by, search_terms
from tests.domain.planning.builders import evidence, fact


def hidden(verdict: Verdict, **fields: object) -> Fact:
    shown = fact(**fields)
    return shown.model_copy(update={"hidden": HidingVerdict(verdict=verdict, said=content_hash(shown))})


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.DONE])
def test_a_fact_stays_hidden_by_its_verdict(verdict: Verdict) -> None:
    assert hidden_by(hidden(verdict)) is verdict


@pytest.mark.parametrize("change", [{"text": "Another text"}, {"due_iso": "2026-12-24"}], ids=["text", "due date"])
def test_a_fact_is_shown_again_when_its_text_or_due_date_changes(change: dict[str, str]) -> None:
    assert hidden_by(hidden(Verdict.DONE).model_copy(update=change)) is None


@pytest.mark.parametrize(
    "change",
    [{"owner": "Bia"}, {"status": "validated"}, {"title": "A title"}, {"updated_at": "2026-11-25T00:00:00Z"}],
    ids=["owner", "status", "title", "time"],
)
def test_no_other_change_shows_a_hidden_fact_again(change: dict[str, str]) -> None:
    assert hidden_by(hidden(Verdict.DONE).model_copy(update=change)) is Verdict.DONE


def test_a_fact_that_nobody_judged_is_not_hidden() -> None:
    assert hidden_by(fact()) is None


def test_a_bullet_says_the_text_and_the_title_only_where_there_is_no_text() -> None:
    assert fact(text=" The text. ", title="The title").words == "The text."
    assert fact(text="  ", title="The title").words == "The title"


def test_the_longest_quote_is_the_best_and_blank_ones_are_none() -> None:
    proved = fact(evidence=(evidence("short"), evidence("a longer quote"), evidence(" " * 40)))
    assert best_quote(proved) == evidence("a longer quote")
    assert best_quote(fact(evidence=(evidence("  "),))) is None


def test_a_fact_is_found_by_owner_and_quotes_too() -> None:
    found = search_terms(
        fact(text="Assinar contrato", title="Foxconn", owner="Marília", evidence=(evidence("baterias"),))
    )
    assert found == ["assinar", "bateria", "contrato", "foxconn", "marilia"]


def test_of_a_long_fact_the_beginnings_of_its_words_and_quotes_are_compared() -> None:
    quotes = tuple(evidence("quoted " * 400, f"ev_{n}") for n in range(3))
    long = fact(text="contrato " * 4000 + "bateria", evidence=quotes)
    assert 1900 < len(long.opening) <= 2000
    assert 1900 < len(long.quotes) <= 2000
    assert long.words.endswith("bateria")
