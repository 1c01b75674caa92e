"""Whose open work a request asks for, in many trades and wordings."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.reading.person_names import People, candidate_keys
from spine.domain.reading.requests import Reading, read
from spine.domain.reading.sentence import Sentence
from tests.domain.reading.tables import rows


@dataclass(frozen=True)
class Known:
    name: str


PEOPLE = [
    Known(name)
    for name in (
        "Jéssica Amaral", "Rafael Nóbrega", "Vanderlei Lins", "Matilde Cerqueira", "Tomé Alvernaz", "Domingos Sá",
        "Ana Lima", "Ana Reis", "Helena Prado", "Omar Haddad", "Priya Nair", "Nell Carter", "Tom Baker", "Tunde",
        "Tunde Afolabi", "Dr Hannah Weiss", "April Jones", "Will Barnes", "Artur da Costa e Silva", "Rosa Pinto",
    )
]  # fmt: skip

NAMED = """
1:1 com a Jéssica amanhã | Jéssica Amaral |
1:1 com a jessica | Jéssica Amaral |
um a um com o Tomé, meia hora | Tomé Alvernaz |
pendencias do vanderlei | Vanderlei Lins |
pendências em aberto do Rafael, 15 min | Rafael Nóbrega |
lista de tarefas atrasadas da Helena | Helena Prado |
tarefas da Jéssica e do Rafael | Jéssica Amaral, Rafael Nóbrega |
o que é que a Matilde ainda deve? 40 minutos | Matilde Cerqueira |
o que falta para a Jéssica entregar | Jéssica Amaral |
o que ficou com o Rafael | Rafael Nóbrega |
o que o Vanderlei ficou de fazer sobre o compressor | Vanderlei Lins | compressor
reunião com o Domingos sobre o frete | Domingos Sá | frete
reunião sobre rotulagem com a Helena, 30 min | Helena Prado | rotulagem
conversa com a Jéssica sobre as pendências dela | Jéssica Amaral |
pauta para a Helena | Helena Prado |
Will and Omar: lease break clause | Will Barnes, Omar Haddad | lease break clause
Rafael, 20 min | Rafael Nóbrega |
Helena e Rafael: frete | Helena Prado, Rafael Nóbrega | frete
reunião com a dona Rosa sobre a horta | Rosa Pinto | horta
1:1 com Artur da Costa e Silva | Artur da Costa e Silva |
ações do Costa e Silva | Artur da Costa e Silva |
1:1 with Priya | Priya Nair |
one-to-one with Priya Nair and Omar on the budget | Priya Nair, Omar Haddad | budget
Priya 1:1, half an hour | Priya Nair |
Nell's actions | Nell Carter |
Nell's and Tom's overdue action items, 20 min | Nell Carter, Tom Baker |
tom action items | Tom Baker |
what does Omar still owe us? | Omar Haddad |
what does omar still owe on the portal, 20 min | Omar Haddad | portal
what will Will owe | Will Barnes |
what's on Omar's plate? | Omar Haddad |
what do Omar and Priya still have to do, 30 min | Omar Haddad, Priya Nair |
what does Omar still have to do on the portal? | Omar Haddad | portal
a Jéssica ainda tem alguma coisa pendente do laudo? | Jéssica Amaral | laudo
o que o Rafael tem que fazer sobre o compressor | Rafael Nóbrega | compressor
what is outstanding from Nell | Nell Carter |
action items assigned to Omar | Omar Haddad |
open items for Tunde | Tunde Afolabi |
catch-up with Priya about her to-dos | Priya Nair |
meeting with Dr Weiss about the clinic rota | Dr Hannah Weiss | clinic rota
1:1 with April | April Jones |
April's tasks | April Jones |
agenda for Omar, 25 minutes | Omar Haddad |
chat with Will about the roof | Will Barnes | roof
Tunde A., 15 min | Tunde Afolabi |
"""
UNNAMED = """
budget for April, 20 min | budget for April
plano de abril | plano de abril
reunião sobre a rosa dos ventos | rosa dos ventos
will the roof hold? | will the roof hold
proposta da Jéssica, 30 min | proposta da Jéssica
30 min on the Haddad contract | Haddad contract
limpeza das serras | limpeza das serras
preciso cobrar o Rafael | cobrar o Rafael
"""


def reading_of(said: str) -> Reading:
    return read(said, people=PEOPLE)


@pytest.mark.parametrize(("said", "people", "subject"), rows(NAMED))
def test_people_are_named_and_are_no_subject(said: str, people: str, subject: str | None) -> None:
    reading = reading_of(said)
    assert (", ".join(reading.people), reading.subject) == (people, subject)
    assert (reading.meeting, reading.ambiguous_people, reading.unknown_parties) == (None, (), ())


@pytest.mark.parametrize(("said", "subject"), rows(UNNAMED))
def test_a_name_that_is_not_used_as_a_persons_is_a_word_of_the_subject(said: str, subject: str) -> None:
    reading = reading_of(said)
    assert (reading.people, reading.subject) == ((), subject)


def test_a_first_name_of_several_names_nobody_and_says_whom_it_may_mean() -> None:
    reading = reading_of("1:1 com a Ana, 20 min")
    assert (reading.people, reading.subject) == ((), None)
    assert [(one.said, one.names) for one in reading.ambiguous_people] == [("Ana", ("Ana Lima", "Ana Reis"))]
    assert reading_of("1:1 com a Ana Reis").people == ("Ana Reis",)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("1:1 com a Zilda", "Zilda"), ("1:1 com o zeca", "zeca"), ("pendências do Zeca", "Zeca"),
        ("1:1 with Priya and Zack", "Zack"), ("agenda for St Brennock Hospital", "St Brennock Hospital"),
        ("reunião para a Cooperativa Serra Clara, 30 min", "Cooperativa Serra Clara"),
        ("kick-off com a Sertão Engenharia", "Sertão Engenharia"), ("meeting at Corran Valley", "Corran Valley"),
        ("reunião para a Câmara de Torrelobo", "Câmara de Torrelobo"),
        ("reunião para a Quinta da Carvalhosa, 30 min", "Quinta da Carvalhosa"),
        ("call with April Dawes", "April Dawes"), ("1:1 with Priya Marsh, 15 min", "Priya Marsh"),
        ("1:1 Priya Marsh 15 min", "Priya Marsh"), ("1:1: Zeca, 15 min", "Zeca"),
        ("pendências da Helena Vasques", "Helena Vasques"), ("reunião com o Rafael da Cunha", "Rafael da Cunha"),
        ("what should we discuss with Naomi?", "Naomi"), ("lunch with Hexham on Friday", "Hexham"),
        ("almoço com o Zeca na sexta", "Zeca"),
    ],
)  # fmt: skip
def test_a_party_that_nobody_is_known_as_is_no_subject(said: str, name: str) -> None:
    reading = reading_of(said)
    assert (reading.unknown_parties, reading.subject) == ((name,), None)


@pytest.mark.parametrize(
    "said",
    [
        "integração com API, 30 min", "agenda for Monday", "reunião com o CEO", "Meeting With The Board",
        "box office split with Hexham", "REUNIÃO COM A BYD", "prep for April", "CRM integration with Salesforce",
        "agenda for the Christmas party", "Agenda For The Tenant Portal", "prep for Q4",
    ],
)  # fmt: skip
def test_what_is_no_party_is_not_called_unknown(said: str) -> None:
    assert reading_of(said).unknown_parties == ()


def test_a_party_met_on_an_occasion_is_none_of_its_subject() -> None:
    reading = reading_of("job interview with Odile Farr about the bakery, 45 min")
    assert (reading.unknown_parties, reading.subject) == (("Odile Farr",), "bakery")
    assert reading_of("coffee with Priya").subject is None
    assert reading_of("almoço de negócios com a Cervejaria Urutau").unknown_parties == ("Cervejaria Urutau",)
    assert reading_of("coffee machine, 15 min").subject == "coffee machine"


def test_a_party_that_something_known_holds_belongs_to_the_subject() -> None:
    assert read("meeting with Hexham, 30 min", held={"hexham"}).subject == "Hexham"


@pytest.mark.parametrize("said", ["1:1", "1:1, 30 min", "one-on-one", "preciso de um 1:1 amanhã"])
def test_a_one_to_one_is_neither_name_nor_subject(said: str) -> None:
    reading = reading_of(said)
    assert (reading.meeting, reading.subject, reading.people) == (None, None, ())


def test_the_words_looked_up_are_those_that_may_be_a_name() -> None:
    assert candidate_keys("1:1 com a Jéssica, 20 min") == ["jessica", "min"]
    assert len(candidate_keys("nome " * 60 + "tarde")) == 1


def test_a_shorter_form_of_one_other_name_is_that_persons() -> None:
    people = People(PEOPLE)
    assert people.meant_by(["tunde"]) == ("Tunde Afolabi",)
    assert people.meant_by(["hannah"]) == ("Dr Hannah Weiss",)
    assert people.meant_by(["zeca"]) == ()


def test_the_first_name_of_one_beats_the_last_name_of_another() -> None:
    people = People([Known("Rafael Nóbrega"), Known("João Rafael")])
    assert people.meant_by(["rafael"]) == ("Rafael Nóbrega",)


NAMES = st.lists(
    st.sampled_from(
        """1:1 com a Jéssica Rafael Ana and e da do 's , : ? with for Nell's tarefas owe what o que deve reunião board
        conselho Zeta para St Brennock sobre about 30 min amanhã""".split()
    ),
    max_size=14,
).map(" ".join)


@given(st.one_of(st.text(max_size=80), NAMES))
def test_any_text_is_read_without_fault_and_names_only_known_people(said: str) -> None:
    reading = reading_of(said)
    assert set(reading.people) <= {one.name for one in PEOPLE}
    assert len(set(reading.people)) == len(reading.people)


@pytest.mark.parametrize("said", ["1:1 with " * 400, "Ana e " * 600, "o que a Jéssica " * 250, "com a " * 600])
def test_a_long_text_of_names_is_read(said: str) -> None:
    sentence = Sentence.of(said[:4000])
    assert sentence.words and reading_of(said[:4000]) is not None
