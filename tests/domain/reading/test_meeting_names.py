"""What meetings are called, in many trades: a kind word with who meets or how often, and never what it is about."""

import pytest

from spine.domain.reading.requests import read
from tests.domain.reading.tables import rows

NAMED = """
monta a pauta da reunião da diretoria, 1h | reunião da diretoria |
pauta da reunião semanal de operação, 45 min | reunião semanal de operação |
Ordem de trabalhos para a reunião do conselho, 1 hora | reunião do conselho |
ordem do dia da assembleia geral | assembleia geral |
reunião de equipa, 90 minutos | reunião de equipa |
reunião de pais e mestres na quinta | reunião de pais e mestres |
kick-off do laboratório novo | kick-off | laboratório novo
retrospectiva da sprint 12, 40 min | retrospectiva da sprint 12 |
comissão de festas amanhã às 10h | comissão de festas |
conselho fiscal, 1h: contas de 2025 | conselho fiscal | contas de 2025
reunião mensal de vendas sobre metas | reunião mensal de vendas | metas
reunião de obra, 30 min: telhado da ala sul | reunião de obra | telhado da ala sul
rotulagem na reunião da diretoria, 30 min | reunião da diretoria | rotulagem
assembleia de condôminos sobre a obra da garagem | assembleia de condôminos | obra da garagem
reunião extraordinária do conselho de administração | reunião extraordinária do conselho de administração |
pauta para o comitê de risco, 1h30 | comitê de risco |
plenária do sindicato, 2 horas | plenária do sindicato |
reunião do departamento de matemática: avaliação do 3º ano | reunião do departamento de matemática | avaliação do 3º ano
reunião de câmara, 3 horas: plano diretor | reunião de câmara | plano diretor
assembleia municipal amanhã às 21h | assembleia municipal |
junta de freguesia, 2 horas | junta de freguesia |
reunião de vereadores sobre o lixo | reunião de vereadores | lixo
encontro nacional de voluntários, 1h | encontro nacional de voluntários |
board meeting, one hour | board meeting |
weekly operations meeting, 50 mins | weekly operations meeting |
agenda for our monthly sales call about discounts | monthly sales call | discounts
stand-up, 10 minutes | stand-up |
daily stand-up for the platform team | daily stand-up for the platform team |
steering committee, 90 minutes | steering committee |
all-hands, 90 min | all-hands |
governors' meeting on the boiler, 1h | governors' meeting | boiler
sprint review, 45 min | sprint review |
ops weekly, 30 min | ops weekly |
annual general meeting of the residents association | annual general meeting of the residents association |
meeting of the board of trustees, 2h | meeting of the board of trustees |
finance committee on the roof, 1h | finance committee | roof
tenant portal kick-off, 30 min | kick-off | tenant portal
night shift huddle, 10 min | night shift huddle |
town hall, 1h: pay and pensions | town hall | pay and pensions
agenda for the board, 2 hours | board |
pré-reunião do comitê de ética | pré-reunião do comitê de ética |
reunião de encerramento da obra do viaduto | reunião de encerramento | obra do viaduto
kick-off da equipe de vendas | kick-off da equipe de vendas |
emergency session of the parish council on the bridge | emergency session of the parish council | bridge
kitchen staff meeting about allergens | kitchen staff meeting | allergens
"""
UNNAMED = """
status semanal | status semanal
quarterly business review, 60m | quarterly business review
reunião sobre a assembleia, 30 min | assembleia
30 min on the board meeting | board meeting
board approval of the budget, 30 min | board approval of the budget
venue for the all-hands, 20 min | venue for the all-hands
reunião de manutenção dos elevadores | manutenção dos elevadores
reunião de custos da equipe | custos da equipe
reunião da câmara fria, 30 min | câmara fria
reunião sobre o lixo da câmara municipal | lixo da câmara municipal
weekly report layout, 20 min | weekly report layout
design review, 30 min | design review
direção hidráulica do caminhão 7 | direção hidráulica do caminhão 7
reunião com a diretoria sobre o telhado | telhado
preciso de uma reunião, 30 min |
can we have a call |
"""


@pytest.mark.parametrize(("said", "name", "subject"), rows(NAMED))
def test_a_meeting_is_called_by_its_kind_and_who_meets_or_how_often(said: str, name: str, subject: str | None) -> None:
    reading = read(said)
    assert (reading.meeting, reading.subject) == (name, subject)


@pytest.mark.parametrize(("said", "subject"), rows(UNNAMED))
def test_what_a_meeting_is_about_is_no_name(said: str, subject: str | None) -> None:
    reading = read(said)
    assert (reading.meeting, reading.subject) == (None, subject)


@pytest.mark.parametrize(
    ("said", "title", "name", "subject"),
    [
        ("comitê da frota, 30 min", "frota refrigerada e custo por entrega", "comitê da frota", "frota"),
        ("comitê de obra de Betim", "novo centro em betim", "comitê de obra de Betim", "Betim"),
        ("grants committee", "fundraising and grants", "grants committee", "grants"),
        ("security team meeting", "security and soc 2", "security team meeting", None),
        ("security team meeting", "security", "security team meeting", "security"),
        ("weekly operations meeting", "operations hub relocation works", "weekly operations meeting", None),
        ("grants committee on the office lease", "fundraising and grants", "grants committee", "office lease"),
        ("reunião da diretoria", "aprovações da diretoria", "reunião da diretoria", None),
    ],
)
def test_what_a_meeting_is_named_after_is_its_subject_where_a_workstream_is_called_so(
    said: str, title: str, name: str | None, subject: str | None
) -> None:
    reading = read(said, titles=[title])
    assert (reading.meeting, reading.subject) == (name, subject)


def test_a_name_that_a_workstreams_title_holds_is_a_subject() -> None:
    reading = read("sprint review, 30 min", titles=["new room for the sprint review"])
    assert (reading.meeting, reading.subject) == (None, "sprint review")
    assert read("sprint review, 30 min", titles=["sprint reviews"]).meeting == "sprint review"
