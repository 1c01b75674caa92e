"""Portuguese: what people read on an agenda."""

from spine.domain.fact_types import Group
from spine.domain.languages.pack import Wording

WORDING = Wording(
    headings={
        Group.GOALS: "Metas",
        Group.DECISIONS: "Decisões",
        Group.RISKS: "Riscos",
        Group.ACTIONS: "Ações",
        Group.QUESTIONS: "Questões em aberto",
        Group.CONTEXT: "Contexto",
    },
    alignments="Alinhamentos",
    open_questions="Perguntas em aberto",
    next_steps="Próximos passos",
    carried_over="Pendências",
    meeting_about="Reunião: {}",
    meeting_with="Reunião {}",
    top_priorities="Top prioridades {}",
    minutes="{} min",
    evidence="(evidência: {})",
    owner="responsável: {}",
    due="prazo: {}",
    overdue="atrasado",
    due_soon="vence em breve",
    from_last_meeting="da última reunião",
    subject_not_found="Nada foi encontrado sobre “{}”; estas são as prioridades.",
    no_facts="Ainda não há fatos para montar esta pauta.",
    date="{day}/{month}/{year}",
    snapshot="{workstreams} frentes de trabalho ({red} em vermelho, {yellow} em amarelo, {green} em verde); "
    "{stale} sem atualização há {days} dias ou mais; {empty} sem fatos; {overdue} ações em atraso.",
)
