from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spine.domain.languages.packs import VOCABULARY
from spine.domain.reading.organisation_names import Recognised, called, candidate_keys, name_key, recognise
from spine.domain.reading.requests import read
from spine.domain.reading.sentence import Sentence
from tests.domain.reading.tables import rows


@dataclass(frozen=True)
class Organisation:
    org_id: str
    name: str | None = None
    aliases: tuple[str, ...] = ()


SMALL_WORDS = [
    Organisation("at-balloon"), Organisation("at-banda"), Organisation("tf-co", "The Farm"),
    Organisation("ag-sp", "A Gráfica"), Organisation("at-ipes", "Floricultura", ("Três Ipês",)),
]  # fmt: skip


def named(text: str, *organisations: Organisation) -> tuple[str, ...]:
    return recognise(Sentence.of(text), organisations).org_ids


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Itaú", "itau"), ("O Boticário", "boticario"), ("Acme Corp", "acme corp"), ("acme-br",
        "acme br"),
        ("org_demo", "org_demo"), ("Casa do Pão de Queijo Ltda", "casa do pao"), ("Over & Out",
        "over out"),
        ("Banco do Estado do Rio Grande do Sul", "banco do estado"), ("", ""), ("??", ""),
    ],
)  # fmt: skip
def test_a_key_is_the_folded_name_of_four_words_without_stop_words_at_its_ends(name: str, key: str) -> None:
    assert name_key(name) == key


def test_keys_are_runs_of_up_to_four_words_without_stop_words_at_their_ends() -> None:
    assert candidate_keys("reunião com a Casa do Pão") == [
        "reuniao", "reuniao com a casa", "casa", "casa do pao", "pao",
    ]  # fmt: skip


def test_keys_come_from_the_first_fifty_words_and_stand_once() -> None:
    keys = candidate_keys("acme " * 49 + "byd globex")
    assert keys == ["acme", "acme acme", "acme acme acme", "acme acme acme acme",
                    "acme acme acme byd", "acme acme byd", "acme byd", "byd"]  # fmt: skip


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
@example("0:0+O", "")
def test_a_name_that_a_text_ends_with_is_always_looked_up(name: str, before: str) -> None:
    key = name_key(name)
    if key and not VOCABULARY.stop_words.issuperset(key.split()):
        assert key in candidate_keys(f"{before} {name}")


@pytest.mark.parametrize("said", ["reunião com o ITAÚ", "reuniao com o itau", "Itaú, 30 min", "pauta do Itau."])
def test_a_name_is_recognised_in_any_case_with_or_without_accents(said: str) -> None:
    assert named(said, Organisation("x1", "Itaú")) == ("x1",)


def test_only_whole_words_count() -> None:
    assert named("reunião com a Acmeville", Organisation("acme", "Acme")) == ()


def test_the_whole_name_has_to_stand_in_the_text_even_beyond_four_words() -> None:
    bank = Organisation("b1", "Banco do Estado do Rio Grande do Sul")
    assert named("call with Banco do Estado do Rio Grande do Sul", bank) == ("b1",)
    assert named("call with Banco do Estado do Pará", bank) == ()


@pytest.mark.parametrize("org_id", ["acme-br", "acme.br", "acme:br", "acme_br"])
def test_an_id_is_recognised_with_its_own_punctuation(org_id: str) -> None:
    assert named(f"pauta {org_id}, 30 min", Organisation(org_id, "Outra Coisa")) == (org_id,)


def test_an_alias_is_recognised() -> None:
    assert named("reunião com a Magalu", Organisation("m", "Magazine Luiza", ("Magalu",))) == ("m",)


def test_the_longest_name_wins() -> None:
    short, long = Organisation("s", "Acme"), Organisation("l", "Acme Corp")
    assert named("call with Acme Corp", short, long) == ("l",)
    assert named("call with Acme", short, long) == ("s",)


def test_an_id_goes_before_a_name_and_a_name_before_an_alias() -> None:
    by_id, by_name, by_alias = (
        Organisation("acme", "Zeta Works"),
        Organisation("n", "Acme"),
        Organisation("a", "Beta Works", ("Acme",)),
    )
    assert named("call with Acme", by_alias, by_name, by_id) == ("acme",)
    assert named("call with Acme", by_alias, by_name) == ("n",)


def test_two_equal_claims_cancel_each_other_and_leave_the_others() -> None:
    found = recognise(
        Sentence.of("Umbrella e Globex"),
        [Organisation("u1", "Umbrella"), Organisation("u2", "Umbrella"), Organisation("globex")],
    )
    assert (found.org_ids, found.ambiguous) == (("globex",), True)


def test_an_organisation_that_claims_a_word_twice_is_not_ambiguous() -> None:
    assert recognise(Sentence.of("call with Acme"), [Organisation("acme", "Acme", ("ACME",))]).ambiguous is False


def test_organisations_come_in_the_order_of_the_text_each_once() -> None:
    orgs = [Organisation("acme"), Organisation("globex")]
    assert named("Globex e Acme, Globex de novo", *orgs) == ("globex", "acme")


@pytest.mark.parametrize(
    ("said", "is_party"),
    [
        ("vale a pena marcar 20 minutos?", False), ("Vale a pena marcar 20 minutos?", False),
        ("VALE A PENA MARCAR?", False), ("Tudo certo. Vale a pena marcar?", False),
        ("reunião com vale sobre barragens", True), ("reunião com a vale sobre barragens", True),
        ("pauta da vale", True), ("pauta da Vale", True), ("preparar a Vale", True),
        ("cliente vale, 30 min", True),
        ("pauta para a vale", True), ("ver se vale a pena com a Acme", False), ("c/ a vale", True),
        ("REUNIAO COM A VALE", True),
    ],
)  # fmt: skip
def test_an_everyday_word_names_an_organisation_only_where_it_is_used_as_a_party(said: str, is_party: bool) -> None:
    assert named(said, Organisation("vale", "Vale")) == (("vale",) if is_party else ())


