"""Agenda proposals: stored agendas, and what the people in the meeting said of them."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from pydantic import Field

from spine.domain import times
from spine.domain.documents import Document
from spine.domain.facts import FactStatus, Verdict


class Proposal(Document):
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
    minutes: int
    rating: int | None = None
    comment: str | None = None
    verdicts: dict[str, Verdict] = Field(default_factory=dict)
    created_at: str
    updated_at: str


def is_over(proposal: Proposal, now: datetime) -> bool:
    """Whether its meeting has ended: its start plus its minutes is past, or, without a start, its day is."""
    if proposal.start_iso:
        return times.parse(proposal.start_iso) + timedelta(minutes=proposal.minutes) < now
    return times.parse(proposal.created_at) < times.start_of_day(now)
