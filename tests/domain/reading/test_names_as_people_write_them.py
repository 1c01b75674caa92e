"""Requests as people write them, each with the meeting's name, the people and the subject that a person reads in it.

They were written before the rules were tried on them.
"""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.reading.calendar_days import Offset
from spine.domain.reading.moments import find
from spine.domain.reading.requests import read
from spine.domain.reading.starts import Start
from spine.domain.tokenizer import fold
from tests.domain.reading.tables import rows


@dataclass(frozen=True)
class Known:
    name: str


@dataclass(frozen=True)
class Organisation:
    org_id: str
    name: str
    aliases: tuple[str, ...] = ()


PEOPLE = [
    Known(name)
    for name in (
        "Gilberto Nunes", "Soraia Bessa", "Tainá Lopes", "Dougal MacRae", "Fenella Boyd", "Isla Grant", "May Thornton",
        "Dr Ewan Kerr",
    )
]  # fmt: skip
ORGANISATIONS = [Organisation("bv", "Clínica Bem Viver", ("Bem Viver",)), Organisation("lf", "Loch Farm")]

PORTUGUESE = """
amanhã 10h tem reunião da coordenação pedagógica, 50 min | reunião da coordenação pedagógica |  |
preciso ver com o Gilberto como ficou o orçamento da fachada |  | Gilberto Nunes | como ficou o orçamento da fachada
1 a 1 com a Soraia quinta 16h |  | Soraia Bessa |
o que o Gilberto tá devendo? |  | Gilberto Nunes |
pauta do conselho deliberativo, 2h, tema: reajuste de taxas | conselho deliberativo |  | reajuste de taxas
reunião de pais do 5º ano sobre a excursão | reunião de pais do 5º ano |  | excursão
me faz a pauta da assembleia ordinária de amanhã | assembleia ordinária |  |
reunião mensal da Associação: iluminação da praça | reunião mensal da Associação |  | iluminação da praça
quais as pendências da Soraia e do Gilberto? |  | Soraia Bessa, Gilberto Nunes |
alinhamento rápido com a Tainá sobre fornecedores de tinta, 15min |  | Tainá Lopes | fornecedores de tinta
reunião do comitê de ética na sexta | reunião do comitê de ética |  |
reunião com o prefeito sobre a creche |  |  | creche
tarefas atrasadas da Tainá |  | Tainá Lopes |
kickoff do projeto Horta Viva segunda às 9h | kickoff |  | projeto Horta Viva
retrospectiva do trimestre | retrospectiva |  | trimestre
falar com a Soraia sobre o telhado, meia hora |  | Soraia Bessa | telhado
reunião de diretoria | reunião de diretoria |  |
comissão organizadora da festa junina, 40 minutos | comissão organizadora da festa junina |  |
reunião de obra: infiltração no subsolo | reunião de obra |  | infiltração no subsolo
bate-papo com o Gilberto |  | Gilberto Nunes |
reunião na Clínica Bem Viver sobre escala de plantão |  |  | escala de plantão
pauta pra Clínica Bem Viver, 1h |  |  |
pauta da Bem Viver: escala de plantão |  |  | escala de plantão
reunião do corpo clínico da Bem Viver | reunião do corpo clínico |  |
plantão de domingo, 20 min |  |  | plantão de domingo
reunião do setor de compras sobre seringas | reunião do setor de compras |  | seringas
conversa com a equipe de limpeza sobre produtos |  |  | produtos
reunião extraordinária de acionistas | reunião extraordinária de acionistas |  |
one-on-one com Tainá |  | Tainá Lopes |
ações em aberto da Soraia na fachada |  | Soraia Bessa | fachada
a Soraia prometeu o quê? |  | Soraia Bessa |
reunião com Soraia, Gilberto e Tainá: cronograma |  | Soraia Bessa, Gilberto Nunes, Tainá Lopes | cronograma
preparar a reunião de condomínio de terça, 1h30 | reunião de condomínio |  |
tema: reforma da quadra, meia hora, conselho | conselho |  | reforma da quadra
reunião semanal | reunião semanal |  |
próxima reunião de resultados |  |  | resultados
revisão semanal de indicadores | revisão semanal de indicadores |  |
reunião de vendas da região sul |  |  | vendas da região sul
reunião da brigada de incêndio amanhã 14h | reunião da brigada de incêndio |  |
briefing da campanha de inverno com a agência | briefing |  | campanha de inverno com a agência
oficina de pais, 2h | oficina de pais |  |
junta da bomba 3, 20 min |  |  | junta da bomba 3
reunião da junta diretiva | reunião da junta diretiva |  |
sessão do colegiado sobre bolsas | sessão do colegiado |  | bolsas
apresentação para a diretoria do plano de expansão |  |  | apresentação para a diretoria do plano de expansão
entrega da Soraia no portal |  | Soraia Bessa | portal
reunião dos líderes de célula | reunião dos líderes de célula |  |
ponto de situação com a Soraia |  | Soraia Bessa |
reunião geral de funcionários, 1h, benefícios | reunião geral de funcionários |  | benefícios
pauta de segurança do trabalho, 30 min |  |  | segurança do trabalho
conselho de classe do 7º ano, 2 horas | conselho de classe do 7º ano |  |
reunião de planejamento estratégico 2027 |  |  | planejamento estratégico 2027
acompanhamento das obras com o Gilberto, sexta 10h |  | Gilberto Nunes | acompanhamento das obras
Gilberto: fachada, 15 min |  | Gilberto Nunes | fachada
bom dia, preciso da pauta da reunião do condomínio de quinta | reunião do condomínio |  |
reunião c/ Gilberto e Soraia amanhã cedo |  | Gilberto Nunes, Soraia Bessa |
Tainá e eu, 1:1, 30min |  | Tainá Lopes |
pauta 1:1 Soraia |  | Soraia Bessa |
me lembra o que o Gilberto ficou de me mandar |  | Gilberto Nunes |
o que está pendente com a Soraia? |  | Soraia Bessa |
o que está atrasado na mão do Gilberto? |  | Gilberto Nunes |
quais tarefas o Gilberto tem em aberto |  | Gilberto Nunes |
status das entregas da Tainá |  | Tainá Lopes |
cobranças da Soraia sobre o telhado |  |  | telhado
monta uma conversa minha com o Gilberto sobre promoção, 45 minutos |  | Gilberto Nunes | promoção
feedback do Gilberto |  |  | feedback do Gilberto
feedback para a Soraia |  |  | feedback para a Soraia
reunião de feedback com a Tainá |  | Tainá Lopes | feedback
reunião dos coordenadores, 1h, calendário de provas | reunião dos coordenadores |  | calendário de provas
reunião da cipa | reunião da cipa |  |
reunião da CIPA sobre extintores | reunião da CIPA |  | extintores
reunião trimestral do conselho fiscal | reunião trimestral do conselho fiscal |  |
conselho consultivo | conselho consultivo |  |
pauta da comissão de ética: caso 14 | comissão de ética |  | caso 14
comitê gestor do projeto Aurora | comitê gestor do projeto Aurora |  |
reunião do comitê gestor do projeto Aurora, 1h30 | reunião do comitê gestor do projeto Aurora |  |
grupo de trabalho de acessibilidade, rampas | grupo de trabalho de acessibilidade |  | rampas
GT de acessibilidade | GT de acessibilidade |  |
reunião de equipe da recepção | reunião de equipe da recepção |  |
weekly do produto | weekly do produto |  |
weekly de produto, 30 min | weekly de produto |  |
daily amanhã 9h15 | daily |  |
planning da sprint 8 | planning da sprint 8 |  |
review da sprint 8 com o cliente | review da sprint 8 |  |
town hall de dezembro | town hall de dezembro |  |
reunião matinal da produção | reunião matinal da produção |  |
diálogo diário de segurança, 10 min | diálogo diário de segurança |  |
reunião de abertura do projeto Farol | reunião de abertura |  | projeto Farol
reunião de encerramento do projeto Farol | reunião de encerramento |  | projeto Farol
reunião do time de vendas com o time de produto sobre preço | reunião do time de vendas |  | preço
reunião entre vendas e produto | reunião entre vendas e produto |  |
visita da Soraia à obra |  |  | visita da Soraia à obra
férias da Soraia |  |  | férias da Soraia
aniversário do clube |  |  | aniversário do clube
orçamento da diretoria |  |  | orçamento da diretoria
contratação de diretor, 40 min |  |  | contratação de diretor
eleição do conselho |  |  | eleição do conselho
regimento da assembleia, 30 min |  |  | regimento da assembleia
organização da retrospectiva de fotos |  |  | organização da retrospectiva de fotos
Bem Viver com Gilberto: contrato |  | Gilberto Nunes | contrato
pauta Bem Viver, Gilberto, 20 min |  | Gilberto Nunes |
revisar contrato com a Bem Viver e a Soraia |  | Soraia Bessa | contrato
contrato com a Bem Viver |  |  | contrato
falar de escala na Bem Viver com a Soraia amanhã 10h |  | Soraia Bessa | escala
reunião mensal Bem Viver | reunião mensal |  |
ponto semanal com a Tainá | ponto semanal | Tainá Lopes |
papo quinzenal com Gilberto sobre carreira | papo quinzenal | Gilberto Nunes | carreira
reunião da congregação de domingo, 1h | reunião da congregação |  |
pauta do clube de leitura amanhã |  |  | clube de leitura
encontro mensal dos catequistas sobre a crisma | encontro mensal dos catequistas |  | crisma
reunião do grêmio estudantil, 40 min, rádio da escola | reunião do grêmio estudantil |  | rádio da escola
mesa-redonda com produtores de café |  |  | mesa-redonda com produtores de café
ensaio geral do coral |  |  | ensaio geral do coral
alinhamento com a enfermeira Tainá sobre vacinas |  | Tainá Lopes | vacinas
o Gilberto ficou de ver o quê com o bombeiro? |  | Gilberto Nunes | bombeiro
pauta individual da Soraia |  | Soraia Bessa |
lista do que a Tainá tem que fazer |  | Tainá Lopes |
revisão das ações do Gilberto |  | Gilberto Nunes |
reunião de célula com Gilberto, 45min | reunião de célula | Gilberto Nunes |
passagem de turno, 10 min |  |  | passagem de turno
passagem de plantão da UTI |  |  | passagem de plantão da UTI
reunião com fornecedores de leite |  |  | fornecedores de leite
reunião de calibração com gerentes sobre metas |  |  | metas
banca de TCC da Soraia |  |  | banca de TCC da Soraia
conselho municipal de saúde: vacinação, 2h | conselho municipal de saúde |  | vacinação
câmara técnica de irrigação | câmara técnica de irrigação |  |
diretório acadêmico, 1h, calourada | diretório acadêmico |  | calourada
reunião do núcleo de inovação sobre patentes | reunião do núcleo de inovação |  | patentes
assembleia de greve | assembleia de greve |  |
comitê de crise, agora | comitê de crise |  |
sala de crise amanhã 8h |  |  | sala de crise
"""
ENGLISH = """
parish council meeting tuesday 7pm, 90 min | parish council meeting |  |
what's Dougal late on? |  | Dougal MacRae |
catch up w/ Fenella re the boiler |  | Fenella Boyd | boiler
ward sisters' meeting tomorrow 8am: falls | ward sisters' meeting |  | falls
PTA committee, an hour, summer fair | PTA committee |  | summer fair
one to one with Fenella thurs 10am |  | Fenella Boyd |
Fenella's to-do list |  | Fenella Boyd |
need to talk to Dougal about the barn roof |  | Dougal MacRae | barn roof
agenda for the AGM | AGM |  |
agenda for tomorrow's leadership team meeting, 1 hour | leadership team meeting |  |
faculty meeting on exam timetables | faculty meeting |  | exam timetables
weekly stand-up for the bakery crew | weekly stand-up for the bakery crew |  |
Dougal and Fenella: lambing rota, 20 min |  | Dougal MacRae, Fenella Boyd | lambing rota
things Dougal promised |  | Dougal MacRae |
actions outstanding for Dougal |  | Dougal MacRae |
what has Fenella still got to finish on the boiler? |  | Fenella Boyd | boiler
project board, 1h | project board |  |
board pack layout, 15 min |  |  | board pack layout
audit committee meeting on the 14th | audit committee meeting |  |
site meeting at Loch Farm tomorrow | site meeting |  |
Loch Farm: drainage, half an hour |  |  | drainage
drainage at Loch Farm |  |  | drainage
agenda for a staff meeting at Loch Farm on drainage | staff meeting |  | drainage
sprint retro | sprint retro |  |
quarterly planning with the sales team | quarterly planning |  |
planning application for the barn, 30 min |  |  | planning application for the barn
council tax rebate, 10 min |  |  | council tax rebate
quick sync |  |  |
monthly finance review | monthly finance review |  |
safety committee: forklift near misses | safety committee |  | forklift near misses
toolbox talk on harnesses 10 min | toolbox talk |  | harnesses
post-mortem of the outage on the 3rd | post-mortem |  | outage
town hall about the merger, 45 mins | town hall |  | merger
meeting with the tenants association about bins |  |  | bins
meet Fenella tomorrow at 9 |  | Fenella Boyd |
call with Dougal, Fenella and Isla about lambing |  | Dougal MacRae, Fenella Boyd, Isla Grant | lambing
Isla 1:1 tomorrow |  | Isla Grant |
Isla's holiday cover, 15 min |  | Isla Grant | holiday cover
follow up with Isla on open actions |  | Isla Grant |
choir committee – concert programme – 40 min | choir committee |  | concert programme
editorial meeting thursday | editorial meeting |  |
shift handover notes |  |  | shift handover notes
volunteer coordinators' catch-up, 30 min | volunteer coordinators' catch-up |  |
all hands | all hands |  |
school governors on the new gym | school governors |  | new gym
trustees meeting friday 2pm on reserves policy | trustees meeting |  | reserves policy
open issues for Isla |  | Isla Grant |
May's actions |  | May Thornton |
budget for May |  |  | budget for May
agenda for Sunday |  |  |
steering group for the library move | steering group |  | library move
kitchen refit kickoff tues 9am | kickoff |  | kitchen refit
product review with marketing |  |  | product review with marketing
Dr Kerr's outstanding letters |  | Dr Ewan Kerr | outstanding letters
is Dougal behind on anything? |  | Dougal MacRae |
debrief of the storm response | debrief |  | storm response
hi, can i get an agenda for the residents' meeting on thursday | residents' meeting |  |
Fenella & Dougal tomorrow 4pm, 20 min |  | Fenella Boyd, Dougal MacRae |
me and Isla, 1:1 |  | Isla Grant |
agenda 1:1 Isla |  | Isla Grant |
remind me what Dougal was meant to send |  | Dougal MacRae |
what's still open with Fenella? |  | Fenella Boyd |
what is Dougal supposed to deliver this week |  | Dougal MacRae |
status of Isla's deliverables |  | Isla Grant |
performance review with Fenella |  | Fenella Boyd | performance review
feedback for Isla |  |  | feedback for Isla
monthly catch-up with Isla | monthly catch-up | Isla Grant |
fortnightly check-in with Dougal re fencing | fortnightly check-in | Dougal MacRae | fencing
heads of department meeting, 1 hour: timetable | heads of department meeting |  | timetable
health and safety committee, fire drill | health and safety committee |  | fire drill
AGM on the 30th, two hours | AGM |  |
extraordinary general meeting | extraordinary general meeting |  |
advisory board: grant strategy | advisory board |  | grant strategy
project Aurora steering committee | project Aurora steering committee |  |
accessibility working group - ramps | accessibility working group |  | ramps
reception team meeting | reception team meeting |  |
product weekly | product weekly |  |
ops daily 15 min | ops daily |  |
sprint 8 planning | sprint 8 planning |  |
sprint 8 review with the client | sprint 8 review |  |
december town hall | december town hall |  |
morning huddle on ward 4 | morning huddle |  | ward 4
project Beacon kick-off meeting | kick-off meeting |  | project Beacon
sales and product meeting about pricing | sales and product meeting |  | pricing
meeting between sales and product | meeting between sales and product |  |
lab meeting on reagents | lab meeting |  | reagents
Isla's site visit |  | Isla Grant | site visit
Isla's leave |  | Isla Grant | leave
club anniversary |  |  | club anniversary
board election |  |  | board election
hiring a director, 40 min |  |  | hiring a director
board papers, 15 min |  |  | board papers
date for the AGM |  |  | date for the AGM
whether the board should meet monthly |  |  | whether the board should meet monthly
Loch Farm with Dougal: lease |  | Dougal MacRae | lease
agenda Loch Farm, Dougal, 20 min |  | Dougal MacRae |
review the lease with Loch Farm and Fenella |  | Fenella Boyd | review the lease
lease with Loch Farm |  |  | lease
talk drainage at Loch Farm with Fenella tomorrow 10am |  | Fenella Boyd | drainage
monthly meeting Loch Farm | monthly meeting |  |
Loch Farm monthly | monthly |  |
weekly with Isla | weekly | Isla Grant |
my weekly with Isla on hiring | weekly | Isla Grant | hiring
works council, overtime | works council |  | overtime
parents evening prep |  |  | parents evening prep
governors: new gym, 1h | governors |  | new gym
PTA meeting | PTA meeting |  |
committee meeting | committee meeting |  |
union meeting with management on shifts | union meeting |  | shifts
management meeting | management meeting |  |
leadership offsite, 6 hours, strategy 2028 | leadership offsite |  | strategy 2028
rehearsal planning with Isla |  | Isla Grant | rehearsal planning
deacons' meeting, church roof | deacons' meeting |  | church roof
band practice schedule, 15 min |  |  | band practice schedule
allotment society committee: water butts | allotment society committee |  | water butts
ward round with Dr Kerr |  | Dr Ewan Kerr | ward round
handover with Isla at 6pm |  | Isla Grant | handover
team huddle, blister packs | team huddle |  | blister packs
client meeting with Loch Farm on the lease | client meeting |  | lease
who owes what? Dougal first |  | Dougal MacRae |
Dougal's overdue stuff, 10 mins |  | Dougal MacRae |
everything assigned to Fenella |  | Fenella Boyd |
has Isla finished anything? |  | Isla Grant |
agenda for Dougal's one-to-one |  | Dougal MacRae |
1-2-1 with Isla, friday |  | Isla Grant |
skip-level with Fenella, 30 min |  | Fenella Boyd | skip-level
exec team weekly | exec team weekly |  |
executive committee, budget 2028, two hours | executive committee |  | budget 2028
operations committee - fleet | operations committee |  | fleet
board of directors, annual accounts | board of directors |  | annual accounts
board away day | board away day |  |
nomination committee on the chair's succession | nomination committee |  | chair's succession
annual review with Fenella | annual review | Fenella Boyd |
quarterly business review with Loch Farm |  |  | quarterly business review
practice meeting weds 1-2pm | practice meeting |  |
need an agenda for the working session of the board, 2 hrs | working session of the board |  |
lead service lines mtg tmrw 2pm, 45 min |  |  | lead service lines
30-minute chase truck meeting |  |  | chase truck
wedding cakes meeting on Friday with Fenella |  | Fenella Boyd | wedding cakes
next meeting |  |  |
cover for the Christmas nights, 20 mins |  |  | cover for the Christmas nights
cover the Christmas nights, 20 mins |  |  | Christmas nights
to-dos for May and Fenella, 20 min |  | May Thornton, Fenella Boyd |
falar da bessa |  |  | bessa
bessa: pendências |  | Soraia Bessa |
a soraia da recepção, 15 min |  |  | soraia da recepção
Soraia, 15 min |  | Soraia Bessa |
monthly figures, 20 min |  |  | monthly figures
daily takings |  |  | daily takings
weekly shop rota |  |  | weekly shop rota
council of governors, car park | council of governors |  | car park
"""

