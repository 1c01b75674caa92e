"""The words of parsers and trackers for the state of a fact (docs/data-model.md#state-of-a-fact)."""

from spine.domain.fact_states import FactState
from spine.domain.tokenizer import fold

_WORDS = {
    FactState.OPEN: """
        open todo to_do backlog pending ongoing active started in_progress not_started blocked waiting
        aberto aberta pendente em_andamento em_aberto iniciado iniciada nao_iniciado nao_iniciada a_fazer por_fazer
        bloqueado
    """,
    FactState.DONE: """
        done closed complete completed finished resolved fixed delivered
        feito feita fechado fechada concluido concluida encerrado encerrada finalizado finalizada resolvido resolvida
        entregue pronto pronta
    """,
    FactState.DROPPED: """
        dropped cancelled canceled abandoned obsolete wont_do wontfix
        cancelado cancelada descartado descartada abandonado abandonada desistido
    """,
}
_STATES = {word: state for state, words in _WORDS.items() for word in words.split()}


def state_named(text: object) -> FactState | None:
    """The state that a word of a parser or a tracker means, in either language; None for any other value."""
    if not isinstance(text, str):
        return None
    word = fold(text).replace("'", "").replace("’", "")
    return _STATES.get("_".join(word.replace("-", " ").replace("_", " ").split()))
