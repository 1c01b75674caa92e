"""Agenda proposals: stored agendas, and what the people in the meeting said of them.

See docs/data-model.md#agenda-proposals.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from pydantic import Field, model_validator

from spine.domain import times
from spine.domain.documents import ExpiringDocument
from spine.domain.fact_states import FactStatus, Verdict
from spine.domain.meetings import Meeting, series_of


class Proposal(ExpiringDocument):
    """A stored agenda. It is no fact and is never found as one. `minutes` is the length asked for."""

    kind: ClassVar[str] = "agenda"
    key_field: ClassVar[str] = "proposal_id"

    proposal_id: str
    status: FactStatus = FactStatus.PROPOSED
    subject: str | None = None
    agenda: dict[str, Any]
    choice: str
    reason: str
    supporting_fact_ids: tuple[str, ...] = ()
    meeting_id: str | None = None
    transcript_id: str | None = None
    start_iso: str | None = None
    language: str | None = None
    people: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ical_uid: str | None = None
    """The UID of the event that a calendar has for the meeting already. What older versions did not store is empty."""
    minutes: int
    over_at: str
    """The last second of its meeting: see the function `over_at`."""
    series: str = ""
    """The series of its meeting, empty for one that was stored without."""
    day: str = ""
    """The day of its meeting in the organisation's zone, empty for one that was stored without."""
    rating: int | None = None
    comment: str | None = None
    verdicts: dict[str, Verdict] = Field(default_factory=dict)
    places: dict[str, tuple[str, str]] = Field(default_factory=dict)
    """The workstream ("" for none) and the type that each fact with a verdict had in the agenda."""
    settled: tuple[str, ...] = ()
    """The facts that the meeting settled or turned down since the agenda was last planned."""
    created_at: str
    updated_at: str

    @property
    def meeting(self) -> Meeting:
        """The meeting that it is for."""
        day = date.fromisoformat(self.day) if self.day else times.parse(self.start_iso or self.created_at).date()
        return Meeting(self.series or series_of(self.meeting_id), day)

    @property
    def refs(self) -> list[dict[str, object]]:
        """The agenda's refs: one for each fact that it shows. An agenda of the legacy service may have none."""
        metadata = self.agenda.get("_metadata")
        refs = metadata.get("refs") if isinstance(metadata, dict) else None
        listed = refs if isinstance(refs, list) else []
        return [ref for ref in listed if isinstance(ref, dict) and isinstance(ref.get("fact_id"), str)]

    @model_validator(mode="before")
    @classmethod
    def _with_over_at(cls, fields: dict[str, Any]) -> dict[str, Any]:
        start = times.parse(fields["start_iso"]) if fields.get("start_iso") else None
        end = over_at(start, fields["minutes"], times.parse(fields["created_at"]))
        return {"over_at": end, "settled": settled(fields.get("verdicts") or {}), **fields}


def over_at(start: datetime | None, minutes: int, planned: datetime) -> str:
    """The last second of a meeting: its start plus its minutes, or, without a start, of the day that it is planned on.

    That day is one of the zone of `planned`.
    """
    if start:
        return times.iso(start.astimezone(UTC) + timedelta(minutes=minutes))
    return times.iso(times.end_of_day(planned))


def settled(verdicts: Mapping[str, str]) -> tuple[str, ...]:
    """The facts that some verdicts leave nothing to do with in this meeting."""
    return tuple(fact_id for fact_id, verdict in verdicts.items() if verdict != Verdict.ACCEPT)


def is_over(proposal: Proposal, now: datetime) -> bool:
    """Whether its meeting is past."""
    return proposal.over_at < times.iso(now)
