"""What a plan is: the mode it was made in, the meeting it is for, and the agenda it came to."""

from dataclasses import dataclass, field

from spine.domain.organisations import MacroMode
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.selection import Chosen
from spine.usecases.understanding import Understood


@dataclass(frozen=True)
class Mode:
    """Whether macro planning is on, and who said so."""

    value: MacroMode
    source: str


@dataclass(frozen=True)
class MeetingRef:
    """The meeting that is planned: its id where it has one, and the id that its stored agenda has or would have."""

    meeting_id: str | None
    proposal_id: str


@dataclass(frozen=True)
class Plan:
    """An agenda, and how it came about. `considered` counts the facts that were looked at.

    `proposal_id` is the id that the agenda has, or would have, when it is kept.
    """

    understood: Understood
    mode: Mode
    agenda: Agenda
    choice: str
    reason: str
    planner: str
    proposal_id: str
    considered: int = 0
    chosen: tuple[Chosen, ...] = ()
    stems: tuple[str, ...] = ()
    nudge: str | None = None
    subject_matched: bool | None = None
    stale: tuple[str, ...] = field(default=())

    @property
    def subject_is_missed(self) -> bool:
        """Whether a subject was named and the agenda is about something else, for want of anything about it."""
        return self.subject_matched is False and self.planner == "macro" and bool(self.agenda.sections)
