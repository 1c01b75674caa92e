from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.fact_states import Verdict
from spine.domain.facts import Fact
from spine.domain.planning.candidates import Candidate, assign_to_workstreams, filter_candidates
from spine.domain.planning.keywords import with_keywords
from tests.domain.planning.builders import about, candidates, carrying, evidence, fact, facts, judged, workstream

CONTRACT = about("contrato")


def filtered(*some: Fact, subject: object = None) -> tuple[list[str], dict[str, str]]:
    pool = filter_candidates(candidates(some), subject)
    return [c.fact.fact_id for c in pool.candidates], dict(pool.excluded)


@pytest.mark.parametrize("status", ["proposed", "validated", "published"])
def test_every_finished_fact_is_a_candidate(status: str) -> None:
    assert filtered(fact(status=status)) == (["fact_1"], {})


def test_a_rejected_fact_is_none() -> None:
    assert filtered(fact(status="rejected")) == ([], {"fact_1": "rejected"})


@pytest.mark.parametrize(("verdict", "reason"), [(Verdict.DONE, "done"), (Verdict.REJECT, "feedback")])
def test_a_fact_that_a_meeting_turned_down_is_none(verdict: Verdict, reason: str) -> None:
    assert filtered(judged(fact(), verdict)) == ([], {"fact_1": reason})


def test_a_fact_that_changed_since_the_verdict_is_a_candidate_again() -> None:
    assert filtered(judged(fact(), Verdict.REJECT).model_copy(update={"due_iso": "2026-12-01"})) == (["fact_1"], {})


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_done_or_dropped_is_none_whatever_changes(state: str) -> None:
    assert filtered(fact(state=state)) == ([], {"fact_1": "done"})


def test_a_fact_is_left_out_of_the_meeting_that_said_not_now_alone() -> None:
    left_out = [Candidate.of(judged(fact(), Verdict.NOT_NOW))]
    assert filter_candidates(left_out, None, meeting_key="meeting").excluded == {"fact_1": "feedback"}
    assert filter_candidates(left_out, None, meeting_key="another").excluded == {}


def test_without_a_subject_drafts_are_none() -> None:
    assert filtered(fact(status="draft")) == ([], {"fact_1": "draft"})


def test_drafts_about_the_subject_are_candidates_when_nothing_else_is_about_it() -> None:
    draft, other = fact("draft", "contrato", status="draft"), fact("other", "bateria")
    assert filtered(draft, other, subject=CONTRACT) == (["other", "draft"], {})


def test_drafts_about_the_subject_are_none_when_something_else_is_about_it() -> None:
    draft, other = fact("draft", "contrato", status="draft"), fact("other", "contrato assinado")
    assert filtered(draft, other, subject=CONTRACT) == (["other"], {"draft": "draft"})


def test_a_hidden_fact_about_the_subject_does_not_keep_the_drafts_away() -> None:
    draft, done = fact("draft", "contrato", status="draft"), judged(fact("done", "contrato"), Verdict.DONE)
    assert filtered(draft, done, subject=CONTRACT) == (["draft"], {"done": "done"})


def test_drafts_about_something_else_are_none() -> None:
    assert filtered(fact(text="bateria", status="draft"), subject=CONTRACT) == ([], {"fact_1": "draft"})


def test_priorities_are_open_and_no_candidates_already() -> None:
    some = [fact("known"), fact("open"), fact("done", status="rejected"), fact("settled", fact_type="decision")]
    pool = filter_candidates(candidates(some[:1]), None, candidates(some))
    assert [c.fact.fact_id for c in pool.priorities] == ["open"]


@given(st.integers(0, 8).flatmap(lambda n: st.tuples(*(facts(f"fact_{i}") for i in range(n)))))
def test_each_fact_is_a_candidate_or_has_one_reason(some: tuple[Fact, ...]) -> None:
    for subject in (None, CONTRACT):
        kept, excluded = filtered(*some, subject=subject)
        assert sorted([*kept, *excluded]) == sorted(f.fact_id for f in some)