def test_an_everyday_word_that_describes_a_noun_is_no_party() -> None:
    assert named("atingimento da meta anual", Organisation("meta", "Meta")) == ()


@pytest.mark.parametrize("said", ["agenda for next week", "call with Acme next Monday", "my next meeting"])
def test_a_word_of_a_date_or_of_asking_is_no_party(said: str) -> None:
    assert named(said, Organisation("next", "Next")) == ()


def test_a_number_that_is_an_id_needs_to_be_used_as_a_party() -> None:
    assert named("roadmap 2026", Organisation("2026", "Agency")) == ()
    assert named("call with client 2026", Organisation("2026", "Agency")) == ("2026",)


def test_without_organisations_nothing_is_recognised() -> None:
    assert recognise(Sentence.of("call with Acme"), []) == Recognised()


@pytest.mark.parametrize(
    ("said", "alias", "is_named"),
    [
        ("pauta da S&V: contratos", "S&V", True), ("reunião com a s&v", "S&V", True), ("agenda for 3M", "3M", True),
        ("reunião de 3m", "3M", False), ("meeting with AT&T", "AT&T", True), ("at t-junction 4", "AT&T", False),
        ("reunião com a R+D", "R+D", True), ("A&E, 30 min", "A&E", True), ("24H, 30 min", "24H", True),
        ("atendimento 24h", "24H", False),
    ],
)  # fmt: skip
def test_an_alias_of_signs_or_digits_is_recognised_as_it_is_written(said: str, alias: str, is_named: bool) -> None:
    reading = read(said, [Organisation("x", "Sem Nome Nenhum", (alias,))])
    assert reading.organisations == (("x",) if is_named else ())


def test_a_name_with_a_sign_is_looked_up_whole() -> None:
    assert (name_key("AT&T"), name_key("A&E Clinic")) == ("at t", "a e clinic")
    assert {"at t", "a e clinic"} <= set(candidate_keys("call with AT&T and the A&E clinic"))


def test_a_length_that_is_a_name_is_no_length() -> None:
    reading = read("agenda for 3M, 45 min", [Organisation("mmm", "Minas", ("3M",))])
    assert (reading.minutes, reading.subject) == (45, None)


NAMED_IN_SUBJECT = """
frete na Zeta, 30 min | frete
problemas com o frete da Zeta em março | problemas com o frete em março
proposta à Zeta, 1h | proposta
obras pela Zeta no pontão | obras no pontão
roof repairs at Zeta | roof repairs
the Zeta roof repairs, 30 min | roof repairs
renewal of the Zeta contract | renewal of the contract
rent arrears in Zeta and lifts | rent arrears and lifts
Zeta's freight, 30 min | freight
30 min on freight from Zeta | freight
frete (Zeta) | frete
sobre o contrato que a Zeta assinou | contrato que assinou
release 4.2 for Zeta, 45 min | release 4.2
o onboarding da Zeta atrasou, 30 min | onboarding atrasou
meeting about Zeta |
"""


@pytest.mark.parametrize(("said", "subject"), rows(NAMED_IN_SUBJECT))
def test_no_name_stays_in_the_subject_whatever_stands_before_it(said: str, subject: str | None) -> None:
    reading = read(said, [Organisation("zeta", "Zeta")])
    assert (reading.organisations, reading.subject) == (("zeta",), subject)


def test_a_name_calls_whoever_it_counts_most_for() -> None:
    by_alias, by_name = Organisation("a", "Alfa", ("Vale",)), Organisation("n", "Vale")
    assert called("vale", [by_alias, by_name]) == [by_name]
    assert called("VALE", [by_alias]) == [by_alias]
    assert called("Vale do Rio", [by_alias, by_name]) == []
    assert called("", [by_name]) == []


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("meeting about balloon 482", "balloon 482"),
        ("rules for pilots per balloon", "rules for pilots per balloon"),
        ("ensaio da banda", "ensaio da banda"),
        ("2 banda concert", "2 banda concert"),
        ("the farm lease, 40 min", "farm lease"),
        ("gráfica nova, meia hora", "gráfica nova"),
        ("os ipês da praça", "ipês da praça"),
    ],
)
def test_a_word_left_of_a_name_without_its_small_words_is_an_everyday_word(said: str, subject: str) -> None:
    reading = read(said, SMALL_WORDS)
    assert (reading.organisations, reading.subject) == ((), subject)


@pytest.mark.parametrize(
    ("said", "org_id", "subject"),
    [
        ("at-balloon: chase truck", "at-balloon", "chase truck"),
        ("meeting with Balloon about the lease", "at-balloon", "lease"),
        ("meeting at The Farm about the lease", "tf-co", "lease"),
        ("reunião com a gráfica sobre prazos", "ag-sp", "prazos"),
        ("sobre o aluguel, 40 min, na Três Ipês, sexta 10h", "at-ipes", "aluguel"),
        ("aluguel da tres ipes", "at-ipes", "aluguel"),
    ],
)
def test_a_name_with_small_words_is_recognised_where_it_is_meant(said: str, org_id: str, subject: str) -> None:
    reading = read(said, SMALL_WORDS)
    assert (reading.organisations, reading.subject) == ((org_id,), subject)
