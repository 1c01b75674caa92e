import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.facts import Fact
from spine.domain.planning.candidates import Candidate
from spine.domain.planning.duplicates import fold_duplicates, variants
from spine.domain.planning.ranking import rank
from tests.domain.planning.builders import NOW, ago, candidates, day, distinct_facts, evidence, fact, facts

TEXT = "O fornecedor vai entregar as baterias no armazém de Manaus"


def merged(one: Fact, other: Fact) -> bool:
    return bool(variants(candidates([one, other])))


def twins(text: str, **other: object) -> tuple[Fact, Fact]:
    return fact("fact_1", TEXT), fact("fact_2", text, **other)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.upper() + "!",
        "O fornecedor vai entregar as baterias no armazem de Manaus",
        "O fornecedor irá entregar as baterias no armazém de Manaus",
        "O fornecedor vai entregar baterias no armazém de Manaus",
    ],
    ids=["the same", "case and signs", "accents", "another verb form", "a word less"],
)
def test_facts_that_say_the_same_are_one(text: str) -> None:
    assert merged(*twins(text))


def test_facts_that_say_different_things_are_two() -> None:
    assert not merged(*twins("A auditoria da fábrica de Campinas começa com os painéis"))


def test_long_texts_that_differ_in_their_ends_are_two() -> None:
    long = f"{TEXT} " * 80
    assert merged(fact("fact_1", long + "e Belém"), fact("fact_2", long.replace("vai", "irá", 1) + "e Belém"))
    assert not merged(fact("fact_1", long + "e Belém"), fact("fact_2", long + "e Natal"))


def test_the_same_text_with_different_quotes_is_one() -> None:
    one = fact("fact_1", TEXT, evidence=(evidence("Zuleica mencionou guindastes, alfândega e pneus"),))
    other = fact("fact_2", TEXT, evidence=(evidence("Wagner perguntou por seguros, faturas e docas"),))
    assert merged(one, other)


def test_the_same_text_with_different_titles_is_one() -> None:
    one, other = (
        fact("fact_1", TEXT, title="Guindaste Alfândega Pneu"),
        fact("fact_2", TEXT, title="Seguro Fatura Doca"),
    )
    assert merged(one, other)


def test_the_same_function_words_alone_are_one() -> None:
    assert merged(fact("fact_1", "Quem foi com ele?"), fact("fact_2", "Quem foi com ele?"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Comprar 100 baterias para o galpão norte", "Comprar 200 baterias para o galpão norte"),
        ("O preço sobe para R$ 1.000 por unidade", "O preço sobe para R$ 1.500 por unidade"),
        ("Entregar o relatório final em 10/12", "Entregar o relatório final em 11/12"),
        ("Publicar a versão 1.2 do painel", "Publicar a versão 1.3 do painel"),
        ("Publicar a versão do painel", "Publicar a versão 2 do painel"),
    ],
)
def test_facts_with_other_numbers_are_two(one: str, other: str) -> None:
    assert not merged(fact("fact_1", one), fact("fact_2", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O fornecedor vai entregar as baterias", "O fornecedor não vai entregar as baterias"),
        ("O contrato foi assinado com a multa", "O contrato foi assinado sem a multa"),
        ("The vendor will deliver the batteries", "The vendor will not deliver the batteries"),
        ("The vendor can deliver the batteries", "The vendor cannot deliver the batteries"),
        ("The vendor can deliver the batteries in Manaus", "The vendor can't deliver the batteries in Manaus"),
        ("We do accept the penalty clause of the contract", "We don't accept the penalty clause of the contract"),
        ("We do accept the penalty clause of the contract", "We don’t accept the penalty clause of the contract"),
        ("O fornecedor vai aceitar a multa do contrato", "O fornecedor jamais vai aceitar a multa do contrato"),
    ],
)
def test_a_fact_and_its_denial_are_two(one: str, other: str) -> None:
    assert not merged(fact("fact_1", one), fact("fact_2", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Entregar o relatório final do projeto em março", "Entregar o relatório final do projeto em abril"),
        ("Deliver the final report of the project on Monday", "Deliver the final report of the project on Friday"),
    ],
)
def test_facts_with_other_dates_in_words_are_two(one: str, other: str) -> None:
    assert not merged(fact("fact_1", one), fact("fact_2", other))


