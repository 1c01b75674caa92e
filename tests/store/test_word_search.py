from itertools import combinations
from typing import Any

import pytest

from spine.domain.facts import Entity, Evidence
from spine.domain.tokenizer import stems
from spine.store.protocol import Delete, FactFilter, PageRequest, Replace, Store, Upsert, WorkstreamFilter
from tests.store.builders import ORG, at, create, fact, fact_ids_holding, keys, organisation, proposal, read, workstream


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Die Straße", "STRASSE"),
        ("DIE STRASSE", "straße"),
        ("Größe", "GRÖSSE"),
        ("integração", "INTEGRACAO"),
        ("integrações", "integração"),
        ("os itens", "item"),
        ("東京都の契約", "東京"),
        ("契約", "契約"),
        ("ﬁnal", "final"),
        ("naïve", "NAIVE"),
        ("plano 2025", "2025"),
    ],
)
def test_a_word_finds_a_fact_in_any_spelling(store: Store, said: str, asked: str) -> None:
    create(store, fact("says", text=said), fact("other", text="nada"))
    assert fact_ids_holding(store, stems(asked), len(stems(asked))) == ["says"]


def test_signs_that_do_not_stand_side_by_side_are_no_word(store: Store) -> None:
    create(store, fact(text="東の京"))
    assert fact_ids_holding(store, stems("東京")) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "alfa"},
        {"text": "alfa"},
        {"owner": "alfa"},
        {"entities": (Entity(display_name="alfa"),)},
        {"evidence": (Evidence(evidence_id="e", quote="alfa"),)},
    ],
)
def test_a_fact_is_found_by_title_text_owner_entities_and_quotes(store: Store, fields: dict[str, Any]) -> None:
    create(store, fact(**fields))
    assert fact_ids_holding(store, ["alfa"]) == ["fact_1"]


def test_a_fact_holds_at_least_so_many_of_the_stems(store: Store) -> None:
    create(store, fact("abc", text="alfa beta gama"), fact("ab", text="alfa beta"), fact("b", text="beta beta beta"))
    create(store, fact("c", text="gama"), fact("none", text="delta"))
    asked = ["alfa", "beta", "gama"]
    assert fact_ids_holding(store, asked, 1) == ["ab", "abc", "b", "c"]
    assert fact_ids_holding(store, asked, 2) == ["ab", "abc"]
    assert fact_ids_holding(store, asked, 3) == ["abc"]
    assert fact_ids_holding(store, [*asked, "epsilon"], 4) == []


@pytest.mark.parametrize("needed", [1, 2, 3])
def test_the_order_of_the_stems_changes_nothing(store: Store, needed: int) -> None:
    create(store, *(fact(f"f{i}", text=["alfa", "alfa beta", "beta gama", "alfa beta gama"][i % 4]) for i in range(12)))
    found = fact_ids_holding(store, ["alfa", "beta", "gama"], needed)
    assert fact_ids_holding(store, ["gama", "beta", "alfa"], needed) == found
    assert len(found) == {1: 12, 2: 9, 3: 3}[needed]


def test_any_two_of_six_stems_are_enough(store: Store) -> None:
    asked = ["alfa", "beta", "gama", "delta", "omega", "sigma"]
    pairs = list(combinations(asked, 2))
    create(
        store, *(fact(" ".join(pair), text=" ".join(pair)) for pair in pairs), *(fact(one, text=one) for one in asked)
    )
    assert fact_ids_holding(store, asked, 2) == sorted(" ".join(pair) for pair in pairs)


def test_no_fact_holds_more_stems_than_are_asked_for(store: Store) -> None:
    create(store, fact(text="alfa"))
    assert fact_ids_holding(store, ["alfa"], 2) == []
    assert fact_ids_holding(store, [], 1) == []


@pytest.mark.parametrize("needed", [1, 2])
def test_the_newest_come_first_ties_by_id_up_to_the_limit(store: Store, needed: int) -> None:
    minutes = {"d": 0, "b": 5, "a": 5, "c": 9, "B": 5, "e": -3}
    create(store, *(fact(one, text="alfa beta", created_at=at(minute)) for one, minute in minutes.items()))
    assert fact_ids_holding(store, ["alfa", "beta"], needed) == ["c", "B", "a", "b", "d", "e"]
    assert fact_ids_holding(store, ["alfa", "beta"], needed, limit=3) == ["c", "B", "a"]


