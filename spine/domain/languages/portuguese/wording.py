"""Portuguese: what people read on an agenda."""

from spine.domain.fact_types import Kind
from spine.domain.languages.pack import Wording

WORDING = Wording(
    headings={
        Kind.DECIDE: "A decidir",
        Kind.RISKS: "Riscos",
        Kind.ACTIONS: "Ações",
        Kind.QUESTIONS: "Questões em aberto",
        Kind.GOALS: "Metas",
        Kind.STATUS: "Situação",
        Kind.DECIDED: "Decidido",
        Kind.ALSO: "Também",
    },
    carried_over="Pendências",
    other_open_items="Outras pendências",
    if_time_remains="Se sobrar tempo",
    meeting_about="Reunião: {}",
    meeting_with="Reunião {}",
    priorities="{}: prioridades",
    one_to_one="1:1: {}",
    open_items_of="{}: pendências",
    minutes="{} min",
    minutes_needed="O que foi pedido precisa de cerca de {}.",
    evidence="(evidência: {})",
    owner="responsável: {}",
    due="prazo: {}",
    overdue="atrasado",
    due_soon="vence em breve",
    overdue_by="atrasado há {} dias",
    overdue_by_a_day="atrasado há 1 dia",
    due_today="vence hoje",
    due_tomorrow="vence amanhã",
    due_on="vence {}",
    due_in="vence em {} dias",
    due_before_the_meeting="vence antes da reunião",
    due_at_the_meeting="vence nesse dia",
    decision_pending="decisão pendente",
    said_in_meetings="dito em {} reuniões",
    moved="prazo mudou",
    weekday_names=("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"),
    from_last_meeting="da última reunião",
    empty_agenda="Não há fatos para mostrar nesta pauta.",
    left_out="Ficou de fora por falta de tempo: {}",
    further_left_out="e mais {}",
    absent="não participa",
    made_on="Preparada em {}",
    date="{day}/{month}/{year}",
    long_date="{weekday}, {day_number} de {month_name} de {year}",
    month_names=tuple(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
    ),
    snapshot="{workstreams} frentes de trabalho ({red} em vermelho, {yellow} em amarelo, {green} em verde); "
    "{stale} sem atualização há {days} dias ou mais; {empty} sem fatos; {overdue} ações em atraso.",
)