@pytest.mark.parametrize(
    "other",
    [{"due_iso": day(3)}, {"owner": "Ana"}, {"fact_type": "risk"}, {"fact_type": "decision"}],
    ids=["due date", "owner", "risk", "decision"],
)
def test_facts_of_another_due_date_owner_or_kind_are_two(other: dict[str, str]) -> None:
    assert not merged(*twins(TEXT, **other))


def test_owners_are_compared_without_case_and_accents() -> None:
    assert merged(fact("fact_1", TEXT, owner="Márcia"), fact("fact_2", TEXT, owner="MARCIA"))


def test_two_types_of_one_kind_may_be_one_fact() -> None:
    assert merged(fact("fact_1", TEXT, fact_type="task"), fact("fact_2", TEXT, fact_type="action_item"))


def test_variants_strengthen_the_fact_that_is_shown() -> None:
    alone = rank(candidates([fact("fact_1", TEXT)]), NOW)[0]
    (kept,), left_out = fold_duplicates(rank(candidates([fact(f"fact_{n}", TEXT) for n in range(3)]), NOW))
    assert kept.total > alone.total
    assert {p.name for p in kept.parts} - {p.name for p in alone.parts} == {"variants"}
    assert left_out == {"fact_1": "duplicate", "fact_2": "duplicate"}


def test_the_best_of_the_variants_is_shown() -> None:
    pool = candidates([fact("fact_1", TEXT, status="proposed"), fact("fact_2", TEXT, status="validated")])
    (kept,), _ = fold_duplicates(rank(pool, NOW))
    assert kept.fact.fact_id == "fact_2"


def test_a_fact_that_variants_strengthen_can_pass_a_better_one() -> None:
    better = fact("fact_x", "Auditoria da fábrica de Campinas", created_at=ago(0.9))
    pool = candidates([better, *(fact(f"fact_{n}", TEXT, created_at=ago(1)) for n in range(3))])
    kept, _ = fold_duplicates(rank(pool, NOW))
    assert [r.fact.fact_id for r in kept] == ["fact_0", "fact_x"]


def test_a_fact_of_which_a_variant_is_carried_over_is_carried_over() -> None:
    again = Candidate(fact("fact_2", TEXT), None, "agd_1", Candidate.of(fact("fact_2", TEXT)).stems)
    (kept,), _ = fold_duplicates(rank([*candidates([fact("fact_1", TEXT)]), again], NOW))
    assert (kept.fact.fact_id, kept.candidate.carried_from) == ("fact_1", "agd_1")


@given(st.integers(0, 60))
def test_different_facts_all_stay(count: int) -> None:
    ranked = rank(candidates(distinct_facts(count)), NOW)
    assert fold_duplicates(ranked) == (ranked, {})


pools = st.integers(0, 10).flatmap(lambda n: st.tuples(*(facts(f"fact_{i}") for i in range(n)))).map(candidates)


@given(pools.flatmap(lambda pool: st.tuples(st.just(pool), st.permutations(pool))))
def test_the_order_of_the_candidates_does_not_change_what_is_kept(
    both: tuple[list[Candidate], list[Candidate]],
) -> None:
    first, second = (fold_duplicates(rank(pool, NOW)) for pool in both)
    assert first == second


@given(pools)
def test_each_fact_is_kept_or_a_duplicate_of_a_kept_one(pool: list[Candidate]) -> None:
    ranked = rank(pool, NOW)
    found = variants([r.candidate for r in ranked])
    left_out = [fact_id for some in found.values() for fact_id in some]
    assert len(left_out) == len(set(left_out))
    assert set(found).isdisjoint(left_out)
    kept, reasons = fold_duplicates(ranked)
    assert sorted([*(r.fact.fact_id for r in kept), *reasons]) == sorted(c.fact.fact_id for c in pool)
