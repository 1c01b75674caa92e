"""The codes that an answer tells about facts with: when one is due, why it is in the agenda of today, or in none."""

from enum import StrEnum


class DueState(StrEnum):
    """How close a due date is."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    LATER = "later"
    NONE = "none"


class BulletSignal(StrEnum):
    """Why a fact is in the agenda of today, the most telling first."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    TO_DECIDE = "to_decide"
    CARRIED = "carried"
    REPEATED = "repeated"
    MOVED = "moved"


DUE_SIGNALS = frozenset({BulletSignal.OVERDUE, BulletSignal.DUE_TODAY, BulletSignal.DUE_SOON})
"""Those whose words tell when a fact is due."""


class ExclusionReason(StrEnum):
    """Why a fact is not in the agenda."""

    NO_TIME = "no_time"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    FEEDBACK = "feedback"
    DONE = "done"
    DRAFT = "draft"
    UNRELATED = "unrelated"
