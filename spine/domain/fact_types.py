"""The types of facts: the one table that search, ranking and planning read (docs/data-model.md#fact-types)."""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What a meeting does with a fact: the heading of its bullet."""

    GOALS = "goals"
    DECISIONS = "decisions"
    RISKS = "risks"
    ACTIONS = "actions"
    QUESTIONS = "questions"
    CONTEXT = "context"


@dataclass(frozen=True)
class FactType:
    """A type of facts. `importance` is 0–1; `carries_over` says whether what is open comes back in the next meeting."""

    group: Group
    importance: float
    carries_over: bool = False
    dated: bool = False
    is_a_record: bool = False
    """Whether it only records that a meeting took place; such a fact is shown after all others."""

    @property
    def has_a_date(self) -> bool:
        """Whether a due date makes it urgent: types that carry over, deadlines and milestones."""
        return self.dated or self.carries_over


OTHER = FactType(Group.CONTEXT, 0.5)

FACT_TYPES = {
    "decision": FactType(Group.DECISIONS, 1.0),
    "decision_needed": FactType(Group.DECISIONS, 1.0, carries_over=True),
    "risk": FactType(Group.RISKS, 0.95, carries_over=True),
    "blocker": FactType(Group.RISKS, 0.95, carries_over=True),
    "milestone": FactType(Group.GOALS, 0.9, dated=True),
    "objective": FactType(Group.GOALS, 0.9),
    "metric": FactType(Group.GOALS, 0.9),
    "question": FactType(Group.QUESTIONS, 0.9, carries_over=True),
    "open_question": FactType(Group.QUESTIONS, 0.9, carries_over=True),
    "action_item": FactType(Group.ACTIONS, 0.85, carries_over=True),
    "task": FactType(Group.ACTIONS, 0.85, carries_over=True),
    "process_step": FactType(Group.ACTIONS, 0.7, carries_over=True),
    "deadline": FactType(Group.CONTEXT, 0.5, dated=True),
    "topic": OTHER,
    "insight": OTHER,
    "context": OTHER,
    "dependency": OTHER,
    "requirement": OTHER,
    "reference": OTHER,
    "meeting_metadata": FactType(Group.CONTEXT, 0.5, is_a_record=True),
}

ACTION_TYPES = [name for name, fact_type in FACT_TYPES.items() if fact_type.group is Group.ACTIONS]
"""The types that somebody is to do."""


def fact_type(name: str) -> FactType:
    """The type of this name; one that the table lacks is `OTHER`, and no fact is lost."""
    return FACT_TYPES.get(name, OTHER)
