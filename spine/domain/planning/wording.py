"""The words on the page, in both languages. A heading says what the meeting does with what stands under it."""

from spine.domain.fact_types import Group
from spine.domain.facts import Fact, best_quote
from spine.domain.language import Language

QUOTE_SHOWN = 240
"""Characters of a quote that a bullet shows before it is cut at a word."""

_PT, _EN = Language.PORTUGUESE, Language.ENGLISH

HEADINGS = {
    Group.GOALS: {_PT: "Metas", _EN: "Goals"},
    Group.DECISIONS: {_PT: "Decisões", _EN: "Decisions"},
    Group.RISKS: {_PT: "Riscos", _EN: "Risks"},
    Group.ACTIONS: {_PT: "Ações", _EN: "Actions"},
    Group.QUESTIONS: {_PT: "Questões em aberto", _EN: "Open questions"},
    Group.CONTEXT: {_PT: "Contexto", _EN: "Context"},
}
ALIGNMENT = {_PT: "Alinhamentos", _EN: "Alignments"}
OPEN_QUESTIONS = {_PT: "Perguntas em aberto", _EN: "Open Questions"}
NEXT_STEPS = {_PT: "Próximos passos", _EN: "Next Steps"}
CARRIED_OVER = {_PT: "Pendências", _EN: "Carried over"}
MEETING = {_PT: "Reunião: {}", _EN: "Meeting: {}"}
MEETING_OF = {_PT: "Reunião {}", _EN: "{} meeting"}
TOP_PRIORITIES = {_PT: "Top prioridades {}", _EN: "Top priorities {}"}
EVIDENCE = {_PT: "(evidência: {})", _EN: "(evidence: {})"}
MINUTES = {_PT: "{} min", _EN: "{} min"}
PARKED = {_PT: "Ficou de fora por falta de tempo", _EN: "Left out for lack of time"}
OWNER = {_PT: "responsável: {}", _EN: "owner: {}"}
DUE = {_PT: "prazo: {}", _EN: "due: {}"}
OVERDUE = {_PT: "atrasado", _EN: "overdue"}
DUE_SOON = {_PT: "vence em breve", _EN: "due soon"}
LEFT_OVER = {_PT: "da última reunião", _EN: "from the last meeting"}
SUBJECT_NOT_FOUND = {
    _PT: "Nada foi encontrado sobre “{}”; estas são as prioridades.",
    _EN: "Nothing was found about “{}”; these are the priorities.",
}
EMPTY = {
    _PT: "Ainda não há fatos para montar esta pauta.",
    _EN: "There are no facts yet to make this agenda from.",
}


def why(fact: Fact, language: Language) -> str:
    """The quote that proves a fact, in brackets; empty where there is none."""
    evidence = best_quote(fact)
    return EVIDENCE[language].format(f"“{shortened(evidence.quote)}”") if evidence else ""


def shortened(quote: str, limit: int = QUOTE_SHOWN) -> str:
    """A quote on one line; cut between two words, with an ellipsis, only where it is longer than `limit`."""
    line = " ".join(quote.split())
    if len(line) <= limit:
        return line
    head = line[: limit + 1].rpartition(" ")[0] or line[:limit]
    return head.rstrip(" ,;:.-–—") + "…"
