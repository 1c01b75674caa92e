"""Requests about facts."""

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from spine.contract.fields import Due, Identifier, LowerWord, Moment, Name, Payload, Quote, Shape, Share, Text, Whole
from spine.domain.facts import FactStatus


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


Position = Annotated[Whole, Field(ge=0, le=2**53)]
Status = Annotated[FactStatus, BeforeValidator(_lower)]


class EvidenceFields(Shape):
    """A quote that proves the fact; `char_span` and `ts_start_ms` say where in the transcript it stands."""

    evidence_id: Name | None = None
    quote: Quote | None = None
    char_span: tuple[Position, Position] | None = None
    who_said_label: Name | None = None
    ts_start_ms: Position | None = None
    utterance_ids: Annotated[tuple[Name, ...], Field(max_length=500)] | None = None
    card_id: Name | None = None

    @model_validator(mode="after")
    def _span_in_order(self) -> "EvidenceFields":
        if self.char_span and self.char_span[0] > self.char_span[1]:
            raise ValueError("char_span must not end before it starts")
        return self


class EntityFields(Shape):
    """A person, organisation or thing that the fact mentions."""

    entity_id: Name | None = None
    display_name: Name
    type: Name | None = None
    role: Name | None = None


class FactFields(Shape):
    """A fact as a client writes it: whole to store a new one, some fields to change a known one."""

    fact_id: Identifier | None = None
    fact_type: LowerWord | None = None
    status: Status | None = None
    text: Text | None = None
    title: Annotated[str, Field(max_length=200)] | None = None
    owner: Name | None = None
    due_iso: Due | None = None
    confidence: Share | None = None
    language: Annotated[str, Field(max_length=35)] | None = None
    meeting_id: Identifier | None = None
    transcript_id: Name | None = None
    payload: Payload | None = None
    evidence: Annotated[tuple[EvidenceFields, ...], Field(max_length=50)] | None = None
    entities: Annotated[tuple[EntityFields, ...], Field(max_length=100)] | None = None
    created_at: Moment | None = None

    @model_validator(mode="after")
    def _not_search(self) -> "FactFields":
        if self.fact_id == "search":
            raise ValueError("fact_id must not be 'search'")
        return self


class FactBatch(Shape):
    """Facts to store in one call."""

    facts: Annotated[tuple[FactFields, ...], Field(min_length=1, max_length=500)]


class StatusChange(Shape):
    """The status that a fact or a proposal is to have."""

    status: Status
