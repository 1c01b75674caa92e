"""What is said of a fact: how far it was checked, whether it is still to be dealt with, and by whom.

See docs/data-model.md#state-of-a-fact.
"""

from enum import StrEnum


class FactStatus(StrEnum):
    """How far a fact has been checked."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    VALIDATED = "validated"
    PUBLISHED = "published"
    REJECTED = "rejected"


class FactState(StrEnum):
    """Whether a fact is still to be dealt with."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class SetBy(StrEnum):
    """Who set the status and the state of a fact."""

    PERSON = "person"
    MACHINE = "machine"


class Verdict(StrEnum):
    """What the people in a meeting decided about a bullet."""

    ACCEPT = "accept"
    REJECT = "reject"
    DONE = "done"
    NOT_NOW = "not_now"
