"""The bundle that the upstream parser makes of one meeting (docs/data-model.md#bundles)."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, JsonValue

from spine.domain.identifiers import ID_PATTERN
from spine.domain.limits import MAX_FACTS
from spine.schemas.fields import (
    ISO_PATTERN,
    MAX_EVIDENCE,
    FactTypeName,
    Identifier,
    MeetingId,
    Moment,
    Name,
    Payload,
    Quote,
    Share,
    Span,
    Text,
    UtteranceIds,
    described,
    list_of,
    one_of,
)
from spine.schemas.validation import RequestModel

CLOCK_PATTERN = r"^(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-5][0-9](?:\.[0-9]+)?)$"


def _clock(text: str) -> str:
    if re.fullmatch(CLOCK_PATTERN, text) is None:
        raise ValueError("must be a time since the start of the meeting, like 01:05 or 01:02:03")
    return text


def _none_if_blank(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _or_blank(pattern: str, **keywords: JsonValue) -> tuple[BeforeValidator, Any]:
    """Makes a blank text of an optional field count as not given: parsers write it for what they do not know."""
    return BeforeValidator(_none_if_blank), described(pattern=rf"{pattern}|^\s*$", **keywords)


class Participant(RequestModel):
    """Somebody who was in the meeting."""

    id: Name | None = None
    display_name: Name | None = None


class BundleMeeting(RequestModel):
    """The meeting that the facts come from."""

    meeting_id: MeetingId
    meeting_started_at: Annotated[Moment | None, *_or_blank(ISO_PATTERN)] = None
    participants: Annotated[tuple[Participant, ...], Field(max_length=500), list_of("participants", 500)] | None = None


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
    when_said: Annotated[Annotated[str, AfterValidator(_clock)] | None, *_or_blank(CLOCK_PATTERN)] = None


class BundleFact(RequestModel):
    """One fact of the meeting, in the parser's words. A new one needs a `text` or a `label`."""

    model_config = ConfigDict(json_schema_extra=one_of("id", "text", "label"))

    id: Annotated[Identifier | None, *_or_blank(ID_PATTERN)] = None
    type: Annotated[FactTypeName | None, *_or_blank("[A-Za-z]")] = None
    label: Name | None = None
    text: Text | None = None
    attributes: Payload | None = None
    provenance: Provenance | None = None
    derived_from: object = None
    confidence: Share | None = None
    meeting_id: Annotated[MeetingId | None, *_or_blank(r"\S", minLength=0)] = None
    evidence: (
        BundleEvidence
        | Annotated[tuple[BundleEvidence, ...], Field(max_length=MAX_EVIDENCE), list_of("quotes", MAX_EVIDENCE)]
        | None
    ) = None


class Bundle(RequestModel):
    """One meeting with its facts."""

    org_id: Identifier | None = None
    meeting: BundleMeeting
    facts: Annotated[tuple[BundleFact, ...], Field(max_length=MAX_FACTS), list_of("facts", MAX_FACTS)] | None = None
