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
    "decision": FactType(Kind.DECIDED, 0.5),
    "decision_needed": FactType(Kind.DECIDE, 1.0, carries_over=True, presses_for=90),
    "risk": FactType(Kind.RISKS, 0.95, carries_over=True),
    "blocker": FactType(Kind.RISKS, 0.95, carries_over=True, presses_for=30),
    "milestone": FactType(Kind.GOALS, 0.85, dated=True),
    "objective": FactType(Kind.GOALS, 0.85),
    "question": FactType(Kind.QUESTIONS, 0.9, carries_over=True),
    "open_question": FactType(Kind.QUESTIONS, 0.9, carries_over=True),
    "action_item": FactType(Kind.ACTIONS, 0.85, carries_over=True),
    "task": FactType(Kind.ACTIONS, 0.85, carries_over=True),
    "process_step": FactType(Kind.ACTIONS, 0.7, dated=True),
    "deadline": FactType(Kind.ACTIONS, 0.85, dated=True),
    "metric": OTHER,
    "topic": OTHER,
    "insight": OTHER,
    "context": OTHER,
    "dependency": OTHER,
    "requirement": OTHER,
    "reference": OTHER,
    "meeting_metadata": FactType(Kind.STATUS, 0.5, is_a_record=True),
}

ACTION_TYPES = [name for name, one in FACT_TYPES.items() if one.kind is Kind.ACTIONS and one.carries_over]
"""The types that somebody is to do."""


def fact_type(name: str) -> FactType:
    """The type of this name; one that the table lacks is `OTHER`, and no fact is lost."""
    return FACT_TYPES.get(name, OTHER)
