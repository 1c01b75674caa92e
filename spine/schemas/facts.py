"""Requests about facts."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from spine.domain.fact_states import FactState, FactStatus
from spine.domain.limits import MAX_FACTS
from spine.schemas.field_errors import OneRequired
from spine.schemas.fields import (
    MAX_EVIDENCE,
    AnyCase,
    Due,
    FactTypeName,
    Identifier,
    MeetingId,
    Moment,
    Name,
    Owner,
    Payload,
    Position,
    Quote,
    Share,
    Span,
    Text,
    UtteranceIds,
    list_of,
    one_of,
)
from spine.schemas.validation import RequestModel

Status = Annotated[FactStatus, AnyCase]
State = Annotated[FactState, AnyCase]


def _is_no_route(fact_id: str) -> str:
    """Refuse an id that no route leads to: the host compares routes without case."""
    if fact_id.lower() == "search":
        raise ValueError("must not be 'search', which is an endpoint")
    return fact_id


def _unique_ids(evidence: "tuple[EvidenceFields, ...]") -> "tuple[EvidenceFields, ...]":
    ids = [quote.evidence_id for quote in evidence if quote.evidence_id]
    if len(set(ids)) < len(ids):
        raise ValueError("must not repeat an evidence_id")
    return evidence


class EvidenceFields(RequestModel):
    """A quote that proves the fact; `char_span` and `ts_start_ms` are its position in the transcript."""

    evidence_id: Name | None = None
    quote: Quote | None = None
    char_span: Span | None = None
    who_said_label: Name | None = None
    ts_start_ms: Position | None = None
    utterance_ids: UtteranceIds | None = None
    card_id: Name | None = None


Evidence = Annotated[
    tuple[EvidenceFields, ...],
    Field(max_length=MAX_EVIDENCE),
    list_of("quotes", MAX_EVIDENCE),
    AfterValidator(_unique_ids),
]


class EntityFields(RequestModel):
    """A person, organisation or thing that the fact mentions."""

    entity_id: Name | None = None
    display_name: Name
    type: Name | None = None
    role: Name | None = None


class FactFields(RequestModel):
    """A fact as a client writes it: all fields of a new one, or some fields of a known one.

    A new one needs a `fact_type`, and a `text` or a `title`. No `fact_id` may be `search`, which is an endpoint.
    """

    model_config = ConfigDict(json_schema_extra=one_of("fact_id", "text", "title"))

    read_only = frozenset({"org_id", "set_by", "external_meeting_id", "updated_at", "weight", "score"})

    fact_id: Annotated[Identifier, AfterValidator(_is_no_route)] | None = None
    fact_type: FactTypeName | None = None
    status: Status | None = None
    state: State | None = None
    text: Text | None = None
    title: Name | None = None
    owner: Owner | None = None
    due_iso: Due | None = None
    confidence: Share | None = None
    language: Annotated[str, Field(max_length=35)] | None = None
    meeting_id: MeetingId | None = None
    transcript_id: Name | None = None
    payload: Payload | None = None
    evidence: Evidence | None = None
    entities: Annotated[tuple[EntityFields, ...], Field(max_length=100), list_of("entities", 100)] | None = None
    created_at: Moment | None = None


class FactBatch(RequestModel):
    """Facts to store in one call."""

    read_only = frozenset({"org_id"})

    facts: Annotated[tuple[FactFields, ...], Field(min_length=1, max_length=MAX_FACTS), list_of("facts", MAX_FACTS, 1)]


class StatusChange(RequestModel):
    """The new status of a fact or a proposal, the new state of a fact, or both. At least one is required."""

    model_config = ConfigDict(json_schema_extra=one_of("status", "state"))

    status: Status | None = None
    state: State | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "StatusChange":
        if self.status is None and self.state is None:
            raise OneRequired("status", "state")
        return self
