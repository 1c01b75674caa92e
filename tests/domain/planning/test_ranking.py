import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.fact_types import FACT_TYPES
from spine.domain.planning.candidates import Candidate
from spine.domain.planning.ranking import OTHER_WEIGHTS, Ranked, evidence_score, feedback, rank, recency, urgency
from spine.domain.planning.subjects import Subject
from tests.domain.planning.builders import NOW, about, ago, candidates, day, evidence, fact, facts

LONG = "a quote that is well over twenty characters"
WEIGHTS = {"status": 0.35, "urgency": 0.25, "recency": 0.15, "evidence": 0.15, "type": 0.10}

subjects = st.none() | st.sampled_from([about("contrato"), about("contrato", "bateria", "prazo"), Subject("x", {})])
pools = st.integers(0, 8).flatmap(lambda n: st.tuples(*(facts(f"fact_{i}") for i in range(n)))).map(candidates)


def of_only(**fields: object) -> Ranked:
    (only,) = rank(candidates([fact(**fields)]), NOW)
    return only


def raw(ranked: Ranked) -> dict[str, float]:
    return {part.name: part.raw for part in ranked.parts}


def weights(ranked: Ranked) -> dict[str, float]:
    return {part.name: part.weight for part in ranked.parts}


@pytest.mark.parametrize(
    ("status", "value"), [("validated", 1), ("published", 0.95), ("proposed", 0.6), ("draft", 0.4)]
)
def test_a_status_is_worth_what_the_table_says(status: str, value: float) -> None:
    assert raw(of_only(status=status))["status"] == value


@pytest.mark.parametrize(
    ("days", "value"),
    [
        (-400, 0.5), (-31, 0.5), (-30, 1), (-1, 1), (0, 1), (1, 0.9), (3, 0.9), (4, 0.7), (7, 0.7), (8, 0.5), (14, 0.5),
        (15, 0.3), (400, 0.3),
    ],
)  # fmt: skip
def test_urgency_follows_the_days_to_the_due_date(days: int, value: float) -> None:
    assert urgency(day(days), NOW) == value
    assert urgency(f"{day(days)}T23:59:59Z", NOW) == value


def test_without_a_due_date_little_is_urgent() -> None:
    assert urgency(None, NOW) == 0.2


@pytest.mark.parametrize(("days", "value"), [(-5, 1), (0, 1), (3, 0.9), (15, 0.5), (24, 0.2), (30, 0.2), (400, 0.2)])
def test_recency_falls_over_thirty_days(days: int, value: float) -> None:
    assert recency(ago(days), NOW) == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    ("quotes", "value"),
    [
        ([], 0.3),
        (["x" * 20], 0.4),
        (["x" * 21], 0.6),
        ([LONG, "short"], 0.6),
        ([LONG] * 2, 0.8),
        ([LONG] * 3, 1),
        ([LONG] * 9, 1),
    ],
)
def test_evidence_counts_quotes_longer_than_twenty_characters(quotes: list[str], value: float) -> None:
    assert evidence_score(fact(evidence=tuple(evidence(q, f"ev_{n}") for n, q in enumerate(quotes)))) == pytest.approx(
        value
    )


@pytest.mark.parametrize("name", [*FACT_TYPES, "feature_wish"])
def test_a_type_is_worth_its_importance(name: str) -> None:
    assert raw(of_only(fact_type=name))["type"] == (FACT_TYPES[name].importance if name in FACT_TYPES else 0.5)


def test_the_blend_is_the_documented_one() -> None:
    parts = weights(of_only(due_iso=day(1), evidence=(evidence(LONG),)))
    assert parts == pytest.approx(WEIGHTS)


def test_the_score_of_one_fact_is_worked_out_by_hand() -> None:
    one = of_only(status="validated", due_iso=day(2), evidence=(evidence(LONG),), fact_type="risk", created_at=ago(3))
    assert one.total == pytest.approx(0.35 * 1 + 0.25 * 0.9 + 0.15 * 0.9 + 0.15 * 0.6 + 0.10 * 0.95, abs=1e-5)


def test_with_a_subject_relevance_takes_four_tenths() -> None:
    subject = Subject("contrato bateria", {"contrato": 3.0, "bateria": 1.0})
    (one,) = rank(candidates([fact(text="contrato", due_iso=day(1), evidence=(evidence(LONG),))]), NOW, subject)
    assert weights(one) == pytest.approx({**{name: 0.6 * w for name, w in WEIGHTS.items()}, "relevance": 0.4})
    assert raw(one)["relevance"] == 0.75


