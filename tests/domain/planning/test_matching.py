import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.fact_states import FactStatus
from spine.domain.planning.keywords import LINKS_READ, with_keywords
from spine.domain.planning.matching import choose_about, choose_top
from spine.domain.planning.subjects import Subject, content_stems, weigh
from spine.domain.tokenizer import stems
from spine.domain.workstream_states import Colour
from spine.domain.workstreams import Workstream
from tests.domain.planning.builders import NOW, VOCABULARY, ago, carrying, evidence, fact, workstream, workstreams

QUERY = "contrato bateria fornecedor prazo"
MEETING_WORDS = "meeting reunião test status semanal weekly review kickoff"
PLURALS = "meetings reuniões tests semanais reviews kickoffs"


def subject_of(*weights: float) -> Subject:
    return Subject("", {f"s{n}": w for n, w in enumerate(weights)})


def holding(workstream_id: str, **weights: float) -> Workstream:
    return workstream(
        workstream_id, stems=tuple(weights), weights=tuple(weights.values()), length=sum(weights.values())
    )


def ids(chosen: list) -> list[str]:
    return [one.workstream.workstream_id for one in chosen]


@pytest.mark.parametrize("n", [0, 1, 2, 7, 10])
def test_a_stem_weighs_by_how_few_workstreams_carry_it_and_none_counts_as_one(n: int) -> None:
    carriers = [carrying(f"ws_{i}", "contrato") for i in range(n)]
    at_least_one = max(1, n)
    expected = math.log(1 + (10 - at_least_one + 0.5) / (at_least_one + 0.5))
    assert weigh("contrato", ["contrato"], carriers, 10).weights["contrato"] == pytest.approx(expected)


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_rarer_stem_never_weighs_less_and_every_weight_is_positive(one: int, other: int) -> None:
    carriers = [
        holding(f"ws_{i}", **{s: 1.0 for s, n in (("a", one), ("b", other)) if i < n}) for i in range(max(one, other))
    ]
    found = weigh("", ["a", "b"], carriers, 200).weights
    assert min(found.values()) > 0
    assert one > other or found["a"] >= found["b"]


def test_a_workstream_matches_from_exactly_a_quarter_of_the_subject_on() -> None:
    subject = subject_of(1, 1, 1, 1)
    assert ids(choose_about(subject, [holding("ws_1", s0=1.0)])) == ["ws_1"]
    assert choose_about(subject_of(1, 1, 1, 1, 1), [holding("ws_1", s0=1.0)]) == []
    assert choose_about(subject_of(1, 1, 1.01, 1), [holding("ws_1", s0=1.0)]) == []


def test_the_quarter_is_one_of_weight_and_not_of_words() -> None:
    subject = subject_of(9, 1, 1, 1)
    assert ids(choose_about(subject, [holding("rare", s0=1.0), holding("common", s1=1.0, s2=1.0)])) == ["rare"]


def test_a_workstream_with_less_than_half_of_the_best_relevance_is_not_chosen() -> None:
    subject = subject_of(3, 2, 2)
    near, far = holding("near", s0=1.0, s1=1.0, s2=1.0), holding("far", s1=1.0)
    assert ids(choose_about(subject, [near, far])) == ["near"]
    assert ids(choose_about(subject, [near, holding("half", s0=1.0, s1=1.0)])) == ["near", "half"]


def test_at_most_three_are_chosen() -> None:
    assert ids(choose_about(subject_of(1), [holding(f"ws_{n}", s0=1.0) for n in range(5)])) == ["ws_0", "ws_1", "ws_2"]


def test_a_workstream_that_holds_a_carrying_fact_matches_whatever_its_own_words() -> None:
    subject = subject_of(1, 1, 1, 1)
    own, by_fact = holding("own", s0=1.0), holding("by_fact", other=1.0)
    assert ids(choose_about(subject, [own, by_fact], {"by_fact": 1.0})) == ["own", "by_fact"]
    assert ids(choose_about(subject, [own, by_fact], {"by_fact": 0.4})) == ["own"]


def test_a_workstream_with_a_stray_word_is_not_about_what_loose_facts_are_about() -> None:
    subject = Subject("", {"mercado": 1.0, "livre": 1.0, "energia": 1.0})
    stray, named = holding("stray", mercado=1.0), carrying("named", "mercado municipal")
    assert ids(choose_about(subject, [stray], loose=0.6)) == ["stray"]
    assert choose_about(subject, [stray], loose=1.0) == []
    assert ids(choose_about(subject, [stray, named], loose=1.0)) == ["named"]
    assert ids(choose_about(subject, [stray], {"stray": 0.5}, loose=1.0)) == ["stray"]


def test_of_equal_relevance_the_title_with_more_of_the_subject_comes_first() -> None:
    subject = Subject("", {"contrato": 1.0, "bateria": 1.0})
    some = [carrying("ws_1", "bateria"), carrying("ws_2", "contrato bateria"), carrying("ws_3", "contrato")]
    assert ids(choose_about(subject, some, dict.fromkeys(["ws_1", "ws_2", "ws_3"], 1.0)))[0] == "ws_2"


def test_nothing_is_about_a_subject_that_no_workstream_carries() -> None:
    assert choose_about(subject_of(1), [holding("ws_1", other=9.0)]) == []
    assert choose_about(subject_of(1), []) == []


