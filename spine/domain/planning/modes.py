"""Who plans an agenda: the mode and who decided it, the planner, and how an answer names what was chosen.

See docs/planning.md#modes.
"""

from dataclasses import dataclass
from enum import StrEnum


class MacroMode(StrEnum):
    """Whether a plan starts from workstreams: if there are any, always, or never."""

    AUTO = "auto"
    STRICT = "strict"
    OFF = "off"


class ModeSource(StrEnum):
    """Who decided on the mode, the one that counts first."""

    KILL_SWITCH = "kill_switch"
    REQUEST = "request"
    ORGANISATION = "org"
    DEFAULT = "default"


@dataclass(frozen=True)
class Mode:
    """Whether a plan starts from workstreams, and who decided so."""

    value: MacroMode
    source: ModeSource


def effective_mode(
    requested: MacroMode | None, of_organisation: MacroMode | None, default: MacroMode, *, is_enabled: bool
) -> Mode:
    """The mode that counts: off by the kill switch, else the request's, else the organisation's, else the default."""
    if not is_enabled:
        return Mode(MacroMode.OFF, ModeSource.KILL_SWITCH)
    if requested is not None:
        return Mode(requested, ModeSource.REQUEST)
    if of_organisation is not None:
        return Mode(of_organisation, ModeSource.ORGANISATION)
    return Mode(default, ModeSource.DEFAULT)


class Planner(StrEnum):
    """What makes an agenda: a section for each workstream, or one for each kind of fact."""

    MACRO = "macro"
    MICRO = "micro"


class Choice(StrEnum):
    """What was chosen: workstreams, nothing because none may be planned, facts about the subject, or recent facts."""

    MACRO = "macro"
    MACRO_STRICT_EMPTY = "macro-strict-empty"
    NEXT_SUBJECT = "next-subject"
    NEXT_DEFAULT = "next-default"

    @property
    def planner(self) -> Planner:
        """The planner that makes an agenda of it."""
        return Planner.MACRO if self in (Choice.MACRO, Choice.MACRO_STRICT_EMPTY) else Planner.MICRO


class PlanReason(StrEnum):
    """Why that was chosen, in words."""

    WORKSTREAMS = "workstream-driven planning"
    NO_WORKSTREAMS = "No workstreams available; macro=strict requires workstreams"
    NO_MATCHING_WORKSTREAM = "No workstream matches the subject; macro=strict plans matching workstreams only"
    NOTHING_OF_PEOPLE = "No open item is theirs; macro=strict plans what the people named own only"
    SUBJECT = "subject-centred planning from facts"
    RECENT_FACTS = "planning from the most relevant recent facts"


class Nudge(StrEnum):
    """What an organisation lacks for an agenda made of workstreams."""

    CONTEXT_MISSING = "macro_context_missing"
    SUBJECT_UNMATCHED = "macro_subject_unmatched"
    WORKSTREAMS_EMPTY = "macro_workstreams_empty"
