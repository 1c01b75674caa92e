"""The bundle that the upstream parser makes of one meeting (docs/data-model.md#bundles)."""

from typing import Annotated

from pydantic import ConfigDict, Field

from spine.schemas.fields import (
    MAX_EVIDENCE,
    MAX_FACTS,
    Identifier,
    LowerWord,
    Moment,
    Name,
    Payload,
    Quote,
    Share,
    Span,
    Text,
    UtteranceIds,
    no_longer,
    one_of,
)
from spine.schemas.validation import RequestModel


class Participant(RequestModel):
    """Somebody who was in the meeting."""

    id: Name | None = None
    display_name: Name | None = None


class BundleMeeting(RequestModel):
    """The meeting that the facts come from."""

    meeting_id: Identifier
    meeting_started_at: Moment | None = None
    participants: Annotated[tuple[Participant, ...], Field(max_length=500), no_longer(500)] | None = None


class BundleEvidence(RequestModel):
    """The quote that proves a fact."""

    quote: Quote | None = None
    transcript_id: Name | None = None
    card_id: Name | None = None
    utterance_ids: UtteranceIds | None = None
    char_span: Span | None = None


class Provenance(RequestModel):
    """Who said it, and when in the meeting: mm:ss or hh:mm:ss."""

    who_said: Name | None = None
    when_said: Annotated[str, Field(pattern=r"^(\d{1,3}:)?\d{1,3}:[0-5]\d(\.\d+)?$")] | None = None


class BundleFact(RequestModel):
    """One fact of the meeting, in the parser's words. A new one needs a `text` or a `label`."""

    model_config = ConfigDict(json_schema_extra=one_of("id", "text", "label"))

    id: Identifier | None = None
    type: LowerWord | None = None
    label: Name | None = None
    text: Text | None = None
    attributes: Payload | None = None
    provenance: Provenance | None = None
    derived_from: object = None
    confidence: Share | None = None
    meeting_id: Identifier | None = None
    evidence: (
        BundleEvidence
        | Annotated[tuple[BundleEvidence, ...], Field(max_length=MAX_EVIDENCE), no_longer(MAX_EVIDENCE)]
        | None
    ) = None


class Bundle(RequestModel):
    """One meeting with its facts."""

    org_id: Identifier | None = None
    meeting: BundleMeeting
    facts: Annotated[tuple[BundleFact, ...], Field(max_length=MAX_FACTS), no_longer(MAX_FACTS)]