def assigned(
    links: dict[str, dict[str, float]],
    facts: list[Fact],
    *chosen: object,
    elsewhere: tuple[str, ...] = (),
    **asked: Any,
) -> dict[str, str | None]:
    found = assign_to_workstreams(facts, links, chosen, elsewhere, **asked)
    assert len({c.fact.fact_id for c in found}) == len(found)
    return {c.fact.fact_id: c.workstream_id for c in found}


FIRST, SECOND = workstream("ws_1"), workstream("ws_2")


def test_a_fact_stands_where_its_heaviest_link_is() -> None:
    links = {"ws_1": {"fact_1": 0.4}, "ws_2": {"fact_1": 0.9}}
    assert assigned(links, [fact()], FIRST, SECOND) == {"fact_1": "ws_2"}


def test_of_equal_links_the_workstream_chosen_earlier_wins() -> None:
    links = {"ws_1": {"fact_1": 0.9}, "ws_2": {"fact_1": 0.9}}
    assert assigned(links, [fact()], FIRST, SECOND) == {"fact_1": "ws_1"}
    assert assigned(links, [fact()], SECOND, FIRST) == {"fact_1": "ws_2"}


def test_a_link_of_weight_zero_is_a_link() -> None:
    about_it = carrying("ws_2", "contrato Foxconn")
    assert assigned({"ws_1": {"fact_1": 0.0}}, [fact()], FIRST, about_it) == {"fact_1": "ws_1"}


def test_a_fact_that_no_workstream_holds_stands_where_it_shares_most_words() -> None:
    chosen = carrying("ws_1", "assinar contrato"), carrying("ws_2", "assinar contrato Foxconn")
    assert assigned({}, [fact()], *chosen) == {"fact_1": "ws_2"}


def test_of_equal_shares_the_workstream_chosen_earlier_wins() -> None:
    chosen = carrying("ws_2", "contrato Foxconn"), carrying("ws_1", "Foxconn contrato")
    assert assigned({}, [fact()], *chosen) == {"fact_1": "ws_2"}


def test_one_word_in_common_places_a_fact_nowhere() -> None:
    assert assigned({}, [fact()], carrying("ws_1", "contrato")) == {"fact_1": None}


def test_with_a_subject_a_loose_fact_stands_only_where_title_or_tags_say_half_of_the_subject() -> None:
    subject = about("suporte", "Foxconn", "sábado", "noite")
    named, tagged = (
        carrying("ws_1", "contrato Foxconn, suporte"),
        carrying("ws_2", "contrato", tags=("foxconn", "suporte")),
    )
    by_its_facts = with_keywords(
        workstream("ws_3", title="Contratos"), [fact(text="contrato Foxconn suporte sábado noite")]
    )
    loose = fact(text="Suporte do contrato com a Foxconn aos sábados")
    for chosen, place in ((named, "ws_1"), (tagged, "ws_2"), (by_its_facts, None)):
        assert assigned({}, [loose], chosen, subject=subject) == {"fact_1": place}
    assert assigned({}, [loose], by_its_facts) == {"fact_1": "ws_3"}
    assert assigned({"ws_3": {"fact_1": 1.0}}, [loose], by_its_facts, subject=subject) == {"fact_1": "ws_3"}


def test_where_people_are_named_a_loose_fact_stands_under_no_workstream() -> None:
    about_it = carrying("ws_1", "contrato Foxconn")
    assert assigned({}, [fact()], about_it, people=("Ana",)) == {"fact_1": None}
    assert assigned({"ws_1": {"fact_1": 1.0}}, [fact()], about_it, people=("Ana",)) == {"fact_1": "ws_1"}


def test_a_fact_of_another_workstream_never_stands_under_a_chosen_one() -> None:
    about_it = carrying("ws_1", "contrato Foxconn")
    assert assigned({"ws_9": {"fact_1": 1.0}}, [fact()], about_it, elsewhere=("fact_1",)) == {"fact_1": None}


def test_a_fact_is_about_what_its_title_text_quotes_and_owner_say() -> None:
    said = fact(text="contratos", title="Baterias", evidence=(evidence("o prazo"), evidence("multa")), owner="Zuleica")
    assert said.analysis.stems == {"contrato", "bateria", "prazo", "multa", "zuleica"}
