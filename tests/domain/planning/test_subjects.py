import pytest

from spine.domain.planning.subjects import (
    FACT_THRESHOLD,
    Carrying,
    Subject,
    content_stems,
    names_workstream,
    weigh_by_facts,
)
from spine.domain.tokenizer import stems
from tests.domain.planning.builders import about, workstream


def subject_of(*weights: float) -> Subject:
    return Subject("", {f"s{n}": weight for n, weight in enumerate(weights)})


def carriers(subject: Subject, *facts: set[str]) -> list[bool]:
    carrying = Carrying.of(subject, facts)
    return [carrying.carries(frozenset(stems)) for stems in facts]


def test_a_fact_carries_a_subject_from_half_of_the_best_ones_weight_on() -> None:
    assert carriers(subject_of(2, 1, 1), {"s0", "s1", "s2"}, {"s0"}, {"s1"}) == [True, True, False]


def test_no_fact_carries_a_subject_that_none_has_enough_of() -> None:
    five = subject_of(1, 1, 1, 1, 1)
    assert FACT_THRESHOLD == 0.4
    assert carriers(five, {"s0", "s1"}) == [True]
    assert carriers(five, {"s0"}) == [False]


def test_of_a_long_subject_a_fact_needs_fewer_of_its_words() -> None:
    assert carriers(subject_of(*[1] * 12), {"s0", "s1", "s2"}, {"s0", "s1"}) == [True, True]
    assert carriers(subject_of(*[1] * 12), {"s0", "s1"}) == [False]


def test_where_some_fact_has_all_numbers_only_such_facts_carry_the_subject() -> None:
    lot = about("lote", "3", "obra")
    assert carriers(lot, {"lote", "3"}, {"lote", "2", "obra"}) == [True, False]
    assert carriers(lot, {"lote", "2", "obra"}, {"obra"}) == [True, True]


@pytest.mark.parametrize(
    ("query", "text", "carries"),
    [
        ("pré-auditoria ISO 22000 e controle de pragas", "Pré-auditoria: 4 desvios no controle de pragas", True),
        ("ISO 22000 audit and pest control", "Pest control after the audit", True),
        ("fase 3 da migração, backup do servidor", "Backup do servidor na fase 2", False),
        ("phase 3 of the migration and server backup", "Server backup, phase 2 of the migration", False),
        ("kiosk 3 and kiosk 5", "New screen for kiosk 5", True),
        ("kiosk 3 and kiosk 5", "New screen for kiosk 7", False),
        ("kiosk 3 card reader", "Card reader of the till", False),
    ],
)
def test_a_number_binds_its_own_part_of_a_subject(query: str, text: str, carries: bool) -> None:
    wanted = Subject(query, dict.fromkeys(content_stems(query), 1.0))
    assert carriers(wanted, set(stems(query)), set(stems(text))) == [True, carries]


def test_a_rarer_word_weighs_more_and_fifty_facts_are_enough() -> None:
    weights = weigh_by_facts("", {"rare": 0, "one": 1, "some": 9, "common": 50, "commonest": 900}).weights
    assert weights["rare"] == weights["one"] > weights["some"] > weights["common"] == weights["commonest"] > 0


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("mercado municipal", True),
        ("requalificação do mercado", True),
        ("mercado", False),
        ("mercado coberto", False),
        ("bancas", True),
        ("e-commerce", False),
        ("reunião", False),
    ],
)
def test_a_subject_names_a_workstream_by_half_of_its_title_or_by_a_tag(subject: str, names: bool) -> None:
    market = workstream(title="Requalificação do Mercado Municipal", tags=("bancas", "obra grande"))
    assert names_workstream(content_stems(subject), market) is names


def test_a_compound_counts_as_one_word_of_a_title() -> None:
    assert names_workstream(content_stems("eprescribing"), workstream(title="E-prescribing rollout"))
