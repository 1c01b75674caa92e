"""Responses about facts."""

from typing import Annotated, NotRequired, TypedDict

from pydantic import Field

from spine.domain.fact_states import FactState, FactStatus, SetBy
from spine.schemas.responses.service import Count, InputWarning, Share, Timestamp, Warned


class EvidenceResponse(TypedDict):
    """A quote that proves a fact, and where it was said; `evidence_id` is unique inside the fact."""

    evidence_id: str
    quote: str
    char_span: Annotated[list[Count], Field(min_length=2, max_length=2)] | None
    who_said_label: str | None
    ts_start_ms: Count | None
    utterance_ids: list[str]
    card_id: str | None


class EntityResponse(TypedDict):
    """A person, organisation or thing that a fact mentions."""

    entity_id: str | None
    display_name: str
    type: str | None
    role: str | None


class FactResponse(TypedDict):
    """A fact. `due_iso` is a date or a moment."""

    fact_id: str
    org_id: str
    fact_type: str
    status: FactStatus
    state: FactState
    set_by: SetBy
    text: str
    title: str | None
    owner: str | None
    due_iso: str | None
    confidence: Share | None
    language: str | None
    meeting_id: str | None
    external_meeting_id: str | None
    transcript_id: str | None
    payload: dict[str, object]
    evidence: list[EvidenceResponse]
    entities: list[EntityResponse]
    created_at: Timestamp
    updated_at: Timestamp


class LinkedFact(FactResponse):
    """A fact of a workstream, with how strongly it belongs to it."""

    weight: Share


class FactMatch(FactResponse):
    """A fact that a search found; the higher the score, the better. It is 0 where no words were searched for."""

    score: Annotated[float, Field(ge=0)]


class FactPage(Warned):
    """Facts of an organisation, newest first; `next_cursor` where there are more."""

    org_id: str
    facts: list[FactResponse]
    next_cursor: NotRequired[str]


class FactMatches(Warned):
    """Search results, best first."""

    org_id: str
    query: str
    types: list[str]
    items: list[FactMatch]


class FactsCounted(TypedDict):
    """The result for each fact; `fact_ids` are in the order of the request."""

    org_id: str
    inserted: Count
    updated: Count
    unchanged: Count
    fact_ids: list[str]


class FactsStored(FactsCounted):
    """The result for each fact, and what of the request had no effect; `fact_ids` are in the order of the request."""

    warnings: list[InputWarning]


class BundleStored(FactsStored):
    """The result for each fact of a bundle, and what of it had no effect."""

    meeting_id: str
    external_meeting_id: str | None


class StatusChanged(TypedDict):
    """The status of a fact or a proposal, and the state of a fact."""

    fact_id: str
    status: FactStatus
    state: NotRequired[FactState]
    updated_at: Timestamp