def test_facts_of_different_stems_are_merged_by_age(store: Store) -> None:
    create(store, *(fact(f"f{i}", text=("alfa", "beta", "gama")[i % 3], created_at=at(i)) for i in range(9)))
    assert fact_ids_holding(store, ["gama", "alfa"], 1, limit=4) == ["f8", "f6", "f5", "f3"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (FactFilter(types=["risk"]), "f9 f6 f3 f0"),
        (FactFilter(statuses=["draft"]), "f8 f6 f4 f2 f0"),
        (FactFilter(types=["risk"], statuses=["draft"]), "f6 f0"),
        (FactFilter(since=at(8)), "f9 f8"),
        (FactFilter(types=["risk", "task"], since=at(6)), "f9 f8 f7 f6"),
        (FactFilter(types=["unknown"]), ""),
    ],
)
@pytest.mark.parametrize("needed", [1, 2])
def test_filters_come_before_the_limit(store: Store, wanted: FactFilter, expected: str, needed: int) -> None:
    for i in range(10):
        kind, status = ("risk", "task", "task")[i % 3], ("draft", "proposed")[i % 2]
        create(store, fact(f"f{i}", text="alfa beta", created_at=at(i), fact_type=kind, status=status))
    assert keys(store.facts_with_stems(ORG, ["alfa", "beta"], needed, wanted, 100)) == expected.split()
    assert keys(store.facts_with_stems(ORG, ["alfa", "beta"], needed, wanted, 2)) == expected.split()[:2]


def test_a_common_word_hides_no_rare_one(store: Store) -> None:
    create(store, *(fact(f"f{i:03}", text="contrato", created_at=at(i)) for i in range(300)))
    create(store, *(fact(f"rare{i}", text="contrato Foxconn", created_at=at(-i)) for i in range(3)))
    assert fact_ids_holding(store, stems("contrato Foxconn"), 2, limit=5) == ["rare0", "rare1", "rare2"]


def test_a_fact_is_found_by_the_words_that_it_has_now(store: Store) -> None:
    create(store, fact(text="alfa beta"))
    store.commit(ORG, [Replace(read(store, fact()).model_copy(update={"text": "beta gama"}))])
    assert [fact_ids_holding(store, [stem]) for stem in ("alfa", "beta", "gama")] == [[], ["fact_1"], ["fact_1"]]
    store.commit(ORG, [Upsert(fact(text="delta"))])
    assert [fact_ids_holding(store, [stem]) for stem in ("beta", "gama", "delta")] == [[], [], ["fact_1"]]
    store.commit(ORG, [Delete(fact())])
    assert fact_ids_holding(store, ["delta"]) == []


def test_a_fact_whose_age_changed_is_found_once_at_its_new_place(store: Store) -> None:
    create(store, fact("a", text="alfa", created_at=at(1)), fact("b", text="alfa", created_at=at(2)))
    store.commit(ORG, [Replace(read(store, fact("a")).model_copy(update={"created_at": at(3)}))])
    assert fact_ids_holding(store, ["alfa"]) == ["a", "b"]


def test_only_facts_are_found(store: Store) -> None:
    create(store, workstream(title="alfa", stems=("alfa",)), proposal(subject="alfa", reason="alfa"))
    assert fact_ids_holding(store, ["alfa"]) == []


def test_a_long_question_is_answered(store: Store) -> None:
    asked = [f"termo{i}x" for i in range(60)]
    create(store, *(fact(f"f{i:02}", text=" ".join(asked[i : i + 3])) for i in range(58)))
    assert len(fact_ids_holding(store, asked, 3)) == 58
    assert fact_ids_holding(store, asked, 4) == []


def test_any_number_of_stems_finds_workstreams_in_their_order(store: Store) -> None:
    made = [workstream(f"ws{n}", stems=(f"stem{n * 100}",), priority=n % 2, updated_at=at(n % 3)) for n in range(4)]
    create(store, *made)
    wanted = [f"stem{number}" for number in range(400)]
    found = store.workstreams_with_stems(ORG, wanted, 3)
    assert keys(found) == keys(store.workstreams(ORG, WorkstreamFilter(), PageRequest(3)).items)


def test_any_number_of_names_finds_organisations(store: Store) -> None:
    create(store, organisation("a", "name3"), organisation("b", "name399"))
    assert set(keys(store.organisations_named([f"name{number}" for number in range(400)]))) == {"a", "b"}
