"""What each type of fact means: the one table that search, ranking and planning read."""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What a meeting does with a fact; the heading that it stands under."""

    GOALS = "goals"
    DECISIONS = "decisions"
    RISKS = "risks"
    ACTIONS = "actions"
    QUESTIONS = "questions"
    CONTEXT = "context"


@dataclass(frozen=True)
class FactType:
    """One type's meaning. `importance` is 0–1; `carries_over` says whether the next meeting asks again."""

    group: Group
    importance: float
    carries_over: bool = False
    dated: bool = False
    is_a_record: bool = False
    """Whether it only records that a meeting took place; it is shown after everything else."""

    @property
    def has_a_date(self) -> bool:
        """Whether a due date makes it pressing: what can be left undone, deadlines and milestones."""
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


def fact_type(name: str) -> FactType:
    """The meaning of a type; one that the table lacks is other, and never lost."""
    return FACT_TYPES.get(name, OTHER)
