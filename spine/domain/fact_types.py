"""The types of facts: the one table that search, ranking and planning read (docs/data-model.md#fact-types)."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a meeting does with a fact: the heading of its bullet, in the order of the headings."""

    DECIDE = "decide"
    RISKS = "risks"
    ACTIONS = "actions"
    QUESTIONS = "questions"
    GOALS = "goals"
    STATUS = "status"
    DECIDED = "decided"
    ALSO = "also"
    """What a section shows besides what the meeting is about, whatever its type."""


@dataclass(frozen=True)
class FactType:
    """A type of facts. `importance` is 0–1; `carries_over` says whether what is open comes back in the next meeting."""

    kind: Kind
    importance: float
    carries_over: bool = False
    dated: bool = False
    is_a_record: bool = False
    """Whether it only records that a meeting took place; such a fact is shown where there is nothing else."""
    presses_for: int = 0
    """Days after its creation for which it presses, whether it has a due date or not."""
    synonyms: str = ""
    """Other words for it in English and Portuguese, in the singular, folded and with `_` between the parts of one."""

    @property
    def has_a_date(self) -> bool:
        """Whether a due date makes it pressing: types that carry over, deadlines, milestones and process steps."""
        return self.dated or self.carries_over

    @property
    def is_open(self) -> bool:
        """Whether a meeting can still do something about it: neither settled nor mere background."""
        return self.kind not in (Kind.STATUS, Kind.DECIDED)


OTHER = FactType(Kind.STATUS, 0.5)

FACT_TYPES = {
    "decision": FactType(
        Kind.DECIDED,
        0.5,
        synonyms="decided resolution agreement agreed approval approved decisao decidido deliberacao resolucao acordo "
        "aprovacao aprovado",
    ),
    "decision_needed": FactType(
        Kind.DECIDE,
        1.0,
        carries_over=True,
        presses_for=90,
        synonyms="decision_required decision_pending pending_decision open_decision to_decide to_be_decided "
        "needs_decision for_decision approval_needed decisao_necessaria decisao_pendente decisao_em_aberto a_decidir "
        "para_decidir para_decisao aprovacao_pendente",
    ),
    "risk": FactType(Kind.RISKS, 0.95, carries_over=True, synonyms="threat concern risco ameaca preocupacao"),
    "blocker": FactType(
        Kind.RISKS,
        0.95,
        carries_over=True,
        presses_for=30,
        synonyms="issue impediment obstacle problem blocked impedimento bloqueio bloqueador obstaculo entrave problema",
    ),
    "milestone": FactType(Kind.GOALS, 0.85, dated=True, synonyms="deliverable marco entrega entregavel"),
    "objective": FactType(Kind.GOALS, 0.85, synonyms="goal target okr aim objetivo meta"),
    "question": FactType(Kind.QUESTIONS, 0.9, carries_over=True, synonyms="pergunta duvida questao questionamento"),
    "open_question": FactType(
        Kind.QUESTIONS,
        0.9,
        carries_over=True,
        synonyms="open_point open_issue pending_question unresolved_question question_open pergunta_em_aberto "
        "questao_em_aberto duvida_em_aberto pergunta_aberta questao_aberta ponto_em_aberto",
    ),
    "action_item": FactType(
        Kind.ACTIONS,
        0.85,
        carries_over=True,
        synonyms="action ai todo to_do next_step follow_up followup commitment assignment to_dos acao tarefa "
        "pendencia proximo_passo encaminhamento compromisso providencia a_fazer item_de_acao plano_de_acao",
    ),
    "task": FactType(
        Kind.ACTIONS, 0.85, carries_over=True, synonyms="subtask work_item activity ticket atividade subtarefa"
    ),
    "process_step": FactType(
        Kind.ACTIONS,
        0.7,
        dated=True,
        synonyms="process procedure step workflow processo procedimento passo etapa etapa_do_processo",
    ),
    "deadline": FactType(Kind.ACTIONS, 0.85, dated=True, synonyms="due_date prazo data_limite vencimento"),
    "metric": FactType(Kind.STATUS, 0.5, synonyms="kpi measure indicator metrica indicador"),
    "topic": FactType(
        Kind.STATUS,
        0.5,
        synonyms="theme subject discussion discussion_point agenda_item topico tema assunto discussao item_de_pauta",
    ),
    "insight": FactType(
        Kind.STATUS,
        0.5,
        synonyms="finding observation learning lesson_learned takeaway key_takeaway note remark aprendizado "
        "observacao descoberta licao_aprendida nota",
    ),
    "context": FactType(
        Kind.STATUS, 0.5, synonyms="background information info fyi status_update contexto informacao informe"
    ),
    "dependency": FactType(Kind.STATUS, 0.5, synonyms="depends_on dependencia depende_de"),
    "requirement": FactType(Kind.STATUS, 0.5, synonyms="need requisito exigencia necessidade"),
    "reference": FactType(Kind.STATUS, 0.5, synonyms="link document source referencia documento fonte"),
    "meeting_metadata": FactType(
        Kind.STATUS, 0.5, is_a_record=True, synonyms="metadata meeting_info metadado metadados_da_reuniao"
    ),
}
"""Planning never asks for a type by one of its synonyms: every writer stores the type itself."""

ACTION_TYPES = [name for name, one in FACT_TYPES.items() if one.kind is Kind.ACTIONS and one.carries_over]
"""The types that somebody is to do."""


def fact_type(name: str) -> FactType:
    """The type of this name; one that the table lacks is `OTHER`, and no fact is lost."""
    return FACT_TYPES.get(name, OTHER)