ROWS = [*rows(PORTUGUESE), *rows(ENGLISH)]


@pytest.mark.parametrize(("said", "meeting", "people", "subject"), [row + [None] * (4 - len(row)) for row in ROWS])
def test_names_are_read_as_a_person_reads_them(
    said: str, meeting: str | None, people: str | None, subject: str | None
) -> None:
    reading = read(said, ORGANISATIONS, PEOPLE)
    assert (reading.meeting, ", ".join(reading.people) or None, reading.subject) == (meeting, people, subject)


def parts(said: str, means: object) -> st.SearchStrategy[tuple[str, object]]:
    """A part of a sentence that may be there or not."""
    return st.sampled_from([("", None), (said, means)])


ADDED_PORTUGUESE = st.tuples(
    st.sampled_from([("pauta", None), ("reunião da diretoria", "reunião da diretoria"), ("assembleia", "assembleia")]),
    parts(" na Bem Viver", "bv"),
    parts(" com a Soraia", "Soraia Bessa"),
    parts(" amanhã às 15h", Start(15 * 60, Offset(1))),
    parts(" sobre o telhado da ala sul", "telhado da ala sul"),
    parts(", 40 min", 40),
)
ADDED_ENGLISH = st.tuples(
    st.sampled_from([("agenda", None), ("board meeting", "board meeting"), ("weekly sales call", "weekly sales call")]),
    parts(" at Loch Farm", "lf"),
    parts(" with Fenella", "Fenella Boyd"),
    parts(" tomorrow at 3pm", Start(15 * 60, Offset(1))),
    parts(" about phase 3 of the barn", "phase 3 of the barn"),
    parts(", 40 min", 40),
)


