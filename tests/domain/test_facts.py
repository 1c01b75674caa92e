import pytest

from spine.domain.fact_states import FactState, SetBy, Verdict
from spine.domain.facts import (
    Fact,
    best_quote,
    is_rejected_by_verdict,
    kept_with_facts,
    made_at,
    search_terms,
    with_verdict,
)
from tests.domain.planning.builders import evidence, fact

NOW = "2026-11-25T12:00:00Z"


def judged(verdict: Verdict, meeting: str = "m1") -> Fact:
    return with_verdict(fact(), verdict, meeting, NOW)


@pytest.mark.parametrize("change", [{"text": "Another text"}, {"due_iso": "2026-12-24"}], ids=["text", "due date"])
def test_a_rejected_fact_is_shown_again_when_its_text_or_due_date_changes(change: dict[str, str]) -> None:
    assert not is_rejected_by_verdict(judged(Verdict.REJECT).model_copy(update=change))


@pytest.mark.parametrize(
    "change",
    [{}, {"owner": "Bia"}, {"status": "validated"}, {"title": "A title"}, {"updated_at": NOW}],
    ids=["none", "owner", "status", "title", "time"],
)
def test_no_other_change_shows_a_rejected_fact_again(change: dict[str, str]) -> None:
    assert is_rejected_by_verdict(judged(Verdict.REJECT).model_copy(update=change))


def test_a_fact_that_nobody_judged_is_not_rejected() -> None:
    assert not is_rejected_by_verdict(fact())


def test_a_finished_fact_is_done_by_a_person_until_it_is_accepted() -> None:
    done = judged(Verdict.DONE)
    assert (done.state, done.set_by, done.updated_at) == (FactState.DONE, SetBy.PERSON, NOW)
    assert with_verdict(done, Verdict.ACCEPT, "m1", NOW).state is FactState.OPEN


def test_accepting_takes_back_a_rejection() -> None:
    assert not is_rejected_by_verdict(with_verdict(judged(Verdict.REJECT), Verdict.ACCEPT, "m1", NOW))


def test_not_now_leaves_a_fact_out_of_that_meeting_until_it_is_accepted_there() -> None:
    left_out = judged(Verdict.NOT_NOW)
    assert (left_out.not_now, with_verdict(left_out, Verdict.NOT_NOW, "m1", NOW).not_now) == (("m1",), ("m1",))
    assert with_verdict(left_out, Verdict.ACCEPT, "m2", NOW).not_now == ("m1",)
    assert with_verdict(left_out, Verdict.ACCEPT, "m1", NOW).not_now == ()


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
    assert found == ["assinar", "bateria", "contrato", "foxconn", "marilia", "@marilia"]


def test_of_a_long_fact_the_beginnings_of_its_words_and_quotes_are_compared() -> None:
    quotes = tuple(evidence("quoted " * 400, f"ev_{n}") for n in range(3))
    long = fact(text="contrato " * 4000 + "bateria", evidence=quotes)
    assert 1900 < len(long.opening) <= 2000
    assert 1900 < len(long.quotes) <= 2000
    assert long.words.endswith("bateria")


def test_a_changed_copy_keeps_nothing_that_was_worked_out_from_the_old_values() -> None:
    known = fact(text="Assinar o contrato 5", created_at="2025-03-01T09:00:00Z")
    worked_out = made_at(known), known.type_info, known.analysis.stems
    changes = {"text": "Contrato 6", "created_at": "2025-03-02T09:00:00Z", "fact_type": "risk"}
    changed = known.model_copy(update=changes)
    assert not {made_at(changed), changed.type_info, changed.analysis.stems}.intersection(worked_out)
    assert (changed.type_info, changed.analysis) == (fact(**changes).type_info, fact(**changes).analysis)


def test_what_depends_on_a_fact_alone_is_worked_out_once() -> None:
    asked: list[Fact] = []
    length = kept_with_facts(lambda one: asked.append(one) or len(one.text))
    known = fact(text="Assinar")
    assert [length(known), length(known), length(known.model_copy(update={"text": "Ler"}))] == [7, 7, 3]
    assert len(asked) == 2
    assert known == fact(text="Assinar")
    assert known.model_dump() == fact(text="Assinar").model_dump()