def test_the_best_one_has_relevance_one() -> None:
    chosen = choose_about(subject_of(2, 1), [holding("ws_1", s0=1.0), holding("ws_2", s0=1.0, s1=1.0)])
    assert chosen[0].relevance == 1
    assert all(0.5 <= one.relevance <= 1 for one in chosen)


@given(
    st.lists(st.sets(st.sampled_from(VOCABULARY), min_size=1, max_size=6), max_size=6).flatmap(
        lambda words: st.permutations([carrying(f"ws_{n}", " ".join(sorted(w))) for n, w in enumerate(words)])
    )
)
def test_choosing_does_not_depend_on_the_order_of_the_workstreams(shuffled: list[Workstream]) -> None:
    def chosen(some: list[Workstream]) -> list:
        subject = weigh(QUERY, stems(QUERY), some, len(some))
        return choose_about(subject, some)

    in_order = sorted(shuffled, key=lambda w: w.workstream_id)
    assert chosen(shuffled) == chosen(in_order)
    for one in chosen(shuffled):
        assert weigh(QUERY, stems(QUERY), in_order, len(in_order)).share(one.workstream.stems) >= 0.25


@pytest.mark.parametrize("asked", ["Integrações", "INTEGRACAO", "as integrações da integração"])
def test_case_accents_plural_and_stop_words_do_not_matter(asked: str) -> None:
    one = carrying("ws_1", "Integração com parceiros")
    subject = weigh(asked, content_stems(asked), [one], 5)
    assert ids(choose_about(subject, [one])) == ["ws_1"]


def test_word_order_does_not_matter() -> None:
    some = [carrying("ws_1", "contrato de baterias"), carrying("ws_2", "prazo do fornecedor")]
    orders = [choose_about(weigh("", list(s), some, 2), some) for s in permutations(stems(QUERY))]
    assert all(ids(one) == ids(orders[0]) for one in orders)


def test_the_words_of_linked_facts_lead_to_a_workstream_too() -> None:
    one = with_keywords(workstream(title="Frente norte"), [fact(text="Homologar a bateria")])
    assert ids(choose_about(subject=weigh("", ["bateria"], [one], 3), candidates=[one])) == ["ws_1"]


@pytest.mark.parametrize("field", [{"description": "bateria"}, {"tags": ("bateria",)}, {"title": "bateria"}])
def test_title_tags_and_description_lead_to_a_workstream(field: dict) -> None:
    assert "bateria" in with_keywords(workstream(**field), []).stems


def test_rejected_facts_say_nothing_of_a_workstream() -> None:
    rejected = fact(text="firmware", evidence=(evidence("sensores"),), status=FactStatus.REJECTED)
    assert with_keywords(workstream(), [rejected]) == with_keywords(workstream(), [])


@given(st.permutations([fact(f"fact_{n}", word) for n, word in enumerate(VOCABULARY[:12])]))
def test_a_signature_does_not_depend_on_the_order_of_the_facts(shuffled: list) -> None:
    in_order = sorted(shuffled, key=lambda f: f.fact_id)
    assert with_keywords(workstream(), shuffled) == with_keywords(workstream(), in_order)


def test_forty_links_are_read() -> None:
    assert LINKS_READ == 40


@given(st.lists(workstreams(), max_size=9, unique_by=lambda w: w.workstream_id).flatmap(
    lambda some: st.tuples(st.just(some), st.permutations(some))
))  # fmt: skip
def test_the_most_important_do_not_depend_on_the_order_they_are_read_in(
    both: tuple[list[Workstream], list[Workstream]],
) -> None:
    assert choose_top(both[0], NOW, 14) == choose_top(both[1], NOW, 14)


def test_the_most_important_are_those_of_highest_priority_then_worst_colour() -> None:
    some = [
        workstream("ws_low", priority=1, status=Colour.RED),
        workstream("ws_green", priority=8),
        workstream("ws_stale", priority=8, updated_at=ago(14)),
        workstream("ws_red", priority=8, status=Colour.RED, updated_at=ago(10)),
        workstream("ws_high", priority=9),
    ]
    assert ids(choose_top(some, NOW, 14)) == ["ws_high", "ws_red", "ws_stale"]
    assert [one.relevance for one in choose_top(some, NOW, 14)] == [1, 1, 1]


@pytest.mark.parametrize("word", f"{MEETING_WORDS} {MEETING_WORDS.upper()} reuniao {PLURALS}".split())
def test_words_for_a_kind_of_meeting_are_no_content(word: str) -> None:
    assert content_stems(word) == []


def test_the_names_of_organisations_are_no_content() -> None:
    assert content_stems("integrações com a BYD do Brasil", ["BYD", "byd_br", "BYD do Brasil"]) == ["integracao"]


def test_a_subject_of_empty_words_alone_counts_as_not_named() -> None:
    assert content_stems("reunião semanal de status com a BYD", ["BYD"]) == []
    assert content_stems("  ") == content_stems(None) == []


def test_how_a_question_is_put_is_no_content_of_a_subject() -> None:
    assert (
        content_stems("phone calls: yes or no") == content_stems("phone calls or not") == content_stems("phone calls")
    )
    assert content_stems("renovar o contrato: sim ou não") == content_stems("renovar o contrato")


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