@pytest.mark.parametrize(
    ("fields", "absent"),
    [
        ({}, {"urgency", "evidence"}),
        ({"due_iso": day(1)}, {"evidence"}),
        ({"evidence": (evidence(LONG),)}, {"urgency"}),
    ],
    ids=["both", "evidence", "due date"],
)
def test_a_signal_that_no_candidate_has_is_left_out_and_the_rest_weighs_more(fields: dict, absent: set[str]) -> None:
    kept = {name: w for name, w in WEIGHTS.items() if name not in absent}
    expected = {name: w / sum(kept.values()) for name, w in kept.items()}
    assert weights(of_only(**fields)) == pytest.approx(expected, abs=1e-5)


def test_a_signal_that_one_candidate_has_counts_for_all() -> None:
    dated, undated = rank(candidates([fact("fact_1", due_iso=day(1)), fact("fact_2")]), NOW)
    assert raw(dated)["urgency"] == 0.9
    assert raw(undated)["urgency"] == 0.2


@given(pools, subjects)
def test_the_weights_sum_to_one(pool: list[Candidate], subject: Subject | None) -> None:
    for one in rank(pool, NOW, subject):
        assert math.fsum(weights(one).values()) == pytest.approx(1, abs=1e-4)
        if subject:
            assert weights(one)["relevance"] == 0.4
            assert math.fsum(weights(one).values()) - 0.4 == pytest.approx(0.6, abs=1e-4)


@given(pools, subjects, st.tuples(st.integers(0, 99), st.integers(0, 99)), st.integers(0, 5))
def test_the_contributions_sum_to_the_total(
    pool: list[Candidate], subject: Subject | None, counts: tuple[int, int], variants: int
) -> None:
    for plain in rank(pool, NOW, subject, {(None, "task"): counts}):
        one = plain.strengthened((fact(),) * variants)
        assert math.fsum(p.contribution for p in one.parts) == pytest.approx(one.total, abs=1e-6)
        for part in one.parts:
            assert part.contribution == pytest.approx(part.raw * part.weight, abs=1e-6)


@given(pools.flatmap(lambda pool: st.tuples(st.just(pool), st.permutations(pool))), subjects)
def test_the_order_of_the_candidates_does_not_change_the_ranking(
    both: tuple[list[Candidate], list[Candidate]], subject: Subject | None
) -> None:
    assert rank(both[0], NOW, subject) == rank(both[1], NOW, subject)


@given(pools, subjects)
def test_better_scores_come_first_then_newer_facts_then_ids(pool: list[Candidate], subject: Subject | None) -> None:
    order = [(-r.total, r.fact.created_at, r.fact.fact_id) for r in rank(pool, NOW, subject)]
    newest_first = sorted(
        sorted(sorted(order, key=lambda o: o[2]), key=lambda o: o[1], reverse=True), key=lambda o: o[0]
    )
    assert order == newest_first


def test_of_equal_facts_the_newest_comes_first() -> None:
    pool = candidates([fact("fact_a", created_at=ago(50)), fact("fact_b", created_at=ago(40))])
    assert [r.fact.fact_id for r in rank(pool, NOW)] == ["fact_b", "fact_a"]


def test_of_facts_of_one_moment_the_id_decides() -> None:
    assert [r.fact.fact_id for r in rank(candidates([fact("fact_b"), fact("fact_a")]), NOW)] == ["fact_a", "fact_b"]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_feedback_moves_a_score_by_at_most_a_tenth(accepted: int, turned_down: int) -> None:
    raw = feedback((accepted, turned_down))
    assert raw is None or -0.1 <= raw * OTHER_WEIGHTS["feedback"] <= 0.1
    if accepted > turned_down:
        assert raw is not None and raw >= 0
    if accepted < turned_down:
        assert raw is not None and raw <= 0


def test_without_verdicts_feedback_says_nothing() -> None:
    assert feedback((0, 0)) is None


def test_one_verdict_moves_less_than_many() -> None:
    one, many = feedback((1, 0)), feedback((20, 0))
    assert one and many and 0 < one < many


def test_verdicts_move_facts_of_the_same_type_and_workstream_alone() -> None:
    pool = [
        Candidate.of(fact("fact_1"), "ws_1"),
        Candidate.of(fact("fact_2", fact_type="risk"), "ws_1"),
        Candidate.of(fact("fact_3"), "ws_2"),
    ]
    moved = {r.fact.fact_id for r in rank(pool, NOW, None, {("ws_1", "action_item"): (0, 5)}) if "feedback" in raw(r)}
    assert moved == {"fact_1"}


@given(st.integers(1, 40), st.integers(1, 40))
def test_more_variants_make_a_fact_stronger(few: int, more: int) -> None:
    one = of_only()
    assert one.total < one.strengthened((fact(),) * few).total <= one.strengthened((fact(),) * (few + more)).total
    assert one.strengthened(()) == one
