"""What a person says of a workstream: its colour, and whether it is worked on."""

from enum import StrEnum


class Colour(StrEnum):
    """The state of a workstream, as a person set it."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class WorkstreamState(StrEnum):
    """Whether people work on a workstream. Planning takes up a paused or closed one only when a subject leads to it."""

    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"
