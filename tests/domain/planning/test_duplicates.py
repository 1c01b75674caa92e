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


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_possessive_tells_no_facts_apart(mark: str) -> None:
    one, other = (
        "Get a price from the acrylic contractor for the tank",
        "Get the acrylic contractor{}s price for the tank",
    )
    assert merged(fact("fact_1", one), fact("fact_2", other.format(mark)))


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
    ("one", "other"),
    [
        ("Pintar a porta da garagem norte", "Pintar a porta da garagem sul"),
        ("Trocar a bomba da piscina do turno da manhã", "Trocar a bomba da piscina do turno da tarde"),
        ("Send the quote to the Harlow branch", "Send the quote to the Marlow branch"),
        ("Revisar o bloco A do prédio", "Revisar o bloco B do prédio"),
        ("Enviar a proposta para a Cooperativa Sol", "Enviar a proposta para a Cooperativa Lua"),
    ],
)
def test_facts_about_another_place_or_party_are_two(one: str, other: str) -> None:
    assert not merged(fact("fact_1", one), fact("fact_2", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dispute the October invoice with the provider", "Dispute the invoice for October with the provider"),
        ("Pedir preço do guindaste a três empresas", "Pedir preços para o guindaste a três empresas"),
    ],
)
def test_the_same_words_in_another_order_or_with_other_small_words_are_one(one: str, other: str) -> None:
    assert merged(fact("fact_1", one), fact("fact_2", other))


def test_a_moved_due_date_is_the_same_thing() -> None:
    assert merged(*twins(TEXT, due_iso=day(3)))


@pytest.mark.parametrize("owner", ["Ana", "Ana Lima", "ANA SOUZA LIMA"])
def test_a_shorter_form_of_the_owners_name_is_the_same_person(owner: str) -> None:
    assert merged(fact("fact_1", TEXT, owner="Ana Souza Lima"), fact("fact_2", TEXT, owner=owner))


@pytest.mark.parametrize("owner", ["Lima", "Bia", "Ana Costa", None])
def test_another_name_is_another_persons_task(owner: str | None) -> None:
    assert not merged(fact("fact_1", TEXT, owner="Ana Souza Lima"), fact("fact_2", TEXT, owner=owner))


@pytest.mark.parametrize(
    "other",
    [{"owner": "Ana"}, {"fact_type": "risk"}, {"fact_type": "decision"}],
    ids=["owner", "risk", "decision"],
)
def test_facts_of_another_owner_or_kind_are_two(other: dict[str, str]) -> None:
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


def test_the_one_created_last_is_shown_and_keeps_the_others_as_its_variants() -> None:
    best = fact("old", TEXT, status="validated", created_at=ago(9), due_iso=day(-3))
    (kept,), _ = fold_duplicates(rank(candidates([best, fact("new", TEXT, due_iso=day(4))]), NOW))
    assert (kept.fact.fact_id, [v.fact_id for v in kept.variants]) == ("new", ["old"])


def test_what_was_said_before_a_settled_fact_is_settled_too_and_what_is_said_after_is_not() -> None:
    before, after = fact("before", TEXT, created_at=ago(9)), fact("after", TEXT, created_at=ago(1))
    settled = candidates([fact("settled", TEXT, created_at=ago(5), state="done")])
    assert fold_duplicates(rank(candidates([before]), NOW), settled) == ([], {"before": "done"})
    (kept,), left_out = fold_duplicates(rank(candidates([after, before]), NOW), settled)
    assert kept.fact.fact_id == "after"
    assert [one.fact_id for one in kept.variants] == ["before"]
    assert left_out == {"before": "duplicate"}


def test_what_is_shown_stands_where_its_variant_belongs_and_says_what_it_said() -> None:
    old = Candidate.of(fact("old", TEXT, created_at=ago(9), evidence=(evidence("guindaste"),)), "ws_1")
    (kept,), _ = fold_duplicates(rank([old, *candidates([fact("new", TEXT)])], NOW))
    assert (kept.fact.fact_id, kept.candidate.workstream_id, kept.candidate.linked) == ("new", "ws_1", True)
    assert "guindaste" in kept.candidate.stems


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
