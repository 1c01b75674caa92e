"""Which meeting a request is for: a series, on one day of the organisation's (docs/data-model.md#meetings-and-series).

Calendars give a whole series one id, so an id alone is not one meeting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spine.domain.identifiers import derived, is_identifier
from spine.domain.tokenizer import fold


@dataclass(frozen=True)
class Meeting:
    """One meeting. `day` is the local day of its start, or of the request where no start is known."""

    series: str
    day: date

    @property
    def key(self) -> str:
        """A short text that names this meeting among all of its organisation's."""
        return derived("meeting", self.series, self.day.isoformat())


def meeting_id_of(given: str) -> str:
    """The id that a meeting is known under: its own, or one derived from it where it is no id of Spine's alphabet."""
    return given if is_identifier(given) else derived("mtg", given)


def external_meeting_id_of(given: str) -> str | None:
    """What a calendar or a meeting service calls a meeting, where Spine knows it under another id."""
    return None if is_identifier(given) else given


def series_of(
    meeting_id: str | None = None, name: str | None = None, people: Iterable[str] = (), stems: Iterable[str] = ()
) -> str:
    """What the meetings of one series have in common: the first of id, name, people and subject that there is.

    `stems` are those of the subject. Meetings with none of these are one series, too.
    """
    if meeting_id:
        return f"id {meeting_id}"
    if name:
        return f"name {_folded(name)}"
    if who := sorted({_folded(person) for person in people}):
        return f"people {', '.join(who)}"
    if about := sorted(set(stems)):
        return f"subject {' '.join(about)}"
    return "unnamed"


def _folded(text: str) -> str:
    return " ".join(fold(text).split())