@given(st.one_of(ADDED_PORTUGUESE, ADDED_ENGLISH))
def test_a_meeting_a_person_an_organisation_or_a_day_changes_nothing_else(
    added: tuple[tuple[str, object], ...],
) -> None:
    reading = read("".join(said for said, _ in added), ORGANISATIONS, PEOPLE)
    read_as = (
        reading.meeting,
        next(iter(reading.organisations), None),
        next(iter(reading.people), None),
        reading.start,
        reading.subject,
        reading.minutes,
    )
    assert read_as == tuple(means for _, means in added)
    assert reading.unknown_parties == ()


@pytest.mark.parametrize("addition", ["{}, amanhã às 15h", "{}, 45 min", "tomorrow at 3pm: {}", "{} (45 min)"])
def test_a_time_or_a_length_more_changes_no_name_that_is_read(addition: str) -> None:
    for said in (row[0] for row in ROWS):
        assert said is not None
        times = find(fold(said))
        if times.moments or times.lengths:
            continue
        before, after = read(said, ORGANISATIONS, PEOPLE), read(addition.format(said), ORGANISATIONS, PEOPLE)
        assert (after.meeting, after.people, after.subject, after.organisations, after.unknown_parties) == (
            before.meeting, before.people, before.subject, before.organisations, before.unknown_parties
        ), said  # fmt: skip
        assert (after.start is None, after.minutes) == (("45" in addition), 45 if "45" in addition else None), said
