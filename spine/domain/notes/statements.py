"""What notes state: the facts in them, with the place of each, and what is doubtful (docs/notes.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spine.domain.fact_states import FactState
from spine.domain.limits import MAX_FACTS
from spine.errors import Invalid


class Doubt(StrEnum):
    """What could not be read in a line that was read otherwise."""

    UNKNOWN_OWNER = "unknown_owner"
    UNREAD_DATE = "unread_date"
    NO_MEETING_DAY = "no_meeting_day"
    DUE_BEFORE_MEETING = "due_before_meeting"
    FORMULA = "formula"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_STATE = "unknown_state"
    LONG_LINE = "long_line"
    REPEATED_COLUMN = "repeated_column"
    SEVERAL_MEETINGS = "several_meetings"


@dataclass(frozen=True)
class Doubtful:
    """A doubt, with the line and the words that it is about."""

    doubt: Doubt
    line: int
    words: str


@dataclass(frozen=True)
class Statement:
    """A fact as notes state it. `start` and `end` are the places of its line in the text.

    `is_ticked` is what a box before it says, `key` is the id that a table gives it, and `day` that of its meeting.
    """

    line: int
    start: int
    end: int
    quote: str
    fact_type: str
    text: str
    title: str | None = None
    owner: str | None = None
    due: date | None = None
    state: FactState | None = None
    is_ticked: bool | None = None
    speaker: str | None = None
    key: str | None = None
    day: date | None = None


def check_number(statements: Sequence[Statement]) -> None:
    """Raises Invalid for more statements than one request may store."""
    if len(statements) > MAX_FACTS:
        raise Invalid.field([], f"states more than {MAX_FACTS} facts")


@dataclass(frozen=True)
class Unread:
    """A line that nothing was read from."""

    line: int
    text: str


@dataclass(frozen=True)
class Column:
    """A column of a table and the field that it was read as, or None."""

    column: str
    field: str | None
