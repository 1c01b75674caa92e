import pytest

from spine.domain.fact_types import FACT_TYPES, fact_type

KINDS = {
    "decide": "decision_needed",
    "risks": "risk blocker",
    "actions": "action_item task process_step deadline",
    "questions": "question open_question",
    "goals": "milestone objective",
    "status": "metric topic insight context dependency requirement reference meeting_metadata",
    "decided": "decision",
}
IMPORTANCE = {
    "decision": 0.5, "decision_needed": 1, "risk": 0.95, "blocker": 0.95, "milestone": 0.85, "objective": 0.85,
    "metric": 0.5, "question": 0.9, "open_question": 0.9, "action_item": 0.85, "task": 0.85, "process_step": 0.7,
    "deadline": 0.85, "topic": 0.5, "insight": 0.5, "context": 0.5, "dependency": 0.5, "requirement": 0.5,
    "reference": 0.5, "meeting_metadata": 0.5,
}  # fmt: skip
LEFT_UNDONE = set("action_item task decision_needed question open_question risk blocker".split())
OF_KIND = {name: kind for kind, names in KINDS.items() for name in names.split()}


def test_the_table_knows_the_types_of_the_contract() -> None:
    assert set(FACT_TYPES) == set(OF_KIND) == set(IMPORTANCE)


@pytest.mark.parametrize("name", OF_KIND)
def test_each_type_stands_under_its_heading(name: str) -> None:
    assert fact_type(name).kind == OF_KIND[name]


@pytest.mark.parametrize("name", IMPORTANCE)
def test_each_type_weighs_what_the_contract_says(name: str) -> None:
    assert fact_type(name).importance == IMPORTANCE[name]


@pytest.mark.parametrize("name", OF_KIND)
def test_only_actions_questions_risks_and_needed_decisions_can_be_left_undone(name: str) -> None:
    assert fact_type(name).carries_over == (name in LEFT_UNDONE)


def test_an_unknown_type_says_where_we_stand_and_is_never_lost() -> None:
    other = fact_type("feature_wish")
    assert (other.kind, other.importance, other.carries_over) == ("status", 0.5, False)


def test_only_what_a_meeting_can_still_change_is_open() -> None:
    assert {name for name in OF_KIND if not fact_type(name).is_open} == {
        name for name, kind in OF_KIND.items() if kind in ("status", "decided")
    }
