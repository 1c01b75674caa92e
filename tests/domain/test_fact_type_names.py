"""Types of facts in the spellings and words of people and extractors."""

import pytest

from spine.domain.fact_type_names import spellings_of, type_named
from spine.domain.fact_types import FACT_TYPES
from spine.domain.facts import Fact


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("action_item", "action_item"), ("Action Item", "action_item"), ("action-items", "action_item"),
        ("ActionItem", "action_item"), ("ACTION ITEMS", "action_item"), (" TODO ", "action_item"),
        ("To-Do", "action_item"), ("next_step", "action_item"), ("Próximos passos", "action_item"),
        ("tarefa", "action_item"), ("Pendências", "action_item"), ("AÇÃO", "action_item"), ("acoes", "action_item"),
        ("Risco", "risk"), ("riscos", "risk"), ("issue", "blocker"), ("Impedimentos", "blocker"),
        ("Decisão", "decision"), ("DECISIONS", "decision"), ("decisão pendente", "decision_needed"),
        ("pergunta", "question"), ("Dúvidas", "question"), ("perguntas em aberto", "open_question"),
        ("prazo", "deadline"), ("metas", "objective"), ("KPI", "metric"), ("dependências", "dependency"),
        ("marco", "milestone"), ("requisitos", "requirement"), ("tasks", "task"), ("contexto", "context"),
    ],
)  # fmt: skip
def test_a_type_is_meant_by_its_synonyms_in_any_spelling(written: str, meant: str) -> None:
    assert type_named(written) == meant


@pytest.mark.parametrize(
    ("written", "stored"),
    [("Feature Wish", "feature_wish"), ("lição", "licao"), ("décision–clé", "decision_cle"), ("x" * 70, "x" * 64)],
)
def test_a_type_that_the_table_lacks_is_folded_and_stays(written: str, stored: str) -> None:
    assert type_named(written) == stored


def test_what_has_no_word_names_no_type() -> None:
    assert {type_named(text) for text in ("", " ", "?", "--")} == {""}


def test_no_word_means_two_types_and_each_type_means_itself() -> None:
    meant = [(word, name) for name in FACT_TYPES for word in spellings_of(name)]
    assert len(dict(meant)) == len(meant)
    assert {word: type_named(word) for word, _ in meant} == dict(meant)


def test_a_fact_that_was_stored_under_a_synonym_is_of_its_type() -> None:
    stored = {"org_id": "o", "fact_id": "f", "text": "t", "created_at": "c", "updated_at": "u"}
    assert Fact.model_validate({**stored, "fact_type": "pendencia"}).fact_type == "action_item"
